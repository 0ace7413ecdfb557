"""The demonstration command."""

from pathlib import Path

import pytest

from tests.cli.conftest import CommandLine
from verifier.cli import app


@pytest.mark.usefixtures("own_workers")
def test_the_demonstration_is_built_once_checked_and_opened_where_there_is_a_display(
    run: CommandLine,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
):
    monkeypatch.chdir(tmp_path)  # which workers that stand already do not follow
    (tmp_path / "verifier-demo").mkdir()
    (tmp_path / "verifier-demo" / "mine.txt").write_text("not ours")
    first = run("demo")
    assert first.code == 0, first.err
    assert "Sound:" in first.out
    case = Path("verifier-demo-2/demo.case")
    assert case.is_dir()
    assert [path.name for path in (tmp_path / "verifier-demo").iterdir()] == ["mine.txt"]

    shown: list[Path | None] = []
    for has_display in (True, False):
        monkeypatch.setattr("verifier.cli.demo.has_display", lambda has_display=has_display: has_display)
        assert app.run(["demo", "verifier-demo-2"], lambda path: shown.append(path) or 0) == 0
    out, err = capfd.readouterr()
    assert shown == [case]
    assert out.count("Using the demonstration case that is there") == 2
    assert "no display" in err
    assert sorted(path.name for path in case.parent.iterdir()) == [
        "demo-bundle",
        "demo-bundle-2",
        "demo-bundle-3",
        "demo.case",
    ]
