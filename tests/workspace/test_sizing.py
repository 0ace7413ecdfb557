"""What a size check can rest on: the lenses of real drone photos, and the sizes that the catalog states."""

from math import atan, degrees
from pathlib import Path

import pytest

from verifier.catalog.catalog import UNDETERMINED, load_catalog
from verifier.domain.records import Item
from verifier.workspace.footage import add_footage
from verifier.workspace.readings import file_report
from verifier.workspace.sizing import dimensions_of, lens_offers, sample_aspect, whole_framing
from verifier.workspace.workspace import Workspace

CATALOG = load_catalog()
FIELDS = {
    "drone-testdata-agung-1__DJI_20251001132715_0396_D_POOR_SHARPNESS.JPG": 73.7,
    "drone_dataset_brighton_beach__DJI_0018.JPG": 84.0,
    "zonaArqueologicaMacuil__Aerea1.JPG": 73.7,
}
"""Horizontal field of view in degrees as ExifTool 12.57 gives it, for the sample photos."""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "a.case", "A", "A. Analyst")


@pytest.mark.parametrize("name", FIELDS)
def test_the_lens_of_a_drone_photo_agrees_with_exiftool(workspace: Workspace, samples: Path, name: str) -> None:
    with workspace:
        add_footage(workspace, [samples / "drone-photos" / "dji" / name])
        item = workspace.case.of(Item)[0]
        offers = lens_offers(file_report(workspace, item), CATALOG)
        whole = whole_framing(item.technical)
        assert offers
        assert whole is not None
        assert sample_aspect(item.technical) == 1
        for offer in offers:
            lens = offer.lens(whole)
            assert lens.basis == "metadata"
            widest, narrowest = (
                degrees(2 * atan(whole.width_px / 2 / (lens.focal_px + way * lens.error_px))) for way in (-1, 1)
            )
            assert narrowest - 0.5 <= FIELDS[name] <= widest + 0.5, offer.words


def test_the_sizes_of_a_drone_are_those_its_source_states() -> None:
    found = dimensions_of(CATALOG, (CATALOG.ref("dji-matrice-4e"), UNDETERMINED, CATALOG.ref("quadcopter")))
    stated = {one.what: one.length_m for one in found}
    assert stated == {"diagonal": 0.4388, "length": 0.307, "width": 0.3875, "height": 0.1495}
    assert all(one.source and "propellers excluded" in one.note for one in found)
    [span, *_] = dimensions_of(CATALOG, (CATALOG.ref("shahed-136"),))
    assert span.what == "wing span"
    assert span.source
