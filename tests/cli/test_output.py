"""What is printed, and where."""

import json

import pytest

from verifier.cli.output import give, printable, say, table, tell
from verifier.workspace.settings import Settings


@pytest.mark.parametrize(
    "text", ["Орлан-10", "微型无人机", "درون", "نمی‌خواهم", "a b", "👩‍💻", "line\nline", "[red]x[/]"]
)
def test_words_of_any_script_are_shown_as_they_are(text: str):
    assert printable(text) == text


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2Jgone", "\\u001b[2Jgone"),
        ("a\rb", "a\\u000db"),
        ("gpj.\u202eexe", "gpj.\\u202eexe"),
        ("\x07\x00", "\\u0007\\u0000"),
        ("\udcff.jpg", "\\udcff.jpg"),
    ],
)
def test_what_would_steer_a_terminal_is_shown_as_escapes(hostile: str, shown: str):
    assert printable(hostile) == shown


def test_data_are_one_line_of_json_on_standard_output_alone(capfdbinary: pytest.CaptureFixture[bytes]):
    give(Settings(name="Олена\n"))
    out, err = capfdbinary.readouterr()
    assert out.count(b"\n") == 1
    assert json.loads(out)["name"] == "Олена\n"
    assert err == b""


def test_answers_go_to_standard_output_and_words_to_the_person_to_standard_error(capsys: pytest.CaptureFixture[str]):
    say("answer")
    tell("hint")
    assert capsys.readouterr() == ("answer\n", "hint\n")


def test_a_table_in_a_pipe_is_neither_folded_nor_marked_up(capsys: pytest.CaptureFixture[str]):
    table(("Name", "Value"), [("[bold]" + "x" * 300, ":smile:")])
    out = capsys.readouterr().out
    assert "[bold]" + "x" * 300 in out
    assert ":smile:" in out
