"""Problems stand together by what to do about them, with a way to the item and a list to send."""

from collections.abc import Callable
from typing import get_args

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests import examples
from tests.gui.test_journey import activate, desk_of
from verifier.commands.items import AddProblem
from verifier.domain.inspection import Trouble
from verifier.domain.records import Item, Problem
from verifier.gui.problems.advice import (
    ADVICE,
    ASK,
    BY_STAGE,
    KEPT,
    ORDER,
    READ,
    STAGE_WORDS,
    advice_for,
    advised,
    as_text,
)
from verifier.gui.window import MainWindow

Wait = Callable[[Callable[[], bool]], None]
STAGES = get_args(get_args(Problem.__annotations__["stage"])[0]) or get_args(Problem.__annotations__["stage"])


def problem(number: int, code: str, name: str, stage: str = "decode") -> Problem:
    return msgspec.structs.replace(
        examples.PROBLEM, id=examples.fixed_id(5000 + number), code=code, file_name=name, stage=stage
    )


def test_every_problem_has_a_next_step() -> None:
    assert set(STAGES) == set(BY_STAGE) == set(STAGE_WORDS)
    assert {*ADVICE.values(), *BY_STAGE.values()} == set(ORDER)
    assert advice_for(problem(0, "a code of tomorrow", "a.jpg", "open")) == READ


def test_what_can_be_mended_comes_first_and_files_in_natural_order() -> None:
    found = (
        problem(0, "not_drawn", "a.xyz"),
        problem(1, "not_decoded", "b10.jpg"),
        problem(2, "not_decoded", "b9.jpg"),
    )
    assert [(advice, [one.file_name for one in those]) for advice, those in advised(found)] == [
        (ASK, ["b9.jpg", "b10.jpg"]),
        (KEPT, ["a.xyz"]),
    ]
    text = as_text(found, {examples.ITEM.id: "E-0001"})
    assert text.splitlines()[:3] == [ASK.title, ASK.what, f"- E-0001 b9.jpg: {found[0].sentence}"]


def test_the_page_goes_to_the_item_and_copies_the_list(case_window: MainWindow, qtbot: QtBot, waits: Wait) -> None:
    desk = desk_of(case_window)
    activate(desk, waits)
    last = desk.session.case.of(Item)[-1]
    trouble = Trouble("decode", "not_decoded", "The picture cannot be drawn.")
    desk.session.do(AddProblem(trouble=trouble, file_name=last.original_name, item=last))
    desk.session.show_page("problems")
    words = lambda: [one.text() for one in case_window.findChildren(QLabel) if one.isVisible()]  # noqa: E731
    waits(lambda: trouble.sentence in words())
    assert ASK.title in words()
    buttons = {one.text(): one for one in case_window.findChildren(QPushButton) if one.isVisible()}
    qtbot.mouseClick(buttons["Copy the list"], Qt.MouseButton.LeftButton)
    assert trouble.sentence in QGuiApplication.clipboard().text()
    qtbot.mouseClick(buttons["Go to it"], Qt.MouseButton.LeftButton)
    assert desk.session.item == last
    assert desk.session.page == "review"
