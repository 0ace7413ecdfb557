"""Small words that rows, facets and headings share. No Qt."""

from datetime import date

from verifier.gui.speech import tr

MONTH_WORDS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def same(words: str) -> str:
    """Return words as they are."""
    return words


def day_words(day: str) -> str:
    """Write a day of ISO 8601 as people do: ``3 Mar 2023``; what is no day stays as it is."""
    try:
        known = date.fromisoformat(day)
    except ValueError:
        return day
    return f"{known.day} {month_words(known)} {known:%Y}"


def month_words(day: date) -> str:
    """Write a month in short."""
    return tr(MONTH_WORDS[day.month - 1])
