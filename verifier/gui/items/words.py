"""What one row of the list says, in plain words. No Qt."""

from typing import Literal

import msgspec

from verifier.case.case import Case
from verifier.domain.records import DroneClaim, Item, Observation, PlaceClaim, Problem
from verifier.domain.records.items import Triage
from verifier.gui.lookups import (
    drone_claims_of,
    leading,
    observations_of,
    place_claims_of,
    postings_of,
    problems_of,
)
from verifier.gui.speech import tr

Tone = Literal["muted", "faint", "warn", "bad"]
Filter = Literal["all", "untagged", "tagged", "placed", "problems"]
FILTERS: tuple[tuple[Filter, str], ...] = (
    ("all", "All"),
    ("untagged", "No drone yet"),
    ("tagged", "Drone tagged"),
    ("placed", "Has place"),
    ("problems", "Problems"),
)


class Row(msgspec.Struct, frozen=True):
    """One row: an item, or a file that could not become one. ``color``: number of the region color, 0 for none.

    ``copies``: how many times the same bytes were posted or came in.
    """

    key: str
    label: str
    name: str
    second: str
    third: str
    third_tone: Tone
    color: int
    badge: str
    tile: str
    triage: Triage | None = None
    copies: int = 1


def row_of_item(case: Case, item: Item) -> Row:
    """Describe an item."""
    claims, places = drone_claims_of(case, item), place_claims_of(case, item)
    observations = observations_of(case, item)
    drone, color = _second(item, claims, observations)
    third, tone = _third(item, observations, places, problems_of(case, item))
    return Row(
        key=item.key,
        label=item.label,
        name=item.original_name,
        second=drone,
        third=third,
        third_tone=tone,
        color=color,
        badge=_badge(item),
        tile=_tile(item),
        triage=item.triage,
        copies=max(1, len(postings_of(case, item))),
    )


def row_of_problem(problem: Problem) -> Row:
    """Describe a file that could not be added."""
    return Row(problem.key, "", problem.file_name, "not added", problem.sentence, "warn", 0, "", "!")


def facets_of(case: Case, item: Item) -> frozenset[Filter]:
    """Return the filters that show an item."""
    facets: set[Filter] = {"all", "tagged" if drone_claims_of(case, item) else "untagged"}
    if place_claims_of(case, item):
        facets.add("placed")
    if problems_of(case, item):
        facets.add("problems")
    return frozenset(facets)


def haystack_of(case: Case, record: Item | Problem, *, has_statements: bool = True) -> str:
    """Return the words by which a row is found, small letters all."""
    if isinstance(record, Problem):
        return f"{record.file_name} {record.sentence}".casefold()
    words = [record.label, record.original_name]
    if has_statements:
        claims = drone_claims_of(case, record)
        words += [hypothesis.entry.name for claim in claims for hypothesis in claim.hypotheses]
        words += [problem.sentence for problem in problems_of(case, record)]
    return " ".join(words).casefold()


def short_size_words(size_bytes: int) -> str:
    """Write a size in three digits: ``25.9 kB``; an empty file says so."""
    if not size_bytes:
        return "an empty file"
    power = min(len(str(size_bytes)) - 1, 14) // 3
    return f"{size_bytes / 1000**power:.3g} {('bytes', 'kB', 'MB', 'GB', 'TB')[power]}"


def duration_words(seconds: float) -> str:
    """Write a length as people say it: ``0:18``, ``1:02:03``."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


def claim_words(claim: DroneClaim) -> str:
    """Write a drone claim as one phrase: ``Phantom 3, likely``."""
    first = leading(claim)
    name = first.entry.name if first.entry.level != "undetermined" else "drone, model not determined"
    words = f"{name}, {first.likelihood.term}" if first.likelihood else name
    return f"filmed by {words}" if claim.role == "filmed_by" else words


def place_words(place: PlaceClaim) -> str:
    """Write a place claim as one phrase: ``place ± 45 m``."""
    if place.latitude_deg is None:
        return "cannot be located"
    return "place stated" if place.radius_m is None else f"place ± {place.radius_m:g} m"


def _drone_words(claims: tuple[DroneClaim, ...], observations: tuple[Observation, ...]) -> tuple[str, int]:
    numbers = {observation.key: number for number, observation in enumerate(observations, 1)}
    more = f" and {len(claims) - 1} more" if len(claims) > 1 else ""
    for claim in claims:
        return claim_words(claim) + more, numbers.get(claim.about, 1)
    return ("region drawn, no drone yet" if observations else "no drone tagged yet"), 0


def _second(item: Item, claims: tuple[DroneClaim, ...], observations: tuple[Observation, ...]) -> tuple[str, int]:
    if not claims and item.kind not in ("photo", "video"):
        return kind_words(item), 0
    return _drone_words(claims, observations)


def _third(
    item: Item, observations: tuple[Observation, ...], places: tuple[PlaceClaim, ...], problems: tuple[Problem, ...]
) -> tuple[str, Tone]:
    for problem in problems:
        return problem.sentence, "warn"
    parts = [place_words(place) for place in places[:1]]
    if item.technical.rate_kind == "variable":
        parts.append("variable rate")
    if len(observations) > 1 and len(parts) < 2:
        parts.append(f"{len(observations)} regions")
    width, height = item.technical.displayed_width, item.technical.displayed_height
    if width and height and len(parts) < 2:
        parts.append(f"{width} × {height}")
    return " · ".join(parts) or short_size_words(item.fingerprints.size_bytes), "faint"


TRIAGE_WORDS: dict[Triage | None, str] = {
    None: "not looked at",
    "relevant": "relevant",
    "maybe": "maybe",
    "not_relevant": "not relevant",
    "duplicate": "duplicate",
    "needs_help": "needs help",
}


def triage_words(triage: Triage | None) -> str:
    """Write the state of triage in a word or two."""
    return tr(TRIAGE_WORDS[triage])


def kind_words(item: Item) -> str:
    """Name what an item is."""
    names = {"web_archive": "web archive", "other": "other file", "sidecar": "file that goes with another"}
    return names.get(item.kind, item.kind)


def _badge(item: Item) -> str:
    return duration_words(item.technical.duration_s) if item.technical.duration_s else ""


def _tile(item: Item) -> str:
    _, dot, suffix = item.original_name.rpartition(".")
    return (suffix.upper()[:5] if dot else "") or item.kind.upper()[:5]
