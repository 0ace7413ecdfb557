"""A .zip whose own bytes were changed: what contradicts itself is found, nothing ends in a fault of ours."""

import random
import struct
import zipfile
from pathlib import Path

import pytest

from verifier.bundle.check import check
from verifier.domain.errors import NotABundle

_VERSION, _FLAGS, _METHOD, _CRC, _PACKED, _WHOLE = 4, 6, 8, 14, 18, 22
"""Offsets in a local file header (APPNOTE 4.3.7)."""


def patched(zipped: Path, out: Path, at: int) -> Path:
    data = bytearray(zipped.read_bytes())
    data[at] ^= 1
    out.write_bytes(data)
    return out


@pytest.mark.parametrize("field", [_FLAGS, _METHOD, _CRC, _PACKED, _WHOLE])
def test_a_header_that_contradicts_the_directory_is_found(zipped: Path, tmp_path: Path, field: int) -> None:
    with zipfile.ZipFile(zipped) as archive:
        info = archive.infolist()[3]
    result = check(patched(zipped, tmp_path / "x.zip", info.header_offset + field))
    assert not result.sound
    assert info.filename.split("/", 1)[1] in "".join(fault.where for fault in result.faults)


def test_a_zip_of_an_unknown_version_is_no_bundle(zipped: Path, tmp_path: Path) -> None:
    data = bytearray(zipped.read_bytes())
    entry = data.index(b"PK\1\2")
    data[entry + 6 : entry + 8] = struct.pack("<H", 148)
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(NotABundle):
        check(tmp_path / "x.zip")


def test_no_changed_byte_of_the_directory_ends_in_a_fault_of_ours(zipped: Path, tmp_path: Path) -> None:
    chance = random.Random(5)
    whole = zipped.read_bytes()
    start = whole.index(b"PK\1\2")
    out = tmp_path / "x.zip"
    for _ in range(60):
        data = bytearray(whole)
        data[chance.randrange(start, len(data))] ^= 1 << chance.randrange(8)
        out.write_bytes(data)
        try:
            sentences = [fault.what for fault in check(out).faults]
        except NotABundle as error:
            sentences = [error.sentence]
        assert not any("Error" in sentence or "BadZip" in sentence for sentence in sentences)


def test_a_zip_made_anew_by_another_program_is_sound(zipped: Path, tmp_path: Path) -> None:
    class Pipe:
        """A target that cannot be sought, so that sizes come after each member."""

        def __init__(self, path: Path) -> None:
            self.file = path.open("wb")

        def write(self, data: bytes) -> int:
            return self.file.write(data)

        def flush(self) -> None:
            self.file.flush()

    pipe = Pipe(tmp_path / "again.zip")
    with zipfile.ZipFile(zipped) as source, zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as target:  # type: ignore[call-overload]
        for info in source.infolist():
            target.writestr(info.filename, source.read(info))
    pipe.file.close()
    assert check(tmp_path / "again.zip").faults == ()
