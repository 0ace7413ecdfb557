"""Sets of keys from the programs people come from; each names only what differs from ours.

Sources: the default configurations of labelme 6, of CVAT and of DIVE. In the latter two D goes back and F goes on,
where labelme and we go on with D: that is why whoever comes from there is offered their own keys.
"""

import msgspec


class Preset(msgspec.Struct, frozen=True):
    """``keys``: chords by the name of an action. A chord named here is taken from whatever else had it."""

    name: str
    title: str
    keys: dict[str, tuple[str, ...]]


PRESETS: tuple[Preset, ...] = (
    Preset("verifier", "Verifier", {}),
    Preset(
        "labelme",
        "labelme",
        {
            "new": ("Ctrl+Shift+N",),
            "box": ("Ctrl+R",),
            "polygon": ("Ctrl+N",),
            "select": ("Ctrl+J", "V"),
            "fit": ("Ctrl+F", "F"),
            "filter": ("Ctrl+Shift+F",),
        },
    ),
    Preset(
        "cvat",
        "CVAT / DIVE",
        {
            "previous": ("D",),
            "next": ("F",),
            "second_back": ("C", "Shift+Left"),
            "second_on": ("V", "Shift+Right"),
            "fit": ("Shift+R",),
            "turned_box": ("Ctrl+Shift+R",),
            "select": ("S",),
            "save_frame": ("Alt+S",),
        },
    ),
)
OURS = PRESETS[0]


def preset_named(name: str) -> Preset:
    """Return a preset, ours where none has the name."""
    return next((known for known in PRESETS if known.name == name), OURS)
