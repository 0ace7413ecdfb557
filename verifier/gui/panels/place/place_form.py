"""The form that states a place: says what it understood while one types, and states the place on Enter."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit

from verifier.domain.errors import UsageError
from verifier.domain.records.claims import Method
from verifier.domain.words import METHOD_WORDS, NOT_ASSESSED
from verifier.geo.coordinates import Coordinates, parse_coordinates
from verifier.gui import gestures, placing
from verifier.gui.controls import Choice, Section, button, label, restyle, row
from verifier.gui.flow import FlowLayout
from verifier.gui.map.picking import PickRequest
from verifier.gui.panels.form import FormPanel, form_rows, whole_item_line
from verifier.gui.panels.place.words import LOCATES, read_radius, spoken, understood_words
from verifier.gui.panels.words import PLACE_METHODS, target_words
from verifier.gui.placing import Locates
from verifier.gui.speech import tr, tr_made

LOCATED: dict[object, Locates] = {"camera": "camera", "subject": "subject"}


class PlaceForm(Section):
    """Coordinates in any form, a click on the map, or the answer that it cannot be located."""

    def __init__(self, panel: FormPanel, *, has_places: bool) -> None:
        session = panel.session
        where = target_words(session.case, session.target)
        super().__init__(tr("Another place") if has_places else tr("Where was it?"), label(tr_made(where), "faint"))
        self._session = session
        self._read: Coordinates | None = None
        hint = tr("46.7003, 32.9015, MGRS or a map link")
        self.coordinates = QLineEdit(placeholderText=hint)
        self.coordinates.setAccessibleName(tr("Coordinates"))
        self.coordinates.setProperty("role", "mono")
        self.radius = QLineEdit(placeholderText=tr(NOT_ASSESSED))
        self.radius.setAccessibleName(tr("Radius in meters that holds it with 95 % certainty"))
        self.radius.setProperty("role", "mono")
        self.locates = Choice(tr("What stands there"), spoken(LOCATES), "camera")
        self.understood = label("", "small", wraps=True)
        # Room is kept for its two lines, so that what is typed pushes nothing from under the pointer.
        self.understood.setMinimumHeight(2 * self.understood.fontMetrics().lineSpacing())
        self.understood.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._methods: list[tuple[Method, QCheckBox]] = [
            (name, QCheckBox(tr(METHOD_WORDS[name]))) for name in PLACE_METHODS
        ]
        self.state = button(tr("State this place"), self._state, "primary")
        self.state.setEnabled(False)
        self._lay_out()
        panel.keep("place.coordinates", self.coordinates)
        panel.keep("place.radius", self.radius)
        for place, field in (("place.coordinates", self.coordinates), ("place.radius", self.radius)):
            field.textChanged.connect(self._look)
            field.returnPressed.connect(self._state)
            session.unstated.hold(session.target, place, field)
        session.unstated.hold_choice(session.target, "place.locates", self.locates)
        for name, box in self._methods:
            session.unstated.hold_tick(session.target, f"place.{name}", box)
        self._look()  # what the form before this one had typed is no longer shown on the map

    def _lay_out(self) -> None:
        rather = whole_item_line(self._session, "place")
        if rather is not None:
            self.add(rather)
        self.add(self.coordinates)
        self.add(self.understood)
        self.add(form_rows(((tr("Radius, m (95 % sure)"), self.radius), (tr("It locates"), self.locates))))
        self.add(label(tr("Found by"), "muted"))
        methods = FlowLayout(8, (0, 0, 0, 0))
        for _, box in self._methods:
            methods.addWidget(box)
        self.add(methods)
        pick = button(tr("Pick it on the map"), self._pick)
        nowhere = button(tr("Cannot be located"), self._state_nowhere, "link")
        nowhere.setToolTip(tr("An answer too: somebody looked, and it cannot be said where it was."))
        ways = FlowLayout(8, (0, 0, 0, 0))
        for way in (self.state, pick):
            ways.addWidget(way)
        self.add(ways)
        self.add(row(nowhere, None))

    def _look(self) -> None:
        self._read, words, tone = None, "", "small"
        if self.coordinates.text().strip():
            try:
                self._read = parse_coordinates(self.coordinates.text())
                words = tr("{place}; not stated yet", place=understood_words(self._read))
                read_radius(self.radius.text())
            except UsageError as error:
                self._read, words, tone = None, tr_made(error.sentence), "warn"
        self._session.place_typed.emit(self._read)
        self.understood.setText(words)
        restyle(self.understood, tone)
        self.state.setEnabled(self._read is not None)

    @property
    def _located(self) -> Locates:
        return LOCATED[self.locates.value]

    @property
    def _chosen_methods(self) -> tuple[Method, ...]:
        return tuple(name for name, box in self._methods if box.isChecked())

    def _state(self) -> None:
        if self._read is None:
            return
        self._session.unstated.drop(self._session.target, "place")
        gestures.state_place(
            self._session, self._session.target, self._read, self.coordinates.text().strip(),
            read_radius(self.radius.text()), self._located, self._chosen_methods,
        )  # fmt: skip

    def _pick(self) -> None:
        try:
            radius_m = read_radius(self.radius.text())
        except UsageError as error:
            self.understood.setText(tr_made(error.sentence))
            restyle(self.understood, "warn")
            return
        self._session.show_page("map")
        request = PickRequest(self._located, radius_m=radius_m, methods=self._chosen_methods)
        self._session.pick_asked.emit(request)

    def _state_nowhere(self) -> None:
        placing.state_nowhere(self._session, self._session.target, self._located)
