"""The commands at the end of a case: ``export``, ``check``, ``purge``."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from msgspec import UNSET

from verifier.cli.opening import opened
from verifier.cli.options import AsJson, AsName, CasePath
from verifier.cli.output import give, progress_line, say, table, tell
from verifier.cli.window import called

if TYPE_CHECKING:
    from verifier.bundle.check import CheckResult
    from verifier.bundle.mentions import Mention
    from verifier.bundle.plan import Plan, PlanRow

_SHOWN_LABELS = 8
AudienceName = Literal["archive", "colleague", "outside"]


def export_case(
    case: CasePath,
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="Where to; nothing may stand there yet.")],
    format_name: Annotated[str, typer.Option("--format", metavar="NAME", help="What is written; see below.")] = "bagit",
    audience: Annotated[AudienceName, typer.Option("--for", help="Who reads it; decides what goes out.")] = "outside",
    originals: Annotated[
        Literal["include", "hashes"], typer.Option("--originals", help="Send files along, or their hashes only.")
    ] = "include",
    only: Annotated[
        Literal["relevant", "kept"] | None,
        typer.Option("--only", help="Only items stated to be relevant, or all but the not relevant and duplicates."),
    ] = None,
    tick: Annotated[
        list[str] | None,
        typer.Option("--tick", metavar="ITEM=WHAT", help="Let something of an item out all the same; see below."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go out and what stays; write nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Write a case out as a bundle that anyone can check without this program.

    For a reader outside, which is the default, source identities, acquisition, people's names, working notes and file
    names stay at home, and so does all of an item from a closed source. --dry-run lists what goes and what stays, and
    where names that stay are mentioned in words that go.

    \b
    NAME of a format:
      bagit, bagit-zip      the evidence bundle, as a folder or one file
      json                  the records alone
      coco, yolo, voc       regions with pictures, for training
      labelme, cvat         regions with pictures, for annotation programs
      cvat-video, mot       what moves in clips, by frames
      web-annotation, csv   regions with their statements

    \b
    WHAT can be ticked:
      item          a withheld item, or one left out by --only, with all that hangs on it
      statements    an item from a closed source, with what is stated about it
      bytes         the file of a closed source as well: hashes, readings, pictures
      address       where, when and with which words it was posted
      source        who it came from and how, and answers on source and provenance
      name          file names; a person's name (ANN=name)
      notes         working notes
      surroundings  file times and download origin
      user          who is said to use a drone (D-03=user)
      signatures    signatures of readings, with the keys they were made with

    \b
    Examples:
      verifier export S.case --format bagit -o S-bundle --dry-run
      verifier export S.case --format bagit-zip -o S.zip --for colleague
      verifier export S.case -o S-bundle --only relevant --tick E-0004=address
    """
    from verifier.bundle.options import Options
    from verifier.domain.errors import UsageError
    from verifier.domain.progress import Progress
    from verifier.workspace.exporting import export, find_format, find_tick, plan_export

    chosen = find_format(format_name)
    if only is not None and audience == "archive":
        raise UsageError("Your own archive gets everything; leave out --only, or write for somebody else.")
    with opened(case, read_only=True) as workspace:
        ticks = tuple(find_tick(workspace.case, words) for words in tick or ())
        options = Options(audience=audience, originals=originals, ticked=ticks, only=only or UNSET)
        if dry_run:
            plan = plan_export(workspace, options, chosen)
            give(plan) if as_json else _say_plan(plan)
            return
        with progress_line() as show:
            written = export(workspace, chosen, options, out, Progress(show))
    if as_json:
        from verifier.cli.shapes import Exported
        from verifier.workspace.added import readable

        shown = readable(str(written.path))
        give(
            Exported(
                path=shown,
                files=written.files,
                payload_bytes=written.payload_bytes,
                head=written.head,
                left_out=written.left_out,
            )
        )
    else:
        say(f"Wrote {written.path}: {written.files} files, {written.payload_bytes:,} bytes.")
        for loss in written.left_out:
            tell(loss.sentence)
        if chosen.is_bundle:
            say(f"Journal head {written.head}. Check it: {called()} check {written.path}")


