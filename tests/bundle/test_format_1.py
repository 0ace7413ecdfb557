"""A bundle of format 1, kept as it was written, is checked by every later version.

``tests/data/format-1/bundle.zip`` was written once, for a reader outside, from the sample case of ``stand_in.py`` with
one note purged; it is never written anew.
"""

import json
import zipfile
from pathlib import Path

from verifier.bundle.check import check

BUNDLE = Path(__file__).resolve().parent.parent / "data" / "format-1" / "bundle.zip"
HEAD = "1eac884c951e08b903ec06dd89a82646b33891872307ff9634ea1ae7cf8ebcd4"


def test_a_bundle_of_format_1_is_sound() -> None:
    result = check(BUNDLE)
    assert result.faults == ()
    assert (result.format_version, result.journal_lines, result.journal_head) == (1, 18, HEAD)
    assert result.made_for == "outside"
    assert result.withheld is not None
    assert (result.withheld.destroyed, result.withheld.purge_lines) == (1, (18,))


def test_a_bundle_of_format_1_still_says_what_it_said() -> None:
    with zipfile.ZipFile(BUNDLE) as archive:
        evidence = json.loads(archive.read(f"bundle-{HEAD[:12]}/data/evidence.json"))
    titles = [record["title"] for record in evidence["records"] if record["type"] == "case_info"]
    assert titles == ["A bridge, two drones"]
    assert sorted(r["label"] for r in evidence["records"] if r["type"] == "item") == ["E-0001", "E-0002", "E-0004"]


def test_a_changed_byte_in_it_is_found(tmp_path: Path) -> None:
    whole = BUNDLE.read_bytes()
    (tmp_path / "bundle.zip").write_bytes(whole.replace(b"A bridge, two drones", b"A bridge, six drones"))
    assert not check(tmp_path / "bundle.zip").sound
