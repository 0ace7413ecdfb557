"""Write the records that go out as one JSON file, for programs; a bundle is what people check."""

import os
from pathlib import Path

from verifier.bundle.contents import evidence_alone
from verifier.bundle.material import Material
from verifier.bundle.options import Options
from verifier.bundle.sinks import whole_or_nothing
from verifier.bundle.written import Written
from verifier.domain.progress import Progress


def write_evidence(material: Material, options: Options, out: Path, progress: Progress) -> Written:
    """Write ``evidence.json`` alone, files listed by hash; raises as the bag does."""
    data, head = evidence_alone(material, options)
    progress.report(0, len(data))
    with whole_or_nothing(out) as place, place.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return Written(out, 1, len(data), head)
