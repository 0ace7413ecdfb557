"""Place: what is stated so far, and a form for coordinates in any form people write, with radius and method."""

from functools import partial

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from verifier.domain.errors import UsageError
from verifier.domain.records import PlaceClaim
from verifier.domain.words import METHOD_WORDS, NOT_ASSESSED
from verifier.geo.coordinates import Coordinates, format_decimal, format_dms, format_mgrs, parse_coordinates
from verifier.gui import gestures
from verifier.gui.controls import Choice, Section, button, label, pairs, restyle, row
from verifier.gui.flow import FlowLayout
from verifier.gui.lookups import place_claims_of
from verifier.gui.panels.base import PanelView, nothing_shown
from verifier.gui.panels.words import (
    PLACE_METHODS,
    confidence_answers,
    confidence_level,
    likelihood_answers,
    likelihood_words,
    stated_words,
    target_words,
)

LOCATES = (("the camera", "camera"), ("what is seen", "subject"))


class PlacePanel(PanelView):
    """Claims of the item and its regions; the form states another."""

    def fill(self) -> None:
        item = self.session.item
        if item is None:
            self.lines.addWidget(nothing_shown())
            return
        places = place_claims_of(self.session.case, item)
        for place in places:
            self.lines.addWidget(self._claim(place))
        if self.session.can_edit:
            self.lines.addWidget(PlaceForm(self, has_places=bool(places)))
        elif not places:
            section = Section("Place")
            section.add(label("No place is stated.", "muted"))
            self.lines.addWidget(section)

    def _claim(self, place: PlaceClaim) -> Section:
        what = "camera" if place.locates == "camera" else "what is seen"
        section = Section(
            f"Place of {what if what != 'camera' else 'the camera'}",
            label(target_words(self.session.case, place.about), "faint"),
        )
        likelihood = Choice("Likelihood", likelihood_answers(self.session.case), place.likelihood)
        likelihood.show_words(likelihood_words(place.likelihood))
        likelihood.chosen.connect(partial(gestures.set_place_likelihood, self.session, place))
        confidence = Choice("Confidence", confidence_answers(), confidence_level(place.confidence))
        confidence.chosen.connect(partial(gestures.set_confidence, self.session, place))
        for choice in (likelihood, confidence):
            choice.setEnabled(self.session.can_edit)
        section.add(pairs(_coordinate_rows(place), "mono"))
        rows: list[tuple[str, str | QWidget]] = [
            ("Found by", method_words(place) or "not stated"),
            ("Likelihood", likelihood),
            ("Confidence", confidence),
            ("Stated by", stated_words(self.session.case, place.stated_by, place.stated_at)),
        ]
        section.add(pairs(rows))
        if self.session.can_edit:
            remove = button("Remove", partial(gestures.remove, self.session, place.key), "link")
            section.add(row(None, remove))
        return section


class PlaceForm(Section):
    """Says what it understood while one types, and states the place on Enter."""

    def __init__(self, panel: PlacePanel, *, has_places: bool) -> None:
        session = panel.session
        where = target_words(session.case, session.target)
        super().__init__("Another place" if has_places else "Where was it?", label(where, "faint"))
        self._session = session
        self._read: Coordinates | None = None
        self.coordinates = QLineEdit(placeholderText="46.7003, 32.9015, also 46°42'N 32°54'E, MGRS, a map link")
        self.coordinates.setAccessibleName("Coordinates")
        self.coordinates.setProperty("role", "mono")
        self.radius = QLineEdit(placeholderText=NOT_ASSESSED)
        self.radius.setAccessibleName("Radius in meters that holds it with 95 % certainty")
        self.radius.setProperty("role", "mono")
        self.locates = Choice("What stands there", LOCATES, "camera")
        self.understood = label("", "small", wraps=True)
        self._methods = [(name, QCheckBox(METHOD_WORDS[name])) for name in PLACE_METHODS]
        self.state = button("State this place", self._state, "primary")
        self.state.setEnabled(False)
        self._lay_out()
        self.coordinates.textChanged.connect(self._look)
        self.coordinates.returnPressed.connect(self._state)
        self.radius.textChanged.connect(self._look)
        self.radius.returnPressed.connect(self._state)

    def _lay_out(self) -> None:
        self.add(self.coordinates)
        self.add(self.understood)
        self.add(pairs((("95 % radius, m", self.radius), ("It locates", self.locates))))
        self.add(label("Found by", "muted"))
        methods = FlowLayout(8, (0, 0, 0, 0))
        for _, box in self._methods:
            methods.addWidget(box)
        self.add(methods)
        self.add(row(self.state, None))

    def _look(self) -> None:
        self._read, words, tone = None, "", "small"
        if self.coordinates.text().strip():
            try:
                self._read = parse_coordinates(self.coordinates.text())
            except UsageError as error:
                words, tone = error.sentence, "warn"
        if self._read is not None:
            words = understood_words(self._read)
            if self._radius() is None and self.radius.text().strip():
                words, tone, self._read = "The radius is a number of meters, for example 45.", "warn", None
        self.understood.setText(words)
        restyle(self.understood, tone)
        self.state.setEnabled(self._read is not None)

    def _radius(self) -> float | None:
        try:
            meters = float(self.radius.text().replace(",", "."))
        except ValueError:
            return None
        return meters if 0 <= meters < 1e8 else None

    def _state(self) -> None:
        if self._read is None:
            return
        methods = tuple(name for name, box in self._methods if box.isChecked())
        gestures.state_place(
            self._session, self._session.target, self._read, self.coordinates.text().strip(),
            self._radius(), str(self.locates.value), methods,
        )  # fmt: skip


def understood_words(read: Coordinates) -> str:
    """Say how coordinates were understood, in the two other forms."""
    dms = format_dms(read.latitude_deg, read.longitude_deg)
    words = f"{dms} · {format_mgrs(read.latitude_deg, read.longitude_deg)}"
    return f"{words} · 0, 0 is what a device writes that had no fix" if read.is_zero else words


def method_words(place: PlaceClaim) -> str:
    """Write the methods of a place in words."""
    return " · ".join(METHOD_WORDS[method] for method in place.methods)


def _coordinate_rows(place: PlaceClaim) -> list[tuple[str, str]]:
    if place.latitude_deg is None or place.longitude_deg is None:
        return [("Answer", "cannot be located")]
    radius = NOT_ASSESSED if place.radius_m is None else f"± {place.radius_m:g} m"
    rows = [
        ("Coordinates", format_decimal(place.latitude_deg, place.longitude_deg, place.radius_m)),
        ("MGRS", format_mgrs(place.latitude_deg, place.longitude_deg, place.radius_m)),
        ("95 % radius", radius),
    ]
    return [*rows, ("As typed", place.as_typed)] if place.as_typed else rows
