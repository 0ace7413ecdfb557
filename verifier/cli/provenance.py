"""The command that reads saved posts into a case: ``provenance``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from verifier.cli.interrupting import interruptible
from verifier.cli.opening import opened
from verifier.cli.options import AsJson, AsName, CasePath
from verifier.cli.output import give, progress_line, say, table, tell

if TYPE_CHECKING:
    from verifier.workspace.posts_found import PostsFound

LISTED = 20
"""Posts without a file that are listed for people; ``--json`` lists all."""


def read_saved_posts(
    case: CasePath,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of saved posts, or a table.")],
    mapped: Annotated[
        list[str], typer.Option("--map", metavar="COLUMN=FIELD", help="What a column of a table means; repeatable.")
    ] = [],  # noqa: B006  typer wants a list, and never changes it
    is_dry: Annotated[bool, typer.Option("--dry-run", help="Show what would be stated, and state nothing.")] = False,
    as_name: AsName = "",
    as_json: AsJson = False,
) -> None:
    """Read saved posts into a case: who posted its files where and when, in which words.

    Known: yt-dlp .info.json, Telegram Desktop result.json, gallery-dl JSON, auto-archiver CSV and JSON, WhatsApp
    chats, WACZ, MHTML; any other table with --map. Posts are matched to items by hash, or by name and folder with
    size, length and pixels as a check; those that fit none are listed. No address is opened. Undo takes it all back.
    Fields of --map: file, sha256, size_bytes, url, archive_url, platform, account_id, account_name, message_id, album,
    forwarded_from, posted_at, zone, edited_at, caption, acquired_from, acquired_how, rights.

    \b
    Example:
      verifier provenance S.case ~/export/result.json
      verifier provenance S.case posts.csv --map Name=file --map Link=url --map Text=caption --dry-run
    """
    from verifier.domain.progress import Progress
    from verifier.metadata.provenance.mapped_table import parse_mapping
    from verifier.workspace.provenance import look_at_posts, state_posts

    mapping = parse_mapping(mapped)
    with opened(case, read_only=is_dry, person=as_name) as workspace, progress_line() as show:
        progress = Progress(show)
        with interruptible(progress):
            if is_dry:
                found = look_at_posts(workspace, file, mapping)
            else:
                found = state_posts(workspace, file, mapping, progress)
    if as_json:
        from verifier.cli.listing import posts_told

        give(posts_told(found, is_dry_run=is_dry))
    else:
        _say_found(found, is_dry=is_dry)


def _say_found(found: "PostsFound", *, is_dry: bool) -> None:
    if is_dry:
        rows = (
            (one.item.label, one.posting.file_name, one.basis, _when(one.posting.posted_at_as_shown))
            for one in found.fresh
        )
        table(("Item", "File", "Told by", "Posted, as shown"), rows)
    say_unfitted(found)
    say(f"{'Nothing was stated. ' if is_dry else ''}{found.summary()}")


def _when(shown: str) -> str:
    return shown or "not stated"


def say_unfitted(found: "PostsFound") -> None:
    """List the posts that fit no file, and what else went wrong."""
    for one in found.unfitted[:LISTED]:
        message = f" (message {one.message_id})" if one.message_id else ""
        tell(f"{one.file_name or found.file_name}{message}: {one.sentence}")
    if len(found.unfitted) > LISTED:
        tell(f"… and {len(found.unfitted) - LISTED:,} more posts without a file; --json lists all.")
    for trouble in found.troubles:
        tell(f"{found.file_name}: {trouble.sentence}")
