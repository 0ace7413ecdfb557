"""The list says in plain words what is known of each item, and follows edits without reading the case anew."""

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from pytestqt.qtbot import QtBot

from tests import examples
from verifier.case.case import Case
from verifier.case.changes import Change
from verifier.domain.records import DroneClaim, Item, Observation, PlaceClaim, Problem
from verifier.gui.items.arrangement import Group
from verifier.gui.items.book import RowBook, no_lore
from verifier.gui.items.delegate import ending_shown
from verifier.gui.items.facets import FacetIndex, Filter, Pick
from verifier.gui.items.known import gather
from verifier.gui.items.model import KEPT_PICTURES, ItemModel
from verifier.gui.items.order import Order, Shown
from verifier.gui.items.words import Row, duration_words, row_of_item, row_of_problem
from verifier.gui.theme import Theme, prose
from verifier.workspace.digests import Digest
from verifier.workspace.walking import natural_key

ROWS = 10_000


class Listed:
    """Rows that need no case; counts how often one is described."""

    def __init__(self, count: int) -> None:
        self.names = {f"item/{number}": f"IMG_{number}.jpg" for number in range(count)}
        self.described = 0

    def order(self) -> list[str]:
        return list(self.names)

    def row(self, key: str) -> Row:
        self.described += 1
        return Row(key, "", self.names[key], "no drone tagged yet", "", "faint", 0, "", "JPG")

    def shown(self, wanted: Filter, _order: Order) -> Shown:
        words = wanted.text.casefold().split()
        keys = [key for key in self.names if all(word in self.names[key].casefold() for word in words)]
        keys = [] if wanted.picks else keys
        return Shown(keys, (Group("", len(keys)),))

    def count(self, _pick: Pick) -> int:
        return 0

    def prepare(self, _most: int) -> None:
        return

    def copies(self) -> dict[str, tuple[str, ...]]:
        return {}

    @property
    def index(self) -> FacetIndex:
        return FacetIndex()

    @property
    def is_ready(self) -> bool:
        return True


def reading(book: RowBook) -> list[tuple[Row, tuple[Pick, ...], list[str]]]:
    """Return all that a list would show of a book."""
    words = ("phantom", "olena", "мост", "e-0001")
    found = {word: set(book.shown(Filter(text=word), Order()).keys) for word in words}
    return [
        (book.row(key), book.index.picks(key), [word for word in words if key in found[word]]) for key in book.order()
    ]


def example_case() -> Case:
    return Case(examples.EXAMPLES)


def test_names_are_sorted_as_people_count() -> None:
    names = ["IMG_10.jpg", "img_9.jpg", "IMG_9a.jpg", "поле 2", "поле 11"]
    assert sorted(names, key=natural_key) == ["img_9.jpg", "IMG_9a.jpg", "IMG_10.jpg", "поле 2", "поле 11"]


def test_names_too_long_for_the_list_are_told_apart_by_their_ends(theme: Theme) -> None:
    metrics = QFontMetrics(prose(13))
    names = [f"DJI_20260314111502_{number:04d}_D.JPG" for number in range(412, 420)]
    shown = [ending_shown(name, metrics, 150) for name in names]
    assert len(set(shown)) == len(names)
    assert all(metrics.horizontalAdvance(words) <= 151 for words in shown)
    assert shown[0].startswith("DJI…")
    assert shown[0].endswith("_0412_D.JPG")
    assert ending_shown("a.jpg", metrics, 150) == "a.jpg"


def test_a_length_is_written_as_people_say_it() -> None:
    assert [duration_words(s) for s in (0.4, 17.6, 61, 3723)] == ["0:00", "0:18", "1:01", "1:02:03"]


def test_rows_follow_edits_as_if_the_case_were_read_anew() -> None:
    case = example_case()
    claims = list(case.of(DroneClaim))
    without = Case(record for record in case.records().values() if not isinstance(record, DroneClaim | Observation))
    book = RowBook(without)
    for record in (*case.of(Observation), *claims):
        change = Change(record.key, None, record)
        without.apply((change,))
        assert book.follow((change,))
        assert reading(book) == reading(RowBook(without))
    back = Change(claims[0].key, claims[0], None)
    without.apply((back,))
    book.follow((back,))
    assert reading(book) == reading(RowBook(without))


