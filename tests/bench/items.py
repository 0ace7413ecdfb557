"""The rows of a case of 10,000 items without a disk: filtered, searched, grouped; a screenful painted; looked at first.

Times are of the processor: what the window's thread needs, whoever else uses the machine.
"""

import os
import time
from collections.abc import Callable

import msgspec

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtWidgets import QApplication

from tests import examples
from tests.bench.figures import Figure
from tests.examples import fixed_id
from verifier.case.case import Case
from verifier.domain.records import CatalogRef, DroneClaim, Hypothesis, Note, Posting, Record
from verifier.gui.items.book import RowBook
from verifier.gui.items.facets import Filter
from verifier.gui.items.model import ItemModel
from verifier.gui.items.order import Order
from verifier.gui.items.panel import ItemsPanel
from verifier.gui.theme import Theme
from verifier.workspace.digests import Digest

ITEMS = 10_000
ROUNDS = 7
PHANTOM = CatalogRef("family", "dji-phantom-3", "ab" * 32, "DJI Phantom 3 series")


def records() -> tuple[list[Record], dict[str, Digest]]:
    """Make a case of many items: all posted, some tagged, some noted on."""
    made: list[Record] = [examples.PERSON, examples.CASE_INFO]
    digests: dict[str, Digest] = {}
    for number in range(ITEMS):
        sha256 = f"{number:064x}"
        item = msgspec.structs.replace(
            examples.ITEM,
            id=fixed_id(10 * number + 100),
            label=f"E-{number:04d}",
            original_name=f"IMG_{number}.jpg",
            readings_sha256=sha256,
            triage=None if number % 3 else "relevant",
            assignee=None,
            sensitivity=None,
        )
        posting = Posting(
            id=fixed_id(10 * number + 101), item=item.id, platform="Telegram", account_name=f"@channel{number % 40}",
            posted_at=examples.AT, caption="дрон над мостом",
        )  # fmt: skip
        made += [item, posting]
        digests[sha256] = Digest(f"2023-03-{number % 28 + 1:02d}T12:00:00", device=f"DJI FC{number % 9}")
        if number % 4 == 0:
            made.append(
                DroneClaim(
                    id=fixed_id(10 * number + 102), about=item.key, role="seen", hypotheses=(Hypothesis(PHANTOM),),
                    stated_by=examples.PERSON.id, stated_at=examples.AT,
                )
            )  # fmt: skip
        if number % 5 == 0:
            made.append(
                Note(id=fixed_id(10 * number + 103), about=item.key, text="over the river 人名",
                     written_by=examples.PERSON.id, written_at=examples.AT)
            )  # fmt: skip
    return made, digests


def measure(figure: str, work: Callable[[], object], rounds: int = ROUNDS) -> None:
    """Print how long something takes, after one round that is not counted."""
    work()
    taken: list[float] = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        taken.append((time.process_time() - begin) * 1000)
    Figure("verifier", figure, "ms", tuple(taken)).print()


def main() -> None:
    made, digests = records()
    case = Case(made)
    case.referring("")
    measure("book begun", lambda: RowBook(case, digests), 3)
    book = RowBook(case, digests)
    begin = time.process_time()
    book.prepare(30)
    Figure("verifier", "30 rows looked at", "ms", ((time.process_time() - begin) * 1000,)).print()
    begin = time.process_time()
    book.prepare(ITEMS)
    Figure("verifier", "all rows looked at", "ms", ((time.process_time() - begin) * 1000,)).print()
    two = Filter((("there", "drone"), ("triage", "none")))
    measure("two filters", lambda: book.shown(two, Order()))
    measure("search, two words", lambda: book.shown(Filter(text="мост 77"), Order()))
    measure("search, one letter", lambda: book.shown(Filter(text="名"), Order()))
    measure("grouped by posting, by name", lambda: book.shown(Filter(), Order("posting", "name")))
    measure("filters offered with counts", lambda: list(book.index.offered(two.picks)))
    window(book)


def window(book: RowBook) -> None:
    """Measure what a person waits for: another filter shown, a screenful painted."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    panel = ItemsPanel(Theme(app), ItemModel(lambda _key: None))
    panel.resize(1100, 900)
    panel.show_rows(book)
    panel.show_as("grid")
    panel.show()
    app.processEvents()
    turns = iter(range(10**6))

    def refilter() -> None:
        panel.filtering.use(Filter(text="мост") if next(turns) % 2 else Filter((("triage", "none"),)))

    def scroll() -> None:
        bar = panel.list.verticalScrollBar()
        bar.setValue((bar.value() + 3000) % max(1, bar.maximum()))
        panel.list.viewport().repaint()

    measure("filter changed in the window", refilter)
    measure("screenful of the grid painted", scroll, 25)
    panel.show_as("list")
    panel.resize(312, 900)
    measure("screenful of the list painted", scroll, 25)
    panel.close()


if __name__ == "__main__":
    main()
