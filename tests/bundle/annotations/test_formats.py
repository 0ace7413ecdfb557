"""Every format of annotations, read back by programs and rules of others."""

import contextlib
import csv
import io
import json
import re
from fractions import Fraction
from pathlib import Path

import defusedxml.ElementTree as DefusedTree
import numpy as np
import pytest
from PIL import Image
from pycocotools.coco import COCO

from tests.bundle.annotations.conftest import HEIGHT, REGIONS, WIDTH, Regions, Write
from tests.bundle.planting import words_in
from tests.bundle.stand_in import AT
from verifier.bundle.options import Options
from verifier.bundle.registry import FORMATS, Format, format_named
from verifier.domain.frames import Span, Track
from verifier.domain.progress import Progress
from verifier.domain.records import Keyframe, Origin
from verifier.domain.regions import Box

ANNOTATIONS = [known for known in FORMATS if known.preview is not None]
ids = pytest.mark.parametrize("known", ANNOTATIONS, ids=lambda known: known.name)


def coco(folder: Path) -> COCO:
    with contextlib.redirect_stdout(io.StringIO()):
        return COCO(str(folder / "annotations/instances_default.json"))


@pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")
def test_coco_is_read_by_its_own_api_and_the_masks_cover_what_was_drawn(write: Write) -> None:
    read = coco(write("coco"))
    photo = next(image for image in read.dataset["images"] if image["file_name"] == "E-0006.jpg")
    assert (photo["width"], photo["height"]) == (WIDTH, HEIGHT)
    found = read.loadAnns(read.getAnnIds(imgIds=[photo["id"]]))
    assert [one["bbox"] for one in found][:2] == [[10, 20, 100, 50], [0.25, 0.5, 1.5, 2.5]]
    masks = [read.annToMask(one) for one in found]
    assert [mask.shape for mask in masks] == [(HEIGHT, WIDTH)] * len(found)
    assert masks[0].sum() == 100 * 50
    rows, columns = np.nonzero(masks[0])
    assert (columns.min(), rows.min(), columns.max(), rows.max()) == (10, 20, 109, 69)
    turned, triangle, circle = found[2], found[3], found[4]
    assert turned["area"] == pytest.approx(20_000)
    assert triangle["area"] == pytest.approx(19_000)  # half of |200·200 - 100·20|
    assert circle["area"] == pytest.approx(np.pi * 3600, rel=0.002)
    assert masks[4].sum() == pytest.approx(np.pi * 3600, rel=0.02)
    assert [category["id"] for category in read.dataset["categories"]] == list(range(1, len(read.cats) + 1))


def test_pictures_lie_beside_in_the_size_that_the_regions_speak_of(write: Write) -> None:
    folder = write("coco")
    for image in coco(folder).dataset["images"]:
        with Image.open(folder / "images/default" / image["file_name"]) as picture:
            assert picture.size == (image["width"], image["height"])
            assert picture.getexif().get(0x0112, 1) == 1


def test_a_frame_that_two_regions_show_is_one_picture_also_where_one_of_them_has_no_hash(tmp_path: Path) -> None:
    regions, known = Regions(tmp_path / "case"), format_named("coco")
    assert known is not None
    regions.observe(regions.sample.unset, Span(27093, 27213, Fraction(1, 1000)), Box(30.0, 40.0, 80.0, 40.0))
    known.write(regions.case, Options(), tmp_path / "coco", Progress())
    read = coco(tmp_path / "coco")
    names = [image["file_name"] for image in read.dataset["images"]]
    assert len(set(names)) == len(names)
    frame = next(image for image in read.dataset["images"] if image["file_name"] == "E-0002_000002.jpg")
    found = read.loadAnns(read.getAnnIds(imgIds=[frame["id"]]))
    corners = [one["bbox"][:2] for one in found]
    assert (corners[0], corners[-1], len(corners)) == ([820, 410], [30, 40], 3)


def test_yolo_gives_the_boxes_back_to_a_thousandth_of_a_pixel(write: Write) -> None:
    folder = write("yolo")
    lines = (folder / "labels/train/E-0006.txt").read_text().splitlines()
    boxes = []
    for line in lines:
        number, *parts = line.split(" ")
        x, y, width, height = (float(part) for part in parts)
        assert number.isdigit()
        assert all(0 <= value <= 1 for value in (x, y, width, height))
        boxes.append(((x - width / 2) * WIDTH, (y - height / 2) * HEIGHT, width * WIDTH, height * HEIGHT))
    assert boxes[0] == pytest.approx((10, 20, 100, 50), abs=1e-3)
    assert boxes[1] == pytest.approx((0.25, 0.5, 1.5, 2.5), abs=1e-3)
    assert boxes[-1] == pytest.approx((0, 0, 20, 30), abs=1e-3)  # cut at the edge
    assert len(lines) == len(REGIONS) - 5  # two lines, an arrow, a point, and one that lies outside
    names = dict(re.findall(r"^  (\d+): (.*)$", (folder / "data.yaml").read_text(), re.M))
    assert json.loads(names["0"]) == "DJI Mavic 3"
    assert (folder / "images/train/E-0006.jpg").exists()


