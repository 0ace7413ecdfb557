"""What one row of the list says, in plain words. No Qt."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from verifier.case.case import Case
from verifier.domain.records import CatalogRef, DroneClaim, Incident, Item, Note, Observation, PlaceClaim, Problem
from verifier.domain.records.claims import Role
from verifier.domain.records.items import Triage
from verifier.gui.items.facets import KIND_WORDS, NO_DRONE_WORDS, SENSITIVE_WORDS, TRIAGE_WORDS
from verifier.gui.items.known import Known, copies_of
from verifier.gui.lookups import drone_claims_of, leading, observations_of
from verifier.gui.speech import tr, tr_made, trn
from verifier.workspace.proxies import clip_of

Tone = Literal["muted", "faint", "warn", "bad"]


class Badge(msgspec.Struct, frozen=True):
    """A small sign: its icon, the color token it is drawn in, what it means."""

    icon: str
    tone: str
    words: str


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
    badges: tuple[Badge, ...] = ()


def row_of_item(case: Case, known: Known) -> Row:
    """Describe an item."""
    item = known.item
    observations = observations_of(case, item)
    claims = drone_claims_of(case, item)
    drone, color = _second(item, claims, observations)
    clip = clip_of(case, item) if not claims and not observations else None
    if clip is not None:
        drone = tr("the camera’s small copy of {item}", item=clip.label)
    third, tone = _third(known, observations)
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
        copies=copies_of(known),
        badges=badges_of(known),
    )


def row_of_problem(problem: Problem) -> Row:
    """Describe a file that could not be added."""
    return Row(problem.key, "", problem.file_name, tr("not added"), tr_made(problem.sentence), "warn", 0, "", "!")


def badges_of(known: Known) -> tuple[Badge, ...]:
    """Return the signs of what stands out about an item, what is worth a look first."""
    findings, problems = known.findings, known.of(Problem)
    reasons = known.item.sensitivity or ()
    incidents = known.of(Incident)
    found = (
        Badge("triangle-alert", "warn", _count_words(findings)) if findings else None,
        Badge("file-warning", "bad", _count_words([one.sentence for one in problems])) if problems else None,
        _kept_badge(known),
        Badge("drone", "muted", tr("Drone seen")) if any(one.role == "seen" for one in known.claims) else None,
        Badge("map-pin", "muted", place_words(known.of(PlaceClaim)[0])) if known.of(PlaceClaim) else None,
        Badge("siren", "muted", ", ".join(one.label for one in incidents)) if incidents else None,
        Badge("sticky-note", "muted", _note_words(known)) if known.of(Note) else None,
        Badge(
            "eye-off",
            "muted",
            tr("Sensitive: {reasons}", reasons=", ".join(tr(SENSITIVE_WORDS[one]) for one in reasons)),
        )
        if reasons
        else None,
    )
    return tuple(badge for badge in found if badge is not None)


def _kept_badge(known: Known) -> Badge | None:
    """Say why an item stays out of a bundle for others, where it does."""
    if known.item.is_withheld:
        return Badge("ban", "muted", tr("Withheld from bundles for others"))
    if any(posting.is_closed_source for posting in known.postings):
        return Badge("lock", "muted", tr("From a closed source: stays out of bundles for outside readers"))
    return None


def _count_words(sentences: Sequence[str]) -> str:
    first = tr_made(sentences[0])
    return first if len(sentences) == 1 else tr("{first} And {number} more.", first=first, number=len(sentences) - 1)


def _note_words(known: Known) -> str:
    return trn("{number} note", "{number} notes", len(known.of(Note)))


def short_size_words(size_bytes: int) -> str:
    """Write a size in three digits: ``25.9 kB``; an empty file says so."""
    if not size_bytes:
        return tr("an empty file")
    power = min(len(str(size_bytes)) - 1, 14) // 3
    if not power:
        return trn("{number} byte", "{number} bytes", size_bytes)
    return f"{size_bytes / 1000**power:.3g} {('kB', 'MB', 'GB', 'TB')[power - 1]}"


def duration_words(seconds: float) -> str:
    """Write a length as people say it: ``0:18``, ``1:02:03``."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


