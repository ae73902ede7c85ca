"""Settings that administrators changed from the profile's values: all are kept, the last counts."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlmodel import Field

from liaison.core.agreement import PartyCode
from liaison.core.people import Person, PersonId
from liaison.settings import repository as settings_repository
from liaison.settings.model import SettingChange, Value, dump_value, load_value
from storage.engine.schema import Rows, UtcDateTime, WideInteger, check, number, record_of, table_of
from storage.engine.statements import Repository


class SettingRows(Rows, table=True):
    """Changes of settings. No ``party`` means both Parties; no value means the profile's."""

    __tablename__ = "settings"
    __table_args__ = (
        check("named", "length(code) > 0"),
        check("party_named", "party IS NULL OR length(party) = 2"),
        check("valued", "value IS NULL OR length(value) > 0"),
        {"sqlite_autoincrement": True},
    )
    id: int = number()
    party: str | None
    code: str
    value: str | None
    made_by: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    made_at: datetime = Field(sa_type=UtcDateTime)


SETTING_CHANGES = table_of(SettingRows)


class SettingChanges(Repository, settings_repository.SettingChanges):
    """Changes of settings. None is ever removed: to undo one the old value is set again."""

    async def changes(self) -> Sequence[SettingChange]:
        found = await self._sql.rows(select(SettingRows).order_by(SETTING_CHANGES.c.id))
        return [setting_change_of(row) for row in found]

    async def set(
        self, party: PartyCode | None, code: str, value: Value | None, *, actor: Person
    ) -> SettingChange:
        new = insert(SETTING_CHANGES).values(
            party=party,
            code=code,
            value=None if value is None else dump_value(value),
            made_by=actor.id,
            made_at=self._sql.now,
        )
        [row] = await self._sql.rows(new.returning(SettingRows))
        return setting_change_of(row)


def setting_change_of(row: SettingRows) -> SettingChange:
    """The change in a row."""
    value = None if row.value is None else load_value(row.value)
    return record_of(SettingChange, row, number=row.id, value=value, by=row.made_by, at=row.made_at)
