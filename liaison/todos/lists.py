"""Which to-dos there are, and who sees which."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import TypeAlias

from liaison.core.agreement import PartyCode, Priority
from liaison.core.outbox import Subject
from liaison.core.people import Person, PersonId, Role, may_use, names_of
from liaison.core.transaction import Absences, People, Tx, today_of
from liaison.core.working_time import DAY, Hours, add_working
from liaison.notifications import outages
from liaison.notifications.recipients import hours_of
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Notice
from liaison.notifications.sounds import is_question
from liaison.notifications.views import notice_button
from liaison.todos import rules
from liaison.todos.model import Rank, Todo, TodoAct, TodoMark
from liaison.todos.repository import TodoMarks
from liaison.todos.sources import Team, TodoSource, party_context_of

Marks: TypeAlias = Mapping[tuple[PersonId, Subject, str], TodoMark]
Taken: TypeAlias = Mapping[tuple[Subject, str], Sequence[tuple[datetime, Person]]]
"""Who said "I am on it" and when, by record."""


async def todos_by_person(tx: Tx, party: PartyCode) -> Mapping[PersonId, Sequence[Todo]]:
    """The to-dos that each person of a Party sees, most pressing first."""
    marks, today = await marks_of(tx, party), today_of(tx, party)
    seen: dict[PersonId, list[Todo]] = {}
    for todo, people in await _seen_todos(tx, party):
        for each in people:
            seen.setdefault(each, []).append(_deferred(todo, each, marks, today))
    return seen


async def _seen_todos(tx: Tx, party: PartyCode) -> Sequence[tuple[Todo, frozenset[PersonId]]]:
    """The to-dos of a Party, most pressing first, each with the people who see it."""
    people, hours = await tx.of(People).team(party), hours_of(tx, party)
    team = Team(
        people={each.id: each for each in people if each.role is not Role.AUDITOR},
        absences=await tx.of(Absences).of(party),
        today=today_of(tx, party),
    )
    policy = tx.agreement.notices.escalation_policies[Priority.IMPORTANT]
    context = await party_context_of(tx, party)
    sources = tx.registry.all(TodoSource).values()
    found = [todo for source in sources for todo in await source.find(tx, context)]
    known, woken = {todo.record for todo in found}, dict[tuple[Subject, str], frozenset[PersonId]]()
    for notice, readers in await tx.of(Notices).unread(party):
        if notice.priority is Priority.URGENT:
            woken[notice.subject, notice.subject_id] = readers & team.people.keys()
        if (notice.subject, notice.subject_id) not in known:
            todo = unread_todo(notice, readers, hours, every=tx.agreement.reminders.close_days)
            if is_question(tx.registry, notice):
                todo = replace(todo, rank=Rank.OPEN, repeat_days=1)
            found.append(todo)
    since = [todo.escalates_from for todo in found if todo.escalates_from is not None]
    down = await outages.outages_after(tx, min(since)) if since else ()
    seen_by = cache(team.seen_by)  # most to-dos ask the same people
    return [
        (todo, seen_by(todo.people, reached) | woken.get(todo.record, frozenset()))
        for todo in rules.in_order(found)
        for reached in (rules.escalated_to(todo, policy, hours, tx.now, down),)
    ]


def _deferred(todo: Todo, person: PersonId, marks: Marks, today: date) -> Todo:
    """The to-do with the day until which a person deferred it, if that is still to come."""
    until = rules.deferral(todo, marks.get((person, *todo.record)))
    return todo if until is None or until <= today else replace(todo, deferred_until=until)


async def marks_of(tx: Tx, party: PartyCode) -> Marks:
    """The marks of the people of a Party."""
    return {(e.person, e.subject, e.subject_id): e for e in await tx.of(TodoMarks).of(party)}


def unread_todo(
    notice: Notice, people: frozenset[PersonId], hours: Hours, *, every: int = 1
) -> Todo:
    """An unread notice about a record that asks for nothing else: it is to be read, or answered,
    and named ``every`` so many days.
    """
    at = add_working(notice.notified_at or notice.made_at, DAY, hours)
    return Todo(
        subject=notice.subject,
        subject_id=notice.subject_id,
        states=notice.states,
        act=TodoAct(notice.title.key),
        line=notice.title,
        button=notice_button(notice),
        people=people,
        rank=Rank.UNREAD,
        since=notice.made_at,
        repeat_on=rules.first_morning(at, hours),
        repeat_days=every,
        escalates_from=notice.notified_at,
    )


async def todos_for(tx: Tx, person: Person) -> Sequence[Todo]:
    """The to-do of each matter that a person sees, most pressing first."""
    seen, marks = await _seen_todos(tx, person.party), await marks_of(tx, person.party)
    today = today_of(tx, person.party)
    todos = [_deferred(todo, person.id, marks, today) for todo, by in seen if person.id in by]
    taken = taken_by(marks.values(), await tx.of(People).team(person.party))
    return [for_person(tx, person, todo, taken) for todo in rules.one_each(todos)]


def taken_by(marks: Iterable[TodoMark], team: Iterable[Person]) -> Taken:
    """Who said "I am on it" and when, by record."""
    people = {each.id: each for each in team}
    found: dict[tuple[Subject, str], list[tuple[datetime, Person]]] = {}
    for mark in marks:
        if mark.taken_at is not None and mark.person in people:
            about = found.setdefault((mark.subject, mark.subject_id), [])
            about.append((mark.taken_at, people[mark.person]))
    return found


def for_person(tx: Tx, person: Person, todo: Todo, taken: Taken) -> Todo:
    """The to-do with a button that the role of the person may use, and who said "I am on it" since
    its last step.
    """
    if todo.record in taken:
        takers = [each for at, each in taken[todo.record] if at >= todo.since]
        is_taken = any(each.id == person.id for each in takers)
        todo = replace(todo, takers=names_of(takers), is_taken=is_taken)
    command = todo.button.command.partition(" ")[0]
    if todo.view is None or may_use(tx.registry, command, person.role):
        return todo
    return replace(todo, button=todo.view)
