"""Read what a region says: the crop large, a field to type it letter by letter, how legible it is.

For a second reading the same, without a word of the first: neither in the window nor in anything it names.
"""

from functools import partial
from typing import cast

import msgspec
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QPlainTextEdit, QWidget

from verifier.case.sshsig import SigningKey
from verifier.commands.history import Command
from verifier.commands.mark_readings import CorrectReading, ReadAgain, ReadMark
from verifier.domain.frames import Span
from verifier.domain.ids import key_of
from verifier.domain.records import Item, MarkReading, Observation
from verifier.domain.records.marks import Legibility, MarkKind
from verifier.domain.words import MARK_WORDS, NOT_ASSESSED
from verifier.gui.controls import Choice, begin_at, button, column, label, pairs, row
from verifier.gui.items.words import duration_words
from verifier.gui.panels.words import target_words
from verifier.gui.preferences import Preferences
from verifier.gui.reading.crop import Crop, ask_crop
from verifier.gui.reading.sign_as import SignAsDialog
from verifier.gui.reading.signing import KeyFields
from verifier.gui.reading.words import mark_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.gui.tagging.words import LEGIBILITY
from verifier.gui.veil import is_veiled, veil_words, veiled_picture

SIDE_PX = 336
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReadingDialog(QDialog):
    """``first``: the reading that is answered; ``held``: one's own, to be corrected; neither: a first reading."""

    def __init__(
        self,
        session: Session,
        preferences: Preferences,
        about: Observation | Item,
        parent: QWidget,
        *,
        first: MarkReading | None = None,
        held: MarkReading | None = None,
        span: Span | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session, self._about, self._first, self._held, self._span = session, about, first, held, span
        self.key = KeyFields(session, preferences)
        self._cut = QImage()
        self._cut_region = QRectF()
        self.setWindowTitle(tr("Second reading") if first is not None else tr("Read a marking"))
        self.crop = Crop()
        self.crop.setAccessibleName(tr("The region, large"))
        self.crop.pressed.connect(self._unveil)
        self._holder = self._side()
        self._holder.setFixedWidth(SIDE_PX)
        whole = row(self.crop, self._holder, spacing=16, margins=(16, 16, 16, 16))
        whole.setStretch(0, 1)
        self.setLayout(whole)
        begin_at(self, 1000, 560)
        session.person_changed.connect(self._signed)
        session.said.connect(self._told)
        self._show_crop()
        self._signed()
        self._take_mark(self.mark.value)
        self.words.setFocus()

    def _side(self) -> QWidget:
        known = self._first or self._held
        self.mark = Choice(tr("Kind"), [(tr_made(words), kind) for kind, words in MARK_WORDS.items()],
                           known.mark if known is not None else self._likely(), left=True)  # fmt: skip
        self.mark.chosen.connect(self._take_mark)
        self.mark.setEnabled(self._first is None)
        self.words = QPlainTextEdit(self._held.value if self._held is not None else "")
        self.words.setAccessibleName(tr("What it says"))
        self.words.setPlaceholderText(tr("Letter by letter, as it stands there; ? for one that cannot be read"))
        self.words.setProperty("role", "reading")
        self.words.setFixedHeight(96)
        self.words.setTabChangesFocus(True)
        self.words.installEventFilter(self)
        self.words.textChanged.connect(self._ready)
        self.key.ready_changed.connect(self._ready)
        self.key.entered.connect(self._keep)
        answers = [(tr_made(NOT_ASSESSED), None), *((tr(words), value) for value, words in LEGIBILITY)]
        self.legibility = Choice(tr("Legibility"), answers, self._held.legibility if self._held is not None else None)
        self.language = QLineEdit(self._held.language if self._held is not None else "")
        self.language.setPlaceholderText(tr("If it has one"))
        self.language.setAccessibleName(tr("Language"))
        self.wants_second = QCheckBox(tr("Ask for a second reader"))
        self.wants_second.setVisible(known is None)
        self._second_hint = label("", "smallfaint", wraps=True)
        self._second_hint.setVisible(known is None)
        self.wants_second.toggled.connect(self._say_second)
        self._signed_as = label("", wraps=True)
        change = button(tr("Sign as somebody else…"), self._sign, "link")
        self.trouble = label("", "warn", wraps=True)
        self.keep = button(tr("Keep"), self._keep, "primary")
        fields = pairs(
            (
                (tr("Kind"), self.mark),
                (tr("Legibility"), self.legibility),
                (tr("Language"), self.language),
            ),
            name_px=80,
        )
        lines = column(
            label(self._title(), "strong", wraps=True),
            *(label(words, "muted", wraps=True) for words in self._advice()),
            label(tr("What it says"), "heading"),
            self.words,
            label(tr("Enter keeps it, Shift+Enter begins a line, Esc drops it"), "smallfaint", wraps=True),
            fields,
            self.wants_second,
            self._second_hint,
            spacing=8,
        )
        lines.addStretch(1)
        lines.addWidget(self.key)
        lines.addWidget(self.trouble)
        lines.addWidget(self._signed_as)
        lines.addLayout(row(change, None))
        lines.addLayout(row(None, button(tr("Cancel"), self.reject), self.keep))
        holder = QWidget()
        holder.setLayout(lines)
        return holder

    def _title(self) -> str:
        item = self._item()
        where = target_words(self._session.case, self._about.key)
        return tr("{where} of {item}", where=where[:1].upper() + where[1:], item=item.label if item else "")

    def _advice(self) -> tuple[str, ...]:
        span = self._span or (self._first.span if self._first is not None else None)
        when = () if span is None else (
            tr("From {first} to {last}", first=duration_words(float(span.first_pts * span.time_base)),
               last=duration_words(float(span.last_pts * span.time_base))),
        )  # fmt: skip
        if self._first is None:
            return when
        kind = mark_words(self._first)
        if self._first.is_hidden:
            words = tr(
                "{kind}, read once. You do not see what the first reader read; "
                "both are shown when you have kept yours.",
                kind=kind,
            )
        else:
            words = tr(
                "{kind}, read once. What was read is shown to all: yours will not count as made blind.", kind=kind
            )
        return (*when, words)

    def _likely(self) -> MarkKind:
        """Return the kind that stands there before one is chosen."""
        if isinstance(self._about, Observation):
            return "marking"
        return "other" if self._about.kind == "photo" else "radio"

    def _take_mark(self, mark: object) -> None:
        """A serial number names a machine: a second reader is asked for unless somebody says otherwise."""
        self.wants_second.setChecked(mark == "serial")
        self._say_second()

    def _say_second(self, _is_on: bool = False) -> None:
        words = (
            tr("Until then your words are shown nowhere, and not found.")
            if self.wants_second.isChecked()
            else tr("Your words are shown at once. Whoever reads it again later will not read it blind.")
        )
        self._second_hint.setText(words)

    def _signed(self) -> None:
        person = self._session.workspace.person
        self._signed_as.setText(tr("Read by {person}", person=person.name))
        is_own = self._first is not None and self._first.read_by == person.id
        is_foreign = self._held is not None and self._held.read_by != person.id
        self.words.setEnabled(not is_own and not is_foreign)
        self.trouble.setText(
            tr("{person} read it first. A second reader is somebody else.", person=person.name)
            if is_own
            else tr("A reading is corrected by its own reader alone.")
            if is_foreign
            else ""
        )
        if is_foreign:
            self.words.clear()
        self._ready()

    def _ready(self) -> None:
        is_typed = self.words.isEnabled() and bool(self.words.toPlainText().strip())
        self.keep.setEnabled(is_typed and self.key.is_ready)

    def _told(self, sentence: str, tone: str) -> None:
        if tone == "warn" and sentence:
            self.trouble.setText(sentence)

    def _sign(self) -> None:
        SignAsDialog(self._session, self).open()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.words or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() not in ENTER or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return False
        self._keep()
        return True

    def _keep(self) -> None:
        if not self.keep.isEnabled():
            return
        if not self.key.is_wanted:
            self._do(None)
            return
        self._holder.setEnabled(False)
        self.key.open(self._do, partial(self._holder.setEnabled, True))

    def _do(self, key: SigningKey | None) -> None:
        self._holder.setEnabled(True)
        if self._session.do(self._command(key)):
            self.accept()
            self._session.say(self._done())

    def _command(self, key: SigningKey | None) -> Command:
        value, language = self.words.toPlainText(), self.language.text()
        legibility = cast("Legibility | None", self.legibility.value)
        machine = self._session.workspace.machine_token
        mark = cast("MarkKind", self.mark.value)
        if self._held is not None:
            changed = {"value": value, "language": language, "legibility": legibility, "mark": mark, "machine": machine}
            return CorrectReading(msgspec.structs.replace(self._held, **changed), key)
        if self._first is not None:
            return ReadAgain(
                first=self._first, value=value, language=language, legibility=legibility, machine=machine, key=key
            )
        return ReadMark(
            about=self._about,
            mark=mark,
            value=value,
            language=language,
            legibility=legibility,
            wants_second=self.wants_second.isChecked(),
            span=self._span,
            machine=machine,
            key=key,
        )

    def _done(self) -> str:
        if self._first is not None:
            return tr("Kept. Both readings are shown now.")
        if self._held is None and self.wants_second.isChecked():
            return tr("Kept. It is hidden until a second reader has read it.")
        return tr("Kept.")

    # The picture

    def _item(self) -> Item | None:
        record = self._about
        found = record if isinstance(record, Item) else self._session.case.get(key_of("item", record.item))
        return found if isinstance(found, Item) else None

    def _show_crop(self) -> None:
        if isinstance(self._about, Observation):
            self.crop.show_words(tr("The picture is being read …"))
            ask_crop(self._session, self._about, self._landed, self.crop.show_words, self)
        else:
            self.crop.show_words(tr("No region is marked. What is written down is about the whole item."))

    def _landed(self, image: QImage, region: QRectF) -> None:
        self._cut, self._cut_region = image, region
        item = self._item()
        if item is not None and is_veiled(self._session, item):
            self.crop.show_image(veiled_picture(image, image.size()), QRectF())
            self.crop.show_words(veil_words(item))
            self.crop.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        else:
            self.crop.show_image(image, region)

    def _unveil(self) -> None:
        """Lift the veil from the item, as on the stage: until the case is closed."""
        item = self._item()
        if item is not None and not self._cut.isNull() and is_veiled(self._session, item):
            self._session.unveiled.add(item.key)
            self._session.marking_changed.emit()
            self.crop.show_image(self._cut, self._cut_region)
