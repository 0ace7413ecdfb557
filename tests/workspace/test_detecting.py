"""A person's own detector proposes; nothing is stated before a person accepts it, and then it says where it is from."""

import hashlib
import random
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, cast

import pytest

from tests.onnx_models import constant_model, external_tensor, model, node, red_box_model, tensor, value_info
from tests.red_footage import TIMES_MS, clip_box, make_red_clip, make_red_photo
from verifier.domain.errors import (
    Cancelled,
    DecodeFailed,
    InputError,
    TookTooLong,
    TookTooMuchMemory,
    UnreadableFile,
    VerifierError,
    WorkerDied,
)
from verifier.domain.frames import Instant, Still
from verifier.domain.progress import Progress, Step
from verifier.domain.records import Item, Observation, Origin
from verifier.domain.regions import Box
from verifier.media.detector_forms import PREPARING, Layout
from verifier.media.detector_words import CRASHED
from verifier.workspace import detecting
from verifier.workspace.detecting import DetectRequest, Proposals, commands_for, detect, look_at_model
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

PHOTO_BOX = (40, 20, 200, 90)
"""On the stored grid of a photo that lies on its side."""


def made_case(tmp_path: Path) -> Workspace:
    (tmp_path / "in").mkdir()
    make_red_photo(tmp_path / "in" / "a.webp", (320, 160), PHOTO_BOX, orientation=6)
    make_red_clip(tmp_path / "in" / "b.mp4")
    made = Workspace.create(tmp_path / "a.case", "A", "A. Analyst")
    add_footage(made, [tmp_path / "in"])
    return made


@pytest.fixture
def workspace(tmp_path: Path, lent_workers: None) -> Iterator[Workspace]:
    with made_case(tmp_path) as made:
        yield made


def item(workspace: Workspace, kind: str) -> Item:
    return next(one for one in workspace.case.of(Item) if one.kind == kind)


