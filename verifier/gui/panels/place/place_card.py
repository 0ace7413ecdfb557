"""The card of a place that is stated: every part of it can be said anew."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from verifier.domain.errors import UsageError
from verifier.domain.records import PlaceClaim
from verifier.geo.coordinates import format_decimal, parse_coordinates
from verifier.gui import gestures, placing
from verifier.gui.controls import Elided, button, column
from verifier.gui.doubt import with_doubt
from verifier.gui.fields import ChoiceField, LineField, TextField
from verifier.gui.flow import FlowLayout
from verifier.gui.folds import Fold
from verifier.gui.map.picking import PickRequest
from verifier.gui.panels.form import FormPanel, form_rows
from verifier.gui.panels.place.beliefs import (
    confidence_field,
    likelihood_field,
    methods_fold,
    note_field,
    reasons_field,
)
from verifier.gui.panels.place.explained import Explained
from verifier.gui.panels.place.words import (
    DEGREES_HINT,
    LOCATES,
    answer_words,
    excluded_text,
    imagery_text,
    number_text,
    other_forms,
    place_grey,
    place_title,
    read_excluded,
    read_imagery,
    read_number,
    read_radius,
    spoken,
)
from verifier.gui.panels.words import PLACE_METHODS, stated_words, target_words
from verifier.gui.speech import tr

INDENT = (16, 0, 0, 8)
WIDEST_DEG = 360.0


class PlaceCard:
    """What matters first; direction, imagery and what was excluded below a fold of their own."""

    def __init__(self, panel: FormPanel, claim: PlaceClaim, *, is_open: bool) -> None:
        self._panel, self._session, self._key = panel, panel.session, claim.key
        self._last = claim
        self.fold: Fold = panel.fold(
            self._key,
            lambda: place_title(self.claim),
            self._body,
            grey=lambda: place_grey(self.claim),
            answer=lambda: answer_words(self.claim),
            is_open=is_open,
        )

    @property
    def claim(self) -> PlaceClaim:
        """The claim as it stands, or as it last stood."""
        held = self._session.case.get(self._key)
        if isinstance(held, PlaceClaim):
            self._last = held
        return self._last

    def _body(self) -> QWidget:
        panel, key, read, edit = self._panel, self._key, lambda: self.claim, self._edit
        about = target_words(self._session.case, self.claim.about)
        located = self._located() if self.claim.latitude_deg is not None else []
        rows: list[tuple[str, QWidget]] = [
            *located,
            (tr("It locates"), self._locates()),
            (tr("Likelihood"), likelihood_field(panel, key, read, edit)),
            (tr("Confidence"), confidence_field(panel, key, read, edit)),
            *with_doubt(tr("Because"), reasons_field(panel, key, read, edit)),
        ]
        methods = methods_fold(panel, key, PLACE_METHODS, read, edit)
        more = panel.fold(f"{key}.more", tr("Direction, imagery, excluded"), self._more, answer=self._more_words)
        stated = stated_words(self._session.case, self.claim.stated_by, self.claim.stated_at)
        by = Elided(f"{about} · {stated}", "smallfaint")
        holder = QWidget()
        holder.setLayout(column(form_rows(rows), methods, more, by, self._buttons(), spacing=6, margins=INDENT))
        return holder

    def _located(self) -> list[tuple[str, QWidget]]:
        coordinates = LineField(
            tr("Coordinates of this place"),
            tr("Any form: decimal, degrees, MGRS, a map link"),
            self._coordinates,
            self._save_coordinates,
            mono=True,
        )
        radius = self._number(
            "radius_m", tr("Radius that holds this place, 95 % sure, meters"), tr("Not yet assessed"), "radius"
        )
        forms = OtherForms(self)
        self._panel.keep(f"{self._key}.coordinates", coordinates)
        self._panel.renew_later(forms)
        holder = QWidget()
        holder.setLayout(column(Explained(coordinates), forms, spacing=0))
        return [(tr("Coordinates"), holder), (tr("Radius, m (95 % sure)"), Explained(radius))]

    def _more(self) -> QWidget:
        heading = self._number("heading_deg", tr("Heading, degrees"), tr("not stated"), "heading")
        heading_error = self._number("heading_error_deg", tr("Error of the heading"), "?", "heading")
        view = self._number("field_of_view_deg", tr("Field of view, degrees"), tr("not stated"), "field of view")
        view_error = self._number("field_of_view_error_deg", tr("Error of the field of view"), "?", "field of view")
        imagery = TextField(
            tr("Imagery used"),
            tr("None named. One a line: provider; date; licence; reference"),
            lambda: imagery_text(self.claim),
            self._save_imagery,
        )
        excluded = TextField(
            tr("Alternatives excluded"),
            tr("None written down. One a line: what; why not. Coordinates in brackets put it on the map."),
            lambda: excluded_text(self.claim),
            self._save_excluded,
        )
        rows: list[tuple[str, QWidget]] = [
            (tr("Heading, °"), Explained(heading, "±", heading_error)),
            (tr("Field of view, °"), Explained(view, "±", view_error)),
            (tr("Imagery used"), self._panel.keep(f"{self._key}.imagery", imagery)),
            (tr("Excluded"), self._panel.keep(f"{self._key}.excluded", excluded)),
            *with_doubt(tr("Note"), note_field(self._panel, self._key, lambda: self.claim, self._edit)),
        ]
        holder = QWidget()
        holder.setLayout(column(form_rows(rows), margins=(0, 0, 0, 4)))
        return holder

    def _more_words(self) -> str:
        claim = self.claim
        count = sum((claim.heading_deg is not None, claim.field_of_view_deg is not None, bool(claim.note)))
        count += len(claim.imagery) + len(claim.alternatives_excluded)
        return str(count) if count else ""

    def _buttons(self) -> QWidget:
        line = FlowLayout(8, (0, 0, 0, 0))
        if self._panel.can_edit and self.claim.latitude_deg is not None:
            line.addWidget(button(tr("Move it on the map"), self._move, "link"))
        if self._panel.can_edit:
            remove = partial(gestures.remove, self._session, self._key)
            line.addWidget(button(tr("Remove this place"), remove, "link"))
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def _locates(self) -> QWidget:
        made = ChoiceField(
            tr("What stands there"),
            spoken(LOCATES),
            lambda: self.claim.locates,
            lambda value: self._edit("what it locates", locates=value),
        )
        return self._panel.keep(f"{self._key}.locates", made)

    def _number(self, field: str, name: str, empty: str, what: str) -> LineField:
        def save(words: str) -> str | None:
            try:
                value = read_radius(words) if field == "radius_m" else _angle(field, words)
            except UsageError as error:
                return error.sentence
            self._edit(what, **{field: value})
            return None

        made = LineField(name, empty, lambda: number_text(getattr(self.claim, field)), save, mono=True)
        return self._panel.keep(f"{self._key}.{field}", made)

    def _coordinates(self) -> str:
        claim = self.claim
        if claim.latitude_deg is None or claim.longitude_deg is None:
            return ""
        return format_decimal(claim.latitude_deg, claim.longitude_deg)

    def _save_coordinates(self, words: str) -> str | None:
        try:
            read = parse_coordinates(words)
        except UsageError as error:
            return error.sentence
        self._edit("position", latitude_deg=read.latitude_deg, longitude_deg=read.longitude_deg, as_typed=words)
        return None

    def _save_imagery(self, words: str) -> str | None:
        self._edit("imagery", imagery=read_imagery(words))
        return None

    def _save_excluded(self, words: str) -> str | None:
        self._edit("alternatives excluded", alternatives_excluded=read_excluded(words))
        return None

    def _move(self) -> None:
        self._session.show_page("map")
        self._session.pick_asked.emit(PickRequest(self.claim.locates, self._key))

    def _edit(self, what: str, **changed: object) -> None:
        placing.edit_place(self._session, self._key, what, **changed)


class OtherForms(QLabel):
    """The coordinates in the other forms, renewed with them."""

    def __init__(self, card: PlaceCard) -> None:
        super().__init__()
        self.setProperty("role", "smallfaint")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._card = card
        self.renew()

    def renew(self) -> None:
        """Say what the case holds."""
        self.setText(other_forms(self._card.claim))


def _angle(field: str, words: str) -> float | None:
    is_heading = field == "heading_deg"
    value = read_number(words, most=WIDEST_DEG, hint=DEGREES_HINT, is_below=is_heading)
    if field == "field_of_view_deg" and value == 0:
        raise UsageError(DEGREES_HINT, words)
    return value
