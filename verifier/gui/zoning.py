"""Say in which zone the clocks of cameras stood: of every item selected whose file has a time and no zone, at once.

What is stated is a time claim with its assumption said; the reading in the file stays what it is.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, tzinfo
from zoneinfo import available_timezones

from PySide6.QtWidgets import QWidget

from verifier.commands.naming import names_of
from verifier.commands.places_and_times import StateTime
from verifier.commands.together import Together
from verifier.domain.ids import Sha256
from verifier.domain.records import Item
from verifier.gui.bulk import chosen_words
from verifier.gui.dialogs.ask_words import AskWords
from verifier.gui.moments import zone_of
from verifier.gui.session import Session
from verifier.gui.speech import tr, trn
from verifier.workspace.digests import Digest

Digests = Mapping[Sha256, Digest]


def ask_zone(session: Session, digests: Digests, window: QWidget) -> None:
    """Ask for the zone of the clocks of what is selected."""
    items = session.chosen
    if not items:
        return
    clocks = list(_clocks(items, digests))
    if not clocks:
        session.say(tr("No file selected has a time without a zone."), "warn")
        return
    hint = tr("A place such as Europe/Kyiv, or +02:00")
    number = trn("{number} camera clock without a zone", "{number} camera clocks without a zone", len(clocks))
    about = tr("{clocks} in {items}", clocks=number, items=chosen_words(items))
    AskWords(
        tr("Zone of the camera clocks"),
        about,
        hint,
        lambda words: assume_zone(session, digests, items, words),
        window,
        known=sorted(available_timezones()),
    ).open()


def assume_zone(session: Session, digests: Digests, items: tuple[Item, ...], words: str) -> None:
    """State when each of the items was recorded, reading its camera's clock in a zone; one edit for all."""
    zone = zone_of(words)
    if zone is None:
        session.say(tr("This zone is not known. Write +02:00, UTC or a name such as Europe/Kyiv."), "warn")
        return
    stated = tuple(_stated(item, clock, zone, words.strip()) for item, clock in _clocks(items, digests))
    label = f"read the clock of {names_of(tuple(item for item, _ in _clocks(items, digests)))} as {words.strip()}"
    if stated and session.do(Together(stated, label)):
        number = len(stated)
        session.say(trn("A time was stated for {number} item.", "A time was stated for {number} items.", number))


def _stated(item: Item, clock: str, zone: tzinfo, words: str) -> StateTime:
    at = datetime.fromisoformat(clock).replace(tzinfo=zone).astimezone(UTC)
    return StateTime(
        about=item,
        dates="recorded",
        earliest=at,
        latest=at,
        as_found=clock,
        zone_assumption=words,
        methods=("file_time",),
    )


def _clocks(items: tuple[Item, ...], digests: Digests) -> Iterator[tuple[Item, str]]:
    """Yield the items whose file has a time of recording and names no zone for it, with that time."""
    for item in items:
        digest = digests.get(item.readings_sha256 or "")
        if digest is not None and digest.recorded_at and not digest.recorded_offset and _is_whole(digest.recorded_at):
            yield item, digest.recorded_at


def _is_whole(clock: str) -> bool:
    """Tell whether a clock names a day and a time."""
    try:
        datetime.fromisoformat(clock)
    except ValueError:
        return False
    return "T" in clock or " " in clock
