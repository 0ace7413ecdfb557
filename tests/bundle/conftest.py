"""One sample case and its bundles, written once and copied by tests that spoil them."""

import shutil
from pathlib import Path

import pytest

from tests.bundle.stand_in import Sample
from verifier.bundle.bag import write_folder, write_zip
from verifier.bundle.options import Audience, Options
from verifier.domain.progress import Progress


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(tmp_path_factory.mktemp("case"))


@pytest.fixture(scope="session")
def bags(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Path]:
    """Return a bag per audience; not to be written to."""
    folder = tmp_path_factory.mktemp("bags")
    audiences: tuple[Audience, ...] = ("archive", "colleague", "outside")
    for audience in audiences:
        write_folder(sample.case, Options(audience=audience), folder / audience, Progress())
    return {audience: folder / audience for audience in audiences}


@pytest.fixture(scope="session")
def zipped(sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a .zip for a reader outside; not to be written to."""
    out = tmp_path_factory.mktemp("zip") / "bundle.zip"
    write_zip(sample.case, Options(), out, Progress())
    return out


@pytest.fixture
def bag(bags: dict[Audience, Path], tmp_path: Path) -> Path:
    """Return a bag for a reader outside that the test may spoil."""
    return Path(shutil.copytree(bags["outside"], tmp_path / "bag"))


@pytest.fixture
def archive_bag(bags: dict[Audience, Path], tmp_path: Path) -> Path:
    """Return a bag with everything in it that the test may spoil."""
    return Path(shutil.copytree(bags["archive"], tmp_path / "bag"))
