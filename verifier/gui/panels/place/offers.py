"""What file and postings say, offered as claims: one press takes it, and its doubt is said beside it."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel, QWidget

from verifier.commands.places_and_times import StatePlace, StateTime
from verifier.domain.records import Item
from verifier.geo.contradictions import away_from_file
from verifier.gui import placing
from verifier.gui.controls import Section, button, clear, column, label, row
from verifier.gui.lookups import place_claims_of, postings_of
from verifier.gui.panels.place.said import SaidPlace, SaidTime, positions_along, said_place, said_times
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.workspace.readings import FileReport
from verifier.workspace.tracks import track_item


class PlaceOffers(Section):
    """The position that a file states; filled when the report of the file has landed."""

    def __init__(self, session: Session) -> None:
        super().__init__(tr("What the file says of the place"))
        self._session = session
        self._said: SaidPlace | None = None
        self._away: QLabel | None = None
        self.add(label(tr("Reading …"), "muted"))

    def take(self, report: FileReport) -> None:
        """Show what a file says."""
        clear(self.body)
        self._away = None
        said = self._said = said_place(report)
        if said is None:
            self.add(label(self._without_one(report), "muted", wraps=True))
            return
        self.add(label(said.words, "mono", selectable=True))
        if said.where:
            self.add(label(said.where, "smallfaint"))
        self._away = label("", "warn", wraps=True)
        self.add(self._away)
        self.renew()
        for doubt in said.doubts:
            self.add(label(doubt, "note", wraps=True))
        if self._session.can_edit:
            self.add(row(button(tr("Take it for the camera"), partial(self._state, said)), None))

    def _without_one(self, report: FileReport) -> str:
        """Say where positions stand of a file that does not name one."""
        along, item = positions_along(report), self._session.item
        beside = track_item(self._session.case, item) if item is not None else None
        if along:
            return trn(
                "Not one position but a path: {number} position in its telemetry, on the map with its clip.",
                "Not one position but a path: {number} positions in its telemetry, on the map with its clip.",
                along,
            )
        if beside is not None and beside is not item:
            return tr("The file names no position; see its telemetry, {item}.", item=beside.label)
        return tr("The file names no position.")

    def renew(self) -> None:
        """Say anew how far from it the place is stated."""
        item, said = self._session.item, self._said
        if item is None or said is None or self._away is None:
            return
        position = (said.position.latitude_deg, said.position.longitude_deg)
        away = away_from_file(place_claims_of(self._session.case, item), position)
        self._away.setText("\n".join(tr_made(sentence) for sentence in away))
        self._away.setVisible(bool(away))

    def _state(self, said: SaidPlace) -> None:
        item = self._session.item
        if item is None:
            return
        command = StatePlace(
            about=item,
            locates="camera",
            latitude_deg=said.position.latitude_deg,
            longitude_deg=said.position.longitude_deg,
            as_typed=said.where,
            methods=("file_position",),
            heading_deg=said.position.heading_deg,
        )
        placing.state(self._session, command)


class TimeOffers(Section):
    """The times of file and postings, kept apart. ``fill_in``: what to do with one that lacks a zone."""

    def __init__(self, session: Session, fill_in: Callable[[str], None] | None) -> None:
        super().__init__(tr("What file and postings say of the time"))
        self._session, self._fill_in = session, fill_in
        self.add(label(tr("Reading …"), "muted"))

    def take(self, report: FileReport, item: Item) -> None:
        """Show what a file and the postings of its item say."""
        clear(self.body)
        found = tuple(said_times(report, postings_of(self._session.case, item)))
        for said in found:
            self.add(self._row(said))
        if not found:
            self.add(label(tr("Neither file nor postings name a time."), "muted", wraps=True))

    def _row(self, said: SaidTime) -> QWidget:
        holder = QWidget()
        line = row(label(said.name, "muted"), None, *self._offers(said))
        words = label(said.words, "mono", wraps=True, selectable=True)
        lines = column(line, words, spacing=0, margins=(0, 2, 0, 4))
        if said.doubt:
            lines.addWidget(label(said.doubt, "smallfaint", wraps=True))
        holder.setLayout(lines)
        return holder

    def _offers(self, said: SaidTime) -> list[QWidget]:
        if not self._session.can_edit or said.kind == "file":
            return []
        if said.at is not None:
            words = tr("Take as latest") if said.kind == "posted" else tr("Take it")
            made = button(words, partial(self._state, said), "link", tr("State it as the time of recording"))
            made.setAccessibleName(f"{words}: {said.name}")
            return [made]
        if self._fill_in is not None and said.kind == "local":
            made = button(tr("Fill in"), partial(self._fill_in, said.words), "link", tr("Then say the zone"))
            made.setAccessibleName(f"{tr('Fill in')}: {said.name}")
            return [made]
        return []

    def _state(self, said: SaidTime) -> None:
        item = self._session.item
        if item is None:
            return
        earliest = None if said.kind == "posted" else said.at
        command = StateTime(
            about=item, dates="recorded", earliest=earliest, latest=said.at, as_found=said.words, methods=(said.method,)
        )
        placing.state(self._session, command)
