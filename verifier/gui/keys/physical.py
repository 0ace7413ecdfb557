"""Which key of the keyboard was pressed, whatever the layout writes on it: its name on a US keyboard. No Qt.

Sources: Linux ``input-event-codes.h`` (X11 and Wayland add 8), which agrees with scan code set 1 of Windows over the
writing keys; ``HIToolbox/Events.h`` (``kVK_ANSI_…``) for macOS, where Qt hands the code over as the virtual key.
"""

_ROWS = ((2, "1234567890-="), (16, "QWERTYUIOP[]"), (30, "ASDFGHJKL;'`"), (43, "\\ZXCVBNM,./"))
_EVDEV = {first + place: key for first, keys in _ROWS for place, key in enumerate(keys)}
_MAC_ORDER = "ASDFHGZXCV\0BQWERYT123465=97-80]OU[IP\0LJ'K;\\,/NM."
_MAC = {place: key for place, key in enumerate(_MAC_ORDER) if key != "\0"} | {50: "`"}
_X_OFFSET = 8


def us_key(platform: str, scan_code: int, virtual_key: int) -> str:
    """Return what a US keyboard has on that key: a capital letter, a digit, a sign; "" where it is not known.

    ``platform``: Qt's name of it (``xcb``, ``wayland``, ``windows``, ``cocoa``).
    """
    if platform == "cocoa":
        return _MAC.get(virtual_key, "")
    if platform == "windows":
        return _EVDEV.get(scan_code, "")
    if platform.startswith(("xcb", "wayland")):
        return _EVDEV.get(scan_code - _X_OFFSET, "")
    return ""
