"""What the camera drone of the demonstration writes beside its pictures: positions, angles, EXIF, XMP and SRT.

The place is real and uninhabited (Auckland Islands, a nature reserve without roads); the valley, its river and its
bridge are not there. Serial numbers begin with DEMO. Layouts follow files of real cameras as exiftool prints them.
"""

from datetime import datetime, timedelta

import numpy as np
from picture import Camera
from PIL import Image
from PIL.TiffImagePlugin import IFDRational
from shots import CAPTION

ORIGIN = (-50.73, 166.09)
"""Latitude and longitude of the scene's zero point."""
VIEW_HEADING_DEG = 300.0
"""True heading of the scene's y axis; with it the sun of ``landscape.py`` is that of the stated minute."""
WATER_ABOVE_SEA_M, START_ABOVE_WATER_M = 18.0, 4.0
MAKE, MODEL = "DJI", "FC3582"
AIRCRAFT_SERIAL, CAMERA_SERIAL = "DEMO7F2K000415", "DEMOCAM0000415"
ZONE = "+13:00"
HONEST = f"{CAPTION}; no such place, flight or aircraft exists"
SOURCE_TYPE = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"


def position(place: tuple[float, float, float]) -> tuple[float, float, float, float]:
    """Latitude, longitude, height above the start, height above the sea of a scene place."""
    turn = np.radians(VIEW_HEADING_DEG)
    east = place[0] * np.cos(turn) + place[1] * np.sin(turn)
    north = -place[0] * np.sin(turn) + place[1] * np.cos(turn)
    latitude = ORIGIN[0] + north / 111_247.0
    longitude = ORIGIN[1] + east / (111_320.0 * np.cos(np.radians(ORIGIN[0])))
    return float(latitude), float(longitude), place[2] - START_ABOVE_WATER_M, place[2] + WATER_ABOVE_SEA_M


def true_heading(scene_heading_deg: float) -> float:
    """Heading from true north, -180 to 180 as DJI writes it."""
    return (VIEW_HEADING_DEG + scene_heading_deg + 180) % 360 - 180


def exif(camera: Camera, taken: str, orientation: int, size: tuple[int, int]) -> Image.Exif:
    """The EXIF of one photo whose stored picture is of that width and height."""
    latitude, longitude, _, above_sea = position(camera.place)
    seconds, fraction = taken.replace("-", ":").replace("T", " ").split(".")
    tags = Image.Exif()
    tags.update({0x010E: HONEST, 0x010F: MAKE, 0x0110: MODEL, 0x0112: orientation, 0x0131: "verifier demo renderer 1"})
    tags.update({0x011A: IFDRational(72), 0x011B: IFDRational(72), 0x0128: 2, 0x0132: seconds, 0x0213: 1})
    tags.get_ifd(0x8769).update(
        {
            0x829A: IFDRational(1, 640),
            0x829D: IFDRational(17, 10),
            0x8822: 2,
            0x8827: 100,
            0x9000: b"0231",
            0x9003: seconds,
            0x9004: seconds,
            0x9010: ZONE,
            0x9101: b"\x01\x02\x03\x00",
            0x9011: ZONE,
            0x9012: ZONE,
            0x920A: IFDRational(672, 100),
            0x9291: fraction,
            0xA000: b"0100",
            0xA001: 1,
            0xA002: size[0],
            0xA003: size[1],
            0xA405: 24,
            0xA431: CAMERA_SERIAL,
        }
    )
    tags.get_ifd(0x8825).update(
        {
            0: b"\x02\x03\x00\x00",
            1: "S" if latitude < 0 else "N",
            2: _degrees(abs(latitude)),
            3: "E" if longitude > 0 else "W",
            4: _degrees(abs(longitude)),
            5: b"\x00",
            6: IFDRational(round(above_sea * 1000), 1000),
        }
    )
    return tags


def _degrees(value: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    ticks = round(value * 3600 * 10_000)
    minutes, seconds = divmod(ticks, 60 * 10_000)
    degrees, minutes = divmod(minutes, 60)
    return IFDRational(degrees), IFDRational(minutes), IFDRational(seconds, 10_000)


def xmp(camera: Camera, taken: str) -> bytes:
    """The XMP packet of one photo, with the drone-dji names."""
    latitude, longitude, above_start, above_sea = position(camera.place)
    drone = {
        "Version": "1.4",
        "GpsStatus": "GPS",
        "AltitudeType": "GpsFusionAlt",
        "GpsLatitude": f"{latitude:+.7f}",
        "GpsLongitude": f"{longitude:+.7f}",
        "AbsoluteAltitude": f"{above_sea:+.2f}",
        "RelativeAltitude": f"{above_start:+.2f}",
        "GimbalRollDegree": f"{camera.roll_deg:+.2f}",
        "GimbalYawDegree": f"{true_heading(camera.heading_deg):+.2f}",
        "GimbalPitchDegree": f"{camera.pitch_deg:+.2f}",
        "FlightRollDegree": "-1.30",
        "FlightYawDegree": f"{true_heading(camera.heading_deg - 0.8):+.2f}",
        "FlightPitchDegree": "-2.10",
        "FlightXSpeed": "+0.0",
        "FlightYSpeed": "+0.0",
        "FlightZSpeed": "+0.0",
        "CamReverse": "0",
        "SensorTemperature": "31.5",
        "ProductName": "Mini 3 Pro",
        "DroneSerialNumber": AIRCRAFT_SERIAL,
        "CameraSerialNumber": CAMERA_SERIAL,
    }
    lines = "\n".join(f'   drone-dji:{name}="{value}"' for name, value in drone.items())
    moment = f"{taken[:19]}{ZONE}"
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="DJI Meta Data"
   xmlns:tiff="http://ns.adobe.com/tiff/1.0/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
   xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
   xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/"
   tiff:Make="{MAKE}" tiff:Model="{MODEL}" xmp:CreateDate="{moment}" xmp:ModifyDate="{moment}"
   Iptc4xmpExt:DigitalSourceType="{SOURCE_TYPE}"
{lines}>
   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{HONEST}</rdf:li></rdf:Alt></dc:description>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>""".encode()


def srt(pts_ms: list[int], end_ms: int, start: datetime, place: tuple[float, float, float]) -> str:
    """The subtitle file that DJI puts beside a clip: one block a frame, local time without a zone."""
    latitude, longitude, above_start, above_sea = position(place)
    blocks: list[str] = []
    for number, (shown, until) in enumerate(zip(pts_ms, [*pts_ms[1:], end_ms], strict=True)):
        drift = 1.4e-6 * np.sin(shown / 1900), 1.9e-6 * np.sin(shown / 2300 + 1)
        moment = (start + timedelta(milliseconds=shown)).strftime("%Y-%m-%d %H:%M:%S.%f")[:-3]
        blocks.append(
            f'{number + 1}\n{_clock(shown)} --> {_clock(until)}\n<font size="28">FrameCnt: {number + 1}, DiffTime: '
            f"{until - shown}ms\n{moment}\n[iso: 100] [shutter: 1/640.0] [fnum: 1.7] [ev: 0] [color_md: default] "
            f"[focal_len: 24.00] [latitude: {latitude + drift[0]:.6f}] [longitude: {longitude + drift[1]:.6f}] "
            f"[rel_alt: {above_start:.3f} abs_alt: {above_sea:.3f}] [ct: 5482] </font>\n"
        )
    return "\n".join(blocks)


def _clock(ms: int) -> str:
    return f"{ms // 3_600_000:02d}:{ms // 60_000 % 60:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"
