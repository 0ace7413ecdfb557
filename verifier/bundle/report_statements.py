"""What is stated, laid out for the report: drones, places, times, with what speaks for and against, and who says so."""

from verifier.bundle import report_words as words
from verifier.bundle.disclosed import Disclosed
from verifier.bundle.overlay import place_words
from verifier.bundle.report_rows import FeatureView, Row, Statement, rows
from verifier.domain.frames import Track
from verifier.domain.records import (
    Assessment,
    CatalogRef,
    DroneClaim,
    Feature,
    Item,
    Keyframe,
    Link,
    Note,
    Observation,
    Origin,
    Pillar,
    PlaceClaim,
    Posting,
    PriorSearch,
    Rival,
    Segment,
    SourceClaim,
    TimeClaim,
)
from verifier.domain.scales import CREDIBILITY_WORDS, RELIABILITY_WORDS
from verifier.domain.strengths import in_full
from verifier.domain.words import NOT_ASSESSED, ROLE_WORDS
from verifier.geo.coordinates import format_decimal, format_dms, format_mgrs, own_radius_m

PRIOR_OUTCOMES = {
    "found": "Found there: it was seen before",
    "none_found": "Nothing was found, which does not prove that it is new",
    None: "Asked; the result is not written down yet",
}


class Statements:
    """Lays out claims; ``regions`` numbers the observations of the item at hand by id."""

    def __init__(self, shown: Disclosed, regions: dict[str, int]) -> None:
        self._shown = shown
        self._regions = regions

    def drone(self, claim: DroneClaim) -> Statement:
        """Lay out which drone is seen or filmed."""
        leading, *rest = claim.hypotheses
        level = "" if leading.entry.level == "undetermined" else f" ({leading.entry.level})"
        others = tuple(Row(_entry(h.entry), _joined(words.likelihood(h.likelihood), h.excluded_because)) for h in rest)
        excluded = tuple(Row(f"Not {_entry(x.entry)}", x.reason) for x in claim.look_alikes)
        machine = self._shown.get(f"drone/{claim.drone}") if claim.drone else None
        return Statement(
            ROLE_WORDS[claim.role],
            _entry(leading.entry) + level,
            rows(
                ("Likelihood", words.likelihood(leading.likelihood)),
                ("Confidence", words.confidence(claim.confidence)),
                ("About", self.about(claim.about)),
                ("Single machine", str(getattr(machine, "label", ""))),
                ("Note", claim.note),
            ),
            self._by(claim.stated_by, words.day(claim.stated_at)),
            tuple(self._feature(feature) for feature in claim.features),
            (*others, *excluded),
        )

    def place(self, claim: PlaceClaim) -> Statement:
        """Lay out where the camera or the subject was."""
        heading = "Place of the camera" if claim.locates == "camera" else "Place of the subject"
        direction = _with_error(claim.heading_deg, claim.heading_error_deg)
        field = _with_error(claim.field_of_view_deg, claim.field_of_view_error_deg)
        imagery = "; ".join(_joined(i.provider, i.date, i.reference, i.licence) for i in claim.imagery)
        return Statement(
            heading,
            _coordinates(claim),
            (
                *_notations(claim),
                *rows(
                    ("About", self.about(claim.about)),
                    ("Radius (95 %)", _radius(claim)),
                    ("Methods", words.methods(claim.methods) or "not stated"),
                    ("Heading", f"{direction}, clockwise from true north" if direction else ""),
                    ("Field of view", field),
                    ("Imagery", imagery),
                    ("Likelihood", words.likelihood(claim.likelihood)),
                    ("Confidence", words.confidence(claim.confidence)),
                    ("As typed", claim.as_typed),
                    ("Note", claim.note),
                ),
            ),
            self._by(claim.stated_by, words.day(claim.stated_at)),
            against=tuple(Row(f"Not {x.what}", x.reason) for x in claim.alternatives_excluded),
        )

    def time(self, claim: TimeClaim) -> Statement:
        """Lay out when it was recorded or posted, or when it happened."""
        return Statement(
            words.DATES_WORDS[claim.dates],
            _span(claim),
            rows(
                ("About", self.about(claim.about)),
                ("Methods", words.methods(claim.methods) or "not stated"),
                ("As found", claim.as_found),
                ("Zone", claim.zone_assumption),
                ("Likelihood", words.likelihood(claim.likelihood)),
                ("Confidence", words.confidence(claim.confidence)),
                ("Note", claim.note),
            ),
            self._by(claim.stated_by, words.day(claim.stated_at)),
        )

    def source(self, claim: SourceClaim) -> Statement:
        """Lay out what a source says, verbatim, and our answer."""
        translator = "machine" if claim.is_machine_translation else (claim.translator or "")
        translation = _joined(claim.translation, f"translated by {translator}" if translator else "")
        return Statement(
            f"What the source says ({_found_in(claim)})",
            f"“{claim.words}”",
            rows(
                ("In the clip", words.moment(claim.span) if claim.span is not None else ""),
                ("Language", claim.language),
                ("Translation", translation if claim.translation else ""),
                ("Our answer", _joined(claim.answer, claim.answer_reason)),
            ),
            self._by(claim.recorded_by, words.day(claim.recorded_at)),
        )

    def posting(self, posting: Posting) -> Statement:
        """Lay out where the file was found, as far as that goes out."""
        letter = f"{posting.reliability} ({RELIABILITY_WORDS[posting.reliability]})" if posting.reliability else ""
        reliability = _joined(letter, posting.reliability_reason or "")
        digit = posting.credibility
        keeps = {part: self._shown.holds_back(posting.key, part) for part in ("address", "source")}
        missing = "(the address is withheld)" if keeps["address"] else "(no address stated)"
        received = _joined(
            words.day(posting.acquired_at) if posting.acquired_at else "",
            f"by {self._shown.person(posting.acquired_by)}" if posting.acquired_by else "",
        )
        return Statement(
            "Where it was found",
            posting.url or posting.platform or missing,
            rows(
                ("Platform", (posting.platform or "") if posting.url else ""),
                ("Source", "" if keeps["source"] else words.openness(posting.is_closed_source)),
                ("Account", _joined(posting.account_name or "", posting.account_id or "")),
                ("Archived at", " ".join(posting.archive_urls or ())),
                ("Posted, as shown", posting.posted_at_as_shown or ""),
                ("Zone", posting.zone_assumption),
                ("Posted", words.when(posting.posted_at)),
                ("Edited, as shown", posting.edited_at_as_shown or ""),
                ("Edited", words.when(posting.edited_at)),
                ("Message", _joined(posting.message_id or "", posting.album or "")),
                ("Forwarded from", posting.forwarded_from or ""),
                ("Caption", posting.caption or ""),
                ("Received from", posting.acquired_from or ""),
                ("Received how", posting.acquired_how or ""),
                ("Received", received),
                ("Source reliability", reliability),
                ("Credibility", f"{digit} ({CREDIBILITY_WORDS[digit]})" if digit else ""),
                ("Rights", posting.rights or ""),
                ("Withheld", "who posted or sent it, and how it was acquired" if keeps["source"] else ""),
            ),
            "",
        )

    def segment(self, segment: Segment) -> Statement:
        """Lay out a named part of a clip."""
        span = words.span(segment.first_pts, segment.last_pts, segment.time_base)
        return Statement("Part of the clip", segment.title or "(without a name)", rows(("In the clip", span)), "")

    def observation(self, observation: Observation) -> Statement:
        """Lay out what was seen."""
        return Statement(
            self.place_in_picture(observation.key) or "Seen",
            observation.seen or self._tagged(observation) or "Marked; nothing is said about it.",
            rows(
                ("When", words.moment(observation.when)),
                ("In the picture", self._where(observation)),
                ("Moves", self._followed(observation)),
                ("Taken from", "; ".join(map(words.taken_from, self._shown.about(Origin, observation.key)))),
                ("Reads", observation.transcript),
                ("Drawn on an enhanced view", words.filters(observation.drawn_with)),
            ),
            self._by(observation.observed_by, words.day(observation.observed_at)),
        )

    def _where(self, observation: Observation) -> str:
        """Say where a region stands that stands still."""
        item = self._shown.get(f"item/{observation.item}")
        is_still = not isinstance(observation.when, Track)
        return place_words(observation.region, item.technical) if is_still and isinstance(item, Item) else ""

    def _tagged(self, observation: Observation) -> str:
        """Say which drone a region without words of its own was drawn around."""
        return "; ".join(map(drone_in_short, self._shown.about(DroneClaim, observation.key)))

    def prior_search(self, search: PriorSearch) -> Statement:
        """Lay out what an engine was asked and what came of it; finding nothing is never called proof."""
        keeps = self._shown.holds_back(search.key, "result")
        lead = PRIOR_OUTCOMES[search.outcome]
        dated = search.result_date_as_shown or words.when(search.result_at) if not keeps else ""
        handed = _joined(
            "a part of the picture" if search.crop else "the whole picture",
            f"{len(search.masks)} areas filled in" if len(search.masks) > 1 else "one area filled in"
            if search.masks else "",
        )  # fmt: skip
        return Statement(
            f"Earlier appearance looked for with {search.engine}",
            lead,
            (
                *rows(("When", words.moment(search.when)), ("Handed over", handed), ("Page", search.page)),
                *rows(("Found at", search.result_url or ""), ("Dated", dated), ("Note", search.note or "")),
            ),
            self._by(search.asked_by, words.day(search.asked_at)),
        )

    def _followed(self, observation: Observation) -> str:
        """Say how a region that moves was followed; nothing where it stands still."""
        keyframes = [one for one in self._shown.of(Keyframe) if one.observation == observation.id]
        if not keyframes:
            return ""
        by_program = [one.proposed_by for one in keyframes if one.proposed_by is not None]
        how = f"{len(by_program)} of them found by {by_program[0].function} and accepted" if by_program else ""
        gone = sum(one.state == "hidden" for one in keyframes)
        hidden = f"hidden {gone} time{'s' if gone > 1 else ''}" if gone else ""
        count = f"{len(keyframes)} keyframe{'s' if len(keyframes) > 1 else ''}, interpolated by time between them"
        return "; ".join(part for part in (count, how, hidden) if part)

    def note(self, note: Note) -> Statement:
        """Lay out a note, and what it is about where that is not the whole item."""
        about = "" if note.about.startswith("item/") else self.about(note.about)
        return Statement(
            "Note", note.text, rows(("About", about)), self._by(note.written_by, words.day(note.written_at))
        )

    def link(self, link: Link) -> Statement:
        """Lay out a link between two records."""
        ends = f"{self._name(link.from_key)} — {self._name(link.to_key)}"
        if link.kind == "sidecar_of":  # made by an import alone; nobody weighs it
            made = rows(("Rests on", link.evidence_for), ("Made by", "the import of the files; no person stated it"))
            return Statement("Sidecar of", ends, made, "")
        return Statement(
            link.kind.replace("_", " ").capitalize(),
            ends,
            rows(
                ("Strength", in_full(link.strength)),
                ("Likelihood", words.likelihood(link.likelihood)),
                ("For", link.evidence_for),
            ),
            self._by(link.stated_by, words.day(link.stated_at)),
            against=rows(("Against", link.evidence_against)),
        )

    def assessment(self, assessment: Assessment) -> Statement:
        """Lay out the weighing up: five questions, rival explanations, gaps."""
        keeps = self._shown.holds_back(assessment.key, "source")
        pillars = tuple(Row(pillar.name.capitalize(), _answered(pillar)) for pillar in assessment.pillars)
        rivals = tuple(Row(words.RIVAL_WORDS[rival.name], _rival(rival)) for rival in assessment.rivals)
        reviewers = ", ".join(self._shown.person(reviewer) for reviewer in assessment.reviewers)
        sealed = words.day(assessment.sealed_at) if assessment.sealed_at else ""
        return Statement(
            "Assessment",
            assessment.finding or "No finding yet.",
            (
                *pillars,
                *rows(
                    ("Assumptions", assessment.assumptions),
                    ("Gaps", assessment.gaps),
                    ("State of work", assessment.workflow.replace("_", " ")),
                    ("Reviewed by", reviewers),
                    ("Sealed", sealed),
                    ("Withheld", "the answers on source and provenance, if there are any" if keeps else ""),
                ),
            ),
            self._shown.person(assessment.analyst)
            if assessment.weighed_at is None
            else self._by(assessment.analyst, words.day(assessment.weighed_at)),
            against=rivals,
            against_heading="Rival explanations",
        )

    def about(self, key: str) -> str:
        """Say what a claim is about: a region and its moment, a part of a clip, a whole clip; of a photo nothing."""
        record = self._shown.get(key)
        if isinstance(record, Item) and record.kind == "video":
            return "the clip as a whole; no frame is named"
        if isinstance(record, Observation):
            return _joined(self.place_in_picture(key) or "a region", words.moment(record.when))
        if isinstance(record, Segment):
            span = words.span(record.first_pts, record.last_pts, record.time_base)
            return _joined(f"part of the clip: {record.title}" if record.title else "part of the clip", span)
        if record is None and key.startswith(("observation/", "segment/")):
            return "a part of the item that is withheld"
        return ""

    def place_in_picture(self, key: str) -> str:
        """Name the region an observation stands for, or nothing."""
        number = self._regions.get(key.partition("/")[2])
        return f"Region {number}" if number else ""

    def _feature(self, feature: Feature) -> FeatureView:
        sign, sign_words = words.FEATURE_SIGNS[feature.state]
        region = self.place_in_picture(f"observation/{feature.observation}")
        return FeatureView(sign, sign_words, feature.cue, region, feature.source)

    def _by(self, person: str, at: str) -> str:
        return f"{self._shown.person(person)}, {at}"

    def _name(self, key: str) -> str:
        record = self._shown.get(key)
        kind = key.partition("/")[0].replace("_", " ")
        own = str(getattr(record, "label", "") or getattr(record, "title", "") or getattr(record, "name", ""))
        return own or _joined(self._shown.item_label(key), kind)


