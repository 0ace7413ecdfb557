"""What to do about a problem, by its code. No Qt.

A code that is not listed is answered by the stage in which it happened, so that no problem is without a next step.
"""

from collections.abc import Iterable
from itertools import groupby

import msgspec

from verifier.domain.records import Problem
from verifier.workspace.walking import natural_key


class Advice(msgspec.Struct, frozen=True):
    """What to do: a heading, and the step in a sentence or two."""

    title: str
    what: str


ASK = Advice(
    "Ask for the original",
    "The file is damaged or cut short. Ask the source for the original, or take it from another posting, and add it "
    "again. What is here stays as it came.",
)
READ = Advice(
    "Look at the file outside",
    "The file could not be read from where it is. See whether it opens there, whether it may be read and whether the "
    "disk is well; then add it again.",
)
RELINK = Advice(
    "Bring back the disk or folder",
    "The original was left where it was and is not there now. Connect the disk, or put the folder back.",
)
SPACE = Advice(
    "Make room on the disk", "The case could not be written. Free some space on its disk, then add the files again."
)
HEAVY = Advice(
    "Try it alone",
    "Reading took too long or too much memory, or ended the process that reads. Close other programs and add the file "
    "again by itself. If it happens again, treat the file with suspicion.",
)
KEPT = Advice(
    "Nothing: the file is kept and hashed",
    "It cannot be drawn here, and counts as evidence like any other: hashed, listed, linked and exported.",
)
PARTS = Advice(
    "Nothing, but know what is missing",
    "One of the readers stopped. What the others found is kept; look at the file in another program before you say "
    "that something is not in it.",
)
REFUSED = Advice(
    "Leave it out, or look at it with care",
    "The file asks for something that no footage needs, such as a connection. It was not opened any further.",
)
MATCH = Advice(
    "See which saved posts fit no file",
    "They speak of files that the case does not hold, or not as they describe them. Read the saved posts again (Case, "
    "Read saved posts…): each post is listed with its reason. Add the files that are missing before you do.",
)
EXPORT = Advice(
    "Save the posts again",
    "A file of saved posts could not be read in full. Export or download it again, in smaller parts where it is too "
    "large, and add it.",
)
ADVICE: dict[str, Advice] = {
    "posts_not_matched": MATCH,
    "posts_not_read": EXPORT,
    "not_decoded": ASK,
    "picture_damaged": ASK,
    "clip-cut-short": ASK,
    "frames-do-not-decode": ASK,
    "decode_failed": ASK,
    "truncated": ASK,
    "not_opened": READ,
    "unreadable_file": READ,
    "link_missing": RELINK,
    "storage_failed": SPACE,
    "worker_died": HEAVY,
    "took_too_long": HEAVY,
    "took_too_much_memory": HEAVY,
    "not_drawn": KEPT,
    "unsupported_file": KEPT,
    "reader_failed": PARTS,
    "refused_file": REFUSED,
}
BY_STAGE: dict[str, Advice] = {
    "open": READ,
    "read": READ,
    "decode": ASK,
    "metadata": PARTS,
    "store": SPACE,
    "sidecar": PARTS,
}
STAGE_WORDS: dict[str, str] = {
    "open": "while it was opened",
    "read": "while it was read",
    "decode": "while it was drawn",
    "metadata": "while its metadata was read",
    "store": "while it was stored",
    "sidecar": "while it was tied to other files",
}
ORDER = (ASK, RELINK, READ, MATCH, EXPORT, SPACE, HEAVY, REFUSED, PARTS, KEPT)
"""Where something can be mended comes before where nothing needs to be."""


def advice_for(problem: Problem) -> Advice:
    """Return what to do about a problem."""
    return ADVICE.get(problem.code) or BY_STAGE[problem.stage]


def advised(problems: Iterable[Problem]) -> list[tuple[Advice, list[Problem]]]:
    """Return problems by what to do about them, files in natural order."""
    ordered = sorted(problems, key=lambda one: (ORDER.index(advice_for(one)), natural_key(one.file_name)))
    return [(advice, list(found)) for advice, found in groupby(ordered, advice_for)]


def as_text(problems: Iterable[Problem], labels: dict[str, str]) -> str:
    """Write the list so that it can be sent: what to do, then a line for each file."""
    lines: list[str] = []
    for advice, found in advised(problems):
        lines += [advice.title, advice.what]
        lines += [
            f"- {labels.get(one.item or '', '')} {one.file_name}: {one.sentence}".replace("-  ", "- ") for one in found
        ]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n" if lines else ""
