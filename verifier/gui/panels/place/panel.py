"""Place · Time: what is stated, forms that state more, and beside them what file and postings say of themselves."""

from collections.abc import Iterator

from verifier.domain.records import Item, Posting, TimeClaim
from verifier.gui.controls import Section, label
from verifier.gui.lookups import about, place_claims_of, postings_of, subjects_of
from verifier.gui.panels.base import nothing_shown
from verifier.gui.panels.form import FormPanel
from verifier.gui.panels.place.offers import PlaceOffers, TimeOffers
from verifier.gui.panels.place.place_card import PlaceCard
from verifier.gui.panels.place.place_form import PlaceForm
from verifier.gui.panels.place.time_card import TimeCard
from verifier.gui.panels.place.time_form import TimeForm
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.theme import Theme
from verifier.workspace.readings import FileReport, read_report


class PlacePanel(FormPanel):
    """Claims about the item and its regions; the newest stands open."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._places: PlaceOffers | None = None
        self._times: TimeOffers | None = None
        self._report: tuple[str, FileReport] | None = None

    def shape(self) -> object:
        item = self.session.item
        if item is None:
            return None
        places = tuple((claim.key, claim.latitude_deg is None) for claim in place_claims_of(self.session.case, item))
        times = tuple(claim.key for claim in time_claims_of(self.session, item))
        postings: tuple[Posting, ...] = postings_of(self.session.case, item)
        return item.key, self.session.target, places, times, postings, self.can_edit

    def fill(self) -> None:
        item = self.session.item
        self._places = self._times = None
        if item is None:
            self.lines.addWidget(nothing_shown())
            return
        for section in (*self._place_sections(item), *self._time_sections(item)):
            self.lines.addWidget(section)
        self._ask(item)

    def _place_sections(self, item: Item) -> Iterator[Section]:
        places = place_claims_of(self.session.case, item)
        stated = Section(tr("Place"))
        for claim in places:
            stated.add(PlaceCard(self, claim, is_open=claim is places[-1]).fold)
        if not places:
            stated.add(label(tr("Nobody has said yet where it was."), "muted", wraps=True))
        yield stated
        if self.can_edit:
            yield PlaceForm(self, has_places=bool(places))
        self._places = PlaceOffers(self.session)
        yield self._places

    def _time_sections(self, item: Item) -> Iterator[Section]:
        times = tuple(time_claims_of(self.session, item))
        stated = Section(tr("Time"))
        for claim in times:
            stated.add(TimeCard(self, claim, is_open=claim is times[-1]).fold)
        if not times:
            stated.add(label(tr("Nobody has said yet when it was."), "muted", wraps=True))
        yield stated
        form = TimeForm(self, has_times=bool(times)) if self.can_edit else None
        if form is not None:
            yield form
        self._times = TimeOffers(self.session, form.fill_in if form is not None else None)
        yield self._times

    def _ask(self, item: Item) -> None:
        """Show what the file says, as it was read before or as soon as it is read."""
        if self._report is not None and self._report[0] == item.key:
            self._take(item.key, self._report[1])
            return
        future = read_report(self.session.workspace, item)
        key = item.key
        self.session.relay.when_done(future, lambda report: self._take(key, report), self._failed)

    def _take(self, key: str, report: FileReport) -> None:
        item = self.session.item
        if item is None or item.key != key:
            return
        self._report = (key, report)
        if self._places is not None and self._times is not None:
            self._places.take(report)
            self._times.take(report, item)

    def _failed(self, _error: BaseException) -> None:
        self.session.say(tr("What the file says could not be read."), "warn")


def time_claims_of(session: Session, item: Item) -> Iterator[TimeClaim]:
    """Yield the time claims about an item or anything seen in it."""
    for key in subjects_of(session.case, item):
        yield from about(session.case, key, TimeClaim)
