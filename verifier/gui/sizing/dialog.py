"""Check a distance or a size: one line on the picture, one known number, a lens; the answer comes as one types."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from verifier.commands.sizes import CheckSize
from verifier.domain.errors import VerifierError
from verifier.domain.measuring import fit_of, line_length
from verifier.domain.records import CatalogRef, Framing, Observation
from verifier.gui.controls import Choice, button, column, label, restyle, row
from verifier.gui.panels.form import form_rows
from verifier.gui.panels.words import target_words
from verifier.gui.session import Session
from verifier.gui.sizing.words import DIMENSION_WORDS, FIT_WORDS, answer_words
from verifier.gui.speech import tr, tr_made
from verifier.workspace.size_form import Asks, Filled, StatedLens, command_of
from verifier.workspace.sizing import Dimension, LensOffer

WIDTH_PX, NUMBER_PX = 560, 100
OWN = "own"


class SizeDialog(QDialog):
    """``whole``: the picture's own size in square pixels; ``lenses`` that its file gives, ``dimensions`` of drones
    named on it."""

    def __init__(
        self,
        session: Session,
        observation: Observation,
        whole: Framing,
        sample_aspect: float,
        lenses: Sequence[LensOffer],
        dimensions: Sequence[Dimension],
        parent: QWidget | None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Distance or size"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH_PX)
        self._session, self._observation, self._whole, self._aspect = session, observation, whole, sample_aspect
        self._dimensions, self._entry = tuple(dimensions), cast("CatalogRef | None", None)
        self.asks = Choice(tr("Find out"), [(tr("how far away it is"), "distance"), (tr("how long it is"), "size")],
                           "distance")  # fmt: skip
        self.known_from = Choice(tr("Length from the catalog"), self._offered(), None)
        self.known_from.show_words(tr("from the catalog"))
        self.known_from.setVisible(bool(dimensions))
        self.what = self._field(tr("What the line measures"), tr("motor to motor, wing span, a door"))
        self.known = self._field(tr("Known number, meters"), tr("meters"), NUMBER_PX)
        self.known_error = self._field(tr("Error of the known number, meters"), "0", NUMBER_PX)
        self.source = self._field(tr("Who says so"), tr("Who says so: a data sheet, a map, a tape measure"))
        self.lens = Choice(tr("Lens"), self._lenses(lenses), lenses[0] if lenses else "equivalent", left=True)
        self.lens_value = self._field(tr("Number of the lens"), tr("not known"), NUMBER_PX)
        self.lens_error = self._field(tr("Error of the lens"), "0", NUMBER_PX)
        self.cut = Choice(
            tr("The picture is"),
            [(tr("whole, as the camera took it"), False), (tr("cut out of a larger one"), True)],
            False,
        )
        self.full_width = self._field(tr("Width of the whole picture, pixels"), tr("width"), NUMBER_PX)
        self.full_height = self._field(tr("Height of the whole picture, pixels"), tr("height"), NUMBER_PX)
        self.line_error = self._field(tr("Error of the line, pixels"), "0", NUMBER_PX, Filled().line_error)
        self.across = Choice(
            tr("The thing measured"),
            [(tr("may be tilted"), False), (tr("lies square to the line of sight"), True)],
            False,
        )
        self.note = self._field(tr("Note"), tr("Nothing else is said."))
        self.answer = label("", "strong", wraps=True)
        self.fits = label("", "small", wraps=True)
        self.keep = button(tr("Keep it"), self._keep, "primary")
        for field in (self.what, self.known, self.source):
            field.textEdited.connect(self._leave_catalog)
        for choice in (self.asks, self.lens, self.cut, self.across):
            choice.chosen.connect(self._changed)
        self.known_from.chosen.connect(self._take_dimension)
        self._build()
        self._changed()

    def filled(self) -> Filled:
        """Return what stands in the fields."""
        return Filled(
            asks=cast("Asks", self.asks.value),
            what=self.what.text(),
            known=self.known.text(),
            known_error=self.known_error.text(),
            source=self.source.text(),
            entry=self._entry,
            lens=cast("LensOffer | StatedLens | None", self.lens.value),
            lens_value=self.lens_value.text(),
            lens_error=self.lens_error.text(),
            is_cut=bool(self.cut.value),
            full=(self.full_width.text(), self.full_height.text()),
            line_error=self.line_error.text(),
            is_across=bool(self.across.value),
            note=self.note.text(),
        )

    def _build(self) -> None:
        plus = partial(label, "±", "muted")
        self._known_name = label("", "muted")
        known = _beside(self.known, plus(), self.known_error, label(tr("m"), "muted"), self.known_from)
        self._lens_unit = label("", "muted")
        self._lens_numbers = _beside(self.lens_value, plus(), self.lens_error, self._lens_unit)
        times = label("×", "muted")
        self._full = _beside(self.full_width, times, self.full_height, label(tr("pixels, the whole picture"), "muted"))
        length = line_length(self._observation.region, self._aspect)
        line = _beside(label(f"{length:.1f}"), plus(), self.line_error, label(tr("pixels"), "muted"))
        rows = (
            (tr("Find out"), _beside(self.asks)),
            (tr("Measured"), self.what),
            (tr("Known"), known),
            ("", self.source),
            (tr("Lens"), _beside(self.lens)),
            ("", self._lens_numbers),
            (tr("Picture"), _beside(self.cut)),
            ("", self._full),
            (tr("Line"), line),
            (tr("The thing"), _beside(self.across)),
            (tr("Note"), self.note),
        )
        told = tr("A lens without distortion is assumed. The line, the lens and both numbers are kept with the answer.")
        about = label(target_words(self._session.case, self._observation.key), "faint")
        self.setLayout(
            column(
                row(label(tr("Distance or size"), "title"), None, about),
                form_rows(rows),
                self.answer,
                self.fits,
                label(told, "smallfaint", wraps=True),
                row(None, button(tr("Close"), self.reject), self.keep),
                spacing=10,
                margins=(20, 16, 20, 16),
            )
        )

    def _field(self, name: str, empty: str, width_px: int = 0, text: str = "") -> QLineEdit:
        made = QLineEdit(text, placeholderText=empty)
        made.setAccessibleName(name)
        made.setToolTip(name)
        if width_px:
            made.setFixedWidth(width_px)
        made.textChanged.connect(self._changed)
        return made

    def _lenses(self, lenses: Sequence[LensOffer]) -> list[tuple[str, object]]:
        offered: list[tuple[str, object]] = [
            (tr("from the file: {lens}", lens=tr_made(one.words)), one) for one in lenses
        ]
        return [*offered, (tr("stated: 35 mm equivalent"), "equivalent"), (tr("stated: field of view"), "view")]

    def _offered(self) -> list[tuple[str, object]]:
        return [(_dimension_words(one), one) for one in self._dimensions]

    def _take_dimension(self, chosen: object) -> None:
        if not isinstance(chosen, Dimension):
            return
        self.known_from.show_words(tr("from the catalog"))
        self.what.setText(tr(DIMENSION_WORDS[chosen.what]))
        self.known.setText(f"{chosen.length_m:g}")
        self.source.setText(" · ".join(part for part in (chosen.note, chosen.source) if part))
        self._entry = chosen.entry

    def _leave_catalog(self) -> None:
        """What is typed over is no longer the catalog's word."""
        self._entry = None

    def _changed(self, _what: object = None) -> None:
        is_stated = not isinstance(self.lens.value, LensOffer)
        self._lens_numbers.setVisible(is_stated)
        self._lens_unit.setText(tr("degrees, the longer side") if self.lens.value == "view" else tr("mm"))
        self._full.setVisible(bool(self.cut.value))
        self.known_from.setVisible(self.asks.value == "distance" and bool(self._dimensions))
        try:
            made = self._command()
            length, distance = made.answer()
        except VerifierError as error:
            self._say(tr_made(error.sentence), is_answer=False)
            return
        is_distance = self.asks.value == "distance"
        words = answer_words(distance if is_distance else length, is_distance=is_distance, is_across=made.is_across)
        self._say(words[:1].upper() + words[1:], is_answer=True)
        shown = () if is_distance else tuple(
            f"{_dimension_words(one)}: {tr(FIT_WORDS[fit_of(length, one.length_m, is_across=made.is_across)])}"
            for one in self._dimensions
        )  # fmt: skip
        self.fits.setText("\n".join(shown))
        self.fits.setVisible(bool(shown))

    def _say(self, words: str, *, is_answer: bool) -> None:
        self.answer.setText(words)
        restyle(self.answer, "strong" if is_answer else "muted")
        self.keep.setEnabled(is_answer)
        if not is_answer:
            self.fits.hide()

    def _command(self) -> CheckSize:
        return command_of(self.filled(), self._observation, self._whole, self._aspect)

    def _keep(self) -> None:
        if self._session.do(self._command()):
            self.accept()


def _dimension_words(dimension: Dimension) -> str:
    what, name = tr(DIMENSION_WORDS[dimension.what]), dimension.entry.name
    return tr("{drone}, {what} {length} m", drone=name, what=what, length=f"{dimension.length_m:g}")


def _beside(*parts: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(row(*parts, None, spacing=6))
    return holder
