"""The stage with its tools above, its hint below, and a sentence where there is nothing to draw."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QLabel, QToolButton, QWidget

from verifier.domain.regions import Vertex
from verifier.gui.controls import label, row
from verifier.gui.speech import tr
from verifier.gui.stage.canvas import Canvas
from verifier.gui.stage.nudging import Nudging
from verifier.gui.theme import Theme
from verifier.gui.tools.registry import TOOLS

GAP_PX, SIDE_PX = 12, 16


class StagePanel(QWidget):
    """Puts the canvas under everything and the rest over its margins, so that nothing covers the picture."""

    tool_changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.canvas = Canvas(theme, self)
        self.nudging = Nudging(self.canvas)
        self._last_drawn_with = "box"
        self._tools = [tool() for tool in TOOLS]
        self._buttons: list[QToolButton] = []
        self._bar = self._make_bar()
        self._hint = label("", "hint")
        self._hint.setParent(self)
        self._badge = label("", "hint")
        self._badge.setParent(self)
        self._badge.hide()
        self._words = QLabel(self)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("role", "muted")
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._at: Vertex | None = None
        self.is_plain = True
        """Whether the picture is shown as its file has it: values of a filtered one are not the file's."""
        self.canvas.view_changed.connect(self._show_hint)
        self.canvas.pointed.connect(self._pointed)
        self.canvas.put_down.connect(partial(self.use_tool, "select"))
        theme.changed.connect(self._recolor)
        self.use_tool("select")
        self._show_hint()

    def use_tool(self, name: str) -> None:
        """Take a tool in hand."""
        if name != "select":
            self._last_drawn_with = name
        for tool, made in zip(self._tools, self._buttons, strict=True):
            if tool.name == name:
                made.setChecked(True)
                self.canvas.use_tool(tool)
                self.tool_changed.emit(name)
        self._show_hint()

    @property
    def tool(self) -> str:
        """The name of the tool in hand."""
        return next((tool.name for tool, made in zip(self._tools, self._buttons, strict=True) if made.isChecked()), "")

    def repeat_tool(self) -> None:
        """Take the tool again that drew last."""
        self.use_tool(self._last_drawn_with)

    def full_size(self) -> None:
        """Show one picture pixel per screen pixel."""
        self.canvas.zoom_to(1 / self.devicePixelRatio())

    def allow_drawing(self, allowed: bool) -> None:
        """Offer the tools that draw, or not."""
        self.canvas.can_draw = allowed
        for tool, made in zip(self._tools, self._buttons, strict=True):
            made.setEnabled(allowed or tool.name == "select")

    def say(self, sentence: str) -> None:
        """Show a sentence in the middle, where there is no picture."""
        self._words.setText(sentence)
        self._words.setVisible(bool(sentence))

    @property
    def cautioned(self) -> str:
        """Why the picture is not the exact one, "" where it is."""
        return self._badge.text()

    @property
    def hint_px(self) -> int:
        """How wide the words at the lower right are, 0 while there are none."""
        return 0 if self._hint.isHidden() else self._hint.width()

    def caution(self, sentence: str) -> None:
        """Say over the picture that it is not the exact one; "" once it is."""
        self._badge.setText(sentence)
        self._badge.setVisible(bool(sentence))
        self._place_hint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.canvas.setGeometry(self.rect())
        self._bar.adjustSize()
        self._bar.move((self.width() - self._bar.width()) // 2, GAP_PX)
        self._words.setGeometry(self.rect().adjusted(64, 64, -64, -64))
        self._place_hint()

    def zoom_words(self) -> str:
        """Say how many screen pixels a picture pixel takes, in percent."""
        return f"{self.canvas.view.zoom * self.devicePixelRatio() * 100:.0f} %"

    def spot(self) -> tuple[int, int] | None:
        """Return the picture pixel under the pointer."""
        width, height = self.canvas.picture_size
        if self._at is None or not (0 <= self._at[0] < width and 0 <= self._at[1] < height):
            return None
        return int(self._at[0]), int(self._at[1])

    def _make_bar(self) -> QFrame:
        bar = QFrame(self)
        bar.setObjectName("toolbar")
        group = QButtonGroup(bar)
        line = row(spacing=2, margins=(3, 3, 3, 3))
        for tool in self._tools:
            made = QToolButton()
            made.setCheckable(True)
            made.setIcon(self._theme.icon(tool.icon))
            keeps = (
                "" if tool.name == "select" else "\n" + tr("Hold Shift to draw several; N takes the last tool again")
            )
            made.setToolTip(f"{tr(tool.text)} ({tool.shortcut}){keeps}")
            made.setAccessibleName(tr(tool.text))
            made.clicked.connect(partial(self._tool_pressed, tool.name))
            group.addButton(made)
            self._buttons.append(made)
            line.addWidget(made)
        bar.setLayout(line)
        return bar

    def _tool_pressed(self, name: str, _is_checked: bool = True) -> None:
        self.use_tool(name)

    def _recolor(self) -> None:
        for tool, made in zip(self._tools, self._buttons, strict=True):
            made.setIcon(self._theme.icon(tool.icon))

    def _pointed(self, at: Vertex | None) -> None:
        self._at = at
        self._show_hint()

    def _show_hint(self) -> None:
        canvas = self.canvas
        self._hint.setVisible(not canvas.image.isNull())
        if canvas.image.isNull():
            return
        words, tool = [self.zoom_words()], self._tool_words()
        spot = self.spot()
        if spot is not None:
            words.append(f"x {spot[0]}  y {spot[1]}")
            words += self._color_words(*spot) if not tool else ()
        self._hint.setText("   ".join((*tool, *words)))
        self._hint.adjustSize()
        if self._hint.width() > self.width() - 2 * SIDE_PX:
            self._hint.setText("   ".join(words))
        self._place_hint()

    def _color_words(self, x: int, y: int) -> tuple[str, ...]:
        """Write the color of a pixel, where it is the file's own."""
        canvas, (width, height) = self.canvas, self.canvas.picture_size
        is_whole = (canvas.image.width(), canvas.image.height()) == (round(width), round(height))
        if not (self.is_plain and is_whole) or canvas.is_veiled:
            return ()
        color = canvas.image.pixelColor(x, y)
        return (f"rgb {color.red()} {color.green()} {color.blue()}",)

    def _tool_words(self) -> tuple[str, ...]:
        """Say that a tool that draws stays in hand, and how to put it down."""
        held = next((tool for tool in self._tools if tool.name == self.tool), None)
        if held is None or held.name == "select":
            return ()
        return (tr("{tool} in hand. Esc puts it down", tool=tr(held.text)),)

    def _place_hint(self) -> None:
        self._hint.adjustSize()
        self._hint.move(self.width() - self._hint.width() - SIDE_PX, self.height() - self._hint.height() - GAP_PX)
        self._hint.raise_()
        self._badge.adjustSize()
        self._badge.move(SIDE_PX, self.height() - self._badge.height() - GAP_PX)
        self._badge.raise_()
