"""Feed a reader broken files, by hand: ``python -m tests.metadata.fuzz READER [--minutes 10] [--seed 1]``.

READER is a name of the registry, or ``srt``, ``gpx``, ``tracks`` (telemetry in clips), ``posts``, ``onnx``. Inputs are
samples, mutated: bytes turned, numbers put to their limits, lengths of boxes, segments and directories changed, parts
doubled, cut out or taken from another sample. A find is a death of the process, an input that takes more than five
seconds of work, or an error that no reader may end with; it is kept in ``--finds`` with its number, and becomes a test.
"""

import argparse
import io
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from pypdf import PdfWriter

from tests import saved_posts
from tests.bench.metadata import XMP
from tests.conftest import SAMPLES
from tests.metadata.djmd_truth import made
from tests.onnx_models import red_box_model
from verifier.domain.errors import VerifierError
from verifier.media.detector_forms import LAYOUTS
from verifier.media.sniff import sniff
from verifier.metadata.dji_schemas import SCHEMAS
from verifier.metadata.onnx_model import read_onnx
from verifier.metadata.provenance.registry import read_provenance
from verifier.metadata.reading import read_all
from verifier.metadata.registry import READERS
from verifier.metadata.source import Source
from verifier.metadata.telemetry.reading import read_telemetry

FOLDERS = ("photos", "drone-photos", "videos", "telemetry", "c2pa", "broken", "imports")
LARGEST = 2_000_000
"""Bytes of a seed; a larger one leaves too few rounds."""
MOST_SEEDS = 150
TOO_LONG_S = 5.0
TOO_MUCH = 4 << 30
NEVER = re.compile(r"RecursionError|MemoryError|AssertionError")
LIMITS = (
    b"\0" * 4,
    b"\xff" * 4,
    b"\x7f\xff\xff\xff",
    b"\x80\0\0\0",
    b"\0\0\0\1",
    b"\1\0\0\0",
    b"\0\0\xff\xff",
    b"\0\0\0\7",
)
LENGTHS = re.compile(
    rb"(?<=....)(?:moov|trak|mdia|minf|stbl|stsd|stsz|stsc|stco|udta|meta|ilst|keys|iloc|iinf|jumb|uuid)"
)
SEGMENTS = re.compile(rb"\xff[\xc0-\xfe](?=..)", re.DOTALL)
DIRECTORIES = re.compile(rb"(?:II\*\0|MM\0\*)")
NUMBERS = re.compile(rb"\d+")


def look(reader: str) -> Callable[[Path, bytes], str]:
    """Return what is done with an input; it returns how the reader ended, in a word or a sentence."""
    others = {"srt": _track, "gpx": _track, "tracks": _track, "posts": _posts, "onnx": _model}
    if reader in others:
        return others[reader]
    chosen = tuple(one for one in READERS if one.name == reader)
    if not chosen:
        raise SystemExit(f"no such reader; there are {', '.join([one.name for one in READERS] + list(others))}")

    def run(path: Path, data: bytes) -> str:
        head = data[: 64 * 1024]
        sniffed = sniff(head, len(data))
        if not chosen[0].reads(sniffed):
            return "not its kind"
        with Source(path, head, sniffed, len(data)) as source:
            return read_all(source, "0" * 64, readers=chosen).document.readers[-1].ended

    return run


def _track(path: Path, _data: bytes) -> str:
    try:
        return f"{min(1, len(read_telemetry(path).samples))} track"
    except VerifierError as error:
        return type(error).__name__


def _posts(path: Path, _data: bytes) -> str:
    kinds = {".json": "application/json", ".wacz": "application/zip", ".mhtml": "message/rfc822", ".txt": "text/plain"}
    try:
        return read_provenance(path, path.name, kinds.get(path.suffix, "text/csv")).format
    except VerifierError as error:
        return type(error).__name__


def _model(_path: Path, data: bytes) -> str:
    try:
        return f"opset {read_onnx(data).opset}"
    except VerifierError as error:
        return type(error).__name__


