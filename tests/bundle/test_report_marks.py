"""Readings of marks in the report: both side by side with what differs; what waits for a second reader never."""

from pathlib import Path

from tests.bundle.stand_in import Sample
from verifier.bundle.bag import write_folder
from verifier.bundle.evidence_file import write_evidence
from verifier.bundle.options import Audience, Options, Tick
from verifier.bundle.report_marks import WAITS, WITHHELD, with_differences
from verifier.domain.marks import DIFFER, INDEPENDENT, ONE_MACHINE
from verifier.domain.marks import WITHHELD as SIGNATURE_STAYS
from verifier.domain.progress import Progress

HIDDEN = "we are at the bridge"


def page(bags: dict[Audience, Path], audience: Audience) -> str:
    return (bags[audience] / "data/report.html").read_text()


def test_both_readings_stand_side_by_side_with_what_differs(bags: dict[Audience, Path]) -> None:
    outside = page(bags, "outside")
    for words in ("Serial number, as read", DIFFER, "1581F5FKD2[3]4", "1581F5FKD2[B]4", ONE_MACHINE):
        assert words in outside
    assert "Reader A" in outside
    assert SIGNATURE_STAYS in outside
    assert INDEPENDENT not in outside
    assert INDEPENDENT in page(bags, "colleague")
    assert "Reader B" in outside
    assert "Іван Мороз" not in outside
    assert "Іван Мороз" in page(bags, "colleague")


def test_what_waits_for_a_second_reader_is_printed_for_nobody(bags: dict[Audience, Path]) -> None:
    for audience in ("archive", "colleague", "outside"):
        assert WAITS in page(bags, audience)
        assert HIDDEN not in page(bags, audience)


def test_a_hidden_reading_goes_into_no_bundle_but_the_archives_and_no_tick_lets_it_out(
    bags: dict[Audience, Path], sample: Sample, tmp_path: Path
) -> None:
    def holds(bag: Path) -> bool:
        return any(HIDDEN.encode() in path.read_bytes() for path in bag.rglob("*") if path.is_file())

    assert holds(bags["archive"])
    assert not holds(bags["colleague"])
    ticks = tuple(Tick(item.key, what) for item in sample.items for what in ("address", "source", "statements"))
    write_folder(sample.case, Options(ticked=ticks), tmp_path / "bag", Progress())
    assert not holds(tmp_path / "bag")
    write_evidence(sample.case, Options(audience="colleague"), tmp_path / "evidence.json", Progress())
    assert HIDDEN.encode() not in (tmp_path / "evidence.json").read_bytes()


def test_a_watermark_that_names_the_account_stays_where_its_posting_is_not_open(bags: dict[Audience, Path]) -> None:
    assert WITHHELD in page(bags, "outside")
    assert page(bags, "outside").count("@bridge_now") == 1  # that of the one item whose posting is open
    assert page(bags, "archive").count("@bridge_now") > 1


def test_letters_that_differ_stand_in_brackets_and_a_gap_shows() -> None:
    assert with_differences("AB", "ABC") == ("AB[]", "AB[C]")
    assert with_differences("AB", "AB") == ("AB", "AB")
