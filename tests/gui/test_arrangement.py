"""Every row has one place, and the place leads back to the row; groups begin on a line of their own."""

import pytest

from verifier.gui.items.arrangement import HEADING_PX, Arrangement, Group

GROUPS = (Group("Monday", 5), Group("Tuesday", 0), Group("Wednesday", 4))


def grid(width: int = 660) -> Arrangement:
    return Arrangement(GROUPS, width, (200, 180), 68, 12)


@pytest.mark.parametrize("made", [grid(), grid(230), Arrangement(GROUPS, 300, None, 68, 0)])
def test_a_place_leads_back_to_its_row(made: Arrangement) -> None:
    for row in range(made.count):
        area = made.area_of(row)
        assert made.row_at(area.x, area.y) == row
        assert made.row_at(area.x + area.width - 1, area.y + area.height - 1) == row
        assert area.y + area.height <= made.height
    assert list(made.rows_between(0, made.height)) == list(range(made.count))


def test_a_group_begins_under_its_heading_on_a_new_line() -> None:
    made = grid()
    assert made.columns == 3
    assert made.area_of(0).y == 12 + HEADING_PX
    assert made.area_of(3).y == made.area_of(0).y + 180
    assert made.area_of(5).x == 12
    assert made.row_at(20, 15) is None
    assert [group.title for group, _ in made.headings_between(0, made.height)] == ["Monday", "Tuesday", "Wednesday"]


def test_only_what_is_seen_is_named() -> None:
    made = Arrangement((Group("", 10_000),), 300, None, 68, 0)
    seen = list(made.rows_between(68 * 500, 68 * 510))
    assert (seen[0], len(seen)) == (500, 11)


def test_steps_keep_the_column_and_cross_groups() -> None:
    made = grid()
    assert made.stepped(1, 1, 0) == 4
    assert made.stepped(4, 1, 0) == 6
    assert made.stepped(2, 1, 0) == 4
    assert made.stepped(6, -1, 0) == 4
    assert made.stepped(0, -1, 0) == 0
    assert made.stepped(8, 0, 1) == 8
    assert made.stepped(4, 0, 1) == 5
