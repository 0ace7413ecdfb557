"""Words for the marks of the map. No Qt."""

from verifier.gui.map.marks import MapMark, MarkKind
from verifier.gui.speech import tr

KIND_WORDS: dict[MarkKind, str] = {
    "camera": "Camera, as stated; the circle holds it, 95 % sure",
    "subject": "What is seen, as stated",
    "file": "What the file itself says",
    "excluded": "Considered and excluded",
}
SHORT_WORDS: dict[MarkKind, str] = {
    "camera": "camera",
    "subject": "what is seen",
    "file": "what the file says",
    "excluded": "excluded",
}


def mark_words(mark: MapMark) -> str:
    """Say what a mark is: ``E-0007, camera, ± 45 m``."""
    parts = [mark.caption, tr(SHORT_WORDS[mark.kind])]
    if mark.radius_m is not None:
        parts.append(f"± {mark.radius_m:g} m")
    if mark.heading_deg is not None:
        parts.append(tr("looking to {heading}°", heading=f"{mark.heading_deg:03.0f}"))
    if mark.words:
        parts.append(mark.words)
    return ", ".join(part for part in parts if part)
