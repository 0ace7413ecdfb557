"""The command that takes regions over from another program's file: ``annotations``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.interrupting import interruptible
from verifier.cli.opening import opened
from verifier.cli.options import AsJson, AsName, CasePath
from verifier.cli.output import give, progress_line, say, table, tell

if TYPE_CHECKING:
    from verifier.workspace.annotations import RegionsFound

LISTED = 20


def take_regions(
    case: CasePath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of annotations.")],
    is_dry: Annotated[
        bool, typer.Option("--dry-run", help="Show what would be taken over, and state nothing.")
    ] = False,
    as_name: AsName = "",
    as_json: AsJson = False,
) -> None:
    """Take regions over from the file of an annotation program: labelme, COCO, CVAT XML 1.1, VGG Image Annotator 2.

    Pictures are told by hash, by name, or by the label that an export gave them, and their size must agree; what fits
    none is listed with the reason. You are the observer of what is taken over, and each region keeps the SHA-256 of
    the file it came from. Undo takes it all back. Masks of pixels are not taken over.

    \b
    Example:
      verifier annotations S.case bridge.json --dry-run
      verifier annotations S.case annotations.xml --as "A. Analyst"
    """
    from verifier.domain.progress import Progress
    from verifier.workspace.annotations import look_at_annotations, take_annotations

    with opened(case, read_only=is_dry, person=as_name) as workspace, progress_line() as show:
        progress = Progress(show)
        with interruptible(progress):
            found = look_at_annotations(workspace, file, progress)
            if not is_dry:
                take_annotations(workspace, found)
    if as_json:
        give(_told(found, is_dry=is_dry))
    else:
        _say(found, is_dry=is_dry)


def _told(found: "RegionsFound", *, is_dry: bool) -> object:
    from verifier.cli.shapes import RegionsTold, TakenLine, UntakenLine

    return RegionsTold(
        file_name=found.file_name,
        sha256=found.sha256,
        format=found.form,
        dry_run=is_dry,
        taken=tuple(
            TakenLine(
                item=one.taken.item.label,
                when=one.taken.when,
                region=one.taken.region,
                seen=one.taken.seen,
                is_known=one.is_known,
            )
            for one in found.fitted
        ),
        not_taken=tuple(UntakenLine(picture=one.picture, sentence=one.sentence) for one in found.unfitted),
        notes=found.notes,
    )


def _say(found: "RegionsFound", *, is_dry: bool) -> None:
    if is_dry:
        rows = ((one.item.label, str(one.region.__struct_config__.tag), one.seen) for one in found.fresh[:LISTED])
        table(("Item", "Region", "Words"), rows)
    for one in found.unfitted[:LISTED]:
        tell(f"{one.picture}: {one.sentence}")
    if len(found.unfitted) > LISTED:
        tell(f"… and {len(found.unfitted) - LISTED:,} more that fit no item; --json lists all.")
    for note in found.notes:
        tell(note)
    say(f"{'Nothing was taken over. ' if is_dry else ''}{found.summary()}")
