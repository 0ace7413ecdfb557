"""The canvas draws what the pointer says, in one gesture, and survives being painted."""

import math

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from verifier.domain.regions import Box, Ellipse, Point, Polygon, Region, RotatedBox
from verifier.gui.stage.canvas import Canvas
from verifier.gui.stage.marks import Mark
from verifier.gui.stage.painting import paint_caption
from verifier.gui.stage.panel import StagePanel
from verifier.gui.stage.shapes.registry import shape_of
from verifier.gui.theme import Theme
from verifier.gui.tools.box import BoxTool
from verifier.gui.tools.ellipse import EllipseTool
from verifier.gui.tools.line import LineTool, length_px
from verifier.gui.tools.point import PointTool
from verifier.gui.tools.polygon import PolygonTool
from verifier.gui.tools.select import SelectTool
from verifier.gui.tools.turned_box import TurnedBoxTool

SIZE = (400.0, 300.0)
PAINTS = 20_000
"""PySide6 6.12.0 aborts Python 3.11 after about 5,000."""


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme) -> Canvas:
    made = Canvas(theme)
    qtbot.addWidget(made)
    made.resize(800, 600)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#335577"))
    made.show_picture(image, SIZE, keep_view=False)
    made.show()
    return made


def at(canvas: Canvas, x: float, y: float) -> QPoint:
    return QPointF(*canvas.view.to_screen((x, y))).toPoint()


def drag(qtbot: QtBot, canvas: Canvas, start: tuple[float, float], end: tuple[float, float]) -> None:
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, *start))
    qtbot.mouseMove(canvas, at(canvas, *end))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, *end))


def test_a_box_is_drawn_in_one_gesture(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.use_tool(BoxTool())
    with qtbot.waitSignal(canvas.drawn) as drawn:
        drag(qtbot, canvas, (40, 30), (140, 90))
    box = drawn.args[0]
    assert (box.x, box.y, box.width, box.height) == pytest.approx((40, 30, 100, 60), abs=1)


def test_a_box_is_also_drawn_by_two_clicks_and_kept_inside_the_picture(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.use_tool(BoxTool())
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 300, 200))
    with qtbot.waitSignal(canvas.drawn) as drawn:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 420, 310))
    box = drawn.args[0]
    assert (box.x + box.width, box.y + box.height) == (400, 300)


def test_regions_already_there_do_not_take_the_press_away(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.show_marks((Mark("a", 1, Box(20, 20, 300, 200)),), "a")
    canvas.use_tool(BoxTool())
    reshaped: list[object] = []
    canvas.reshaped.connect(lambda *args: reshaped.append(args))
    with qtbot.waitSignal(canvas.drawn):
        drag(qtbot, canvas, (20, 20), (60, 60))
    assert reshaped == []


def test_escape_drops_what_is_being_drawn_and_then_the_tool(qtbot: QtBot, theme: Theme) -> None:
    stage = StagePanel(theme)
    qtbot.addWidget(stage)
    stage.resize(800, 600)
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(QColor("#335577"))
    stage.canvas.show_picture(image, SIZE, keep_view=False)
    stage.show()
    stage.use_tool("box")
    tools: list[str] = []
    stage.tool_changed.connect(tools.append)
    qtbot.mouseClick(stage.canvas, Qt.MouseButton.LeftButton, pos=at(stage.canvas, 100, 100))
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Escape)
    assert tools == []
    qtbot.keyClick(stage.canvas, Qt.Key.Key_Escape)
    assert tools == ["select"]


def test_an_outline_is_closed_by_enter_and_backspace_takes_a_vertex_back(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.use_tool(PolygonTool())
    for vertex in ((10, 10), (100, 10), (100, 100), (200, 250)):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, *vertex))
    qtbot.keyClick(canvas, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(canvas.drawn) as drawn:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert isinstance(drawn.args[0], Polygon)
    assert [round(v, -1) for vertex in drawn.args[0].vertices for v in vertex] == [10, 10, 100, 10, 100, 100]


def test_a_point_is_one_click(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.use_tool(PointTool())
    with qtbot.waitSignal(canvas.drawn) as drawn:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 50, 60))
    assert isinstance(drawn.args[0], Point)