def test_voc_counts_pixels_from_one_with_both_ends(write: Write) -> None:
    folder = write("voc")
    tree = DefusedTree.parse(folder / "Annotations/E-0006.xml")
    boxes = [[int(box.findtext(name)) for name in ("xmin", "ymin", "xmax", "ymax")] for box in tree.iter("bndbox")]
    assert boxes[0] == [11, 21, 110, 70]
    assert boxes[1] == [1, 1, 2, 3]
    assert boxes[-1] == [1, 1, 20, 30]
    assert tree.findtext("size/width") == "4000"
    assert "E-0006\n" in (folder / "ImageSets/Main/default.txt").read_text()


def test_labelme_keeps_each_kind_with_the_number_of_points_that_its_loader_wants(write: Write) -> None:
    folder = write("labelme")
    read = json.loads((folder / "E-0006.json").read_text())
    assert (read["imageWidth"], read["imageHeight"], read["imageData"]) == (WIDTH, HEIGHT, None)
    assert (folder / read["imagePath"]).exists()
    kinds = [shape["shape_type"] for shape in read["shapes"]]
    assert kinds[:10] == [
        *("rectangle", "rectangle", "polygon", "polygon", "circle", "polygon", "line", "linestrip", "line", "point")
    ]
    assert read["shapes"][0]["points"] == [[10, 20], [110, 70]]
    center, rim = read["shapes"][4]["points"]
    assert (center, rim[0] - center[0]) == ([1000, 900], 60)
    assert {"label", "points", "group_id", "shape_type", "flags"} <= read["shapes"][0].keys()


def test_cvat_for_images_has_every_kind(write: Write) -> None:
    root = DefusedTree.parse(write("cvat") / "annotations.xml").getroot()
    assert (root.tag, root.findtext("version")) == ("annotations", "1.1")
    image = next(image for image in root.iter("image") if image.get("name") == "E-0006.jpg")
    tags = [shape.tag for shape in image]
    assert tags[:11] == [
        *("box", "box", "box", "polygon", "ellipse", "ellipse", "polyline", "polyline", "polyline", "points", "tag")
    ]
    box, _, turned, polygon, _, ellipse = list(image)[:6]
    assert [box.get(name) for name in ("xtl", "ytl", "xbr", "ybr")] == ["10", "20", "110", "70"]
    assert [turned.get(name) for name in ("xtl", "ytl", "xbr", "ybr", "rotation")] == ["400", "350", "600", "450", "30"]
    assert polygon.get("points") == "100,100;300,120;200,300"
    assert [ellipse.get(name) for name in ("cx", "cy", "rx", "ry", "rotation")] == ["1000", "900", "80", "30", "20"]
    labels = {label.findtext("name") for label in root.iter("label")}
    assert {shape.get("label") for shape in root.iter("image") for shape in shape} <= labels


