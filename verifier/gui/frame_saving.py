"""Save what stands on the stage, the exact frame or the whole photo, as a PNG of the case: one edit, off the thread."""

from verifier.commands.history import Executed
from verifier.domain.errors import VerifierError
from verifier.domain.records import Derivative, Item
from verifier.gui.session import Session
from verifier.gui.speech import tr, tr_made
from verifier.workspace.saved_frames import save_frame


def save_shown_frame(session: Session) -> None:
    """Save the frame that is shown; say its hash when it is in the case."""
    item, frame = session.item, session.frame
    if item is None or item.kind not in ("photo", "video"):
        return
    if item.kind == "video" and frame is None:
        session.say(tr("The frame is still being read; save it when it stands."), "warn")
        return
    when = f"#{frame.ordinal}" if frame is not None else ""
    workspace = session.workspace
    session.say(tr("Saving the frame …") if frame is not None else tr("Saving the picture …"))
    job = workspace.jobs.start("save a frame", lambda _progress: save_frame(workspace, item, when))
    session.relay.when_done(
        job.result, lambda executed: _saved(session, item, executed), lambda error: _failed(session, error)
    )


def _saved(session: Session, item: Item, executed: Executed) -> None:
    made = next((change.after for change in executed.changes if isinstance(change.after, Derivative)), None)
    if made is not None and made.frame is not None:
        words = tr(
            "Frame #{number} of {label} saved in the case as PNG; copy it out under Tags. SHA-256 {sha256}",
            number=made.frame.ordinal,
            label=item.label,
            sha256=made.sha256,
        )
        session.say(words)
    elif made is not None:
        words = tr(
            "Picture {label} saved in the case as PNG; copy it out under Tags. SHA-256 {sha256}",
            label=item.label,
            sha256=made.sha256,
        )
        session.say(words)


def _failed(session: Session, error: BaseException) -> None:
    is_known = isinstance(error, VerifierError)
    session.say(tr_made(error.sentence) if is_known else tr("The frame could not be saved."), "warn")