def test_a_region_is_picked_moved_and_grasped_by_its_handle(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.use_tool(SelectTool())
    canvas.show_marks((Mark("a", 1, Box(100, 100, 80, 60)),), "")
    with qtbot.waitSignal(canvas.picked) as picked:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 130, 130))
    assert picked.args == ["a"]
    with qtbot.waitSignal(canvas.reshaped) as moved:
        drag(qtbot, canvas, (130, 130), (150, 140))
    assert_near(moved.args[1], Box(120, 110, 80, 60))
    with qtbot.waitSignal(canvas.reshaped) as grown:
        drag(qtbot, canvas, (180, 160), (220, 200))
    assert_near(grown.args[1], Box(100, 100, 120, 100))


def test_a_second_press_reaches_the_region_beneath(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.use_tool(SelectTool())
    canvas.show_marks((Mark("big", 1, Box(50, 50, 200, 200)), Mark("small", 2, Box(100, 100, 40, 40))), "")
    picked: list[str] = []
    canvas.picked.connect(picked.append)
    for _ in range(3):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 120, 120))
    assert picked == ["small", "big", "small"]


def test_escape_drops_what_is_being_drawn(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.use_tool(BoxTool())
    drawn: list[Region] = []
    canvas.drawn.connect(drawn.append)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 40, 30))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, 200, 200))
    assert drawn == []


