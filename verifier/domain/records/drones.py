"""Physical machines: one card for one airframe, whatever it is called and wherever it was seen."""

from typing import Literal

import msgspec

from verifier.domain.ids import Id, Label
from verifier.domain.records.base import Base
from verifier.domain.scales import Confidence


class Marking(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A serial number or marking as read: the value, where it stood, how legible, who read it, who read it again.

    ``reading``: the reading of a region that it was taken over from; both are then read as that says.
    """

    value: str
    is_serial: bool
    read_from: Literal["metadata", "marking", "remote_id", "packaging", "document"]
    observation: Id | None = None
    legibility: Literal["clear", "partly", "guess"] | None = None
    reader: Id | None = None
    second_reader: Id | None = None
    second_value: str = ""
    reading: Id | None = None


class Drone(Base, frozen=True, kw_only=True, tag="drone"):
    """One physical machine (``D-03``) and what is known of it."""

    label: Label
    title: str = ""
    claims: tuple[Id, ...] = ()
    observations: tuple[Id, ...] = ()
    markings: tuple[Marking, ...] = ()
    modifications: str = ""
    payload: str = ""
    user_group: str = ""
    user_group_confidence: Confidence | None = None
    condition: Literal["in_use", "seized", "wreck", "for_sale", "in_transit"] | None = None
