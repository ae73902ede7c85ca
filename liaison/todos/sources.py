"""What concepts register: the sources of to-dos, and more lines of the morning message."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from liaison.core.access import STAFF
from liaison.core.agreement import Agreement, PartyCode
from liaison.core.cards import Text
from liaison.core.outbox import Subject
from liaison.core.people import PersonId, Role
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.core.working_time import Hours, add_working, days_left, local_date
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
    """More lines of the morning message by role, which is sent for them, too.

    ``find`` gets whether it is the first morning of a week.
    """

    key: str
    find: Callable[[Tx, PartyCode, bool], Awaitable[Mapping[Role, Sequence[Text]]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyContext:
    """A Party at a moment (aware UTC), with its active focal persons and coordinators.

    ``approvers`` are the coordinators and administrators.
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

    def rank_by(
        self, due_on: date, *, today: date | None = None, otherwise: Rank = Rank.OPEN
    ) -> Rank:
        """The rank of a to-do that is due on a day, by default of the own Party's zone."""
        left = days_left(due_on, today or local_date(self.now, self.hours.zone))
        near = self.agreement.party(self.party).near_days
        if left > max(self.agreement.notices.due_soon_days, near):
            return otherwise
        return Rank.OVERDUE if left < 0 else Rank.DUE

    def watched(self, todo: Todo) -> Todo:
        """The to-do as what the other Party owes: named after the time set for that."""
        wait = timedelta(hours=0 if todo.urgent else self.agreement.reminders.watch_hours)
        repeat_on = self.morning_after(todo.since, wait)
        return replace(
            todo,
            rank=Rank.WATCH,
            other_rank=todo.rank,
            repeat_on=repeat_on,
            escalates_from=None,
        )


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
