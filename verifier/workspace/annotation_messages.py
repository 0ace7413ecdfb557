"""What workers are asked about files of annotations, and what they answer. Imports no decoder."""

import msgspec

from verifier.metadata.annotations.mark import Annotated


class ReadAnnotations(msgspec.Struct, frozen=True):
    """Read a file of annotations, whatever its name; the answer is :class:`AnnotationsRead`."""

    path: bytes
    name: str


class AnnotationsRead(msgspec.Struct, frozen=True):
    """What the file says, and the SHA-256 of its bytes."""

    annotated: Annotated
    sha256: str
