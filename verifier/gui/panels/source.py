"""Source: where an item was posted or received, what its source says, how to handle it, how it came into the case."""

from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtWidgets import QWidget

from verifier.domain.records import Item, Person
from verifier.gui.controls import Section, pairs
from verifier.gui.lookups import postings_of
from verifier.gui.panels.base import nothing_shown
from verifier.gui.panels.form import FormPanel
from verifier.gui.panels.handling import Handling
from verifier.gui.panels.postings import Postings
from verifier.gui.panels.source_claims import SourceClaims, claims_of
from verifier.gui.panels.words import stated_words
from verifier.gui.prior.section import PriorSearches, searches_of
from verifier.gui.speech import tr


class SourcePanel(FormPanel):
    """Every posting of the item: the same bytes added again add another."""

    def shape(self) -> object:
        item = self.session.item
        if item is None:
            return None
        case = self.session.case
        postings = tuple(posting.key for posting in postings_of(case, item))
        claims = tuple(claim.key for claim in claims_of(self, item))
        return item.key, postings, claims, searches_of(self.session, item), len(case.of(Person)), self.can_edit

    def sections(self) -> Iterable[Callable[[], QWidget]]:
        item = self.session.item
        if item is None:
            return (nothing_shown,)
        return (
            partial(Postings, self, item),
            partial(SourceClaims, self, item),
            partial(PriorSearches, self, item),
            partial(Handling, self, item),
            partial(self._came, item),
        )

    def _came(self, item: Item) -> Section:
        section = Section(tr("In this case"))
        kept = tr("left where it was") if item.is_linked else tr("copied into the case, never changed")
        rows = (
            (tr("Label"), item.label),
            (tr("File name"), item.original_name),
            (tr("Original"), kept),
            (tr("Added by"), stated_words(self.session.case, item.imported_by, item.imported_at)),
        )
        section.add(pairs(rows))
        return section
