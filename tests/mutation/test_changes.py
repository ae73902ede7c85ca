"""Changes are made where they are said to be, and the function then behaves otherwise."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.mutation.changes import changes_of, watch

MODULE = '''
from functools import cache

LIMIT = 3

def allowed(count: int = 1, *, known=False) -> bool:
    """Whether it is."""
    if known:
        raise ValueError(1 + 1)
    return count < LIMIT and not known

class Box:
    @property
    def size(self) -> int:
        return 2

    @cache
    def emptied(self) -> list[int]:
        found = [1]
        found.clear()
        return found
'''
CHANGED = [
    ("allowed", "if known: raise ValueError(1 + 1) -> if not known: raise ValueError(1 + 1)"),
    ("allowed", "count < LIMIT and (not known) -> count < LIMIT or not known"),
    ("allowed", "count < LIMIT -> count <= LIMIT"),
    ("allowed", "count < LIMIT -> count >= LIMIT"),
    ("allowed", "not known -> known"),
    ("Box.size", "2 -> 3"),
    ("Box.emptied", "1 -> 2"),
    ("Box.emptied", "found.clear() -> pass"),
]


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("box_of_rules.py").write_text(MODULE, "utf-8")
    yield Path("box_of_rules.py")
    sys.modules.pop("box_of_rules", None)


def test_what_runs_can_be_changed_and_nothing_else(module: Path) -> None:
    assert [(".".join(each.place), each.shown) for each in changes_of(module)] == CHANGED


def test_a_change_changes_the_function(module: Path) -> None:
    boundary, emptied, size = (
        next(each for each in changes_of(module) if each.shown == shown)
        for shown in ("count < LIMIT -> count <= LIMIT", "found.clear() -> pass", "2 -> 3")
    )
    assert boundary.apply()
    assert emptied.apply()
    assert size.apply()
    changed = sys.modules["box_of_rules"]
    assert changed.allowed(3)
    assert not changed.allowed(4)
    assert (changed.Box().size, changed.Box().emptied()) == (3, [1])


def test_a_watched_function_adds_its_name_when_it_is_called(module: Path) -> None:
    called: set[str] = set()
    watch(module, called)
    watched = sys.modules["box_of_rules"]
    assert watched.allowed()
    assert called == {"box_of_rules.py:allowed"}
    assert (watched.Box().size, watched.Box().emptied()) == (2, [])
    assert called == {f"box_of_rules.py:{each}" for each in ("allowed", "Box.size", "Box.emptied")}
