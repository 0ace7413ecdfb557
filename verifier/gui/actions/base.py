"""What an action is, and the questions that say when one can be used."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from verifier.domain.frames import Instant, Track
from verifier.domain.inspection import DRAWN_KINDS
from verifier.domain.regions import Line

if TYPE_CHECKING:
    from verifier.gui.desk import Desk
    from verifier.gui.shell import Shell


class Action(msgspec.Struct, frozen=True):
    """One action. ``enabled`` is asked after every change; an action that cannot be used is grey, never hidden.

    ``scope``: the page or circumstance in which it works, "" for all; its keys go before those of an action for all.
    ``idle``: what is said where its key is pressed while it cannot be used; mostly the grey menu says enough.
    ``repeats``: whether holding the key does it again. ``front``: how it is done while no case is open, if it can be.
    """

    name: str
    menu: str
    text: str
    shortcuts: tuple[str, ...]
    enabled: "Callable[[Desk], bool]"
    run: "Callable[[Desk], object]"
    parted: bool = False
    scope: str = ""
    repeats: bool = False
    front: "Callable[[Shell], object] | None" = None
    idle: str = ""


def front(
    name: str,
    menu: str,
    text: str,
    shortcuts: tuple[str, ...],
    call: "Callable[[Shell], object]",
    *,
    parted: bool = False,
) -> Action:
    """Return an action of the window itself, which needs no open case."""
    return Action(name, menu, text, shortcuts, always, lambda desk: call(desk.shell), parted=parted, front=call)


def always(_desk: "Desk") -> bool:
    """Any time."""
    return True


def has_picture(desk: "Desk") -> bool:
    """While a picture stands on the stage."""
    return not desk.stage.canvas.image.isNull()


def can_edit(desk: "Desk") -> bool:
    """While the case may be changed."""
    return desk.session.can_edit


def can_tag(desk: "Desk") -> bool:
    """While an item is there to say something about."""
    return desk.session.can_edit and desk.session.item is not None


def can_draw(desk: "Desk") -> bool:
    """While a region can be drawn."""
    return desk.session.can_edit and has_picture(desk)


def can_save(desk: "Desk") -> bool:
    """While a picture can be saved as it stands on the stage."""
    return can_draw(desk) and desk.session.page != "triage"


def has_clip(desk: "Desk") -> bool:
    """While a clip is on the stage; keys pressed before its frames are known are kept."""
    item = desk.session.item
    return desk.session.page != "triage" and item is not None and item.kind == "video"


def can_save_series(desk: "Desk") -> bool:
    """While frames of the clip on the stage can be saved."""
    return can_save(desk) and has_clip(desk)


def can_mark_clip(desk: "Desk") -> bool:
    """While something can be marked along a clip."""
    return desk.session.can_edit and has_clip(desk)


def has_segment(desk: "Desk") -> bool:
    """While a segment is chosen."""
    return desk.session.can_edit and desk.segments.chosen is not None


def can_remove(desk: "Desk") -> bool:
    """While a region or a segment is chosen."""
    return has_region(desk) or has_segment(desk)


def can_paste(desk: "Desk") -> bool:
    """While a region was copied and there is a picture to put it on."""
    return can_draw(desk) and desk.marking.has_copy


def has_item(desk: "Desk") -> bool:
    """While an item is on the stage."""
    return desk.session.item is not None


def can_nudge(desk: "Desk") -> bool:
    """While a region is selected and the keys go to the stage: elsewhere arrows with Alt move other things."""
    return has_region(desk) and desk.window().focusWidget() is desk.stage.canvas


def has_any_region(desk: "Desk") -> bool:
    """While there is a region on the picture, seen or hidden."""
    return has_picture(desk) and bool(desk.stage.canvas.marks or desk.session.hidden)


def can_veil(desk: "Desk") -> bool:
    """While the item on the stage is sensitive: its veil can be lifted or laid."""
    item = desk.session.item
    return item is not None and bool(item.sensitivity) and desk.session.workspace.settings.calm_view


def can_undo(desk: "Desk") -> bool:
    """While there is an edit to take back."""
    return desk.session.can_edit and desk.session.undo_label is not None


def can_redo(desk: "Desk") -> bool:
    """While there is an edit to do again."""
    return desk.session.can_edit and desk.session.workspace.redo_label is not None


def can_follow(desk: "Desk") -> bool:
    """While a region of a clip is chosen that can move: one of a frame, or one that moves already."""
    held = desk.session.selected
    return desk.session.can_edit and held is not None and isinstance(held.when, Instant | Track)


def can_detect(desk: "Desk") -> bool:
    """While a photo or clip is in view in which a detector may propose regions."""
    return desk.session.page == "review" and can_draw(desk)


def has_proposals(desk: "Desk") -> bool:
    """While a detector's proposals wait to be decided on."""
    return desk.session.page == "review" and desk.session.can_edit and bool(desk.detecting.waiting)


def has_proposal(desk: "Desk") -> bool:
    """While one of them is in hand."""
    return desk.session.page == "review" and desk.session.can_edit and desk.detecting.in_hand is not None


def has_track(desk: "Desk") -> bool:
    """While a region that moves is chosen."""
    held = desk.session.selected
    return desk.session.can_edit and held is not None and isinstance(held.when, Track)


def has_region(desk: "Desk") -> bool:
    """While a region is selected."""
    return desk.session.can_edit and desk.session.selected is not None


def can_check_size(desk: "Desk") -> bool:
    """While a line that stands on one picture is selected and the case may be changed."""
    held = desk.session.selected
    if held is None or not desk.session.can_edit:
        return False
    return isinstance(held.region, Line) and not isinstance(held.when, Track)


def can_read(desk: "Desk") -> bool:
    """While an item is on the stage and the case may be changed."""
    return desk.session.can_edit and desk.session.item is not None and desk.session.page == "review"


def can_ask_earlier(desk: "Desk") -> bool:
    """While a photo or a clip is on the stage and the case may be changed."""
    item = desk.session.item
    return desk.session.can_edit and item is not None and item.kind in DRAWN_KINDS
