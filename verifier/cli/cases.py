"""The commands that make a case, put files into it and list it: ``new``, ``add``, ``list``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.interrupting import interruptible
from verifier.cli.opening import opened
from verifier.cli.options import AsJson, AsName, CasePath
from verifier.cli.output import give, progress_line, say, table, tell
from verifier.cli.window import called
from verifier.domain.errors import UsageError

if TYPE_CHECKING:
    from verifier.workspace.added import Added


def new_case(
    case: CasePath,
    title: Annotated[str, typer.Option("--title", metavar="T", help="What the case is called.")],
    as_name: AsName = "",
    as_json: AsJson = False,
) -> None:
    """Make an empty case.

    \b
    Example:
      verifier new S.case --title "Strike on the bridge" --as "A. Analyst"

    Your name is kept in the settings for later edits if none is kept there yet.
    """
    from verifier.cli.shapes import NewCase
    from verifier.workspace.people import UNNAMED
    from verifier.workspace.settings import load_settings, settings_path
    from verifier.workspace.workspace import Workspace

    if not title.strip():
        raise UsageError('Give the case a title, for example --title "Strike on the bridge".')
    settings = load_settings().settings
    name = as_name or settings.name
    with Workspace.create(case, title, name) as workspace:
        person = workspace.person.name
    if as_name:
        _remember(as_name)
    elif not name:
        tell(f"Edits are signed “{UNNAMED}”. Say who you are with --as NAME, or set “name” in {settings_path()}.")
    if as_json:
        give(NewCase(title=title, person=person))
    else:
        say(f"Made the case “{title}” in {case}. Next: {called()} add {case} FOLDER")


def _remember(name: str) -> None:
    import msgspec

    from verifier.workspace.settings import load_settings, save_settings

    settings = load_settings().settings
    if settings.name and settings.name != name:
        tell(f"Give --as with later edits too: without it they are signed “{settings.name}”, as your settings say.")
    elif not settings.name and save_settings(msgspec.structs.replace(settings, name=name)):
        tell(f"Edits will be signed “{name}” from now on; it is kept in your settings.")


def add_files(
    case: CasePath,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files and folders.")],
    link: Annotated[
        bool, typer.Option("--link", help="Leave the files where they are instead of copying them.")
    ] = False,
    jobs: Annotated[int, typer.Option("--jobs", metavar="N", min=1, max=64, help="How many files at a time.")] = 2,
    as_name: AsName = "",
    as_json: AsJson = False,
) -> None:
    """Put files and folders into a case; originals are only read.

    Every file becomes an item, a posting on an item with the same bytes, a sidecar tied to its item, or a problem with
    a sentence. Saved posts among them (yt-dlp, Telegram, gallery-dl, auto-archiver, WhatsApp, WACZ, MHTML) are read,
    and what they tell of the other files is kept as postings; posts that fit no file are listed. Exit code 1 if any
    file failed; the others are kept. Ctrl-C keeps what is in.

    \b
    Example:
      verifier add S.case ~/footage ~/papers/waybill.pdf
    """
    from verifier.domain.progress import Progress
    from verifier.workspace.footage import add_footage

    with opened(case, person=as_name) as workspace, progress_line() as show:
        progress = Progress(show)
        with interruptible(progress):
            added = add_footage(workspace, paths, link=link, jobs=jobs, progress=progress)
    if as_json:
        from verifier.cli.listing import addition

        give(addition(added))
    else:
        _say_added(added)
    if added.was_stopped:
        raise typer.Exit(130)
    raise typer.Exit(1 if added.has_failures else 0)


def _say_added(added: "Added") -> None:
    from verifier.cli.provenance import say_unfitted

    for file in added.files:
        for sentence in file.sentences:
            tell(f"{file.path}: {sentence}")
    for found in added.posts:
        say_unfitted(found)
    for one in added.tables:
        tell(f"{one.path}: a table that may tell of the files; read it with: {called()} provenance CASE {one.path}")
    say(" ".join((added.summary(), *(one.summary() for one in added.told()))))


def list_case(case: CasePath, as_json: AsJson = False) -> None:
    """List the items of a case with what has been tagged and placed.

    \b
    Example:
      verifier list S.case
    """
    from verifier.cli.listing import listing, listing_rows

    with opened(case, read_only=True) as workspace:
        shape = listing(workspace)
    if as_json:
        give(shape)
        return
    say(shape.title)
    table(("Item", "Kind", "Name", "Size", "Picture", "Drone", "Place"), listing_rows(shape))
    for item in shape.items:
        for sentence in item.contradictions:
            tell(f"{item.label}: {sentence}")
    for problem in shape.problems:
        tell(f"{problem.item or problem.file_name}: {problem.sentence}")
