"""What the demonstration case states about its media; the words of an analyst who knows only the files.

Terms are those of the records in ``verifier/domain/records``; boxes are x, y, width, height on the displayed grid.
"""

from typing import Any

from airframe import BRIDGE_Y
from landscape import river_middle
from shots import CLIP_PLACE, PHOTOS
from telemetry import AIRCRAFT_SERIAL, position

Box = tuple[int, int, int, int]


def statements(boxes: dict[str, Box], clip: str, ordinal: int, pts: int, copy: str) -> dict[str, Any]:
    """Return the document that ``demo.json`` holds."""
    names = [photo.name for photo in PHOTOS]
    return {
        "format_version": 1,
        "title": "Demonstration: a multirotor over a river crossing",
        "summary": "Synthetic media, rendered by this program's own script. No such place, flight or aircraft exists.",
        "person": "Demo analyst",
        "items": _items(names, clip, copy),
        "postings": [_posting(copy)],
        "drone_claims": [
            *(_filmed_by(name) for name in (*names, clip)),
            *(_seen(name, boxes[name]) for name in names),
            {**_seen(clip, boxes[clip]), "at": f"#{ordinal}", "pts": pts, "time_base": "1/1000"},
        ],
        "places": _places(names[0], clip),
        "times": [_time(names[0])],
        "links": _links(names, clip, copy),
        "drone": {
            "title": "Camera drone of the photos and the clip",
            "markings": [{"value": AIRCRAFT_SERIAL, "is_serial": True, "read_from": "metadata", "legibility": "clear"}],
            "files": [*names, clip],
        },
        "trade": [
            {
                "file": "invoice_DEMO-2026-0147.pdf",
                "page": "1",
                "parties": [
                    {"role": "seller", "as_written": "Example Aerial Trading Ltd (fictional)"},
                    {"role": "buyer", "as_written": "Placeholder Survey Group (fictional)"},
                ],
                "dates": [{"role": "invoiced", "as_written": "2026-02-19", "day": "2026-02-19"}],
                "goods": "Camera drone",
                "serials": [AIRCRAFT_SERIAL],
                "hs_code": "8806.21",
                "quantity": "1",
                "value": "759.00",
                "currency": "EUR",
                "strength": "same serial",
            }
        ],
        "incident": {
            "title": "Multirotor over the bridge",
            "what": "A multirotor with four arms flies over a girder bridge and on up the river.",
            "place_words": "Auckland Islands, by the files' own positions; uninhabited",
            "files": [*names, clip, copy],
        },
        "notes": [
            {
                "file": copy,
                "text": "Metadata gone, smaller: like a messenger's copy of the first photo. Compare before citing.",
            }
        ],
        "tags": ["river crossing", "multirotor", "demonstration"],
    }


def _items(names: list[str], clip: str, copy: str) -> list[dict[str, Any]]:
    shown = [
        "Overview: the multirotor above the river, the bridge and a lorry behind it.",
        "Close view from the front: arms, skids and the gimbal under the nose.",
        "From above, camera held upright (EXIF orientation 6): four arms, four turning propellers.",
    ]
    rows: list[dict[str, Any]] = [
        {"file": name, "shows": text, "generation": "original"} for name, text in zip(names, shown, strict=True)
    ]
    rows.append({"file": copy, "shows": "The overview again, without metadata.", "generation": "platform_copy"})
    rows.append(
        {
            "file": clip,
            "shows": "The multirotor comes in from the left and flies off up the river.",
            "generation": "original",
        }
    )
    rows.append({"file": clip.replace(".MP4", ".SRT"), "shows": "Telemetry of the clip.", "sidecar_of": clip})
    rows.append(
        {"file": "invoice_DEMO-2026-0147.pdf", "shows": "An invoice that names the serial number in the photos."}
    )
    return [{**row, "sensitivity": [], "triage": "duplicate" if row["file"] == copy else "relevant"} for row in rows]


def _posting(copy: str) -> dict[str, Any]:
    return {
        "file": copy,
        "platform": "messenger",
        "account_name": "river_watch_demo (fictional)",
        "posted_at_as_shown": "14 March, 14:02",
        "zone_assumption": "as shown on the reader's phone, zone unknown",
        "caption": "Seen over the crossing this morning",
        "acquired_how": "downloaded from the demonstration's own folder",
        "reliability": "F",
        "reliability_reason": "the account does not exist",
        "credibility": 6,
    }


