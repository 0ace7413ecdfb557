"""The badge on the stage while the picture is not shown as its file has it: with what, and by how much it is turned."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QFrame

from verifier.gui.controls import button, label, row
from verifier.gui.seeing.words import stack_words, turn_words
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.stage.panel import GAP_PX, StagePanel

LEAST_PX, SIDE_PX, LINE_PX = 120, 16, 32


class SeeingBadge(QFrame):
    """Stands at the lower left of the stage; hidden while nothing is enhanced or turned.

    ``open_asked``: the panel with the settings is to be shown.
    """

    open_asked = Signal()

    def __init__(self, session: Session, stage: StagePanel) -> None:
        super().__init__(stage)
        self.setObjectName("seeing")
        self._session, self._stage = session, stage
        self._words = label("", "seeing")
        self._whole = ""
        self.switch = button("", self._switch, "seeing")
        self.reset = button(tr("Reset"), self._reset, "seeing", tr("Show the file as it is (Shift+0)"))
        self.setLayout(row(self._words, self.switch, self.reset, spacing=8, margins=(10, 3, 6, 3)))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()
        session.seeing.changed.connect(self.refresh)
        session.seeing.shown_changed.connect(self.refresh)
        session.item_changed.connect(self.refresh)
        stage.installEventFilter(self)

    def refresh(self) -> None:
        """Say what is true of the picture that stands there now."""
        seeing, key = self._session.seeing, self._session.item_key
        look, chosen = seeing.look(key), seeing.chosen(key)
        parts: list[str] = []
        if seeing.shown:
            parts.append(tr("Shown with: {filters}", filters=stack_words(seeing.shown)))
        elif chosen:
            parts.append(tr("As the file is; switched off: {filters}", filters=stack_words(chosen)))
        if look.turn_deg:
            parts.append(turn_words(look.turn_deg))
        if seeing.shown_on is not None and seeing.motion is not None:
            parts.append(tr("Steadied on frame #{number}", number=seeing.shown_on))
        elif look.steady_on is not None:
            parts.append(tr("This frame could not be steadied on frame #{number}", number=look.steady_on))
        self._whole = " · ".join(parts)
        self.switch.setVisible(bool(chosen))
        self.switch.setText(tr("Show with filters") if look.is_off else tr("Show as it is"))
        self.switch.setToolTip(tr("To compare (Shift+W)"))
        self.setVisible(bool(parts))
        self.setAccessibleName(self._whole)
        self._place()

    @property
    def words(self) -> str:
        """What the badge says, whole."""
        return self._whole

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def mousePressEvent(self, event: object) -> None:
        self.open_asked.emit()

    def _switch(self) -> None:
        self._session.seeing.switch(self._session.item_key)

    def _reset(self) -> None:
        self._session.seeing.reset(self._session.item_key)

    def _place(self) -> None:
        """Stand where the picture's margin is; words that have no room are cut with dots."""
        if self.isHidden():
            return
        buttons = sum(one.sizeHint().width() + 8 for one in (self.switch, self.reset) if not one.isHidden())
        room = max(LEAST_PX, self._stage.width() - 2 * SIDE_PX - buttons - 24)
        metrics = QFontMetrics(self._words.font())
        self._words.setText(metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room))
        self._words.setToolTip(self._whole)
        self.adjustSize()
        # In the margin below the picture, unless other words stand there.
        is_alone = not self._stage.cautioned and self.width() + self._stage.hint_px + 3 * SIDE_PX <= self._stage.width()
        above = 0 if is_alone else LINE_PX
        self.move(SIDE_PX, self._stage.height() - self.height() - GAP_PX - above)
        self.raise_()
