"""The panel View beside the stage: every filter with its settings, ready-made ones, the turn, and what was cut off."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from verifier.forensics.params import (
    FOR_CLIPS,
    FORMS,
    PRESETS,
    Params,
    Setting,
    Value,
    settings_of,
)
from verifier.gui.controls import button, column, label, row, scrolling
from verifier.gui.seeing.setting import SettingLine
from verifier.gui.seeing.state import PLAIN
from verifier.gui.session import Session
from verifier.gui.speech import tr

WIDTH_PX = 264
TURN = Setting("turn_deg", "Turn", "number", 0.0, -180, 180, 0.5, "°")
QUARTER_DEG = 90


class ViewPanel(QFrame):
    """``closed`` by hand. ``save_asked``: as it is seen. ``steady_asked``: hold the clip on this frame, or no more."""

    closed = Signal()
    save_asked = Signal()
    steady_asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("viewpanel")
        self.setFixedWidth(WIDTH_PX)
        self._session = session
        self.lines: dict[tuple[str, str], SettingLine] = {}
        self._resets: dict[str, QPushButton] = {}
        self._for_clips: list[QWidget] = []
        close = button("✕", self.closed.emit, "link")
        close.setAccessibleName(tr("Close the panel View"))
        self.all = button(tr("Reset all"), self._reset_all, "link", tr("Show the file as it is (Shift+0)"))
        head = row(label(tr("View"), "strong"), None, self.all, close, margins=(16, 10, 8, 6))
        words = label(tr("For looking only. The file and saved frames stay as they are."), "smallfaint", wraps=True)
        words.setContentsMargins(16, 0, 16, 8)
        self._content = content = QWidget()
        filters = [self._filter(form) for form in FORMS]
        content.setLayout(column(self._presets(), *filters, self._turning(), self._steadying(), spacing=0))
        self.numbers = label("", "small", wraps=True)
        self.save = button(tr("Save as seen"), self.save_asked.emit, "", tr("As PNG, with the recipe to make it again"))
        foot = column(self.numbers, self.save, margins=(16, 8, 16, 12))
        self._scroller = scrolling(content)
        whole = column(head, words, self._scroller, foot, spacing=0)
        whole.setStretch(2, 1)
        self.setLayout(whole)
        self.setFocusProxy(self.all)
        session.seeing.changed.connect(self.refresh)
        session.seeing.shown_changed.connect(self.refresh)
        session.seeing.counted.connect(self._count)
        session.item_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show how the item on the stage is looked at."""
        seeing, item = self._session.seeing, self._session.item
        key = self._session.item_key
        for (name, setting), line in self.lines.items():
            value = seeing.look(key).turn_deg if name == "turn" else getattr(seeing.params(key, name), setting)
            line.show_value(value)
        for name, reset in self._resets.items():
            is_on = bool(seeing.look(key).turn_deg) if name == "turn" else seeing.params(key, name).is_on
            reset.setVisible(is_on)
        for part in self._for_clips:
            part.setVisible(item is not None and item.kind == "video")
        steady_on = seeing.look(key).steady_on
        is_steady = tr("Let go of frame #{number}", number=steady_on) if steady_on is not None else ""
        self.steady.setText(is_steady or tr("Steady on this frame"))
        can_see = item is not None and item.kind in ("photo", "video")
        self._content.setEnabled(can_see)
        self.all.setEnabled(seeing.look(key) != PLAIN)
        self.save.setEnabled(bool(seeing.shown) and self._session.can_edit)
        if not seeing.shown:
            self.numbers.setText(tr("Shown as the file has it."))

    def _count(self, numbers: dict[str, float]) -> None:
        black, white = (numbers.get(name, 0.0) * 100 for name in ("black", "white"))
        self.numbers.setText(
            tr("Cut off: {black} % of pixels at black, {white} % at white.", black=f"{black:.1f}", white=f"{white:.1f}")
        )

    def _filter(self, form: type[Params]) -> QWidget:
        lines = [self._line(form.name, one, tr(form.title)) for one in settings_of(form)]
        reset = button(tr("Reset"), partial(self._reset, form.name), "aside")
        made = self._group(form.name, tr(form.title), reset, lines)
        if form in FOR_CLIPS:
            self._for_clips.append(made)
        return made

    def _group(self, name: str, title: str, reset: QPushButton, lines: Sequence[QWidget]) -> QFrame:
        reset.setAccessibleName(tr("Reset {filter}", filter=title))
        keeps = reset.sizePolicy()
        keeps.setRetainSizeWhenHidden(True)
        reset.setSizePolicy(keeps)
        self._resets[name] = reset
        made = QFrame()
        made.setObjectName("section")
        head = row(label(title, "heading"), None, reset)
        made.setLayout(column(head, *lines, spacing=4, margins=(16, 8, 16, 10)))
        return made

    def _line(self, name: str, setting: Setting, title: str) -> SettingLine:
        line = SettingLine(setting, title, lambda value: self._moved(name, setting.name, value))
        self.lines[name, setting.name] = line
        return line

    def _presets(self) -> QWidget:
        made = QFrame()
        made.setObjectName("section")
        chips = [button(tr(name), partial(self._use, name), "chip") for name in PRESETS]
        made.setLayout(row(*chips, None, spacing=6, margins=(16, 4, 16, 10)))
        return made

    def _turning(self) -> QWidget:
        left, right = (
            button(words, partial(self._turn_by, step), "", tip)
            for words, step, tip in (
                ("↺ 90°", -QUARTER_DEG, tr("Turn left")),
                ("↻ 90°", QUARTER_DEG, tr("Turn right")),
            )
        )
        left.setAccessibleName(tr("Turn left"))
        right.setAccessibleName(tr("Turn right"))
        line = self._line("turn", TURN, tr("Turn"))
        reset = button(tr("Reset"), partial(self._reset, "turn"), "aside")
        holder = QWidget()
        holder.setLayout(row(left, right, None, spacing=6))
        return self._group("turn", tr("Turn"), reset, [line, holder])

    def _steadying(self) -> QWidget:
        self.steady = button(
            "", self.steady_asked.emit, "", tr("Every frame is moved to lie as that one does (Shift+F)")
        )
        made = QFrame()
        made.setObjectName("section")
        made.setLayout(column(label(tr("Steady"), "heading"), row(self.steady, None), margins=(16, 8, 16, 10)))
        self._for_clips.append(made)
        return made

    def _moved(self, name: str, setting: str, value: Value) -> None:
        if name == "turn":
            self._session.seeing.turn_to(self._session.item_key, float(value or 0))
        else:
            self._session.seeing.set(self._session.item_key, name, setting, value)

    def _turn_by(self, step: float) -> None:
        key = self._session.item_key
        self._session.seeing.turn_to(key, self._session.seeing.look(key).turn_deg + step)

    def _reset(self, name: str) -> None:
        key = self._session.item_key
        if name == "turn":
            self._session.seeing.turn_to(key, 0)
        else:
            self._session.seeing.reset_filter(key, name)

    def _reset_all(self) -> None:
        self._session.seeing.reset(self._session.item_key)

    def _use(self, name: str) -> None:
        self._session.seeing.use(self._session.item_key, PRESETS[name])
