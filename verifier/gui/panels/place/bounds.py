"""The two bounds of a time and the zone they are read in, as fields that save when they are left."""

from collections.abc import Callable
from datetime import datetime

from verifier.domain.errors import UsageError
from verifier.domain.records import TimeClaim
from verifier.gui.fields import LineField
from verifier.gui.moments import moment_text
from verifier.gui.panels.place.when import Bound, read_bound
from verifier.gui.speech import tr

EMPTY_WORDS: dict[Bound, str] = {
    "earliest": "Open: it may be any time before",
    "latest": "Open: it may be any time after",
}
NAMES: dict[Bound, str] = {"earliest": "Not before", "latest": "Not after"}


def bound_field(bound: Bound, read: Callable[[], TimeClaim], edit: Callable[..., str | None]) -> LineField:
    """Return the field of a bound: shown in UTC, typed in any zone that is written or assumed."""

    def save(words: str) -> str | None:
        try:
            at: datetime | None = read_bound(words, read().zone_assumption, bound) if words else None
        except UsageError as error:
            return error.sentence
        return edit(bound, **{bound: at})

    return LineField(
        tr(NAMES[bound]), tr(EMPTY_WORDS[bound]), lambda: moment_text(getattr(read(), bound)), save, mono=True
    )
