"""Signed readings in a bundle: anyone can check them, a wrong one is a fault, and none tells what stays."""

import re
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from tests.bundle.forgery import rewrite_manifests
from tests.bundle.stand_in import Sample
from tests.examples import KEY, OTHER_KEY
from verifier.bundle.bag import write_folder
from verifier.bundle.check import check
from verifier.bundle.options import Audience, Options, Tick
from verifier.bundle.signed import FILE_STAYS, READING_STAYS, SIGNATURE_STAYS, signed_readings
from verifier.cli.bundles import say_check
from verifier.domain import codec
from verifier.domain.marks import FIRST_DIFFERS, INDEPENDENT, WITHHELD
from verifier.domain.progress import Progress
from verifier.domain.records import Item, MarkReading, Observation, ReadingSignature

needs_openssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="OpenSSH is not installed")
replace = msgspec.structs.replace
KEYS = tuple(key.public_key.split()[1] for key in (KEY, OTHER_KEY))


def signed(sample: Sample, item: Item) -> dict[str, ReadingSignature]:
    """Return the signatures on an item by the mark that was read; of a mark that was read twice, of the first."""
    known = {record.id: record for record in sample.case.records}
    found: dict[str, ReadingSignature] = {}
    for one in known.values():
        if not isinstance(one, ReadingSignature) or one.answers is not None:
            continue
        reading = known[one.reading]
        assert isinstance(reading, MarkReading)
        about = known[reading.about.partition("/")[2]]
        if item.id in (about.id, about.item if isinstance(about, Observation) else ""):
            found[reading.mark] = one
    return found


def holds(bag: Path, words: str) -> bool:
    return any(words.encode() in path.read_bytes() for path in bag.rglob("*") if path.is_file())


def command(bag: Path, word: str) -> str:
    """Return the commands of HOW-TO-CHECK.txt that begin with a word."""
    text = (bag / "data/HOW-TO-CHECK.txt").read_text()
    return next(block for block in text.split("\n\n") if re.match(rf"\n*   {word}\b", block))


@needs_openssh
@pytest.mark.parametrize("audience", ["archive", "colleague"])
def test_openssh_checks_what_a_bundle_holds_as_it_says_how(
    bags: dict[Audience, Path], audience: Audience, sample: Sample
) -> None:
    bag = bags[audience]
    done = subprocess.run(["bash", "-ec", command(bag, "for")], cwd=bag, capture_output=True, text=True, check=True)
    good = done.stdout.splitlines()
    assert len(good) == len(list(bag.glob("data/readings-signed/*.json"))) > 0
    assert all(line.startswith('Good "verifier-reading" signature with ED25519 key SHA256:') for line in good)
    one = signed(sample, sample.open)["serial"]
    script = command(bag, "ssh-keygen").replace("PERSON-ID", one.signed_by).replace("/ID.json", f"/{one.reading}.json")
    assert subprocess.run(["bash", "-ec", script], cwd=bag, capture_output=True, check=False).returncode == 0
    other = script.replace(one.signed_by, sample.reviewer.id)
    assert subprocess.run(["bash", "-ec", other], cwd=bag, capture_output=True, check=False).returncode != 0


def test_the_checker_counts_what_it_verified_and_the_report_says_that_two_are_independent(
    bags: dict[Audience, Path],
) -> None:
    result = check(bags["archive"])
    assert result.signatures is not None
    assert result.signatures.valid == 15
    assert result.signatures.unchecked == ()
    report = (bags["archive"] / "data/report.html").read_text()
    assert INDEPENDENT in report


def test_what_waits_for_a_second_reader_has_no_file_of_its_own_even_in_an_archive(
    bags: dict[Audience, Path], sample: Sample
) -> None:
    waits = signed(sample, sample.open)["subtitle"]
    names = {path.name for path in (bags["archive"] / "data/readings-signed").iterdir()}
    assert f"{signed(sample, sample.open)['serial'].reading}.json.sig" in names
    assert not any(waits.reading in name for name in names)
    assert not holds(bags["colleague"], waits.signature.splitlines()[3])


