"""Find where a picture is from: a published still, a screenshot, a crop; in this case and in lists of known footage."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.progress import Progress, Step
from verifier.gui.controls import Elided, Section, button, label, row
from verifier.gui.items.words import duration_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.workspace.copies import Held
from verifier.workspace.jobs import Job
from verifier.workspace.searching_places import FoundInPlaces, Places, find_in_places

SHOWN = 30
_SEEN_QUALITY = 50


class PictureFinder(QObject):
    """``found``: a picture and what came of it. ``stepped``: how far it is. ``ended``: it runs no more."""

    found = Signal(object, object)
    stepped = Signal(str)
    ended = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._job: Job[FoundInPlaces] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a picture is being looked for."""
        return self._job is not None

    def start(self, picture: Path, places: Places) -> None:
        """Look for a picture whole, and as a part; in the open case and where else is asked."""
        workspace = self._session.workspace

        def work(progress: Progress) -> FoundInPlaces:
            return find_in_places(workspace, picture, places, progress)

        self._job = workspace.jobs.start("Find a picture", work, self._heard)
        self._session.relay.when_done(self._job.result, partial(self._take, picture), self._failed)

    def stop(self) -> None:
        """Stop soon."""
        if self._job is not None:
            self._job.cancel()

    def _heard(self, step: Step) -> None:
        words = tr("Looking at {done} of {total}: {name}", done=step.done, total=step.total, name=step.doing)
        self._session.relay.post(lambda: self.stepped.emit(words))

    def _take(self, picture: Path, found: FoundInPlaces) -> None:
        self._job = None
        self.found.emit(picture, found)
        self.ended.emit()

    def _failed(self, error: BaseException) -> None:
        self._job = None
        if not isinstance(error, Cancelled):
            known = isinstance(error, VerifierError)
            self._session.say(tr_made(error.sentence) if known else tr("The picture could not be looked for."), "warn")
        self.ended.emit()


class FoundSection(Section):
    """What holds the picture, the best first: each with how alike it is, at which frame, and a way there."""

    def __init__(self, session: Session, picture: Path, places: FoundInPlaces) -> None:
        super().__init__(tr("Where {picture} is from", picture=picture.name))
        self._session, self._places = session, places
        found = places.found
        names = ", ".join((tr("this case"), *places.cases[1:], *places.lists))
        self.add(label(tr("Looked in: {places}", places=names), "smallfaint", wraps=True))
        if found.picture.quality < _SEEN_QUALITY:
            words = tr("The picture shows so little that only files with the same bytes can be told to be copies.")
            self.add(label(words, "warn", wraps=True))
        for held in found.held[:SHOWN]:
            self.add(self._line(held))
        if len(found.held) > SHOWN:
            rest = len(found.held) - SHOWN
            self.add(label(trn("{number} more is not shown", "{number} more are not shown", rest), "muted"))
        if not found.held:
            words = tr("Nothing that was looked at holds it. That is no proof that the picture is new.")
            self.add(label(words, "muted", wraps=True))
        for case, item in places.not_looked_at:
            name = f"{case}: {item.label}" if case else item.label
            self.add(label(tr("{item} could not be looked at.", item=name), "warn", wraps=True))
        for one in places.not_searched:
            self.add(label(f"{one.name}: {tr_made(one.sentence)}", "warn", wraps=True))

    def _line(self, held: Held) -> QWidget:
        """Return one place; only in the open case can be gone to it."""
        go: QWidget | None = None
        if held.item is None:
            name = tr("Known footage: {name}", name=self._places.lists[held.known_list or 0])
            where = _time_words(held)
        elif held.case:
            name = f"{self._places.cases[held.case]}: {held.item.label}  {held.item.original_name}"
            where = _frame_words(held)
        else:
            name, where = f"{held.item.label}  {held.item.original_name}", _frame_words(held)
            go = button(tr("Go to it"), partial(self._go, held.item.key, _ordinal(held)), "link")
            go.setAccessibleName(tr("Go to {name}", name=f"{held.item.label} {where}".strip()))
        line = row(Elided(name, "strong"), label(where, "small"), label(_likeness(held), "smallfaint"), spacing=12)
        if go is not None:
            line.addWidget(go)
        line.setStretch(0, 1)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _go(self, key: str, ordinal: int | None) -> None:
        if ordinal is not None:
            self._session.frame_asked.emit(key, ordinal)
        else:
            self._session.go_to(key)
            self._session.show_page("review")


def _seconds(held: Held) -> float | None:
    """Return when in a clip the picture is."""
    exact = held.exact or held.part
    pts = exact.pts if exact is not None else held.match.pts
    base = exact.time_base if exact is not None else held.match.time_base
    return float(pts * base) if pts is not None and base is not None else None


def _ordinal(held: Held) -> int | None:
    """Return the number of the frame, where it is one of a clip."""
    exact = held.exact or held.part
    return exact.ordinal if exact is not None else held.match.ordinal


def _frame_words(held: Held) -> str:
    at = _seconds(held)
    return tr("frame {number} at {time}", number=_ordinal(held), time=_clock(at)) if at is not None else ""


def _time_words(held: Held) -> str:
    """Say when it is in a clip that a list knows: lists have times in place of frames."""
    at = _seconds(held)
    return tr("at {time}", time=_clock(at)) if at is not None else ""


def _clock(at_s: float) -> str:
    milliseconds = round(at_s * 1000)
    return f"{duration_words(milliseconds // 1000)}.{milliseconds % 1000:03d}"


def _likeness(held: Held) -> str:
    if held.match.likeness == "same_bytes":
        return tr("same bytes")
    if held.part is not None:
        words = tr("a part, or something lies over it: {number} features agree", number=held.part.agreeing)
    else:
        words = tr("looks alike: {bits} of 256 bits differ", bits=held.match.bits)
    return words if held.match.turn == "upright" else f"{words}, {tr(held.match.turn)}"
