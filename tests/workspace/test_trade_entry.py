"""What is typed into a form becomes a record; an edit keeps what no field shows."""

from datetime import date

from tests import examples
from verifier.domain.records import Party, TradeDate
from verifier.workspace.trade_entry import entered, words_of

BLANK = dict.fromkeys(words_of(examples.TRADE_RECORD), "")


def test_a_record_typed_is_kept_as_written_and_read_where_it_can_be() -> None:
    words = BLANK | {"seller": "示例有限公司", "date": "04.03.2026", "value": "1 249,90", "serials": "A1B2C3; A1B2C4"}
    record = entered(words, None)
    assert record.parties == (Party("seller", "示例有限公司"),)
    assert record.dates == (TradeDate("other", "04.03.2026", date(2026, 3, 4)),)
    assert (record.value, record.value_as_written) == ("1249.90", "1 249,90")
    assert record.serials == ("A1B2C3", "A1B2C4")


def test_what_is_left_as_it_stands_is_the_same_record() -> None:
    held = examples.TRADE_RECORD
    assert entered(words_of(held), held.document, held) == held


def test_an_edit_keeps_who_a_party_is_and_what_has_no_field() -> None:
    held = examples.TRADE_RECORD
    edited = entered(words_of(held) | {"consignee": "ООО «Другой»", "value": "7", "date": ""}, held.document, held)
    assert edited.parties == (held.parties[0], Party("consignee", "ООО «Другой»"))
    assert (edited.value, edited.value_as_written) == ("7", "7")
    assert edited.dates == held.dates[1:]
    assert (edited.row, edited.row_as_found, edited.quantity) == (held.row, held.row_as_found, held.quantity)
    assert entered(BLANK, None, held).parties == ()
