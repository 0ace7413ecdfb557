"""Find an item by what a person calls it: its label, its id or key, or its file name where no other has it."""

from verifier.case.case import Case
from verifier.domain.errors import UsageError
from verifier.domain.ids import format_label, parse_label
from verifier.domain.records import Item


def find_item(case: Case, name: str) -> Item:
    """Return the item a person means; raise :class:`UsageError` where none or several are meant."""
    wanted = name.strip()
    items = case.of(Item)
    label = parse_label(wanted)
    if label is not None and label[0] == "E":
        full = format_label(*label)
        found = [item for item in items if item.label == full]
    else:
        found = [item for item in items if wanted in (item.id, item.key)]
    found = found or [item for item in items if item.original_name == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        labels = ", ".join(item.label for item in found[:5])
        raise UsageError(f"Several items are called that ({labels}); name one by its label.", wanted)
    raise UsageError("The case holds no such item; “verifier list CASE” shows them all.", wanted)
