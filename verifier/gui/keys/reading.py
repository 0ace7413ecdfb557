"""What a press means: the chords it may stand for, the likeliest first (ARCHITECTURE, "Letters as written")."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from verifier.gui.keys.chords import chord, normal
from verifier.gui.keys.physical import us_key

_KEY = Qt.Key
_ALONE = {
    _KEY.Key_Shift, _KEY.Key_Control, _KEY.Key_Alt, _KEY.Key_Meta, _KEY.Key_AltGr, _KEY.Key_CapsLock, _KEY.Key_NumLock,
    _KEY.Key_ScrollLock, _KEY.Key_Super_L, _KEY.Key_Super_R, _KEY.Key_Hyper_L, _KEY.Key_Mode_switch, _KEY.Key_unknown,
}  # fmt: skip
_FIRST_NAMED = 0x01000000
_DEAD = range(_KEY.Key_Dead_Grave.value, _KEY.Key_Dead_Longsolidusoverlay.value + 1)
_FLAGS = (
    ("Ctrl", Qt.KeyboardModifier.ControlModifier),
    ("Alt", Qt.KeyboardModifier.AltModifier),
    ("Shift", Qt.KeyboardModifier.ShiftModifier),
    ("Meta", Qt.KeyboardModifier.MetaModifier),
)


class Press(msgspec.Struct, frozen=True):
    """One press. ``written``: what the layout writes, a capital for a letter; ``named``: a key that writes nothing.

    ``on_us``: what a US keyboard has on the same key. ``is_third``: AltGr is held, so the character alone counts.
    """

    modifiers: frozenset[str]
    written: str = ""
    named: str = ""
    on_us: str = ""
    is_third: bool = False


def press_of(event: QKeyEvent) -> Press:
    """Read a press off Qt's event."""
    key, flags = event.key(), event.modifiers()
    modifiers = frozenset(name for name, flag in _FLAGS if flags & flag)
    platform = QGuiApplication.platformName()
    on_us = us_key(platform, event.nativeScanCode(), event.nativeVirtualKey())
    is_third = bool(flags & Qt.KeyboardModifier.GroupSwitchModifier)
    if key in _ALONE:
        return Press(modifiers)
    if key in _DEAD:
        return Press(modifiers, written="\N{DIAERESIS}", on_us=on_us, is_third=is_third)
    if key >= _FIRST_NAMED or key == Qt.Key.Key_Space:
        name = QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)
        return Press(modifiers, named="Tab" if key == Qt.Key.Key_Backtab else name)
    return Press(modifiers, written=chr(key), on_us=on_us, is_third=is_third)


def chords_of(press: Press) -> tuple[str, ...]:
    """Return the chords a press may stand for, the likeliest first."""
    if press.named:
        return (normal(chord(press.modifiers, press.named)),)
    if not press.written:
        return ()
    return tuple(dict.fromkeys(_writing(press)))


def _writing(press: Press) -> tuple[str, ...]:
    written, on_us, modifiers = press.written, press.on_us, press.modifiers
    as_written = chord(modifiers - {"Shift"}, written)
    if press.is_third:
        return (as_written,)
    if written.isascii() and written.isalpha():
        return (chord(modifiers, written),)
    on_key = (chord(modifiers, on_us),) if on_us else ()
    if not written.isascii():
        return on_key
    if written.isdigit():  # French and Czech rows write digits with Shift
        return (*(on_key if on_us.isdigit() else (chord(modifiers, written),)), as_written)
    if on_us.isdigit() and "Shift" not in modifiers:
        return (*on_key, as_written)
    return (as_written, *(on_key if not on_us.isalpha() else ()))
