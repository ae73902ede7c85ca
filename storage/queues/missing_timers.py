"""Finds open records that should have a timer and have none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Select, exists, literal, select, true, union_all
from sqlalchemy.sql.elements import ColumnElement

from liaison.core.registry import Registry
from storage.engine.statements import Statements
from storage.queues.timers import TIMERS

_ALL: Mapping[str, str] = MappingProxyType({})
_MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class TimedRecords:
    """Records that have a timer of the kind ``key`` while they are open.

    ``subject`` is the column with their id, as text; ``are_open`` is the condition for open records
    at the moment ``NOW``. If there may be ``many``, the open ones have an index.
    """

    key: str
    subject: ColumnElement[Any]
    are_open: ColumnElement[bool]
    many: bool = False


class MissingTimers:
    """The open records of all concepts that have no timer."""

    def __init__(self, sql: Statements, registry: Registry) -> None:
        self._sql = sql
        self._timed = registry.all(TimedRecords).values()

    async def next_part(self, past: Mapping[str, str], *, most: int) -> Mapping[str, str]:
        """The end of the next part of the open records, by kind, after the subjects ``past``:
        ``most`` records of each kind with ``many``. A kind with fewer left is not in the result.
        """
        ends = {}
        for each in self._timed:
            if each.many:
                opened = select(each.subject).where(
                    each.are_open, each.subject > past.get(each.key, "")
                )
                last = opened.order_by(each.subject).offset(most - 1).limit(1)
                end = (await self._sql.run(last, {"now": self._sql.now})).scalar_one_or_none()
                if end is not None:
                    ends[each.key] = str(end)
        return ends

    async def listed(
        self, *, past: Mapping[str, str] = _ALL, until: Mapping[str, str] = _ALL
    ) -> Sequence[tuple[str, str]]:
        """Kind and subject of some open records without a timer.

        Of a kind in ``past`` or ``until`` only those after the one subject, up to the other.
        """
        parts = [_missing(each, past.get(each.key), until.get(each.key)) for each in self._timed]
        found = union_all(*parts).order_by("kind", "subject").limit(_MOST_LISTED)
        missing = await self._sql.run(found, {"now": self._sql.now})
        return [(row.kind, row.subject) for row in missing]


def _missing(timed: TimedRecords, past: str | None, until: str | None) -> Select[tuple[str, str]]:
    subject = timed.subject
    return select(literal(timed.key).label("kind"), subject.label("subject")).where(
        timed.are_open,
        true() if past is None else subject > past,
        true() if until is None else subject <= until,
        ~exists().where(TIMERS.c.kind == timed.key, TIMERS.c.subject == subject),
    )