def test_cvat_for_video_ends_a_track_on_the_first_frame_without_it(write: Write) -> None:
    folder = write("cvat-video")
    root = DefusedTree.parse(folder / "E-0002/annotations.xml").getroot()
    assert root.findtext("meta/task/mode") == "interpolation"
    assert root.findtext("meta/task/size") == "30"
    tracks = list(root.iter("track"))
    ends = [[(int(s.get("frame", "")), s.get("outside"), s.get("keyframe")) for s in track] for track in tracks]
    assert ends[0] == [(2, "0", "1"), (3, "1", "1")]
    assert [one for one in ends[-1] if one[1] == "1"] == [(5, "1", "1")]
    assert ends[-1][0] == (1, "0", "1")
    with (folder / "E-0002/frames.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert rows[2] == {"frame": "2", "pts": "27093", "time_s": "27.093000"}
    assert len(rows) == 30
    assert (folder / "E-0002/E-0002.mp4").read_bytes().startswith(b"bytes of item 2")


def test_mot_has_a_row_for_every_frame_from_one(write: Write) -> None:
    folder = write("mot") / "E-0002"
    rows = [line.split(",") for line in (folder / "gt/gt.txt").read_text().splitlines()]
    assert {len(row) for row in rows} == {9}
    spanned = [row for row in rows if row[2:6] == ["700", "300", "80", "40"]]
    assert [int(row[0]) for row in spanned] == [2, 3, 4, 5]
    assert len({row[1] for row in spanned}) == 1
    names = (folder / "gt/labels.txt").read_text().splitlines()
    assert names[int(spanned[0][7]) - 1] == "Дрон «人» $50"
    sequence = dict(line.split("=") for line in (folder / "seqinfo.ini").read_text().splitlines()[1:])
    assert (sequence["seqLength"], sequence["imWidth"]) == ("30", "4000")
    assert Fraction(sequence["frameRate"]) == pytest.approx(25, rel=0.01)


XYWH = re.compile(r"xywh=pixel:\d+,\d+,\d+,\d+")
NPT = re.compile(r"t=npt:\d+(\.\d+)?,\d+(\.\d+)?")
MOTIVATIONS = {"identifying", "describing"}


def test_web_annotations_have_the_keys_and_selectors_of_the_recommendation(write: Write) -> None:
    page = json.loads((write("web-annotation") / "annotations.jsonld").read_text())
    assert page["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (page["type"], page["id"][:9]) == ("AnnotationPage", "urn:uuid:")
    assert len(page["items"]) >= len(REGIONS)
    for one in page["items"]:
        assert {"id", "type", "motivation", "body", "target"} <= one.keys()
        assert (one["type"], one["motivation"] in MOTIVATIONS) == ("Annotation", True)
        assert all(body["type"] == "TextualBody" for body in one["body"])
        selector = one["target"]["selector"]
        if isinstance(selector, dict):
            assert NPT.fullmatch(selector["value"])
            begin, end = (float(value) for value in selector["value"][6:].split(","))
            assert end > begin
            selector = selector["refinedBy"]
        fragment, svg = selector
        assert (fragment["type"], svg["type"]) == ("FragmentSelector", "SvgSelector")
        assert fragment["conformsTo"] == "http://www.w3.org/TR/media-frags/"
        assert XYWH.fullmatch(fragment["value"])
        root = DefusedTree.fromstring(svg["value"])
        assert root.tag == "{http://www.w3.org/2000/svg}svg"
        assert len(root) == 1


def test_the_table_has_a_row_for_every_region_and_no_formula(write: Write, regions: Regions) -> None:
    with (write("csv") / "regions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    by_observation = {row["observation"]: row for row in rows}
    first = by_observation[regions.still[0].id]
    assert [first[name] for name in ("item", "kind", "left", "top", "right", "bottom")] == [
        *("E-0006", "box", "10", "20", "110", "70")
    ]
    assert first["seen"].startswith("'=SUM")
    assert (first["class"], first["entry"], first["likelihood"]) == ("DJI Mavic 3", "dji-mavic-3", "very likely")
    assert not any(value.startswith(("=", "+", "@")) for row in rows for value in row.values())


@ids
def test_what_is_left_out_is_said_before_on_screen_and_in_a_file(
    known: Format, regions: Regions, tmp_path: Path
) -> None:
    assert known.preview is not None
    before = known.preview(regions.case, Options()).left_out
    written = known.write(regions.case, Options(), tmp_path / "out", Progress())
    told = (tmp_path / "out/LEFT-OUT.txt").read_text()
    assert written.left_out[: len(before)] == before
    assert len(before) > 0
    assert all(f"- {loss.sentence}\n" in told for loss in written.left_out)
    assert "upright, with square pixels" in told


def test_kinds_that_a_format_has_not_are_counted(regions: Regions) -> None:
    told = {known.name: {loss.words: loss.count for loss in known.preview(regions.case, Options()).left_out}  # type: ignore[misc]
            for known in ANNOTATIONS}  # fmt: skip
    # One polygon of mine, and the sample's two (open photo and clip).
    assert told["yolo"]["Polygons written as boxes"] == 3
    assert told["yolo"]["Points not written, since they have no area"] == 1
    assert told["yolo"]["Lines not written, since they have no area"] == 2
    assert told["yolo"]["Regions cut at the edge of the picture"] == 1
    assert told["yolo"]["Regions without an area inside the picture, not written"] == 1
    assert told["coco"]["Ellipses written as polygons"] == 2
    assert told["coco"]["Regions without their likelihood"] == 4
    assert told["voc"]["Boxes widened to whole pixels"] >= 1
    assert told["cvat"]["Arrows written as lines from tail to head"] == 1
    assert told["mot"]["Regions of photos not written, since this format holds clips alone"] == len(REGIONS) + 2
    assert "Regions without their likelihood" not in told["csv"]


@ids
def test_pictures_are_left_out_where_hashes_alone_were_asked_for(
    known: Format, regions: Regions, tmp_path: Path
) -> None:
    known.write(regions.case, Options(originals="hashes"), tmp_path / "out", Progress())
    assert not list((tmp_path / "out").rglob("*.jpg"))
    assert not list((tmp_path / "out").rglob("*.mp4"))


@ids
def test_no_file_name_holds_more_than_labels(known: Format, regions: Regions, tmp_path: Path) -> None:
    known.write(regions.case, Options(audience="archive"), tmp_path / "out", Progress())
    data = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert b"DJI_0042" not in data
    assert words_in(tmp_path / "out") == set()


def test_a_region_that_moves_stands_where_its_keyframes_put_it(tmp_path: Path) -> None:
    made = Regions(tmp_path / "case")
    ms, clip = Fraction(1, 1000), made.sample.unset
    table = [27013 + 40 * n + n % 2 for n in range(30)]
    moved = made.observe(clip, Track(table[4], table[20], ms), Box(100.0, 100.0, 40.0, 20.0), "moves")
    spots = ((4, Box(100.0, 100.0, 40.0, 20.0)), (12, Box(260.0, 180.0, 40.0, 20.0)), (16, None), (20, None))
    for ordinal, region in spots:
        state = "shown" if region is not None else "hidden" if ordinal == 16 else "vanished"
        keyframe = Keyframe(
            id=made.case.new_id(), observation=moved.id, pts=table[ordinal], time_base=ms, state=state, region=region,
            set_by=made.sample.person.id, set_at=AT,
        )  # fmt: skip
        made.case.do("Move", keyframe)
    for name in ("cvat-video", "mot", "coco"):
        known = format_named(name)
        assert known is not None
        known.write(made.case, Options(), tmp_path / name, Progress())
    tracks = DefusedTree.parse(tmp_path / "cvat-video/E-0002/annotations.xml").getroot().iter("track")
    boxes = next(one for one in tracks if any(a.text == "moves" for a in one.iter("attribute")))
    left = {int(box.get("frame", "")): float(box.get("xtl", "")) for box in boxes if box.get("outside") == "0"}
    share = (table[8] - table[4]) / (table[12] - table[4])
    assert sorted(left) == list(range(4, 16))  # frames are not shown evenly: each is written out
    assert left[8] == pytest.approx(100 + 160 * share, abs=0.01)
    assert left[12] == left[15] == 260
    assert [int(box.get("frame", "")) for box in boxes if box.get("outside") == "1"] == [16]
    rows = [line.split(",") for line in (tmp_path / "mot/E-0002/gt/gt.txt").read_text().splitlines()]
    mine = {int(row[0]): float(row[2]) for row in rows if row[4:6] == ["40", "20"]}
    assert mine == {ordinal + 1: pytest.approx(x, abs=0.01) for ordinal, x in left.items()}
    coco = json.loads((tmp_path / "coco/annotations/instances_default.json").read_text())
    frames = {one["id"]: one["file_name"] for one in coco["images"]}
    found = {
        frames[one["image_id"]][-10:-4]: one["bbox"][0] for one in coco["annotations"] if one["bbox"][2:] == [40, 20]
    }
    assert found == {"000004": 100, "000012": 260}


def test_a_region_that_a_detector_proposed_says_so_in_every_format_or_is_counted(tmp_path: Path) -> None:
    made = Regions(tmp_path / "case")
    sha256 = "d7" * 32
    for region in (made.still[0], made.span):
        origin = Origin(
            id=made.case.new_id(), about=region.key, how="detector", form="yolov8", sha256=sha256, said="uav",
            score=0.8349, threshold=0.25, program="verifier 1.0, opencv-python 5.0.0.93",
        )  # fmt: skip
        made.case.do("Accept", origin)
    said = f"proposed by a detector (yolov8, model SHA-256 {sha256}, score 0.83, threshold 0.25, run by verifier 1.0, "
    for name in ("coco", "labelme", "csv", "cvat", "cvat-video", "web-annotation", "yolo", "voc", "mot"):
        known = format_named(name)
        assert known is not None, name
        written = known.write(made.case, Options(), tmp_path / name, Progress())
        files = [path for path in (tmp_path / name).rglob("*") if path.is_file()]
        data = b"".join(path.read_bytes() for path in files if path.suffix in (".json", ".csv", ".xml", ".jsonld"))
        lost = [loss for loss in written.left_out if "taken from" in loss.words]
        assert (said.encode() in data) is not bool(lost), name
        if "cvat" in name:
            roots = [DefusedTree.parse(path).getroot() for path in files if path.suffix == ".xml"]
            shapes = [one for root in roots for one in root.iter() if one.get("source")]
            sources = {one.get("source", ""): "proposed by a detector" in "".join(one.itertext()) for one in shapes}
            assert sources["semi-auto"]
            assert not any(told for source, told in sources.items() if source != "semi-auto")
