"""A chord: one key with its modifiers, as text (``Ctrl+Shift+Z``). The text is what settings keep. No Qt."""

MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
_LONG_NAMES = {
    "delete": "Del", "escape": "Esc", "insert": "Ins", "pageup": "PgUp", "pgdown": "PgDown", "pagedown": "PgDown",
    "pgdn": "PgDown", "backtab": "Tab",
}  # fmt: skip


def chord(modifiers: frozenset[str], key: str) -> str:
    """Write a key with its modifiers, always in the same order."""
    return "+".join((*(name for name in MODIFIERS if name in modifiers), key))


def normal(text: str) -> str:
    """Return a chord as it is written here, however a person or Qt wrote it; "" for what is none."""
    modifiers, key = parted(text)
    return chord(modifiers, key) if key else ""


def parted(text: str) -> tuple[frozenset[str], str]:
    """Part a chord into modifiers and key; the key is "" where there is none."""
    head, plus, key = text.strip().rpartition("+")
    if plus and not key:  # the key is the plus itself
        head, key = head.rstrip("+"), "+"
    names = [name.strip().capitalize() for name in head.split("+") if name.strip()]
    if any(name not in MODIFIERS for name in names):
        return frozenset(), ""
    key = key.strip()
    known = _LONG_NAMES.get(key.casefold(), key)
    return frozenset(names), known.upper() if len(known) == 1 else known[:1].upper() + known[1:]


def is_plain(text: str) -> bool:
    """Tell whether a chord is a key that also types: no modifier but Shift, and no function key."""
    modifiers, key = parted(text)
    is_function = len(key) > 1 and key[0] == "F" and key[1:].isdigit()
    return not modifiers - {"Shift"} and not is_function
