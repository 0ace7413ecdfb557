"""An incident of the item: what, where and when in words, and the items that show it as small pictures."""

from functools import partial

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QToolButton, QWidget

from verifier.domain.ids import key_of
from verifier.domain.records import Incident, Item
from verifier.gui import asking, grouping
from verifier.gui.chooser import Choosable, Chooser
from verifier.gui.controls import Section, button, label, row
from verifier.gui.fields import TextField
from verifier.gui.flow import FlowLayout
from verifier.gui.items.words import kind_words
from verifier.gui.naming import name_record
from verifier.gui.panels.form import FormPanel, form_rows
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made, trn
from verifier.gui.theme import SMALL_PX, prose
from verifier.gui.thumbnails import Thumbnails
from verifier.gui.veil import is_veiled, veiled_picture

TILE = QSize(72, 54)
SHOWN = 12
"""More members than this are chosen from a list."""
PART_ROWS: tuple[tuple[str, str, str], ...] = (
    ("title", "Title", ""),
    ("what", "What", "Not said yet what happened."),
    ("place_words", "Where", "Not said yet where."),
    ("time_words", "When", "Not said yet when."),
)


class IncidentCard(Section):
    """One incident, edited in place; pressing a member goes there."""

    def __init__(self, panel: FormPanel, thumbnails: Thumbnails, incident: Incident, here: str) -> None:
        leave = button(tr("Take this item out"), lambda: self._leave(here), "link")
        if not panel.can_edit:
            leave.hide()
        super().__init__(tr("Incident {label}", label=incident.label), leave)
        self._panel, self._session, self._last = panel, panel.session, incident
        panel.keep(f"{incident.key}.leave", leave)
        self.add(form_rows([self._text(*part) for part in PART_ROWS]))
        count = trn("{number} item shows it", "{number} items show it", len(incident.items))
        self.add(label(count, "small"))
        tiles = FlowLayout(8, (0, 0, 0, 0))
        for member in incident.items[:SHOWN]:
            item = self._session.case.get(key_of("item", member))
            if isinstance(item, Item):
                tiles.addWidget(panel.keep(f"{incident.key}.{item.key}", Tile(self._session, thumbnails, item, here)))
        self.add(tiles)
        if len(incident.items) > SHOWN:
            more = button(trn("All {number} item…", "All {number} items…", len(incident.items)), self._show_all, "link")
            self.add(row(more, None))

    def _incident(self) -> Incident:
        held = self._session.case.get(self._last.key)
        if isinstance(held, Incident):
            self._last = held
        return self._last

    def _text(self, field: str, name: str, empty: str) -> tuple[str, QWidget]:
        made = TextField(
            tr(name),
            tr(empty) if empty else "",
            lambda: str(getattr(self._incident(), field)),
            lambda words: self._edit(field, name, words),
            is_line=field != "what",
        )
        return tr(name), self._panel.keep(f"{self._last.key}.{field}", made)

    def _edit(self, field: str, name: str, words: str) -> None:
        if words or field != "title":
            grouping.edit_incident(self._session, self._last.key, name.casefold(), **{field: words})

    def _leave(self, here: str) -> None:
        grouping.take_from_incident(self._session, self._last.key, (here,))

    def _show_all(self) -> None:
        case = self._session.case
        members = (case.get(key_of("item", member)) for member in self._incident().items)
        rows = [Choosable(item.key, *name_record(case, item)) for item in members if isinstance(item, Item)]
        words = tr("Go to an item of {label}", label=self._last.label)
        Chooser(self._panel.theme, words, rows, self._session.go_to, self._panel.window()).open()


class Tile(QToolButton):
    """A member of an incident: its small picture over its label, veiled where the item is."""

    def __init__(self, session: Session, thumbnails: Thumbnails, item: Item, here: str) -> None:
        super().__init__()
        self.setProperty("role", "tile")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(TILE)
        self.setText(tr("this one") if item.key == here else item.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setEnabled(item.key != here)
        self._key, self._instead = item.key, tr_made(kind_words(item))
        self._is_veiled = is_veiled(session, item)
        name = tr("Go to {item}", item=f"{item.label} {item.original_name}")
        self.setAccessibleName(name)
        self.setToolTip(item.original_name)
        self._show(item.key, QImage())
        self.clicked.connect(partial(session.go_to, item.key))
        thumbnails.landed.connect(self._show)
        thumbnails.ask(item.key)

    def _show(self, key: str, image: QImage) -> None:
        if key != self._key:
            return
        image = veiled_picture(image) if self._is_veiled else image
        picture = QPixmap(TILE * self.devicePixelRatioF())
        picture.setDevicePixelRatio(self.devicePixelRatioF())
        picture.fill(self.palette().alternateBase().color())
        with QPainter(picture) as painter:
            if image.isNull():
                painter.setFont(prose(SMALL_PX))
                painter.setPen(self.palette().placeholderText().color())
                center = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
                painter.drawText(QRect(QPoint(), TILE), int(center), self._instead)
            else:
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.drawImage(QRect(QPoint(), TILE), image, _middle(image.rect()))
        icon = QIcon(picture)
        icon.addPixmap(picture, QIcon.Mode.Disabled)
        self.setIcon(icon)


def _middle(whole: QRect) -> QRect:
    """Return the middle of a picture in the shape of a tile."""
    size = TILE.scaled(whole.size(), Qt.AspectRatioMode.KeepAspectRatio)
    middle = QRect(QPoint(), size)
    middle.moveCenter(whole.center())
    return middle


class NewIncident(Section):
    """Count the item among those of an incident that is there already, or begin one."""

    def __init__(self, panel: FormPanel, item: Item, *, has_some: bool) -> None:
        super().__init__(tr("Another incident") if has_some else tr("Incident"))
        if not has_some:
            words = tr(
                "It is not counted among the items of an incident: something that happened, seen in several items."
            )
            self.add(label(words, "muted", wraps=True))
        if panel.can_edit:
            ask = button(
                tr("Add to an incident…"), lambda: asking.ask_incident(panel.session, panel.theme, (item.key,), panel)
            )
            self.add(row(panel.keep("incident.add", ask), None))
