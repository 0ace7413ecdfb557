"""A citation says enough to find the frame again, and nothing that an outside reader would not get."""

from msgspec.structs import replace

from tests.examples import FRAME, ITEM, POSTING
from verifier.domain.records import Item, Posting
from verifier.gui.citation import citation

OPEN_ITEM: Item = replace(ITEM, is_withheld=False)
OPEN: Posting = replace(
    POSTING,
    is_closed_source=False,
    url="https://example.org/post/1",
    archive_urls=("https://archive.example/1",),
    rights="© Ann Example, CC BY 4.0",
    account_name="ann_of_the_river",
    acquired_from="a neighbor",
)
SECRETS = ("ann_of_the_river", "a neighbor", OPEN_ITEM.original_name)


def test_an_open_post_is_cited_with_moment_hashes_address_archive_and_credit() -> None:
    words = citation(OPEN_ITEM, (OPEN,), FRAME)
    for part in ("E-0001", "00:27.093", "PTS 27093/1000", "frame #812", ITEM.fingerprints.sha256, FRAME.sha256,
                 "https://example.org/post/1", "https://archive.example/1", "© Ann Example, CC BY 4.0"):  # fmt: skip
        assert part in words
    assert not any(secret in words for secret in SECRETS)


def test_an_address_goes_only_where_the_post_is_stated_to_be_open() -> None:
    words = citation(OPEN_ITEM, (replace(OPEN, is_closed_source=None),), None)
    assert "example" not in words.lower()
    assert "Address left out" in words
    assert ITEM.fingerprints.sha256 in words


def test_of_a_file_from_a_closed_source_only_the_label_is_cited() -> None:
    words = citation(OPEN_ITEM, (OPEN, replace(OPEN, is_closed_source=True)), FRAME)
    assert words.startswith("E-0001")
    for part in (ITEM.fingerprints.sha256, FRAME.sha256, "example", "27093", *SECRETS):
        assert part not in words


def test_a_withheld_item_is_named_and_nothing_more() -> None:
    assert citation(ITEM, (OPEN,), FRAME) == "E-0001: withheld."


def test_a_photo_that_was_never_posted_is_cited_by_label_and_hash() -> None:
    assert citation(OPEN_ITEM, (), None).splitlines() == ["E-0001", f"File SHA-256: {ITEM.fingerprints.sha256}"]
