"""The ladder of copies: the order of posting, the nearest to the original with reasons, what each repost lost."""

from datetime import UTC, datetime

import msgspec
import pytest

from verifier.domain.inspection import Fingerprints, Technical
from verifier.domain.readings import Fact
from verifier.domain.records import Item, PlaceClaim, Posting
from verifier.domain.scales import Likelihood
from verifier.geo.contradictions import contradictions, contradictions_by_item
from verifier.workspace.copy_messages import CopyPair, Shared
from verifier.workspace.copy_proposals import Proposal, lies_among
from verifier.workspace.ladder import Copy, Lie, ladder

DAY = datetime(2024, 3, 1, tzinfo=UTC)
CLIP = Technical(displayed_width=1920, displayed_height=1080, duration_s=20.0, frame_count=600, has_audio=True)
SMALL = Technical(displayed_width=640, displayed_height=360, duration_s=12.0, frame_count=360, has_audio=False)


def item(label: str, technical: Technical = CLIP, size_bytes: int = 1000, generation: str | None = None) -> Item:
    return Item(
        id=label,
        label=label,
        kind="video",
        original_name=f"{label}.mp4",
        media_type="video/mp4",
        fingerprints=Fingerprints(sha256=label * 8, sha512="", md5="", size_bytes=size_bytes),
        technical=technical,
        generation=generation,  # pyright: ignore[reportArgumentType]
        imported_by="p",
        imported_at=DAY,
    )


def posted(label: str, day: int) -> Posting:
    return Posting(id=f"posting {label} {day}", item=label, posted_at=DAY.replace(day=day))


def fact(value: str) -> Fact:
    return Fact(value, (0,))


def place(name: str, latitude_deg: float, radius_m: float | None, locates: str = "camera") -> PlaceClaim:
    return PlaceClaim(
        id=name,
        about="item/x",
        locates=locates,  # pyright: ignore[reportArgumentType]
        latitude_deg=latitude_deg,
        longitude_deg=35.0,
        radius_m=radius_m,
        stated_by="p",
        stated_at=DAY,
    )


def test_copies_stand_in_order_of_their_first_posting_those_without_a_time_last():
    copies = [
        Copy(item("E-1"), ()),
        Copy(item("E-2"), (posted("E-2", 9), posted("E-2", 3))),
        Copy(item("E-3"), (posted("E-3", 5),)),
    ]
    found = ladder(copies)
    assert [rung.copy.item.label for rung in found.rungs] == ["E-2", "E-3", "E-1"]
    assert found.recorded_by == DAY.replace(day=3)


def test_the_nearest_is_the_one_that_lost_least_though_it_was_posted_later_and_says_why():
    early = Copy(item("E-1", SMALL, 300), (posted("E-1", 1),))
    late = Copy(item("E-2", CLIP, 9000), (posted("E-2", 8),), {"make": fact("DJI"), "latitude_deg": fact("1")})
    found = ladder([early, late])
    assert [(rung.copy.item.label, rung.is_nearest) for rung in found.rungs] == [("E-1", False), ("E-2", True)]
    assert found.reasons == (
        "Only its file still tells the camera and the position.",
        "It is the longest (20.0 s).",
        "It has the most pixels (1920 × 1080).",
        "Its file is the largest (9,000 bytes).",
    )
    assert found.rungs[0].lost == (
        "It is smaller: 640 × 360 of 1920 × 1080.",
        "It is shorter: 12.0 s of 20.0 s.",
        "It has no sound.",
        "Its file no longer tells the camera and the position.",
    )
    assert found.rungs[1].lost == ()


def test_what_is_stated_of_the_generation_goes_before_size():
    large = Copy(item("E-1", CLIP, 9000, "screen_recording"))
    small = Copy(item("E-2", SMALL, 300, "original"))
    assert [rung.is_nearest for rung in ladder([large, small]).rungs] == [False, True]


def test_a_part_is_never_nearer_than_the_whole():
    part = Copy(item("E-1", CLIP, 9000), altered="crop")
    found = ladder([part, Copy(item("E-2", SMALL, 300))])
    assert [rung.is_nearest for rung in found.rungs] == [False, True]
    assert found.rungs[0].lost == ("It was cropped: it shows a part of the nearest one.",)


