"""The fields that a claim of place and one of time share: methods, likelihood, confidence with its reasons, note."""

from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QWidget

from verifier.domain.records import PlaceClaim, TimeClaim
from verifier.domain.records.claims import Method
from verifier.domain.scales import Confidence, ConfidenceLevel
from verifier.domain.words import METHOD_WORDS
from verifier.gui.fields import ChoiceField, TextField, TickField
from verifier.gui.flow import FlowLayout
from verifier.gui.folds import Fold
from verifier.gui.panels.form import FormPanel
from verifier.gui.panels.place.words import method_words
from verifier.gui.panels.words import confidence_answers, confidence_level, likelihood_answers, likelihood_words
from verifier.gui.speech import tr

Edit = Callable[..., object]
"""Takes what is edited, in words, and the fields that change."""


def methods_fold(
    panel: FormPanel, key: str, offered: tuple[Method, ...], read: Callable[[], PlaceClaim | TimeClaim], edit: Edit
) -> Fold:
    """Return a line that says how it was found, and unfolds to a tick for each method."""

    def body() -> QWidget:
        holder = QWidget()
        flow = FlowLayout(8, (16, 0, 0, 4))
        holder.setLayout(flow)
        for method in dict.fromkeys((*offered, *read().methods)):
            flow.addWidget(panel.keep(f"{key}.{method}", _tick(method, read, edit)))
        return holder

    def words() -> str:
        return method_words(read().methods) or tr("not stated")

    return panel.fold(f"{key}.methods", tr("Found by"), body, grey=words)


def _tick(method: Method, read: Callable[[], PlaceClaim | TimeClaim], edit: Edit) -> TickField:
    def put(on: bool) -> None:
        others = tuple(one for one in read().methods if one != method)
        edit("methods", methods=(*others, method) if on else others)

    return TickField(tr(METHOD_WORDS[method]), lambda: method in read().methods, put)


def likelihood_field(panel: FormPanel, key: str, read: Callable[[], PlaceClaim | TimeClaim], edit: Edit) -> QWidget:
    """Return the likelihood in words of the case's scale."""
    made = ChoiceField(
        tr("Likelihood"),
        likelihood_answers(panel.session.case),
        lambda: read().likelihood,
        lambda value: edit("likelihood", likelihood=value),
        lambda _value: likelihood_words(read().likelihood),
    )
    return panel.keep(f"{key}.likelihood", made)


def confidence_field(panel: FormPanel, key: str, read: Callable[[], PlaceClaim | TimeClaim], edit: Edit) -> QWidget:
    """Return how good the basis is; the reasons given stay."""

    def put(level: object) -> None:
        held = read().confidence
        reasons = held.reasons if held is not None else ""
        edit("confidence", confidence=None if level is None else Confidence(cast("ConfidenceLevel", level), reasons))

    answers = confidence_answers()
    made = ChoiceField(tr("Confidence"), answers, lambda: confidence_level(read().confidence), put)
    return panel.keep(f"{key}.confidence", made)


def reasons_field(panel: FormPanel, key: str, read: Callable[[], PlaceClaim | TimeClaim], edit: Edit) -> TextField:
    """Return why the basis is as good as it is; it can be written once a level is chosen."""

    def words() -> str:
        held = read().confidence
        return held.reasons if held is not None else ""

    def put(reasons: str) -> None:
        held = read().confidence
        if held is None:
            panel.session.say(tr("Say first how good the basis is: low, moderate or high."), "warn")
        else:
            edit("reasons", confidence=Confidence(held.level, reasons))

    made = TextField(tr("Reasons for the confidence"), tr("No reason given yet."), words, _saving(put), is_line=True)
    return panel.keep(f"{key}.reasons", made)


def note_field(panel: FormPanel, key: str, read: Callable[[], PlaceClaim | TimeClaim], edit: Edit) -> TextField:
    """Return what else there is to say."""
    made = TextField(
        tr("Note on it"),
        tr("Nothing else is said."),
        lambda: read().note,
        _saving(lambda words: edit("note", note=words)),
    )
    return panel.keep(f"{key}.note", made)


def _saving(put: Callable[[str], object]) -> Callable[[str], str | None]:
    def save(words: str) -> None:
        put(words)

    return save
