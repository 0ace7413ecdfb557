"""All that is known of a file from its own words, as lines to read, search and copy. No Qt; made on another thread.

Nothing is left out: every reading of every reader stands in its group, zero, unknown or double. What several readers
found alike in one place is one line that names them all; lines of one name stand together, so that it is seen at once
where the readers do not agree.
"""

from collections.abc import Iterable, Iterator

import msgspec

from verifier.domain.inspection import Opinion
from verifier.domain.readings import Fact, FilmedBy, Finding, ReaderRun, Reading
from verifier.domain.records import Item
from verifier.gui.panels.agreeing import readers_differ
from verifier.gui.panels.fact_words import (
    contradictions,
    fact_name,
    fact_text,
    in_order,
    one_line,
)
from verifier.gui.panels.facts import raw_words, technical_rows
from verifier.gui.speech import tr, tr_made, trn
from verifier.workspace.readings import FileReport

GROUP_WORDS: dict[str, str] = {
    "IFD0": "main picture",
    "IFD1": "embedded thumbnail",
    "ExifIFD": "how it was taken",
    "GPS": "position",
    "InteropIFD": "compatibility",
    "MakerNote": "the maker’s own",
    "SubIFD": "further picture",
    "XMP-drone-dji": "the drone’s own",
    "XMP-drone-skydio": "the drone’s own",
    "XMP-drone-parrot": "the drone’s own",
    "XMP-drone-autel": "the drone’s own",
    "XMP-Camera": "the camera’s own",
    "XMP-crs": "developing in Camera Raw",
    "XMP-xmpMM": "history of editing",
    "XMP-dc": "description",
    "IPTC": "caption and credit, as agencies write them",
    "Photoshop": "left by a program",
    "JPEG": "how the file is built",
    "JFIF": "how the file is built",
    "MPF0": "further pictures in the file",
    "DJI": "the maker’s own",
    "ICC-header": "color profile",
    "ICC_Profile": "color profile",
    "Boxes": "how the file is built",
    "Matroska": "container",
    "PDF": "document",
    "PNG": "picture and its texts",
    "QuickTime": "container",
    "UserData": "the maker’s own, in the container",
    "Keys": "container",
    "C2PA": "signed statements about its making",
    "Container": "container, as FFmpeg reads it",
    "Telemetry": "the track of the flight, summed up",
    "Download": "around the file, not in it",
    "FileSystem": "around the file, not in it",
}
"""What stands in a group, in plain words, for those who do not know its name."""
NOTHING = (
    "The file says nothing of its own: no maker, no time, no place. That is usual for files that went through a "
    "messenger or a platform, and says nothing against them. Ask for the original."
)
NO_FACTS = "The file names no maker, no time and no place. What the readers found in it stands below."
_FOOTAGE = ("photo", "video", "audio")
FACTS, FILMED_BY, FILE, READERS, SECOND = "facts", "filmed_by", "file", "readers", "second"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line. ``text``: as printed. ``stored``: as it stands in the file, where that is written otherwise.

    ``is_prose``: words to read, and no value. ``fact``: the name of a fact. ``rests_on``: places among the sheet's
    readings; of a fact those that lost too.
    """

    name: str
    text: str
    stored: str = ""
    where: str = ""
    reader: str = ""
    remark: str = ""
    kind: str = ""
    is_prose: bool = False
    fact: str = ""
    rests_on: tuple[int, ...] = ()
    hay: str = ""


class Group(msgspec.Struct, frozen=True):
    """Lines under one heading. ``name`` is the same in every file, so that a fold is remembered."""

    name: str
    title: str
    about: str
    lines: tuple[Line, ...]


class Notice(msgspec.Struct, frozen=True):
    """What is worth a look: a sentence, the line whose readings it is about, and ordinary reasons for it."""

    sentence: str
    behind: Line
    severity: str = "contradiction"
    innocent: tuple[str, ...] = ()


class Sheet(msgspec.Struct, frozen=True):
    """All lines of one file, and what is worth a look in it: what contradicts itself first.

    ``silence``: what it means that the file says little or nothing.
    """

    groups: tuple[Group, ...] = ()
    notices: tuple[Notice, ...] = ()
    readings: int = 0
    silence: str = ""


def sheet_of(item: Item, report: FileReport) -> Sheet:
    """Lay out what is known of an item's file."""
    readings = (*report.readings, *report.surroundings)
    facts = _fact_lines(report.facts, readings)
    summaries = (
        Group(FACTS, tr("What the file says"), "", facts),
        Group(FILMED_BY, tr("May have been filmed by"), "", _filmed_lines(report.filmed_by)),
    )
    about = (
        Group(FILE, tr("The file"), "", (*_signed_lines(item, report), *_file_lines(item))),
        Group(READERS, tr("Readers that looked"), "", _reader_lines(report.runs)),
    )
    found = [group for group in (*summaries, *_reading_groups(readings), *about) if group.lines]
    by_fact = {line.fact: line for line in facts}
    notices = [Notice(found.sentence, by_fact[found.fact]) for found in contradictions(report.facts, readings)]
    notices += map(_finding, report.findings)
    return Sheet(tuple(found), tuple(notices), len(readings), _silence(item, report))


