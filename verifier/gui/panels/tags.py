"""Tags: which drone is seen or filmed and how sure that is, its machine, words to find it by, notes."""

import logging
from collections.abc import Callable
from functools import partial
from operator import attrgetter

from verifier.catalog.catalog import Catalog
from verifier.domain.frames import Track
from verifier.domain.records import Drone, DroneClaim, Note, Observation, Person, SizeCheck
from verifier.domain.regions import Line
from verifier.gui.controls import Section, button, label, row
from verifier.gui.lookups import about, drone_claims_of, observations_of
from verifier.gui.panels.base import nothing_shown
from verifier.gui.panels.words import target_words
from verifier.gui.reading.words import readings_of
from verifier.gui.session import Session
from verifier.gui.sizing.section import size_section
from verifier.gui.speech import tr
from verifier.gui.tagging.asking import Asking
from verifier.gui.tagging.card_readings import readings_on
from verifier.gui.tagging.chips import tag_section
from verifier.gui.tagging.claim import claim_section
from verifier.gui.tagging.features import SHOWN_LINES, feature_section
from verifier.gui.tagging.fields import stays
from verifier.gui.tagging.look_alikes import SHOWN_OPEN, look_alike_section
from verifier.gui.tagging.machine import machine_section
from verifier.gui.tagging.marking import Marking
from verifier.gui.tagging.notes import note_section
from verifier.gui.tagging.parts import Part, PartsPanel
from verifier.gui.tagging.reading import reading_section
from verifier.gui.tagging.region import region_section
from verifier.gui.tagging.saved import saved_of, saved_section
from verifier.gui.tagging.words import (
    feature_lines,
    machine_of,
    machines,
    open_look_alikes,
    rests_on,
    tags_of,
    used_tags,
)
from verifier.gui.theme import Theme
from verifier.metadata.claimed_device import filmed_otherwise, named_device
from verifier.workspace.readings import FileReport, read_report

log = logging.getLogger(__name__)


