"""What the leading answer may be taken for: set aside with a reason, or still open with what tells it apart."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from verifier.catalog.entries import LookAlikeOf
from verifier.domain.records import DroneClaim, LookAlike
from verifier.gui.controls import Section, button, column, label, row
from verifier.gui.picker.words import source_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, trn
from verifier.gui.tagging import edits
from verifier.gui.tagging.asking import Asking
from verifier.gui.tagging.fields import stays

SHOWN_OPEN = 2


def look_alike_section(
    session: Session,
    claim: DroneClaim,
    found: tuple[LookAlikeOf, ...],
    asking: Asking,
    show_all: Callable[[], object] | None,
) -> Section:
    """Return the section; ``show_all`` opens the rest of those still open."""
    aside = label(_count(claim, found), "faint")
    section = Section(tr("May be taken for it"), aside)
    for like in claim.look_alikes:
        section.add(_aside(session, claim, like))
    shown = found if show_all is None else found[:SHOWN_OPEN]
    for like in shown:
        section.add(_open(session, claim, like, asking))
    if show_all is not None and len(found) > len(shown):
        rest = len(found) - len(shown)
        section.add(
            row(stays(button(trn("Show {number} more", "Show {number} more", rest), show_all, "link"), "all"), None)
        )
    return section


def _count(claim: DroneClaim, found: tuple[LookAlikeOf, ...]) -> str:
    if not found:
        return trn("{number} set aside", "{number} set aside", len(claim.look_alikes))
    return trn("{number} still open", "{number} still open", len(found))


def _aside(session: Session, claim: DroneClaim, like: LookAlike) -> QWidget:
    name = label(tr("Not {drone}", drone=like.entry.name), "muted", wraps=True)
    back = button(tr("Take back"), partial(edits.take_look_alike_back, session, claim, like.entry), "link")
    back.setAccessibleName(tr("Take back that it is not {drone}", drone=like.entry.name))
    if not session.can_edit:
        back.hide()  # never shown by name: a button with no parent yet would open as a window
    parts = column(
        _line(name, stays(back, f"back {like.entry.entry_id}")), label(like.reason, "small", wraps=True), spacing=0
    )
    return _holder(parts)


def _open(session: Session, claim: DroneClaim, like: LookAlikeOf, asking: Asking) -> QWidget:
    entry = session.workspace.catalog.ref(like.other.id)
    words = label(like.text, "small", wraps=True)
    words.setToolTip(tr("Source: {source}", source=source_words(session.workspace.catalog, like.citations[0].source)))
    add = button(tr("Add as answer"), partial(edits.add_hypothesis, session, claim, entry), "link")
    aside = button(tr("Set aside…"), partial(asking.ask, claim.key, entry), "link")
    parts = column(label(like.other.name, wraps=True), words, spacing=0)
    if like.separable_by_shape is False:
        parts.addWidget(label(tr("Not to be told apart from a picture alone."), "warn", wraps=True))
    if asking.is_about(claim.key, entry):
        keep = partial(edits.set_look_alike_aside, session, claim, entry)
        parts.addWidget(asking.field(tr("Why is it not this one? Enter keeps it"), keep))
    elif session.can_edit:
        for made, name in ((add, "as answer"), (aside, "aside")):
            made.setAccessibleName(f"{made.text()} {like.other.name}")
            stays(made, f"{name} {like.other.id}")
        parts.addLayout(row(aside, add, None, spacing=4))
    return _holder(parts)


def _line(first: QWidget, second: QWidget) -> QWidget:
    holder = QWidget()
    made = row(first, second)
    made.setStretch(0, 1)
    holder.setLayout(made)
    return holder


def _holder(parts: QVBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(parts)
    return holder
