"""Entries, features and pictures of a person's own: added beside ours, never over them."""

from pathlib import Path

import msgspec
import pytest

from verifier.catalog.catalog import load_catalog
from verifier.catalog.entries import Citation, Cue, Entry, Source
from verifier.catalog.own import add_own_cue, add_own_entry, add_own_picture, picture_path
from verifier.domain import codec
from verifier.domain.errors import UsageError

SEEN = {"own:photos": Source("photograph", "our own photographs, 2026-03-04")}


def _entry(**changes: object) -> Entry:
    facts = {"name": ("own:photos",), "airframe": ("own:photos",)}
    values: dict[str, object] = {
        "id": "own:workshop-hexa",
        "level": "model",
        "name": "Workshop hexa",
        "airframe": "hexacopter",
    }
    return codec.decode(codec.encode({**values, "parent": "hexacopter", "sources": facts, **changes}), Entry)


def _cue(about: str) -> Cue:
    return Cue(
        id=f"{about}/tape",
        about=about,
        part="arms",
        text="Yellow tape on each arm.",
        citations=(Citation("own:photos"),),
    )


def test_an_own_entry_is_found_named_and_hashed_like_ours(tmp_path: Path) -> None:
    add_own_entry(tmp_path, _entry(), SEEN)
    catalog = load_catalog(tmp_path)
    assert catalog.troubles == ()
    assert catalog.search("workshop hexa")[0].entry.is_own
    assert [above.id for above in catalog.ancestors("own:workshop-hexa")] == ["hexacopter", "multirotor"]
    assert catalog.ref("own:workshop-hexa").entry_sha256
    assert catalog.source("own:photos").kind == "photograph"


def test_ours_are_never_replaced(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="ours are not replaced"):
        add_own_entry(tmp_path, _entry(id="dji-mavic-3"), SEEN)
    assert list(tmp_path.iterdir()) == []
    assert load_catalog(tmp_path).entry("dji-mavic-3") == load_catalog().entry("dji-mavic-3")


def test_a_feature_of_ones_own_stands_beside_ours(tmp_path: Path) -> None:
    add_own_cue(tmp_path, _cue("dji-mavic-3"), SEEN)
    catalog = load_catalog(tmp_path)
    assert "Yellow tape on each arm." in {cue.text for cue in catalog.cues("dji-mavic-3")}
    assert len(catalog.cues("dji-mavic-3")) == len(load_catalog().cues("dji-mavic-3")) + 1
    assert catalog.ref("dji-mavic-3") == load_catalog().ref("dji-mavic-3")


def test_writing_an_entry_again_keeps_its_features_and_pictures(tmp_path: Path) -> None:
    photo = tmp_path / "IMG.JPG"
    photo.write_bytes(b"picture")
    folder = tmp_path / "own"
    add_own_entry(folder, _entry(), SEEN)
    add_own_cue(folder, _cue("own:workshop-hexa"), SEEN)
    add_own_picture(folder, "own:workshop-hexa", photo, source="our own", licence="CC BY 4.0")
    add_own_entry(folder, _entry(name="Workshop hexa, second"), SEEN)
    catalog = load_catalog(folder)
    assert catalog.entry("own:workshop-hexa").name == "Workshop hexa, second"
    assert len(catalog.cues("own:workshop-hexa")) == 1
    assert len(catalog.pictures("own:workshop-hexa")) == 1


def test_a_reference_picture_is_copied_with_its_source_and_licence(tmp_path: Path) -> None:
    photo = tmp_path / "Ünïcode name.JPEG"
    photo.write_bytes(b"picture")
    folder = tmp_path / "own"
    picture = add_own_picture(folder, "dji-mavic-3", photo, source="https://example.org/1", licence="CC BY 4.0")
    assert picture_path(folder, picture).read_bytes() == b"picture"
    assert load_catalog(folder).pictures("dji-mavic-3") == (picture,)
    assert photo.read_bytes() == b"picture"


