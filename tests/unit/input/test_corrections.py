"""Which texts can change a value that they do not name."""

import pytest

from bot.profile.agreement_file import default_agreement
from handlers.input.corrections import may_be_value

KNOWN = default_agreement().vocabularies


@pytest.mark.parametrize(
    "typed",
    ["4", "៤ នាក់", "不是，是22号", "no, the 22nd", "45/26 MoI", "全部确认", "ទេ ថ្ងៃទី២៤", "urgent"],
)
def test_a_value_alone_can_change_another_one(typed: str) -> None:
    assert may_be_value(typed, KNOWN, times=False)


@pytest.mark.parametrize(
    "typed",
    [
        "2号在哪",
        "明天再发",
        "紧急会议几点",
        "ចាំ ២ នាទី",
        "២ ម៉ោងទៀត",
        "call me at 2",
        "see you on 5 March",
    ],
)
def test_a_remark_changes_none(typed: str) -> None:
    assert not may_be_value(typed, KNOWN, times=False)


@pytest.mark.parametrize("typed", ["明天下午3点", "ម៉ោង ៣ រសៀល"])
def test_a_time_is_a_value_where_one_is_asked_for(typed: str) -> None:
    assert may_be_value(typed, KNOWN, times=True)
    assert not may_be_value(typed, KNOWN, times=False)
