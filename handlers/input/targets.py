"""What a command can apply to: offered as buttons where its first argument is missing."""

import re
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from handlers.input.colleagues_said import OF_WORK, people_said, says_more
from handlers.input.commands import MAX_PAGES, Command, code_in
from liaison.core.agreement import party_name
from liaison.core.cards import Button, Row, Text, paging
from liaison.core.errors import UserError
from liaison.core.people import NotYourRole, Person, Role, names_of
from liaison.core.text_parsing import fold_typed, parse_count
from liaison.core.transaction import People, Tx

PAGE = "page"
ON_A_PAGE = 8


@dataclass(frozen=True, slots=True)
class Target:
    """One thing that a command can apply to: its label, and the argument of the command; whether a
    command that acts ``at_once`` on others asks more about it.
    """

    label: Text
    argument: str
    asks: bool = False


FindTargets: TypeAlias = Callable[[Tx, Person], Awaitable[Sequence[Target]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Targets:
    """Finds what a command can apply to now. ``at_once``: the command acts without a further
    question, so even a single target is offered instead of taken. ``otherwise`` is the command that
    is meant if there is nothing. ``about`` is what is then said, else of the list of its records.
    """

    find: FindTargets
    at_once: bool = False
    otherwise: str | None = None
    about: str | None = None


def is_missing(command: Command) -> bool:
    """Whether a command has no target: it has no argument, or is a page of the offer."""
    return command.argument(0) in (None, PAGE)


def targets_said(
    command: Command, found: Sequence[Target], offered: Sequence[Button]
) -> Sequence[Target]:
    """The targets that a sentence means by number, or an ``offered`` button; without, all."""
    shown = {code_in(each.command) for each in offered}
    typed = "" if command.args else fold_typed(command.raw)
    said = [each for each in found if each.argument in re.findall("[0-9]+", typed)]
    near = [each for each in found if typed and each.argument in shown]
    return said or (near if len(near) == 1 else found)


def target_rows(command: Command, wanted: str | None, found: Sequence[Target]) -> list[Row]:
    """A page of targets, a button each: the next argument of a command. Raises ``NotACount``."""
    page = parse_count(wanted or "1", 1, MAX_PAGES)
    rows = [
        (Button(each.label, str(command.with_arguments(each.argument))),)
        for each in found[(page - 1) * ON_A_PAGE : page * ON_A_PAGE]
    ]
    _, turns = paging(f"{command.name} {PAGE}", page, len(found), ON_A_PAGE)
    return [*rows, turns]


def party_buttons(tx: Tx, command: Command) -> Row:
    """A button for each Party, which can be the next argument of a command."""
    codes = [each.code for each in tx.agreement.parties]
    return tuple(Button(party_name(each), str(command.with_arguments(each))) for each in codes)


async def colleague(tx: Tx, person: Person, given: str | None) -> Person | None:
    """The person of the own Party that a number means, or a name with no more than usual words."""
    listed, typed = await tx.of(People).listed(person.party), fold_typed(given or "")
    numbered = [each for each in listed if str(each.number) == typed]
    found = numbered or people_said(typed, listed)
    if len(found) != 1 or (
        not numbered and says_more(typed, found, tx.profile.vocabularies, *OF_WORK)
    ):
        return None
    return found[0]


async def not_allowed(tx: Tx, person: Person, act: str, roles: Collection[Role]) -> UserError:
    """The error for a person who reads which colleagues, those of the ``roles``, may do an act."""
    if not roles:
        return NotYourRole()
    able = names_of(await tx.of(People).team(person.party, *roles))
    error = UserError("error-for-colleagues", names=able, act=act)
    return error if able else UserError("due-no-one")
