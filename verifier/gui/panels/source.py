"""Source: how the item came into the case, and what is written down about where it was posted."""

from verifier.domain.records import Posting
from verifier.domain.scales import CREDIBILITY_WORDS, RELIABILITY_WORDS
from verifier.gui.controls import Section, pairs
from verifier.gui.lookups import postings_of
from verifier.gui.panels.base import PanelView, nothing_shown
from verifier.gui.panels.words import stated_words, time_words


class SourcePanel(PanelView):
    """Every posting of the item: the same bytes added again add another."""

    def fill(self) -> None:
        item = self.session.item
        if item is None:
            self.lines.addWidget(nothing_shown())
            return
        came = Section("In this case")
        kept = "left where it was" if item.is_linked else "copied into the case, never changed"
        came.add(
            pairs(
                (
                    ("Label", item.label),
                    ("File name", item.original_name),
                    ("Original", kept),
                    ("Added by", stated_words(self.session.case, item.imported_by, item.imported_at)),
                )
            )
        )
        self.lines.addWidget(came)
        for posting in postings_of(self.session.case, item):
            section = Section("Posted or received")
            section.add(pairs(posting_rows(posting)))
            self.lines.addWidget(section)


def posting_rows(posting: Posting) -> list[tuple[str, str]]:
    """Write what is known of a posting; what is not known is left out."""
    reliability = RELIABILITY_WORDS.get(posting.reliability or "", "")
    credibility = CREDIBILITY_WORDS.get(posting.credibility or 0, "")
    closed = {True: "closed: who sent it stays with you", False: "open", None: "not stated"}[posting.is_closed_source]
    acquired = time_words(posting.acquired_at) if posting.acquired_at else ""
    rows = [
        ("File name", posting.file_name),
        ("Address", posting.url),
        ("Archived at", "\n".join(posting.archive_urls)),
        ("Platform", posting.platform),
        ("Account", " · ".join(part for part in (posting.account_name, posting.account_id) if part)),
        ("Forwarded from", posting.forwarded_from),
        ("Posted", posting.posted_at_as_shown or (time_words(posting.posted_at) if posting.posted_at else "")),
        ("Caption", posting.caption),
        ("Received from", posting.acquired_from),
        ("Received", " · ".join(part for part in (acquired, posting.acquired_how) if part)),
        ("Kind of source", closed),
        ("Source is", " · ".join(part for part in (reliability, posting.reliability_reason) if part)),
        ("Content is", credibility),
        ("Rights", posting.rights),
    ]
    return [(name, value) for name, value in rows if value]
