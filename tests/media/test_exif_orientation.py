"""The orientation of a JPEG is found without a decoder, and agrees with other readers."""

import io
import json

import pytest
from PIL import Image

from verifier.media.exif_orientation import jpeg_orientation
from verifier.media.sniff import sniff


def photo(orientation: int | None) -> bytes:
    exif, out = Image.Exif(), io.BytesIO()
    if orientation is not None:
        exif[0x0112] = orientation
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(("stored", "found"), [*((n, n) for n in range(1, 9)), (0, 1), (9, 1), (None, 1)])
def test_the_tag_is_found_and_nonsense_counts_as_upright(stored, found):
    assert jpeg_orientation(photo(stored)) == found


def test_a_file_cut_anywhere_has_an_orientation():
    whole = photo(6)
    assert {jpeg_orientation(whole[:cut]) for cut in range(2, len(whole))} == {1, 6}


EXPLAINED: dict[str, int] = {}


def test_every_sample_is_turned_as_exiftool_reads_it(samples):
    truth = json.loads((samples / "GROUNDTRUTH.exiftool.json").read_text())
    checked, differing = 0, {}
    for name in (name for name in truth if name != "_about" and not name.startswith("broken/")):
        data = (samples / name).read_bytes()
        if sniff(data[: 1 << 16], len(data)).media_type != "image/jpeg":
            continue
        said = truth[name].get("IFD0:Orientation", 1)
        wanted = said if said in range(1, 9) else 1
        checked += 1
        if jpeg_orientation(data) != wanted:
            differing[name] = (jpeg_orientation(data), said)
    assert checked > 200
    assert differing == EXPLAINED
