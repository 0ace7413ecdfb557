"""Where a dialog about a region stands: off that region; where that cannot be, the picture steps aside for it."""

from PySide6.QtCore import QPoint, QPointF, QRect, QSize
from PySide6.QtWidgets import QDialog, QWidget

from verifier.gui.stage.canvas import Canvas
from verifier.gui.stage.marks import outline

EDGE_PX = 16
AROUND_PX = 12
"""Of the picture that is seen around a region beside the dialog."""


def stand_aside(dialog: QDialog, canvas: Canvas, window: QWidget, target: str) -> None:
    """Place the dialog, in the middle of the window or in a corner of it, so that the region of that key is seen.

    A picture that has to move for it goes back once the dialog is closed.
    """
    mark = next((one for one in canvas.marks if one.key == target), None)
    if mark is None or not canvas.isVisible():
        return
    inner = outline(mark, canvas.picture_size).boundingRect()
    ends = [canvas.view.to_screen((point.x(), point.y())) for point in (inner.topLeft(), inner.bottomRight())]
    region = QRect(*(canvas.mapTo(window, QPointF(*end).toPoint()) for end in ends)).normalized()
    stage = QRect(canvas.mapTo(window, QPoint(0, 0)), canvas.size())
    room = window.size() - dialog.size() - QSize(EDGE_PX, EDGE_PX)
    corners = [QPoint(x, y) for x in (EDGE_PX, room.width()) for y in (EDGE_PX, room.height())]
    areas = [QRect(place, dialog.size()) for place in (window.rect().center() - dialog.rect().center(), *corners)]
    area = min(areas, key=lambda one: _cost(one, region, stage))
    dialog.move(window.mapToGlobal(area.topLeft()))
    free = _free_beside(area, region, stage)
    if _covered(area, region) and free is not None:
        _move_picture(dialog, canvas, free.center() - region.center())


def _cost(area: QRect, region: QRect, stage: QRect) -> int:
    """Say how bad a place is: nothing covered, then a picture that can step aside, then the part that is covered."""
    covered = _covered(area, region)
    if not covered:
        return 0
    return 1 if _free_beside(area, region, stage) is not None else 1 + covered


def _covered(area: QRect, region: QRect) -> int:
    covered = area.intersected(region)
    return max(0, covered.width()) * max(0, covered.height())


def _free_beside(area: QRect, region: QRect, stage: QRect) -> QRect | None:
    """Return the largest part of the stage beside the dialog that has room for the region; ``None`` for none."""
    parts = [
        QRect(stage.topLeft(), QPoint(min(stage.right(), area.left() - 1), stage.bottom())),
        QRect(QPoint(max(stage.left(), area.right() + 1), stage.top()), stage.bottomRight()),
        QRect(stage.topLeft(), QPoint(stage.right(), min(stage.bottom(), area.top() - 1))),
        QRect(QPoint(stage.left(), max(stage.top(), area.bottom() + 1)), stage.bottomRight()),
    ]
    needed = region.size() + QSize(2 * AROUND_PX, 2 * AROUND_PX)
    fitting = [one for one in parts if one.width() >= needed.width() and one.height() >= needed.height()]
    return max(fitting, key=lambda one: one.width() * one.height(), default=None)


def _move_picture(dialog: QDialog, canvas: Canvas, by: QPoint) -> None:
    was_fitted, center, zoom = canvas.is_fitted, canvas.center, canvas.view.zoom
    canvas.look_at(canvas.view.to_picture((canvas.width() / 2 - by.x(), canvas.height() / 2 - by.y())), zoom)

    def go_back() -> None:
        if canvas.is_fitted:  # another picture stands there
            return
        if was_fitted:
            canvas.fit()
        else:
            canvas.look_at(center, zoom)

    dialog.finished.connect(go_back)