def test_equal_copies_give_no_reason_but_the_posting():
    found = ladder([Copy(item("E-1"), (posted("E-1", 2),)), Copy(item("E-2"))])
    assert found.reasons == ("Of those with a known time it was posted first.",)
    assert found.rungs[1].lost == ()


def test_frames_that_were_left_out_are_counted():
    halved = Technical(displayed_width=1920, displayed_height=1080, duration_s=20.0, frame_count=300, has_audio=True)
    (rung,) = [rung for rung in ladder([Copy(item("E-1")), Copy(item("E-2", halved))]).rungs if not rung.is_nearest]
    assert rung.lost == ("Frames were left out: 300 of 600.",)


def test_one_thing_at_two_places_is_a_contradiction_with_its_distance():
    (found,) = contradictions([place("a", 48.0, 500), place("b", 49.0, 500)])
    # One degree of the meridian from 48° N, by the ellipsoid's own formula: 111.2 km.
    assert found.distance_m == pytest.approx(111_200, abs=10)
    assert {found.one, found.other} == {"place_claim/a", "place_claim/b"}
    assert "111.2 km" in found.sentence


@pytest.mark.parametrize(
    "claims",
    [
        (place("a", 48.0, 60_000), place("b", 49.0, 60_000)),
        (place("a", 48.0, None), place("b", 49.0, 10)),
        (place("a", 48.0, 10), place("b", 49.0, 10, "subject")),
    ],
)
def test_places_that_can_both_be_right_are_none(claims: tuple[PlaceClaim, ...]):
    assert contradictions(claims) == ()


def test_a_place_held_for_less_likely_than_not_contradicts_nothing():
    doubted = msgspec.structs.replace(place("b", 49.0, 500), likelihood=Likelihood("icd203", "unlikely"))
    assert contradictions([place("a", 48.0, 500), doubted]) == ()
    even = msgspec.structs.replace(doubted, likelihood=Likelihood("icd203", "roughly even chance"))
    assert len(contradictions([place("a", 48.0, 500), even])) == 1


def test_claims_contradict_within_an_item_and_among_its_copies_and_are_found_at_both():
    one, other = place("a", 48.0, 500), msgspec.structs.replace(place("b", 49.0, 500), about="item/y")
    groups = dict.fromkeys(("item/x", "item/y", "item/z"), ("item/x", "item/y", "item/z"))
    assert contradictions_by_item([one, other], {}) == {}
    found = contradictions_by_item([one, other], groups)
    assert set(found) == {"item/x", "item/y"}
    assert "Copies of one thing are placed 111.2 km apart" in found["item/x"][0].sentence
    alone = contradictions_by_item([one, place("c", 49.0, 500)], {})
    assert "at two places 111.2 km apart" in alone["item/x"][0].sentence


def pair(one: Item, other: Item, turn: str, speed: float = 1.0) -> Proposal:
    shared = Shared(0.0, 4.0, 0.0, 4.0 * speed, speed, 20)
    made = CopyPair(one.fingerprints.sha256, other.fingerprints.sha256, 3, turn, "PDQ", shared)
    return Proposal(one, other, made, is_linked=False)


def test_how_a_copy_lies_to_the_nearest_is_told_also_where_the_two_were_not_compared():
    first, second, third = (item(label) for label in ("E-1", "E-2", "E-3"))
    lies = lies_among(
        (pair(first, second, "mirrored left to right", 0.5), pair(third, second, "mirrored top to bottom"))
    )
    assert lies[second.key][first.key] == Lie("mirrored left to right", 0.5)
    assert lies[first.key][second.key] == Lie("mirrored left to right", 2.0)
    assert lies[third.key][first.key] == Lie("turned 180°", 0.5)
    small = item("E-3", SMALL)
    (_, rung) = ladder([Copy(first), Copy(small, lies=lies[small.key])]).rungs
    assert "It shows the nearest one turned 180°." in rung.lost
    assert "It was slowed down or sped up: what they share lasts 0.50 times as long in it." in rung.lost
    (_, rung) = ladder([Copy(first), Copy(small)]).rungs
    assert not any("nearest one" in sentence or "lasts" in sentence for sentence in rung.lost)
