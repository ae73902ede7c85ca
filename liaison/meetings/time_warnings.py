"""Warnings for a time of a meeting on a day off or in the quiet hours of a Party."""

from datetime import datetime

from liaison.core.agreement import PartyCode
from liaison.core.cards import Text, text
from liaison.core.transaction import Tx
from liaison.core.working_time import is_quiet, local_date
from liaison.notifications.recipients import hours_of
from liaison.requests.deadlines import holiday_texts


def warnings_of(tx: Tx, start: datetime) -> list[Text]:
    """A line for each Party if an aware instant is on its day off or in its quiet hours."""
    found = (_warning(tx, party.code, start) for party in tx.agreement.parties)
    return [each for each in found if each is not None]


def _warning(tx: Tx, code: PartyCode, start: datetime) -> Text | None:
    party, hours = tx.agreement.party(code), hours_of(tx, code)
    name, day = text(party.name), local_date(start, party.zone)
    if not hours.calendar.is_working(day):
        holiday = hours.calendar.holiday(day)
        if holiday is None:
            return text("proposal-weekend", party=name)
        return text("proposal-holiday", party=name, holiday=holiday_texts(holiday))
    return text("proposal-night", party=name) if is_quiet(start, hours) else None
