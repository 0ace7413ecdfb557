"""Metadata of one JPEG, in process, beside ``exiftool`` in batch; and what a hostile maker note costs.

The photo is made here: EXIF with 40 tags, GPS, DJI's XMP and a maker note that is a directory of 40 entries. The
hostile one has random bytes of the same length in its place. Figures are processor seconds for :data:`FILES` reads of
one file, with the start of ExifTool among them.
"""

import random
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from tests.bench.figures import interleave, not_measured, processor_s
from verifier.media.sniff import Sniffed, sniff
from verifier.metadata.exif_directories import ExifDirectories
from verifier.metadata.exif_exifread import ExifRead
from verifier.metadata.exif_pillow import ExifPillow
from verifier.metadata.reading import read_all
from verifier.metadata.registry import Reader
from verifier.metadata.source import Source
from verifier.metadata.xmp import Xmp

FILES = 100
ROUNDS = 7
NOTE_LENGTH = 1500
ALL: tuple[Reader, ...] = (ExifDirectories(), ExifRead(), ExifPillow(), Xmp())
WITHOUT_NOTE: tuple[Reader, ...] = (ExifDirectories(), ExifRead(with_maker_note=False), ExifPillow(), Xmp())
ONE_ANSWER: tuple[Reader, ...] = (ExifDirectories(), Xmp())
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="DJI Meta Data" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
 xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/" xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
 tiff:Make="DJI" tiff:Model="FC3582" drone-dji:AbsoluteAltitude="+120.50" drone-dji:RelativeAltitude="+40.10"
 drone-dji:GpsLatitude="48.464700" drone-dji:GpsLongitude="35.046200" drone-dji:GimbalRollDegree="+0.00"
 drone-dji:GimbalYawDegree="+12.30" drone-dji:GimbalPitchDegree="-45.00" drone-dji:FlightRollDegree="-1.20"
 drone-dji:FlightYawDegree="+11.80" drone-dji:FlightPitchDegree="+2.50" drone-dji:FlightXSpeed="+0.0"
 crs:Version="7.0" crs:HasSettings="False" crs:HasCrop="False" crs:AlreadyApplied="False"/></rdf:RDF></x:xmpmeta>"""


def maker_note() -> bytes:
    """Return a note as DJI writes it: a little-endian directory whose offsets start at the note."""
    entries, data = b"", b""
    start = 2 + 12 * 40 + 4
    for tag in range(1, 41):
        entries += struct.pack("<HHII", tag, 11, 4, start + len(data))
        data += struct.pack("<4f", tag, -tag, 0.5, 0.0)
    return (struct.pack("<H", 40) + entries + bytes(4) + data).ljust(NOTE_LENGTH, b"\0")


def make_photo(path: Path, note: bytes | None) -> Path:
    """Write the photo with a maker note, or without one."""
    exif = Image.Exif()
    texts = {0x010E: "default", 0x010F: "DJI", 0x0110: "FC3582", 0x0131: "v01.00.0100", 0x0132: "2024:05:01 10:00:00"}
    exif.update({**texts, 0x0112: 1, 0x011A: IFDRational(72), 0x011B: IFDRational(72), 0x0128: 2, 0x0213: 1})
    inner = exif.get_ifd(0x8769)
    inner.update(
        {0x9003: "2024:05:01 10:00:00", 0x9004: "2024:05:01 10:00:00", 0x9011: "+03:00", 0xA431: "1581F45T0000"}
    )
    inner.update({tag: IFDRational(tag % 97, 10) for tag in (0x829A, 0x829D, 0x9201, 0x9202, 0x9204, 0x9205, 0x920A)})
    inner.update(dict.fromkeys((0x8822, 0x8827, 0x9207, 0x9208, 0x9209, 0xA001, 0xA002, 0xA003), 1))
    inner.update(dict.fromkeys((*range(0xA401, 0xA404), *range(0xA406, 0xA40B)), 0))
    inner[0x9000], inner[0x9101], inner[0xA000] = b"0230", b"\1\2\3\0", b"0100"
    if note is not None:
        inner[0x927C] = note
    gps = exif.get_ifd(0x8825)
    gps.update({0: b"\2\3\0\0", 1: "N", 3: "E", 5: b"\0", 6: IFDRational(120500, 1000)})
    gps.update({2: tuple(map(IFDRational, (48, 27, 52))), 4: tuple(map(IFDRational, (35, 2, 46)))})
    Image.effect_noise((1600, 1200), 40).convert("RGB").save(path, "JPEG", quality=90, exif=exif, xmp=XMP.encode())
    return path


def read_with(path: Path, readers: tuple[Reader, ...]) -> Callable[[], object]:
    """Return work that reads the file :data:`FILES` times, its first 64 KiB fresh from disk each time."""

    def work() -> int:
        found = 0
        for _ in range(FILES):
            with path.open("rb") as file:
                head = file.read(64 * 1024)
            with Source(path, head, sniffed_jpeg(head), path.stat().st_size) as source:
                found += len(read_all(source, "0" * 64, readers=readers).document.readings)
        return found

    return work


def sniffed_jpeg(head: bytes) -> Sniffed:
    """Sniff the head."""
    return sniff(head, len(head))


def exiftool_batch(path: Path, *options: str) -> Callable[[], object]:
    """Return work that lets one ExifTool process read the file :data:`FILES` times."""
    listed = "\n".join(["-j", "-G1", "-n", *options, *[str(path)] * FILES, ""])

    def work() -> object:
        return subprocess.run(
            ["exiftool", "-@", "-"],
            input=listed.encode(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=True,
        )

    return work


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        clean = make_photo(Path(folder) / "clean.jpg", maker_note())
        hostile = make_photo(Path(folder) / "hostile.jpg", random.Random(4).randbytes(NOTE_LENGTH))
        contenders = {
            "ours, EXIF, GPS and XMP": read_with(clean, ONE_ANSWER),
            "ours, all readers without the maker note": read_with(clean, WITHOUT_NOTE),
            "ours, all readers": read_with(clean, ALL),
            "ours, random bytes as maker note": read_with(hostile, ALL),
        }
        if shutil.which("exiftool"):
            contenders["exiftool, batch"] = exiftool_batch(clean)
            contenders["exiftool, batch, -fast2"] = exiftool_batch(clean, "-fast2")
        else:
            not_measured("exiftool", "it is not installed")
        # Both work on one thread; their processor time is the same on a busy machine and on a quiet one.
        interleave(contenders, ROUNDS, f"{FILES} files", processor_s)


if __name__ == "__main__":
    main()
