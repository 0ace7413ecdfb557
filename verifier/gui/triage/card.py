"""The card beside the grid: the item large, what can be decided by which key, what the file says in four lines."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from verifier.case.changes import Changes
from verifier.domain.records import Assessment, Item, Note, TimeClaim
from verifier.gui.bulk import chosen_words
from verifier.gui.controls import Elided, Section, clear, column, label, pairs, row, scrolling
from verifier.gui.items.words import claim_words, duration_words, place_words, triage_words
from verifier.gui.lookups import about, drone_claims_of, place_claims_of, postings_of, problems_of, subjects_of
from verifier.gui.naming import incidents_of, name_record
from verifier.gui.panels.fact_words import FACT_WORDS
from verifier.gui.panels.place.said import positions_along
from verifier.gui.panels.words import time_words
from verifier.gui.pixels import to_image
from verifier.gui.session import Session
from verifier.gui.speech import own_words, tr, tr_made, trn
from verifier.gui.theme import Theme
from verifier.gui.veil import is_veiled, veil_words, veiled_picture
from verifier.workspace import pictures
from verifier.workspace.papers import is_readable
from verifier.workspace.readings import FileReport, read_report
from verifier.workspace.tracks import track_item

WIDTH_PX, PICTURE_PX, SIDE_PX = 376, 204, 720
NOT_IN_FILE = "not in the file"


class Decision(msgspec.Struct, frozen=True):
    """One line of the card: the key, its words, what it does."""

    key: str
    words: str
    run: Callable[[], object]
    is_possible: bool = True


class Large(QWidget):
    """A picture as large as there is room, in the middle."""

    pressed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._image, self._words = theme, QImage(), ""
        self.setFixedHeight(PICTURE_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_image(self, image: QImage, words: str = "") -> None:
        """Show a picture, or words where there is none."""
        self._image, self._words = image, words
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if words and not image.isNull() else Qt.CursorShape.ArrowCursor
        )
        self.setAccessibleName(words or tr("Picture of the item"))
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("stage"))
        if self._image.isNull():
            painter.setPen(self._theme.color("faint"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (self.width() - size.width()) // 2, (self.height() - size.height()) // 2
            painter.drawImage(self.rect().adjusted(left, top, -left, -top), self._image)
        painter.end()


class TriageCard(QFrame):
    """Follows the session; ``decisions`` are asked anew whenever something changed."""

    def __init__(
        self,
        session: Session,
        theme: Theme,
        decisions: Callable[[], Sequence[Decision]],
        small_picture: Callable[[str], QImage],
    ) -> None:
        super().__init__()
        self.setObjectName("inspector")
        self.setMinimumWidth(300)
        self._session, self._decisions, self._small_picture = session, decisions, small_picture
        self._key = ""
        self._bare = QImage()
        self._report: FileReport | None = None
        self._label, self._name = label("", "strong"), Elided("", mode=Qt.TextElideMode.ElideMiddle)
        self._picture = Large(theme)
        self._below = label("", "monomuted")
        self._content = QWidget()
        self._lines = column(spacing=0)
        self._content.setLayout(self._lines)
        head = QFrame()
        head.setObjectName("section")
        title = row(self._label, self._name)
        title.setStretch(1, 1)
        head.setLayout(column(title, self._picture, self._below, spacing=8, margins=(16, 12, 16, 12)))
        outer = column(head, scrolling(self._content), spacing=0)
        outer.setStretch(1, 1)
        self.setLayout(outer)
        for signal in (session.item_changed, session.choice_changed):
            signal.connect(self.refresh)
        session.changed.connect(self._heard)
        session.marking_changed.connect(self._veil_changed)
        self._picture.pressed.connect(self._unveil)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX, 600)

    def showEvent(self, event: QShowEvent, /) -> None:
        # A page can be gone to before the window is seen, as when a case opens where it was left.
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the item that the grid is at; several are named by their number."""
        if not self.isVisible():
            self._key = ""
            return
        item = self._session.item
        if item is None:
            self._empty()
            return
        if item.key != self._key:
            self._key = item.key
            self._show_picture(item)
            self._session.relay.when_done(
                read_report(self._session.workspace, item),
                lambda report, key=item.key: self._fill(key, report),
                lambda _error, key=item.key: self._fill(key, None),
            )
        self._head(item)
        if self._lines.count():
            self._fill(item.key, self._report)

    def _heard(self, _changes: Changes) -> None:
        self._veil_changed()
        self.refresh()

    def _empty(self) -> None:
        self._key, self._report = "", None
        self._label.setText("")
        self._name.show_words("")
        self._below.setText("")
        self._picture.show_image(QImage(), tr("Nothing is shown yet."))
        clear(self._lines)

    def _head(self, item: Item) -> None:
        chosen = self._session.chosen
        self._label.setText(item.label if len(chosen) < 2 else chosen_words(chosen))
        self._name.show_words(own_words(item.original_name) if len(chosen) < 2 else "")
        known, parts = item.technical, [triage_words(item.triage)]
        if known.duration_s:
            parts.append(duration_words(known.duration_s))
        if known.displayed_width and known.displayed_height:
            parts.append(f"{known.displayed_width} × {known.displayed_height}")
        self._below.setText("  ".join(parts))

    def _show_picture(self, item: Item) -> None:
        small = self._small_picture(item.key)
        self._bare = QImage()
        if item.kind not in ("photo", "video"):
            words = (
                tr("A text; Review shows it.")
                if is_readable(item)
                else tr("Kept, hashed and linkable; not drawn here.")
            )
            self._picture.show_image(QImage(), words)
            return
        self._show(item, small)
        if item.kind == "photo":
            self._session.relay.when_done(
                pictures.picture(self._session.workspace, item, SIDE_PX),
                lambda pixels, key=item.key: self._land(key, to_image(pixels)),
                lambda _error, key=item.key: self._land(key, QImage()),
            )
        elif small.isNull():
            self._session.relay.when_done(
                pictures.thumbnail(self._session.workspace, item),
                lambda pixels, key=item.key: self._land(key, to_image(pixels) if pixels is not None else QImage()),
                lambda _error, key=item.key: self._land(key, QImage()),
            )

    def _land(self, key: str, image: QImage) -> None:
        if key == self._key and not (image.isNull() and not self._small_picture(key).isNull()):
            item = self._session.item
            if item is not None and not image.isNull():
                self._show(item, image)
            else:
                self._picture.show_image(image, tr("This picture could not be shown."))

    def _show(self, item: Item, image: QImage) -> None:
        """Show a picture, under the veil where it is to be; what it looks like without is kept."""
        self._bare = image
        if is_veiled(self._session, item):
            self._picture.show_image(veiled_picture(image, image.size()), veil_words(item))
        else:
            self._picture.show_image(image)
        self._picture.setToolTip(veil_words(item) if is_veiled(self._session, item) else "")

    def _unveil(self) -> None:
        """Lift the veil from the item shown."""
        item = self._session.item
        if item is not None and is_veiled(self._session, item):
            self._session.unveiled.add(item.key)
            self._session.marking_changed.emit()

    def _veil_changed(self) -> None:
        item = self._session.item
        if item is not None and item.key == self._key and not self._bare.isNull():
            self._show(item, self._bare)

    def _fill(self, key: str, report: FileReport | None) -> None:
        item = self._session.item
        if item is None or key != self._key:
            return
        self._report = report
        clear(self._lines)
        if self._session.can_edit:
            self._lines.addWidget(self._decide())
        self._lines.addWidget(self._from_file(item, report))
        self._lines.addWidget(self._stated(item))
        self._lines.addStretch(1)

    def _decide(self) -> Section:
        chosen = self._session.chosen
        section = Section(tr("Decide and move on"), label(chosen_words(chosen), "faint") if len(chosen) > 1 else None)
        for decision in self._decisions():
            words = QPushButton(decision.words)
            words.setProperty("role", "line")
            words.setAutoDefault(False)
            words.setEnabled(decision.is_possible)
            words.clicked.connect(decision.run)
            key = label(decision.key, "key")
            key.setFixedWidth(28)
            key.setAlignment(Qt.AlignmentFlag.AlignCenter)
            line = row(key, words, spacing=12)
            line.setStretch(1, 1)
            section.add(line)
        return section

    def _whose(self, item: Item) -> QWidget | None:
        """Name the one item that is spoken of, where several are selected."""
        return label(item.label, "faint") if len(self._session.chosen) > 1 else None

    def _from_file(self, item: Item, report: FileReport | None) -> Section:
        section = Section(tr("From the file"), self._whose(item))
        facts = report.facts if report is not None else {}
        posted = next((p for p in postings_of(self._session.case, item) if p.posted_at or p.posted_at_as_shown), None)
        device = " ".join(str(facts[name].value) for name in ("make", "model") if name in facts)
        position = [facts[name].value for name in ("latitude_deg", "longitude_deg") if name in facts]
        place = ", ".join(f"{part:.5f}" if isinstance(part, float) else str(part) for part in position)
        made = next((name for name in ("captured_at", "container_created_at") if name in facts), "captured_at")
        rows = [(tr(FACT_WORDS[made][0]), str(facts[made].value) if made in facts else "")]
        beside, along = track_item(self._session.case, item), positions_along(report) if report is not None else 0
        if not place and along:
            place = trn("a path of {number} position", "a path of {number} positions", along)
        elif not place and beside is not item:
            place = tr("in its telemetry, {item}", item=beside.label)
        rows += [(tr("Place"), place), (tr("Device"), device)]
        if posted is not None:
            when = time_words(posted.posted_at) if posted.posted_at else posted.posted_at_as_shown
            rows.insert(0, (tr("Posted"), ", ".join(part for part in (when, posted.platform) if part)))
        section.add(pairs([(name, value or tr(NOT_IN_FILE)) for name, value in rows]))
        for problem in problems_of(self._session.case, item):
            section.add(label(tr_made(problem.sentence), "note", wraps=True))
        return section

    def _stated(self, item: Item) -> Section:
        section = Section(tr("Stated so far"), self._whose(item))
        case = self._session.case
        words = [claim_words(claim) for claim in drone_claims_of(case, item)]
        words += [place_words(place) for place in place_claims_of(case, item)]
        times = [claim for key in subjects_of(case, item) for claim in about(case, key, TimeClaim)]
        notes = [note for key in subjects_of(case, item) for note in about(case, key, Note)]
        others = (*times, *incidents_of(case, item.key), *about(case, item.key, Assessment), *notes)
        words += [name_record(case, record)[0] for record in others]
        for one in words:
            section.add(label(one, wraps=True))
        if not words:
            section.add(label(tr("Nothing yet."), "muted"))
        copies = sum(bool(posting.file_name) for posting in postings_of(case, item))
        if copies > 1:
            sentence = trn(
                "These bytes came in once.", "These bytes came in {number} times; they are one item.", copies
            )
            section.add(label(sentence, "small", wraps=True))
        return section
