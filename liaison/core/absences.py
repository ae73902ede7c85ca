"""Absences and deputies.

A person names one deputy for a range of dates. If the deputy is absent too, the deputy's own deputy
acts, and so on. A new absence that would make a loop is refused.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from liaison.core.errors import UserError
from liaison.core.form import DateOutOfRange
from liaison.core.people import STAFF, AccountStatus, Person, PersonId, UnknownPerson

MAX_AHEAD = timedelta(days=366)
"""How far ahead of today an absence may end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """A person is absent from ``first`` to ``last``, both included, dates in the Party's zone."""

    person: PersonId
    first: date
    last: date
    deputy: PersonId

    def covers(self, day: date) -> bool:
        """Whether the person is absent on that day."""
        return self.first <= day <= self.last


def substitutes(
    people: Sequence[PersonId], absences: Sequence[Absence], day: date
) -> list[PersonId]:
    """The deputies who act on that day for those of the people who are absent, each once, in order.
    An absent deputy is replaced by the deputy's own deputy. A loop of deputies gives no one.
    """
    absent = {absence.person: absence.deputy for absence in absences if absence.covers(day)}
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


def may_be_deputy(person: Person, other: Person) -> bool:
    """Whether a colleague has the rights to be the deputy: of staff, or of administrators."""
    colleagues = other.active and other.party == person.party and other.id != person.id
    return colleagues and other.role in (
        STAFF if person.role in STAFF else frozenset({person.role})
    )


def deputies(
    people: Iterable[Person],
    absences: Sequence[Absence],
    day: date,
    team: Mapping[PersonId, Person],
    *,
    named: bool = False,
) -> Sequence[Person]:
    """The deputies in a team of those of the ``people`` who are absent that day, or whom they last
    ``named``, absent or not; each once. A deputy may have a new role, without the rights.
    """
    found: dict[PersonId, Person] = {}
    for person in people:
        last = [each.deputy for each in absences if each.person == person.id][-1:]
        acting = last if named else substitutes([person.id], absences, day)
        there = [team[each] for each in acting if each in team]
        found |= {each.id: each for each in there if may_be_deputy(person, each)}
    return list(found.values())


def check_days(first: date, last: date, *, today: date) -> None:
    """Check a range of days. Raises ``UserError``."""
    latest = today + MAX_AHEAD
    for day in (last, first):
        if day < today:
            raise UserError("error-day-passed", day=day)
    if not first <= last <= latest:
        raise DateOutOfRange(first=first if first <= latest else today, last=latest)


def check_absence(
    person: Person,
    deputy: Person | None,
    *,
    first: date,
    last: date,
    absences: Sequence[Absence],
    today: date,
) -> Absence:
    """Check an absence and return it; ``absences`` are all those of the person's Party. Raises
    ``UserError``, or ``UnknownPerson`` (also for a person of the other Party).
    """
    check_days(first, last, today=today)
    if deputy is None or deputy.party != person.party or deputy.status is AccountStatus.REMOVED:
        raise UnknownPerson
    if deputy.id == person.id:
        raise UserError("error-own-deputy")
    if not deputy.active:
        raise UserError("error-deputy-not-active", name=deputy.name)
    if not may_be_deputy(person, deputy):
        raise UserError("error-deputy-rights", name=deputy.name)
    absence = Absence(person=person.id, first=first, last=last, deputy=deputy.id)
    if _leads_back(absence, absences):
        raise UserError("error-deputy-loop", name=deputy.name)
    return absence


def _leads_back(absence: Absence, absences: Sequence[Absence]) -> bool:
    """Whether the chain of deputies leads back to the person on any day of the absence. Its days
    are one range that only gets shorter, as each person has one absence.
    """
    others = {each.person: each for each in absences if each.person != absence.person}
    first, last, at = absence.first, absence.last, absence.deputy
    while (following := others.pop(at, None)) is not None:
        first, last = max(first, following.first), min(last, following.last)
        if first > last:
            return False
        if following.deputy == absence.person:
            return True
        at = following.deputy
    return False
