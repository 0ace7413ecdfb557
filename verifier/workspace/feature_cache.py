"""Local features of the files of a case, each in a file of its cache; imported by workers only.

They follow from the bytes and can be made again at any time; they go with a purge, since they show what is in a
picture. What cannot be read counts as not there.
"""

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile

import numpy as np

from verifier.domain.ids import Sha256
from verifier.media.overlap import Features

log = logging.getLogger(__name__)

VERSION = 1
"""Of the features and of how frames are chosen: files of another version are made again."""


class SeenPicture(NamedTuple):
    """One picture of a file: a photo (``ordinal`` ``None``), or a frame of a clip."""

    ordinal: int | None
    features: Features


def features_path(case: Path, sha256: Sha256) -> Path:
    """Return where the features of a file lie, or would lie."""
    return case / "cache" / "features" / f"{sha256}-{VERSION}.npz"


def keep_features(case: Path, sha256: Sha256, most_frames: int, seen: Sequence[SeenPicture]) -> bool:
    """Write the features of one file, whole or not at all; tell whether that could be done."""
    path = features_path(case, sha256)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    arrays: dict[str, np.ndarray] = {
        "asked": np.array([most_frames]),
        "ordinals": np.array([-1 if s.ordinal is None else s.ordinal for s in seen], np.int64),
    }
    for number, (_, found) in enumerate(seen):
        arrays |= {
            f"points{number}": found.points,
            f"descriptors{number}": found.descriptors,
            f"sides{number}": np.array([found.width, found.height]),
            f"luma{number}": np.round(found.luma).astype(np.uint8),
        }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            np.savez(file, **arrays)  # pyright: ignore[reportArgumentType] - its annotation wants a flag by that name
        temporary.replace(path)
    except OSError as error:
        log.debug("features were not kept: %s", type(error).__name__)
        temporary.unlink(missing_ok=True)
        return False
    return True


def load_features(case: Path, sha256: Sha256, most_frames: int) -> tuple[SeenPicture, ...] | None:
    """Read the features of one file; ``None`` where there are none that can be read, or of fewer frames than wanted."""
    try:
        with np.load(features_path(case, sha256), allow_pickle=False) as held:
            if int(held["asked"][0]) < most_frames:
                return None
            return tuple(
                SeenPicture(
                    None if ordinal < 0 else ordinal,
                    Features(
                        held[f"points{number}"].astype(np.float32).reshape(-1, 2),
                        held[f"descriptors{number}"].astype(np.uint8).reshape(-1, 128),
                        float(held[f"sides{number}"][0]),
                        float(held[f"sides{number}"][1]),
                        held[f"luma{number}"].astype(np.float32),
                    ),
                )
                for number, ordinal in enumerate(held["ordinals"].tolist())
            )
    except (OSError, ValueError, KeyError, IndexError, TypeError, BadZipFile) as error:
        log.debug("features were not read: %s", type(error).__name__)
        return None


def is_kept(case: Path, sha256: Sha256, most_frames: int) -> bool:
    """Tell whether features of a file were kept, of so many frames if it is a clip."""
    try:
        with np.load(features_path(case, sha256), allow_pickle=False) as held:
            return int(held["asked"][0]) >= most_frames
    except (OSError, ValueError, KeyError, IndexError, BadZipFile):
        return False
