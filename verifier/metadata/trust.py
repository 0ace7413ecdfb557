"""The order of trust: for each fact, the places it may stand in, the most trusted first.

What a camera wrote beside the picture comes before what a program wrote about it (XMP of editors), and both before what
a container or a platform says. Drone XMP comes before EXIF only for what EXIF has no word for. The losers stay in
``Fact.others``.
"""

from typing import Literal

import msgspec

Form = Literal[
    "text",
    "number",
    "integer",
    "local_time",
    "offset",
    "gps_time",
    "utc_time",
    "latitude",
    "longitude",
    "altitude",
    "true_direction",
    "magnetic_direction",
    "place_latitude",
    "place_longitude",
    "place_altitude",
    "all_texts",
]


class Place(msgspec.Struct, frozen=True):
    """One place a fact may stand in, and how its value is to be taken."""

    group: str
    name: str
    form: Form


class Rule(msgspec.Struct, frozen=True):
    """One fact: where to look, most trusted first; values no further apart than ``tolerance`` are the same."""

    fact: str
    places: tuple[Place, ...]
    tolerance: float = 1e-9


def _rule(fact: str, form: Form, *names: str, tolerance: float = 1e-9) -> Rule:
    """Build a rule from ``Group:Name`` words; ``Group:Name/form`` takes one place in another form."""
    places: list[Place] = []
    for words in names:
        place, _, own_form = words.partition("/")
        group, _, name = place.partition(":")
        places.append(Place(group, name, _FORMS[own_form] if own_form else form))
    return Rule(fact, tuple(places), tolerance)


_FORMS: dict[str, Form] = {
    "number": "number",
    "text": "text",
    "local": "local_time",
    "latitude": "place_latitude",
    "longitude": "place_longitude",
    "altitude": "place_altitude",
}
_DJI, _SKYDIO = "XMP-drone-dji", "XMP-drone-skydio"
_XTS = "XMP-DJI"
"""The Zenmuse XT S names its namespace otherwise (thermal_parser__DJI_XTS.jpg)."""
DEGREES = 1e-6
"""A tenth of a metre: EXIF and XMP of one drone round the same place differently."""

