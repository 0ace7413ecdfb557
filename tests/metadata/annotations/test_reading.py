"""Files as labelme, COCO, CVAT and VIA write them, and files that only look so."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verifier.domain.errors import InputError, RefusedFile, UnreadableFile, UnsupportedFile
from verifier.domain.regions import Box, Ellipse, Line, Point, Polygon, RotatedBox, WholeFrame
from verifier.metadata.annotations import mark
from verifier.metadata.annotations.mark import Annotated
from verifier.metadata.annotations.registry import read_annotations

LABELME = {
    "version": "5.5.0",
    "flags": {},
    "shapes": [
        {"label": "дрон", "points": [[110, 70], [10, 20]], "shape_type": "rectangle", "description": "at the bridge"},
        {"label": "rim", "points": [[50, 50], [53, 54]], "shape_type": "circle"},
        {"label": "p", "points": [[1, 2], [3, 4], [5, 1]], "shape_type": "polygon"},
        {"label": "l", "points": [[1, 2], [3, 4]], "shape_type": "line"},
        {"label": "x", "points": [[7, 8]], "shape_type": "point"},
        {"label": "m", "points": [[1, 2], [3, 4]], "shape_type": "mask", "mask": "AAAA"},
        {"label": "few", "points": [[1, 2]], "shape_type": "polygon"},
        {"label": "odd", "points": [[1, 2], ["a", 4], [1, True]], "shape_type": "polygon"},
    ],
    "imagePath": "..\\photos\\a.jpg",
    "imageData": None,
    "imageWidth": 160,
    "imageHeight": 120,
}
CVAT_VIDEO = """<?xml version="1.0" encoding="utf-8"?><annotations><version>1.1</version>
<meta><task><name>t</name><original_size><width>64</width><height>48</height></original_size></task>
<source>c.mp4</source></meta>
<track id="0" label="drone" source="manual">
<box frame="1" keyframe="1" outside="0" occluded="0" xtl="1" ytl="2" xbr="11" ybr="12" z_order="0">
<attribute name="kind">quad</attribute></box>
<box frame="4" keyframe="1" outside="1" occluded="0" xtl="1" ytl="2" xbr="11" ybr="12" z_order="0"/></track>
<track id="1" label="drone"><box frame="0" outside="0" xtl="1" ytl="2" xbr="11" ybr="12"/>
<box frame="2" outside="0" xtl="2" ytl="2" xbr="12" ybr="12"/></track></annotations>"""
VIA = {
    "_via_img_metadata": {
        "a.jpg1234": {
            "filename": "a.jpg",
            "size": 1234,
            "regions": [
                {
                    "shape_attributes": {"name": "rect", "x": 1, "y": 2, "width": 30, "height": 40},
                    "region_attributes": {"type": "drone", "marks": {"tape": True, "paint": False}},
                },
                {
                    "shape_attributes": {"name": "ellipse", "cx": 5, "cy": 6, "rx": 3, "ry": 2, "theta": 0.5},
                    "region_attributes": {},
                },
                {
                    "shape_attributes": {"name": "polyline", "all_points_x": [1, 2], "all_points_y": [3]},
                    "region_attributes": {},
                },
            ],
            "file_attributes": {},
        }
    }
}
VIA_CSV = (
    "filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes\n"
    'a.jpg,1234,"{}",2,0,"{""name"":""circle"",""cx"":5,""cy"":6,""r"":3}","{""type"":""drone""}"\n'
    'b.jpg,99,"{}",0,0,"{}","{}"\n'
)


def read(folder: Path, data: object, name: str = "a.json") -> Annotated:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode() if isinstance(data, str) else dumped(data))
    return read_annotations(path, name)


def dumped(data: object) -> bytes:
    return json.dumps(data).encode()


def test_labelme(tmp_path: Path) -> None:
    found = read(tmp_path, LABELME)
    assert found.form == "labelme"
    assert [one.region for one in found.marks] == [
        Box(10, 20, 100, 50),
        Ellipse(50, 50, 5, 5),
        Polygon(((1, 2), (3, 4), (5, 1))),
        Line(((1, 2), (3, 4))),
        Point(7, 8),
    ]
    assert (found.marks[0].said, found.marks[0].words) == ("дрон", "at the bridge")
    assert (found.marks[0].picture.width, found.marks[0].picture.height) == (160, 120)
    assert [one.sentence for one in found.misfits] == [mark.MASK, mark.WRONG_COUNT, mark.NO_NUMBERS]


def test_x_anylabeling_writes_four_corners_of_a_rectangle(tmp_path: Path) -> None:
    shape = {"label": "d", "points": [[1, 2], [9, 2], [9, 8], [1, 8]], "shape_type": "rectangle", "score": 0.5}
    found = read(tmp_path, {**LABELME, "shapes": [shape]})
    assert found.marks[0].region == Box(1, 2, 8, 6)


def test_coco(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        {
            "images": [{"id": 7, "file_name": "a.jpg", "width": 160, "height": 120}],
            "categories": [{"id": 3, "name": "drone"}],
            "annotations": [
                {"id": 1, "image_id": 7, "category_id": 3, "bbox": [10, 20, 100, 50], "segmentation": []},
                {"id": 2, "image_id": 7, "category_id": 3, "bbox": [1, 2, 8, 6],
                 "segmentation": [[1, 2, 9, 2, 9, 8, 1, 8]]},
                {"id": 3, "image_id": 7, "category_id": 3, "bbox": [1, 1, 8, 8],
                 "segmentation": [[1, 1, 9, 1, 5, 9], [20, 20, 30, 20, 25, 30]]},
                {"id": 4, "image_id": 7, "category_id": 3, "bbox": [1, 2, 3, 4],
                 "segmentation": {"counts": "x", "size": [120, 160]}},
                {"id": 5, "image_id": 8, "category_id": 3, "bbox": [1, 2, 3, 4]},
                {"id": 6, "image_id": 7, "category_id": 3, "segmentation": [[1, 2, 3]]},
            ],
        },
    )  # fmt: skip
    assert [one.region for one in found.marks] == [
        Box(10, 20, 100, 50),
        Box(1, 2, 8, 6),
        Polygon(((1, 1), (9, 1), (5, 9))),
        Polygon(((20, 20), (30, 20), (25, 30))),
        Box(1, 2, 3, 4),
    ]
    assert {one.said for one in found.marks} == {"drone"}
    assert [one.sentence for one in found.misfits] == [mark.NO_PICTURE, mark.WRONG_COUNT]


def test_cvat_of_images(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        '<annotations><version>1.1</version><image id="0" name="a.jpg" width="160" height="120">'
        '<box label="d" xtl="1" ytl="2" xbr="11" ybr="8" rotation="30">'
        '<attribute name="seen">a gimbal</attribute></box>'
        '<ellipse label="d" cx="5" cy="6" rx="3" ry="2" rotation="350.5"/><polyline label="d" points="1,2;3,4"/>'
        '<points label="d" points="1,2;3,4"/><tag label="d"/>'
        '<cuboid label="d"/><polygon label="d" points="1,2;x,4;5,6"/>'
        "</image></annotations>",
        "a.xml",
    )
    assert [one.region for one in found.marks] == [
        RotatedBox(6, 5, 10, 6, 30),
        Ellipse(5, 6, 3, 2, 350.5),
        Line(((1, 2), (3, 4))),
        Point(1, 2),
        Point(3, 4),
        WholeFrame(),
    ]
    assert found.marks[0].words == "a gimbal"
    assert [one.sentence for one in found.misfits] == [mark.UNKNOWN_KIND, mark.NO_NUMBERS]


def test_a_cvat_track_holds_from_its_first_frame_to_the_last_before_it_is_outside(tmp_path: Path) -> None:
    found = read(tmp_path, CVAT_VIDEO, "t.xml")
    one, moving = found.marks
    assert (one.picture.name, one.picture.frame, one.picture.last_frame) == ("c.mp4", 1, 3)
    assert (one.region, one.words, one.stops) == (Box(1, 2, 10, 10), "kind: quad", ())
    assert found.misfits == ()
    assert moving.region == moving.stops[0].region
    assert len({stop.region for stop in moving.stops}) > 1


def test_via_as_project_export_and_table(tmp_path: Path) -> None:
    project = read(tmp_path, VIA)
    assert project.marks[0].region == Box(1, 2, 30, 40)
    ellipse = project.marks[1].region
    assert isinstance(ellipse, Ellipse)
    assert ellipse.angle_deg == pytest.approx(28.6479, abs=1e-3)
    assert (project.marks[0].said, project.marks[0].words) == ("drone", "marks: tape")
    assert project.marks[0].picture.size_bytes == 1234
    assert [one.sentence for one in project.misfits] == [mark.WRONG_COUNT]
    assert read(tmp_path, VIA["_via_img_metadata"]) == project
    (row,) = read(tmp_path, VIA_CSV, "v.csv").marks
    assert (row.region, row.said, row.picture.name) == (Ellipse(5, 6, 3, 3), "drone", "a.jpg")


def test_a_project_of_via_3_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnsupportedFile, match="version 2"):
        read(tmp_path, {"project": {}, "config": {}, "attribute": {}, "file": {}, "metadata": {}, "view": {}})


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", UnsupportedFile),
        (b"\xff\xd8\xff\xe0 JFIF", UnsupportedFile),
        (b'{"a": 1}', UnsupportedFile),
        (b'{"shapes": [', UnreadableFile),
        (b"[" * 200_000, UnreadableFile),
        (b"<annotations><image>", UnreadableFile),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><annotations><image/></annotations>', RefusedFile),
        (b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><annotations><image/></annotations>', RefusedFile),
    ],
)
def test_what_is_none_gives_one_sentence(tmp_path: Path, data: bytes, error: type[InputError]) -> None:
    with pytest.raises(error) as raised:
        read(tmp_path, data, "a.xml")
    assert raised.value.sentence.endswith(".")


def test_deep_xml_is_no_crash(tmp_path: Path) -> None:
    found = read(
        tmp_path, b"<annotations><image>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</image></annotations>", "a.xml"
    )
    assert [one.sentence for one in found.misfits] == [mark.UNKNOWN_KIND]


def test_a_file_of_too_many_regions_is_refused(tmp_path: Path) -> None:
    shape = {"label": "d", "points": [[1, 2]], "shape_type": "point"}
    with pytest.raises(RefusedFile, match="20,001"):
        read(tmp_path, {**LABELME, "shapes": [shape] * 20_001})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=8), inner, max_size=5),
    max_leaves=12,
)
WHOLE = [
    LABELME,
    VIA,
    {"images": [{"id": 1, "file_name": "a"}], "categories": [], "annotations": [{"image_id": 1, "bbox": [1, 2, 3, 4]}]},
]


def spoiled(plain: object, put: object, at: int) -> object:
    """Replace one place of a document, counted in order, by something else."""
    count = [at]

    def walk(value: object) -> object:
        count[0] -= 1
        if count[0] == 0:
            return put
        if isinstance(value, dict):
            return {key: walk(inner) for key, inner in value.items()}
        return [walk(inner) for inner in value] if isinstance(value, list) else value

    return walk(plain)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from(WHOLE), JSON, st.integers(1, 60))
def test_json_that_is_spoiled_in_any_place_gives_regions_or_sentences(
    tmp_path: Path, plain: object, put: object, at: int
) -> None:
    try:
        found = read(tmp_path, spoiled(plain, put, at))
    except InputError as error:
        assert error.sentence  # noqa: PT017 - either outcome is right
    else:
        assert all(one.sentence for one in found.misfits)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.sampled_from([CVAT_VIDEO.encode(), dumped(LABELME), dumped(VIA), VIA_CSV.encode()]), st.data())
def test_bytes_that_are_spoiled_give_regions_or_sentences(tmp_path: Path, whole: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    try:
        read(tmp_path, whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:], "a.bin")
    except InputError as error:
        assert error.sentence  # noqa: PT017 - either outcome is right
