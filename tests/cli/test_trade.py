"""From two photos with one serial number to both sheets, by commands alone."""

import json
from pathlib import Path

import pytest

from tests.workspace.test_machines import SERIAL, drone, photo
from verifier.cli.app import run
from verifier.domain.strengths import CAUTION

TABLE = f"date,shipper,hs code,goods,serial number,value\n2026-03-04,示例有限公司,8806,Mavic 3,{SERIAL},1249.90\n"


def ask(words: list[str], capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    assert run([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_two_photos_one_machine_a_shipment_and_both_sheets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, case = tmp_path / "in", str(tmp_path / "S.case")
    folder.mkdir()
    photo(folder / "1.jpg", 1, drone(SERIAL))
    photo(folder / "2.jpg", 2, drone(SERIAL))
    (tmp_path / "customs.csv").write_text(TABLE, encoding="utf-8")
    assert run(["new", case, "--title", "Hidden Title", "--as", "Ann"]) == 0
    assert run(["add", case, str(folder)]) == 0
    capsys.readouterr()

    found = ask(["machines", case], capsys)
    assert found["machines"] == []
    assert [one["items"] for one in found["proposals"]] == [["E-0001", "E-0002"]]
    assert run(["machines", case, "--accept", "123456"]) == 2
    capsys.readouterr()
    stated = ask(["machines", case, "--accept", SERIAL], capsys)
    assert stated["machines"][0]["serials"] == [SERIAL]

    looked = ask(["trade", case, str(tmp_path / "customs.csv"), "--hs", "8806"], capsys)
    assert (looked["rows"], looked["fitting"], looked["taken"]) == (1, 1, 0)
    assert ask(["trade", case], capsys)["records"] == []
    assert ask(["trade", case, str(tmp_path / "customs.csv"), "--take"], capsys)["taken"] == 1
    listed = ask(["trade", case, "--serial", SERIAL[-8:]], capsys)
    assert listed["records"][0]["value"] == "1249.90"
    assert [one["strength"] for one in listed["proposals"]] == ["same serial"]

    assert run(["ship", case, "D-01", "T-0001", "--same", "hs-code"]) == 0
    assert CAUTION in capsys.readouterr().out
    assert run(["ship", case, "D-01", "T-0001", "--same", "serial"]) == 0
    capsys.readouterr()
    assert run(["machines", case]) == 0
    assert CAUTION in capsys.readouterr().out

    trace, internal = tmp_path / "trace.html", tmp_path / "internal.html"
    assert ask(["sheet", case, "D-01", "--kind", "trace", "-o", str(trace)], capsys)["no_picture"]
    assert run(["sheet", case, "D-01", "--kind", "internal", "-o", str(internal)]) == 0
    for words in ("Hidden Title", "1.jpg", "E-0001", "示例有限公司", "Ann"):
        assert words not in trace.read_text(encoding="utf-8")
        assert words in internal.read_text(encoding="utf-8")
    assert SERIAL in trace.read_text(encoding="utf-8")
    assert run(["sheet", case, "D-01", "--kind", "trace", "-o", str(trace)]) != 0