@pytest.mark.parametrize(("source", "licence"), [("", "CC BY 4.0"), ("https://example.org/1", " ")])
def test_a_picture_without_source_or_licence_is_refused(tmp_path: Path, source: str, licence: str) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"picture")
    with pytest.raises(UsageError, match="needs its source and its licence"):
        add_own_picture(tmp_path / "own", "dji-mavic-3", photo, source=source, licence=licence)
    assert not (tmp_path / "own").exists()


def test_a_fact_without_a_source_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No source is given for “maker”"):
        add_own_entry(tmp_path, _entry(maker="A workshop"), SEEN)


def test_a_source_that_is_not_described_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cited, but not described"):
        add_own_entry(tmp_path, _entry(), {})


BROKEN = [
    ("own_a.json", b"{", "not a catalog entry"),
    ("own_a.json", b'{"format_version":1,"about":"own:a","about":"own:a"}', "twice"),
    ("own_a.json", b'{"format_version":2,"about":"own:a"}', "format_version"),
    ("own_a.json", b'{"format_version":1,"about":"own:a"}', "named own:something"),
    ("own_a.json", b'{"format_version":1,"about":"../etc"}', "not a catalog entry"),
    ("other.json", b'{"format_version":1,"about":"dji-mavic-3"}', "is named dji-mavic-3.json"),
    ("no-such-drone.json", b'{"format_version":1,"about":"no-such-drone"}', "no such entry"),
    ("own_a.json", b"[" * 100_000, "not a catalog entry"),
]


@pytest.mark.parametrize(("name", "data", "words"), BROKEN)
def test_a_file_that_does_not_fit_is_a_sentence_and_the_others_are_used(
    tmp_path: Path, name: str, data: bytes, words: str
) -> None:
    add_own_entry(tmp_path, _entry(), SEEN)
    (tmp_path / name).write_bytes(data)
    catalog = load_catalog(tmp_path)
    assert len(catalog.troubles) == 1
    assert words in catalog.troubles[0]
    assert catalog.has("own:workshop-hexa")


def test_a_picture_name_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    row = {"about": "dji-mavic-3", "file_name": "../../secret.jpg", "sha256": "0" * 64, "source": "x", "licence": "y"}
    document = {"format_version": 1, "about": "dji-mavic-3", "pictures": [row]}
    (tmp_path / "dji-mavic-3.json").write_bytes(codec.encode(document))
    assert load_catalog(tmp_path).pictures("dji-mavic-3") == ()


def test_a_folder_that_does_not_exist_is_an_empty_one(tmp_path: Path) -> None:
    assert load_catalog(tmp_path / "nowhere").troubles == ()


@pytest.mark.parametrize("about", ["own:two words", "../outside", "own:../outside"])
def test_a_name_that_is_no_name_is_refused_before_anything_is_written(tmp_path: Path, about: str) -> None:
    photo = tmp_path / "a.jpg"
    photo.write_bytes(b"picture")
    folder = tmp_path / "own"
    with pytest.raises(UsageError, match="does not fit the catalog"):
        add_own_entry(folder, msgspec.structs.replace(_entry(), id=about), SEEN)
    with pytest.raises(UsageError, match="does not fit the catalog"):
        add_own_picture(folder, about, photo, source="our own", licence="CC BY 4.0")
    assert list(tmp_path.iterdir()) == [photo]


def test_the_example_of_the_readme_is_an_entry_that_is_found(tmp_path: Path) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    example = readme.partition("```json\n")[2].partition("```")[0]
    (tmp_path / "own_river-hexa.json").write_text(example, encoding="utf-8")
    catalog = load_catalog(tmp_path)
    assert catalog.troubles == ()
    assert [hit.entry.name for hit in catalog.search("річковик")] == ["River hexacopter"]
    assert [cue.part for cue in catalog.cues("own:river-hexa")] == ["arms"]
