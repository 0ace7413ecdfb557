"""Who edits: a person of the case, found by the name that was typed, else made together with the first edit.

The name is never taken from the login. Who has not said a name is not stopped: edits are signed with a word that says
so much and no more.
"""

from collections.abc import Callable

from verifier.case.case import Case
from verifier.domain.records import Person

UNNAMED = "Analyst"
"""Signs the edits of somebody who gave no name."""


def name_of(typed: str) -> str:
    """Return the name as it is entered: single blanks, and the word for nobody where nothing was typed."""
    return " ".join(typed.split()) or UNNAMED


def person_named(case: Case, name: str, new_id: Callable[[], str]) -> Person:
    """Return the person of that name in the case, or a new one that is not in it yet."""
    known = (person for person in case.of(Person) if person.name == name)
    return next(known, None) or Person(id=new_id(), name=name)
