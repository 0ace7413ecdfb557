"""A language answers every text of the window, whole: nothing missing, nothing left over, every place kept."""

import re
import time

import pytest

from tests.languages import all_texts, known_texts, missing, texts_with_numbers
from verifier.gui.speech import load_speech

WHOLE = ("uk",)
SHIPPED = ("uk", "ar")
FORMS = {"uk": 3, "ar": 6}
PLACE = re.compile(r"\{\w+\}")
ENGLISH_WORD = re.compile(r"(?<![\w/.#{-])[a-z]{3,}(?![\w/.:}-])")
NAMES = frozenset(
    [
        "verifier",
        "pts",
        "geo",
        "raw",
        "zip",
        "json",
        "html",
        "txt",
        "evidence",
        "framehash",
        "bagit",
        "file",
        "labelme",
        "known",
    ]
)
"""What is called the same in every language: names of files, formats and keys, and words typed in a terminal."""


@pytest.mark.parametrize("code", WHOLE)
def test_nothing_is_left_in_english(code: str) -> None:
    assert missing(code) == []


@pytest.mark.parametrize("code", SHIPPED)
def test_nothing_is_answered_that_is_never_said(code: str) -> None:
    assert sorted(known_texts(code).keys() - set(all_texts())) == []


@pytest.mark.parametrize("code", SHIPPED)
def test_every_place_in_braces_is_kept(code: str) -> None:
    wrong = []
    for english, answer in known_texts(code).items():
        forms = answer if isinstance(answer, list) else [answer]
        # Arabic says "one file" and "two files" in a word, without the figure.
        may_lack = {"{number}"} if code == "ar" else set()
        wrong += [
            (english, form)
            for form in forms
            if not form.strip() or set(PLACE.findall(form)) | may_lack != set(PLACE.findall(english)) | may_lack
        ]
    assert wrong == []


@pytest.mark.parametrize("code", SHIPPED)
def test_numbers_have_all_the_forms_of_the_language_and_nothing_else_has(code: str) -> None:
    forms = {english: len(answer) for english, answer in known_texts(code).items() if isinstance(answer, list)}
    assert forms == dict.fromkeys(texts_with_numbers() & known_texts(code).keys(), FORMS[code])


@pytest.mark.parametrize("code", SHIPPED)
def test_no_english_word_stands_in_an_answer_but_names(code: str) -> None:
    found: dict[str, set[str]] = {}
    for answer in known_texts(code).values():
        for form in answer if isinstance(answer, list) else [answer]:
            words = set(ENGLISH_WORD.findall(PLACE.sub("", form))) - NAMES
            if words:
                found[form] = words
    assert found == {}


@pytest.mark.parametrize(
    ("made", "shown"),
    [
        ("tag E-0001 as DJI Mavic 3", "позначити E-0001 як DJI Mavic 3"),
        ("tag E-0001 as filmed by DJI Mavic 3", "позначити E-0001: знято дроном DJI Mavic 3"),
        ("mark 12 items a duplicate", "відмітити 12 об’єктів: дублікат"),
        ("mark E-0004 graphic, child", "відмітити E-0004: жорстоке, дитина"),
        ("mark a region in E-0002", "відмітити в E-0002: область"),
        ("add 21 files", "додати: 21 файл"),
        ("add 1 file", "додати: 1 файл"),
        ("place the camera of E-0002", "указати місце (камера): E-0002"),
        ("tag 3 records “note”", "додати мітку «note»: 3 записи"),
        ("remove a note", "вилучити: нотатка"),
        ("note on E-0001", "нотатка: E-0001"),
        ("link E-0001 to E-0002 (same machine)", "пов’язати E-0001 і E-0002 (та сама машина)"),
    ],
)
def test_labels_of_edits_are_found_again_with_the_words_in_them(made: str, shown: str) -> None:
    assert load_speech("uk").made(made) == shown


def test_a_word_that_a_person_wrote_is_never_translated() -> None:
    assert load_speech("uk").made("tag E-0001 “caption”") == "додати мітку «caption»: E-0001"


def test_finding_a_sentence_again_is_quick() -> None:
    speech = load_speech("uk")
    speech.made("something")
    sentences = [f"tag E-{number:04} as DJI Mavic 3" for number in range(500)]
    began = time.thread_time()
    for sentence in sentences:
        speech.made(sentence)
    once = (time.thread_time() - began) / len(sentences)
    began = time.thread_time()
    for sentence in sentences:
        speech.made(sentence)
    again = (time.thread_time() - began) / len(sentences)
    assert once < 0.001
    assert again < 0.000_05
