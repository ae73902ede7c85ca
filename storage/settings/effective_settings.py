"""The effective settings: the agreement and the calendars with all changes applied.

They are reloaded only after a change: each transaction first reads the number of changes.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import text

from liaison.core.agreement import Agreement, PartyCode
from liaison.core.working_time import WorkCalendar
from liaison.settings.holidays import CalendarDay, latest, overlay
from liaison.settings.model import effective_agreement
from storage.engine.statements import Statements
from storage.settings.holidays import Holidays
from storage.settings.repository import SettingChanges

# Changes may commit in another order than their numbers, so the rows are counted, too.
_REVISION = text(
    "SELECT (SELECT count(*) FROM settings), (SELECT max(id) FROM settings),"
    " (SELECT count(*) FROM holidays), (SELECT max(id) FROM holidays)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveSettings:
    """An agreement and calendars as of a revision; None for the profile alone."""

    agreement: Agreement
    calendar_of: Callable[[PartyCode], WorkCalendar]
    revision: tuple[int, ...] | None = None
    days: dict[PartyCode, list[CalendarDay]] = field(default_factory=dict)
    _made: dict[PartyCode, tuple[WorkCalendar, WorkCalendar]] = field(default_factory=dict)

    def calendar(self, party: PartyCode) -> WorkCalendar:
        """The working days of a Party, with the changes of its days."""
        base = self.calendar_of(party)
        weekend = frozenset(self.agreement.party(party).weekend)
        days = self.days.get(party)
        if not days and base.weekend == weekend:
            return base
        # The base changes with the year only, and applying the changes copies it.
        made = self._made.get(party)
        if made is None or made[0] is not base:
            made = self._made[party] = (base, overlay(base, days or (), weekend=weekend))
        return made[1]


async def reload(
    sql: Statements, terms: EffectiveSettings, profile: Agreement
) -> EffectiveSettings:
    """The present settings: the same object if nothing was changed."""
    revision = tuple(each or 0 for each in (await sql.run(_REVISION)).one())
    if revision == terms.revision:
        return terms
    days: dict[PartyCode, list[CalendarDay]] = {}
    for (party, _, _), change in latest(await Holidays(sql).changes()).items():
        days.setdefault(party, []).append(change.said)
    return EffectiveSettings(
        agreement=effective_agreement(profile, await SettingChanges(sql).changes()),
        calendar_of=terms.calendar_of,
        revision=revision,
        days=days,
    )
