"""What an import brought in, in a sentence of the window. No Qt."""

from verifier.gui.speech import tr, trn
from verifier.workspace.added import Added


def added_words(added: Added) -> str:
    """Count what became items, what was there, what went wrong; nothing is said of what did not happen."""
    known, failed = added.count("posting"), added.count("failed")
    left_out, not_reached = added.count("left_out"), added.count("not_reached")
    items = added.count("item")
    parts = [trn("{number} item", "{number} items", items)]
    parts += [tr("sidecars tied to theirs: {number}", number=added.tied)] if added.tied else []
    parts += [tr("{number} already in the case", number=known)] if known else []
    parts += [tr("{number} with problems", number=added.troubled)] if added.troubled else []
    parts += [tr("{number} failed", number=failed)] if failed else []
    parts += [tr("{number} left out", number=left_out)] if left_out else []
    parts += [tr("{number} not reached", number=not_reached)] if not_reached else []
    return tr("Added: {what}", what=", ".join(parts)) + "."
