"""Notes on the item or region: each is a field to write on, working or for export, with who wrote it and when."""

from functools import partial

from PySide6.QtWidgets import QFrame

from verifier.domain.records import Note
from verifier.gui import gestures
from verifier.gui.controls import Choice, Elided, Section, button, column, label, row
from verifier.gui.panels.words import stated_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, trn
from verifier.gui.tagging import machine_edits
from verifier.gui.tagging.fields import LongField, stays

AUDIENCES: tuple[tuple[str, str], ...] = (("working", "working note"), ("export", "for export"))


def note_section(
    session: Session, key: str, where: str, notes: tuple[Note, ...], elsewhere: tuple[tuple[str, str, int], ...] = ()
) -> Section:
    """Return the section, the oldest note first.

    ``elsewhere``: regions that have notes of their own, each with its name and how many.
    """
    section = Section(tr("Notes"), label(where, "faint"))
    for note in notes:
        section.add(_block(session, note))
    if session.can_edit:
        section.add(stays(NewNote(session, key), "new"))
        words = tr("Working notes stay with you: they go to no reader outside.")
        section.add(label(words, "smallfaint", wraps=True))
    elif not notes:
        section.add(label(tr("Nothing is noted."), "muted"))
    for region, name, number in elsewhere:
        words = trn("{number} note on {region}", "{number} notes on {region}", number, region=name)
        section.add(row(stays(button(words, partial(session.visit_asked.emit, region), "link"), region), None))
    return section


class NewNote(LongField):
    """A field for another note; Ctrl+Enter or leaving it keeps the note."""

    def __init__(self, session: Session, key: str) -> None:
        empty = tr("Write a note. Ctrl+Enter keeps it")
        super().__init__(tr("New note"), "", empty, partial(self._write, session, key), least_lines=2, has_lines=True)

    def _write(self, session: Session, key: str, words: str) -> None:
        self.start_over()
        machine_edits.add_note(session, key, words)


def _block(session: Session, note: Note) -> QFrame:
    block = QFrame()
    block.setObjectName("note")
    by = Elided(stated_words(session.case, note.written_by, note.written_at), "smallfaint")
    audience = dict(AUDIENCES)[note.audience]
    if not session.can_edit:
        line = row(by, label(tr(audience), "small"))
        line.setStretch(0, 1)
        block.setLayout(column(label(note.text, wraps=True, selectable=True), line, spacing=0))
        return block
    rewrite = partial(_rewrite, session, note)
    text = LongField(tr("Note"), note.text, tr("An empty note is removed"), rewrite, has_lines=True)
    text.setProperty("role", "quiet")
    goes = Choice(tr("Who it is for"), [(tr(words), name) for name, words in AUDIENCES], note.audience)
    goes.setToolTip(tr("A working note stays with you; one for export may go to a reader outside."))
    goes.chosen.connect(partial(machine_edits.address_note, session, note))
    remove = button("✕", partial(gestures.remove, session, note.key), "link")
    remove.setAccessibleName(tr("Remove this note"))
    remove.setToolTip(remove.accessibleName())
    line = row(by, stays(goes, f"audience {note.id}"), stays(remove, f"remove {note.id}"), margins=(9, 0, 4, 4))
    line.setStretch(0, 1)
    block.setLayout(column(stays(text, f"text {note.id}"), line, spacing=0))
    return block


def _rewrite(session: Session, note: Note, words: str) -> None:
    if words:
        machine_edits.edit_note(session, note, words)
    else:
        gestures.remove(session, note.key)
