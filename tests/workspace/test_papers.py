"""The words of documents, read in a worker: texts in any encoding, pages of a PDF, and what cannot be read."""

import os
from pathlib import Path

import pytest
from pypdf import PdfWriter

from tests.footage import make_paper
from verifier.domain.errors import RefusedFile
from verifier.workspace.paper_messages import Paper, ReadPaper
from verifier.workspace.paper_tasks import PART_LETTERS, read_paper


def read(path: Path, media_type: str = "text/plain") -> Paper:
    return read_paper(ReadPaper(os.fsencode(path), media_type))


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16"), ("cp1251", "cp1251")],
)
def test_a_text_is_read_in_the_encoding_it_was_written_in(tmp_path: Path, encoding: str, told: str) -> None:
    words = "Рахунок № 12\r\nОтримувач: Харків\n"
    (tmp_path / "a.txt").write_bytes(words.encode(encoding))
    found = read(tmp_path / "a.txt")
    assert found.parts == ("Рахунок № 12\nОтримувач: Харків\n",)
    assert found.encoding == told


def test_a_long_text_comes_in_parts_cut_at_line_ends_and_nothing_is_lost(tmp_path: Path) -> None:
    words = "".join(f"line {number} of the log\n" for number in range(8000)) + "x" * (2 * PART_LETTERS)
    (tmp_path / "a.log").write_text(words)
    parts = read(tmp_path / "a.log").parts
    assert "".join(parts) == words
    assert all(len(part) <= PART_LETTERS for part in parts)
    assert parts[0].endswith("\n")


def test_control_characters_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a\x00b\x1bc\td\n")
    assert read(tmp_path / "a.txt").parts == ("a␀b␛c\td\n",)


def test_an_empty_text_has_no_parts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert read(tmp_path / "a.txt").parts == ()


def test_the_pages_of_a_pdf_are_read_one_by_one(tmp_path: Path) -> None:
    found = read(make_paper(tmp_path / "a.pdf", "Invoice No. 12"), "application/pdf")
    assert found.is_paged
    assert [part.strip() for part in found.parts] == ["Invoice No. 12"]


def test_a_locked_and_a_damaged_pdf_are_said_to_be(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    with (tmp_path / "locked.pdf").open("wb") as file:
        writer.write(file)
    with pytest.raises(RefusedFile, match="locked by a password"):
        read(tmp_path / "locked.pdf", "application/pdf")
    (tmp_path / "torn.pdf").write_bytes((tmp_path / "locked.pdf").read_bytes()[:90])
    with pytest.raises(RefusedFile, match="damaged"):
        read(tmp_path / "torn.pdf", "application/pdf")
