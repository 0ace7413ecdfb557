"""The commands that ask whether footage has been seen before: ``find``, ``copies``, ``known``."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.interrupting import interruptible
from verifier.cli.opening import opened
from verifier.cli.options import AsJson, CasePath
from verifier.cli.output import give, progress_line, say, table, tell
from verifier.domain.errors import UnreadableFile, UsageError

if TYPE_CHECKING:
    from verifier.cli.shapes import CopyGroup, FoundCopies, FoundCopy
    from verifier.workspace.copies import Found, Held
    from verifier.workspace.copy_proposals import Group
    from verifier.workspace.workspace import Workspace


def find_picture(
    picture: Annotated[Path, typer.Argument(metavar="PICTURE", help="A photo, a saved frame or a screenshot.")],
    cases: Annotated[list[Path] | None, typer.Argument(metavar="[CASE...]", help="Cases to look in.")] = None,
    known: Annotated[
        list[Path] | None, typer.Option("--known", metavar="FILE", help="A list of known footage to look in, too.")
    ] = None,
    parts: Annotated[
        bool, typer.Option("--parts", help="Look for crops and for pictures under logos and bars, too; slower.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Find the items that a picture is a copy of, and the exact frame it was cut from.

    Found are the same bytes, and pictures that look alike: compressed again, resized, slightly cropped, mirrored or
    turned. Nothing leaves this computer. Clips that were never looked through are looked through first. Exit code 1 if
    an item could not be looked at; finding nothing is no failure, and no proof that the picture is new.

    \b
    Examples:
      verifier find still.jpg S.case
      verifier find still.jpg S.case Other.case --known team.json --json
      verifier find crop.jpg S.case --parts
    """
    from verifier.domain.progress import Progress
    from verifier.workspace import copies

    if not cases and not known:
        raise UsageError("Name a case, or a list of known footage with --known, to look in.")
    with ExitStack() as stack:
        workspaces = [stack.enter_context(opened(case, read_only=True)) for case in cases or ()]
        progress = Progress(stack.enter_context(progress_line()))
        with interruptible(progress):
            found = copies.find_picture(picture, workspaces, known or (), parts=parts, progress=progress)
        for unread in found.picture.unread:
            raise UnreadableFile(unread.sentence, (known or [])[unread.number].name)
        shape = _shape(picture, found, cases or [], known or [])
    give(shape) if as_json else _say_found(shape)
    raise typer.Exit(1 if shape.not_looked_at else 0)


