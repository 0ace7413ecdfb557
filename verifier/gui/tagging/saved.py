"""The frames and pictures of an item that were saved: each leads back to its frame and names its hash."""

import shutil
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from verifier.case.case import Case
from verifier.domain.progress import Progress
from verifier.domain.records import Derivative, Item
from verifier.forensics.params import FORMS, form_named
from verifier.gui.controls import Section, button, label, row
from verifier.gui.panels.words import stated_words
from verifier.gui.session import Session
from verifier.gui.speech import tr
from verifier.gui.tagging.fields import stays
from verifier.gui.timeline.clip import clock_words

HASH_LETTERS = 12
PUBLISHED = ".make_public"
"""End of the name of the function that made a picture for publication."""


def saved_of(case: Case, item: Item) -> tuple[Derivative, ...]:
    """Return what was saved of an item, the oldest first."""
    return tuple(one for one in case.referring(item.key) if isinstance(one, Derivative))


def saved_section(session: Session, item: Item, saved: tuple[Derivative, ...]) -> Section:
    """Return the section: the frame, a link to it; the beginning of the hash, the whole of it in the tip."""
    section = Section(tr("Saved"), label(tr("as PNG, in the case"), "faint"))
    for one in saved:
        go = button(_words(one), partial(session.show_asked.emit, one.key), "link")
        go.setToolTip(stated_words(session.case, one.made_by, one.made_at))
        mark = label(f"{one.sha256[:HASH_LETTERS]}…", "monomuted", selectable=True)
        mark.setToolTip(tr("SHA-256 of the picture: {sha256}", sha256=one.sha256))
        out = button(tr("Copy to…"), partial(copy_out, session, item, one), "link", tr("Write the PNG to a folder"))
        out.setAccessibleName(tr("Copy {picture} to a folder", picture=_words(one)))
        section.add(row(stays(go, one.key), None, out, mark))
    return section


def copy_out(session: Session, item: Item, saved: Derivative) -> None:
    """Ask for a place and write the picture there; what stands there already is never replaced."""
    number = f"_{saved.frame.ordinal:06d}" if saved.frame is not None else ""
    home = session.workspace.folder.path.parent / f"{item.label}{number}.png"
    name, _ = QFileDialog.getSaveFileName(None, tr("Write the picture to"), str(home), "PNG (*.png)")
    if not name:
        return
    source, out = session.workspace.folder.derived_file(saved.sha256), Path(name)

    def work(_progress: Progress) -> Path:
        with source.open("rb") as read, out.open("xb") as written:
            shutil.copyfileobj(read, written)
        return out

    job = session.workspace.jobs.start("Copy a picture", work)
    session.relay.when_done(
        job.result,
        lambda path: session.say(tr("Written: {name}", name=path.name)),
        lambda error: session.say(_why_not(error), "warn"),
    )


def _why_not(error: BaseException) -> str:
    if isinstance(error, FileExistsError):
        return tr("Something of that name is there already; nothing is ever replaced. Choose another name.")
    return tr("The picture could not be written there: a protected folder or a full disk.")


def _words(saved: Derivative) -> str:
    if saved.frame is None:
        words = tr("the whole picture")
    else:
        words = tr("frame #{number} at {time}", number=saved.frame.ordinal, time=clock_words(saved.frame.time_s))
    if saved.recipe.function.endswith(PUBLISHED):
        return tr("{picture}, for publication", picture=words)
    filters = _filters(saved)
    return tr("{picture}, as seen: {filters}", picture=words, filters=filters) if filters else words


def _filters(saved: Derivative) -> str:
    """Name the filters of a picture that was saved as seen, "" for one saved as the file has it."""
    if saved.purpose != "figure":
        return ""
    named = (saved.recipe.parameters.get(f"filter_{place}") for place in range(1, len(FORMS) + 1))
    forms = (form_named(str(name)) for name in named if name is not None)
    return ", ".join(tr(form.title) for form in forms if form is not None)