def _entry(entry: CatalogRef) -> str:
    return entry.name if entry.level != "undetermined" else entry.name or "A drone; more cannot be determined"


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _with_error(value: float | None, error: float | None) -> str:
    if value is None:
        return ""
    return f"{value:g}°" + (f" ± {error:g}°" if error is not None else " (error not yet assessed)")


def _coordinates(claim: PlaceClaim) -> str:
    if claim.latitude_deg is None or claim.longitude_deg is None:
        return "Cannot be located"
    return format_decimal(claim.latitude_deg, claim.longitude_deg, claim.radius_m)


def _notations(claim: PlaceClaim) -> tuple[Row, ...]:
    if claim.latitude_deg is None or claim.longitude_deg is None:
        return ()
    radius_m = claim.radius_m if claim.radius_m is not None else own_radius_m(claim.latitude_deg, claim.longitude_deg)
    return (
        Row("Degrees", format_dms(claim.latitude_deg, claim.longitude_deg)),
        Row("MGRS", format_mgrs(claim.latitude_deg, claim.longitude_deg, radius_m), is_code=True),
    )


def _radius(claim: PlaceClaim) -> str:
    if claim.latitude_deg is None:
        return ""
    return words.meters(claim.radius_m) if claim.radius_m is not None else NOT_ASSESSED


