"""Actions of the menu Clip: marks and segments along a clip, saved frames."""

from verifier.gui.actions.base import Action, can_mark_clip, can_save, has_segment
from verifier.gui.frame_saving import save_shown_frame

CLIP: tuple[Action, ...] = (
    Action("mark", "Clip", "Mark this frame", ("M",), can_mark_clip, lambda d: d.segments.mark_frame()),
    Action("begin", "Clip", "Segment begins here", ("I",), can_mark_clip, lambda d: d.segments.begin(), parted=True),
    Action("end", "Clip", "Segment ends here", ("O",), can_mark_clip, lambda d: d.segments.end()),
    Action(
        "trim_begin",
        "Clip",
        "Move the segment's begin here",
        ("Alt+I",),
        has_segment,
        lambda d: d.segments.trim_here(is_begin=True),
    ),
    Action(
        "trim_end",
        "Clip",
        "Move the segment's end here",
        ("Alt+O",),
        has_segment,
        lambda d: d.segments.trim_here(is_begin=False),
    ),
    Action("rename", "Clip", "Name the segment", ("F2",), has_segment, lambda d: d.segments.rename_chosen()),
    Action("save_frame", "Clip", "Save frame", ("S",), can_save, lambda d: save_shown_frame(d.session), parted=True),
)