TRUST: tuple[Rule, ...] = (
    _rule("make", "text", "IFD0:Make", "XMP-tiff:Make", "Keys:Make", "UserData:Make", "PNG:Make"),
    _rule("model", "text", "IFD0:Model", "XMP-tiff:Model", "Keys:Model", "UserData:Model", "PNG:Model", "DJI:Model"),
    _rule("drone_model", "text", f"{_DJI}:DroneModel", f"{_DJI}:ProductName", f"{_SKYDIO}:VehicleModel"),
    _rule("unique_camera_model", "text", "IFD0:UniqueCameraModel"),
    _rule("lens", "text", "ExifIFD:LensModel", "XMP-exifEX:LensModel", "XMP-aux:Lens", "ExifIFD:LensInfo"),
    _rule(
        "serial_numbers",
        "all_texts",
        f"{_DJI}:DroneSerialNumber",
        f"{_DJI}:CameraSerialNumber",
        f"{_DJI}:SerialNumber",
        f"{_SKYDIO}:VehicleSerialNumber",
        f"{_SKYDIO}:CameraSerial",
        "ExifIFD:SerialNumber",
        "IFD0:CameraSerialNumber",
        "IFD0:SerialNumber",
        "MakerNote:SerialNumber",
        "MakerNote:InternalSerialNumber",
        "XMP-exifEX:SerialNumber",
        "XMP-exifEX:BodySerialNumber",
        "XMP-microsoft:CameraSerialNumber",
        "XMP-aux:SerialNumber",
        "XMP-Camera:SerialNumber",
        "UserData:SerialNumber",
        "Keys:SerialNumber",
        "DJI:SerialNumber",
    ),
    _rule("lens_serial_number", "text", "ExifIFD:LensSerialNumber", "XMP-exifEX:LensSerialNumber"),
    _rule(
        "software",
        "text",
        "IFD0:Software",
        "XMP-xmp:CreatorTool",
        "XMP-tiff:Software",
        "PNG:Software",
        "Keys:Software",
        "UserData:SoftwareVersion",
        "UserData:FirmwareVersion",
        "ItemList:Encoder",
        "Container:encoder",
        "Container:ENCODER",
    ),
    _rule(
        "captured_at",
        "local_time",
        "ExifIFD:DateTimeOriginal",
        "XMP-exif:DateTimeOriginal",
        "Keys:CreationDate",
        "XMP-photoshop:DateCreated",
        "UserData:ContentCreateDate",
        "UserData:DateTimeOriginal",
        "ItemList:ContentCreateDate",
        "XMP-xmp:CreateDate",
    ),
    _rule(
        "captured_at_offset",
        "offset",
        "ExifIFD:OffsetTimeOriginal",
        "ExifIFD:OffsetTime",
        "XMP-exif:DateTimeOriginal",
        "Keys:CreationDate",
        "XMP-photoshop:DateCreated",
        "UserData:ContentCreateDate",
        "XMP-xmp:CreateDate",
    ),
    _rule("digitized_at", "local_time", "ExifIFD:CreateDate", "XMP-exif:DateTimeDigitized", "XMP-xmp:CreateDate"),
    _rule("modified_at", "local_time", "IFD0:ModifyDate", "XMP-xmp:ModifyDate", "XMP-tiff:DateTime", "PNG:ModifyDate"),
    _rule("gps_time", "gps_time", "GPS:GPSTimeStamp"),
    _rule("container_created_at", "utc_time", "QuickTime:CreateDate", "Container:creation_time"),
    _rule("container_modified_at", "utc_time", "QuickTime:ModifyDate"),
    _rule(
        "latitude_deg",
        "latitude",
        "GPS:GPSLatitude",
        f"{_DJI}:GPSLatitude",
        f"{_SKYDIO}:Latitude",
        "XMP-exif:GPSLatitude",
        "Keys:GPSCoordinates/latitude",
        "UserData:GPSCoordinates/latitude",
        "ItemList:GPSCoordinates/latitude",
        "DJI:GPSLatitude/number",
        tolerance=DEGREES,
    ),
    _rule(
        "longitude_deg",
        "longitude",
        "GPS:GPSLongitude",
        f"{_DJI}:GPSLongitude",
        f"{_DJI}:GPSLongtitude",
        f"{_SKYDIO}:Longitude",
        "XMP-exif:GPSLongitude",
        "Keys:GPSCoordinates/longitude",
        "UserData:GPSCoordinates/longitude",
        "ItemList:GPSCoordinates/longitude",
        "DJI:GPSLongitude/number",
        tolerance=DEGREES,
    ),
    _rule(
        "altitude_m",
        "altitude",
        "GPS:GPSAltitude",
        f"{_DJI}:AbsoluteAltitude/number",
        f"{_XTS}:AbsoluteAltitude/number",
        f"{_SKYDIO}:AbsoluteAltitude/number",
        "XMP-exif:GPSAltitude",
        "Keys:GPSCoordinates/altitude",
        "UserData:GPSCoordinates/altitude",
        "DJI:AbsoluteAltitude/number",
        tolerance=0.01,
    ),
    _rule(
        "relative_altitude_m",
        "number",
        f"{_DJI}:RelativeAltitude",
        f"{_XTS}:RelativeAltitude",
        f"{_SKYDIO}:RelativeAltitude",
        "XMP-Camera:AboveGroundAltitude",
        "DJI:RelativeAltitude",
    ),
    _rule(
        "gimbal_yaw_deg",
        "number",
        f"{_DJI}:GimbalYawDegree",
        f"{_XTS}:GimbalYawDegree",
        f"{_SKYDIO}:CameraOrientationNEDYaw",
        "XMP-Camera:Yaw",
    ),
    _rule(
        "gimbal_pitch_deg",
        "number",
        f"{_DJI}:GimbalPitchDegree",
        f"{_XTS}:GimbalPitchDegree",
        f"{_SKYDIO}:CameraOrientationNEDPitch",
        "XMP-Camera:Pitch",
    ),
    _rule(
        "gimbal_roll_deg",
        "number",
        f"{_DJI}:GimbalRollDegree",
        f"{_XTS}:GimbalRollDegree",
        f"{_SKYDIO}:CameraOrientationNEDRoll",
        "XMP-Camera:Roll",
    ),
    _rule(
        "flight_yaw_deg",
        "number",
        f"{_DJI}:FlightYawDegree",
        f"{_XTS}:FlightYawDegree",
        f"{_SKYDIO}:VehicleOrientationNEDYaw",
        "UserData:Yaw",
    ),
    _rule(
        "flight_pitch_deg",
        "number",
        f"{_DJI}:FlightPitchDegree",
        f"{_XTS}:FlightPitchDegree",
        f"{_SKYDIO}:VehicleOrientationNEDPitch",
        "UserData:Pitch",
    ),
    _rule(
        "flight_roll_deg",
        "number",
        f"{_DJI}:FlightRollDegree",
        f"{_XTS}:FlightRollDegree",
        f"{_SKYDIO}:VehicleOrientationNEDRoll",
        "UserData:Roll",
    ),
    _rule("heading_deg", "true_direction", "GPS:GPSImgDirection", "XMP-exif:GPSImgDirection"),
    _rule("heading_magnetic_deg", "magnetic_direction", "GPS:GPSImgDirection", "XMP-exif:GPSImgDirection"),
    _rule("orientation", "integer", "IFD0:Orientation", "XMP-tiff:Orientation"),
    _rule("exposure_time_s", "number", "ExifIFD:ExposureTime", "XMP-exif:ExposureTime"),
    _rule("f_number", "number", "ExifIFD:FNumber", "XMP-exif:FNumber"),
    _rule("iso", "integer", "ExifIFD:ISO", "XMP-exif:ISO", "XMP-exifEX:PhotographicSensitivity"),
    _rule("focal_length_mm", "number", "ExifIFD:FocalLength", "XMP-exif:FocalLength"),
    _rule("focal_length_35mm_mm", "number", "ExifIFD:FocalLengthIn35mmFormat", "XMP-exif:FocalLengthIn35mmFormat"),
    _rule("author", "text", "IFD0:Artist", "XMP-dc:Creator", "IFD0:XPAuthor", "UserData:Artist", "PNG:Author"),
    _rule("copyright", "text", "IFD0:Copyright", "XMP-dc:Rights", "UserData:Copyright", "PNG:Copyright"),
    _rule("description", "text", "IFD0:ImageDescription", "XMP-dc:Description", "PNG:Description", "Keys:Description"),
    _rule("downloaded_from", "text", "Download:user.xdg.origin.url", "Download:HostUrl", "Download:kMDItemWhereFroms"),
    _rule("download_referrer", "text", "Download:user.xdg.referrer.url", "Download:ReferrerUrl"),
)
