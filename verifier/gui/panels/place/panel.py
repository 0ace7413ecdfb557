"""Place · Time: what is stated, forms that state more, and beside them what file and postings say of themselves."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

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
        self._form: TimeForm | None = None
        self._report: tuple[str, FileReport] | None = None

    def shape(self) -> object:
        item = self.session.item
        if item is None:
            return None
        places = tuple((claim.key, claim.latitude_deg is None) for claim in place_claims_of(self.session.case, item))
        times = tuple(claim.key for claim in time_claims_of(self.session, item))
        postings: tuple[Posting, ...] = postings_of(self.session.case, item)
        return item.key, self.session.target, places, times, postings, self.can_edit

    def sections(self) -> Iterable[Callable[[], QWidget]]:
        item = self.session.item
        self._places = self._times = self._form = None
        if item is None:
            return (nothing_shown,)
        self._ask(item)
        stated = (partial(self._stated_places, item), partial(self._place_offers, item))
        dated = (partial(self._stated_times, item), partial(self._time_offers, item))
        if not self.can_edit:
            return (*stated, *dated)
        place_form = partial(PlaceForm, self, has_places=bool(place_claims_of(self.session.case, item)))
        return (*stated, place_form, dated[0], partial(self._time_form, item), dated[1])

    def scroll_to(self, part: float) -> None:
        """Scroll to a part of the way, from 0 to 1."""
        bar = self._scroller.verticalScrollBar()
        bar.setValue(round(bar.maximum() * part))

    def _stated_places(self, item: Item) -> Section:
        places = place_claims_of(self.session.case, item)
        stated = Section(tr("Place"))
        for claim in places:
            stated.add(PlaceCard(self, claim, is_open=claim is places[-1]).fold)
        if not places:
            stated.add(label(tr("Nobody has said yet where it was."), "muted", wraps=True))
        return stated

    def _place_offers(self, item: Item) -> Section:
        self._places = PlaceOffers(self.session)
        self.renew_later(self._places)
        if self._report is not None and self._report[0] == item.key:
            self._places.take(self._report[1])
        return self._places

    def _stated_times(self, item: Item) -> Section:
        times = tuple(time_claims_of(self.session, item))
        stated = Section(tr("Time"))
        for claim in times:
            stated.add(TimeCard(self, claim, is_open=claim is times[-1]).fold)
        if not times:
            stated.add(label(tr("Nobody has said yet when it was."), "muted", wraps=True))
        return stated

    def _time_form(self, item: Item) -> Section:
        self._form = TimeForm(self, has_times=any(True for _ in time_claims_of(self.session, item)))
        return self._form

    def _time_offers(self, item: Item) -> Section:
        self._times = TimeOffers(self.session, self._form.fill_in if self._form is not None else None)
        if self._report is not None and self._report[0] == item.key:
            self._times.take(self._report[1], item)
        return self._times

    def _ask(self, item: Item) -> None:
        """Read what the file says, unless it was read before."""
        if self._report is not None and self._report[0] == item.key:
            return
        future = read_report(self.session.workspace, item)
        key = item.key
        self.session.relay.when_done(future, lambda report: self._take(key, report), self._failed)

    def _take(self, key: str, report: FileReport) -> None:
        item = self.session.item
        if item is None or item.key != key:
            return
        self._report = (key, report)
        if self._places is not None:
            self._places.take(report)
        if self._times is not None:
            self._times.take(report, item)

    def _failed(self, _error: BaseException) -> None:
        self.session.say(tr("What the file says could not be read."), "warn")


def time_claims_of(session: Session, item: Item) -> Iterator[TimeClaim]:
    """Yield the time claims about an item or anything seen in it."""
    for key in subjects_of(session.case, item):
        yield from about(session.case, key, TimeClaim)
