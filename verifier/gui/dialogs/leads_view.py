"""Warnings before an export, each with the way to what it speaks of; names that stay, in words that go out."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from verifier.bundle.mentions import Mention
from verifier.bundle.plan import Lead, place_of
from verifier.domain.ids import kind_of
from verifier.gui.controls import button, column, label
from verifier.gui.flow import FlowLayout
from verifier.gui.speech import tr, tr_made

SHOWN_LABELS = 8
SHOWN_MENTIONS = 40
NOWHERE = ("case_info", "person")
"""Kinds of records that no place of the window shows."""

Opens = Callable[[str, str], object]
"""Is called with the key of a record and the panel to show it in ("" for the one of its kind)."""


def lead_view(lead: Lead, opens: Opens) -> QWidget:
    """Return a warning and a link to each of the first records that it speaks of."""
    holder, links = QWidget(), FlowLayout(4, (10, 0, 0, 0))
    for key, words in tuple(zip(lead.keys, lead.labels, strict=True))[:SHOWN_LABELS]:
        if kind_of(key) not in NOWHERE:
            links.addWidget(_link(words, key, lead.opens, opens, tr("Go to {item}", item=words)))
    more = len(lead.keys) - SHOWN_LABELS
    if more > 0:
        rest = label(tr("and {number} more", number=more), "smallfaint")
        rest.setToolTip(", ".join(lead.labels[SHOWN_LABELS:]))
        links.addWidget(rest)
    holder.setLayout(column(label(tr_made(lead.sentence), "note", wraps=True), links, spacing=0))
    return holder


def mention_parts(mentions: tuple[Mention, ...], opens: Opens) -> list[Callable[[], QWidget]]:
    """Return what makes the widgets, from the top, of names that stay and where they stand in words that go out."""
    if not mentions:
        return []
    made: list[Callable[[], QWidget]] = [partial(label, tr("Names that stay, in words that go out"), "heading")]
    made += [partial(_mention, mention, opens) for mention in mentions[:SHOWN_MENTIONS]]
    more = len(mentions) - SHOWN_MENTIONS
    if more > 0:
        words = tr("and {number} more; the dry run of the command line lists them", number=more)
        made.append(partial(label, words, "smallfaint", wraps=True))
    return made


def _mention(mention: Mention, opens: Opens) -> QWidget:
    holder = QWidget()
    place = f"{mention.subject} {tr_made(place_of(mention))}".strip()
    title = tr("{name} stands in: {place}", name=f"“{mention.name}”", place=place)
    tip = tr("It is {what}. The words: {words}", what=tr_made(mention.what), words=mention.words)
    panel = "metadata" if mention.field.startswith("readings") else ""
    if kind_of(mention.record) in NOWHERE:
        head: QWidget = label(title, wraps=True)
        head.setToolTip(tip)
    else:
        head = _link(title, mention.record, panel, opens, tip)
    holder.setLayout(column(head, label(mention.words, "small", wraps=True), spacing=0))
    return holder


def _link(words: str, key: str, panel: str, opens: Opens, tip: str) -> QPushButton:
    made = button(words.replace("&", "&&"), partial(opens, key, panel), "link", tip)
    # Long words may be cut; they may not widen the column.
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setMinimumWidth(0)
    return made
