"""The names under which XMP namespaces and properties are shown: groups ``XMP-…`` and tag names as in ExifTool.

A namespace is known by its address, not by the prefix a file happens to use. ``xmp_names.tsv`` (group, path of the
property, name) was generated from ``exiftool -listx -XMP:All`` of ExifTool 12.57 and holds only names that differ from
the property's own with a capital letter.
"""

from functools import cache, lru_cache
from importlib import resources

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XML = "http://www.w3.org/XML/1998/namespace"
META = "adobe:ns:meta/"

_PREFIXES = {
    # XMP specification parts 1 and 2
    RDF: "rdf",
    META: "x",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/xap/1.0/rights/": "xmpRights",
    "http://ns.adobe.com/xap/1.0/mm/": "xmpMM",
    "http://ns.adobe.com/xap/1.0/bj/": "xmpBJ",
    "http://ns.adobe.com/xap/1.0/t/pg/": "xmpTPg",
    "http://ns.adobe.com/xmp/1.0/DynamicMedia/": "xmpDM",
    "http://ns.adobe.com/xmp/note/": "xmpNote",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://ns.adobe.com/camera-raw-settings/1.0/": "crs",
    "http://ns.adobe.com/tiff/1.0/": "tiff",
    "http://ns.adobe.com/exif/1.0/": "exif",
    "http://ns.adobe.com/exif/1.0/aux/": "aux",
    "http://cipa.jp/exif/1.0/": "exifEX",
    "http://ns.adobe.com/lightroom/1.0/": "lr",
    "http://ns.adobe.com/hdr-gain-map/1.0/": "hdrgm",
    # IPTC photo metadata standard, PLUS, Metadata Working Group
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "iptcCore",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "iptcExt",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://www.metadataworkinggroup.com/schemas/regions/": "mwg-rs",
    # makers of cameras, drones and programs, as seen in files
    "http://www.dji.com/drone-dji/1.0/": "drone-dji",
    "http://www.dji.com/drone-dji/1.0": "drone-dji",
    "http://www.skydio.com/drone-skydio/1.0/": "drone-skydio",
    "http://www.parrot.com/drone-parrot/1.0/": "drone-parrot",
    "http://www.autelrobotics.com/drone-autel/1.0/": "drone-autel",
    "http://pix4d.com/camera/1.0": "Camera",
    "http://pix4d.com/camera/1.0/": "Camera",
    "http://ns.google.com/photos/1.0/panorama/": "GPano",
    "http://ns.google.com/photos/1.0/camera/": "GCamera",
    "http://ns.google.com/photos/1.0/image/": "GImage",
    "http://ns.google.com/photos/1.0/audio/": "GAudio",
    "http://ns.google.com/photos/1.0/depthmap/": "GDepth",
    "http://ns.google.com/photos/1.0/container/": "Container",
    "http://ns.microsoft.com/photo/1.0/": "microsoft",
    "http://ns.microsoft.com/photo/1.0": "microsoft",
    "http://www.digikam.org/ns/1.0/": "digiKam",
    "http://ns.acdsee.com/iptc/1.0/": "acdsee",
    "http://ns.camerabits.com/photomechanic/1.0/": "photomech",
    "http://ns.iview-multimedia.com/mediapro/1.0/": "mediapro",
    "http://darktable.sf.net/": "darktable",
    "http://ns.flir.com/xmp/1.0/": "FLIR",
}
_SHOWN = {
    "Iptc4xmpCore": "iptcCore",
    "Iptc4xmpExt": "iptcExt",
    "MicrosoftPhoto": "microsoft",
    "photomechanic": "photomech",
    "GettyImagesGIFT": "getty",
    "xap": "xmp",
    "xapMM": "xmpMM",
    "xapRights": "xmpRights",
    "xapBJ": "xmpBJ",
}
"""Prefixes as written in files and as shown, for namespaces whose address a writer got wrong."""


@cache
def _names() -> dict[tuple[str, str], str]:
    text = resources.files("verifier.metadata").joinpath("xmp_names.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {(group, path): name for group, path, name in rows}


def canonical_prefix(uri: str, prefix: str) -> str:
    """Return the prefix a namespace is shown with; the file's own where the address is not known."""
    return _PREFIXES.get(uri) or _SHOWN.get(prefix, prefix) or "unknown"


@lru_cache(maxsize=4096)
def property_name(prefix: str, path: tuple[str, ...]) -> str:
    """Return the tag name of a property or of a field inside it: ``("DerivedFrom", "documentID")``."""
    joined = path[0] + "".join(capitalized(part) for part in path[1:])
    known = _names().get((prefix, joined)) or _names().get((prefix, joined[:1].lower() + joined[1:]))
    return known or capitalized(joined)


def capitalized(name: str) -> str:
    """Return a name with its first letter in capitals, the rest untouched."""
    return name[:1].upper() + name[1:]
