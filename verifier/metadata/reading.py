"""Let every reader look at one file and gather what they say; one that fails never stops the others."""

import struct
import zlib
from itertools import islice

import msgspec

from verifier.domain.errors import VerifierError
from verifier.domain.ids import Sha256
from verifier.domain.inspection import Trouble
from verifier.domain.readings import ReaderRun, Reading, ReadingsDocument
from verifier.metadata.registry import READERS, Reader
from verifier.metadata.source import Source
from verifier.metadata.surroundings import READER, VERSION

FORMAT_VERSION = 1
MAX_READINGS = 50_000
"""Readings of one reader; a picture with a whole editing history has 3,000."""
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    OSError,
    RecursionError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""What parsers raise on damaged files. Fuzzed samples raise all sorts of these from inside the libraries."""


class ReadResult(msgspec.Struct, frozen=True):
    """The readings document of a file and what went wrong on the way."""

    document: ReadingsDocument
    troubles: tuple[Trouble, ...]


def read_all(
    source: Source,
    file_sha256: Sha256,
    before: tuple[Reading, ...] = (),
    readers: tuple[Reader, ...] = READERS,
) -> ReadResult:
    """Run every reader that reads this kind; ``before`` are readings of the surroundings, taken earlier."""
    readings: list[Reading] = list(before)
    runs: list[ReaderRun] = [ReaderRun(READER, VERSION)] if before else []
    troubles: list[Trouble] = []
    for reader in readers:
        if not reader.reads(source.sniffed):
            continue
        source.refill()
        found, sentence = _run(reader, source)
        readings.extend(found)
        ended = sentence or ("read" if found else "nothing to read")
        runs.append(ReaderRun(reader.name, reader.version, ended))
        if sentence:
            troubles.append(Trouble("metadata", "reader_failed", f"The reader {reader.name} stopped: {sentence}"))
    document = ReadingsDocument(FORMAT_VERSION, file_sha256, tuple(runs), tuple(readings))
    return ReadResult(document, tuple(troubles))


def _run(reader: Reader, source: Source) -> tuple[list[Reading], str]:
    """Return what one reader yielded and, where it failed, a sentence."""
    found: list[Reading] = []
    try:
        found.extend(islice(reader.read(source), MAX_READINGS + 1))  # keeps what came before an error
    except VerifierError as error:
        return found, error.sentence
    except _FAULTS as error:
        return found, f"the file is damaged in a way it does not expect ({type(error).__name__})."
    if len(found) > MAX_READINGS:
        return found[:MAX_READINGS], f"There are more than {MAX_READINGS} values; the rest was not read."
    return found, ""
