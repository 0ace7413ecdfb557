"""Edits of a drone claim, each one named undo step; none where nothing would change."""

from typing import Literal, cast

import msgspec

from verifier.commands.drone_claims import EditDroneClaim, ExcludeHypothesis
from verifier.domain.records import CatalogRef, DroneClaim, Feature, Hypothesis, LookAlike
from verifier.domain.records.claims import Role
from verifier.domain.scales import Confidence, ConfidenceLevel, Likelihood
from verifier.gui.items.words import drone_words
from verifier.gui.session import Session
from verifier.gui.speech import tr


def add_hypothesis(session: Session, claim: DroneClaim, entry: CatalogRef) -> None:
    """Put one more answer behind those that stand."""
    held = _current(session, claim)
    if any(one.entry == entry for one in held.hypotheses):
        session.say(tr("{drone} is among the answers already.", drone=drone_words(entry)), "warn")
        return
    standing = [one for one in held.hypotheses if not one.excluded_because]
    excluded = [one for one in held.hypotheses if one.excluded_because]
    _edit(session, held, f"add the answer {entry.name}", hypotheses=(*standing, Hypothesis(entry), *excluded))


def set_likelihood(session: Session, claim: DroneClaim, entry: CatalogRef, likelihood: object) -> None:
    """Say how likely an answer is; ``None`` takes the word back."""
    held = _current(session, claim)
    word = cast("Likelihood | None", likelihood)
    hypotheses = tuple(_with(one, likelihood=word) if one.entry == entry else one for one in held.hypotheses)
    _edit(session, held, f"say how likely {entry.name} is", hypotheses=hypotheses)


def move(session: Session, claim: DroneClaim, entry: CatalogRef, steps: int) -> None:
    """Move an answer by places, up for less than 0; the first leads. Excluded answers stay behind those that stand."""
    held = _current(session, claim)
    standing = [one for one in held.hypotheses if not one.excluded_because]
    excluded = [one for one in held.hypotheses if one.excluded_because]
    at = next((place for place, one in enumerate(standing) if one.entry == entry), None)
    if at is None:
        return
    moved = standing.pop(at)
    standing.insert(max(0, at + steps), moved)
    _edit(session, held, f"move the answer {entry.name}", hypotheses=(*standing, *excluded))


def take_out(session: Session, claim: DroneClaim, entry: CatalogRef) -> None:
    """Take an answer out, as if nobody had thought of it."""
    held = _current(session, claim)
    rest = tuple(one for one in held.hypotheses if one.entry != entry)
    if rest:
        _edit(session, held, f"take out the answer {entry.name}", hypotheses=rest)


def exchange(session: Session, claim: DroneClaim, entry: CatalogRef, other: CatalogRef) -> None:
    """Name another drone in place of an answer; how likely it is has to be said anew, the rest of the tag stays."""
    held = _current(session, claim)
    if any(one.entry == other for one in held.hypotheses):
        session.say(tr("{drone} is among the answers already.", drone=drone_words(other)), "warn")
        return
    named = tuple(Hypothesis(other) if one.entry == entry else one for one in held.hypotheses)
    _edit(session, held, f"name {other.name} in place of {entry.name}", hypotheses=named)


def exclude(session: Session, claim: DroneClaim, entry: CatalogRef, reason: str) -> None:
    """Set an answer aside and say why; without a reason nothing is excluded."""
    if not reason.strip():
        session.say(tr("An answer is excluded by a reason; write one."), "warn")
        return
    session.do(ExcludeHypothesis(_current(session, claim), entry, reason.strip()))


def take_exclusion_back(session: Session, claim: DroneClaim, entry: CatalogRef) -> None:
    """Let an excluded answer stand again, behind the others that stand."""
    held = _current(session, claim)
    hypotheses = [_with(one, excluded_because="") if one.entry == entry else one for one in held.hypotheses]
    hypotheses.sort(key=lambda one: bool(one.excluded_because))
    _edit(session, held, f"let {entry.name} stand again", hypotheses=tuple(hypotheses))