def seeds(reader: str, samples: Path = SAMPLES) -> list[tuple[str, bytes]]:
    """Return the files that say something to a reader, small ones first."""
    if reader == "posts":
        return _saved_posts(samples)
    if reader == "onnx":
        return [(".onnx", red_box_model(layout)) for layout in LAYOUTS]
    run, found = look(reader), [(".mp4", made(protocol)) for protocol in SCHEMAS if reader in ("dji-data", "tracks")]
    if reader == "pdf":
        found.append((".pdf", _paper()))
    suffixes = {"srt": (".srt",), "gpx": (".gpx",), "tracks": (".mp4", ".mov", ".mkv")}.get(reader)
    files = [
        p for folder in FOLDERS for p in (samples / folder).rglob("*") if p.is_file() and p.stat().st_size <= LARGEST
    ]
    for path in sorted(files, key=lambda path: path.stat().st_size):
        if suffixes is not None and path.suffix.lower() not in suffixes:
            continue
        data = path.read_bytes()
        if suffixes is not None or run(path, data) == "read":
            found.append((path.suffix, data))
        if len(found) >= MOST_SEEDS:
            break
    return found


def _saved_posts(samples: Path) -> list[tuple[str, bytes]]:
    """Return saved posts of every format: the samples, and those that tests make."""
    chat = saved_posts.telegram_chat(saved_posts.message(1, text="words"), saved_posts.message(2, photo="a.jpg"))
    words = "[15/01/2024, 10:30:05] Ann: IMG-20240115-WA0001.jpg (file attached)\n" * 3
    table = "Link,Archive status,Upload timestamp,Hash\nhttps://x.example/1,success,2024-01-15T10:30:00,SHA-256:ab\n"
    found = [(path.suffix, path.read_bytes()) for path in (samples / "imports").rglob("*") if path.is_file()]
    return [
        *found,
        (".json", json.dumps(saved_posts.info_json()).encode()),
        (".json", json.dumps(chat).encode()),
        (".wacz", saved_posts.wacz_bytes(b"media" * 99)),
        (".mhtml", saved_posts.mhtml_bytes(b"picture" * 99)),
        (".txt", words.encode()),
        (".csv", table.encode()),
    ]


