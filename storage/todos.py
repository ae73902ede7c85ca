"""What people said about their to-dos, and what their Today messages show."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.people import PersonId
from liaison.core.registry import Concept
from liaison.todos import repository as todo_repository
from liaison.todos.model import TodoMark
from liaison.todos.rules import LONGEST_DEFERRAL
from storage.engine.schema import Rows, UtcDateTime, WideInteger, columns_of, record_of, table_of
from storage.engine.statements import Repository, Stored, saving
from storage.people.repository import PEOPLE
from storage.queues.timers import LIMIT, NeverWritten


class TodoMarkRows(Rows, table=True):
    """The latest mark of a person about a record."""

    __tablename__ = "todo_marks"
    person: PersonId = Field(primary_key=True, sa_type=WideInteger, foreign_key="people.id")
    subject: str = Field(primary_key=True)
    subject_id: str = Field(primary_key=True)
    deferred_until: date | None
    taken_at: datetime | None = Field(sa_type=UtcDateTime)
    act: str | None


TODO_MARKS = table_of(TodoMarkRows)
_OF_PARTY = (
    select(TodoMarkRows)
    .join(PEOPLE, PEOPLE.c.id == TODO_MARKS.c.person)
    .where(PEOPLE.c.party == bindparam("its_party"))
    .order_by(TODO_MARKS.c.person, TODO_MARKS.c.subject, TODO_MARKS.c.subject_id)
)
_SAVING = saving(TODO_MARKS, "person", "subject", "subject_id")


class TodoMarks(Repository, todo_repository.TodoMarks):
    """Marks, at most one for each person and record."""

    async def of(self, party: PartyCode) -> Sequence[TodoMark]:
        rows = await self._sql.rows(_OF_PARTY, {"its_party": party})
        return [record_of(TodoMark, row) for row in rows]

    async def put(self, mark: TodoMark) -> None:
        await self._sql.run(_SAVING[self._sql.dialect], columns_of(TodoMarkRows, mark))


class TodayMessageRows(Rows, table=True):
    """What the Today message of a person shows."""

    __tablename__ = "today_messages"
    person: PersonId = Field(primary_key=True, sa_type=WideInteger, foreign_key="people.id")
    shown: str


TODAY_MESSAGES = table_of(TodayMessageRows)
_SHOWN = (
    select(TodayMessageRows)
    .join(PEOPLE, PEOPLE.c.id == TODAY_MESSAGES.c.person)
    .where(PEOPLE.c.party == bindparam("its_party"))
)
_SHOWING = saving(TODAY_MESSAGES, "person")


class TodayMessages(Repository, todo_repository.TodayMessages):
    """What Today messages show, one of each person."""

    async def of(self, party: PartyCode) -> Mapping[PersonId, str]:
        found = await self._sql.rows(_SHOWN, {"its_party": party})
        return {row.person: row.shown for row in found}

    async def put(self, person: PersonId, shown: str) -> None:
        values = {"person": person, "shown": shown}
        await self._sql.run(_SHOWING[self._sql.dialect], values)


CONCEPT: Concept = (
    Stored(todo_repository.TodoMarks, TodoMarks),
    Stored(todo_repository.TodayMessages, TodayMessages),
    NeverWritten(
        "todo_marks",
        select(TODO_MARKS.c.subject_id).where(TODO_MARKS.c.deferred_until > LIMIT),
        LONGEST_DEFERRAL,
    ),
)
