"""The plain words for choices of the records, the same in window, report and command line."""

from verifier.domain.records.claims import Method, Role
from verifier.domain.records.marks import Legibility, MarkKind

NOT_ASSESSED = "not yet assessed"
"""What ``None`` is called where somebody could have judged."""

ROLE_WORDS: dict[Role, str] = {"seen": "Drone seen", "filmed_by": "Filmed by"}
METHOD_WORDS: dict[Method, str] = {
    "landmark_match": "matching of landmarks",
    "camera_pose": "camera pose from landmarks",
    "telemetry": "telemetry",
    "file_position": "position in the file",
    "shadow": "shadows",
    "caption": "caption",
    "witness": "witness",
    "document": "document",
    "weather": "weather",
    "posting_time": "time of posting",
    "file_time": "time in the file",
    "linked_event": "a linked event",
    "machine_suggestion": "suggestion of a machine",
    "other": "other",
}

MARK_WORDS: dict[MarkKind, str] = {
    "marking": "Marking",
    "serial": "Serial number",
    "flight_display": "Flight display",
    "watermark": "Watermark",
    "subtitle": "Subtitle",
    "radio": "Radio talk",
    "other": "Other text",
}
LEGIBILITY_WORDS: dict[Legibility, str] = {
    "clear": "clearly legible",
    "partly": "partly legible",
    "guess": "a guess",
}
NATURE_WORDS: dict[str, str] = {"person": "person", "company": "company", "unit": "unit"}
PARTY_ROLE_WORDS: dict[str, str] = {
    "seller": "seller",
    "buyer": "buyer",
    "shipper": "shipper",
    "consignee": "consignee",
    "declarant": "declarant",
    "carrier": "carrier",
    "maker": "maker",
    "other": "other party",
}
DATE_ROLE_WORDS: dict[str, str] = {
    "declared": "declared",
    "invoiced": "invoiced",
    "shipped": "shipped",
    "arrived": "arrived",
    "other": "date",
}
STOP_ROLE_WORDS: dict[str, str] = {
    "origin": "origin",
    "departure": "departure",
    "transit": "transit",
    "destination": "destination",
}
CONDITION_WORDS: dict[str, str] = {
    "in_use": "in use",
    "seized": "seized",
    "wreck": "wreck",
    "for_sale": "for sale",
    "in_transit": "in transit",
}
READ_FROM_WORDS: dict[str, str] = {
    "metadata": "a file's metadata",
    "marking": "a marking on the machine",
    "remote_id": "its Remote ID",
    "packaging": "its packaging",
    "document": "a document",
}
