"""The formats of annotations that are read; a new one is a module and a line here."""

from collections.abc import Callable
from pathlib import Path

import msgspec

from verifier.domain.errors import UnsupportedFile
from verifier.metadata.annotations import coco, cvat, labelme, via
from verifier.metadata.annotations.mark import Annotated
from verifier.metadata.annotations.opened import Opened


class AnnotationFormat(msgspec.Struct, frozen=True):
    """One format: whether a file is of it, and how it is read."""

    name: str
    recognizes: Callable[[Opened], bool]
    read: Callable[[Opened], Annotated]


ANNOTATION_FORMATS: tuple[AnnotationFormat, ...] = (
    AnnotationFormat(labelme.NAME, labelme.recognizes, labelme.read),
    AnnotationFormat(coco.NAME, coco.recognizes, coco.read),
    AnnotationFormat(cvat.NAME, cvat.recognizes, cvat.read),
    AnnotationFormat(via.NAME, via.recognizes, via.read),
)


def read_annotations(path: Path, name: str) -> Annotated:
    """Read a file of annotations, whatever its name.

    Raise :class:`UnsupportedFile` for one of no known format, :class:`UnreadableFile` for a damaged one,
    :class:`RefusedFile` for one that is too large or declares entities.
    """
    opened = Opened(path, name)
    known = next((one for one in ANNOTATION_FORMATS if one.recognizes(opened)), None)
    if known is None:
        raise UnsupportedFile(
            "The file is of none of the formats that regions are taken from: labelme, COCO, CVAT XML, VGG Image"
            " Annotator.",
            name,
        )
    return known.read(opened)