def with_opinion(sheet: Sheet, opinion: Opinion) -> Sheet:
    """Put what another program says otherwise before everything else."""
    count = len(opinion.differences)
    about = trn("{number} of {all} tags differs", "{number} of {all} tags differ", count, all=opinion.compared)
    lines = tuple(
        _line(
            name=f"{one.group} {one.name}",
            text=one.theirs,
            remark=tr("here: {values}", values="; ".join(one.ours)) if one.ours else tr("not read here"),
            reader=opinion.program,
        )
        for one in opinion.differences
    )
    same = (_line(name=tr("Every tag"), text=tr("as here"), is_prose=True),)
    group = Group(SECOND, opinion.program, about, lines or same)
    groups = (group, *(known for known in sheet.groups if known.name != SECOND))
    return msgspec.structs.replace(sheet, groups=groups)


def _silence(item: Item, report: FileReport) -> str:
    if report.facts:
        return ""
    if item.kind not in _FOOTAGE:
        return tr("Files of this kind say little of themselves; what was found stands below.")
    return tr(NO_FACTS if report.readings else NOTHING)


def _finding(finding: Finding) -> Notice:
    sentence = tr_made(finding.sentence)
    behind = _line(name=tr("Worth a look"), text=sentence, rests_on=finding.readings)
    return Notice(sentence, behind, finding.severity, tuple(map(tr_made, finding.innocent)))


def _fact_lines(facts: dict[str, Fact], readings: tuple[Reading, ...]) -> tuple[Line, ...]:
    return tuple(_fact_line(name, facts[name], readings) for name in in_order(facts))


def _fact_line(name: str, fact: Fact, readings: tuple[Reading, ...]) -> Line:
    others = [one_line(fact_text(name, other.value)) for other in fact.others]
    remark = tr("but also {values}", values="; ".join(others)) if others else ""
    first = readings[fact.readings[0]]
    return _line(
        name=fact_name(name),
        text=fact_text(name, fact.value),
        where=f"{first.group} {first.name}",
        remark=remark,
        fact=name,
        rests_on=(*fact.readings, *(place for other in fact.others for place in other.readings)),
    )


def _filmed_lines(filmed: FilmedBy) -> tuple[Line, ...]:
    found = [(one.name, " ".join(map(tr_made, one.basis)) or tr("a candidate")) for one in filmed.candidates]
    found += [(tr("Because"), tr_made(sentence)) for sentence in filmed.basis]
    nothing = (tr("No candidate"), tr("The file names no camera that the catalog ties to a drone."))
    return tuple(_line(name=name, text=text, is_prose=True) for name, text in found or [nothing])


