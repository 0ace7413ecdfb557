"""The stage through its real widgets, offscreen: gestures to their paint with 1,000 and 5,000 regions, photo to photo.

A gesture is one event of mouse or keys, from sending it until the canvas has painted; beside it
stand the processor time of the window's thread until then (a busy machine tells in the first alone), and until all of
the window has followed. Photos have 12 megapixels.
"""

import os
import random
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import msgspec
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.bench.figures import Figure, wall_s
from tests.bench.stills import make_photo, qt_full
from verifier.case.draft import Draft
from verifier.commands.observations import put_observation
from verifier.domain.frames import Still
from verifier.domain.records import Item
from verifier.domain.regions import Box
from verifier.gui.preferences import Preferences
from verifier.gui.stage.canvas import Canvas
from verifier.gui.theme import Theme
from verifier.gui.window import MainWindow
from verifier.workspace.footage import add_footage
from verifier.workspace.workspace import Workspace

if TYPE_CHECKING:
    from verifier.gui.desk import Desk

WIDTH, HEIGHT = 4000, 3000
REGIONS = (1_000, 5_000)
ROUNDS = 30
SWITCHES = 6
PHOTOS = SWITCHES + 1
PATIENCE_S = 30
LEFT = Qt.MouseButton.LeftButton


class ManyRegions(msgspec.Struct, frozen=True):
    """Mark many regions on one photo in one gesture."""

    item: Item
    count: int

    @property
    def label(self) -> str:
        return "mark many regions"

    def run(self, draft: Draft) -> None:
        chance = random.Random(5)
        for _ in range(self.count):
            place = chance.uniform(0, WIDTH - 300), chance.uniform(0, HEIGHT - 300)
            box = Box(*place, chance.uniform(20, 300), chance.uniform(20, 300))
            put_observation(draft, self.item, Still(), box, "something")


class Bench:
    """One window on a case; knows when the canvas has painted."""

    def __init__(self, app: QApplication, case: Path) -> None:
        self.app = app
        self.paints: list[tuple[float, float]] = []
        self.used: list[float] = []
        self.handled: list[float] = []
        self.watch()
        self.window = MainWindow(Theme(app), Preferences())
        self.window.resize(1440, 900)
        self.window.show()
        self.window.open_case(case)
        self.wait(lambda: self.window.page is not None)
        assert self.window.page is not None
        self.desk: Desk = self.window.page.desk
        self.canvas = self.desk.stage.canvas
        self.wait(self.is_sharp)

    def wait(self, until: Callable[[], bool]) -> None:
        deadline = time.monotonic() + PATIENCE_S
        while not until():
            self.app.processEvents()
            if time.monotonic() > deadline:
                raise TimeoutError

    def settle(self, seconds: float = 0.3) -> None:
        end = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end)

    def is_sharp(self) -> bool:
        """Whether the picture is more than the small one of the import."""
        return self.canvas.image.width() > 1000

    def painted_s(self, act: Callable[[], object]) -> float:
        """Return the seconds from an event until the canvas has painted what came of it."""
        began, used = time.perf_counter(), time.thread_time()
        self.paints.clear()
        act()
        self.app.processEvents()
        self.handled.append(time.thread_time() - used)
        painted, used_then = self.paints[0]
        self.used.append(used_then - used)
        return painted - began

    def watch(self) -> None:
        """Note when the canvas has painted, from the class: Qt asks the class for its paint event."""
        paint = Canvas.paintEvent

        def watched(canvas: Canvas, event: QPaintEvent) -> None:
            paint(canvas, event)
            self.paints.append((time.perf_counter(), time.thread_time()))

        Canvas.paintEvent = watched

    def spot(self, x: float, y: float) -> QPoint:
        return QPointF(*self.canvas.view.to_screen((x, y))).toPoint()


def measure_gestures(bench: Bench, count: int) -> None:
    """Draw, pick, drag, pan, zoom and nudge on a photo with so many regions."""
    many = f"{count:,} regions"
    everything: list[float] = []
    processor: list[float] = []
    for name, gesture in (
        ("drawing a box", draw),
        ("a box drawn", finish_box),
        ("picking", pick),
        ("dragging a region", drag),
        ("panning", pan),
        ("zooming", zoom),
        ("cycling by Tab", cycle),
        ("nudging", nudge),
    ):
        bench.settle()
        bench.handled.clear()
        bench.used.clear()
        taken = gesture(bench)
        everything += taken
        Figure("verifier", f"{many}: {name}", "s", tuple(taken)).print()
        Figure("verifier", f"{many}: {name}, processor", "s", tuple(bench.used)).print()
        Figure("verifier", f"{many}: {name}, processor, all of the window", "s", tuple(bench.handled)).print()
        processor += bench.used
    Figure("verifier", f"{many}: all gestures", "s", tuple(everything)).print()
    Figure("verifier", f"{many}: all gestures, processor", "s", tuple(processor)).print()


def moves(bench: Bench, button: Qt.MouseButton, start: QPoint, step: int = 3) -> list[float]:
    """Press, measure every move, release."""
    QTest.mousePress(bench.canvas, button, pos=start)
    bench.app.processEvents()
    spots = [start + QPoint(step * n, 2 * n) for n in range(1, ROUNDS + 1)]
    taken = [bench.painted_s(partial(QTest.mouseMove, bench.canvas, spot)) for spot in spots]
    QTest.mouseRelease(bench.canvas, button, pos=spots[-1])
    return taken


