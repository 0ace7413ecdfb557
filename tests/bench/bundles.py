"""A bundle checked: ours beside bagit-python's validation of the same bag, which only compares hashes."""

import logging
import os
import tempfile
from pathlib import Path

import bagit
import msgspec

from tests.bench.figures import interleave
from tests.bundle.stand_in import Sample, fingerprints
from verifier.bundle.bag import write_folder
from verifier.bundle.check import check
from verifier.bundle.options import Options
from verifier.domain.progress import Progress

FILES, FILE_BYTES = 60, 8 << 20
ROUNDS = 7


def large_case(folder: Path) -> Sample:
    """Make a case with half a gigabyte of originals."""
    sample = Sample(folder)
    for number in range(FILES):
        data = os.urandom(1 << 20) * (FILE_BYTES >> 20)
        sample.case.add_file(data)
        known = {"id": sample.case.new_id(), "label": f"E-{number + 100:04d}", "kind": "other"}
        sample.case.do("Add", msgspec.structs.replace(sample.open, fingerprints=fingerprints(data), **known))
    return sample


def main() -> None:
    logging.getLogger("bagit").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        sample, bag = large_case(Path(folder) / "case"), Path(folder) / "bag"
        write_folder(sample.case, Options(), bag, Progress())
        contenders = {"verifier": lambda: check(bag), "bagit validate": lambda: bagit.Bag(str(bag)).validate()}
        interleave(contenders, ROUNDS, "500 MB")


if __name__ == "__main__":
    main()
