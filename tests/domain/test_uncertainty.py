"""Doubt has a form: nothing is assessed unless somebody said so, and no record can say "verified"."""

import types
import typing
from collections.abc import Iterator

import msgspec
import pytest

from verifier.domain import scales
from verifier.domain.records import RECORD_TYPES, Assessment, Derivative, Pillar, Rival, record_kind
from verifier.domain.scales import CANNOT_BE_DETERMINED, Confidence, Likelihood

JUDGMENTS = frozenset(
    {"answer_reason", "confidence", "consent", "credibility", "field_of_view_error_deg", "grade", "heading_error_deg"}
    | {"legibility", "likelihood", "radius_m", "reliability", "sensitivity", "triage", "user_group_confidence"}
)
"""Fields that hold what somebody judged."""


def structs_in(kind: object) -> Iterator[type[msgspec.Struct]]:
    """Yield a record type and every struct that stands in its fields."""
    if isinstance(kind, type) and not isinstance(kind, types.GenericAlias) and issubclass(kind, msgspec.Struct):
        yield kind
        for field in msgspec.structs.fields(kind):
            yield from structs_in(field.type)
    for part in typing.get_args(kind):
        yield from structs_in(part)


def literals_in(kind: object) -> Iterator[str]:
    """Yield every word that a type lets a field say."""
    if typing.get_origin(kind) is typing.Literal:
        yield from (str(word) for word in typing.get_args(kind))
    for part in typing.get_args(kind):
        yield from literals_in(part)


STRUCTS = sorted({struct for kind in RECORD_TYPES for struct in structs_in(kind)}, key=lambda struct: struct.__name__)


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_what_nobody_judged_is_left_unassessed(struct: type[msgspec.Struct]) -> None:
    for field in msgspec.structs.fields(struct):
        judges = field.name in JUDGMENTS or {Likelihood, Confidence} & {*typing.get_args(field.type), field.type}
        if judges:
            assert field.default in (None, ""), field.name


def test_every_judgment_that_is_looked_for_exists() -> None:
    assert {field.name for struct in STRUCTS for field in msgspec.structs.fields(struct)} >= JUDGMENTS


@pytest.mark.parametrize("struct", STRUCTS, ids=lambda struct: struct.__name__)
def test_no_record_has_a_badge_that_says_verified(struct: type[msgspec.Struct]) -> None:
    for field in msgspec.structs.fields(struct):
        assert "verif" not in " ".join((field.name, *literals_in(field.type))).lower()


def test_likelihood_and_confidence_are_two_things_and_cannot_be_determined_is_an_answer_to_both() -> None:
    assert not {field.name for field in msgspec.structs.fields(Likelihood)} & {"level", "confidence"}
    assert CANNOT_BE_DETERMINED in literals_in(scales.ConfidenceLevel)
    for scale in scales.SCALES:
        assert Likelihood(scale.id, CANNOT_BE_DETERMINED).term == CANNOT_BE_DETERMINED
        assert scale.term(CANNOT_BE_DETERMINED) is None


def test_an_assessment_begins_with_no_grade_and_no_rival_preferred() -> None:
    assert Pillar(name="date").grade is None
    assert Rival(name="staged").likelihood is None
    assert "likelihood" not in {field.name for field in msgspec.structs.fields(Assessment)}


def test_no_derived_picture_is_without_its_recipe() -> None:
    recipe = next(field for field in msgspec.structs.fields(Derivative) if field.name == "recipe")
    assert recipe.required
    assert type(None) not in typing.get_args(recipe.type)


def test_every_kind_of_record_is_looked_at() -> None:
    assert {record_kind(kind) for kind in RECORD_TYPES} <= {str(s.__struct_config__.tag) for s in STRUCTS}
