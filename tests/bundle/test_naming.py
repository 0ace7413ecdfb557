"""Names of files in a bundle work on every file system and in every manifest."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from verifier.bundle.layout import manifest, read_manifest
from verifier.bundle.naming import safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("IMG_1.jpg", "IMG_1.jpg"),
        ("міст над рікою.jpg", "міст над рікою.jpg"),
        ("a/b\\c:d*e?.jpg", "a_b_c_d_e_.jpg"),
        ("100%.jpg", "100_.jpg"),
        ("line\nbreak\r.jpg", "line_break_.jpg"),
        ("photo\u202egpj.exe", "photo_gpj.exe"),
        ("trailing. ", "trailing"),
        ("../../etc/passwd", "_._etc_passwd"),
        ("e\u0301.jpg", "\u00e9.jpg"),
        ("", ""),
    ],
)
def test_names_are_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=400))
def test_any_name_becomes_short_printable_and_normal(name: str) -> None:
    safe = safe_name(name)
    assert len(safe.encode()) <= 120
    assert safe == unicodedata.normalize("NFC", safe)
    assert not set(safe) & set('<>:"/\\|?*%\r\n\0')
    assert not safe.endswith((".", " "))


@given(st.dictionaries(st.text(min_size=1).map(lambda t: "data/" + "".join(t.split())), st.just("0" * 64)))
def test_a_manifest_reads_back_as_it_was_written(hashes: dict[str, str]) -> None:
    odd = {path + "%0A\r\n%": digest for path, digest in hashes.items()}
    assert read_manifest(manifest(odd)) == odd
