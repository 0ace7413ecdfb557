"""One answer to "which drone": its place, name, kind, how likely it is; moved, excluded, taken out by menu and keys."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from verifier.domain.records import CatalogRef, DroneClaim, Hypothesis
from verifier.domain.scales import Likelihood
from verifier.gui.controls import Choice, Extra, label
from verifier.gui.panels.words import likelihood_answers, likelihood_words
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.tagging import edits
from verifier.gui.tagging.asking import Asking
from verifier.gui.tagging.fields import stays
from verifier.gui.tagging.words import name_of, under_name

MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
BESIDE_PX = 176
"""The widest list of likelihoods that leaves a name room beside it."""


class HypothesisRow(QFrame):
    """``asking``: opens the line that asks why the answer is excluded."""

    def __init__(self, session: Session, claim: DroneClaim, place: int, asking: Asking) -> None:
        super().__init__()
        self._session, self._claim, self._asking = session, claim, asking
        self._hypothesis = claim.hypotheses[place]
        self.setObjectName("hypothesis")
        is_first = place == 0 and not self._hypothesis.excluded_because
        self.setProperty("first", "true" if is_first else "false")
        grid = QGridLayout(self)
        grid.setContentsMargins(8, 6, 8, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        number = label(str(place + 1), "strong" if is_first else "muted")
        number.setMinimumWidth(10)
        name = label(name_of(self._hypothesis), self._tone(is_first), wraps=True)
        name.setMinimumWidth(80)
        second = label(under_name(session.workspace.catalog, claim, place), "small", wraps=True)
        grid.addWidget(number, 0, 0)
        grid.addWidget(name, 0, 1)
        grid.addWidget(second, 1, 1, 1, 2)
        weighed = self._likelihood()
        if weighed.minimumWidth() <= BESIDE_PX:
            grid.addWidget(weighed, 0, 2, Qt.AlignmentFlag.AlignTop)
        else:  # where the words of a language are long it stands below the name
            grid.addWidget(weighed, 3, 1, 1, 2, Qt.AlignmentFlag.AlignRight)
        if session.can_edit and not self._hypothesis.excluded_because:
            name.setToolTip(tr("Click to name another drone in its place"))
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        if asking.is_about(claim.key, self._entry):
            exclude = partial(edits.exclude, session, claim, self._entry)
            grid.addWidget(asking.field(tr("Why is it not this one? Enter keeps it"), exclude), 2, 1, 1, 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return super().eventFilter(watched, event)
        steps = MOVES.get(Qt.Key(event.key()))
        if steps is None or not self._session.can_edit:
            return super().eventFilter(watched, event)
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress:
            edits.move(self._session, self._claim, self._entry, steps)
            return True
        return super().eventFilter(watched, event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on an answer names another in its place."""
        is_click = event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint())
        if is_click and self._session.can_edit and not self._hypothesis.excluded_because:
            self._ask_another()

    def _ask_another(self) -> None:
        self._session.drone_asked.emit((self._claim, self._entry))

    @property
    def _entry(self) -> CatalogRef:
        return self._hypothesis.entry

    def _tone(self, is_first: bool) -> str:
        return "muted" if self._hypothesis.excluded_because else "strong" if is_first else ""

    def _likelihood(self) -> QWidget:
        words = short_words(self._hypothesis)
        if not self._session.can_edit:
            return label(words, "muted" if self._hypothesis.likelihood is None else "")
        answers = likelihood_answers(self._session.case)
        made = Choice(
            tr("Likelihood of {drone}", drone=name_of(self._hypothesis)),
            answers,
            self._hypothesis.likelihood,
            left=False,
            extras=self._extras(),
        )
        shown = words if self._is_weighed else tr("how likely?")
        # As wide whatever it says: a name that wraps anew would move all that is below under the pointer.
        made.ensurePolished()
        widths: list[int] = []
        for known in (shown, *(likelihood_words(value) for _, value in answers if isinstance(value, Likelihood))):
            made.show_words(known)
            widths.append(made.sizeHint().width())
        made.setFixedWidth(max(widths))
        made.show_words(shown)
        made.setAccessibleName(tr("Likelihood of {drone}: {words}", drone=name_of(self._hypothesis), words=words))
        made.setToolTip(tr("How likely, and what to do with this answer. Alt with an arrow up or down moves it."))
        made.chosen.connect(partial(edits.set_likelihood, self._session, self._claim, self._entry))
        made.installEventFilter(self)
        return stays(made, f"likelihood {self._entry.entry_id}")

    @property
    def _is_weighed(self) -> bool:
        return self._hypothesis.likelihood is not None or bool(self._hypothesis.excluded_because)

    def _extras(self) -> list[Extra]:
        session, claim, entry = self._session, self._claim, self._entry
        if self._hypothesis.excluded_because:
            found: list[Extra] = [
                (tr("Let it stand again"), partial(edits.take_exclusion_back, session, claim, entry)),
                (tr("Exclude for another reason…"), partial(self._asking.ask, claim.key, entry)),
            ]
        else:
            standing = [one.entry for one in claim.hypotheses if not one.excluded_because]
            found = [(tr("Name another in its place…"), self._ask_another)]
            if standing[0] != entry:
                found.append((tr("Move up"), partial(edits.move, session, claim, entry, -1)))
                found.append((tr("Put first"), partial(edits.move, session, claim, entry, -len(standing))))
            if standing[-1] != entry:
                found.append((tr("Move down"), partial(edits.move, session, claim, entry, 1)))
            found.append((tr("Exclude…"), partial(self._asking.ask, claim.key, entry)))
        if len(claim.hypotheses) > 1:
            found.append((tr("Take out"), partial(edits.take_out, session, claim, entry)))
        return found


def short_words(hypothesis: Hypothesis) -> str:
    """Write in one word how an answer stands."""
    return tr("excluded") if hypothesis.excluded_because else likelihood_words(hypothesis.likelihood)