def _say_plan(plan: "Plan") -> None:
    table(
        ("", "What", "How many", "Why it stays"),
        ((_fate(row), row.what, str(row.count or ""), _why(row)) for row in plan.rows),
    )
    files = [subject for subject in plan.subjects if subject.file is not None]
    table(("Item", "Its file"), ((f"{subject.label} {subject.title}".strip(), str(subject.file)) for subject in files))
    if plan.left_out:
        table(("This format leaves out", "How many"), ((loss.words, str(loss.count)) for loss in plan.left_out))
    for lead in plan.leads:
        labels = ", ".join(lead.labels[:_SHOWN_LABELS])
        more = " …" if len(lead.labels) > _SHOWN_LABELS else ""
        tell(f"{lead.sentence} ({labels}{more})")
    if plan.mentions:
        table(
            ("A name that stays", "is", "stands in", "which goes out"),
            ((one.name, one.what, _place(one), one.words) for one in plan.mentions),
        )


def _place(mention: "Mention") -> str:
    """Name the record that a mention stands in, so that it can be found."""
    from verifier.bundle.plan import place_of

    return f"{mention.subject} {place_of(mention)}: {mention.field.removeprefix('readings: ')}".strip()


def _fate(row: "PlanRow") -> str:
    return "goes" if row.goes else "stays"


def _why(row: "PlanRow") -> str:
    return f"{row.why} ({', '.join(row.subjects)})" if row.subjects else row.why


def check_bundle(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A folder or a .zip.")],
    as_json: AsJson = False,
) -> None:
    """Check a bundle: every file, every hash, the chain of edits and every record against it.

    Exit code 0 if it is sound (with how much is withheld), 1 if not (with what is wrong, and since which line), 2 if it
    is no bundle. Nothing but the bundle is needed.

    \b
    Example:
      verifier check S-bundle
    """
    from verifier.bundle.check import check
    from verifier.domain.progress import Progress

    with progress_line() as show:
        result = check(bundle, Progress(show))
    give(result) if as_json else say_check(result)
    raise typer.Exit(0 if result.sound else 1)


def say_check(result: "CheckResult") -> None:
    """Print what a check found, in words."""
    from verifier.commands.naming import count

    for fault in result.faults:
        since = f" (since line {fault.line} of the journal)" if fault.line is not None else ""
        say(f"{fault.where}: {fault.what}{since}")
    verdict = "Sound" if result.sound else "NOT sound"
    found = (count(result.records, "record"), count(result.files, "file"), count(result.journal_lines, "journal line"))
    say(f"{verdict}: {', '.join(found)}.")
    say(f"Journal head {result.journal_head}")
    held = result.withheld
    if held is not None and held.values:
        whole, parts = count(sum(held.records.values()), "whole record"), count(held.parts, "other")
        held_back = f"{whole} and parts of {parts} ({count(held.values, 'value')} in {count(held.lines, 'line')})"
        say(f"Withheld from this reader: {held_back}. The chain commits to them all the same.")
    if result.signatures is not None and result.signatures.valid:
        say(f"{count(result.signatures.valid, 'signature')} of single readings verified.")
    unchecked = result.signatures.unchecked if result.signatures is not None else ()
    for why, number in Counter(one.why for one in unchecked).items():
        say(f"{count(number, 'signature')} of single readings not checked: {why[:1].lower()}{why[1:]}")
    if held is not None and held.destroyed:
        say(f"Destroyed by a purge: {count(held.destroyed, 'value')} (lines {', '.join(map(str, held.purge_lines))}).")
    for sentence in result.cannot_know:
        say(sentence)


def purge_record(
    case: CasePath,
    key: Annotated[str, typer.Argument(metavar="KEY", help="A record's key (kind/id) or an item's label.")],
    reason: Annotated[str, typer.Option("--reason", metavar="CATEGORY", help="Why; see below.")],
    as_name: AsName = "",
) -> None:
    """Destroy a record for good: every value it ever had and, for an item, its file, readings and pictures.

    This cannot be undone. The journal keeps a line that says who did it, when and why, and still checks. A case under
    legal hold refuses.

    \b
    Reasons:
      personal_data       personal data that need not be kept
      source_protection   protection of a source or witness
      consent_withdrawn   consent was withdrawn
      legal_order         a court or authority ordered it
      added_by_mistake    added to the case by mistake
      illegal_content     content that may not be possessed

    \b
    Example:
      verifier purge S.case E-0004 --reason source_protection
    """
    from verifier.workspace.purging import purge_named

    with opened(case, person=as_name) as workspace:
        purged = purge_named(workspace, key, reason)
    gone = sum(change.after is None for change in purged.changes)
    say(f"Destroyed: {gone} records with everything they ever held. Bundles exported before still have them.")
