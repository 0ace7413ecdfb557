"""The form that states a time: a day, a day with a time, two bounds; the zone is written or said to be assumed."""

from datetime import datetime
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from verifier.commands.places_and_times import LATEST_FIRST_HINT, StateTime, is_in_order
from verifier.domain.errors import UsageError
from verifier.gui import placing
from verifier.gui.controls import Choice, Section, button, label, restyle
from verifier.gui.flow import FlowLayout
from verifier.gui.moments import zone_of
from verifier.gui.panels.form import FormPanel, form_rows, whole_item_line
from verifier.gui.panels.place.when import read_bound
from verifier.gui.panels.place.words import DATES_ANSWERS, spoken
from verifier.gui.panels.words import target_words, time_words
from verifier.gui.speech import tr, tr_made

Dates = Literal["recorded", "posted", "event"]
ZONE_HINT = "This zone is not known. Write +02:00, UTC or a name such as Europe/Kyiv."
DATED: dict[object, Dates] = {"recorded": "recorded", "posted": "posted", "event": "event"}


class TimeForm(Section):
    """Says in UTC what it understood; with one bound alone the other stays open."""

    def __init__(self, panel: FormPanel, *, has_times: bool) -> None:
        session = panel.session
        where = target_words(session.case, session.target)
        super().__init__(tr("Another time") if has_times else tr("When was it?"), label(tr_made(where), "faint"))
        self._session = session
        self._bounds: tuple[datetime | None, datetime | None] | None = None
        self.dates = Choice(tr("What is dated"), spoken(DATES_ANSWERS), "recorded")
        self.earliest = self._field(tr("Not before"), tr("3 Mar 2023 10:20 +02:00"))
        self.latest = self._field(tr("Not after"), tr("Open"))
        self.zone = self._field(tr("Zone assumed"), tr("Such as Europe/Kyiv"))
        self.understood = label("", "small", wraps=True)
        # Room is kept for its two lines, so that what is typed pushes nothing from under the pointer.
        self.understood.setMinimumHeight(2 * self.understood.fontMetrics().lineSpacing())
        self.understood.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.state = button(tr("State this time"), self._state, "primary")
        nothing = button(tr("Cannot be dated"), self._state_never, "link")
        nothing.setToolTip(tr("An answer too: somebody looked, and it cannot be said when it was."))
        rather = whole_item_line(session, "time")
        if rather is not None:
            self.add(rather)
        self.add(
            form_rows(
                (
                    (tr("It dates"), self.dates),
                    (tr("Not before"), self.earliest),
                    (tr("Not after"), self.latest),
                    (tr("Zone assumed"), self.zone),
                )
            )
        )
        self.add(self.understood)
        self.add(FlowLayout(8, (0, 0, 0, 0)).with_widgets(self.state, nothing))
        for place, field in (("earliest", self.earliest), ("latest", self.latest), ("zone", self.zone)):
            panel.keep(f"time.{place}", field)
            field.textChanged.connect(self._look)
            field.returnPressed.connect(self._state)
            session.unstated.hold(session.target, f"time.{place}", field)
        session.unstated.hold_choice(session.target, "time.dates", self.dates)
        self._look()

    def fill_in(self, words: str) -> None:
        """Put a time that was found into both bounds; the zone is then to be said."""
        self.earliest.setText(words)
        self.latest.setText(words)
        self.zone.setFocus()

    def _field(self, name: str, hint: str) -> QLineEdit:
        made = QLineEdit(placeholderText=hint)
        made.setAccessibleName(name)
        made.setProperty("role", "mono")
        return made

    def _look(self) -> None:
        self._bounds, words, tone = None, "", "small"
        early, late, zone = (field.text().strip() for field in (self.earliest, self.latest, self.zone))
        try:
            if zone and zone_of(zone) is None:
                raise UsageError(ZONE_HINT, zone)
            first = read_bound(early, zone, "earliest") if early else None
            last = read_bound(late, zone, "latest") if late else None
            if not is_in_order(first, last):
                raise UsageError(LATEST_FIRST_HINT, late)
            if first is not None or last is not None:
                self._bounds, words = (first, last), tr("{time}; not stated yet", time=_understood(first, last))
        except UsageError as error:
            words, tone = tr_made(error.sentence), "warn"
        self.understood.setText(words)
        restyle(self.understood, tone)
        self.state.setEnabled(self._bounds is not None)

    def _state(self) -> None:
        if self._bounds is None:
            return
        found = " – ".join(field.text().strip() for field in (self.earliest, self.latest) if field.text().strip())
        self._put(self._bounds, found, self.zone.text().strip())

    def _state_never(self) -> None:
        self._put((None, None), "", "")

    def _put(self, bounds: tuple[datetime | None, datetime | None], found: str, zone: str) -> None:
        about = self._session.case.get(self._session.target)
        if about is not None:
            self._session.unstated.drop(about.key, "time")
            dates = DATED[self.dates.value]
            early, late = bounds
            placing.state(
                self._session,
                StateTime(about=about, dates=dates, earliest=early, latest=late, as_found=found, zone_assumption=zone),
            )


def _understood(first: datetime | None, last: datetime | None) -> str:
    if first is not None and last is not None:
        return tr("From {first} to {last}", first=time_words(first), last=time_words(last))
    if first is not None:
        return tr("Not before {time}", time=time_words(first))
    return tr("Not after {time}", time=time_words(last)) if last is not None else ""
