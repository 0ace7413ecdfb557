"""Tags: words stuck to the item or region, as chips, with a field that knows the words used in the case."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QPushButton, QWidget

from verifier.gui.controls import Section, label
from verifier.gui.flow import FlowLayout
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.tagging import machine_edits
from verifier.gui.tagging.fields import stays


def tag_section(session: Session, key: str, where: str, tags: tuple[str, ...], used: tuple[str, ...]) -> Section:
    """Return the section; ``used``: every tag of the case, offered while one types."""
    section = Section(tr("Tags"), label(where, "faint"))
    if tags:
        section.add(_chips(session, key, tags))
    elif not session.can_edit:
        section.add(label(tr("No word is stuck to it."), "muted"))
    if session.can_edit:
        field = QLineEdit(placeholderText=tr("Add a word to find it by: night, river …"))
        field.setAccessibleName(tr("New tag"))
        completer = QCompleter([tag for tag in used if tag not in tags], field)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        field.setCompleter(completer)
        completer.activated.connect(partial(_take, session, key, field), Qt.ConnectionType.QueuedConnection)
        field.editingFinished.connect(lambda: _add(session, key, field))
        section.add(stays(field, "new"))
    return section


def _chips(session: Session, key: str, tags: tuple[str, ...]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(6, (0, 0, 0, 0))
    for tag in tags:
        if not session.can_edit:
            flow.addWidget(label(tag, "tag"))
            continue
        chip = QPushButton(f"{tag}  ✕")
        chip.setProperty("role", "tagchip")
        chip.setAutoDefault(False)
        chip.setAccessibleName(tr("Remove the tag {tag}", tag=tag))
        chip.setToolTip(chip.accessibleName())
        chip.clicked.connect(partial(_remove, session, key, tag))
        flow.addWidget(stays(chip, f"tag {tag}"))
    holder.setLayout(flow)
    return holder


def _remove(session: Session, key: str, tag: str, _is_checked: bool = False) -> None:
    machine_edits.remove_tag(session, key, tag)


def _take(session: Session, key: str, field: QLineEdit, _words: str) -> None:
    _add(session, key, field)


def _add(session: Session, key: str, field: QLineEdit) -> None:
    words = field.text()
    field.clear()
    machine_edits.add_tag(session, key, words)
