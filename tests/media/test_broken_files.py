"""Every broken sample goes through the workers: shown or refused with a sentence, in time, in bounds, unchanged."""

import hashlib
import os
from concurrent.futures import Future
from pathlib import Path

import pytest

from verifier.domain.errors import TookTooLong, TookTooMuchMemory, VerifierError, WorkerDied
from verifier.media.clip_messages import ClipReply, DecodeFrame, FrameReply, OpenClip
from verifier.media.messages import DecodeStill, PictureReply
from verifier.media.pool import Bounds, Pool
from verifier.media.sniff import sniff

IN_BOUNDS = Bounds(time_s=10, memory_bytes=1 << 30)


def asked(pool: Pool, path: Path) -> "list[Future[object]]":
    """Ask for what the window would show of a file; nothing for what is no picture and no clip."""
    data = path.read_bytes()
    match sniff(data[: 1 << 16], len(data)).kind:
        case "photo":
            requests = [
                (DecodeStill(os.fsencode(path), 1600), PictureReply),
                (DecodeStill(os.fsencode(path)), PictureReply),
            ]
        case "video":
            requests = [(OpenClip(os.fsencode(path)), ClipReply), (DecodeFrame(os.fsencode(path), 0), FrameReply)]
        case _:
            requests = []
    return [pool.submit(request, reply, bounds=IN_BOUNDS) for request, reply in requests]


def sentence_of(future: "Future[object]") -> str | None:
    """Return the sentence of a refusal, or ``None`` for what is shown."""
    try:
        future.result(60)
    except (TookTooLong, TookTooMuchMemory, WorkerDied) as error:
        pytest.fail(f"{error.about}: {error.sentence}")
    except VerifierError as error:
        return error.sentence
    return None


def test_every_broken_file_is_shown_or_refused_with_a_sentence(samples):
    paths = sorted(path for path in (samples / "broken").rglob("*") if path.is_file())
    assert len(paths) == 111
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    with Pool(("verifier.media.tasks",), size=2) as pool:
        answers = {path: asked(pool, path) for path in paths}
        sentences = {path: [sentence_of(future) for future in futures] for path, futures in answers.items()}
    for path, found in sentences.items():
        for sentence in found:
            assert sentence is None or (sentence[0].isupper() and sentence.endswith(".") and "Error" not in sentence), (
                path
            )
    shown = [path for path, found in sentences.items() if found and found[0] is None]
    assert 30 <= len(shown) < len(paths)
    assert before == {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
