"""The command that shows everything a file says of itself: ``inspect``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.options import AsJson
from verifier.cli.output import give, say, table, tell

if TYPE_CHECKING:
    from verifier.domain.inspection import Inspection, Opinion


def inspect_files(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Files to look at; none is changed.")],
    as_json: AsJson = False,
    ask_another: Annotated[
        bool, typer.Option("--second-opinion", help="Ask ExifTool too, where it is installed, and show what differs.")
    ] = False,
) -> None:
    """Show what files say of themselves: hashes, every reading with where it stood, facts, problems.

    With --json, one object per file and line. Exit code 2 if a file could not be read at all, 1 if something in one
    failed.

    \b
    Examples:
      verifier inspect IMG_1.jpg
      verifier inspect *.jpg --json | jq .facts.make.value
      verifier inspect IMG_1.jpg --second-opinion
    """
    from verifier.domain.errors import InputError, VerifierError
    from verifier.workspace.inspecting import Inspector, with_second_opinion

    worst = 0
    with Inspector() as inspector:
        for file in files:
            try:
                inspection = inspector.inspect(file)
                if ask_another:
                    inspection = with_second_opinion(file, inspection)
            except VerifierError as error:
                tell(f"{file}: {error.sentence}")
                worst = max(worst, 2 if isinstance(error, InputError) else 1)
                continue
            give(inspection) if as_json else _say(inspection)
            worst = max(worst, 1 if inspection.problems else 0)
    raise typer.Exit(worst)


def _say(inspection: "Inspection") -> None:
    say(f"{inspection.path}")
    say(f"  {inspection.kind}, {inspection.media_type}, {inspection.size_bytes:,} bytes")
    say(f"  SHA-256 {inspection.sha256}")
    _say_technical(inspection)
    for name, fact in inspection.facts.items():
        others = f"   (others: {'; '.join(_words(other.value) for other in fact.others)})" if fact.others else ""
        say(f"  {name}: {_words(fact.value)}{others}")
    for candidate in inspection.filmed_by.candidates:
        say(f"  may be filmed by: {candidate.name} ({candidate.entry_id}): {' '.join(candidate.basis)}")
    for sentence in inspection.filmed_by.basis:
        say(f"  {sentence}")
    for finding in inspection.findings:
        say(f"  {finding.severity}: {finding.sentence}")
    if inspection.readings:
        table(("Group", "Name", "Value", "Where"), ((r.group, r.name, r.text, r.where) for r in inspection.readings))
    if inspection.second_opinion is not None:
        _say_opinion(inspection.second_opinion)
    for problem in inspection.problems:
        tell(f"{inspection.path}: {problem.sentence}")


def _say_opinion(opinion: "Opinion") -> None:
    count = len(opinion.differences)
    say(f"  {opinion.program}: {opinion.compared} tags compared, {count} differ")
    if opinion.differences:
        rows = ((one.group, one.name, one.theirs, "; ".join(one.ours) or "nothing") for one in opinion.differences)
        table(("Group", "Name", opinion.program, "Here"), rows)


def _say_technical(inspection: "Inspection") -> None:
    facts = inspection.technical
    if facts.displayed_width and facts.displayed_height:
        say(f"  {facts.displayed_width} × {facts.displayed_height} as displayed")
    if facts.frame_count:
        rate = f"{facts.rate_kind} rate" if facts.rate_kind else "rate not known"
        say(f"  {facts.frame_count} frames, {facts.duration_s or 0:.3f} s, {rate}, {facts.codec or 'unknown codec'}")


def _words(value: "str | float | tuple[str, ...]") -> str:
    return ", ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)
