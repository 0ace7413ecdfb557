"""What the parts of the tags panel say and in which order; pure questions of the case and the catalog. No Qt."""

from collections.abc import Iterable, Iterator

import msgspec

from verifier.case.case import Case
from verifier.catalog.catalog import Catalog
from verifier.catalog.entries import Basis, Citation, Cue, LookAlikeOf
from verifier.domain.ids import key_of
from verifier.domain.records import (
    Drone,
    DroneClaim,
    Feature,
    Hypothesis,
    Item,
    Link,
    Marking,
    Observation,
    Person,
    Tag,
)
from verifier.gui.items.words import claim_words, drone_words
from verifier.gui.lookups import about, item_of
from verifier.gui.panels.words import target_words
from verifier.gui.picker.words import second_line, source_words
from verifier.gui.speech import tr, tr_made

CONDITIONS: tuple[tuple[str, str], ...] = (
    ("in_use", "in use"),
    ("seized", "seized"),
    ("wreck", "wreck"),
    ("for_sale", "for sale"),
    ("in_transit", "in transit"),
)
READ_FROM: tuple[tuple[str, str], ...] = (
    ("marking", "on the machine"),
    ("metadata", "in a file’s metadata"),
    ("remote_id", "in its Remote ID"),
    ("packaging", "on its packaging"),
    ("document", "in a document"),
)
LEGIBILITY: tuple[tuple[str, str], ...] = (
    ("clear", "clear"),
    ("partly", "partly legible"),
    ("guess", "a guess"),
)


STORED = "stored-index:"
"""How the catalog names a public file that it knows by number alone."""


class FeatureLine(msgspec.Struct, frozen=True):
    """One thing to look for: ``of`` names the answer it speaks for where that is not the leading one.

    ``source`` names where that is written in a few words, ``citation`` in full.
    """

    text: str
    cue_id: str | None
    source: str
    citation: str = ""
    of: str = ""
    feature: Feature | None = None


def name_of(hypothesis: Hypothesis) -> str:
    """Name an answer: an entry of the catalog, or a drone whose model is open."""
    if hypothesis.entry.level == "undetermined":
        return tr("Drone, model not determined")
    return drone_words(hypothesis.entry)


def under_name(catalog: Catalog, claim: DroneClaim, place: int) -> str:
    """Say the first thing to know of an answer: why it was excluded, that it looks like the leading one, its kind."""
    hypothesis = claim.hypotheses[place]
    slug, first = hypothesis.entry.entry_id, claim.hypotheses[0].entry
    if hypothesis.excluded_because:
        return tr("excluded: {reason}", reason=hypothesis.excluded_because)
    if slug is None:
        return tr("a drone, and no more can be said")
    if not catalog.has(slug):
        return tr("no longer in the catalog")
    if place and first.entry_id is not None and is_inseparable(catalog, slug, first.entry_id):
        return tr("not separable by shape from {drone}", drone=first.name)
    return second_line(catalog, catalog.entry(slug))


def is_inseparable(catalog: Catalog, slug: str, other: str) -> bool:
    """Tell whether a source says that two entries cannot be told apart from a picture."""
    return any(
        like.other.id == other and like.separable_by_shape is False
        for like in catalog.look_alikes(slug)
    )  # fmt: skip


def feature_lines(catalog: Catalog, claim: DroneClaim) -> tuple[FeatureLine, ...]:
    """Return what tells the answers apart: first cues that were written for that, then the rest of the leading one's.

    What was marked and stands in no catalog (any more) comes last. The order never depends on what is marked.
    """
    marked = {feature.cue_id or feature.cue: feature for feature in claim.features}
    lines: dict[str, FeatureLine] = {}
    for cue, of in _cues(catalog, claim):
        if cue.id not in lines:
            source = source_words(catalog, cue.citations[0].source)
            cited = citation_words(catalog, cue.citations[0])
            lines[cue.id] = FeatureLine(cue.text, cue.id, source, cited, of, marked.get(cue.id))
    strays = (FeatureLine(f.cue, f.cue_id, f.source, f.source, "", f) for key, f in marked.items() if key not in lines)
    return (*lines.values(), *strays)


def citation_words(catalog: Catalog, citation: Citation) -> str:
    """Write where a cue was read so that another person finds it: the address, and where in it."""
    source = catalog.source(citation.source)
    # The number of a stored file says nothing to a reader of a bundle; its title does.
    named = (catalog.title_of(source) if source.ref.startswith(STORED) else "") or source.ref
    return ", ".join(part for part in (named, citation.note) if part)


def _cues(catalog: Catalog, claim: DroneClaim) -> Iterator[tuple[Cue, str]]:
    standing = [one.entry for one in claim.hypotheses if not one.excluded_because and one.entry.entry_id is not None]
    known = [entry for entry in standing if entry.entry_id is not None and catalog.has(entry.entry_id)]
    basis = basis_of(claim)
    asked = {slug for entry in claim.hypotheses for slug in _family(catalog, entry.entry.entry_id)}
    for place, entry in enumerate(known):
        for cue in _cues_of(catalog, entry.entry_id, basis):
            if asked & set(cue.distinguishes_from):
                yield cue, entry.name if place else ""
    for cue in _cues_of(catalog, known[0].entry_id if known else None, basis):
        yield cue, ""


