"""What a report is set from: rows of a label and a value, and statements made of them."""

import msgspec


class Row(msgspec.Struct, frozen=True):
    """A label and its value; ``is_code`` for hashes and addresses, which are set in a fixed width."""

    label: str
    value: str
    is_code: bool = False


class FeatureView(msgspec.Struct, frozen=True):
    """One distinguishing feature with its sign."""

    sign: str
    sign_words: str
    cue: str
    region: str
    source: str = ""


class Statement(msgspec.Struct, frozen=True):
    """One thing that somebody states, ready to be set."""

    heading: str
    lead: str
    rows: tuple[Row, ...]
    by: str
    features: tuple[FeatureView, ...] = ()
    against: tuple[Row, ...] = ()
    against_heading: str = "Considered, or against it"


def rows(*pairs: tuple[str, str]) -> tuple[Row, ...]:
    """Return rows of those pairs that have a value."""
    return tuple(Row(label, value) for label, value in pairs if value)