def saved(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "secret name of a team.onnx"
    path.write_bytes(data)
    return path


def run(
    workspace: Workspace, path: Path, kind: str, layout: Layout = "yolov8", progress: Progress | None = None, **how: Any
) -> Proposals:
    facts = look_at_model(workspace, path, Progress())
    request = DetectRequest(model=path, facts=facts, layout=layout, preparing=PREPARING[layout], **how)
    return detect(workspace, item(workspace, kind), request, progress or Progress())


def test_a_model_is_looked_at_before_it_is_run(workspace: Workspace, tmp_path: Path) -> None:
    data = red_box_model(width=320, height=256)
    facts = look_at_model(workspace, saved(tmp_path, data), Progress())
    assert (facts.sha256, facts.size_bytes) == (hashlib.sha256(data).hexdigest(), len(data))
    assert (facts.width, facts.height, facts.layout, facts.is_open) == (320, 256, "yolov8", False)
    assert facts.names == {0: "drone", 1: "bird"}
    assert facts.run_s > 0


def test_a_photo_on_its_side_has_its_box_on_the_stored_grid(workspace: Workspace, tmp_path: Path) -> None:
    found = run(workspace, saved(tmp_path, red_box_model(width=320, height=320)), "photo")
    (one,) = found.found
    assert isinstance(one.region, Box)
    corners = (one.region.x, one.region.y, one.region.x + one.region.width, one.region.y + one.region.height)
    assert corners == pytest.approx(PHOTO_BOX, abs=1)
    assert (one.when, one.said, one.score) == (Still(), "drone", pytest.approx(0.75))
    assert not workspace.case.of(Observation)


def test_frames_of_a_clip_are_looked_at_by_their_exact_pts(workspace: Workspace, tmp_path: Path) -> None:
    steps: list[Step] = []
    model_file = saved(tmp_path, red_box_model(width=320, height=320))
    found = run(workspace, model_file, "video", ordinals=(0, 3, 6), progress=Progress(steps.append))
    whens = [one.when for one in found.found]
    assert all(isinstance(when, Instant) for when in whens)
    refs = [when.frame for when in whens if isinstance(when, Instant)]
    assert [round(ref.pts * ref.time_base * 1000) for ref in refs] == [TIMES_MS[n] for n in (0, 3, 6)]
    assert [ref.ordinal for ref in refs] == [0, 3, 6]
    assert all(ref.sha256 for ref in refs)
    for one, ordinal in zip(found.found, (0, 3, 6), strict=True):
        assert isinstance(one.region, Box)
        left, top = one.region.x, one.region.y
        corners = (left, top, left + one.region.width, top + one.region.height)
        assert corners == pytest.approx(clip_box(ordinal), abs=1)
    assert [(step.done, step.total) for step in steps] == [(0, 3), (1, 3), (2, 3)]
    assert (found.looked, found.asked) == (3, 3)


def test_what_a_person_accepts_says_which_model_proposed_it_and_nothing_of_its_file(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = saved(tmp_path, red_box_model(width=320, height=320))
    found = run(workspace, path, "video", ordinals=(0, 1, 2), threshold=0.5)
    commands = commands_for(item(workspace, "video"), found, found.found[:2])
    for command in commands:
        workspace.execute(command).saved.result()
    seen, origins = workspace.case.of(Observation), workspace.case.of(Origin)
    assert [one.seen for one in seen] == ["drone", "drone"]
    assert {one.about for one in origins} == {one.key for one in seen}
    for origin in origins:
        assert (origin.how, origin.form, origin.said) == ("detector", "yolov8", "drone")
        assert origin.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert (origin.score, origin.threshold, origin.name) == (pytest.approx(0.75), 0.5, "")
        assert origin.program.startswith("verifier ")
        assert "opencv-python " in origin.program
        assert origin.settings == {
            "width": 320, "height": 320, "fit": "centered", "order": "rgb", "values": "unit", "overlap": 0.45,
        }  # fmt: skip
    assert workspace.undo_label == "accept 2 regions proposed by a detector"
    files = [one for one in (tmp_path / "a.case").rglob("*") if one.is_file()]
    assert not any(b"secret name" in one.read_bytes() for one in files)
    workspace.undo()
    assert not workspace.case.of(Observation)
    assert not workspace.case.of(Origin)


def test_what_the_case_holds_already_is_not_proposed_again(workspace: Workspace, tmp_path: Path) -> None:
    path = saved(tmp_path, red_box_model(width=320, height=320))
    found = run(workspace, path, "photo")
    for command in commands_for(item(workspace, "photo"), found, found.found):
        workspace.execute(command)
    again = run(workspace, path, "photo")
    assert (again.found, again.known) == ((), 1)


def test_only_the_classes_asked_for_are_proposed_and_one_without_a_name_is_called_by_its_number(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = saved(tmp_path, constant_model((1, 2, 6), (20, 20, 40, 40, 0.9, 3, 20, 5, 30, 9, 0.8, 0)))
    facts = look_at_model(workspace, path, Progress())
    assert (facts.layout, facts.names) == ("end_to_end", {})
    assert [one.said for one in run(workspace, path, "photo", "end_to_end").found] == ["class 3", "class 0"]
    only = run(workspace, path, "photo", "end_to_end", classes=frozenset({0}))
    assert [one.said for one in only.found] == ["class 0"]


def test_a_model_that_leaves_its_size_open_is_fed_the_size_chosen(workspace: Workspace, tmp_path: Path) -> None:
    data = constant_model((1, 1, 7), (32, 32, 10, 10, 1.0, 0.9, 0), side="size", metadata={"names": '["a", "b"]'})
    facts = look_at_model(workspace, saved(tmp_path, data), Progress(), side=96)
    assert (facts.width, facts.height, facts.side, facts.is_open) == (96, 96, 96, True)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no ONNX model"),
        (b"GIF89a, and much more of it", "no ONNX model"),
        (red_box_model()[:900], "no ONNX model"),
        (model([node("Relu", ["images"], "output0")], [external_tensor("w", (1,), "/etc/passwd")],
               [value_info("images", (1, 3, 64, 64))], []), "other files"),
        (red_box_model().replace(b"\x42\x02\x10\x0d", b"\x42\x02\x10\x63"), "opset 99"),
        (model([node("Nobody", ["images"], "output0")], [], [value_info("images", (1, 3, 64, 64))],
               [value_info("output0", (1, 6, 1))]), "cannot run this model"),
        (model([node("Relu", ["images"], "output0")], [], [value_info("images", (1, 64, 64, 3))], []), "three colors"),
        (model([node("Relu", ["images"], "output0")], [], [value_info("images", (1, 3, 9000, 64))], []), "2048 pixels"),
        (constant_model((1, 10), range(10)), "no layout that is known"),
        (constant_model((1, 6, 1), range(6), metadata={"task": "obb"}), "turned boxes"),
        (constant_model((1, 6, 1), range(6), metadata={"task": "classify"}), "not where"),
    ],
)  # fmt: skip
def test_a_model_that_cannot_be_run_is_answered_in_one_sentence(
    workspace: Workspace, tmp_path: Path, data: bytes, words: str
) -> None:
    with pytest.raises(InputError, match=words) as met:
        look_at_model(workspace, saved(tmp_path, data), Progress())
    assert met.value.sentence.endswith(".")
    assert "\n" not in met.value.sentence


def test_a_model_that_is_too_large_is_never_read(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(tmp_path, b"")
    with path.open("wb") as file:
        file.truncate((600 << 20) + 1)
    with pytest.raises(InputError, match="larger than 600 MB"):
        look_at_model(workspace, path, Progress())


def mutated(number: int) -> bytes:
    """Return a model with turned bytes; with these numbers OpenCV 5.0 dies of it."""
    chance = random.Random(number)
    data = bytearray(red_box_model(chance.choice(["yolov8", "yolox", "ssd"])))
    for _ in range(chance.choice((1, 2, 4))):
        at = chance.randrange(len(data))
        data[at] = chance.choice((0, 255, 127, 128, 1, 2, 7, chance.randrange(256)))
    return bytes(data)


@pytest.mark.usefixtures("own_workers")  # which may die
@pytest.mark.parametrize("number", [2, 17, 27, 1370])
def test_a_model_that_opencv_dies_of_harms_nothing_else(workspace: Workspace, tmp_path: Path, number: int) -> None:
    with pytest.raises((InputError, DecodeFailed)) as met:
        look_at_model(workspace, saved(tmp_path, mutated(number)), Progress())
    assert met.value.sentence == CRASHED or "cannot run this model" in met.value.sentence
    assert len(run(workspace, saved(tmp_path, red_box_model(width=320, height=320)), "photo").found) == 1


def endless() -> bytes:
    """Return a small model with hours of work in it."""
    nodes = [node("ReduceMax", ["images"], "peak", keepdims=1, axes=(1, 2, 3)),
             node("Reshape", ["peak", "one"], "flat"), node("Expand", ["flat", "big"], "m0")]  # fmt: skip
    nodes += [node("MatMul", [f"m{n}", f"m{n}"], f"m{n + 1}") for n in range(400)]
    tensors = [tensor("one", (2,), (1, 1), 7), tensor("big", (2,), (4000, 4000), 7)]
    image, answer = value_info("images", (1, 3, 64, 64)), value_info("m400", (4000, 4000))
    return model(nodes, tensors, [image], [answer])


@pytest.mark.usefixtures("own_workers")
def test_a_model_that_hangs_is_stopped_and_said_to_be_too_slow(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(detecting, "BOUNDS", detecting.Bounds(time_s=3, memory_bytes=4 << 30))
    with pytest.raises(TookTooLong, match="and was stopped"):
        look_at_model(workspace, saved(tmp_path, endless()), Progress())


@pytest.mark.parametrize(
    ("error", "words"), [(WorkerDied, "crashed"), (TookTooLong, "60 seconds"), (TookTooMuchMemory, "4 GB")]
)
def test_whatever_ends_a_worker_is_said_of_the_model(tmp_path: Path, error: type[VerifierError], words: str) -> None:
    class DyingPool:
        def submit(self, *_: object, **__: object) -> Future[object]:
            ended: Future[object] = Future()
            ended.set_exception(error("The decoder crashed on this file.", "a.onnx"))
            return ended

    class Standing:
        pool = DyingPool()

    with pytest.raises(error, match=words) as met:
        look_at_model(cast(Workspace, Standing()), tmp_path / "a.onnx", Progress())
    assert "decoder" not in met.value.sentence.lower()


def test_a_model_that_changes_while_it_runs_proposes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = saved(tmp_path, red_box_model(width=320, height=320))
    facts = look_at_model(workspace, path, Progress())
    path.write_bytes(red_box_model(width=320, height=320, score=0.5))
    request = DetectRequest(model=path, facts=facts, layout="yolov8", preparing=PREPARING["yolov8"])
    with pytest.raises(InputError, match="changed while it ran"):
        detect(workspace, item(workspace, "photo"), request, Progress())


def test_a_run_that_is_stopped_keeps_what_it_found_and_says_how_far_it_came(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = saved(tmp_path, red_box_model(width=320, height=320))

    def stop_after(count: int) -> Progress:
        def heard(step: Step) -> None:
            if step.done == count:
                progress.cancel()

        progress = Progress(heard)
        return progress

    found = run(workspace, path, "video", ordinals=tuple(range(8)), progress=stop_after(2))
    assert (found.looked, found.asked, len(found.found)) == (2, 8, 2)
    with pytest.raises(Cancelled):
        run(workspace, path, "video", ordinals=tuple(range(8)), progress=stop_after(0))


def test_a_frame_that_cannot_be_read_is_counted_and_a_model_that_dies_keeps_what_it_found(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, ask = saved(tmp_path, red_box_model(width=320, height=320)), detecting._ask
    ends: dict[int, VerifierError] = {}

    def asked(workspace: Workspace, request: Any, *rest: Any) -> Any:
        error = ends.get(getattr(request, "ordinal", -1))
        if error is not None:
            raise error
        return ask(workspace, request, *rest)

    monkeypatch.setattr(detecting, "_ask", asked)
    ends[1] = UnreadableFile("Damaged.")
    found = run(workspace, path, "video", ordinals=(0, 1, 2, 3))
    assert (len(found.found), found.looked, found.unread, found.why) == (3, 4, 1, "")
    ends[2] = WorkerDied(CRASHED)
    found = run(workspace, path, "video", ordinals=(0, 1, 2, 3))
    assert (len(found.found), found.looked, found.unread, found.why) == (1, 2, 1, CRASHED)
    with pytest.raises(WorkerDied):
        run(workspace, path, "video", ordinals=(2, 3))
    with pytest.raises(UnreadableFile):
        run(workspace, path, "video", ordinals=(1,))


def test_a_flood_of_boxes_ends_the_run(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detecting, "MOST_PROPOSALS", 3)
    path = saved(tmp_path, red_box_model(width=320, height=320))
    found = run(workspace, path, "video", ordinals=tuple(range(8)))
    assert (len(found.found), found.looked, found.is_full) == (3, 3, True)


def test_a_paper_is_no_picture(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.txt").write_text("words")
    add_footage(workspace, [tmp_path / "more"])
    with pytest.raises(InputError, match="neither"):
        run(workspace, saved(tmp_path, red_box_model()), "document")