def _family(catalog: Catalog, slug: str | None) -> tuple[str, ...]:
    if slug is None or not catalog.has(slug):
        return ()
    above = catalog.ancestors(slug)
    return (slug, *(entry.id for entry in above if entry.level != "class"), *(e.id for e in catalog.children(slug)))


def _cues_of(catalog: Catalog, slug: str | None, basis: Basis) -> tuple[Cue, ...]:
    return tuple(cue for cue in catalog.cues(slug) if cue.basis == basis) if slug is not None else ()


def basis_of(claim: DroneClaim) -> Basis:
    """Return what there is to look at: the drone where it is seen, what its files say where it filmed."""
    return "visual" if claim.role == "seen" else "file"


def open_look_alikes(catalog: Catalog, claim: DroneClaim) -> tuple[LookAlikeOf, ...]:
    """Return the look-alikes of the leading answer on which nothing is said yet."""
    slug = claim.hypotheses[0].entry.entry_id
    if slug is None or not catalog.has(slug):
        return ()
    answered = {one.entry.entry_id for one in (*claim.hypotheses, *claim.look_alikes)}
    found = {like.other.id: like for like in catalog.look_alikes(slug) if like.basis == basis_of(claim)}
    return tuple(like for other, like in found.items() if other not in answered)


def machine_of(case: Case, record: DroneClaim | Observation) -> Drone | None:
    """Return the machine that a claim or region is tied to, from either end."""
    if isinstance(record, DroneClaim) and record.drone is not None:
        held = case.get(key_of("drone", record.drone))
        if isinstance(held, Drone):
            return held
    for drone in case.of(Drone):
        if record.id in (drone.claims if isinstance(record, DroneClaim) else drone.observations):
            return drone
    return None


def machines(case: Case) -> tuple[Drone, ...]:
    """Return every machine of the case, by label."""
    return tuple(sorted(case.of(Drone), key=lambda drone: drone.label))


def machine_words(drone: Drone) -> str:
    """Name a machine: ``D-03 white Phantom, one leg mended``."""
    return f"{drone.label} {drone.title}".rstrip()


def rests_on(case: Case, drone: Drone) -> tuple[tuple[str, str], ...]:
    """Return what a machine rests on: key of the claim or region, and ``E-0007, region 1: Phantom 3, likely``."""
    claims = [case.get(key_of("drone_claim", claim)) for claim in drone.claims]
    seen = [case.get(key_of("observation", one)) for one in drone.observations]
    rows = [(claim.about, _where(case, claim.about), claim_words(claim)) for claim in claims
            if isinstance(claim, DroneClaim)]  # fmt: skip
    rows += [(one.key, _where(case, one.key), one.seen) for one in seen if isinstance(one, Observation)]
    links = (link for link in case.referring(drone.key) if isinstance(link, Link) and link.kind == "same_machine")
    rows += [
        (link.from_key, _where(case, link.from_key), tr_made(link.strength))
        for link in links
        if isinstance(case.get(link.from_key), Item)
    ]
    return tuple((key, f"{where}: {what}" if what else where) for key, where, what in rows)


def _where(case: Case, key: str) -> str:
    record = case.get(key)
    item = case.get(item_of(case, record) or "") if record is not None else None
    label = item.label if isinstance(item, Item) else tr("an item that is gone")
    return f"{label}, {target_words(case, key)}" if isinstance(record, Observation) else label


def second_reading_words(marking: Marking) -> tuple[str, bool]:
    """Say whether a second reader reads the same; the flag is True where they differ."""
    if not marking.second_value:
        return tr("Read by one person alone."), False
    if _plain(marking.second_value) == _plain(marking.value):
        return tr("Both read the same."), False
    return tr("The two readings differ."), True


def _plain(value: str) -> str:
    return "".join(value.split()).casefold()


def person_words(case: Case, person_id: str | None) -> str:
    """Name a person of the case; nothing where nobody is named."""
    person = case.get(key_of("person", person_id)) if person_id else None
    if isinstance(person, Person):
        return person.name
    return tr("a person whose name was removed") if person_id else ""


def new_serials(serials: Iterable[str], drone: Drone) -> tuple[str, ...]:
    """Return those serial numbers that the card has not yet."""
    held = {_plain(marking.value) for marking in drone.markings}
    return tuple(serial for serial in dict.fromkeys(serials) if serial.strip() and _plain(serial) not in held)


def tags_of(case: Case, key: str) -> tuple[str, ...]:
    """Return the words stuck to a record, in order of the alphabet."""
    return tuple(sorted({tag.name for tag in about(case, key, Tag)}, key=str.casefold))


def used_tags(case: Case) -> tuple[str, ...]:
    """Return every tag used in the case, in order of the alphabet."""
    return tuple(sorted({tag.name for tag in case.of(Tag)}, key=str.casefold))
