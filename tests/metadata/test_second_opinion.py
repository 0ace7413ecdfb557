"""Another program's answer beside ours: only what differs, and a sentence where it cannot be asked."""

from pathlib import Path

import pytest

from tests.footage import make_photo
from tests.metadata.agreement import read
from verifier.domain.errors import UnsupportedFile, VerifierError
from verifier.domain.readings import Reading, TextValue
from verifier.metadata import second_opinion as asked
from verifier.metadata.second_opinion import second_opinion

pytestmark = pytest.mark.skipif(not asked.is_installed(), reason="exiftool is not installed")


def test_of_a_photo_that_both_read_alike_nothing_differs(tmp_path: Path) -> None:
    path = make_photo(tmp_path / "-a photo.jpg")
    opinion = second_opinion(path, read(path))
    assert opinion.program.startswith("ExifTool ")
    assert opinion.compared > 5
    assert opinion.differences == ()


def test_what_is_otherwise_or_missing_here_is_named(tmp_path: Path) -> None:
    path = make_photo(tmp_path / "a.jpg")
    readings = tuple(one for one in read(path) if one.name not in ("Make", "Model"))
    other = Reading("exif", "IFD0", "Model", TextValue("Other"), "Other", "")
    found = {one.name: one for one in second_opinion(path, (*readings, other)).differences}
    assert found["Make"].ours == ()
    assert found["Model"].ours == ("Other",)
    assert found["Model"].theirs == "FC3582"


def test_a_program_that_is_not_there_or_says_nothing_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_photo(tmp_path / "a.jpg")
    silent = tmp_path / "exiftool"
    silent.write_text("#!/bin/sh\necho nonsense\n")
    silent.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(VerifierError, match="no answer that could be read"):
        second_opinion(path, ())
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    with pytest.raises(UnsupportedFile, match="not installed"):
        second_opinion(path, ())


def test_no_configuration_of_the_user_is_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".ExifTool_config").write_text(f'open(F, ">{tmp_path}/ran"); close(F); 1;\n')
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("EXIFTOOL_HOME", str(tmp_path))
    second_opinion(make_photo(tmp_path / "a.jpg"), ())
    assert not (tmp_path / "ran").exists()
