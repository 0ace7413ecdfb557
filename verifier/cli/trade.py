"""The commands about trade: ``trade`` (tables and records), ``ship`` (a machine and a record), ``sheet``."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from verifier.cli.interrupting import interruptible
from verifier.cli.machines import find_drone
from verifier.cli.opening import opened
from verifier.cli.options import AsJson, AsName, CasePath
from verifier.cli.output import give, progress_line, say, table, tell
from verifier.domain.errors import UsageError

if TYPE_CHECKING:
    from verifier.cli.shapes import ShipmentProposal, TableReport, TradeLine, TradeList
    from verifier.domain.records import TradeRecord
    from verifier.workspace.trade import TradeQuery
    from verifier.workspace.trade_tables import Layout, Mapping, Scan, TableLook
    from verifier.workspace.workspace import Workspace

StrengthName = Literal["serial", "batch", "model", "hs-code"]


def list_trade(
    case: CasePath,
    file: Annotated[
        Path | None, typer.Argument(metavar="[FILE]", help="A table as CSV: looked at, and read with --take.")
    ] = None,
    columns: Annotated[
        list[str] | None, typer.Option("--map", metavar="FIELD=COLUMN", help="A column by its head or #3; repeat it.")
    ] = None,
    serial: Annotated[str, typer.Option("--serial", metavar="S", help="A serial number or part of one.")] = "",
    model: Annotated[str, typer.Option("--model", metavar="M", help="Words in model or goods.")] = "",
    hs_code: Annotated[str, typer.Option("--hs", metavar="CODE", help="How the HS code begins.")] = "",
    party: Annotated[str, typer.Option("--party", metavar="NAME", help="Words in a party's name.")] = "",
    words: Annotated[str, typer.Option("--words", metavar="W", help="Words anywhere in it.")] = "",
    earliest: Annotated[str, typer.Option("--from", metavar="DATE", help="Not before this day, 2026-01-31.")] = "",
    latest: Annotated[str, typer.Option("--to", metavar="DATE", help="Not after this day.")] = "",
    take: Annotated[bool, typer.Option("--take", help="Make records of the rows that fit.")] = False,
    link: Annotated[bool, typer.Option("--link", help="With --take: leave the file where it is.")] = False,
    limit: Annotated[int, typer.Option("--limit", metavar="N", help="At most so many rows.", min=1, max=5000)] = 1000,
    encoding: Annotated[str, typer.Option("--encoding", help="Of the file, such as cp1251; else guessed.")] = "",
    delimiter: Annotated[str, typer.Option("--delimiter", help="Between cells; else guessed.")] = "",
    decimal: Annotated[
        Literal["comma", "point"] | None, typer.Option("--decimal", help="The sign before decimals.")
    ] = None,
    dates: Annotated[
        Literal["day-first", "month-first"] | None, typer.Option("--dates", help="How 03/04/2026 is read.")
    ] = None,
    as_name: AsName = "",
    as_json: AsJson = False,
) -> None:
    """Search trade records; with a FILE, look at a table and take the rows that fit into the case.

    A table is only looked at until you say --take: read first which column is taken for what. Rows are filtered
    before they become records, so that an export of a million rows can be opened. Values are kept as written, and
    as exact decimals where they can be read in one way alone.

    \b
    Examples:
      verifier trade S.case --hs 8806 --party "Example LLC"
      verifier trade S.case customs.csv --hs 8806 --map shipper="Отправитель" --map value=#14
      verifier trade S.case customs.csv --serial 1581F45Q7B2T00C1 --take
    """
    from verifier.workspace.trade import TradeQuery

    query = TradeQuery(
        words=words,
        serial=serial,
        model=model,
        hs_code=hs_code,
        party=party,
        earliest=_day(earliest),
        latest=_day(latest),
    )
    if file is None:
        if take or columns:
            raise UsageError("--take and --map go with the file of a table.")
        with opened(case, read_only=True) as workspace:
            shape = _list(workspace, query)
        give(shape) if as_json else _say_list(shape)
        return
    from verifier.workspace.trade_tables import Layout, look_at, mapping_of

    order = {"day-first": "day first", "month-first": "month first"}.get(dates or "", "")
    asked = Layout(encoding, _delimiter(delimiter), decimal or "", order)  # type: ignore[arg-type]
    look = look_at(file, asked)
    mapping = mapping_of(columns or (), look.heads, look.suggested)
    report = _table(case, file, look, mapping, query, limit=limit, take=take, link=link, as_name=as_name)
    give(report) if as_json else _say_table(report)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError("A day is written like 2026-01-31.", text) from None


def _delimiter(text: str) -> str:
    sign = {"tab": "\t", "\\t": "\t"}.get(text, text)
    if len(sign) > 1:
        raise UsageError("A delimiter is one sign, or the word tab.", text)
    return sign


def _table(
    case: Path,
    file: Path,
    look: "TableLook",
    mapping: "Mapping",
    query: "TradeQuery",
    *,
    limit: int,
    take: bool,
    link: bool,
    as_name: str,
) -> "TableReport":
    from verifier.domain.progress import Progress
    from verifier.workspace.trade_import import Taken, table_item, take_rows
    from verifier.workspace.trade_tables import scan

    with opened(case, person=as_name, read_only=not take) as workspace:
        with progress_line() as show:
            progress = Progress(show)
            with interruptible(progress):
                found = scan(file, look.layout, mapping, query, limit=limit, progress=progress)
        taken = Taken(0, 0)
        if take:
            if found.fitting > limit:
                raise UsageError(
                    f"{found.fitting:,} rows fit, more than {limit:,}; narrow them down, or raise --limit."
                )
            document = table_item(workspace, file, link=link)
            taken = take_rows(workspace, document, look, mapping, found.kept, query)
            workspace.flush()
        return _report(workspace, file, look, mapping, found, taken.records, taken.known, query)


def _report(
    workspace: "Workspace",
    file: Path,
    look: "TableLook",
    mapping: "Mapping",
    found: "Scan",
    taken: int,
    known: int,
    query: "TradeQuery",
) -> "TableReport":
    from verifier.cli.shapes import MappedColumn, TableReport
    from verifier.workspace.added import readable
    from verifier.workspace.trade_tables import record_of

    layout: Layout = look.layout
    rows = tuple(
        _line(record_of(row, look.heads, mapping, layout, workspace.catalog.identifiers, query=query))
        for row in found.kept
    )
    fields = {column: field for field, column in mapping.columns.items()}
    return TableReport(
        file_name=readable(file.name),
        encoding=layout.encoding,
        delimiter=layout.delimiter,
        decimal=layout.decimal,
        dates=layout.dates,
        columns=tuple(
            MappedColumn(
                number=place + 1,
                head=head,
                field=fields.get(place),
                example=next((row[place] for row in look.rows if place < len(row) and row[place].strip()), ""),
            )
            for place, head in enumerate(look.heads)
        ),
        rows=found.rows,
        fitting=found.fitting,
        odd_rows=found.odd_rows,
        faults=found.faults,
        taken=taken,
        known=known,
        records=rows,
    )


def _line(record: "TradeRecord", machines: tuple[str, ...] = ()) -> "TradeLine":
    from verifier.cli.shapes import TradeLine

    return TradeLine(
        label=record.label,
        row=record.row,
        parties=record.parties,
        dates=record.dates,
        hs_code=record.hs_code,
        goods=record.goods,
        model=record.model,
        serials=record.serials,
        quantity=record.quantity,
        unit=record.unit,
        value=record.value,
        value_as_written=record.value_as_written,
        currency=record.currency,
        route=record.route,
        machines=machines,
    )


def _list(workspace: "Workspace", query: "TradeQuery") -> "TradeList":
    from verifier.cli.shapes import ShipmentProposal, TradeList
    from verifier.domain.strengths import in_full
    from verifier.workspace.trade import find_trade, machines_of_record, proposed_shipments

    records = find_trade(workspace.case, query)
    keys = {record.key for record in records}
    return TradeList(
        records=tuple(
            _line(
                record,
                tuple(
                    f"{drone.label}: {in_full(link.strength)}"
                    for drone, link in machines_of_record(workspace.case, record)
                ),
            )
            for record in records
        ),
        proposals=tuple(
            ShipmentProposal(
                machine=one.drone.label, record=one.record.label, strength=in_full(one.strength), rests_on=one.rests_on
            )
            for one in proposed_shipments(workspace.case, workspace.catalog)
            if one.record.key in keys
        ),
    )


def _say_list(shape: "TradeList") -> None:
    if not shape.records:
        say("No trade record fits.")
        return
    table(_HEADS, (_cells(line) for line in shape.records))
    for line in shape.records:
        for words in line.machines:
            say(f"{line.label} and {words}")
    for proposal in shape.proposals:
        _say_proposal(proposal)


def _say_proposal(proposal: "ShipmentProposal") -> None:
    say(f"Proposed, not stated: {proposal.machine} and {proposal.record}: {proposal.strength} ({proposal.rests_on})")


_HEADS = ("Record", "Row", "Date", "Parties", "HS code", "Goods", "Serials", "Quantity", "Value")


def _cells(line: "TradeLine") -> tuple[str, ...]:
    return (
        line.label or "",
        str(line.row or ""),
        "; ".join(str(one.day or one.as_written) for one in line.dates),
        "; ".join(f"{party.role}: {party.as_written}" for party in line.parties),
        line.hs_code,
        " · ".join(part for part in (line.model, line.goods) if part),
        ", ".join(line.serials),
        f"{line.quantity or ''} {line.unit}".strip(),
        f"{line.value or line.value_as_written} {line.currency}".strip(),
    )


def _say_table(report: "TableReport") -> None:
    sign = {"\t": "tab"}.get(report.delimiter, report.delimiter)
    decimals = report.decimal or "not known: values that may be read in two ways stay as written"
    tell(f"{report.file_name}: {report.encoding}, cells parted by {sign}; decimal sign {decimals}.")
    table(
        ("Column", "Head", "Taken for", "Example"),
        ((f"#{one.number}", one.head, one.field or "–", one.example) for one in report.columns),
    )
    table(_HEADS, (_cells(line) for line in report.records[:20]))
    say(f"{report.rows:,} rows, {report.fitting:,} fit.")
    for fault in report.faults:
        tell(fault)
    if report.taken or report.known:
        say(f"Taken into the case: {report.taken:,} records; {report.known:,} were there already.")
    else:
        tell("Nothing was taken yet. Check which column is taken for what (--map), then say --take.")


def link_shipment(
    case: CasePath,
    machine: Annotated[str, typer.Argument(metavar="MACHINE", help="The label of a machine, D-03.")],
    record: Annotated[str, typer.Argument(metavar="RECORD", help="The label of a trade record, T-0001.")],
    strength: Annotated[StrengthName, typer.Option("--same", help="What the two share, and no more.")],
    reason: Annotated[str, typer.Option("--for", metavar="T", help="What speaks for it.")] = "",
    against: Annotated[str, typer.Option("--against", metavar="T", help="What speaks against it.")] = "",
    as_name: AsName = "",
) -> None:
    """State that a machine may have been in a shipment, and how strongly the two hang together.

    A shared model or HS code is consistent with it and shows nothing more; it is always printed so.

    \b
    Example:
      verifier ship S.case D-01 T-0001 --same serial
    """
    from verifier.commands.trade import LinkShipment
    from verifier.domain.strengths import Strength, in_full

    named: dict[str, Strength] = {
        "serial": "same serial",
        "batch": "same batch",
        "model": "same model only",
        "hs-code": "same HS code only",
    }
    with opened(case, person=as_name) as workspace:
        drone, found = find_drone(workspace, machine), _record(workspace, record)
        command = LinkShipment(
            drone=drone, record=found, strength=named[strength], evidence_for=reason, evidence_against=against
        )
        workspace.execute(command).saved.result()
    say(f"{drone.label} and {found.label}: {in_full(named[strength])}.")


def _record(workspace: "Workspace", name: str) -> "TradeRecord":
    from verifier.domain.ids import format_label, parse_label
    from verifier.domain.records import TradeRecord

    parsed = parse_label(name)
    label = format_label(*parsed) if parsed is not None else ""
    found = next((one for one in workspace.case.of(TradeRecord) if one.label == label), None)
    if found is None:
        raise UsageError("The case has no such trade record; “trade” lists those there are.", name)
    return found


def write_machine_sheet(
    case: CasePath,
    machine: Annotated[str, typer.Argument(metavar="MACHINE", help="The label of a machine, D-03.")],
    kind: Annotated[Literal["trace", "internal"], typer.Option("--kind", help="For its maker, or for your own desk.")],
    out: Annotated[Path, typer.Option("-o", "--out", metavar="OUT", help="The new page, for example trace.html.")],
    question: Annotated[str, typer.Option("--question", metavar="T", help="Asked instead of the usual one.")] = "",
    no_picture: Annotated[bool, typer.Option("--no-picture", help="Leave the picture out of a request.")] = False,
    as_json: AsJson = False,
) -> None:
    """Write a sheet about one machine as a page that is readable offline.

    A trace request is for the maker: serial number, a picture cut out of its frame, the question; no place, time,
    source, incident or case name. The internal sheet holds everything and is for nobody else.

    \b
    Example:
      verifier sheet S.case D-01 --kind trace -o trace.html
    """
    from verifier.workspace.added import readable
    from verifier.workspace.sheets import write_sheet

    with opened(case, read_only=True) as workspace:
        drone = find_drone(workspace, machine)
        written = write_sheet(workspace, drone, kind, out, question=question, with_picture=not no_picture)
    if as_json:
        from verifier.cli.shapes import SheetWritten

        give(
            SheetWritten(
                path=readable(str(written.path)), machine=drone.label, kind=kind, no_picture=written.no_picture
            )
        )
        return
    if written.no_picture:
        tell(written.no_picture)
    say(f"Wrote {written.path}.")