def draw(bench: Bench) -> list[float]:
    bench.desk.stage.use_tool("box")
    return moves(bench, LEFT, bench.spot(500, 500))


def finish_box(bench: Bench) -> list[float]:
    """Measure the release: the edit, the list, the inspector, the paint."""
    taken: list[float] = []
    for n in range(10):
        start, end = bench.spot(300 + 90 * n, 900), bench.spot(500 + 90 * n, 1100)
        QTest.mousePress(bench.canvas, LEFT, pos=start)
        QTest.mouseMove(bench.canvas, end)
        bench.app.processEvents()
        taken.append(bench.painted_s(partial(QTest.mouseRelease, bench.canvas, LEFT, pos=end)))
        bench.settle(0.1)
    return taken


def pick(bench: Bench) -> list[float]:
    bench.desk.stage.use_tool("select")
    spots = [bench.spot(200 + 110 * n, 200 + 80 * n) for n in range(ROUNDS)]
    return [bench.painted_s(partial(QTest.mouseClick, bench.canvas, LEFT, pos=spot)) for spot in spots]


def drag(bench: Bench) -> list[float]:
    box = bench.canvas.marks[0].region
    assert isinstance(box, Box)
    spot = bench.spot(box.x + box.width / 2, box.y + box.height / 2)
    QTest.mouseClick(bench.canvas, LEFT, pos=spot)
    return moves(bench, LEFT, spot)


def pan(bench: Bench) -> list[float]:
    return moves(bench, Qt.MouseButton.MiddleButton, QPoint(300, 300))


def zoom(bench: Bench) -> list[float]:
    def turn() -> None:
        at, nothing = QPointF(300, 300), QPoint()
        wheel = QWheelEvent(
            at, bench.canvas.mapToGlobal(at), nothing, QPoint(0, 30), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(bench.canvas, wheel)

    taken = [bench.painted_s(turn) for _ in range(ROUNDS)]
    bench.canvas.fit()
    return taken


def cycle(bench: Bench) -> list[float]:
    QTest.mouseMove(bench.canvas, QPoint(2, 2))
    return [bench.painted_s(partial(QTest.keyClick, bench.canvas, Qt.Key.Key_Tab)) for _ in range(ROUNDS)]


def nudge(bench: Bench) -> list[float]:
    press = partial(QTest.keyClick, bench.canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    taken = [bench.painted_s(press) for _ in range(ROUNDS)]
    bench.desk.settle()
    return taken


def measure_switching(bench: Bench, photos: list[Path]) -> None:
    """Go from photo to photo: to those decoded ahead, then to those that were not, beside Qt's whole read."""
    ahead: list[float] = []
    bench.used.clear()
    for _ in range(SWITCHES):
        items = bench.desk.items
        key = items.model.key_at(items.place + 1)
        bench.wait(lambda key=key: key in bench.desk.viewer.prefetched)
        bench.settle()
        ahead.append(bench.painted_s(partial(bench.desk.items.step, 1)))
        if not bench.is_sharp():
            raise RuntimeError("the photo was not decoded ahead")
    Figure("verifier", "photo decoded ahead, to its paint", "s", tuple(ahead)).print()
    Figure("verifier", "photo decoded ahead, to its paint, processor", "s", tuple(bench.used)).print()
    ours: list[float] = []
    whole: list[float] = []
    for photo in photos[:SWITCHES]:
        bench.settle(1.0)  # what is decoded ahead of this one is over
        bench.desk.viewer.prefetched.clear()
        ours.append(wall_s(partial(step_to_other, bench)))
        whole.append(wall_s(partial(qt_full, photo)))
    Figure("verifier", "12 MP photo, to its paint", "s", tuple(ours)).print()
    Figure("QImageReader full", "12 MP photo, to its paint", "s", tuple(whole)).print()


def step_to_other(bench: Bench) -> None:
    bench.desk.items.step(-1)
    bench.wait(bench.is_sharp)
    bench.app.processEvents()


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        os.environ["VERIFIER_CONFIG"] = f"{home}/settings.json"
        folder = Path(home) / "photos"
        folder.mkdir()
        photos = [folder / f"photo_{n}.jpg" for n in range(PHOTOS)]
        make_photo(photos[0], WIDTH, HEIGHT)
        for n, photo in enumerate(photos[1:], 1):
            photo.write_bytes(photos[0].read_bytes() + bytes([n]))  # other bytes, the same picture
        case = Path(home) / "bench.case"
        with Workspace.create(case, "Bench", "B. Bench") as workspace:
            add_footage(workspace, [folder])
            workspace.execute(ManyRegions(workspace.case.of(Item)[0], REGIONS[0]))
        bench = Bench(QApplication([]), case)
        measure_gestures(bench, REGIONS[0])
        bench.settle(2.0)
        measure_switching(bench, photos)
        session = bench.desk.session
        item = session.case.of(Item)[0]
        bench.desk.items.go_to(item.key)
        session.do(ManyRegions(item, REGIONS[1] - REGIONS[0]))
        bench.settle(2.0)
        measure_gestures(bench, REGIONS[1])
        bench.window.close()


if __name__ == "__main__":
    main()
