"""The one table that says, per record kind and part, what goes out for whom, and why the rest stays.

Everything that has no row goes out for everybody. The archive gets all. What a row holds back can be let out by a tick
on the item, person or drone it belongs to. How the rows are applied is in ``selection.py``.
"""

from typing import Literal

import msgspec

from verifier.bundle.options import Audience, TickName
from verifier.domain.disclosure import MAIN

Verdict = Literal["goes", "stays", "stays if closed", "goes if open", "goes if for export"]
"""``stays if closed``: stays once a posting of the item is said to come from a closed source.
``goes if open``: goes only where that posting is said to be open."""


class Rule(msgspec.Struct, frozen=True):
    """One row: which part of which record kind, the verdict per audience, and the words a person reads."""

    kind: str
    part: str
    colleague: Verdict
    outside: Verdict
    what: str
    why: str
    tick: TickName | None

    def verdict(self, audience: Audience) -> Verdict:
        """Return the verdict for an audience."""
        if audience == "archive":
            return "goes"
        return self.colleague if audience == "colleague" else self.outside


_NAMES = "Whoever worked on the case could be found by it."
_FILE_NAMES = "A file's name can hold a person, a place or a device."
_SOURCE = "Whoever published or sent it could be found and hurt."

RULES: tuple[Rule, ...] = (
    Rule("person", "name", "goes", "stays", "Names of people who worked on the case", _NAMES, "name"),
    Rule("case_info", "name", "goes", "stays", "Who opened the case", _NAMES, "name"),
    Rule("source_claim", "name", "goes", "stays", "Names of translators", _NAMES, "name"),
    Rule("item", "name", "goes", "stays", "Original file names", _FILE_NAMES, "name"),
    Rule("posting", "name", "goes", "stays", "File names at the place of posting", _FILE_NAMES, "name"),
    Rule("problem", "name", "goes", "stays", "File names in problems", _FILE_NAMES, "name"),
    Rule(
        "item",
        "bytes",
        "goes",
        "stays if closed",
        "Files from closed sources: hashes, readings, pictures",
        "Whoever holds the same file could tell who passed it on; the salted commitment stays in the journal.",
        "bytes",
    ),
    Rule(
        "item",
        "surroundings",
        "stays",
        "stays",
        "File times and download origin",
        "They tell about the computer and the account that fetched the file, not about what it shows.",
        "surroundings",
    ),
    Rule(
        "posting",
        "source",
        "stays if closed",
        "stays",
        "Source identity and how the file was acquired",
        _SOURCE,
        "source",
    ),
    Rule(
        "posting",
        "address",
        "stays if closed",
        "goes if open",
        "Addresses and captions of posts not stated to be public",
        "An address names the account. It goes out where the post is stated to be an open source.",
        "address",
    ),
    Rule("posting", MAIN, "goes", "stays if closed", "When a closed source posted or sent it", _SOURCE, "source"),
    Rule(
        "drone",
        "user",
        "goes",
        "stays",
        "Who is said to use a drone",
        "A user group can be a handful of people.",
        "user",
    ),
    Rule(
        "note",
        MAIN,
        "goes",
        "goes if for export",
        "Working notes",
        "They were written for the people at work, not for readers.",
        "notes",
    ),
)

WITHHELD_ITEM = "It belongs to an item that is withheld, or names something of one."
WITHHELD_ITEM_WHAT = "Withheld items and all that hangs on them"
SOURCE_SIDECAR = "It can name the account, the sender or the chat that the footage came from."
SOURCE_SIDECAR_WHAT = "Saved posts and pages, and sidecar files about the source"
CLOSED_PICTURE = "It holds the hash or a picture of a file from a closed source."
POST_WORDS = (
    "Whoever searches for the words finds the post, and with it the account; nobody stated the post to be public."
)
POST_WORDS_WHAT = "Words quoted from posts not stated to be public"
CLOSED_PICTURE_WHAT = "Observations, saved frames and quotes of files from closed sources"
OLDER_VALUES_WHAT = "What was changed or undone later"
OLDER_VALUES = "Only what holds now goes out; the journal keeps a salted commitment to the rest."

_BY_PART = {(rule.kind, rule.part): rule for rule in RULES}


def rule_for(kind: str, part: str) -> Rule | None:
    """Return the row of a record kind's part, or ``None`` where it goes out for everybody."""
    return _BY_PART.get((kind, part))
