"""Trade records: found by serial, model, HS code, party and date; entered by hand; who their parties are."""

from datetime import date
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from verifier.case.changes import Changes
from verifier.commands.trade import AddEntity, NameParty
from verifier.domain.ids import key_of
from verifier.domain.records import Entity, TradeRecord
from verifier.domain.strengths import WEAK, strength_named
from verifier.domain.words import PARTY_ROLE_WORDS
from verifier.gui import gestures
from verifier.gui.chooser import Choosable, Chooser
from verifier.gui.controls import Section, button, clear, column, label, pairs, row, scrolling
from verifier.gui.machines.entities import EntitiesSection
from verifier.gui.machines.trade_form import TradeForm
from verifier.gui.machines.words import SEARCH_FIELDS, named_field, record_rows, spread, strength_words
from verifier.gui.session import Session
from verifier.gui.speech import tr, trn
from verifier.gui.theme import Theme
from verifier.workspace.trade import TradeQuery, find_trade, machines_of_record

WIDTH_PX = 860
SHOWN = 10
PAUSE_MS = 150
"""After the last key: the records are laid out anew once a word is typed, not at every letter."""
EMPTY = (
    "A trade record is a line of an invoice, a customs export or a price list, as it is written there. Enter one by "
    "hand, or open a table."
)