def _file_lines(item: Item) -> tuple[Line, ...]:
    prints = item.fingerprints
    hashes = (("SHA-256", prints.sha256), ("SHA-512", prints.sha512), ("MD5", prints.md5))
    plain = [_line(name=name, text=text, is_prose=True) for name, text in technical_rows(item)]
    return (*plain, *(_line(name=name, text=text) for name, text in hashes))


def _signed_lines(item: Item, report: FileReport) -> tuple[Line, ...]:
    """Say what it means that nobody signed a statement about the file: nothing, for or against it."""
    if item.kind not in _FOOTAGE or any(reading.group == "C2PA" for reading in report.readings):
        return ()
    words = tr("none: where it comes from is not known by them, and that says nothing against it")
    return (_line(name=tr("Signed statements (C2PA)"), text=words, is_prose=True),)


def _reader_lines(runs: Iterable[ReaderRun]) -> tuple[Line, ...]:
    words = {"read": tr("read to the end"), "nothing to read": tr("found nothing it reads")}
    return tuple(
        _line(
            name=f"{run.reader} {run.version}",
            text=words.get(run.ended) or tr("stopped: {why}", why=tr_made(run.ended)),
            is_prose=True,
        )
        for run in runs
    )


def _reading_groups(readings: tuple[Reading, ...]) -> Iterator[Group]:
    """Group in the order of the file; within a group names in the order in which they first stand."""
    groups: dict[str, dict[str, list[int]]] = {}
    for place, reading in enumerate(readings):
        groups.setdefault(reading.group, {}).setdefault(reading.name, []).append(place)
    for group, names in groups.items():
        about = tr(GROUP_WORDS[group]) if group in GROUP_WORDS else ""
        yield Group(f"readings {group}", group, about, tuple(_same_name(names.values(), readings)))


def _same_name(names: Iterable[list[int]], readings: tuple[Reading, ...]) -> Iterator[Line]:
    for places in names:
        differ = len(places) > 1 and readers_differ(readings[place] for place in places)
        for found in _agreeing(places, readings):
            first = readings[found[0]]
            stored = raw_words(first.value)
            yield _line(
                name=first.name,
                text=first.text,
                stored="" if stored == first.text else stored,
                where=max((readings[place].where for place in found), key=len),
                reader=", ".join(readings[place].reader for place in found),
                remark=tr("readers differ") if differ else "",
                kind=str(first.value.__struct_config__.tag),
                rests_on=tuple(found),
                hay_too=first.group,
            )


def _agreeing(places: list[int], readings: tuple[Reading, ...]) -> list[list[int]]:
    """Put together what several readers found alike in one place; doubles of one reader stay apart."""
    lines: list[list[int]] = []
    for place in places:
        line = next((line for line in lines if _joins(readings[place], [readings[other] for other in line])), None)
        if line is None:
            lines.append([place])
        else:
            line.append(place)
    return lines


def _joins(reading: Reading, line: list[Reading]) -> bool:
    """Say whether a reading is the same as those of a line; a reader that knows no offset names the place in short."""
    first = line[0]
    return (
        reading.value == first.value
        and reading.text == first.text
        and all(reading.reader != other.reader for other in line)
        and (first.where.startswith(reading.where) or reading.where.startswith(first.where))
    )


def _line(*, hay_too: str = "", **parts: object) -> Line:
    hay = " ".join(str(parts.get(part, "")) for part in ("name", "text", "stored", "where", "reader", "remark"))
    return Line(**parts, hay=f"{hay_too} {hay}".casefold())  # pyright: ignore[reportArgumentType]


def whole_line(group: Group, line: Line) -> str:
    """Write a line as a row of a table, parted by tabs: group, name, printed, stored, place, reader."""
    parts = (group.title, line.name, line.text, line.stored or line.text, line.where, line.reader)
    return "\t".join(" ".join(part.split()) for part in parts)
