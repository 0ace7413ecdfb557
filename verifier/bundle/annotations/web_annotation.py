"""W3C Web Annotation (Recommendation of 23 February 2017) as JSON-LD: one page of annotations.

A region is a ``FragmentSelector`` of media fragments (whole pixels of the displayed picture, widened) beside an
``SvgSelector`` of the exact shape; in a clip both refine a fragment of time. What the vocabulary has no word for stands
under ``verifier:``, a context of its own.
"""

import base64
import math
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import verifier
from verifier.bundle.annotations.coco import about_shot
from verifier.bundle.annotations.elements import element, number
from verifier.bundle.annotations.losses import Losses, count_spans
from verifier.bundle.annotations.outlines import bounds, vertices
from verifier.bundle.annotations.scene import Moment, Scene, Shape, Shot
from verifier.bundle.members import Member, member_of_bytes
from verifier.domain import codec
from verifier.domain.records import DroneClaim
from verifier.domain.regions import Arrow, Ellipse, Line, Point

PICTURES = "pictures"
KEPT = frozenset(
    {"entry", "seen", "transcript", "origin", "time", "observer", "likelihood", "confidence", "hypotheses"}
)
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_FRAGMENTS = "http://www.w3.org/TR/media-frags/"
TERMS = "urn:verifier:terms#"
SVG = "http://www.w3.org/2000/svg"


def write(scene: Scene, losses: Losses) -> list[Member]:
    """Write ``annotations.jsonld``."""
    count_spans(losses, scene)
    ends = {clip.item.key: clip for clip in scene.clips}
    items = [_annotation(shot, shape, ends) for shot in scene.shots for shape in shot.shapes]
    named = codec.encode([item["id"] for item in items]).decode()
    page = {
        "@context": [CONTEXT, {"verifier": TERMS}],
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, TERMS + named)}",
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    return [member_of_bytes("annotations.jsonld", codec.encode_indented(page))]


def _annotation(shot: Shot, shape: Shape, clips: dict[str, Any]) -> dict[str, Any]:
    one = shape.observation
    creator = {"type": "Person", "name": shape.observer} if shape.observer else None
    generator = {"type": "Software", "name": f"verifier {verifier.__version__}"}
    return {
        "id": f"urn:uuid:{one.id}",
        "type": "Annotation",
        "motivation": "identifying" if shape.claim is not None else "describing",
        **({"creator": creator} if creator else {}),
        "created": one.observed_at,
        "generator": generator,
        **({"verifier:takenFrom": shape.taken_from} if shape.taken_from else {}),
        "body": [*_bodies(shape)],
        "target": _target(shot, shape, clips),
    }


def _bodies(shape: Shape) -> list[dict[str, Any]]:
    bodies: list[dict[str, Any]] = []
    if shape.claim is not None:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": shape.of.name, **_stated(shape.claim)})
    for words, purpose in ((shape.observation.seen, "describing"), (shape.observation.transcript, "commenting")):
        if words:
            bodies.append({"type": "TextualBody", "purpose": purpose, "value": words, "format": "text/plain"})
    return bodies


def _stated(claim: DroneClaim) -> dict[str, Any]:
    hypotheses = [
        {
            "verifier:entry": one.entry.entry_id,
            "verifier:name": one.entry.name,
            "verifier:level": one.entry.level,
            "verifier:likelihood": one.likelihood.term if one.likelihood else None,
            "verifier:likelihoodScale": one.likelihood.scale if one.likelihood else None,
            "verifier:excludedBecause": one.excluded_because or None,
        }
        for one in claim.hypotheses
    ]
    sure = claim.confidence
    confidence = {"verifier:confidence": sure.level, "verifier:confidenceReasons": sure.reasons} if sure else {}
    return {"verifier:hypotheses": hypotheses, **confidence}


def _target(shot: Shot, shape: Shape, clips: dict[str, Any]) -> dict[str, Any]:
    places = _places(shot, shape)
    selector: Any = places
    if shot.moment is not None:
        selector = {
            "type": "FragmentSelector",
            "conformsTo": MEDIA_FRAGMENTS,
            "value": _time(shot.moment, clips.get(shot.item.key)),
            "refinedBy": places,
        }
    about = {f"verifier:{name}": value for name, value in about_shot(shot).items()}
    grid = {"verifier:displayedWidth": shot.width, "verifier:displayedHeight": shot.height}
    return {"type": "SpecificResource", "source": _source(shot), "selector": selector, **about, **grid}


def _source(shot: Shot) -> str:
    """Name the file by its hash (RFC 6920); by its label where the hash stays."""
    known = shot.item.fingerprints
    if known is None:  # pyright: ignore[reportUnnecessaryComparison] blank where it stays
        return f"urn:verifier:item:{shot.item.label}"
    digest = base64.urlsafe_b64encode(bytes.fromhex(known.sha256)).decode().rstrip("=")
    return f"ni:///sha-256;{digest}"


def _time(moment: Moment, clip: Any) -> str:
    """Write the time a frame is shown, from the first frame on: players count so (Media Fragments 1.0, 4.2.1)."""
    if clip is None or moment.ordinal >= len(clip.table):
        return f"t=npt:{number(float(moment.time_s))}"
    table = clip.table
    begin = table.time_s(0)
    end = table.time_s(moment.ordinal + 1) if moment.ordinal + 1 < len(table) else table.end_s
    return f"t=npt:{float(moment.time_s - begin):.6f},{float(end - begin):.6f}"


def _places(shot: Shot, shape: Shape) -> list[dict[str, Any]]:
    """Return the same place twice, to choose from: whole pixels for players, the exact shape for programs that draw."""
    box = bounds(shape.region, shot.size)
    left, top = max(math.floor(box.left), 0), max(math.floor(box.top), 0)
    width, height = max(math.ceil(box.right) - left, 1), max(math.ceil(box.bottom) - top, 1)
    fragment = {
        "type": "FragmentSelector",
        "conformsTo": MEDIA_FRAGMENTS,
        "value": f"xywh=pixel:{left},{top},{width},{height}",
    }
    return [fragment, {"type": "SvgSelector", "value": _svg(shot, shape)}]


def _svg(shot: Shot, shape: Shape) -> str:
    region = shape.region
    if isinstance(region, Ellipse):
        x, y = number(region.center_x), number(region.center_y)
        radii: dict[str, str | int | float] = {"cx": x, "cy": y, "rx": region.radius_x, "ry": region.radius_y}
        drawn = element("ellipse", {**radii, "transform": f"rotate({number(region.angle_deg)} {x} {y})"})
    elif isinstance(region, Point):
        drawn = element("circle", {"cx": region.x, "cy": region.y, "r": 1})
    else:
        points = " ".join(f"{number(x)},{number(y)}" for x, y in vertices(region, shot.size))
        drawn = element("polyline" if isinstance(region, (Line, Arrow)) else "polygon", {"points": points})
    view = {"xmlns": SVG, "viewBox": f"0 0 {shot.width} {shot.height}"}
    return "".join(line.strip() for line in element("svg", view, *drawn))
