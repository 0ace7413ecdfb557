"""Actions of the menu Clip: playing it, marks and segments along it, saved frames."""

from typing import TYPE_CHECKING

from verifier.gui.actions.base import Action, can_mark_clip, can_save, can_save_series, has_clip, has_segment

if TYPE_CHECKING:
    from verifier.gui.desk import Desk


def save_frame(desk: "Desk") -> None:
    """Save the frame that is shown."""
    from verifier.gui.frame_saving import save_shown_frame

    save_shown_frame(desk.session)


def ask_series(desk: "Desk") -> None:
    """Ask which frames are saved as a series."""
    from verifier.gui.dialogs.series import ask_series as ask

    ask(desk)


def ask_publish(desk: "Desk") -> None:
    """Ask what is covered and cut before a picture is saved for publication."""
    from verifier.gui.publishing import ask_publish as ask

    ask(desk)


def show_whole(desk: "Desk") -> None:
    """Let the timeline show all of the clip."""
    desk.timeline.zooming.show_whole()


def shows_segment(desk: "Desk") -> bool:
    """While a segment is chosen, also in a case that may not be changed."""
    return has_clip(desk) and desk.segments.chosen is not None


def show_segment(desk: "Desk") -> None:
    """Let the timeline show the chosen segment from end to end."""
    desk.segments.show_chosen()


CLIP: tuple[Action, ...] = (
    Action("play", "Clip", "Play or stop", ("Space", "K"), has_clip, lambda d: d.playback.toggle()),
    Action("shuttle_on", "Clip", "Play on; again: faster", ("L",), has_clip, lambda d: d.playback.shuttle(1)),
    Action("shuttle_back", "Clip", "Play back; again: faster", ("J",), has_clip, lambda d: d.playback.shuttle(-1)),
    Action("faster", "Clip", "Faster", ("]",), has_clip, lambda d: d.playback.change_speed(1)),
    Action("slower", "Clip", "Slower", ("[",), has_clip, lambda d: d.playback.change_speed(-1)),
    Action("loop", "Clip", "Play round and round", ("\\",), has_clip, lambda d: d.playback.switch_loop()),
    Action("mute", "Clip", "Sound on or off", ("Shift+M",), has_clip, lambda d: d.playback.switch_mute()),
    Action("cut_back", "Clip", "Previous cut", ("Alt+PgUp",), has_clip, lambda d: d.cutting.step(-1), parted=True),
    Action("cut_on", "Clip", "Next cut", ("Alt+PgDown",), has_clip, lambda d: d.cutting.step(1)),
    Action(
        "nearer", "Clip", "Timeline nearer", ("Ctrl+Up",), has_clip, lambda d: d.timeline.zooming.zoom(1), parted=True
    ),
    Action("farther", "Clip", "Timeline farther", ("Ctrl+Down",), has_clip, lambda d: d.timeline.zooming.zoom(-1)),
    Action("whole", "Clip", "Timeline: the whole clip", ("Ctrl+Shift+Down",), has_clip, show_whole),
    Action("closer", "Clip", "Timeline: the segment", ("Ctrl+Shift+Up",), shows_segment, show_segment),
    Action("mark", "Clip", "Mark this frame", ("M",), can_mark_clip, lambda d: d.segments.mark_frame(), parted=True),
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
    Action("publish", "Clip", "Save for publication…", ("Ctrl+Shift+P",), can_save, ask_publish),
    Action("save_frame", "Clip", "Save frame", ("S",), can_save, save_frame, parted=True),
    Action("save_series", "Clip", "Save a series…", ("Ctrl+Shift+E",), can_save_series, ask_series),
)
