"""The plain words for choices of the records, the same in window, report and command line."""

from typing import Literal

from verifier.domain.records.claims import Method

NOT_ASSESSED = "not yet assessed"
"""What ``None`` is called where somebody could have judged."""

ROLE_WORDS: dict[Literal["seen", "filmed_by"], str] = {"seen": "Drone seen", "filmed_by": "Filmed by"}
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
