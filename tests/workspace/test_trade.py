"""Tables of trade are looked at, mapped, filtered row by row, and become records only when asked."""

import csv
import resource
import sys
import tempfile
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verifier.catalog.catalog import load_catalog
from verifier.commands.machines import StateSameMachine
from verifier.commands.statements import AddDrone, EditDrone
from verifier.commands.trade import AddEntity, AddTrade, LinkShipment, NameParty
from verifier.domain.errors import Cancelled, CommandRefused, InputError, UnreadableFile, UsageError
from verifier.domain.progress import Progress
from verifier.domain.records import Drone, Entity, Link, Marking, Party, TradeRecord
from verifier.domain.strengths import CAUTION, in_full
from verifier.workspace.trade import TradeQuery, find_trade, proposed_shipments
from verifier.workspace.trade_import import table_item, take_rows
from verifier.workspace.trade_tables import Layout, Mapping, look_at, mapping_of, record_of, scan
from verifier.workspace.workspace import Workspace

SERIAL = "1581F45T7228D00CA0X1"
HEADS = "Дата декларации;Отправитель;Получатель;Код ТН ВЭД;Описание;Серийный номер;Стоимость;Валюта"
ROWS = (
    f"04.03.2026;示例有限公司;ООО «Пример»;8806229000;Квадрокоптер DJI Mavic 3;{SERIAL};1 249,90;USD",
    '05.03.2026;Other;ТОВ;8525890000;"Камера; чёрная";;99,50;USD',
    "07.03.2026;X;ТОВ;88.06.22;БПЛА Mavic 3 Pro s/n 1581F45T7228D0010X02;;1.000;EUR",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "customs.csv"
    path.write_text("\r\n".join((HEADS, *ROWS)), encoding="utf-8")
    return path


def machine(workspace: Workspace, serial: str = SERIAL) -> Drone:
    workspace.execute(AddDrone(title="white"))
    (made,) = workspace.case.of(Drone)
    marked = EditDrone(Drone(id=made.id, label=made.label, markings=(Marking(serial, True, "metadata"),)))
    workspace.execute(marked)
    return workspace.case.of(Drone)[0]


def take(workspace: Workspace, file: Path, query: TradeQuery | None = None) -> tuple[TradeRecord, ...]:
    look = look_at(file)
    found = scan(file, look.layout, look.suggested, query or TradeQuery())
    take_rows(workspace, table_item(workspace, file), look, look.suggested, found.kept, query)
    return workspace.case.of(TradeRecord)


def test_a_table_tells_how_it_seems_to_be_written_and_what_its_columns_may_be(file: Path) -> None:
    look = look_at(file)
    assert (look.layout.encoding, look.layout.delimiter, look.layout.decimal) == ("utf-8", ";", "comma")
    fields = {field: look.heads[column] for field, column in look.suggested.columns.items()}
    assert fields == {
        "date_declared": "Дата декларации",
        "shipper": "Отправитель",
        "consignee": "Получатель",
        "hs_code": "Код ТН ВЭД",
        "goods": "Описание",
        "serials": "Серийный номер",
        "value": "Стоимость",
        "currency": "Валюта",
    }


@pytest.mark.parametrize(
    ("encoding", "told"), [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("cp1251", "cp1251"), ("utf-8", "utf-8")]
)
def test_names_come_through_in_every_encoding(tmp_path: Path, encoding: str, told: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Отправитель\tОписание\nООО «Пример»\tБеспилотник\n", encoding=encoding)
    look = look_at(path)
    assert look.layout.encoding == told
    assert look.layout.delimiter == "\t"
    (row,) = scan(path, look.layout, look.suggested, TradeQuery(party="пример")).kept
    assert row.cells == ("ООО «Пример»", "Беспилотник")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        (TradeQuery(hs_code="8806"), [1, 3]),
        (TradeQuery(hs_code="88.06.22"), [1, 3]),
        (TradeQuery(party="ПРИМЕР"), [1]),
        (TradeQuery(serial=SERIAL.lower()), [1]),
        (TradeQuery(serial="7228-D0010X02"), [3]),
        (TradeQuery(model="mavic 3"), [1, 3]),
        (TradeQuery(earliest=date(2026, 3, 5)), [2, 3]),
        (TradeQuery(earliest=date(2026, 3, 5), latest=date(2026, 3, 6)), [2]),
        (TradeQuery(words="чёрная"), [2]),
        (TradeQuery(hs_code="8806", party="x"), [3]),
        (TradeQuery(party="nobody"), []),
    ],
)
def test_rows_are_chosen_before_and_found_after_by_the_same_words(
    workspace: Workspace, file: Path, query: TradeQuery, rows: list[int]
) -> None:
    look = look_at(file)
    assert [row.number for row in scan(file, look.layout, look.suggested, query).kept] == rows
    take(workspace, file)
    assert [record.row for record in find_trade(workspace.case, query)] == rows


