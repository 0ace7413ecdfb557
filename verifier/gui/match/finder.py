"""Find where a picture is from: a published still, a screenshot, a crop; in this case and in lists of known footage."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from verifier.domain.errors import Cancelled, VerifierError
from verifier.domain.progress import Progress, Step
from verifier.gui.controls import Elided, Section, button, label, row
from verifier.gui.items.words import duration_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.workspace.copies import Found, Held, find_picture
from verifier.workspace.jobs import Job

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
        self._job: Job[Found] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a picture is being looked for."""
        return self._job is not None

    def start(self, picture: Path, lists: Sequence[Path] = ()) -> None:
        """Look for a picture whole, and as a part."""
        workspace = self._session.workspace

        def work(progress: Progress) -> Found:
            return find_picture(picture, [workspace], lists, parts=True, progress=progress)

        self._job = workspace.jobs.start("Find a picture", work, self._heard)
        self._session.relay.when_done(self._job.result, partial(self._take, picture), self._failed)

    def stop(self) -> None:
        """Stop soon."""
        if self._job is not None:
            self._job.cancel()

    def _heard(self, step: Step) -> None:
        words = tr("Looking at {done} of {total}: {name}", done=step.done, total=step.total, name=step.doing)
        self._session.relay.post(lambda: self.stepped.emit(words))

    def _take(self, picture: Path, found: Found) -> None:
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

    def __init__(self, session: Session, picture: Path, found: Found, lists: Sequence[Path] = ()) -> None:
        super().__init__(tr("Where {picture} is from", picture=picture.name))
        self._session, self._lists = session, lists
        if found.picture.quality < _SEEN_QUALITY:
            words = tr("The picture shows so little that only files with the same bytes can be told to be copies.")
            self.add(label(words, "warn", wraps=True))
        for held in found.held[:SHOWN]:
            self.add(self._line(held))
        if not found.held:
            words = tr("Nothing in this case holds it. That is no proof that the picture is new.")
            self.add(label(words, "muted", wraps=True))
        for _, item in found.not_looked_at:
            self.add(label(tr("{item} could not be looked at.", item=item.label), "warn"))

    def _line(self, held: Held) -> QWidget:
        holder = QWidget()
        if held.item is None:
            name = self._lists[held.known_list].name if held.known_list is not None else ""
            holder.setLayout(row(Elided(tr("Known footage: {name}", name=name), "strong"),
                                 label(_likeness(held), "smallfaint"), spacing=12))  # fmt: skip
            return holder
        item = held.item
        name = Elided(f"{item.label}  {item.original_name}", "strong")
        where = _frame_words(held)
        go = button(tr("Go to it"), partial(self._go, item.key, _ordinal(held)), "link")
        go.setAccessibleName(tr("Go to {name}", name=f"{item.label} {where}".strip()))
        line = row(name, label(where, "small"), label(_likeness(held), "smallfaint"), go, spacing=12)
        line.setStretch(0, 1)
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
    if at is None:
        return ""
    time = f"{duration_words(int(at))}.{round(at % 1 * 1000) % 1000:03d}"
    return tr("frame {number} at {time}", number=_ordinal(held), time=time)


def _likeness(held: Held) -> str:
    if held.match.likeness == "same_bytes":
        return tr("same bytes")
    if held.part is not None:
        words = tr("a part, or something lies over it: {number} features agree", number=held.part.agreeing)
    else:
        words = tr("looks alike: {bits} of 256 bits differ", bits=held.match.bits)
    return words if held.match.turn == "upright" else f"{words}, {tr(held.match.turn)}"
