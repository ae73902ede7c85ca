"""The bounds of what administrators set, written here once more: nothing widens them unseen."""

from collections.abc import Mapping

import pytest

from liaison.settings.model import SETTINGS, Numbers, ValueType, dump_value
from liaison.settings.values import NotSettable, read_value

BOUNDS: Mapping[str, tuple[int, int, bool]] = {
    "working_days": (1, 7, False),
    "quiet_hours": (0, 23, False),
    "digest_time": (360, 660, False),
    "digest_day": (0, 6, False),
    "message_hours": (12, 44, False),
    "note_minutes": (1, 60, False),
    "near_days": (3, 30, False),
    "own_messages": (1, 20, False),
    "rule_days": (1, 366, False),
    "rule_unit": (0, 1, False),
    "rule_roll": (0, 1, False),
    "reminder_days": (0, 366, False),
    "reminder_hour": (0, 23, False),
    "receipt_hours": (1, 720, False),
    "watch_days": (0, 366, False),
    "watch_hours": (1, 720, False),
    "proposal_days": (0, 366, False),
    "close_days": (1, 366, False),
    "important_days": (0, 366, False),
    "forgotten_days": (1, 366, False),
    "important_deputy": (0, 720, True),
    "important_coordinators": (0, 720, True),
    "important_admins": (0, 720, True),
    "urgent_again": (0, 1440, True),
    "urgent_deputy": (0, 1440, True),
    "urgent_coordinators": (0, 1440, True),
    "urgent_admins": (0, 1440, True),
    "urgent_other_side": (0, 1440, True),
    "emergency_again": (0, 1440, True),
    "emergency_deputy": (0, 1440, True),
    "emergency_coordinators": (0, 1440, True),
    "emergency_admins": (0, 1440, True),
    "emergency_other_side": (0, 1440, True),
    "emergency_daily": (1, 1440, False),
    "annual_month": (1, 12, False),
    "meeting_days": (1, 366, False),
    "meeting_minutes": (1, 1440, False),
    "urgent_minutes": (15, 10080, False),
    "plan_days": (0, 366, False),
    "plan_overdue_days": (1, 366, False),
    "key_days": (1, 366, False),
    "end_days": (0, 366, False),
}
"""The least and the greatest number, and whether nothing may stand for it."""


def test_every_setting_has_its_bounds_here() -> None:
    assert list(BOUNDS) == list(SETTINGS)


@pytest.mark.parametrize("code", BOUNDS)
def test_a_setting_takes_its_bounds_and_nothing_beyond(code: str) -> None:
    setting, (low, high, may_be_off) = SETTINGS[code], BOUNDS[code]

    def read(number: int) -> Numbers:
        numbers = (number, number) if setting.value_type is ValueType.SPAN else (number,)
        return read_value(setting, dump_value(numbers))

    assert read(low)[0] == low
    assert read(high)[0] == high
    for beyond in (low - 1, high + 1):
        with pytest.raises(NotSettable, match="error-setting-value"):
            read(beyond)
    if may_be_off:
        assert read_value(setting, dump_value(())) == ()
    else:
        with pytest.raises(NotSettable, match="error-setting-value"):
            read_value(setting, dump_value(()))
