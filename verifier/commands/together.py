"""Several commands as one: one label, one line of the journal, one undo."""

import msgspec

from verifier.case.draft import Draft
from verifier.commands.history import Command


class Together(msgspec.Struct, frozen=True):
    """Carry out commands one after the other; where one is refused, none is done.

    ``label``: what the whole is called, for a selection: ``tag 40 items as DJI Mavic 3``.
    """

    commands: tuple[Command, ...]
    label: str

    def run(self, draft: Draft) -> None:
        for command in self.commands:
            command.run(draft)
