"""Finds open records that should have a timer and have none."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, exists, literal, select, union_all
from sqlalchemy.sql.elements import ColumnElement

from liaison.core.registry import Registry
from storage.engine.statements import Statements
from storage.queues.timers import TIMERS

_MAX_LISTED = 50


@dataclass(frozen=True, slots=True)
class TimedRecords:
    """Records that have a timer of the kind ``key`` while they are open.

    ``subject`` is the column with their id, as text; ``are_open`` is the condition for open records
    at the moment ``NOW``.
    """

    key: str
    subject: ColumnElement[Any]
    are_open: ColumnElement[bool]


class MissingTimers:
    """The open records of all concepts that have no timer."""

    def __init__(self, sql: Statements, registry: Registry) -> None:
        self._sql = sql
        self._timed = registry.all(TimedRecords).values()

    async def listed(self) -> Sequence[tuple[str, str]]:
        """Kind and subject of some open records without a timer."""
        found = union_all(*map(_missing, self._timed)).order_by("kind", "subject")
        missing = await self._sql.run(found.limit(_MAX_LISTED), {"now": self._sql.now})
        return [(row.kind, row.subject) for row in missing]


def _missing(timed: TimedRecords) -> Select[tuple[str, str]]:
    subject = timed.subject
    return select(literal(timed.key).label("kind"), subject.label("subject")).where(
        timed.are_open, ~exists().where(TIMERS.c.kind == timed.key, TIMERS.c.subject == subject)
    )
