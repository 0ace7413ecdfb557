"""Short questions about what is selected: a note, a word, an incident, a person, a posting, what makes it sensitive."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from verifier.commands.items import NewPosting
from verifier.domain.records import Incident, Person, Tag
from verifier.domain.records.items import Sensitivity
from verifier.gui import bulk, grouping
from verifier.gui.chooser import Choosable, Chooser
from verifier.gui.controls import button, column, label, pairs, row
from verifier.gui.dialogs.ask_words import AskWords
from verifier.gui.naming import name_record
from verifier.gui.panels.words import target_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, trn
from verifier.gui.theme import Theme

SENSITIVITY_WORDS: tuple[tuple[Sensitivity, str], ...] = (
    ("graphic", "graphic"),
    ("casualty", "a casualty"),
    ("prisoner_or_detainee", "a prisoner or detainee"),
    ("child", "a child"),
    ("witness_or_source", "a witness or source"),
    ("private_home", "a private home"),
    ("live_military_position", "a live military position"),
)


def ask_note(session: Session, window: QWidget) -> QDialog:
    """Ask for a working note on the region selected, else on the items."""
    hint = tr("A working note stays with you. In the panel it can be marked for export.")
    region = session.selected if session.page == "review" and len(session.chosen) == 1 else None
    about = _about(session)
    if region is not None:
        about = f"{about}, {target_words(session.case, region.key)}"
    return AskWords(tr("Note"), about, hint, lambda words: bulk.note(session, words, region), window, is_long=True)


def ask_word(session: Session, window: QWidget) -> QDialog:
    """Ask for a word to stick to what is selected."""
    known = sorted({tag.name for tag in session.case.of(Tag)})
    hint = tr("For example: bridge, second strike, to translate")
    return AskWords(
        tr("Tag with a word"), _about(session), hint, lambda word: bulk.add_word(session, word), window, known=known
    )


def ask_incident(session: Session, theme: Theme, items: tuple[str, ...], parent: QWidget) -> None:
    """Ask which incident items belong to, an old or a new one; any number of items is one edit."""
    if not session.can_edit or not items:
        return
    case = session.case
    rows = [Choosable(incident.key, *name_record(case, incident)) for incident in reversed(case.of(Incident))]
    Chooser(
        theme,
        trn("Which incident does it show?", "Which incident do these {number} items show?", len(items)),
        rows,
        lambda key: grouping.add_to_incident(session, key, items),
        parent.window(),
        on_new=lambda title: grouping.begin_incident(session, title, items),
        new=tr("New incident: {words}"),
        empty=tr("There is no incident yet. Type a title and press Enter to begin one."),
    ).open()


def ask_assignee(session: Session, window: QWidget) -> QDialog:
    """Ask who takes care of what is selected; a name that the case does not know yet enters it."""
    people = {person.name: person for person in session.case.of(Person)}

    def chosen(name: str) -> None:
        bulk.assign_to(session, people.get(name), name)

    hint = tr("Name of a person")
    return AskWords(tr("Assign to"), _about(session), hint, chosen, window, known=tuple(people))


class SensitivityDialog(QDialog):
    """One box a reason; no reason is an answer too."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("What makes it sensitive?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        items = session.chosen
        common = set(items[0].sensitivity or ()).intersection(*(item.sensitivity or () for item in items))
        self.boxes: list[tuple[Sensitivity, QCheckBox]] = [(name, QCheckBox(tr(w))) for name, w in SENSITIVITY_WORDS]
        for name, box in self.boxes:
            box.setChecked(name in common)
        words = tr(
            "Until somebody has looked, an item counts as sensitive: export names it, and reports show it blurred."
        )
        outer = column(row(label(tr("What makes it sensitive?"), "strong"), None, label(_about(session), "faint")),
                       spacing=8, margins=(20, 16, 20, 16))  # fmt: skip
        for _, box in self.boxes:
            outer.addWidget(box)
        outer.addWidget(label(words, "smallfaint", wraps=True))
        outer.addLayout(
            row(button(tr("Nothing sensitive"), lambda: self._keep(())), None, button(tr("Cancel"), self.reject),
                button(tr("Keep"), self._keep_boxes, "primary"))
        )  # fmt: skip
        self.setLayout(outer)
        self.setMinimumWidth(420)

    def _keep_boxes(self) -> None:
        self._keep(tuple(name for name, box in self.boxes if box.isChecked()))

    def _keep(self, reasons: tuple[Sensitivity, ...]) -> None:
        self.accept()
        bulk.set_sensitivity(self._session, reasons)


class PostingDialog(QDialog):
    """The few fields that most posts have; the panel Source has all of them."""

    def __init__(self, session: Session, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Where was it posted?"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.fields = {
            "url": _field(tr("Address"), "https://"),
            "platform": _field(tr("Platform"), tr("For example: Telegram")),
            "account_name": _field(tr("Account"), tr("As it is shown")),
            "posted_at_as_shown": _field(tr("Posted"), tr("As the page shows it, with its zone if it names one")),
        }
        self.caption = QPlainTextEdit()
        self.caption.setPlaceholderText(tr("Word for word"))
        self.caption.setAccessibleName(tr("Caption"))
        self.caption.setFixedHeight(72)
        self.caption.setTabChangesFocus(True)
        rows: Sequence[tuple[str, QWidget]] = [
            *((field.accessibleName(), field) for field in self.fields.values()),
            (tr("Caption"), self.caption),
        ]
        self.keep = button(tr("Keep"), self._keep, "primary")
        buttons = row(None, button(tr("Cancel"), self.reject), self.keep)
        self.setLayout(
            column(row(label(tr("Where was it posted?"), "strong"), None, label(_about(session), "faint")), pairs(rows),
                   buttons, spacing=12, margins=(20, 16, 20, 16))
        )  # fmt: skip
        self.setMinimumWidth(520)

    def _keep(self) -> None:
        values = {name: field.text().strip() for name, field in self.fields.items()}
        caption = self.caption.toPlainText().strip()
        self.accept()
        if caption or any(values.values()):
            posting = NewPosting(
                url=values["url"],
                platform=values["platform"],
                account_name=values["account_name"],
                posted_at_as_shown=values["posted_at_as_shown"],
                caption=caption,
            )
            bulk.add_posting(self._session, posting)


def _field(name: str, hint: str) -> QLineEdit:
    made = QLineEdit(placeholderText=hint)
    made.setAccessibleName(name)
    return made


def _about(session: Session) -> str:
    return bulk.chosen_words(session.chosen) if session.chosen else ""


QUESTIONS: dict[str, Callable[[Session, QWidget], QDialog]] = {
    "note": ask_note,
    "word": ask_word,
    "posting": PostingDialog,
    "assign": ask_assignee,
    "sensitivity": SensitivityDialog,
}
"""What is asked about the items selected, by the name of the action."""
