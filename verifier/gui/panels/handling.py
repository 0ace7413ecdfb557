"""How to handle an item: what makes it sensitive, what was agreed to, original or copy, kept out of bundles."""

from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.bundle.report_words import SENSITIVITY_WORDS
from verifier.domain.records import Item
from verifier.gui import sourcing
from verifier.gui.controls import Section, column
from verifier.gui.fields import ChoiceField, TickField
from verifier.gui.panels.form import FormPanel, form_rows
from verifier.gui.panels.source_words import CONSENT_ANSWERS, GENERATION_ANSWERS, sensitivity_answer, spoken
from verifier.gui.speech import tr, tr_made


class Handling(Section):
    """Facts of the item as a whole, wherever it was posted."""

    def __init__(self, panel: FormPanel, item: Item) -> None:
        super().__init__(tr("How to handle it"))
        self._panel, self._session, self._last = panel, panel.session, item
        self.add(
            panel.fold(
                "handling.sensitivity",
                tr("Sensitive"),
                self._marks,
                grey=self._grey,
                answer=lambda: sensitivity_answer(self.item),
            )
        )
        self.add(form_rows((self._generation(), self._consent())))
        withhold = TickField(
            tr("Withhold from bundles"),
            lambda: self.item.is_withheld,
            lambda is_on: sourcing.withhold(self._session, (item.key,), is_on),
        )
        withhold.setToolTip(tr("From bundles for others; your own archive keeps all"))
        self.add(panel.keep("handling.withhold", withhold))

    @property
    def item(self) -> Item:
        """The item as it stands."""
        held = self._session.case.get(self._last.key)
        if isinstance(held, Item):
            self._last = held
        return self._last

    def _grey(self) -> str:
        if self.item.sensitivity is None:
            return tr("It counts as sensitive until somebody says.")
        return ", ".join(tr_made(SENSITIVITY_WORDS[word]) for word in self.item.sensitivity)

    def _marks(self) -> QWidget:
        holder, key = QWidget(), self._last.key
        lines = column(spacing=0, margins=(16, 0, 0, 4))
        for word, words in SENSITIVITY_WORDS.items():
            tick = TickField(
                tr_made(words),
                lambda word=word: word in (self.item.sensitivity or ()),
                partial(sourcing.mark_sensitive, self._session, key, word),
            )
            lines.addWidget(self._panel.keep(f"handling.{word}", tick))
        nothing = TickField(
            tr("Looked at: nothing sensitive"),
            lambda: self.item.sensitivity == (),
            lambda is_on: sourcing.set_sensitivity(self._session, (key,), () if is_on else None),
        )
        lines.addWidget(self._panel.keep("handling.nothing", nothing))
        holder.setLayout(lines)
        return holder

    def _generation(self) -> tuple[str, QWidget]:
        name = tr("This file is")
        made = ChoiceField(
            name,
            spoken(GENERATION_ANSWERS),
            lambda: self.item.generation,
            lambda value: sourcing.set_generation(self._session, (self._last.key,), value),
        )
        return name, self._panel.keep("handling.generation", made)

    def _consent(self) -> tuple[str, QWidget]:
        name = tr("Consent")
        made = ChoiceField(
            name,
            spoken(CONSENT_ANSWERS),
            lambda: self.item.consent,
            lambda value: sourcing.set_consent(self._session, (self._last.key,), value),
        )
        return name, self._panel.keep("handling.consent", made)
