"""Everything a bundle holds, worked out before a byte is written: evidence, journal, values, catalog, files, report."""

from datetime import datetime

import msgspec

import verifier
from verifier.bundle import layout
from verifier.bundle.cataloged import catalog_document, catalog_text
from verifier.bundle.evidence import Evidence, JournalState, Program, disclosed_records, spelled_scales, values_text
from verifier.bundle.files import Placed, place_files
from verifier.bundle.layout import BagInfo
from verifier.bundle.material import Material
from verifier.bundle.members import Member, member_of_bytes
from verifier.bundle.options import Options
from verifier.bundle.report import render_report
from verifier.bundle.selection import Selection, select
from verifier.bundle.signed import signed_files
from verifier.case.journal import Line, Replay, Value, commitments_of
from verifier.catalog.assets import find_asset
from verifier.domain import codec
from verifier.domain.errors import BundleError
from verifier.domain.progress import Progress

PROGRAM = "verifier"


class Chain(msgspec.Struct, frozen=True):
    """The journal as it goes out: its bytes, its last line, what it says now, and every commitment in it."""

    data: bytes
    last: Line
    replay: Replay
    commitments: frozenset[str]


class Contents(msgspec.Struct, frozen=True):
    """The payload of a bundle and what its ``bag-info.txt`` will say."""

    members: tuple[Member, ...]
    info: BagInfo
    at: datetime
    """Time of the last line."""


def read_chain(material: Material) -> Chain:
    """Follow the journal to its head; raise :class:`CaseBroken` where it does not hold."""
    replay, lines, commitments = Replay(), list(material.lines()), set[str]()
    last: Line | None = None
    for data in lines:
        last = replay.follow(data)
        commitments.update(commitments_of(last))
    if last is None:
        raise BundleError("There is nothing in this case yet.")
    return Chain(b"".join(line + b"\n" for line in lines), last, replay, frozenset(commitments))


def disclosed_values(material: Material, selection: Selection, chain: Chain) -> dict[str, Value]:
    """Return the values that go out; raise :class:`BundleError` where one is missing that the chain says is there."""
    heads = chain.replay.heads
    if heads.keys() != selection.chosen.keys():
        raise BundleError("The case was changed while it was being written out. Try again.")
    needed = {heads[chosen.record.key][part] for chosen in selection.going() for part in chosen.parts}
    wanted = needed | chain.commitments if selection.discloses_all else needed
    values = material.values(sorted(wanted))
    if not needed <= values.keys():
        raise BundleError("The case lacks something that its journal commits to. Check the case before you export it.")
    return {name: value for name, value in values.items() if name in wanted}


def evidence_document(chain: Chain, options: Options, values: dict[str, Value], placed: tuple[Placed, ...]) -> Evidence:
    """Make the document of the records that go out."""
    last = chain.last
    return Evidence(
        format_version=layout.FORMAT_VERSION,
        program=Program(PROGRAM, verifier.__version__),
        journal=JournalState(last.case, last.number, chain.replay.previous, codec.to_plain(last.time)),
        options=options,
        likelihood_scales=spelled_scales(),
        files=tuple(one.entry for one in placed),
        records=disclosed_records(chain.replay, {name: value.data for name, value in values.items()}),
    )


def evidence_alone(material: Material, options: Options) -> tuple[bytes, str]:
    """Return the bytes of ``evidence.json`` for these options, files listed by hash, and the journal head."""
    options = msgspec.structs.replace(options, originals="hashes")
    chain = read_chain(material)
    selection = select(material.records, options, chain.replay.heads)
    values = disclosed_values(material, selection, chain)
    placed = tuple(_listed(one) for one in place_files(material, selection, chain.replay.heads))
    evidence = evidence_document(chain, selection.options, values, placed)
    return codec.encode_indented(evidence), chain.replay.previous


def _listed(placed: Placed) -> Placed:
    return Placed(msgspec.structs.replace(placed.entry, path=None), None)


def gather(material: Material, options: Options, progress: Progress) -> Contents:
    """Work out the whole payload, in the order of its paths."""
    chain = read_chain(material)
    selection = select(material.records, options, chain.replay.heads)
    values = disclosed_values(material, selection, chain)
    placed = place_files(material, selection, chain.replay.heads)
    evidence = evidence_document(chain, selection.options, values, placed)
    report = render_report(material, selection, evidence, progress)
    members = [
        member_of_bytes(layout.EVIDENCE, codec.encode_indented(evidence)),
        member_of_bytes(layout.JOURNAL, chain.data),
        member_of_bytes(layout.VALUES, values_text(values)),
        member_of_bytes(layout.CATALOG, catalog_text(catalog_document(material, selection))),
        member_of_bytes(layout.REPORT, report),
        member_of_bytes(layout.HOW_TO_CHECK, find_asset("report/HOW-TO-CHECK.txt").read_bytes()),
        *(
            member_of_bytes(layout.SCHEMA_FOLDER + name, find_asset(f"schema/{name}").read_bytes())
            for name in layout.SCHEMA_FILES
        ),
        *(member_of_bytes(path, data) for path, data in signed_files(evidence.records).items()),
        *(one.member for one in placed if one.member is not None),
    ]
    members.sort(key=lambda member: member.path)
    return Contents(tuple(members), _info(evidence, members, chain.last), chain.last.time)


def _info(evidence: Evidence, members: list[Member], last: Line) -> BagInfo:
    return BagInfo(
        program=evidence.program.name,
        program_version=evidence.program.version,
        date=last.time.date().isoformat(),
        head=evidence.journal.head,
        lines=evidence.journal.lines,
        payload_bytes=sum(member.size_bytes for member in members),
        payload_files=len(members),
    )