def list_copies(
    case: CasePath,
    parts: Annotated[
        bool, typer.Option("--parts", help="Look for crops, frames and overlays, too; some tenths of a second an item.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """List items of a case that look alike: which was posted first, which is nearest to the original, what each lost.

    These are proposals: nothing is stated in the case until a person links one item to another as its copy.

    \b
    Example:
      verifier copies S.case
      verifier copies S.case --parts
    """
    from verifier.cli.shapes import CaseCopies
    from verifier.domain.progress import Progress
    from verifier.workspace.copy_proposals import find_groups

    with opened(case, read_only=True) as workspace, progress_line() as show:
        progress = Progress(show)
        with interruptible(progress):
            groups = find_groups(workspace, progress, parts=parts)
    shape = CaseCopies(groups=tuple(map(_group, groups)))
    if as_json:
        give(shape)
        return
    for group in shape.groups:
        _say_group(group)
    if not shape.groups:
        say("No two items look alike.")


def _group(group: "Group") -> "CopyGroup":
    from verifier.cli.shapes import CopyGroup, CopyRung, ProposedCopy

    return CopyGroup(
        ladder=tuple(
            CopyRung(
                item=rung.copy.item.label,
                original_name=rung.copy.item.original_name,
                posted_at=rung.copy.posted_at,
                is_nearest=rung.is_nearest,
                lost=rung.lost,
            )
            for rung in group.ladder.rungs
        ),
        reasons=group.ladder.reasons,
        recorded_by=group.ladder.recorded_by,
        proposals=tuple(
            ProposedCopy(
                one=proposal.one.label,
                other=proposal.other.label,
                bits=proposal.bits,
                turn=proposal.turn,
                shared=proposal.shared,
                basis=proposal.basis,
                is_linked=proposal.is_linked,
            )
            for proposal in group.proposals
        ),
        contradictions=tuple(one.sentence for one in group.contradictions),
    )


def _say_group(group: "CopyGroup") -> None:
    rows = (
        (
            rung.item,
            rung.original_name,
            rung.posted_at.isoformat(" ", "minutes") if rung.posted_at is not None else "",
            "nearest to the original" if rung.is_nearest else " ".join(rung.lost),
        )
        for rung in group.ladder
    )
    table(("Item", "Name", "First posted", "What it lost"), rows)
    for reason in group.reasons:
        say(f"  Nearest: {reason}")
    for proposal in group.proposals:
        say(f"  {proposal.one} and {proposal.other}{' (linked)' if proposal.is_linked else ''}: {proposal.basis}")
    for sentence in group.contradictions:
        tell(sentence)


def write_known(
    case: CasePath,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="FILE", help="The new list.")],
    title: Annotated[str, typer.Option("--title", metavar="T", help="What readers see the list called.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write a list of the footage that a case knows, for other teams to search: hashes alone, no pictures, no names.

    Left out are withheld items and files from closed sources: whoever holds the same file could tell who passed it on.

    \b
    Example:
      verifier known S.case -o team.json
    """
    from verifier.cli.shapes import WrittenList
    from verifier.domain.inspection import DRAWN_KINDS
    from verifier.domain.progress import Progress
    from verifier.workspace.copies import known_list
    from verifier.workspace.known_footage import write_list

    with opened(case, read_only=True) as workspace, progress_line() as show:
        progress = Progress(show)
        with interruptible(progress):
            made = known_list(workspace, title, progress)
        drawn = _files(workspace, DRAWN_KINDS)
    write_list(made, out)
    pictures = sum(len(entry.pictures) for entry in made.entries)
    written = WrittenList(path=str(out), files=len(made.entries), pictures=pictures, left_out=drawn - len(made.entries))
    if as_json:
        give(written)
    else:
        say(f"Wrote {out}: {written.files} files, {written.pictures} hashes; {written.left_out} files were left out.")


def _files(workspace: "Workspace", kinds: tuple[str, ...]) -> int:
    from verifier.domain.records import Item

    return sum(item.kind in kinds for item in workspace.case.of(Item))


def _shape(picture: Path, found: "Found", cases: list[Path], lists: list[Path]) -> "FoundCopies":
    from verifier.cli.shapes import FoundCopies

    return FoundCopies(
        picture=str(picture),
        sha256=found.picture.sha256,
        pdq=found.picture.pdq,
        quality=found.picture.quality,
        decoder=found.picture.decoder,
        searched=found.picture.searched,
        copies=tuple(_copy(held, cases, lists) for held in found.held),
        not_looked_at=tuple(f"{cases[number]}: {item.label}" for number, item in found.not_looked_at),
    )


def _copy(held: "Held", cases: list[Path], lists: list[Path]) -> "FoundCopy":
    from verifier.cli.shapes import FoundCopy

    match, exact, part = held.match, held.exact or held.part, held.part
    pts = exact.pts if exact is not None else match.pts
    time_base = exact.time_base if exact is not None else match.time_base
    is_clip_of_list = held.item is None and match.pts is not None
    return FoundCopy(
        case=str(cases[held.case]) if held.case is not None else None,
        known_list=str(lists[held.known_list]) if held.known_list is not None else None,
        item=held.item.label if held.item is not None else None,
        original_name=held.item.original_name if held.item is not None else None,
        sha256=match.sha256,
        likeness=match.likeness,
        bits=match.bits,
        agreeing=part.agreeing if part is not None else None,
        placement=part.placement if part is not None else None,
        turn=match.turn,
        frame_ordinal=None if is_clip_of_list else exact.ordinal if exact is not None else match.ordinal,
        frame_pts=None if is_clip_of_list else pts,
        time_base=None if is_clip_of_list or time_base is None else str(time_base),
        time_s=float(pts * time_base) if pts is not None and time_base is not None else None,
        difference=exact.difference if exact is not None else None,
    )


def _say_found(shape: "FoundCopies") -> None:
    if shape.quality < 50:
        tell("The picture shows so little that only files with the same bytes can be told to be copies.")
    if shape.copies:
        table(("Where", "Item", "Name", "Copy", "Frame"), (_row(copy) for copy in shape.copies))
    else:
        say(f"No copy among {shape.searched:,} pictures. That is no proof that the picture is new.")
    for item in shape.not_looked_at:
        tell(f"{item} could not be looked at.")


def _row(copy: "FoundCopy") -> tuple[str, ...]:
    likeness = {
        "same_bytes": "same bytes",
        "near": f"looks alike ({copy.bits} of 256 bits differ)",
        "part": f"part or overlay ({copy.agreeing} features agree)",
    }[copy.likeness]
    turn = "" if copy.turn == "upright" else f", {copy.turn}"
    frame = f"#{copy.frame_ordinal} " if copy.frame_ordinal is not None else ""
    at = f"{frame}at {copy.time_s:.3f} s" if copy.time_s is not None else ""
    return copy.case or copy.known_list or "", copy.item or "", copy.original_name or "", likeness + turn, at
