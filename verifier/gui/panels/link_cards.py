"""The links of an item: each a line that unfolds to its kind, strength, likelihood, and what speaks for and against."""

from functools import partial
from typing import cast

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from verifier.domain.records import Drone, Incident, Item, Link
from verifier.domain.records.incidents import LinkKind
from verifier.domain.scales import Likelihood
from verifier.gui import gestures, grouping
from verifier.gui.chooser import Choosable, Chooser
from verifier.gui.controls import Section, button, column, label, row
from verifier.gui.fields import ChoiceField, NameButton, TextField
from verifier.gui.folds import Fold
from verifier.gui.naming import links_of, name_key, name_record, other_end
from verifier.gui.panels.form import FormPanel, form_rows, go_to_record
from verifier.gui.panels.link_words import FIELD_WORDS, LINK_WORDS, OFFERED
from verifier.gui.panels.words import likelihood_answers, likelihood_words, stated_words
from verifier.gui.speech import tr

INDENT = (16, 0, 0, 8)


class LinkCards(Section):
    """Every link but those to sidecars, and a button for one more: first how, then with what."""

    def __init__(self, panel: FormPanel, item: Item) -> None:
        super().__init__(tr("Links"))
        self._panel, self._key = panel, item.key
        known = [link for link in links_of(panel.session.case, item.key) if link.kind != "sidecar_of"]
        for link in known:
            self.add(LinkCard(panel, link, item.key).fold)
        if not known:
            words = tr("Nothing is stated about how it hangs together with other items, machines or incidents.")
            self.add(label(words, "muted", wraps=True))
        if panel.can_edit:
            self.add(row(panel.keep("links.add", self._adding()), None))

    def _adding(self) -> QPushButton:
        made = QPushButton(tr("This item…  ▾"))
        made.setAutoDefault(False)
        made.setProperty("role", "menu")
        made.setAccessibleName(tr("Add a link: what this item is to another"))
        menu = QMenu(made)
        for kind in OFFERED:
            menu.addAction(f"{tr(LINK_WORDS[kind][0])}…").triggered.connect(partial(self._ask, kind))
        made.setMenu(menu)
        return made

    def _ask(self, kind: LinkKind, _is_checked: bool = False) -> None:
        case = self._panel.session.case
        found: list[Choosable] = []
        for record_type, title in ((Item, tr("Items")), (Drone, tr("Machines")), (Incident, tr("Incidents"))):
            for record in case.of(record_type):
                if record.key != self._key:
                    is_first = not found or found[-1].aside != title
                    named = name_record(case, record)
                    found.append(Choosable(record.key, *named, aside=title, group=title if is_first else ""))
        rows = [Choosable(one.key, one.name, one.second, group=one.group) for one in found]
        words = tr("This item {is_linked_to} …", is_linked_to=tr(LINK_WORDS[kind][0]))
        Chooser(self._panel.theme, words, rows, partial(self._state, kind), self._panel.window()).open()

    def _state(self, kind: LinkKind, key: str) -> None:
        made = grouping.link(self._panel.session, self._key, key, kind)
        if made:
            self._panel.unfold_next(made, f"{made}.evidence_for")


class LinkCard:
    """One link, read from the item shown."""

    def __init__(self, panel: FormPanel, link: Link, here: str) -> None:
        self._panel, self._session, self._last, self._here = panel, panel.session, link, here
        self.fold: Fold = panel.fold(
            link.key,
            lambda: name_key(self._session.case, other_end(self._last, here))[0],
            self._body,
            grey=self._grey,
            answer=lambda: likelihood_words(self.link.likelihood),
        )

    @property
    def link(self) -> Link:
        """The link as it stands, or as it last stood."""
        held = self._session.case.get(self._last.key)
        if isinstance(held, Link):
            self._last = held
        return self._last

    def _grey(self) -> str:
        ends = LINK_WORDS[self.link.kind]
        words = tr("{is_linked_to} this item", is_linked_to=tr(ends[self.link.from_key == self._here]))
        return f"{words} · {self.link.strength}" if self.link.strength else words

    def _body(self) -> QWidget:
        other = other_end(self._last, self._here)
        show = button(tr("Go there"), partial(go_to_record, self._panel, other), "link")
        remove = button(tr("Remove this link"), partial(gestures.remove, self._session, self._last.key), "link")
        if not self._panel.can_edit:
            remove.hide()
        by = stated_words(self._session.case, self.link.stated_by, self.link.stated_at)
        rows = (
            self._kind(),
            self._text("strength"),
            self._likelihood(),
            self._text("evidence_for"),
            self._text("evidence_against"),
            (tr("Stated by"), label(by, "small", wraps=True)),
        )
        holder = QWidget()
        holder.setLayout(column(form_rows(rows), row(show, None, remove), spacing=6, margins=INDENT))
        return holder

    def _kind(self) -> tuple[str, QWidget]:
        at = int(self.link.from_key != self._here)
        made = ChoiceField(
            tr("This item"),
            [(tr(LINK_WORDS[kind][at]), kind) for kind in (*OFFERED, "seller_of", "buyer_of", "shipped")],
            lambda: self.link.kind,
            lambda value: self._edit("kind", kind=value),
        )
        return tr("This item"), self._panel.keep(f"{self._last.key}.kind", made)

    def _likelihood(self) -> tuple[str, QWidget]:
        made = ChoiceField(
            tr("How likely"),
            likelihood_answers(self._session.case),
            lambda: self.link.likelihood,
            lambda value: self._edit("how likely", likelihood=value),
            lambda value: likelihood_words(cast("Likelihood | None", value)),
        )
        return tr("How likely"), self._panel.keep(f"{self._last.key}.likelihood", made)

    def _text(self, field: str) -> tuple[str, QWidget]:
        name, empty = FIELD_WORDS[field]
        made = TextField(
            tr(name),
            tr(empty),
            lambda: str(getattr(self.link, field)),
            lambda words: self._edit(name.casefold(), **{field: words}),
        )
        return tr(name), self._panel.keep(f"{self._last.key}.{field}", made)

    def _edit(self, what: str, **changed: object) -> None:
        grouping.edit_link(self._session, self._last.key, what, **changed)


class Beside(Section):
    """Files that belong beside the item by their names: telemetry, a saved post; or the one it belongs beside."""

    def __init__(self, panel: FormPanel, item: Item, links: list[Link]) -> None:
        super().__init__(tr("Files that belong together"))
        case, session = panel.session.case, panel.session
        for link in links:
            other = other_end(link, item.key)
            show = NameButton(name_key(case, other)[0], partial(session.go_to, other))
            words = tr("belongs beside this one") if link.to_key == item.key else tr("is what this one belongs beside")
            note = label(words, "small")
            note.setContentsMargins(5, 0, 0, 0)
            self.add(column(panel.keep(f"{link.key}.beside", show), note, spacing=0))