def drone_words(entry: CatalogRef) -> str:
    """Name an answer: a class is a word of the language, a family or model has a name that stays as it is."""
    if entry.level == "undetermined":
        return tr(NO_DRONE_WORDS)
    return tr(entry.name) if entry.level == "class" else entry.name


def claim_words(claim: DroneClaim) -> str:
    """Write a drone claim as one phrase: ``Phantom 3, likely``."""
    first = leading(claim)
    name = drone_words(first.entry)
    return _in_role(f"{name}, {tr_made(first.likelihood.term)}" if first.likelihood else name, claim.role)


def answer_words(entry: CatalogRef, role: Role) -> str:
    """Write an answer that is about to be given, or was just now: ``filmed by Phantom 3``."""
    return _in_role(drone_words(entry), role)


def _in_role(words: str, role: Role) -> str:
    return tr("filmed by {words}", words=words) if role == "filmed_by" else words


def place_words(place: PlaceClaim) -> str:
    """Write a place claim as one phrase: ``place ± 45 m``."""
    if place.latitude_deg is None:
        return tr("cannot be located")
    return tr("place stated") if place.radius_m is None else tr("place ± {radius} m", radius=f"{place.radius_m:g}")


def _drone_words(claims: tuple[DroneClaim, ...], observations: tuple[Observation, ...]) -> tuple[str, int]:
    numbers = {observation.key: number for number, observation in enumerate(observations, 1)}
    claims = tuple(sorted(claims, key=lambda claim: claim.role != "seen"))  # what it shows before what filmed it
    more = tr(" +{number}", number=len(claims) - 1) if len(claims) > 1 else ""
    for claim in claims:
        return claim_words(claim) + more, numbers.get(claim.about, 1)
    return (tr("region drawn, no drone yet") if observations else tr("no drone tagged yet")), 0


def _second(item: Item, claims: tuple[DroneClaim, ...], observations: tuple[Observation, ...]) -> tuple[str, int]:
    if not claims and item.kind not in ("photo", "video"):
        return kind_words(item), 0
    return _drone_words(claims, observations)


def _third(known: Known, observations: tuple[Observation, ...]) -> tuple[str, Tone]:
    item = known.item
    worth = (*known.findings, *(problem.sentence for problem in known.of(Problem)))
    if worth:
        first = tr_made(worth[0]).rstrip(".")
        # The number comes first: what is cut is the end.
        return (first if len(worth) == 1 else tr("{number} things: {first}", number=len(worth), first=first)), "warn"
    parts = [place_words(place) for place in known.of(PlaceClaim)[:1]]
    if item.technical.rate_kind == "variable":
        parts.append(tr("variable rate"))
    if known.digest.serials and len(parts) < 2:
        parts.append(tr("serial {number}", number=_short(known.digest.serials[0])))
    if len(observations) > 1 and len(parts) < 2:
        parts.append(trn("{number} region", "{number} regions", len(observations)))
    width, height = item.technical.displayed_width, item.technical.displayed_height
    if width and height and len(parts) < 2:
        parts.append(f"{width} × {height}")
    return " · ".join(parts) or short_size_words(item.fingerprints.size_bytes), "faint"


def _short(serial: str) -> str:
    """Cut a serial number to its beginning and its end: ``0K8T…0215``."""
    return serial if len(serial) <= 10 else f"{serial[:4]}…{serial[-4:]}"


def triage_words(triage: Triage | None) -> str:
    """Write the state of triage in a word or two."""
    return tr(TRIAGE_WORDS[triage or "none"])


def kind_words(item: Item) -> str:
    """Name what an item is."""
    return tr(KIND_WORDS[item.kind])


def _badge(item: Item) -> str:
    return duration_words(item.technical.duration_s) if item.technical.duration_s else ""


def _tile(item: Item) -> str:
    _, dot, suffix = item.original_name.rpartition(".")
    return (suffix.upper()[:5] if dot else "") or item.kind.upper()[:5]
