"""One property test for every command there is: do, undo and redo at random, and the journal says the same."""

import importlib
import pkgutil
import tempfile
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.commands.choosing import MAKERS, Choice
from tests.commands.conftest import MEMORY
from tests.fresh_case import FreshCase
from verifier import commands
from verifier.case.changes import Change
from verifier.commands import history as history_module
from verifier.domain.errors import CommandRefused, StaleChange, UnknownKey
from verifier.domain.records import Person, Record

State = dict[str, Record]


def state(fresh: FreshCase) -> State:
    return dict(fresh.case.records())


def walk(fresh: FreshCase, source: Random, steps: int, done: set[type]) -> None:
    """Do, undo and redo at random; after each the case is exactly what it was when it was there before."""
    before: list[State] = []
    after: list[State] = []
    for _ in range(steps):
        now = state(fresh)
        turn = source.random()
        if turn < 0.25 and before:
            fresh.history.undo()
            after.append(now)
            assert state(fresh) == before.pop()
        elif turn < 0.4 and after:
            fresh.history.redo()
            before.append(now)
            assert state(fresh) == after.pop()
        elif (made := do_one(fresh, source, done)) is not None:
            done.add(made)
            before.append(now)
            after.clear()
        else:
            assert state(fresh) == now


def do_one(fresh: FreshCase, source: Random, done: set[type]) -> type | None:
    """Do one command as any person of the case; return its class where it changed something.

    Every other one is of a kind that is not ``done`` yet: what needs much else to be there first has its turn too.
    """
    missing = [kind for kind in MAKERS if kind not in done]
    kind = source.choice(missing if missing and source.random() < 0.5 else list(MAKERS))
    fresh.history.actor = source.choice([fresh.actor, *(person.id for person in fresh.case.of(Person)[:2])])
    try:
        command = MAKERS[kind](Choice(fresh.case, source))
        changes = fresh.history.do(command).changes
    except (IndexError, CommandRefused, UnknownKey):
        return None
    if not changes:
        return None
    assert fresh.history.undo_label == command.label != ""
    return kind


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_undo_and_redo_restore_every_state_and_replay_says_the_same(seed: int) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder, FreshCase(Path(folder) / "a.case", seed) as fresh:
        begun = state(fresh)
        walk(fresh, Random(seed), 80, set())
        held, labels = state(fresh), (fresh.history.undo_label, fresh.history.redo_label)
        fresh.reopen()
        assert state(fresh) == held
        assert (fresh.history.undo_label, fresh.history.redo_label) == labels
        undo_everything(fresh)
        assert state(fresh) == begun
        while fresh.history.redo_label is not None:
            fresh.history.redo()


def undo_everything(fresh: FreshCase) -> None:
    while fresh.history.undo_label is not None:
        fresh.history.undo()


def test_every_command_takes_part_and_changes_something(tmp_path: Path) -> None:
    done: set[type] = {commands_classes()["CreateCase"]}
    with FreshCase(tmp_path / "a.case") as fresh:
        source = Random(7)
        for _ in range(60):
            walk(fresh, source, 60, done)
            if done == set(MAKERS):
                break
    assert done == set(MAKERS)


def commands_classes() -> dict[str, type]:
    """Find every command class in the package, whatever module it stands in."""
    modules = [importlib.import_module(f"verifier.commands.{m.name}") for m in pkgutil.iter_modules(commands.__path__)]
    members = [member for module in modules for member in vars(module).values() if isinstance(member, type)]
    ours = [member for member in members if member.__module__.startswith("verifier.commands.")]
    return {member.__name__: member for member in ours if hasattr(member, "run") and member.__name__ != "Command"}


def test_every_command_class_is_in_the_property_test() -> None:
    assert set(commands_classes().values()) == set(MAKERS)


def test_a_broken_inverse_is_caught(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgets_the_first(changes: tuple[Change, ...]) -> tuple[Change, ...]:
        return tuple(Change(change.key, change.after, change.before) for change in reversed(changes[1:]))

    monkeypatch.setattr(history_module, "inverse", forgets_the_first)
    with FreshCase(tmp_path / "a.case") as fresh, pytest.raises((AssertionError, StaleChange)):
        walk(fresh, Random(1), 200, set())