def test_the_wheel_zooms_at_the_pointer_and_middle_pans(canvas: Canvas, qtbot: QtBot) -> None:
    spot = QPointF(at(canvas, 100, 80))
    before = canvas.view.to_picture((spot.x(), spot.y()))
    wheel = QWheelEvent(
        spot, canvas.mapToGlobal(spot), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    zoom = canvas.view.zoom
    QApplication.sendEvent(canvas, wheel)
    assert canvas.view.zoom == pytest.approx(zoom * 1.44)
    assert canvas.view.to_picture((spot.x(), spot.y())) == pytest.approx(before)
    left = canvas.view.left
    qtbot.mousePress(canvas, Qt.MouseButton.MiddleButton, pos=QPoint(300, 300))
    qtbot.mouseMove(canvas, QPoint(330, 300))
    qtbot.mouseRelease(canvas, Qt.MouseButton.MiddleButton, pos=QPoint(330, 300))
    assert canvas.view.left == pytest.approx(left + 30)


def test_a_sharper_picture_keeps_the_view(canvas: Canvas) -> None:
    canvas.zoom_to(2.5)
    view = canvas.view
    sharper = QImage(800, 600, QImage.Format.Format_RGB32)
    sharper.fill(QColor("#335577"))
    canvas.show_picture(sharper, SIZE, keep_view=True)
    assert canvas.view == view


def test_thin_lines_survive_being_shown_small(canvas: Canvas) -> None:
    striped = QImage(2000, 1500, QImage.Format.Format_RGB32)
    striped.fill(QColor("black"))
    for x in range(0, 2000, 8):
        for y in range(1500):
            striped.setPixel(x, y, 0xFFFFFFFF)
    canvas.show_picture(striped, (2000.0, 1500.0), keep_view=False)
    canvas.zoom_to(0.125)
    shown = canvas.grab().toImage()
    middle = [shown.pixelColor(canvas.width() // 2 + x, canvas.height() // 2).red() for x in range(-60, 60)]
    assert min(middle) > 20
    assert max(middle) < 50


def test_pixels_are_smooth_until_they_are_large_and_crisp_from_then_on(canvas: Canvas) -> None:
    halves = QImage(40, 30, QImage.Format.Format_RGB32)
    halves.fill(QColor("black"))
    for y in range(30):
        for x in range(20, 40):
            halves.setPixel(x, y, 0xFFFFFFFF)
    canvas.show_picture(halves, (40.0, 30.0), keep_view=False)
    tones: list[set[int]] = []
    for zoom in (3.0, 4.0, 8.0):
        canvas.zoom_to(zoom)
        shown = canvas.grab().toImage()
        row = [shown.pixelColor(canvas.width() // 2 + x, canvas.height() // 2).red() for x in range(-12, 12)]
        tones.append(set(row))
    assert tones[0] - {0, 255}
    assert tones[1] == tones[2] == {0, 255}


def test_a_closer_look_and_back_paints_from_the_rendition_that_fits(canvas: Canvas) -> None:
    small, large = (QImage(side * 4, side * 3, QImage.Format.Format_RGB32) for side in (500, 2000))
    small.fill(QColor("red"))
    large.fill(QColor("blue"))
    canvas.show_picture(small, (8000.0, 6000.0), keep_view=False)
    canvas.sharpen(large)
    middle = QPoint(canvas.width() // 2, canvas.height() // 2)
    assert canvas.grab().toImage().pixelColor(middle) == QColor("red")
    canvas.zoom_to(0.9)
    assert canvas.grab().toImage().pixelColor(middle) == QColor("blue")
    canvas.fit()
    assert canvas.grab().toImage().pixelColor(middle) == QColor("red")


def test_painting_twenty_thousand_times_does_not_end_the_program(theme: Theme) -> None:
    pixmap = QPixmap(8, 8)
    for _ in range(PAINTS):
        painter = QPainter(pixmap)
        painter.fillRect(0, 0, 4, 4, QColor("red"))
        painter.end()
    assert pixmap.toImage().pixelColor(2, 2) == QColor("red")


def assert_near(region: Region, expected: Box) -> None:
    assert isinstance(region, Box)
    wanted = (expected.x, expected.y, expected.width, expected.height)
    assert (region.x, region.y, region.width, region.height) == pytest.approx(wanted, abs=1.5)


def test_an_ellipse_fills_what_is_dragged(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.use_tool(EllipseTool())
    with qtbot.waitSignal(canvas.drawn) as drawn:
        drag(qtbot, canvas, (40, 30), (140, 90))
    made = drawn.args[0]
    assert isinstance(made, Ellipse)
    assert (made.center_x, made.center_y, made.radius_x, made.radius_y) == pytest.approx((90, 60, 50, 30), abs=1)


def test_a_turned_box_lies_along_the_drag_and_a_handle_turns_it(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.use_tool(TurnedBoxTool())
    with qtbot.waitSignal(canvas.drawn) as drawn:
        drag(qtbot, canvas, (100, 100), (180, 160))
    made = drawn.args[0]
    assert isinstance(made, RotatedBox)
    assert (made.center_x, made.center_y, made.width) == pytest.approx((140, 130, 100), abs=1.5)
    assert made.angle_deg == pytest.approx(math.degrees(math.atan2(60, 80)), abs=1)
    canvas.use_tool(SelectTool())
    canvas.show_marks((Mark("a", 1, made),), "a")
    turning = shape_of(made).handles(made)[-1]
    with qtbot.waitSignal(canvas.reshaped) as reshaped:
        drag(qtbot, canvas, turning, (140, 220))
    assert reshaped.args[1].angle_deg == pytest.approx(90, abs=1)
    assert (reshaped.args[1].width, reshaped.args[1].height) == (made.width, made.height)


def test_a_line_is_dragged_or_clicked_corner_by_corner(canvas: Canvas, qtbot: QtBot) -> None:
    canvas.use_tool(LineTool())
    with qtbot.waitSignal(canvas.drawn) as drawn:
        drag(qtbot, canvas, (40, 30), (70, 70))
    assert length_px(drawn.args[0]) == pytest.approx(50, abs=2)
    canvas.use_tool(LineTool())
    for spot in ((40, 30), (100, 30), (100, 90)):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=at(canvas, *spot))
    with qtbot.waitSignal(canvas.drawn) as drawn:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert len(drawn.args[0].vertices) == 3
    assert length_px(drawn.args[0]) == pytest.approx(120, abs=3)


def test_a_caption_at_the_right_edge_is_written_whole(theme: Theme) -> None:
    drawn = QImage(400, 100, QImage.Format.Format_RGB32)
    drawn.fill(Qt.GlobalColor.black)
    painter = QPainter(drawn)
    mark = Mark("a", 1, Box(0, 0, 1, 1), "quadcopter 0.83 · proposed")
    paint_caption(painter, mark, QRectF(380, 50, 15, 20), 399)
    painter.end()
    line = [drawn.pixelColor(x, 38) != QColor("black") for x in range(400)]
    first, last = line.index(True), 399 - line[::-1].index(True)
    assert last < 399
    assert last - first > 150  # all of its words, not what stands beyond the edge
