"""What a command can apply to: offered as buttons where its first argument is missing."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from handlers.input.commands import Command
from liaison.core.cards import Button, Row, Text, paging
from liaison.core.people import Person
from liaison.core.transaction import Tx

PAGE = "page"
ON_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a command can apply to: its label, and the argument of the command."""

    label: Text
    argument: str


FindTargets: TypeAlias = Callable[[Tx, Person], Awaitable[Sequence[Target]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Finds what a command can apply to now. ``at_once``: the command acts without a further
    question, so even a single target is offered instead of taken.
    """

    find: FindTargets
    at_once: bool = False


def is_missing(command: Command) -> bool:
    """Whether a command has no target: it has no argument, or is a page of the offer."""
    return command.argument(0) in (None, PAGE)


def target_rows(command: Command, found: Sequence[Target]) -> list[Row]:
    """A page of targets, a button each."""
    page = command.page(1)
    shown = found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    rows: list[Row] = [(Button(each.label, f"{command.name} {each.argument}"),) for each in shown]
    _, turns = paging(f"{command.name} {PAGE}", page, len(found), ON_A_PAGE)
    return [*rows, turns]