class TradeView(QWidget):
    """Follows the case and what is looked for."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__()
        self._session, self._theme = session, theme
        self._shown = SHOWN
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._look_again)
        self.fields: dict[str, QLineEdit] = {}
        self.count = label("", "strong")
        self.new = button(tr("Enter a record"), self._open_form)
        self.new.setEnabled(session.can_edit)
        self.form = TradeForm(session, self._close_form)
        self.form.hide()
        self._content = QWidget()
        self._content.setMaximumWidth(WIDTH_PX)
        self._lines = column(spacing=0)
        self._content.setLayout(self._lines)
        lines = (spread(*(self._search_field(*one) for one in part)) for part in (SEARCH_FIELDS[:3], SEARCH_FIELDS[3:]))
        searched = column(*lines, spacing=6, margins=(16, 0, 16, 12))
        head = row(self.count, None, self.new, margins=(16, 12, 16, 8))
        holder = QWidget()
        holder.setMaximumWidth(WIDTH_PX)
        holder.setLayout(column(self.form, self._content, spacing=0))
        self._area = scrolling(holder)
        outer = column(head, searched, self._area, spacing=0)
        outer.setStretch(2, 1)
        self.setLayout(outer)
        self.refresh()

    def follow(self, changes: Changes) -> None:
        """Bring what is shown in step; an edit of an entity leaves its fields where they are, and the focus in them."""
        if all(isinstance(change.before, Entity) and isinstance(change.after, Entity) for change in changes):
            for section in self.findChildren(EntitiesSection):
                section.renew()
        else:
            self.refresh()

    def refresh(self) -> None:
        """Show the records that fit what is looked for."""
        clear(self._lines)
        case = self._session.case
        query = self._query()
        found = find_trade(case, query) if query is not None else ()
        total = len(case.of(TradeRecord))
        self.count.setText(_count_words(len(found), total))
        if query is None:
            self._lines.addWidget(_padded(label(tr("A day is written like 2026-01-31."), "warn")))
        elif not total:
            self._lines.addWidget(_padded(label(tr(EMPTY), "muted", wraps=True)))
        for record in found[: self._shown]:
            self._lines.addWidget(self._section(record))
        if len(found) > self._shown:
            more = len(found) - self._shown
            words = trn("Show {number} more", "Show {number} more", min(more, SHOWN))
            self._lines.addWidget(_padded(button(words, self._show_more, "link")))
        if case.of(Entity) or self._session.can_edit:
            self._lines.addWidget(EntitiesSection(self._session))
        self._lines.addStretch(1)

    def _query(self) -> TradeQuery | None:
        text = {name: field.text().strip() for name, field in self.fields.items()}
        try:
            earliest, latest = (
                date.fromisoformat(text[name]) if text[name] else None for name in ("earliest", "latest")
            )
        except ValueError:
            return None
        return TradeQuery(
            serial=text["serial"],
            model=text["model"],
            hs_code=text["hs_code"],
            party=text["party"],
            earliest=earliest,
            latest=latest,
        )

    def _section(self, record: TradeRecord) -> Section:
        document = self._session.case.get(key_of("item", record.document)) if record.document else None
        where = " · ".join(
            part
            for part in (
                str(getattr(document, "label", "")),
                tr("page {page}", page=record.page) if record.page else "",
                tr("row {row}", row=record.row) if record.row else "",
            )
            if part
        )
        title = f"{record.label}  {record.goods or record.model}".strip()
        section = Section(title, label(where or tr("no document named"), "smallfaint"))
        section.add(pairs(record_rows(record)))
        for drone, link in machines_of_record(self._session.case, record):
            words = tr("Machine {label}: {strength}", label=drone.label, strength=strength_words(link.strength))
            role = "note" if strength_named(link.strength) in WEAK else "advice"
            section.add(label(words, role, wraps=True))
        if self._session.can_edit:
            section.add(self._actions(record))
        return section

    def _actions(self, record: TradeRecord) -> QWidget:
        holder = QWidget()
        line = row(margins=(0, 2, 0, 0))
        for place, party in enumerate(record.parties[:4]):
            entity = self._session.case.get(key_of("entity", party.entity)) if party.entity else None
            role = tr(PARTY_ROLE_WORDS[party.role])
            if isinstance(entity, Entity):
                words = tr("{role} is {entity}", role=role, entity=f"{entity.label} {entity.names[0]}")
            else:
                words = tr("Who is the {role}?", role=role)
            line.addWidget(button(words, partial(self._ask_entity, record.key, place), "link"))
        line.addStretch(1)
        edit = button(tr("Edit…"), partial(self._edit, record.key), "link")
        edit.setAccessibleName(tr("Edit {label}", label=record.label))
        line.addWidget(edit)
        remove = button(tr("Remove"), partial(gestures.remove, self._session, record.key), "link")
        remove.setAccessibleName(tr("Remove {name}", name=record.label))
        line.addWidget(remove)
        holder.setLayout(line)
        return holder

    def _ask_entity(self, record_key: str, place: int) -> None:
        entities = self._session.case.of(Entity)
        rows = [Choosable(one.key, one.names[0], " · ".join((one.label, *one.names[1:]))) for one in entities]
        record = self._session.case.get(record_key)
        written = record.parties[place].as_written if isinstance(record, TradeRecord) else ""
        Chooser(
            self._theme,
            tr("Who is “{name}”?", name=written),
            rows,
            partial(self._name, record_key, place),
            self.window(),
            on_new=partial(self._new_entity, record_key, place),
            new=tr("New person, company or unit: {words}"),
            empty=tr("There is none in this case yet. Type a name and press Enter to add one."),
        ).open()

    def _name(self, record_key: str, place: int, entity_key: str) -> None:
        record, entity = self._session.case.get(record_key), self._session.case.get(entity_key)
        if isinstance(record, TradeRecord) and isinstance(entity, Entity):
            self._session.do(NameParty(record=record, place=place, entity=entity))

    def _new_entity(self, record_key: str, place: int, name: str) -> None:
        changes = self._session.do(AddEntity(names=(name,)))
        made = next((change.key for change in changes if isinstance(change.after, Entity)), "")
        if made:
            self._name(record_key, place, made)

    def _search_field(self, name: str, words: str, hint: str) -> QWidget:
        holder, made = named_field(tr(words), hint)
        self.fields[name] = made
        made.textChanged.connect(self._type)
        return holder

    def _type(self, _text: str) -> None:
        self._pause.start()

    def _look_again(self) -> None:
        self._shown = SHOWN
        self.refresh()

    def _show_more(self) -> None:
        self._shown += SHOWN
        self.refresh()

    def _edit(self, key: str) -> None:
        record = self._session.case.get(key)
        if isinstance(record, TradeRecord):
            self.form.begin(record)
            self._open_form()

    def _open_form(self) -> None:
        self.form.show()
        self._area.ensureWidgetVisible(self.form.fields["seller"])
        self.form.fields["seller"].setFocus()

    def _close_form(self) -> None:
        self.form.hide()
        self.new.setFocus()


def _count_words(found: int, total: int) -> str:
    if not total:
        return tr("No trade records")
    if found == total:
        return trn("{number} trade record", "{number} trade records", total)
    return tr("{found} of {total} trade records", found=found, total=total)


def _padded(inner: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(column(inner, margins=(16, 8, 16, 8)))
    return holder