def set_role(session: Session, claim: DroneClaim, role: object) -> None:
    """Say whether the drone is seen or filmed."""
    _edit(session, _current(session, claim), "say whether the drone is seen or filmed", role=cast("Role", role))


def set_confidence(session: Session, claim: DroneClaim, level: object) -> None:
    """Say how good the basis is; the reasons stay while there is a level."""
    held = _current(session, claim)
    reasons = held.confidence.reasons if held.confidence is not None else ""
    confidence = None if level is None else Confidence(cast("ConfidenceLevel", level), reasons)
    _edit(session, held, "say how good the basis of a tag is", confidence=confidence)


def set_reasons(session: Session, claim: DroneClaim, reasons: str) -> None:
    """Say why the basis is as good as it is."""
    held = _current(session, claim)
    if held.confidence is not None:
        _edit(session, held, "edit the reasons of a confidence", confidence=Confidence(held.confidence.level, reasons))


def set_note(session: Session, claim: DroneClaim, note: str) -> None:
    """Write what else there is to say about a tag."""
    held = _current(session, claim)
    _edit(session, held, f"edit the remark on the tag {held.hypotheses[0].entry.name}", note=note)


def set_feature(session: Session, claim: DroneClaim, feature: Feature, state: object) -> None:
    """Say of a feature that it is seen, absent, or cannot be told; ``None`` opens it again.

    One that is tied to a region stays tied to that one; else ``feature`` names the region looked at.
    """
    held = _current(session, claim)
    before = next((one for one in held.features if is_same_cue(one, feature)), None)
    if state is None:
        rest = tuple(one for one in held.features if one is not before)
        _edit(session, held, "open a feature again", features=rest)
        return
    kept = before if before is not None and before.observation is not None else feature
    _put_feature(session, held, before, msgspec.structs.replace(kept, state=cast("State", state)))


def tie_feature(session: Session, claim: DroneClaim, feature: Feature) -> None:
    """Say in which region a feature shows; one on which nothing was said yet becomes seen."""
    held = _current(session, claim)
    before = next((one for one in held.features if is_same_cue(one, feature)), None)
    state = before.state if before is not None else "seen"
    _put_feature(session, held, before, msgspec.structs.replace(feature, state=state))


def _put_feature(session: Session, held: DroneClaim, before: Feature | None, made: Feature) -> None:
    features = (*held.features, made)
    if before is not None:
        features = tuple(made if one is before else one for one in held.features)
    _edit(session, held, "mark a feature", features=features)


def set_look_alike_aside(session: Session, claim: DroneClaim, entry: CatalogRef, reason: str) -> None:
    """Say why it is not a look-alike."""
    if not reason.strip():
        session.say(tr("A look-alike is set aside by a reason; write one."), "warn")
        return
    held = _current(session, claim)
    others = tuple(one for one in held.look_alikes if one.entry != entry)
    aside = (*others, LookAlike(entry, reason.strip()))
    _edit(session, held, f"set the look-alike {entry.name} aside", look_alikes=aside)


def take_look_alike_back(session: Session, claim: DroneClaim, entry: CatalogRef) -> None:
    """Open the question of a look-alike again."""
    held = _current(session, claim)
    rest = tuple(one for one in held.look_alikes if one.entry != entry)
    _edit(session, held, f"open the look-alike {entry.name} again", look_alikes=rest)


State = Literal["seen", "absent", "cannot_tell"]


def is_same_cue(one: Feature, other: Feature) -> bool:
    """Tell whether two features are about the same thing to look for."""
    return (one.cue_id or one.cue) == (other.cue_id or other.cue)


def _current(session: Session, claim: DroneClaim) -> DroneClaim:
    held = session.case.get(claim.key)
    return held if isinstance(held, DroneClaim) else claim


def _with(hypothesis: Hypothesis, **changed: object) -> Hypothesis:
    return msgspec.structs.replace(hypothesis, **changed)


def _edit(session: Session, held: DroneClaim, words: str, **changed: object) -> None:
    edited = msgspec.structs.replace(held, **changed)
    if edited != held:
        session.do(EditDroneClaim(edited, words))