def _filmed_by(name: str) -> dict[str, Any]:
    is_clip = name.endswith(".MP4")
    words = (
        "The clip names no camera; its SRT has the layout of a DJI file and it lies beside the photos."
        if is_clip
        else "EXIF Make DJI, Model FC3582: the catalog gives that code to one model. Metadata can be written by anyone."
    )
    return {
        "file": name,
        "role": "filmed_by",
        "entry": "dji-mini-3-series" if is_clip else "dji-mini-3-pro",
        "likelihood": "likely" if is_clip else "very likely",
        "scale": "icd203",
        "confidence": "low" if is_clip else "moderate",
        "confidence_reasons": words,
        "note": "",
    }


def _seen(name: str, box: Box) -> dict[str, Any]:
    x0, y0, x1, y1 = box
    return {
        "file": name,
        "role": "seen",
        "box": [x0, y0, x1 - x0, y1 - y0],
        "seen": "A multirotor in flight",
        "entry": "quadcopter",
        "likelihood": "almost certain",
        "scale": "icd203",
        "confidence": "moderate",
        "confidence_reasons": "Four arms are counted from several sides; no maker's mark is seen.",
        "features": [
            {"cue": "Four arms, one motor on each", "state": "seen"},
            {"cue": "Two fixed skids with a bar along the ground", "state": "seen"},
            {"cue": "A maker's name or nameplate", "state": "cannot_tell"},
            {"cue": "Folding joints in the arms", "state": "absent"},
        ],
        "look_alikes": [
            {
                "entry": "dji-mavic",
                "reason": "Mavic arms fold against the body and have no skids; these arms are fixed.",
            },
            {"entry": "hexacopter", "reason": "Six arms would show from above; there are four."},
        ],
        "note": "The claim stops at the class: shape alone does not lead to a maker.",
    }


def _places(photo: str, clip: str) -> list[dict[str, Any]]:
    def place(name: str, scene: tuple[float, float, float], **words: Any) -> dict[str, Any]:
        latitude, longitude, *_ = position(scene)
        return {"file": name, "coordinates": f"{latitude:.6f}, {longitude:.6f}", **words}

    middle = float(river_middle(BRIDGE_Y))
    return [
        place(
            photo,
            PHOTOS[0].camera.place,
            locates="camera",
            radius_m=25,
            methods=["file_position"],
            heading_deg=300.0,
            field_of_view_deg=71.6,
            note="EXIF and XMP agree. The position is the file's own word; no imagery was compared.",
        ),
        place(
            photo,
            (middle, BRIDGE_Y, 0.0),
            locates="subject",
            radius_m=60,
            methods=["file_position", "camera_pose"],
            note="The bridge, from the camera's position, heading and tilt. No map shows it: the scene is synthetic.",
        ),
        place(
            clip,
            CLIP_PLACE,
            locates="camera",
            radius_m=25,
            methods=["telemetry"],
            note="From the SRT; a sidecar can be edited without trace.",
        ),
    ]


def _time(photo: str) -> dict[str, Any]:
    return {
        "file": photo,
        "dates": "recorded",
        "earliest": "2026-03-13T22:14:00Z",
        "latest": "2026-03-13T22:17:00Z",
        "as_found": "2026:03:14 11:15:02, offset +13:00 (EXIF)",
        "zone_assumption": "the offset that the file states",
        "methods": ["file_time"],
        "note": "A camera's clock can be wrong; nothing else dates the scene.",
    }


def _links(names: list[str], clip: str, copy: str) -> list[dict[str, Any]]:
    return [
        {
            "from": copy,
            "to": names[0],
            "kind": "copy_of",
            "evidence_for": "Same scene, same caption in the picture, smaller.",
        },
        {
            "from": "invoice_DEMO-2026-0147.pdf",
            "to": names[0],
            "kind": "mentions",
            "evidence_for": f"The invoice names serial {AIRCRAFT_SERIAL}, which stands in the photo's XMP.",
        },
        {
            "from": clip,
            "to": names[0],
            "kind": "same_incident",
            "evidence_for": "Same bridge, same lorry, ninety seconds apart.",
        },
    ]
