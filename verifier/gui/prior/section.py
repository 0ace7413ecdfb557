"""The searches for earlier appearances of an item, in the panel Source."""

from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.records import Item, PriorSearch
from verifier.gui.controls import Section, button, column, label, row
from verifier.gui.gestures import remove
from verifier.gui.lookups import about
from verifier.gui.panels.form import FormPanel
from verifier.gui.panels.words import stated_words
from verifier.gui.prior.result import NO_PROOF, ResultDialog
from verifier.gui.session import Session
from verifier.gui.speech import tr

OUTCOME_WORDS: dict[str | None, str] = {
    "found": "found earlier or elsewhere",
    "none_found": "none found",
    None: "result not written down yet",
}


def searches_of(session: Session, item: Item) -> tuple[PriorSearch, ...]:
    """Return what was asked about an item, oldest first."""
    return about(session.case, item.key, PriorSearch)


class PriorSearches(Section):
    """Each engine that was asked, when, and what came of it; a button that asks one more."""

    def __init__(self, panel: FormPanel, item: Item) -> None:
        ask = button(tr("Look…"), panel.session.earlier_asked.emit, "link", tr("With an engine of your choice"))
        ask.setAccessibleName(tr("Look for earlier appearances"))
        ask.setEnabled(panel.can_edit)
        super().__init__(tr("Earlier appearances"), ask)
        self._session = panel.session
        known = searches_of(panel.session, item)
        for search in known:
            self.add(self._card(search, can_edit=panel.can_edit))
        if not known:
            self.add(label(tr("No engine was asked."), "muted", wraps=True))
        elif any(search.outcome == "none_found" for search in known):
            self.add(label(tr(NO_PROOF), "smallfaint", wraps=True))

    def _card(self, search: PriorSearch, *, can_edit: bool) -> QWidget:
        head = row(
            label(search.engine, "strong"),
            label(tr(OUTCOME_WORDS[search.outcome]), "warn" if search.outcome is None else "muted"),
            None,
        )
        lines = column(head, spacing=2)
        if search.result_url:
            lines.addWidget(label(search.result_url, "", wraps=True, selectable=True))
        told = " · ".join(words for words in (search.result_date_as_shown, search.note) if words)
        if told:
            lines.addWidget(label(told, "muted", wraps=True))
        lines.addWidget(label(stated_words(self._session.case, search.asked_by, search.asked_at), "smallfaint"))
        if can_edit:
            words = tr("Write down the result…") if search.outcome is None else tr("Correct…")
            write = button(words, partial(self._write, search.key), "link")
            write.setAccessibleName(tr("{words} {engine}", words=words, engine=search.engine))
            drop = button(tr("Remove"), partial(remove, self._session, search.key), "link")
            drop.setAccessibleName(tr("Remove the search with {engine}", engine=search.engine))
            lines.addLayout(row(write, drop, None))
        holder = QWidget()
        holder.setLayout(lines)
        return holder

    def _write(self, key: str) -> None:
        search = self._session.case.get(key)
        if isinstance(search, PriorSearch):
            ResultDialog(self._session, search, self.window()).open()
