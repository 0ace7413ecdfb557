"""The export formats; a new one is a module and a line here."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import msgspec

from verifier.bundle.annotations import coco, cvat, labelme, mot, tables, voc, web_annotation, yolo
from verifier.bundle.annotations.writing import Annotations
from verifier.bundle.bag import write_folder, write_zip
from verifier.bundle.evidence_file import write_evidence
from verifier.bundle.material import Material
from verifier.bundle.options import Options
from verifier.bundle.plan import Preview
from verifier.bundle.written import Written
from verifier.domain.progress import Progress


class Write(Protocol):
    """Writes a case out to ``out``, whole or not at all."""

    def __call__(self, material: Material, options: Options, out: Path, progress: Progress) -> Written: ...


class Format(msgspec.Struct, frozen=True):
    """One export format: its name on the command line, its title, the suffix of what it writes, what it is for.

    ``preview``: says beforehand what goes and what it has no room for. ``is_bundle``: ``check`` can check it.
    """

    name: str
    title: str
    suffix: str
    write: Write
    purpose: str
    preview: Callable[[Material, Options], Preview] | None = None
    is_bundle: bool = False


def _annotations(name: str, made: Annotations, purpose: str) -> Format:
    return Format(name, made.title, "", made.write, purpose, made.preview)


_COCO = Annotations("Regions as COCO, a folder", coco.write, coco.KEPT, coco.PICTURES)
_YOLO = Annotations("Regions as YOLO, a folder", yolo.write, frozenset(), yolo.PICTURES)
_VOC = Annotations("Regions as Pascal VOC, a folder", voc.write, frozenset(), voc.PICTURES)
_LABELME = Annotations("Regions as labelme, a folder", labelme.write, labelme.KEPT, labelme.PICTURES)
_CVAT = Annotations("Regions as CVAT for images, a folder", cvat.write_images, cvat.KEPT_OF_IMAGES, cvat.PICTURES)
_CVAT_VIDEO = Annotations("Tracks as CVAT for video, a folder", cvat.write_video, cvat.KEPT_OF_VIDEO, has_clips=True)
_MOT = Annotations("Tracks as MOT, a folder", mot.write, mot.KEPT)
_WEB = Annotations(
    "Regions as W3C Web Annotation, a folder", web_annotation.write, web_annotation.KEPT, web_annotation.PICTURES
)
_CSV = Annotations("Regions as a table (CSV), a folder", tables.write, tables.KEPT)

FORMATS: tuple[Format, ...] = (
    Format(
        "bagit",
        "Evidence bundle, a folder (BagIt)",
        "",
        write_folder,
        "To hand over: a report to read, and every record, hash and edit to check it by.",
        is_bundle=True,
    ),
    Format(
        "bagit-zip",
        "Evidence bundle, one .zip file (BagIt)",
        ".zip",
        write_zip,
        "To hand over: the same in one file.",
        is_bundle=True,
    ),
    Format(
        "json", "The records alone, one .json file", ".json", write_evidence, "For programs: all records, no files."
    ),
    _annotations("coco", _COCO, "For training and for most annotation programs: boxes and polygons in one JSON file."),
    _annotations("yolo", _YOLO, "For training YOLO detectors: a text file of boxes for every picture."),
    _annotations("voc", _VOC, "For older detectors: an XML file of boxes, in whole pixels, for every picture."),
    _annotations("labelme", _LABELME, "For labelme and X-AnyLabeling: a JSON file beside every picture."),
    _annotations("cvat", _CVAT, "For CVAT tasks of images: every kind of shape in one XML file."),
    _annotations("cvat-video", _CVAT_VIDEO, "For CVAT tasks of video: what moves, by key frames, beside the clip."),
    _annotations("mot", _MOT, "For measuring trackers: a row of numbers for every object in every frame."),
    _annotations("web-annotation", _WEB, "For archives and the web: regions with statements, in JSON-LD."),
    _annotations("csv", _CSV, "For spreadsheets: a row for every region, with who saw it and how sure they are."),
)


def format_named(name: str) -> Format | None:
    """Return the format of that name, or ``None``."""
    return next((known for known in FORMATS if known.name == name), None)
