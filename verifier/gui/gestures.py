"""What a person does in the window, as commands: each gesture is one, and none where nothing would change."""

from typing import TYPE_CHECKING, Literal, cast

import msgspec

from verifier.commands.drone_claims import EditDroneClaim, StateDrone
from verifier.commands.observations import AddObservation, EditObservation
from verifier.commands.places_and_times import EditPlace, StatePlace
from verifier.commands.removing import Remove
from verifier.commands.tracks import NewKeyframe, SetKeyframes
from verifier.domain.frames import Instant, Still, Track, When
from verifier.domain.records import CatalogRef, DroneClaim, Hypothesis, Observation, PlaceClaim
from verifier.domain.records.claims import Method, Role
from verifier.domain.records.observations import KeyframeState
from verifier.domain.regions import Region
from verifier.domain.scales import Confidence, ConfidenceLevel
from verifier.gui.items.words import answer_words
from verifier.gui.session import Session
from verifier.gui.speech import tr

if TYPE_CHECKING:
    from verifier.geo.coordinates import Coordinates


def draw_region(session: Session, region: Region, seen: str = "") -> None:
    """Mark a region of the stored grid on the photo or frame shown, say what is seen in it, and select it."""
    item, when = session.item, moment(session)
    if item is None or when is None:
        session.say(tr("The frame is still being read; draw again when it stands."), "warn")
        return
    drawn_with = session.seeing.recipe()
    changes = session.do(AddObservation(item=item, when=when, region=region, seen=seen, drawn_with=drawn_with))
    made = next((change.key for change in changes if isinstance(change.after, Observation)), "")
    if made:
        session.select(made)
        session.say(_marked_words(session))


def _marked_words(session: Session) -> str:
    """Say how the region is tagged from here: the key that repeats a tag steps through frames while a clip is shown."""
    last = session.last_tag
    is_clip = session.item is not None and session.item.kind == "video"
    if last is None or (is_clip and session.recent_drones[:1] != [last.entry.entry_id]):
        return tr("Region marked. T says which drone it is.")
    name = answer_words(last.entry, last.role)
    if is_clip:
        return tr("Region marked. T tags it; T, ↓, Enter: {name} again.", name=name)
    return tr("Region marked. T tags it; full stop: {name} again.", name=name)


def moment(session: Session) -> When | None:
    """Return the moment on the stage, ``None`` while a clip shows no frame yet."""
    item = session.item
    if item is None or item.kind != "video":
        return Still()
    return Instant(session.frame) if session.frame is not None else None


def reshape_region(session: Session, key: str, region: Region) -> None:
    """Give a region another place or shape."""
    held = session.case.get(key)
    if not session.can_edit or not isinstance(held, Observation):
        return
    if isinstance(held.when, Track):
        set_keyframe(session, held, region=region)
    elif held.region != region:
        session.do(EditObservation(msgspec.structs.replace(held, region=region)))


def set_keyframe(
    session: Session, held: Observation, state: KeyframeState = "shown", region: Region | None = None
) -> None:
    """Say where a region that moves stands on the frame shown, or that it stands nowhere from there on."""
    frame = session.frame
    if frame is None or not isinstance(held.when, Instant | Track):
        session.say(tr("The frame is still being read; do it again when it stands."), "warn")
        return
    session.do(SetKeyframes(held, (NewKeyframe(pts=frame.pts, state=state, region=region),), frame.time_base))


def say_seen(session: Session, key: str, words: str) -> None:
    """Say what is seen in a region."""
    held = session.case.get(key)
    if isinstance(held, Observation) and held.seen != words.strip():
        session.do(EditObservation(msgspec.structs.replace(held, seen=words.strip())))


def remove(session: Session, key: str) -> None:
    """Take a record out, with what is about it; undo brings all of it back."""
    held = session.case.get(key)
    if held is not None:
        session.do(Remove((held,), with_dependents=True))


def claim_drone(session: Session, key: str, role: Role, entry: CatalogRef) -> None:
    """State which drone it is; how likely stays "not yet assessed"."""
    about = session.case.get(key)
    if about is not None and session.do(StateDrone(about=about, role=role, hypotheses=(Hypothesis(entry),))):
        session.say(tr("Tagged: {name}", name=answer_words(entry, role)))


def set_confidence(session: Session, claim: DroneClaim | PlaceClaim, level: object) -> None:
    """Say how good the basis of a claim is; the reasons given stay."""
    held = session.case.get(claim.key)
    if not isinstance(held, DroneClaim | PlaceClaim):
        return
    reasons = held.confidence.reasons if held.confidence is not None else ""
    confidence = None if level is None else Confidence(cast("ConfidenceLevel", level), reasons)
    _edit(session, held, confidence=confidence)


def set_place_likelihood(session: Session, claim: PlaceClaim, likelihood: object) -> None:
    """Say how likely a place is."""
    held = session.case.get(claim.key)
    if isinstance(held, PlaceClaim):
        _edit(session, held, likelihood=likelihood)


def state_place(
    session: Session,
    key: str,
    read: "Coordinates",
    as_typed: str,
    radius_m: float | None,
    locates: str,
    methods: tuple[str, ...],
) -> None:
    """State where the camera or what is seen was."""
    about = session.case.get(key)
    if about is None:
        return
    session.do(
        StatePlace(
            about=about,
            locates=cast("Literal['camera', 'subject']", locates),
            latitude_deg=read.latitude_deg,
            longitude_deg=read.longitude_deg,
            as_typed=as_typed,
            radius_m=radius_m,
            methods=cast("tuple[Method, ...]", methods),
        )
    )


def _edit(session: Session, held: DroneClaim | PlaceClaim, **changed: object) -> None:
    edited = msgspec.structs.replace(held, **changed)
    if edited != held:
        session.do(EditDroneClaim(edited) if isinstance(edited, DroneClaim) else EditPlace(edited))
