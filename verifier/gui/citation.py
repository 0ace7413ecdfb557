"""A citation of what stands on the stage, to be pasted elsewhere: as much as an outside reader of a bundle would get.

The same rows decide as in ``bundle/rules.py`` for readers outside: nothing of a withheld item, of a file from a closed
source no more than its label, no address unless the post is stated to be open, never an account or a file name.
"""

from verifier.domain.frames import FrameRef
from verifier.domain.records import Item, Posting
from verifier.gui.speech import tr
from verifier.gui.timeline.clip import clock_words, pts_words


def citation(item: Item, postings: tuple[Posting, ...], frame: FrameRef | None) -> str:
    """Write item, moment, hashes, posting, archive and credit, a line each; ``frame``: the exact one, if any."""
    if item.is_withheld:
        return tr("{label}: withheld.", label=item.label)
    if any(posting.is_closed_source for posting in postings):
        return tr("{label}: from a closed source. File, frame and source are withheld.", label=item.label)
    lines = [_what(item, frame)]
    lines.append(tr("File SHA-256: {sha256}", sha256=item.fingerprints.sha256))
    if frame is not None:
        lines.append(tr("Frame SHA-256 (FFmpeg framehash): {sha256}", sha256=frame.sha256))
    for posting in postings:
        lines += _posting_lines(posting)
    return "\n".join(lines)


def _what(item: Item, frame: FrameRef | None) -> str:
    if frame is None:
        return item.label
    return tr(
        "{label}, clip time {time}, PTS {pts}, frame #{number}",
        label=item.label,
        time=clock_words(frame.time_s),
        pts=pts_words(frame.pts, frame.time_base),
        number=frame.ordinal,
    )


def _posting_lines(posting: Posting) -> list[str]:
    """Write one posting; where it is not stated to be open, its date alone."""
    when = f"{posting.posted_at:%Y-%m-%d %H:%M} UTC" if posting.posted_at is not None else posting.posted_at_as_shown
    if posting.is_closed_source is None:
        has_address = bool(posting.url or posting.archive_urls)
        left_out = tr("Address left out: the post is not stated to be open.")
        return [*([tr("Posted: {when}", when=when)] if when else []), *([left_out] if has_address else [])]
    where = ", ".join(words for words in (posting.platform, posting.url, when) if words)
    lines = [tr("Posted: {when}", when=where)] if where else []
    lines += [tr("Archived: {url}", url=url) for url in posting.archive_urls]
    return [*lines, tr("Credit: {rights}", rights=posting.rights)] if posting.rights else lines
