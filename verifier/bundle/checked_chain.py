"""The inner check: the chain holds, the values fit it, and the evidence is what both say."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from verifier.bundle import layout
from verifier.bundle.check_result import Fault, Withheld
from verifier.bundle.evidence import Evidence, disclosed_record, spelled_scales, values_text
from verifier.bundle.layout import BagInfo
from verifier.case.journal import Line, Replay, Value, commitment, commitments_of
from verifier.domain import codec
from verifier.domain.disclosure import LATER, MAIN, fields_of, whole
from verifier.domain.errors import CaseBroken
from verifier.domain.ids import id_of, kind_of
from verifier.domain.records import RECORD_TYPES, Record, record_kind

_TYPES = {record_kind(record_type): record_type for record_type in RECORD_TYPES}
UNREADABLE = (ValueError, msgspec.MsgspecError, RecursionError)


class _ValueLine(msgspec.Struct, forbid_unknown_fields=True):
    commitment: str
    salt: str
    value: str


class ReadChain(msgspec.Struct):
    """The journal followed as far as it holds, and where each commitment first stood."""

    replay: Replay
    last: Line | None
    first_line: dict[str, int]
    lines_of: list[tuple[str, ...]]
    purge_lines: list[int]
    faults: list[Fault]

    @property
    def holds(self) -> bool:
        """Whether the chain was followed to its end."""
        return not self.faults


def read_chain(data: bytes) -> ReadChain:
    """Follow ``journal.jsonl``; stop at the first line that does not fit. Raise :class:`CaseTooNew`."""
    chain = ReadChain(Replay(), None, {}, [], [], [])
    rows = data.split(b"\n")
    if rows.pop() != b"" or not rows:
        chain.faults.append(Fault(layout.JOURNAL, "The journal was cut: its last line does not end.", len(rows) + 1))
    for number, row in enumerate(rows, 1):
        try:
            line = chain.replay.follow(row)
        except CaseBroken as error:
            chain.faults.append(Fault(layout.JOURNAL, error.sentence, error.line or number))
            break
        names = tuple(commitments_of(line))
        chain.last = line
        chain.lines_of.append(names)
        for name in names:
            chain.first_line.setdefault(name, number)
        if line.purge is not None:
            chain.purge_lines.append(number)
    return chain


def read_values(data: bytes, chain: ReadChain) -> tuple[dict[str, bytes], list[Fault]]:
    """Read ``values.jsonl``: the values that match their commitments, and what is wrong with the others."""
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for number, row in enumerate(data.splitlines(), 1):
        try:
            line = msgspec.json.decode(row, type=_ValueLine)
            value = Value(bytes.fromhex(line.salt), line.value.encode())
        except UNREADABLE:
            faults.append(Fault(layout.VALUES, f"Line {number} of the values cannot be read."))
            continue
        since = chain.first_line.get(line.commitment)
        if commitment(value) != line.commitment:
            faults.append(
                Fault(layout.VALUES, f"The value in line {number} is not what the journal commits to.", since)
            )
        elif since is None and chain.holds:
            faults.append(Fault(layout.VALUES, f"The value in line {number} is one that no journal line commits to."))
        else:
            values[line.commitment] = value
    if not faults and values_text(values) != data:
        faults.append(Fault(layout.VALUES, "The values are not written as the program writes them."))
    return {name: value.data for name, value in values.items()}, faults


def read_evidence(data: bytes) -> Evidence | Fault:
    """Read ``evidence.json`` in its one form: two readers can take but one meaning from it."""
    try:
        evidence = codec.decode(data, Evidence)
        if codec.encode_indented(evidence) == data:
            return evidence
    except UNREADABLE:
        return Fault(layout.EVIDENCE, "The evidence document was changed: it cannot be read.")
    return Fault(layout.EVIDENCE, "The evidence document was changed: it is not written as the program writes it.")


def info_faults(data: bytes, evidence: Evidence, chain: ReadChain, sizes: dict[str, int]) -> Iterator[Fault]:
    """Compare ``bag-info.txt`` and the head stated in the evidence with the chain and the members."""
    if chain.last is None:
        return
    payload = [size for path, size in sizes.items() if path.startswith("data/")]
    head, date = chain.replay.previous, chain.last.time.date().isoformat()
    program = evidence.program
    expected = BagInfo(program.name, program.version, date, head, chain.replay.number, sum(payload), len(payload))
    stated = layout.read_bag_info(data)
    if stated.get("Journal-Head") != head:
        yield Fault(
            layout.BAG_INFO,
            "The journal is not the one the bundle was made from: bag-info.txt states another head. Lines were cut off,"
            " added or written anew.",
            chain.replay.number,
        )
    elif expected.text() != data:
        yield Fault(layout.BAG_INFO, "The file was changed: it is not what the bundle's content makes it.")
    said = evidence.journal
    last = codec.to_plain(chain.last.time)
    if (said.case, said.lines, said.head, said.last_line_at) != (chain.last.case, chain.replay.number, head, last):
        yield Fault(layout.EVIDENCE, "The evidence states another journal than the one in the bundle.")
    if not set(evidence.likelihood_scales) <= set(spelled_scales()):
        yield Fault(layout.EVIDENCE, "The words for likelihood do not stand for what their scale says.")


def record_faults(evidence: Evidence, chain: ReadChain, values: dict[str, bytes]) -> Iterator[Fault]:
    """Work every disclosed record out of chain and values again and compare it with the evidence."""
    stated = {f"{r.get('type')}/{r.get('id')}": r for r in evidence.records}
    if len(stated) != len(evidence.records):
        yield Fault(layout.EVIDENCE, "The evidence holds a record twice.")
    for key, held in chain.replay.heads.items():
        since = chain.first_line.get(held.get(MAIN, ""))
        record = stated.pop(key, None)
        try:
            expected = disclosed_record(key, chain.replay, values)
        except UNREADABLE:
            yield Fault(key, "What the journal holds of this record is no record.", since)
            continue
        if (record is None) != (expected is None):
            words = "was taken out of the evidence" if record is None else "is shown, but its value is not disclosed"
            yield Fault(key, f"The record {words}.", since)
        elif record is not None and expected is not None:
            yield from _compared(key, record, expected, since)
    for key in stated:
        yield Fault(key, "The record stands in the evidence, but the journal knows no such record now.")


def _compared(key: str, record: dict[str, Any], expected: dict[str, Any], since: int | None) -> Iterator[Fault]:
    if codec.encode_decoded(record) != codec.encode_decoded(expected):
        # A field that only one of them has counts as different, also where the other one's would be null.
        differing = record.keys() ^ expected.keys()
        differing |= {n for n in record.keys() & expected.keys() if record[n] != expected[n]}
        fields = f" ({', '.join(sorted(differing))})" if differing else ""
        yield Fault(key, f"The record was changed{fields}: it is not what the journal commits to.", since)
        return
    if (record["type"], record["id"]) != (kind_of(key), id_of(key)) or not _is_record(record):
        yield Fault(key, "What the journal holds under this key is no such record.", since)


def _is_record(record: dict[str, Any]) -> bool:
    """Tell whether what is shown is a record: all of it, or each shown field where parts are withheld."""
    try:
        fields = {name: value for name, value in whole(record).items() if name not in ("withheld", "type")}
        if not record["withheld"]:
            codec.decode(codec.encode_decoded({"type": record["type"], **fields}), Record)
            return _missing(record["type"], fields) == set()
        known = _field_types(record["type"])
        for name, value in fields.items():
            codec.decode(codec.encode_decoded(value), known[name])
    except (*UNREADABLE, KeyError):
        return False
    kind = _TYPES[record["type"]]
    withheld = {field for part in record["withheld"] for field in fields_of(kind, part)}
    later = LATER.get(kind, frozenset())
    return _missing(record["type"], fields) == withheld - later and not fields.keys() & withheld


def _missing(kind: str, fields: dict[str, Any]) -> set[str]:
    """Return the fields that a record lacks, but for those that came later than it."""
    return set(_field_types(kind)) - fields.keys() - LATER.get(_TYPES[kind], frozenset())


@cache
def _field_types(kind: str) -> dict[str, Any]:
    return {field.encode_name: field.type for field in msgspec.structs.fields(_TYPES[kind])}


def count_withheld(chain: ReadChain, values: dict[str, bytes]) -> Withheld:
    """Count what the chain commits to and the bundle does not show."""
    records: dict[str, int] = {}
    parts = 0
    for key, held in sorted(chain.replay.heads.items()):
        if held.get(MAIN) not in values:
            records[kind_of(key)] = records.get(kind_of(key), 0) + 1
        else:
            parts += sum(name not in values for name in held.values())
    return Withheld(
        records=records,
        parts=parts,
        values=sum(name not in values for name in chain.first_line),
        lines=sum(any(name not in values for name in names) for names in chain.lines_of),
        destroyed=len(chain.replay.destroyed),
        purge_lines=tuple(chain.purge_lines),
    )