def _paper() -> bytes:
    """Return a paper that says who wrote it; the samples have none."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(90, 90)
    writer.add_metadata({"/Title": "A paper", "/Producer": "Word", "/CreationDate": "D:20240115103000+02'00'"})
    writer.xmp_metadata = XMP.encode()
    writer.write(out)
    return out.getvalue()


def mutated(data: bytes, others: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    """Return the bytes with one to eight changes."""
    new = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8))):
        if not new:
            return bytes(new)
        chance.choice(CHANGES)(new, others, chance)
    return bytes(new)


def _place(new: bytearray, chance: random.Random) -> int:
    """Return a place, mostly near the beginning, where what is read stands."""
    end = min(len(new), chance.choice((256, 4096, 65_536, len(new))))
    return chance.randrange(max(1, end))


def _turn(new: bytearray, _others: list[tuple[str, bytes]], chance: random.Random) -> None:
    new[_place(new, chance)] = chance.randrange(256)


def _limit(new: bytearray, _others: list[tuple[str, bytes]], chance: random.Random) -> None:
    at, mark = _place(new, chance), chance.choice(LIMITS)
    new[at : at + len(mark)] = mark


def _length(new: bytearray, _others: list[tuple[str, bytes]], chance: random.Random) -> None:
    """Change a length that something else is found by."""
    pattern = chance.choice((LENGTHS, SEGMENTS, DIRECTORIES, NUMBERS))
    found = [match.span() for match in pattern.finditer(bytes(new[:262_144]))]
    if not found:
        return
    start, end = chance.choice(found)
    if pattern is LENGTHS:
        new[start - 4 : start] = chance.choice(LIMITS)
    elif pattern is SEGMENTS:
        new[end : end + 2] = chance.choice(LIMITS)[:2]
    elif pattern is DIRECTORIES:
        at = end + chance.randrange(400)
        new[at : at + 4] = chance.choice((*LIMITS, chance.randbytes(4), b"\x08\0\0\0"))
    else:
        new[start:end] = str(chance.choice((0, -1, 10**30, 1e300, 2**63, 99999))).encode()


def _double(new: bytearray, _others: list[tuple[str, bytes]], chance: random.Random) -> None:
    at = _place(new, chance)
    part = new[at : at + chance.choice((4, 16, 200, 5000))]
    new[at:at] = part * chance.choice((1, 2, 50))


def _cut(new: bytearray, _others: list[tuple[str, bytes]], chance: random.Random) -> None:
    at = _place(new, chance)
    del new[at : at + chance.choice((1, 4, 60, 3000, len(new)))]


def _splice(new: bytearray, others: list[tuple[str, bytes]], chance: random.Random) -> None:
    other = chance.choice(others)[1]
    at, start = _place(new, chance), chance.randrange(max(1, len(other)))
    part = other[start : start + chance.choice((8, 100, 4000))]
    new[at : at + len(part)] = part


CHANGES = (_turn, _turn, _limit, _limit, _length, _length, _length, _double, _cut, _splice)


def work(reader: str, first: int, folder: Path, until: float) -> None:
    """Try inputs until a time, in this process; the input at hand lies in the folder, the count on the last line."""
    resource.setrlimit(resource.RLIMIT_AS, (TOO_MUCH, TOO_MUCH))
    run, starts = look(reader), seeds(reader)
    if not starts:
        raise SystemExit(f"no sample says anything to {reader}")
    ended: Counter[str] = Counter()
    number = first
    while time.time() < until:
        chance = random.Random(f"{reader} {number}")
        suffix, data = chance.choice(starts)
        path = folder / f"input{suffix}"
        path.write_bytes(mutated(data, starts, chance))
        (folder / "number").write_text(str(number))
        signal.alarm(60)
        begin = time.process_time()
        how = run(path, path.read_bytes())
        spent = time.process_time() - begin
        signal.alarm(0)
        if spent > TOO_LONG_S or NEVER.search(how):
            _keep(folder, path, reader, number, f"{spent:.1f} s, {how}")
        ended[re.sub(r"\d+", "#", how)[:90]] += 1
        path.unlink()
        number += 1
    sys.stdout.write(f"{number - first} inputs\n")
    for how, count in ended.most_common(12):
        sys.stdout.write(f"  {count:7} {how}\n")


def _keep(folder: Path, path: Path, reader: str, number: int, why: str) -> None:
    kept = folder.parent / f"{reader}-{number}{path.suffix}"
    kept.write_bytes(path.read_bytes())
    sys.stdout.write(f"FIND {kept.name}: {why}\n")
    sys.stdout.flush()


def watch(reader: str, minutes: float, seed: int, finds: Path) -> Iterator[str]:
    """Run the work in a process of its own and yield what it says; begin another behind an input it died of."""
    folder, until = finds / f"work-{reader}", time.time() + 60 * minutes
    folder.mkdir(parents=True, exist_ok=True)
    while time.time() < until:
        command = [sys.executable, "-m", "tests.metadata.fuzz", reader, "--child", str(seed), str(folder), str(until)]
        ran = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONFAULTHANDLER": "1"})
        yield ran.stdout
        if ran.returncode:
            if not (folder / "number").exists():
                yield ran.stderr
                return
            seed = int((folder / "number").read_text())
            for path in folder.glob("input*"):
                _keep(folder, path, reader, seed, f"the process ended with {ran.returncode}: {ran.stderr[-1500:]}")
            seed += 1


def main() -> None:
    """Fuzz one reader and say what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("reader")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--finds", type=Path, default=Path("/tmp/verifier-fuzz"))
    parser.add_argument("--child", nargs=3)
    given = parser.parse_args()
    if given.child is not None:
        first, folder, until = given.child
        work(given.reader, int(first), Path(folder), float(until))
        return
    begin = time.time()
    for said in watch(given.reader, given.minutes, given.seed, given.finds):
        sys.stdout.write(said)
    sys.stdout.write(f"{given.reader}: {(time.time() - begin) / 60:.1f} minutes\n")


if __name__ == "__main__":
    main()
