"""Where things lie in a bundle, and the bytes of its manifests and of ``bag-info.txt``.

What the writer and the checker must agree on to the byte. BagIt 1.0 (RFC 8493). Standard library and domain only.
"""

import msgspec

from verifier.domain.ids import Sha256

FORMAT_VERSION = 1

BAGIT = "bagit.txt"
BAG_INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
TAG_FILES = (BAG_INFO, BAGIT, MANIFEST)
"""What the tag manifest lists, in its order; beside these and itself nothing stands outside ``data/``."""

EVIDENCE = "data/evidence.json"
JOURNAL = "data/journal.jsonl"
VALUES = "data/values.jsonl"
CATALOG = "data/catalog.json"
REPORT = "data/report.html"
HOW_TO_CHECK = "data/HOW-TO-CHECK.txt"
SIGNED_FOLDER = "data/readings-signed/"
SIGNERS = SIGNED_FOLDER + "allowed_signers"
SCHEMA_FOLDER = "data/schema/"
SCHEMA_FILES = (
    "catalog.schema.json",
    "evidence.schema.json",
    "journal-line.schema.json",
    "readings.schema.json",
    "value-line.schema.json",
)
"""The schemas that go into every bundle."""
SCHEMA_MEMBERS = tuple(SCHEMA_FOLDER + name for name in SCHEMA_FILES)
FIXED_MEMBERS = (EVIDENCE, JOURNAL, VALUES, CATALOG, REPORT, HOW_TO_CHECK)

BAGIT_TEXT = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def manifest(hashes: dict[str, str]) -> bytes:
    """Write a manifest: one line per path, sorted by path; RFC 8493 2.1.3."""
    return "".join(f"{digest}  {_encoded(path)}\n" for path, digest in sorted(hashes.items())).encode()


def read_manifest(data: bytes) -> dict[str, str]:
    """Read a manifest as path -> digest; raise ``ValueError`` where a line is none."""
    found: dict[str, str] = {}
    for line in data.decode().splitlines():
        digest, blanks, path = line[:64], line[64:66], line[66:]
        if blanks != "  " or not path or path in found:
            raise ValueError("a manifest line is damaged")
        found[_decoded(path)] = digest
    return found


def _encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _decoded(path: str) -> str:
    return path.replace("%0D", "\r").replace("%0d", "\r").replace("%0A", "\n").replace("%0a", "\n").replace("%25", "%")


class BagInfo(msgspec.Struct, frozen=True):
    """What ``bag-info.txt`` says; ``payload_bytes`` and ``payload_files`` count ``data/`` alone."""

    program: str
    program_version: str
    date: str
    head: Sha256
    lines: int
    payload_bytes: int
    payload_files: int
    format_version: int = FORMAT_VERSION

    def text(self) -> bytes:
        """Write the file; RFC 8493 2.2.2 for the reserved names, the ``Journal-`` ones are ours."""
        fields = (
            ("Bag-Software-Agent", f"{self.program} {self.program_version}"),
            ("Bagging-Date", self.date),
            ("Bundle-Format-Version", str(self.format_version)),
            ("Journal-Head", self.head),
            ("Journal-Lines", str(self.lines)),
            ("Payload-Oxum", f"{self.payload_bytes}.{self.payload_files}"),
        )
        return "".join(f"{name}: {value}\n" for name, value in fields).encode()


def read_bag_info(data: bytes) -> dict[str, str]:
    """Read ``bag-info.txt`` as name -> value; raise ``ValueError`` where it is no such file."""
    pairs = [line.split(": ", 1) for line in data.decode().splitlines()]
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("bag-info.txt is damaged")
    return dict(pairs)
