"""People, companies and units of a case: their names as written, what they are, where they are registered."""

from collections.abc import Callable
from functools import partial

import msgspec

from verifier.commands.trade import AddEntity, EditEntity
from verifier.domain.records import Entity
from verifier.domain.words import NATURE_WORDS
from verifier.gui import gestures
from verifier.gui.controls import Section, button, label, row
from verifier.gui.dialogs.ask_words import AskWords
from verifier.gui.fields import ChoiceField, LineField, Renewed, TextField
from verifier.gui.machines.words import spread
from verifier.gui.session import Session
from verifier.gui.speech import tr

SHOWN = 20


class EntitiesSection(Section):
    """Each is edited in place; a name on a line of its own is one more way in which it is written."""

    def __init__(self, session: Session) -> None:
        number = len(session.case.of(Entity))
        super().__init__(tr("People, companies and units"), label(str(number), "faint"))
        self._session = session
        self._fields: list[Renewed] = []
        for entity in session.case.of(Entity)[:SHOWN]:
            self._add(entity)
        if number > SHOWN:
            self.add(label(tr("and {number} more", number=number - SHOWN), "smallfaint"))
        if session.can_edit:
            self.add(row(button(tr("Add a person, company or unit…"), self._ask, "link"), None))

    def renew(self) -> None:
        """Show what the case holds, where nobody is typing."""
        for field in self._fields:
            field.renew()

    def _add(self, entity: Entity) -> None:
        answers: list[tuple[str, object]] = [(tr("not yet assessed"), None)]
        answers += [(tr(words), nature) for nature, words in NATURE_WORDS.items()]
        name = tr("What {label} is", label=entity.label)
        save = partial(self._edit, entity.key, "nature")
        nature = ChoiceField(name, answers, lambda: self._held(entity).nature, save, left=False)
        remove = button(tr("Remove"), partial(gestures.remove, self._session, entity.key), "link")
        remove.setAccessibleName(tr("Remove {name}", name=entity.label))
        self.add(row(label(entity.label, "strong"), nature, None, remove, spacing=12))
        names = TextField(
            tr("Names of {label}", label=entity.label),
            tr("One name a line, as written"),
            lambda: "\n".join(self._held(entity).names),
            partial(self._edit_names, entity.key),
        )
        place = self._line(
            entity, "jurisdiction", tr("Jurisdiction of {label}", label=entity.label), tr("Jurisdiction")
        )
        register = self._line(
            entity, "registry_number", tr("Registry number of {label}", label=entity.label), tr("Registry number")
        )
        self._fields += [nature, names, place, register]
        self.add(names)
        self.add(spread(place, register))
        for field in (nature, names, place, register, remove):
            field.setEnabled(self._session.can_edit)

    def _line(self, entity: Entity, field: str, name: str, empty: str) -> LineField:
        read: Callable[[], str] = lambda: str(getattr(self._held(entity), field))  # noqa: E731
        return LineField(name, empty, read, partial(self._edit, entity.key, field))

    def _held(self, entity: Entity) -> Entity:
        held = self._session.case.get(entity.key)
        return held if isinstance(held, Entity) else entity

    def _edit_names(self, key: str, words: str) -> None:
        names = tuple(name.strip() for name in words.splitlines() if name.strip())
        if names:
            self._edit(key, "names", names)

    def _edit(self, key: str, field: str, value: object) -> None:
        held = self._session.case.get(key)
        if isinstance(held, Entity) and getattr(held, field) != value:
            self._session.do(EditEntity(msgspec.structs.replace(held, **{field: value})))

    def _ask(self) -> None:
        hint = tr("A name, as it is written somewhere")
        AskWords(tr("Person, company or unit"), "", hint, self._enter, self.window()).open()

    def _enter(self, name: str) -> None:
        self._session.do(AddEntity(names=(name,)))
