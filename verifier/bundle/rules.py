"""The one table that says, per record kind and part, what goes out for whom, and why the rest stays.

Everything that has no row goes out for everybody. The archive gets all. What a row holds back can be let out by a tick
on the item, person or drone it belongs to. How the rows are applied is in ``selection.py``.
"""

from typing import Literal

import msgspec

from verifier.bundle.options import Audience, Only, TickName
from verifier.domain.disclosure import MAIN
from verifier.domain.records import Record, record_kind

Verdict = Literal[
    "goes",
    "goes if the posting is open",
    "goes if for export",
    "stays",
    "stays: tells of the source",
    "stays if the source is closed",
]
"""``goes if the posting is open``: only where every posting it rests on is stated to be open; unset is not open.
``stays if the source is closed``: stays once a posting of the item is said to come from a closed source."""


class Rule(msgspec.Struct, frozen=True):
    """One row: which part of which record kind, the verdict per audience, and the words a person reads.

    ``also``: other ticks that let it out too. ``only``: a field and the values for which alone the row holds.
    """

    kind: str
    part: str
    colleague: Verdict
    outside: Verdict
    what: str
    why: str
    tick: TickName | None
    also: tuple[TickName, ...] = ()
    only: tuple[str, tuple[str | bool, ...]] | None = None

    def is_about(self, record: Record) -> bool:
        """Tell whether the row holds for a record of its kind."""
        return self.only is None or getattr(record, self.only[0]) in self.only[1]

    def verdict(self, audience: Audience) -> Verdict:
        """Return the verdict for an audience."""
        if audience == "archive":
            return "goes"
        return self.colleague if audience == "colleague" else self.outside


_NAMES = "Whoever worked on the case could be found by it."
_FILE_NAMES = "A file's name can hold a person, a place or a device."
_SOURCE = "Whoever published or sent it could be found and hurt."
_FINDS = "It leads to the account. It goes out where the post is stated to be an open source."
SIGNATURES_WHAT = "Signatures of readings, and the keys they were made with"
_TRADERS = "Being named beside a machine accuses; whoever is named may have had no part in it."

RULES: tuple[Rule, ...] = (
    Rule("person", "name", "goes", "stays", "Names of people who worked on the case", _NAMES, "name"),
    Rule("case_info", "name", "goes", "stays", "Who opened the case", _NAMES, "name"),
    Rule("source_claim", "name", "goes", "stays", "Names of translators", _NAMES, "name"),
    Rule("item", "name", "goes", "stays", "Original file names", _FILE_NAMES, "name"),
    Rule("posting", "name", "goes", "stays", "File names at the place of posting", _FILE_NAMES, "name"),
    Rule("origin", "name", "goes", "stays", "Names of files that regions were taken from", _FILE_NAMES, "name"),
    Rule("problem", "name", "goes", "stays", "File names in problems", _FILE_NAMES, "name"),
    Rule(
        "item",
        MAIN,
        "goes",
        "stays if the source is closed",
        "Items from closed sources and all that is stated about them",
        "Whoever knows the file could tell who passed it on: by its length, its place, its words, its tags.",
        "statements",
    ),
    Rule(
        "item",
        "bytes",
        "goes",
        "stays if the source is closed",
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
        MAIN,
        "goes",
        "goes if the posting is open",
        "When something was posted that is not stated to be public",
        _FINDS,
        "address",
        also=("source",),
    ),
    Rule(
        "posting",
        "source",
        "stays if the source is closed",
        "stays: tells of the source",
        "Source identity and how the file was acquired",
        _SOURCE,
        "source",
    ),
    Rule(
        "posting",
        "address",
        "stays if the source is closed",
        "goes if the posting is open",
        "Addresses and captions of posts not stated to be public",
        "An address names the account. It goes out where the post is stated to be an open source.",
        "address",
    ),
    Rule(
        "source_claim",
        MAIN,
        "stays if the source is closed",
        "goes if the posting is open",
        "Words of sources not stated to be public",
        "Words can be searched for, and lead to the account that wrote them.",
        "address",
    ),
    Rule(
        "time_claim",
        MAIN,
        "goes",
        "goes if the posting is open",
        "Stated times of posts not stated to be public",
        _FINDS,
        "address",
        only=("dates", ("posted",)),
    ),
    Rule(
        "prior_search",
        "result",
        "stays if the source is closed",
        "goes if the posting is open",
        "Where earlier appearances were found",
        _FINDS,
        "address",
    ),
    Rule(
        "mark_reading",
        "words",
        "stays",
        "stays",
        "What one person read, while a second reader is awaited",
        "A second reader who saw it would not be a second reader any more.",
        None,
        only=("is_hidden", (True,)),
    ),
    Rule(
        "mark_reading",
        "words",
        "stays if the source is closed",
        "goes if the posting is open",
        "Watermarks, subtitles and radio talk, as read",
        _FINDS,
        "address",
        only=("mark", ("watermark", "subtitle", "radio", "other")),
    ),
    Rule(
        "reading_signature",
        "signature",
        "goes",
        "stays",
        SIGNATURES_WHAT,
        "A public key leads to the person wherever else it is used.",
        "signatures",
    ),
    Rule(
        "assessment",
        "source",
        "stays if the source is closed",
        "goes if the posting is open",
        "Answers on source and provenance",
        "They weigh who the source is and how the file came.",
        "source",
    ),
    Rule(
        "drone",
        "user",
        "goes",
        "stays",
        "Who is said to use a drone",
        "A user group can be a handful of people.",
        "user",
    ),
    Rule("entity", "name", "goes", "stays", "Names of people, companies and units", _TRADERS, "name"),
    Rule("trade_record", "parties", "goes", "stays", "Who traded, as written", _TRADERS, "parties"),
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
"""Row by row: kind, part, verdict for a colleague, verdict for a reader outside, what, why, tick."""

WITHHELD_ITEM = "It belongs to an item that is withheld, or names something of one."
WITHHELD_ITEM_WHAT = "Withheld items and all that hangs on them"
SOURCE_SIDECAR = "It can name the account, the sender or the chat that the footage came from."
SOURCE_SIDECAR_WHAT = "Saved posts and pages, and sidecar files about the source"
CLOSED_PICTURE = "It holds the hash or a picture of a file from a closed source."
CLOSED_PICTURE_WHAT = "Observations and saved frames of files from closed sources"
TELLING_INCIDENT = "An item of it stays, and its words can tell of that item. Ticked, they go out, the item does not."
TELLING_INCIDENT_WHAT = "Incidents with an item that stays, and what is said about them"
NOT_ASKED_WHAT = "Items that were not asked for, and all that hangs on them"
NOT_ASKED: dict[Only, str] = {
    "relevant": "Only items stated to be relevant were asked for.",
    "kept": "Items stated to be not relevant or a duplicate were left out.",
}
OLDER_VALUES_WHAT = "What was changed or undone later"
OLDER_VALUES = "Only what holds now goes out; the journal keeps a salted commitment to the rest."

_BY_PART: dict[tuple[str, str], list[Rule]] = {}
for _rule in RULES:
    _BY_PART.setdefault((_rule.kind, _rule.part), []).append(_rule)


def rule_for(record: Record, part: str) -> Rule | None:
    """Return the first row that holds for a record's part, or ``None`` where it goes out for everybody."""
    rules = _BY_PART.get((record_kind(type(record)), part), ())
    return next((rule for rule in rules if rule.is_about(record)), None)
