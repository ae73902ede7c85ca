"""Who is away, and who stands in meanwhile.

A person names one deputy for a range of dates. Deputies of deputies resolve: who is away leads on
to who stands in, until somebody is there. A loop is refused when it would arise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liaison.core.access import STAFF
from liaison.core.errors import Refusal
from liaison.core.people import Person, PersonId, Role, Standing, UnknownPerson

MOST_AHEAD = timedelta(days=366)
"""How far ahead of today the last day may lie."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """A person is away from ``first`` to ``last``, both included, dates in the Party's zone."""

    person: PersonId
    first: date
    last: date
    deputy: PersonId

    def covers(self, day: date) -> bool:
        """Whether the person is away on that day."""
        return self.first <= day <= self.last


class AwayPast(Refusal):
    """The time away would have ended before today."""

    key = "error-away-past"


class AwayBegun(Refusal):
    """The first day has passed, and nobody stood in then."""

    key = "error-away-begun"


class AwayBackwards(Refusal):
    """The last day comes before the first one."""

    key = "error-away-backwards"


class AwayTooFar(Refusal):
    """The time away would end more than 366 days from now."""

    key = "error-away-too-far"


class NotAway(Refusal):
    """No time away is recorded that could be ended."""

    key = "error-not-away"


class OwnDeputy(Refusal):
    """Nobody stands in for oneself."""

    key = "error-own-deputy"


class DeputyNotActive(Refusal):
    """The colleague's access is suspended."""

    key = "error-deputy-not-active"


class DeputyRights(Refusal):
    """The colleague may not do what the person does."""

    key = "error-deputy-rights"


class DeputyLoop(Refusal):
    """The colleague is away at the same time, and who stands in there leads back to the person."""

    key = "error-deputy-loop"


class NoDeputy(Refusal):
    """The Party has nobody who could stand in."""

    key = "error-no-deputy"


def stand_ins(people: Sequence[PersonId], aways: Sequence[Away], day: date) -> list[PersonId]:
    """Who stands in on that day for those of the people who are away, each once, in order.

    A deputy who is away, too, is left out for the deputy's own. Where deputies lead round in a
    circle, nobody stands in.
    """
    absent = {away.person: away.deputy for away in aways if away.covers(day)}
    found: dict[PersonId, None] = {}
    for person in people:
        passed: set[PersonId] = set()
        at = person
        while at in absent and at not in passed:
            passed.add(at)
            at = absent[at]
        if at not in passed and at != person:
            found[at] = None
    return list(found)


def could_stand_in(person: Person, other: Person) -> bool:
    """Whether a colleague has the rights to stand in: of staff for staff, of administrators for
    administrators.
    """
    colleagues = other.active and other.party == person.party and other.id != person.id
    return colleagues and other.role in _peers(person.role)


def _peers(role: Role) -> frozenset[Role]:
    return STAFF if role in STAFF else frozenset({role})


def check_days(first: date, last: date, *, today: date) -> None:
    """Check a range of days.

    Raises ``AwayBackwards``, ``AwayPast``, ``AwayBegun`` or ``AwayTooFar``.
    """
    if last < first:
        raise AwayBackwards(first=first)
    if last < today:
        raise AwayPast(day=last)
    if first < today:
        raise AwayBegun(day=first)
    if last > today + MOST_AHEAD:
        raise AwayTooFar(last=today + MOST_AHEAD)


def check_away(
    person: Person,
    deputy: Person | None,
    *,
    first: date,
    last: date,
    aways: Sequence[Away],
    today: date,
) -> Away:
    """Let a person of the deputy's Party go away; ``aways`` are those of the Party.

    Raises what ``check_days`` raises, ``UnknownPerson`` (also for somebody of the other Party),
    ``OwnDeputy``, ``DeputyNotActive``, ``DeputyRights`` or ``DeputyLoop``.
    """
    check_days(first, last, today=today)
    if deputy is None or deputy.party != person.party or deputy.standing is Standing.REMOVED:
        raise UnknownPerson
    if deputy.id == person.id:
        raise OwnDeputy
    if not deputy.active:
        raise DeputyNotActive(name=deputy.name)
    if not could_stand_in(person, deputy):
        raise DeputyRights(name=deputy.name)
    away = Away(person=person.id, first=first, last=last, deputy=deputy.id)
    if _leads_back(away, aways):
        raise DeputyLoop(name=deputy.name)
    return away


def _leads_back(away: Away, aways: Sequence[Away]) -> bool:
    """Whether on some day of a time away its deputies lead back to the person.

    As each person is away once at most, the days on which a chain holds are one range, which
    only grows shorter from deputy to deputy.
    """
    others = {each.person: each for each in aways if each.person != away.person}
    first, last, at = away.first, away.last, away.deputy
    while (following := others.pop(at, None)) is not None:
        first, last = max(first, following.first), min(last, following.last)
        if first > last:
            return False
        if following.deputy == away.person:
            return True
        at = following.deputy
    return False
