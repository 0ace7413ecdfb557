"""The demonstration case, from the media that ship with the program to a bundle that checks."""

from pathlib import Path

from verifier.bundle.check import check
from verifier.bundle.options import Options
from verifier.domain.records import (
    Drone,
    DroneClaim,
    Incident,
    Link,
    Observation,
    PlaceClaim,
    Problem,
    TimeClaim,
    TradeRecord,
)
from verifier.workspace.demo import build_demo
from verifier.workspace.demo_document import read_demo
from verifier.workspace.exporting import export, find_format, plan_export
from verifier.workspace.machines import find_machines
from verifier.workspace.sheets import write_sheet
from verifier.workspace.workspace import Workspace


def test_the_demonstration_states_all_that_its_document_says_and_its_bundle_is_sound(tmp_path: Path):
    build_demo(tmp_path / "demo.case")
    demo = read_demo()
    with Workspace.open(tmp_path / "demo.case", read_only=True) as workspace:
        case = workspace.case
        assert case.info.title == demo.title
        assert not case.of(Problem)
        assert len(case.of(DroneClaim)) == len(demo.drone_claims)
        assert len(case.of(Observation)) == sum(claim.box is not None for claim in demo.drone_claims)
        assert len(case.of(PlaceClaim)) == len(demo.places)
        assert len(case.of(TimeClaim)) == len(demo.times)
        assert {link.kind for link in case.of(Link)} >= {"sidecar_of", "copy_of", "mentions"}
        assert case.of(Drone)[0].claims
        (record,) = case.of(TradeRecord)
        assert (record.value, record.serials) == (demo.trade[0].value, demo.trade[0].serials)
        (proposal,) = [one for one in find_machines(workspace).proposals if one.value == record.serials[0]]
        assert proposal.is_stated
        assert len(case.of(Incident)[0].items) == len(demo.incident.files)
        plan = plan_export(workspace, Options())
        assert any(not row.goes for row in plan.rows)
        export(workspace, find_format("bagit"), Options(), tmp_path / "bundle")
        write_sheet(workspace, case.of(Drone)[0], "trace", tmp_path / "trace.html")
        trace = (tmp_path / "trace.html").read_text(encoding="utf-8")
        assert record.serials[0] in trace
        assert "DJI Mini 3 Pro" in trace
        for words in (demo.title, demo.incident.title, "E-0001", "2026", "166.09", record.parties[0].as_written):
            assert words not in trace
    assert check(tmp_path / "bundle").sound
