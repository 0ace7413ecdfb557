"""Files that belong to others."""

from pathlib import PurePosixPath

import pytest

from verifier.workspace.sidecars import tie


@pytest.mark.parametrize(
    ("sidecar", "kind", "main", "main_kind"),
    [
        ("DJI_0001.SRT", "sidecar", "DJI_0001.MP4", "video"),
        ("dji_0001.srt", "sidecar", "DJI_0001.MOV", "video"),
        ("clip.mp4.srt", "sidecar", "clip.mp4", "video"),
        ("IMG_1.xmp", "sidecar", "IMG_1.CR2", "photo"),
        ("IMG_1.jpg.xmp", "sidecar", "IMG_1.jpg", "photo"),
        ("GOPR0001.THM", "photo", "GOPR0001.MP4", "video"),
        ("GL010001.LRV", "video", "GX010001.MP4", "video"),
        ("DJI_0002.LRF", "video", "DJI_0002.MP4", "video"),
        ("clip.info.json", "other", "clip.webm", "video"),
    ],
)
def test_a_sidecar_is_tied_to_its_neighbor_by_name(sidecar: str, kind: str, main: str, main_kind: str):
    kinds = {PurePosixPath("/f") / sidecar: kind, PurePosixPath("/f") / main: main_kind}
    assert tie(kinds) == {PurePosixPath("/f") / sidecar: PurePosixPath("/f") / main}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "kinds",
    [
        {"/a/c.srt": "sidecar", "/b/c.mp4": "video"},
        {"/a/c.srt": "sidecar", "/a/c.jpg": "photo"},
        {"/a/c.srt": "sidecar", "/a/c.mp4": "video", "/a/c.mov": "video"},
        {"/a/c.srt": "sidecar", "/a/c.txt": "document"},
        {"/a/c.srt": "sidecar"},
        {"/a/c.xmp": "sidecar", "/a/c.srt": "sidecar"},
    ],
    ids=["other folder", "a photo has no telemetry", "two clips", "no picture", "alone", "two sidecars"],
)
def test_what_fits_nothing_or_several_is_left_alone(kinds: dict[str, str]):
    assert tie({PurePosixPath(path): kind for path, kind in kinds.items()}) == {}  # type: ignore[misc]


def test_the_clip_gets_the_telemetry_and_not_the_photo_of_the_same_name():
    kinds = {"DJI_1.JPG": "photo", "DJI_1.MP4": "video", "DJI_1.SRT": "sidecar"}
    tied = tie({PurePosixPath(path): kind for path, kind in kinds.items()})  # type: ignore[misc]
    assert tied == {PurePosixPath("DJI_1.SRT"): PurePosixPath("DJI_1.MP4")}
