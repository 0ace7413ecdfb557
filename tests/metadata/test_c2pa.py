"""C2PA manifests: what checking them finds agrees with the published tool, and nothing is ever fetched."""

import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from verifier.domain.errors import RefusedFile
from verifier.domain.readings import Reading
from verifier.media.sniff import sniff
from verifier.metadata.c2pa_manifest import ELSEWHERE, C2pa
from verifier.metadata.source import Source

ROOT = Path(__file__).parents[2]


def readings_of(path: Path) -> list[Reading]:
    data = path.read_bytes()
    with Source(path, data[: 64 * 1024], sniff(data, len(data)), len(data)) as source:
        return list(C2pa().read(source))


def texts(readings: list[Reading], name: str) -> list[str]:
    return [reading.text for reading in readings if reading.name == name]


@pytest.fixture(scope="module")
def truth(samples: Path) -> dict[str, dict[str, Any]]:
    found = json.loads((samples / "GROUNDTRUTH.c2pa.json").read_text())
    return {name: answer for name, answer in found.items() if not name.startswith("_")}


def test_every_sample_agrees_with_the_published_answers(samples: Path, truth: dict[str, dict[str, Any]]) -> None:
    checked = 0
    for name, answer in truth.items():
        found = readings_of(samples / name)
        if "error" in answer:
            continue
        assert texts(found, "ValidationState") == [answer["validation_state"]], name
        assert set(answer["failure_codes"]) <= set(texts(found, "StatusFailure")), name
        assert texts(found, "ActiveManifest") == [answer["active_manifest"]], name
        signed = [one for one in found if answer["active_manifest"] in one.where]
        assert texts(signed, "SignatureIssuer") == [answer["issuer"]], name
        assert texts(signed, "SignedAt") == ([answer["time"]] if answer["time"] else []), name
        assert texts(signed, "Assertion") == answer["assertions"], name
        checked += 1
    assert checked > 15


def test_a_file_without_a_manifest_says_nothing(samples: Path, truth: dict[str, dict[str, Any]]) -> None:
    without = [name for name, answer in truth.items() if answer["has_manifest"] is False]
    assert len(without) > 5
    assert [name for name in without if readings_of(samples / name)] == []


def test_no_signer_is_called_trusted_and_the_readings_say_why(samples: Path) -> None:
    found = readings_of(samples / "c2pa" / "public-testfiles__adobe-20220124-CA.jpg")
    assert "signingCredential.untrusted" in texts(found, "StatusFailure")
    assert texts(found, "TrustList") == ["none configured: no signer is called trusted"]


def test_a_manifest_that_lies_elsewhere_is_named_and_not_fetched(samples: Path, tmp_path: Path) -> None:
    data = (samples / "c2pa" / "c2pa-rs__cloud.jpg").read_bytes()
    begin = data.index(b"https://cai-manifests.adobe.com/")
    end = min(data.index(sign, begin) for sign in (b'"', b"<") if sign in data[begin:])
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/".encode().ljust(end - begin, b"m")
        path = tmp_path / "cloud.jpg"
        path.write_bytes(data[:begin] + address + data[end:])
        found = readings_of(path)
        with pytest.raises(TimeoutError):
            server.accept()
    assert texts(found, "ValidationState") == [ELSEWHERE]
    assert texts(found, "RemoteManifest") == [address.decode()]


def test_without_a_network_the_same_is_read(samples: Path) -> None:
    """Also of a signature whose certificate names a server that would tell whether it was revoked."""
    if shutil.which("unshare") is None or subprocess.run(["unshare", "-rn", "true"], check=False).returncode:
        pytest.skip("a network namespace is not allowed here")
    path = samples / "c2pa" / "c2pa-rs__video1.mp4"
    words = (
        "import sys; from pathlib import Path; from tests.metadata.test_c2pa import readings_of\n"
        "print([(one.name, one.text, one.where) for one in readings_of(Path(sys.argv[1]))])"
    )
    command = ["unshare", "-rn", sys.executable, "-c", words, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == str([(one.name, one.text, one.where) for one in readings_of(path)])


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.9])
def test_a_file_cut_off_is_refused_or_called_invalid(samples: Path, tmp_path: Path, kept: float) -> None:
    data = (samples / "c2pa" / "public-testfiles__adobe-20220124-CACA.jpg").read_bytes()
    path = tmp_path / "cut.jpg"
    path.write_bytes(data[: int(len(data) * kept)])
    assert state_of(path) in ("refused", "Invalid")


def state_of(path: Path) -> str:
    try:
        return next(iter(texts(readings_of(path), "ValidationState")), "no manifest")
    except RefusedFile:
        return "refused"
