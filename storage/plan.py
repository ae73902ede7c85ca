"""The plan of action: both Parties see all of it."""

import json
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Index, Text, case, select, true
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Field

from liaison.core.people import Person, PersonId
from liaison.core.registry import Concept
from liaison.meetings.model import MeetingCode
from liaison.plan import repository as plan_repository
from liaison.plan.rules import (
    ACTIVITY_RECORD,
    OPEN_ACTIVITIES,
    Activity,
    ActivityNumber,
    ActivityState,
    Intent,
)
from storage.crypto import Ciphertext, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.records import Listing, VersionedRecords, add_numbered
from storage.engine.schema import (
    Columns,
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    dump_json,
    given_key,
    one_of,
    record_of,
    required,
    table_of,
)
from storage.engine.statements import Stored
from storage.record_digests import ProvenTable


class ActivityRows(Rows, table=True):
    """Activities. ``titles`` is encrypted JSON by language; no ``lead`` means both Parties lead."""

    __tablename__ = "activities"
    __table_args__ = (
        one_of("state", ActivityState),
        check("number_positive", "number > 0"),
        check("lead_named", "length(lead) = 2"),
        check("first_before_last", "first_on <= last_on"),
        check("version", "version >= 1"),
        check("decided_by_somebody", "(source IS NULL) = (made_by IS NULL)"),
        Index("ix_activities_state", "state", "last_on"),
        Index("ix_activities_source", "source"),
    )
    number: int = given_key()
    titles: Ciphertext = Field(sa_type=Text)
    lead: str | None
    first_on: date | None
    last_on: date
    state: str
    source: str | None = Field(foreign_key="meetings.code")
    version: int
    made_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)


ACTIVITIES = table_of(ActivityRows)
_ACTIVITY = ACTIVITIES.c
_ENCRYPTED = EncryptedColumns(table=ACTIVITIES, columns=("titles",))
IS_OPEN: ColumnElement[bool] = _ACTIVITY.state.in_(sorted(each.value for each in OPEN_ACTIVITIES))
"""Activities that are not completed."""
_ORDER = (case((IS_OPEN, 0), else_=1), _ACTIVITY.last_on, _ACTIVITY.number)
_LISTS = {
    "open": Listing(ActivityRows, IS_OPEN, *_ORDER),
    "all": Listing(ActivityRows, true(), *_ORDER),
}


def activity_of(row: ActivityRows, cipher: FieldCipher) -> Activity:
    """The activity in a row."""
    [titles] = _ENCRYPTED.decrypt(cipher, row)
    intent = record_of(Intent, row, titles=json.loads(required(titles)))
    return record_of(Activity, row, intent=intent)


class Activities(VersionedRecords[Activity, ActivityRows], plan_repository.Activities):
    """The activities of the plan."""

    _rows = ActivityRows
    _read = staticmethod(activity_of)
    _key = "number"

    def _values(self, activity: Activity) -> Columns:
        intent, titles = activity.intent, dump_json(dict(activity.intent.titles))
        return columns_of(
            ActivityRows,
            activity,
            lead=intent.lead,
            first_on=intent.first_on,
            last_on=intent.last_on,
            **_ENCRYPTED.encrypt(self._sql.cipher, activity, titles=titles),
        )

    async def add(
        self, intent: Intent, *, source: MeetingCode | None, actor: Person | None
    ) -> Activity:
        def made(number: int) -> Activity:
            return Activity(
                number=ActivityNumber(number),
                intent=intent,
                state=ActivityState.PLANNED if source is None else ActivityState.PROPOSED,
                source=source,
                version=1,
                made_by=None if actor is None else actor.id,
                made_at=self._sql.now,
                changed_at=self._sql.now,
            )

        number = await add_numbered(
            self._sql, ACTIVITIES, "number", lambda number: self._values(made(number))
        )
        return made(number)

    async def listed(
        self, which: str, *, offset: int = 0, limit: int
    ) -> tuple[Sequence[Activity], int]:
        return await self._page(_LISTS[which], offset=offset, limit=limit)

    async def decided(self, meeting: MeetingCode) -> Sequence[Activity]:
        found = select(ActivityRows).where(_ACTIVITY.source == meeting)
        return await self._all(found.order_by(_ACTIVITY.number))

    async def imported(self) -> Sequence[Activity]:
        found = select(ActivityRows).where(_ACTIVITY.source.is_(None))
        return await self._all(found.order_by(_ACTIVITY.number))


CONCEPT: Concept = (
    Stored(plan_repository.Activities, Activities),
    _ENCRYPTED,
    ProvenTable(ACTIVITIES, ACTIVITY_RECORD, names=("number",), read=activity_of),
)
