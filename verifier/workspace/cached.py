"""Where the cache of a case keeps what can be made again: thumbnails and strips, by the SHA-256 of the file."""

from pathlib import Path

from verifier.case.folder import CaseFolder
from verifier.domain.ids import Sha256


def thumbnail_path(folder: CaseFolder, sha256: Sha256) -> Path:
    """Return where the JPEG thumbnail of a file lies, or would lie."""
    return folder.cache / "thumbnails" / sha256[:2] / f"{sha256[2:]}.jpg"


def strip_frame_path(folder: CaseFolder, sha256: Sha256, ordinal: int) -> Path:
    """Return where the small JPEG of one frame of a clip lies, or would lie."""
    return folder.cache / "strips" / sha256[:2] / sha256[2:] / f"{ordinal}.jpg"