def test_a_file_that_could_not_be_added_has_a_row_that_says_why() -> None:
    problem = next(iter(example_case().of(Problem)))
    row = row_of_problem(problem)
    assert (row.second, row.third, row.third_tone) == ("not added", problem.sentence, "warn")
    lost = msgspec.structs.replace(problem, id=examples.fixed_id(77), item=None)
    book = RowBook(Case((*examples.EXAMPLES, lost)))
    assert book.shown(Filter((("kind", "not_added"),)), Order()).keys == [lost.key]
    assert lost.key in book.shown(Filter((("there", "problems"),)), Order()).keys


def test_an_item_row_names_its_drone() -> None:
    case = example_case()
    item = next(iter(case.of(Item)))
    book = RowBook(case)
    assert book.row(item.key).label == item.label
    assert ("there", "drone") in book.index.picks(item.key)


def test_ten_thousand_rows_are_listed_and_filtered(qtbot: QtBot) -> None:
    model = ItemModel(lambda _key: None)
    rows = Listed(ROWS)
    model.set_rows(rows)
    assert rows.described == 0
    assert model.rowCount() == ROWS
    for place in range(ROWS):
        assert model.data(model.index(place), Qt.ItemDataRole.DisplayRole)
    model.show_only(Filter(text="IMG_77 7"))
    assert {model.key_at(place) for place in range(model.rowCount())} >= {"item/77", "item/777", "item/7700"}
    model.show_only(Filter((("there", "drone"),)))
    assert model.rowCount() == 0
    model.show_only(Filter())
    assert model.rowCount() == ROWS


def test_an_edit_of_one_row_leaves_the_others_where_they_are(qtbot: QtBot) -> None:
    model, rows = ItemModel(lambda _key: None), Listed(5)
    model.set_rows(rows)
    seen: list[str] = []
    model.modelReset.connect(lambda: seen.append("reset"))
    model.rowsInserted.connect(lambda _parent, first, last: seen.append(f"new {first}-{last}"))
    model.rowsRemoved.connect(lambda _parent, first, last: seen.append(f"gone {first}-{last}"))
    rows.names["item/3"] = "renamed.jpg"
    with qtbot.waitSignal(model.dataChanged):
        model.follow({"item/3"})
    assert seen == []
    assert "renamed" in str(model.data(model.index(3)))
    rows.names |= {"item/5": "IMG_5.jpg", "item/6": "IMG_6.jpg"}
    model.follow({"item/5", "item/6"})
    del rows.names["item/1"]
    model.follow({"item/1"})
    assert seen == ["new 5-6", "gone 1-1"]
    assert [model.key_at(place) for place in range(model.rowCount())] == list(rows.names)


def test_a_picture_is_asked_for_once_and_few_are_kept(qtbot: QtBot) -> None:
    asked: list[str] = []
    model = ItemModel(asked.append)
    model.set_rows(Listed(KEPT_PICTURES + 1))
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    for place in range(KEPT_PICTURES + 1):
        assert model.data(model.index(place), Qt.ItemDataRole.DecorationRole) is None
        assert model.data(model.index(place), Qt.ItemDataRole.DecorationRole) is None
        model.put_picture(model.key_at(place), image)
    assert len(asked) == KEPT_PICTURES + 1
    assert model.data(model.index(0), Qt.ItemDataRole.DecorationRole) is None
    assert asked[-1] == "item/0"
    assert model.data(model.index(5), Qt.ItemDataRole.DecorationRole) is not None


def test_an_item_placed_elsewhere_than_its_file_says_is_worth_a_look() -> None:
    case, item = example_case(), examples.ITEM
    place = next(one for one in case.of(PlaceClaim) if one.locates == "camera" and one.about == item.key)
    assert place.latitude_deg is not None
    assert place.longitude_deg is not None
    here = Digest(latitude_deg=place.latitude_deg, longitude_deg=place.longitude_deg)
    away = Digest(latitude_deg=place.latitude_deg + 0.5, longitude_deg=place.longitude_deg)
    assert gather(case, item, here, no_lore).findings == ()
    (sentence,) = gather(case, item, away, no_lore).findings
    assert sentence == "The place stated lies 55.6 km from the position that the file names."
    third = row_of_item(case, gather(case, item, away, no_lore)).third
    assert third == "2 things: " + sentence.rstrip(".")  # with the problem that it has