class TagsPanel(PartsPanel):
    """Claims of the region that is selected, else of the whole item and everything in it."""

    def __init__(self, session: Session, theme: Theme) -> None:
        super().__init__(session, theme)
        self._asking = Asking(self.go_stale)
        self._marking = Marking(session, self.go_stale)
        session.person_changed.connect(self.go_stale)
        self._opened: frozenset[str] = frozenset()
        self._read: tuple[str, FileReport | None] = ("", None)

    def parts(self) -> list[Part]:
        item, chosen = self.session.item, self.session.selected
        if item is None:
            return [Part("nothing", None, nothing_shown)]
        case = self.session.case
        claims = drone_claims_of(case, item)
        if chosen is not None:
            claims = tuple(claim for claim in claims if claim.about == chosen.key)
        base = (
            self.session.can_edit,
            case.of(Person),
            tuple(map(attrgetter("id"), observations_of(case, item))),
            item.key,
        )
        found = [part for claim in claims for part in self._claim_parts(claim, base)]
        found.append(self._call(bool(claims)))
        if chosen is not None:
            found.append(self._region(chosen, bool(claims), base))
            found += self._size_parts(chosen, base)
        found.append(self._readings(chosen.key if chosen is not None else item.key, base))
        found += self._machine_parts(claims, chosen, base)
        found += self._words_parts(chosen.key if chosen is not None else item.key, base)
        saved = saved_of(self.session.case, item)
        if saved:
            found.append(Part("saved", (base, saved), lambda: saved_section(self.session, item, saved)))
        return found

    def _claim_parts(self, claim: DroneClaim, base: object) -> list[Part]:
        session, catalog = self.session, self.session.workspace.catalog
        lines, likes = feature_lines(catalog, claim), open_look_alikes(catalog, claim)
        report = self._report_of_item() if claim.role == "filmed_by" else None
        doubts = filmed_doubts(claim, report, catalog)
        asked, known = self._asking.state(claim.key), (base, claim, session.case.info.likelihood_scale)
        shown = (claim.about == session.item_key, target_words(session.case, claim.about), machines(session.case))
        parts = [
            Part(claim.key, (known, asked, shown, doubts), lambda: claim_section(session, claim, self._asking, doubts)),
        ]
        features = f"{claim.key} features"
        has_more = len(lines) > SHOWN_LINES and features not in self._opened
        parts.append(
            Part(
                features,
                (
                    base,
                    claim.key,
                    claim.about,
                    claim.role,
                    claim.hypotheses,
                    lines,
                    has_more,
                    self._marking.state(claim.key),
                ),
                lambda: feature_section(
                    session, claim, lines, self._marking, self._opener(features, is_there=has_more)
                ),
            )
        )
        if likes or claim.look_alikes:
            name = f"{claim.key} look-alikes"
            is_long = len(likes) > SHOWN_OPEN and name not in self._opened
            parts.append(
                Part(
                    name,
                    (base, claim.look_alikes, likes, asked, is_long),
                    lambda: look_alike_section(
                        session, claim, likes, self._asking, self._opener(name, is_there=is_long)
                    ),
                )
            )
        return parts

    def _call(self, has_claims: bool) -> Part:
        target = self.session.target
        where = target_words(self.session.case, target)
        shown = (has_claims, target, where, self.session.can_edit)
        return Part("call", shown, lambda: call_section(self.session, where, has_claims))

    def _region(self, chosen: Observation, has_claims: bool, base: object) -> Part:
        has_machine = has_claims and machine_of(self.session.case, chosen) is None
        shown = (base, chosen, machines(self.session.case), has_machine)
        return Part("region", shown, lambda: region_section(self.session, chosen, has_machine=has_machine))

    def _readings(self, key: str, base: object) -> Part:
        session = self.session
        found = readings_of(session.case, key)
        shown = (base, key, target_words(session.case, key), found, machines(session.case), session.workspace.person)
        return Part("readings", shown, lambda: reading_section(session, key, found))

    def _size_parts(self, chosen: Observation, base: object) -> list[Part]:
        checks = about(self.session.case, chosen.key, SizeCheck)
        if not isinstance(chosen.region, Line) or isinstance(chosen.when, Track):
            return []
        return [Part("size", (base, chosen, checks), lambda: size_section(self.session, chosen, checks))]

    def _machine_parts(self, claims: tuple[DroneClaim, ...], chosen: Observation | None, base: object) -> list[Part]:
        case = self.session.case
        said = [(claim, machine_of(case, claim)) for claim in claims]
        item = self.session.item
        seen = (chosen,) if chosen is not None else observations_of(case, item) if item is not None else ()
        cards = {drone.key: drone for _, drone in said if drone is not None}
        cards |= {drone.key: drone for one in seen if (drone := machine_of(case, one)) is not None}
        filmed = {drone.key for claim, drone in said if drone is not None and claim.role == "filmed_by"}
        parts: list[Part] = []
        for drone in cards.values():
            serials = self._serials_of_item() if drone.key in filmed else ()
            read = readings_on(case, drone)
            shown = (base, drone, serials, rests_on(case, drone), read, self.session.workspace.person.id)
            parts.append(Part(drone.key, shown, _maker(self.session, drone, serials)))
        return parts

    def _words_parts(self, key: str, base: object) -> list[Part]:
        session, where = self.session, target_words(self.session.case, key)
        tags, used, notes = tags_of(session.case, key), used_tags(session.case), about(session.case, key, Note)
        elsewhere = self._notes_on_regions() if key == session.item_key else ()
        return [
            Part("tags", (base, key, where, tags, used), lambda: tag_section(session, key, where, tags, used)),
            Part(
                "notes",
                (base, key, where, notes, elsewhere),
                lambda: note_section(session, key, where, notes, elsewhere),
            ),
        ]

    def _notes_on_regions(self) -> tuple[tuple[str, str, int], ...]:
        """Return each region of the item that has notes: its key, its name, how many."""
        case, item = self.session.case, self.session.item
        regions = observations_of(case, item) if item is not None else ()
        found = ((one.key, target_words(case, one.key), len(about(case, one.key, Note))) for one in regions)
        return tuple(one for one in found if one[2])

    def _opener(self, name: str, *, is_there: bool) -> Callable[[], None] | None:
        return partial(self._open, name) if is_there else None

    def _open(self, name: str) -> None:
        self._opened |= {name}
        self.go_stale()

    def _serials_of_item(self) -> tuple[str, ...]:
        """Return the serial numbers that the file states, as far as it was read."""
        report = self._report_of_item()
        fact = report.facts.get("serial_numbers") if report is not None else None
        return fact.value if fact is not None and isinstance(fact.value, tuple) else ()

    def _report_of_item(self) -> FileReport | None:
        """Return what the file states; where it was not read yet, begin to."""
        item = self.session.item
        if item is None:
            return None
        if self._read[0] != item.key:
            self._read = (item.key, None)
            future = read_report(self.session.workspace, item)
            self.session.relay.when_done(future, partial(self._learn, item.key), _unread)
        return self._read[1]

    def _learn(self, key: str, report: FileReport) -> None:
        if self._read[0] == key:
            self._read = (key, report)
            self.go_stale()


def filmed_doubts(claim: DroneClaim, report: FileReport | None, catalog: Catalog) -> tuple[str, ...]:
    """Say where a file names a device of another maker than the drone that is stated to have filmed it."""
    if report is None:
        return ()
    return filmed_otherwise((claim,), named_device(report.facts, report.filmed_by, catalog), catalog.lore)


def call_section(session: Session, where: str, has_claims: bool) -> Section:
    """Say how to tag a drone, or that none is tagged."""
    section = Section(tr("Another drone") if has_claims else tr("Drone"), label(where, "faint"))
    if not session.can_edit:
        section.add(label(tr("No drone is tagged."), "muted"))
        section.setVisible(not has_claims)
        return section
    has_region = session.target != session.item_key
    if not has_claims:
        ask = tr("Draw a box around it (R), then say which drone it is (T). “Model not determined” is an answer.")
        here = tr("Say which drone is in it (T). “Model not determined” is an answer.")
        section.add(label(here if has_region else ask, "muted", wraps=True))
    words = tr("Tag a drone in {where}…", where=where) if has_region else tr("Tag a drone…")
    tag = button(words, partial(session.drone_asked.emit, None))
    section.add(row(stays(tag, "tag"), label("T", "key"), None))
    return section


def _maker(session: Session, drone: Drone, serials: tuple[str, ...]) -> Callable[[], Section]:
    return lambda: machine_section(session, drone, serials)


def _unread(error: BaseException) -> None:
    """Set nothing against what is stated where the readings are not at hand; the metadata panel says why."""
    log.info("the file's words are not at hand: %s", type(error).__name__)
