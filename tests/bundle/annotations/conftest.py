"""A case with every kind of region on a turned photo and in a clip, written once per format."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import msgspec
import pytest

from tests.bundle.stand_in import AT, Sample, entry, likely
from verifier.bundle.options import Options
from verifier.bundle.registry import format_named
from verifier.domain.frames import Span, Still, When
from verifier.domain.inspection import Technical
from verifier.domain.progress import Progress
from verifier.domain.records import DroneClaim, Hypothesis, Item, Observation
from verifier.domain.regions import Arrow, Box, Ellipse, Line, Point, Polygon, Region, RotatedBox, WholeFrame

WIDTH, HEIGHT = 4000, 3000
REGIONS: tuple[Region, ...] = (
    Box(10.0, 20.0, 100.0, 50.0),
    Box(0.25, 0.5, 1.5, 2.5),
    RotatedBox(500.0, 400.0, 200.0, 100.0, 30.0),
    Polygon(((100.0, 100.0), (300.0, 120.0), (200.0, 300.0))),
    Ellipse(1000.0, 900.0, 60.0, 60.0),
    Ellipse(1000.0, 900.0, 80.0, 30.0, 20.0),
    Line(((5.0, 6.0), (50.0, 60.0))),
    Line(((5.0, 6.0), (50.0, 60.0), (70.0, 10.0))),
    Arrow((10.0, 10.0), (90.0, 40.0)),
    Point(33.0, 44.5),
    WholeFrame(),
    Box(-20.0, -10.0, 40.0, 40.0),
    Box(5000.0, 10.0, 40.0, 40.0),
)


class Regions:
    """The sample case with more regions; the photo of item 6 is stored on its side."""

    def __init__(self, folder: Path) -> None:
        self.sample = Sample(folder)
        self.case = self.sample.case
        self.photo = self.sample.item(6, "photo", "side.jpg", "image/jpeg", technical=self._technical(3000, 4000, 6))
        self.case.do("Add", self.photo)
        self.still: list[Observation] = []
        for region in REGIONS:
            self.still.append(self.observe(self.photo, Still(), region))
        clip = self.sample.unset
        self.span = self.observe(clip, Span(27053, 27213, Fraction(1, 1000)), Box(700.0, 300.0, 80.0, 40.0))
        self.case.do("Tag", self.claim(self.still[0], "DJI Mavic 3"), self.claim(self.span, "Дрон «人»: $50"))

    def _technical(self, width: int, height: int, exif: int) -> Technical:
        return Technical(width=width, height=height, orientation=exif, displayed_width=height, displayed_height=width)

    def observe(self, item: Item, when: When, region: Region, seen: str = "=SUM(A1) дрон\x0b") -> Observation:
        """Put a region of the displayed grid of a photo that lies on its side, or of a clip as it is."""
        from verifier.media.upright import orientation_of

        orientation = orientation_of(item.technical)
        assert orientation is not None
        one = Observation(
            id=self.case.new_id(),
            item=item.id,
            when=when,
            region=orientation.region_to_stored(region),
            seen=seen,
            observed_by=self.sample.person.id,
            observed_at=AT,
        )
        self.case.do("Observe", one)
        return one

    def claim(self, about: Observation, name: str) -> DroneClaim:
        ref = msgspec.structs.replace(entry("dji-mavic-3", "DJI Mavic 3"), name=name)
        return DroneClaim(
            id=self.case.new_id(),
            about=about.key,
            role="seen",
            hypotheses=(Hypothesis(ref, likely()),),
            stated_by=self.sample.person.id,
            stated_at=AT,
        )


@pytest.fixture(scope="session")
def regions(tmp_path_factory: pytest.TempPathFactory) -> Regions:
    return Regions(tmp_path_factory.mktemp("regions"))


Write = Callable[..., Path]


@pytest.fixture
def write(regions: Regions, tmp_path: Path) -> Write:
    """Write a format by its name and return the folder."""

    def written(name: str, **options: object) -> Path:
        known = format_named(name)
        assert known is not None
        out = tmp_path / name
        known.write(regions.case, Options(**options), out, Progress())  # type: ignore[arg-type]
        return out

    return written
