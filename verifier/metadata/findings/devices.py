"""What the device says of itself: maker notes, pixel sizes, camera codes, serial numbers."""

from collections.abc import Iterator

from verifier.metadata.findings.base import Look, Rule, Said

ALWAYS_NOTED = ("Canon", "NIKON", "Nikon", "SONY", "Sony", "OLYMPUS", "FUJIFILM", "Panasonic", "PENTAX", "Apple")
"""Makers whose cameras write a note of their own into every photo."""
SEVERAL = 0.02
"""A picture whose sides differ from those that its EXIF names by more than this part was resized or cropped."""
HAND_HELD, CONTRADICTS = "hand-held camera", "do not name one common drone"
PAYLOAD = "removable camera"


def _note_missing(look: Look) -> Iterator[Said]:
    make = look.text("IFD0", "Make")
    if look.kind != "photo" or not make.startswith(ALWAYS_NOTED) or not look.at("ExifIFD"):
        return
    if not look.at("ExifIFD", "MakerNote") and not look.at("MakerNote*") and not look.at("IFD0", "DNGPrivateData"):
        yield Said(
            f"Cameras of {make.strip()} write a note of their own into every photo; this one has none.",
            tuple(look.at("IFD0", "Make")[:1]),
        )


def _other_size(look: Look) -> Iterator[Said]:
    named = [look.text("ExifIFD", "ExifImageWidth"), look.text("ExifIFD", "ExifImageHeight")]
    width, height = look.technical.width, look.technical.height
    if look.kind != "photo" or not width or not height or not all(side.isdecimal() for side in named):
        return
    said, found = sorted(int(side) for side in named), sorted((width, height))
    if not said[0] or look.technical.picture:
        return
    if any(abs(a - b) > SEVERAL * b for a, b in zip(said, found, strict=True)):
        yield Said(
            f"The camera wrote {said[1]} × {said[0]} pixels; the picture has {found[1]} × {found[0]}.",
            tuple(look.at("ExifIFD", "ExifImageWidth", "ExifImageHeight")),
        )


def _two_drones(look: Look) -> Iterator[Said]:
    for sentence in look.filmed_by.basis:
        if CONTRADICTS in sentence:
            yield Said(
                "What the file says of its device names no one common drone.",
                look.behind("drone_model", "serial_numbers", "make", "model"),
            )


def _hand_held(look: Look) -> Iterator[Said]:
    is_hand_held = any(HAND_HELD in sentence for sentence in look.filmed_by.basis)
    if is_hand_held and look.at("XMP-drone*"):
        yield Said(
            "The camera code is that of a hand-held camera, and the file holds data that drones write.",
            (*look.behind("make", "model"), *look.at("XMP-drone*")[:1]),
        )


def _payload(look: Look) -> Iterator[Said]:
    if any(PAYLOAD in sentence for sentence in look.filmed_by.basis):
        yield Said("The camera code names a removable camera, not what carries it.", look.behind("make", "model"))


RULES = (
    Rule(
        "maker_note_missing",
        "note",
        _note_missing,
        (
            "The photo was exported or converted by a program that leaves the note out.",
            "Some models of the maker write none.",
        ),
    ),
    Rule(
        "pixel_size_differs",
        "note",
        _other_size,
        ("The photo was cropped or made smaller by its owner or a platform.", "The camera names its full sensor."),
    ),
    Rule(
        "devices_differ",
        "contradiction",
        _two_drones,
        ("A list of serial numbers or camera codes is wrong or too short.", "The camera was taken from another drone."),
    ),
    Rule(
        "hand_held_code",
        "contradiction",
        _hand_held,
        ("The maker uses one code for cameras of both kinds.", "A program copied the words of another file."),
    ),
    Rule("payload_code", "note", _payload, ("Larger drones carry cameras that can be changed.",)),
)
