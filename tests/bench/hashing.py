"""Three hashes from one read: on two threads and on one, and hashlib's SHA-256 alone as the floor."""

import hashlib
import os
import tempfile
from pathlib import Path

from tests.bench.figures import interleave
from verifier.media.fingerprint import read_once

SIZE = 400 * 1024 * 1024
ROUNDS = 5


def sha256_alone(path: Path) -> None:
    """Hash a file with hashlib alone, 1 MiB at a time."""
    digest, buffer = hashlib.sha256(), bytearray(1 << 20)
    with path.open("rb", buffering=0) as file:
        while count := file.readinto(buffer):
            digest.update(memoryview(buffer)[:count])


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "clip.bin"
        block = os.urandom(1 << 20)
        with path.open("wb") as file:
            for _ in range(SIZE >> 20):
                file.write(block)
        interleave(
            {
                "two threads": lambda: read_once(path, threads=2),
                "one thread": lambda: read_once(path, threads=1),
                "hashlib SHA-256 alone": lambda: sha256_alone(path),
            },
            ROUNDS,
            "400 MB",
        )


if __name__ == "__main__":
    main()
