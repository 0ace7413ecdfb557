"""Tie what was stated or seen to one physical machine; both ends of the tie are kept in step."""

import msgspec

from verifier.case.draft import Draft
from verifier.commands.naming import name_of
from verifier.domain.errors import CommandRefused
from verifier.domain.records import Drone, DroneClaim, Observation, Record


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