def test_a_row_becomes_a_record_that_keeps_what_is_written_and_where(workspace: Workspace, file: Path) -> None:
    first, second, third = take(workspace, file)
    assert (first.value, first.value_as_written, first.currency) == ("1249.90", "1 249,90", "USD")
    assert first.dates[0].day == date(2026, 3, 4)
    assert [(party.role, party.as_written) for party in first.parties] == [
        ("shipper", "示例有限公司"),
        ("consignee", "ООО «Пример»"),
    ]
    assert second.goods == "Камера; чёрная"
    assert third.serials == ("1581F45T7228D0010X02",)
    assert [cell.text for cell in third.row_as_found] == ROWS[2].split(";")
    document = workspace.case.require(f"item/{first.document}")
    assert getattr(document, "original_name", "") == "customs.csv"
    workspace.flush()
    assert workspace.storage.search("示例有限公司 a0x1") == (first.key,)
    workspace.undo()
    assert not workspace.case.of(TradeRecord)
    workspace.flush()
    assert first.key not in workspace.storage.search("示例有限公司")


def test_rows_that_were_taken_are_not_taken_again(workspace: Workspace, file: Path) -> None:
    take(workspace, file, TradeQuery(hs_code="8806"))
    assert [record.row for record in take(workspace, file)] == [1, 3, 2]


def test_a_mapping_is_said_by_heads_and_numbers_and_taken_back(file: Path) -> None:
    look = look_at(file)
    mapping = mapping_of(["buyer=получатель", "consignee=", "page=#1"], look.heads, look.suggested)
    assert mapping.columns["buyer"] == 2
    assert mapping.columns["page"] == 0
    assert "consignee" not in mapping.columns
    for wrong in ("nothing=#1", "buyer=#99", "buyer=No such head", "buyer"):
        with pytest.raises(UsageError):
            mapping_of([wrong], look.heads)


def test_odd_rows_are_told_and_stop_nothing(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    long = "x" * 200_000
    path.write_text(f'goods,value\na,1\nb\nc,3,4\n"{long}",5\nd,6\n', encoding="utf-8")
    look = look_at(path)
    found = scan(path, look.layout, look.suggested, TradeQuery())
    assert found.rows == 5
    assert found.odd_rows == 3
    assert len(found.faults) == 3
    assert [row.cells[0] for row in found.kept] == ["a", "b", "c", "d"]


@pytest.mark.parametrize("data", [b"", b"no table at all\n", b"\xff\xd8\xff\xe0" + bytes(500), b"a\0b\n" * 3])
def test_what_is_no_table_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    with pytest.raises(UnreadableFile):
        look_at(path)


def test_a_line_without_end_does_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"goods,value\n" + b"x" * 3_000_000)
    look = look_at(path)
    with pytest.raises(UnreadableFile):
        scan(path, look.layout, look.suggested, TradeQuery())


def test_a_long_table_is_streamed_and_can_be_stopped(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["date", "shipper", "hs code", "goods", "value"])
        for number in range(60_000):
            code = "8806229000" if number % 1000 == 0 else "8471300000"
            writer.writerow(["2026-03-04", f"Company {number}", code, "goods " * 20, f"{number}.50"])
    look = look_at(path)
    unit = 1 if sys.platform == "darwin" else 1024
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    found = scan(path, look.layout, look.suggested, TradeQuery(hs_code="8806"), limit=10)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit
    assert (found.rows, found.fitting, len(found.kept)) == (60_000, 60, 10)
    assert after - before < 8_000_000 < path.stat().st_size
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        scan(path, look.layout, look.suggested, TradeQuery(), progress=progress)


