"""The settings file."""

from pathlib import Path

import pytest

from verifier.workspace import settings
from verifier.workspace.settings import Settings, load_settings, save_settings, with_recent_case


def test_missing_settings_are_defaults_without_a_complaint(tmp_path: Path):
    loaded = load_settings(tmp_path / "none.json")
    assert loaded.settings == Settings()
    assert loaded.complaints == ()


def test_what_is_saved_is_read_again(tmp_path: Path):
    chosen = Settings(name="Олена Ш.", theme="light", interface_scale=1.5, recent_cases=("/a", "/b"))
    assert save_settings(chosen, tmp_path / "new" / "settings.json")
    assert load_settings(tmp_path / "new" / "settings.json").settings == chosen


def test_a_bad_value_is_named_and_the_others_count(tmp_path: Path):
    path = tmp_path / "settings.json"
    path.write_text('{"name": "A", "theme": "purple", "interface_scale": "wide", "colour": 1}')
    loaded = load_settings(path)
    assert loaded.settings == Settings(name="A")
    assert len(loaded.complaints) == 3
    assert all(word in " ".join(loaded.complaints) for word in ("theme", "interface_scale", "colour"))


@pytest.mark.parametrize("data", [b"not json", b"[1]", b"\xff\xfe", b""])
def test_what_is_no_settings_file_gives_defaults_and_a_sentence(tmp_path: Path, data: bytes):
    path = tmp_path / "settings.json"
    path.write_bytes(data)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert len(loaded.complaints) == 1


def test_settings_that_cannot_be_written_stop_nothing(tmp_path: Path):
    (tmp_path / "file").write_text("")
    assert not save_settings(Settings(), tmp_path / "file" / "settings.json")


def test_the_environment_can_name_another_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(settings.ENVIRONMENT, str(tmp_path / "mine.json"))
    assert settings.settings_path() == tmp_path / "mine.json"


def test_the_latest_case_stands_first_and_the_list_stays_short(tmp_path: Path):
    held = Settings()
    for number in range(20):
        held = with_recent_case(held, tmp_path / str(number))
    held = with_recent_case(held, tmp_path / "15")
    assert held.recent_cases[0] == str(tmp_path / "15")
    assert len(held.recent_cases) == settings.RECENT_KEPT
    assert len(set(held.recent_cases)) == settings.RECENT_KEPT
