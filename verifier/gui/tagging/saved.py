"""The frames and pictures of an item that were saved: each leads back to its frame and names its hash."""

import shutil
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication, QFileDialog, QHBoxLayout

from verifier.case.case import Case
from verifier.domain.progress import Progress
from verifier.domain.records import Derivative, Item
from verifier.forensics.params import FORMS, form_named
from verifier.gui.controls import Elided, Section, button, label, row
from verifier.gui.dialogs.saved_picture import SavedPictureDialog
from verifier.gui.panels.words import stated_words
from verifier.gui.session import Session
from verifier.gui.speech import capitalized, tr, trn
from verifier.gui.tagging.fields import stays
from verifier.gui.timeline.clip import clock_words

HASH_LETTERS = 12
PUBLISHED = ".make_public"
"""End of the name of the function that made a picture for publication."""
CONTACT_SHEET = ".draw_contact_sheet"
SHOWN_ROWS, FIRST_PLACE = 12, 2
"""Rows that are shown at once, and where in the section the first of them stands."""


def saved_of(case: Case, item: Item) -> tuple[Derivative, ...]:
    """Return what was saved of an item, the oldest first."""
    return tuple(one for one in case.referring(item.key) if isinstance(one, Derivative))


def saved_section(session: Session, item: Item, saved: tuple[Derivative, ...]) -> Section:
    """Return the section: the frame, a link to it; the beginning of the hash, the whole of it in the tip.

    Of a long series the newest stand there at once; the others come a few at a time.
    """
    section = Section(tr("Saved"), label(tr("as PNG, in the case"), "faint"))
    if len(saved) > 1:
        every = button(tr("Copy all to a folder…"), partial(copy_all_out, session, item, saved), "link")
        section.add(row(stays(every, "copy all saved"), None))
    earlier = list(saved[:-SHOWN_ROWS])
    more = button("", lambda: show_more(), "link")
    more.setVisible(bool(earlier))
    section.add(row(stays(more, "more saved"), None))

    def name_more() -> None:
        more.setText(trn("{number} more, saved earlier", "{number} more, saved earlier", len(earlier)))
        more.setVisible(bool(earlier))

    def show_more() -> None:
        for one in reversed(earlier[-SHOWN_ROWS:]):
            section.body.insertLayout(FIRST_PLACE, _saved_row(session, item, one))
        del earlier[-SHOWN_ROWS:]
        name_more()

    name_more()
    for one in saved[-SHOWN_ROWS:]:
        section.add(_saved_row(session, item, one))
    return section


def _saved_row(session: Session, item: Item, one: Derivative) -> QHBoxLayout:
    is_sheet = one.recipe.function.endswith(CONTACT_SHEET)
    show = partial(_look_at, session, item, one) if is_sheet else partial(session.show_asked.emit, one.key)
    go = button(_words(one), show, "link")
    go.setToolTip(stated_words(session.case, one.made_by, one.made_at))
    mark = Elided(f"{one.sha256[:HASH_LETTERS]}…", "monomuted")  # gives way where the words need the room
    mark.setToolTip(tr("SHA-256 of the picture: {sha256}", sha256=one.sha256))
    out = button(tr("Copy to…"), partial(copy_out, session, item, one), "link", tr("Write the PNG to a folder"))
    out.setAccessibleName(tr("Copy {picture} to a folder", picture=_words(one)))
    line = row(stays(go, one.key), mark, out)
    line.setStretch(1, 1)
    return line


def _look_at(session: Session, item: Item, sheet: Derivative) -> None:
    """Show a contact sheet: it is of no one frame that the stage could go to."""
    SavedPictureDialog(session, item, sheet, capitalized(_words(sheet)), QApplication.activeWindow()).open()


def copy_out(session: Session, item: Item, saved: Derivative) -> None:
    """Ask for a place and write the picture there; what stands there already is never replaced."""
    home = session.workspace.folder.path.parent / f"{_stem(item, saved)}.png"
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


def copy_all_out(session: Session, item: Item, saved: tuple[Derivative, ...]) -> None:
    """Ask for a folder and write every picture there; what stands there already is never replaced."""
    home = str(session.workspace.folder.path.parent)
    name = QFileDialog.getExistingDirectory(None, tr("Write the pictures to"), home)
    if not name:
        return
    folder, derived = Path(name), session.workspace.folder.derived_file

    def work(progress: Progress) -> int:
        written = 0
        for place, one in enumerate(saved):
            progress.report(place, len(saved))
            out = folder / f"{_stem(item, one)}_{one.sha256[:HASH_LETTERS]}.png"
            if out.exists():
                continue  # the same picture: its name holds its hash
            with derived(one.sha256).open("rb") as read, out.open("xb") as target:
                shutil.copyfileobj(read, target)
            written += 1
        return written

    job = session.workspace.jobs.start("Copy pictures", work)
    session.relay.when_done(
        job.result,
        lambda count: session.say(trn("{number} picture written.", "{number} pictures written.", count)),
        lambda error: session.say(_why_not(error), "warn"),
    )


def _stem(item: Item, saved: Derivative) -> str:
    return f"{item.label}_{saved.frame.ordinal:06d}" if saved.frame is not None else item.label


def _why_not(error: BaseException) -> str:
    if isinstance(error, FileExistsError):
        return tr("Something of that name is there already; nothing is ever replaced. Choose another name.")
    return tr("The picture could not be written there: a protected folder or a full disk.")


def _words(saved: Derivative) -> str:
    if saved.recipe.function.endswith(CONTACT_SHEET):
        number = str(saved.recipe.parameters.get("ordinals", "")).count(",") + 1
        return trn("contact sheet of {number} frame", "contact sheet of {number} frames", number)
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
