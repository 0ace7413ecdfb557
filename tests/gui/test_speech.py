"""Sentences in another language: templates, numbers, sentences made below, and the language for looking at."""

import pytest

from verifier.gui.speech import Language, Speech, load_speech, own_words, speak

UKRAINIAN = Speech(
    "uk",
    Language(
        "Українська",
        plural="slavic",
        texts={
            "Undo": "Скасувати",
            "{number} items": ("{number} об’єкт", "{number} об’єкти", "{number} об’єктів"),
            "tag {item}": "позначити {item}",
            "tag {item} as {drone}": "позначити {item} як {drone}",
        },
    ),
)


def test_a_sentence_without_an_answer_is_shown_in_english() -> None:
    assert UKRAINIAN.text("Undo") == "Скасувати"
    assert UKRAINIAN.text("Never translated") == "Never translated"


@pytest.mark.parametrize(("number", "words"), [(1, "об’єкт"), (3, "об’єкти"), (11, "об’єктів"), (22, "об’єкти")])
def test_numbers_take_the_form_of_the_language(number: int, words: str) -> None:
    assert UKRAINIAN.form("{number} item", "{number} items", number) == "{number} " + words


def test_a_sentence_made_below_is_found_by_the_template_with_the_most_words_of_its_own() -> None:
    assert UKRAINIAN.made("tag E-0001 as Mavic 3") == "позначити E-0001 як Mavic 3"
    assert UKRAINIAN.made("tag E-0001") == "позначити E-0001"
    assert UKRAINIAN.made("something else") == "something else"


def test_braces_in_a_value_are_never_looked_into() -> None:
    assert UKRAINIAN.made("tag {item} as {drone}") == "позначити {item} як {drone}"


def test_the_language_for_looking_at_is_a_third_longer_and_keeps_places() -> None:
    shown = Speech("pseudo").text("Undo {label}")
    assert "{label}" in shown
    assert len(shown) >= 1.29 * len("Undo {label}")


def test_an_unknown_language_is_english() -> None:
    assert load_speech("../../etc").text("Undo") == "Undo"
    assert load_speech("xx").code == "en"


def test_words_are_taken_apart_by_a_template_of_figures_only_where_figures_stand() -> None:
    arabic = load_speech("ar")
    assert arabic.made("Segments of clips") == "Segments of clips"
    assert arabic.made("3 of 17") != "3 of 17"


def test_a_name_in_another_script_begins_where_the_lines_of_the_window_do() -> None:
    name = "صورة الليل.jpg"
    try:
        speak("en")
        assert own_words(name) == f"\N{LEFT-TO-RIGHT MARK}{name}"
        assert own_words("2024 IMG_1.jpg") == "2024 IMG_1.jpg"
        assert own_words("🚁 night.mp4") == "🚁 night.mp4"
        assert own_words("") == ""
        speak("ar")
        assert own_words(name) == name
    finally:
        speak("en")