def test_a_reader_outside_gets_no_key_and_no_signature_and_is_told_so(bags: dict[Audience, Path]) -> None:
    bag = bags["outside"]
    assert not any(holds(bag, key) for key in KEYS)
    assert not holds(bag, "U1NIU0lH")  # SSHSIG, as each begins in base64
    assert not (bag / "data/readings-signed").exists()
    assert WITHHELD in (bag / "data/report.html").read_text()
    result = check(bag)
    assert result.sound
    assert result.signatures is not None
    assert result.signatures.valid == 0
    sentences = {one.why for one in result.signatures.unchecked}
    assert sentences == {f"Cannot be checked because {SIGNATURE_STAYS}."}


def test_a_tick_lets_signatures_out_but_for_words_and_files_that_stay(sample: Sample, tmp_path: Path) -> None:
    """Whoever has a signature can try words until one fits, and tell whether a file at hand is the one."""
    ticks = [Tick(item.key, "signatures") for item in sample.items]
    ticks += [Tick(item.key, what) for item in (sample.closed, sample.withheld) for what in ("item", "statements")]
    write_folder(sample.case, Options(ticked=tuple(ticks)), tmp_path / "bag", Progress())
    result = check(tmp_path / "bag")
    assert result.sound
    assert result.signatures is not None
    assert result.signatures.valid > 0
    assert INDEPENDENT in (tmp_path / "bag/data/report.html").read_text()
    open_one, closed = signed(sample, sample.open), signed(sample, sample.closed)
    assert holds(tmp_path / "bag", open_one["serial"].signature.splitlines()[3])
    for stays in (open_one["subtitle"], *closed.values()):
        assert not holds(tmp_path / "bag", stays.signature.splitlines()[3])
    assert not holds(tmp_path / "bag", sample.person.name)


def test_a_signature_that_is_not_of_its_reading_is_a_fault_with_the_line(tmp_path: Path) -> None:
    sample = Sample(tmp_path / "case")
    one = signed(sample, sample.open)["serial"]
    reading = next(record for record in sample.case.records if record.id == one.reading)
    sample.case.do("Change what was read", replace(reading, value="another"))
    write_folder(sample.case, Options(audience="archive"), tmp_path / "bag", Progress())
    result = check(tmp_path / "bag")
    assert [fault.where for fault in result.faults] == [one.key]
    assert "does not verify" in result.faults[0].what
    assert result.faults[0].line is not None
    assert result.signatures is None
    assert FIRST_DIFFERS in (tmp_path / "bag/data/report.html").read_text()


def test_a_changed_statement_is_named_even_when_the_manifests_list_it(archive_bag: Path) -> None:
    stated = next(archive_bag.glob("data/readings-signed/*.json"))
    stated.write_bytes(stated.read_bytes().replace(b"1581F5", b"1581F6"))
    rewrite_manifests(archive_bag)
    assert [fault.where for fault in check(archive_bag).faults] == [f"data/readings-signed/{stated.name}"]


@pytest.mark.parametrize(
    ("kind", "part", "lacks"),
    [
        ("reading_signature", ("public_key", "signature"), SIGNATURE_STAYS),
        ("mark_reading", ("value", "language", "legibility"), READING_STAYS),
        ("item", ("fingerprints", "readings_sha256"), FILE_STAYS),
        ("mark_reading", None, READING_STAYS),
        ("item", None, FILE_STAYS),
    ],
)
def test_what_cannot_be_checked_names_what_is_withheld(
    sample: Sample, kind: str, part: tuple[str, ...] | None, lacks: str
) -> None:
    records = [{**codec.to_plain(one), "withheld": []} for one in sample.case.records]
    for record in [one for one in records if one["type"] == kind]:
        if part is None:
            records.remove(record)
        else:
            record["withheld"] = ["some part"]
            for field in part:
                del record[field]
    found = list(signed_readings(records))
    assert found
    assert {one.lacks for one in found} == {lacks}


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        ("archive", "15 signatures of single readings verified."),
        ("outside", f"6 signatures of single readings not checked: cannot be checked because {SIGNATURE_STAYS}."),
    ],
)
def test_a_check_says_in_words_how_many_held_and_why_the_others_cannot_be_checked(
    bags: dict[Audience, Path], audience: Audience, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    say_check(check(bags[audience]))
    assert said in " ".join(capsys.readouterr().out.split())