def _span(claim: TimeClaim) -> str:
    earliest, latest = words.when(claim.earliest), words.when(claim.latest)
    if not earliest and not latest:
        return "Cannot be dated"
    if earliest == latest:
        return earliest
    ends = (f"from {earliest}" if earliest else "", f"until {latest}" if latest else "")
    return " ".join(end for end in ends if end)


def _rival(rival: Rival) -> str:
    """Write what speaks for it and against it in lines of their own."""
    spoken_for = f"For it: {rival.evidence_for}" if rival.evidence_for else ""
    against = f"Against it: {rival.evidence_against}" if rival.evidence_against else ""
    likelihood = f"Likelihood: {words.likelihood(rival.likelihood)}"
    return "\n".join(line for line in (likelihood, spoken_for, against) if line)


def drone_in_short(claim: DroneClaim) -> str:
    """Write ``Filmed by DJI Mavic 3: very likely``."""
    leading = claim.hypotheses[0]
    term = leading.likelihood.term if leading.likelihood else "likelihood " + NOT_ASSESSED
    return f"{ROLE_WORDS[claim.role]}: {_entry(leading.entry)}, {term}"


def place_in_short(claim: PlaceClaim) -> str:
    """Write ``Camera: 48.46470, 35.04620 ± 60 m``."""
    radius = _radius(claim)
    known = f" ± {radius}" if claim.radius_m is not None else f", radius {radius}" if radius else ""
    return f"{claim.locates.capitalize()}: {_coordinates(claim)}{known}"


def time_in_short(claim: TimeClaim) -> str:
    """Write ``Recorded: from … until …``."""
    return f"{words.DATES_WORDS[claim.dates]}: {_span(claim)}"


def _answered(pillar: Pillar) -> str:
    """Write the answer before how well it stands."""
    if not pillar.answer:
        return pillar.grade or NOT_ASSESSED
    return f"{pillar.answer}\nIt stands as: {pillar.grade or NOT_ASSESSED}"


def _found_in(claim: SourceClaim) -> str:
    return "where is not stated" if claim.found_in == "not_stated" else claim.found_in.replace("_", " ")
