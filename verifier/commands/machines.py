"""Tie what was stated or seen to one physical machine; both ends of the tie are kept in step."""

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import name_of
from verifier.domain.errors import CommandRefused
from verifier.domain.records import Drone, DroneClaim, Item, Link, Marking, Observation, Record
from verifier.domain.strengths import plain_serial


class NewMachine(msgspec.Struct, frozen=True, kw_only=True):
    """Open a card for the physical machine that a drone tag or a region shows."""

    about: Record
    title: str = ""

    @property
    def label(self) -> str:
        return f"open a card for the machine of {name_of(self.about)}"

    def run(self, draft: Draft) -> None:
        drone = Drone(id=draft.new_id(), label=draft.new_label("D"), title=self.title)
        draft.put(drone)
        _tie(draft, self.about, drone)


class TieToMachine(msgspec.Struct, frozen=True, kw_only=True):
    """State that a drone tag or a region shows this machine; ``None``: none of the machines known."""

    about: Record
    drone: Drone | None

    @property
    def label(self) -> str:
        what = name_of(self.about)
        return f"tie {what} to {self.drone.label}" if self.drone is not None else f"untie {what} from its machine"

    def run(self, draft: Draft) -> None:
        _tie(draft, self.about, draft.the(Drone, self.drone.key) if self.drone is not None else None)


class Bearer(msgspec.Struct, frozen=True):
    """An item or region that bears what two of them share: where it stands, and what else may explain it."""

    about: Item | Observation
    where: str
    innocent: str = ""


class StateSameMachine(msgspec.Struct, frozen=True, kw_only=True):
    """State that items come from, or show, one machine: open its card, or extend the one given.

    ``shared``: what they have in common (``same serial``); ``serial``: the number, "" where it is none. Each item is
    linked to the machine with what speaks for it and what else may explain it; what is linked already stays as it is.
    """

    bearers: tuple[Bearer, ...]
    shared: str
    serial: str = ""
    drone: Drone | None = None
    title: str = ""

    @property
    def label(self) -> str:
        names = ", ".join(dict.fromkeys(name_of(bearer.about) for bearer in self.bearers[:3]))
        more = " and more" if len(self.bearers) > 3 else ""
        return f"state one machine for {names}{more}"

    def run(self, draft: Draft) -> None:
        if not self.bearers:
            raise CommandRefused("One machine is stated of at least one item.")
        if self.drone is not None:
            drone = draft.the(Drone, self.drone.key)
        else:
            drone = Drone(id=draft.new_id(), label=draft.new_label("D"), title=self.title)
        drone = _marked(drone, self.serial)
        draft.put(drone)
        linked = {link.from_key for link in draft.of(Link) if link.to_key == drone.key and link.kind == "same_machine"}
        for bearer in self.bearers:
            about = draft.require(bearer.about.key)
            if isinstance(about, Observation):
                _tie(draft, about, drone)
                drone = draft.the(Drone, drone.key)
            elif about.key not in linked:
                draft.put(self._link(draft, about, drone, bearer))

    def _link(self, draft: Draft, about: Record, drone: Drone, bearer: Bearer) -> Link:
        return Link(
            id=draft.new_id(),
            from_key=about.key,
            to_key=drone.key,
            kind="same_machine",
            strength=self.shared,
            evidence_for=bearer.where,
            evidence_against=bearer.innocent,
            stated_by=draft.actor,
            stated_at=draft.now,
        )


def _marked(drone: Drone, serial: str) -> Drone:
    known = {plain_serial(marking.value) for marking in drone.markings if marking.is_serial}
    if not serial or plain_serial(serial) in known:
        return drone
    made = Marking(serial, is_serial=True, read_from="metadata")
    return msgspec.structs.replace(drone, markings=(*drone.markings, made))


def _tie(draft: Draft, about: Record, drone: Drone | None) -> None:
    held = draft.require(about.key)
    if not isinstance(held, DroneClaim | Observation):
        raise CommandRefused("Only a drone tag or a region can be tied to a machine.", held.key)
    for other in draft.of(Drone):
        if drone is None or other.id != drone.id:
            draft.put(_without(other, held))
    if drone is not None:
        draft.put(_with(drone, held))
    if isinstance(held, DroneClaim):
        draft.put(msgspec.structs.replace(held, drone=drone.id if drone is not None else None))


def _with(drone: Drone, held: DroneClaim | Observation) -> Drone:
    if isinstance(held, DroneClaim):
        return msgspec.structs.replace(drone, claims=tuple(dict.fromkeys((*drone.claims, held.id))))
    return msgspec.structs.replace(drone, observations=tuple(dict.fromkeys((*drone.observations, held.id))))


def _without(drone: Drone, held: DroneClaim | Observation) -> Drone:
    if isinstance(held, DroneClaim):
        return msgspec.structs.replace(drone, claims=tuple(one for one in drone.claims if one != held.id))
    return msgspec.structs.replace(drone, observations=tuple(one for one in drone.observations if one != held.id))
