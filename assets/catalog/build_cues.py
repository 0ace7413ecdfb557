"""Turn collected cues and look-alikes into records, each typed by what it rests on: the picture or the file."""

import hashlib
import re
from typing import Any

from build_sources import Sources

from verifier.catalog.entries import Citation, Cue, Difference

FILE_WORDS = re.compile(
    r"EXIF|R-?JPEG|serial prefix|use serial|Cloud API type|camera code|\bFC\d|\bfile\b|write|metadata", re.IGNORECASE
)
"""Words by which a difference shows that it is read from files, not seen."""


def all_cues(facts: dict[str, Any], drawn: dict[str, Any], families: dict[str, str], sources: Sources) -> list[Cue]:
    """The drawn cues, and the short features that the facts list."""
    found = [_drawn_cue(raw, families, sources) for raw in drawn["cues"] if raw["sources"]]
    for raw in facts["models"]:
        keys = sources.known(raw["field_sources"].get("visible_features", []))
        if keys:
            found.extend(_listed_cue(raw["id"], text, keys, sources) for text in raw["visible_features"])
    return sorted(found, key=lambda cue: (cue.about, cue.part, cue.id))


def _listed_cue(about: str, text: str, keys: tuple[str, ...], sources: Sources) -> Cue:
    return Cue(
        id=_cue_id(about, text),
        about=about,
        basis=_basis(text),
        part="other",
        text=text,
        citations=tuple(Citation(key) for key in keys),
        quality=sources.worst_quality(keys),
    )


def _drawn_cue(raw: dict[str, Any], families: dict[str, str], sources: Sources) -> Cue:
    about = raw["model"] if "model" in raw else families[raw["family"]]
    return Cue(
        id=_cue_id(about, raw["part"] + raw["cue"]),
        about=about,
        basis=_basis(raw["cue"]),
        part=raw["part"],
        text=raw["cue"],
        viewpoint=raw["viewpoint"],
        min_size=raw["min_size"] or "",
        distinguishes_from=tuple(raw["distinguishes_from"]),
        citations=tuple(sources.cite(row) for row in raw["sources"]),
        quality=raw["quality"],
    )


def _cue_id(about: str, text: str) -> str:
    return f"{about}/{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _basis(text: str) -> str:
    return "file" if FILE_WORDS.search(text) else "visual"


def differences(facts: dict[str, Any], drawn: dict[str, Any], sources: Sources) -> list[Difference]:
    """Pairs of look-alikes, from both files."""
    found = [
        Difference(
            a=raw["a"],
            b=raw["b"],
            text=raw["visual_difference"],
            basis="visual",
            separable_by_shape=raw["separable_by_shape"],
            citations=tuple(sources.cite(row) for row in raw["sources"]),
        )
        for raw in drawn["pairs"]
        if raw["sources"]
    ]
    for raw in facts["models"]:
        keys = sources.known(raw["field_sources"].get("confusables", []))
        for row in raw["confusables"] if keys else ():
            citations = tuple(Citation(key) for key in keys)
            found.append(
                Difference(
                    a=raw["id"], b=row["with_id"], text=row["how"], basis=_basis(row["how"]), citations=citations
                )
            )
    return sorted(found, key=lambda row: (row.a, row.b, row.text))