def test_a_link_states_its_strength_and_weak_ones_never_stand_alone(workspace: Workspace, file: Path) -> None:
    drone, records = machine(workspace), take(workspace, file)
    workspace.execute(LinkShipment(drone=drone, record=records[0], strength="same serial"))
    with pytest.raises(CommandRefused):
        workspace.execute(LinkShipment(drone=drone, record=records[1], strength="same serial"))
    for strength in ("same model only", "same HS code only"):
        workspace.execute(LinkShipment(drone=drone, record=records[1], strength=strength))  # type: ignore[arg-type]
    strong, *weak = workspace.case.of(Link)
    assert strong.strength == "same serial"
    assert all(CAUTION in link.strength for link in weak)
    assert in_full("same model only").endswith(CAUTION)
    assert in_full("Same  HS code only, I think").endswith(CAUTION)
    assert in_full("same serial") == "same serial"


def test_the_program_proposes_serial_and_model_and_tells_models_apart(workspace: Workspace, file: Path) -> None:
    drone, records = machine(workspace), take(workspace, file)
    found = {one.record.row: one for one in proposed_shipments(workspace.case, workspace.catalog)}
    assert found[1].strength == "same serial"
    assert 3 not in found  # a Mavic 3 Pro is no Mavic 3
    workspace.execute(LinkShipment(drone=drone, record=records[0], strength="same serial"))
    assert not proposed_shipments(workspace.case, workspace.catalog)


def test_a_party_keeps_its_written_name_when_it_is_said_who_it_is(workspace: Workspace, file: Path) -> None:
    record = take(workspace, file)[0]
    workspace.execute(AddEntity(names=("Example Ltd", "示例有限公司"), nature="company", jurisdiction="HK"))
    (entity,) = workspace.case.of(Entity)
    workspace.execute(NameParty(record=record, place=0, entity=entity))
    held = workspace.case.of(TradeRecord)[0]
    assert held.parties[0] == Party("shipper", "示例有限公司", entity.id)
    assert find_trade(workspace.case, TradeQuery(party="example ltd")) == (held,)


def test_what_says_nothing_is_no_record(workspace: Workspace) -> None:
    with pytest.raises(CommandRefused):
        workspace.execute(AddTrade((TradeRecord(id="", label="", currency="USD"),)))
    with pytest.raises(CommandRefused):
        workspace.execute(AddEntity(names=(" ",)))
    with pytest.raises(CommandRefused):
        workspace.execute(StateSameMachine(bearers=(), shared="same serial number"))
    assert Mapping({}).cell("goods", ["a"]) == ""
    assert Layout("utf-8", ",").decimal == ""


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    data=st.binary(max_size=600) | st.text(alphabet='ab,;\t"\r\n\0é示', max_size=300).map(str.encode),
    delimiter=st.sampled_from(("", ",", ";", "\t", "|", '"', "\n", "a")),
    encoding=st.sampled_from(("", "utf-8", "utf-16", "cp1251", "zlib", "no such")),
)
def test_whatever_stands_in_a_file_ends_in_rows_or_in_a_sentence(data: bytes, delimiter: str, encoding: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(data)
        try:
            look = look_at(path, Layout(encoding, delimiter))
            found = scan(path, look.layout, look.suggested, TradeQuery(words="a"))
        except InputError:
            return
        identifiers = load_catalog().identifiers
        for row in found.kept:
            msgspec.json.encode(record_of(row, look.heads, look.suggested, look.layout, identifiers))
        assert found.fitting <= found.rows


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_system_ends_them(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(end.join(("", "goods,value", '"two\u2028parts",1', "b,2")).encode())
    look = look_at(path)
    found = scan(path, look.layout, look.suggested, TradeQuery())
    assert [row.cells for row in found.kept] == [("two\u2028parts", "1"), ("b", "2")]
    assert look.rows == tuple(row.cells for row in found.kept)
    assert (found.rows, found.odd_rows) == (2, 0)


def test_a_strange_delimiter_is_refused(file: Path) -> None:
    for sign in ('"', "\n", "a", " "):
        with pytest.raises(UsageError):
            look_at(file, Layout("utf-8", sign))
