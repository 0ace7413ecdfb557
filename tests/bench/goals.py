"""Which ratios are looked at: ours over a peer's, from one run of one bench, and the bound they should stay below."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Goal:
    """``ours`` over ``peer`` (contender, figure) should be at most ``bound``; without a peer, ours itself should."""

    bench: str
    what: str
    ours: tuple[str, str]
    peer: tuple[str, str] | None
    bound: float


GOALS: tuple[Goal, ...] = (
    Goal(
        "startup",
        "window from exec, processor time, over an empty PySide6 window",
        ("verifier", "processor"),
        ("empty PySide6 window", "processor"),
        3.0,
    ),
    Goal(
        "startup",
        "window from exec, processor time, over labelme",
        ("verifier", "processor"),
        ("labelme", "processor"),
        0.5,
    ),
    Goal("startup", "memory with no case (PSS, MB)", ("verifier", "PSS"), None, 120),
    Goal(
        "hashing", "three hashes on two threads over one", ("two threads", "400 MB"), ("one thread", "400 MB"), 1 / 1.7
    ),
    Goal(
        "metadata",
        "EXIF, GPS and XMP of a JPEG without the maker note, over exiftool in batch",
        ("ours, EXIF, GPS and XMP", "100 files"),
        ("exiftool, batch", "100 files"),
        0.2,
    ),
    Goal(
        "metadata",
        "every reader without the maker note, over exiftool in batch",
        ("ours, all readers without the maker note", "100 files"),
        ("exiftool, batch", "100 files"),
        0.2,
    ),
    Goal(
        "metadata",
        "every reader with the maker note, over exiftool in batch",
        ("ours, all readers", "100 files"),
        ("exiftool, batch", "100 files"),
        1.2,
    ),
    Goal(
        "metadata",
        "random bytes as a maker note, over a clean photo",
        ("ours, random bytes as maker note", "100 files"),
        ("ours, all readers", "100 files"),
        3.0,
    ),
    Goal(
        "imports",
        "2,000 photos imported with every reading on two workers, over exiftool -r -json and sha256sum",
        ("ours, import on two workers", "2000 photos"),
        ("exiftool -r -json, then sha256sum", "2000 photos"),
        1 / 3,
    ),
    Goal("panel", "metadata of a photo with 3,000 readings shown, ms", ("the panel", "3037 readings"), None, 50),
    Goal("imports", "SRT of 3.6 MB, seconds of work", ("ours", "SRT of 3.7 MB"), None, 1.0),
    Goal(
        "stills",
        "12 MP photo to a window-sized picture, over QImageReader's full read",
        ("verifier", "12 MP processor"),
        ("QImageReader full", "12 MP processor"),
        0.5,
    ),
    Goal(
        "stills",
        "first picture of a 108 MP JPEG, over cv2's 1/8 read",
        ("verifier", "108 MP first picture"),
        ("cv2 1/8", "108 MP first picture"),
        1.1,
    ),
    Goal("stills", "first picture of a 108 MP JPEG, peak memory in MB", ("verifier", "108 MP peak memory"), None, 150),
    Goal("journal", "100,000 lines verified and replayed, seconds", ("verifier", "100,000 lines opened"), None, 2.0),
    Goal("bundles", "bundle checked, over bagit validate", ("verifier", "500 MB"), ("bagit validate", "500 MB"), 0.6),
    Goal("exact_frames", "wrong frames, every container and kind of footage", ("verifier", "wrong frames"), None, 0),
    Goal("video", "wrong frames", ("verifier", "wrong frames"), None, 0),
    Goal("video", "random exact seek, GOP 250, over cv2", ("verifier", "random seek"), ("opencv", "random seek"), 0.5),
    Goal("video", "step back, GOP 250, over cv2", ("verifier", "step back"), ("opencv", "step back"), 0.1),
    Goal(
        "video",
        "step forward, 95 %, over a frame decoded in sequence",
        ("verifier", "step forward, 95 %"),
        ("plain PyAV", "step forward"),
        2,
    ),
    Goal(
        "video",
        "step back, 95 %, over cv2",
        ("verifier", "step back, 95 %"),
        ("opencv", "step back, 95 %"),
        0.1,
    ),
    Goal(
        "video",
        "random exact seek, 95 %, over cv2",
        ("verifier", "random seek, 95 %"),
        ("opencv", "random seek, 95 %"),
        0.65,
    ),
    Goal(
        "video",
        "first look at a jump, 95 %, over the exact frame",
        ("verifier", "first look at a jump, 95 %"),
        ("verifier", "random seek, 95 %"),
        0.2,
    ),
    Goal(
        "long_clip",
        "index of a clip of one hour, seconds",
        ("verifier", "one hour: index, the slowest container"),
        None,
        2.0,
    ),
    Goal("long_clip", "index of a clip of one hour, MB", ("verifier", "one hour: memory, the largest"), None, 60),
    Goal("playback", "1080p30 played with sound, frames never shown", ("verifier", "frames never shown"), None, 0),
    Goal("large_case", "table of 2,000 photos usable, seconds", ("verifier", "2,000 photos usable"), None, 0.1),
    Goal("large_case", "memory with 2,000 photos (PSS, MB)", ("verifier", "2,000 photos PSS"), None, 220),
    Goal("items", "two filters over 10,000 items, ms", ("verifier", "two filters"), None, 50),
    Goal("items", "search over 10,000 items, ms", ("verifier", "search, two words"), None, 50),
    Goal("items", "10,000 items grouped and sorted, ms", ("verifier", "grouped by posting, by name"), None, 50),
    Goal("items", "filter changed in the window, ms", ("verifier", "filter changed in the window"), None, 50),
    Goal("items", "screenful of the grid painted, ms", ("verifier", "screenful of the grid painted"), None, 16),
    Goal("items", "screenful of the list painted, ms", ("verifier", "screenful of the list painted"), None, 16),
    Goal(
        "stage",
        "a gesture to its paint with 1,000 regions, seconds",
        ("verifier", "1,000 regions: all gestures"),
        None,
        0.016,
    ),
    Goal(
        "stage",
        "a gesture to its paint with 5,000 regions, seconds",
        ("verifier", "5,000 regions: all gestures"),
        None,
        0.016,
    ),
    Goal(
        "stage",
        "switching to a photo decoded ahead, seconds",
        ("verifier", "photo decoded ahead, to its paint"),
        None,
        0.05,
    ),
    Goal(
        "stage",
        "any 12 MP photo to its paint, over QImageReader's full read",
        ("verifier", "12 MP photo, to its paint"),
        ("QImageReader full", "12 MP photo, to its paint"),
        0.6,
    ),
    Goal(
        "near_copies",
        "nearest in 1,000,000 hashes, over numpy's bitwise_count of the same array",
        ("verifier", "nearest in 1,000,000"),
        ("numpy bitwise_count alone", "nearest in 1,000,000"),
        1.2,
    ),
    Goal(
        "near_copies",
        "12 MP photo to thumbnail and hash, over the thumbnail alone",
        ("thumbnail and hash", "12 MP processor"),
        ("thumbnail", "12 MP processor"),
        1.15,
    ),
    Goal(
        "clip_hashing",
        "1080p clip hashed behind a window in use, seconds for a second of footage",
        ("verifier", "hashing, of the footage's time"),
        None,
        0.2,
    ),
    Goal(
        "clip_hashing",
        "handlers of that window that took over 50 ms, share",
        ("verifier", "late handlers"),
        None,
        0.01,
    ),
)
