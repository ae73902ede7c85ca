"""What concepts register, the sources of to-dos and more lines of the morning message, and the
people of a Party who see them.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

from liaison.core.absences import Absence, deputies
from liaison.core.agreement import Agreement, EscalationTarget, PartyCode
from liaison.core.cards import Card
from liaison.core.outbox import Subject
from liaison.core.people import STAFF, Person, PersonId, Role
from liaison.core.transaction import People, Tx
from liaison.core.working_time import DAY, Hours, add_working, local_date
from liaison.notifications.recipients import hours_of
from liaison.todos.model import Rank, Todo
from liaison.todos.rules import first_morning


@dataclass(frozen=True, slots=True)
class TodoSource:
    """Finds all to-dos of a Party about the records of one concept."""

    key: Subject
    find: Callable[[Tx, "PartyContext"], Awaitable[Sequence[Todo]]]


@dataclass(frozen=True, slots=True)
class MorningSection:
    """More lines of the morning message by role, with their buttons; ``find`` gets whether it is
    the first morning of a week, and its moment (aware UTC).
    """

    key: str
    find: Callable[[Tx, PartyCode, bool, datetime], Awaitable[Mapping[Role, Card]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyContext:
    """A Party at a moment (aware UTC), with its active focal persons and coordinators, and its
    ``approvers``, who are coordinators and administrators.
    """

    party: PartyCode
    agreement: Agreement
    hours: Hours
    staff: frozenset[PersonId]
    coordinators: frozenset[PersonId]
    approvers: frozenset[PersonId]
    now: datetime

    def active_or_all(self, *people: PersonId | None) -> frozenset[PersonId]:
        """The active ones of these people or, if there are none, all staff."""
        return self.staff.intersection(people) or self.staff

    def morning_after(self, at: datetime, wait: timedelta | None = None) -> date:
        """The day of the first morning after a wait of working time, by default the usual one."""
        if wait is None:
            wait = timedelta(hours=self.agreement.receipt_alert_hours)
        return first_morning(add_working(at, wait, self.hours), self.hours)

    def rank_by(self, left: int, *, otherwise: Rank = Rank.OPEN) -> Rank:
        """The rank of a to-do with so many days left until its due date: it is near, too, if no
        working day of the Party is left between.
        """
        near = self.agreement.party(self.party).near_days
        today = local_date(self.now, self.hours.zone)
        before = (self.hours.calendar.next_working_day(today) - today).days
        if left > max(self.agreement.notices.due_soon_days, near, before):
            return otherwise
        return Rank.OVERDUE if left < 0 else Rank.DUE

    def weekly(self, todo: Todo) -> Todo:
        """The to-do as it is named once a week, when the weekly figures come."""
        today = local_date(self.now, self.hours.zone)
        weekday = self.agreement.party(self.party).weekly_digest_day
        first = today - (today.weekday() - weekday) % 7 * DAY
        return replace(todo, repeat_on=first, repeat_days=7)

    def watched(self, todo: Todo) -> Todo:
        """The to-do as what the other Party owes: named after the time set for that."""
        wait = timedelta(hours=0 if todo.urgent else self.agreement.reminders.watch_hours)
        return replace(
            todo,
            repeat_on=self.morning_after(todo.since, wait),
            escalates_from=None,
            rank=Rank.WATCH,
            other_rank=todo.rank,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """The active people of a Party but auditors, and their absences, loaded once for all to-dos."""

    people: Mapping[PersonId, Person]
    absences: Sequence[Absence]
    today: date

    def with_role(self, role: Role) -> frozenset[PersonId]:
        """The people of a role."""
        return frozenset(each.id for each in self.people.values() if each.role is role)

    def seen_by(
        self, people: frozenset[PersonId], reached: frozenset[EscalationTarget]
    ) -> frozenset[PersonId]:
        """The active people who see a to-do of some people, after escalation as far as it has come;
        if no one asked can be reached, the coordinators or, failing them, everyone sees it.
        """
        asked = [self.people[each] for each in people if each in self.people]
        acting = partial(deputies, asked, self.absences, self.today, self.people)
        named = acting(named=True) if EscalationTarget.DEPUTY in reached else ()
        found = frozenset(each.id for each in (*asked, *acting(), *named))
        if EscalationTarget.COORDINATORS in reached:
            found |= self.with_role(Role.COORDINATOR)
        away = {each.person for each in self.absences if each.covers(self.today)}
        there = {each.id for each in self.people.values() if each.reachable} - away
        for others in (self.with_role(Role.COORDINATOR), frozenset(self.people)):
            if found & there:
                break
            found |= others
        if EscalationTarget.ADMINS in reached:
            found |= self.with_role(Role.ADMIN)
        return frozenset(found)


async def party_context_of(tx: Tx, party: PartyCode) -> PartyContext:
    """The Party and its staff, now."""
    team = await tx.of(People).team(party)

    def with_role(*roles: Role) -> frozenset[PersonId]:
        return frozenset(each.id for each in team if each.role in roles)

    return PartyContext(
        party=party,
        agreement=tx.agreement,
        hours=hours_of(tx, party),
        staff=with_role(*STAFF),
        coordinators=with_role(Role.COORDINATOR),
        approvers=with_role(Role.COORDINATOR, Role.ADMIN),
        now=tx.now,
    )
