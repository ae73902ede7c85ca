"""Proposals as conversations: the questions of each purpose in order, and what is no answer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.input.commands import Command
from liaison.core.agreement import MeetingKind
from liaison.core.cards import Button, text
from liaison.core.errors import UserError, WrongValue
from liaison.core.form import DateOutOfRange, NotAChoice
from liaison.core.references import Reference
from liaison.core.text_parsing import NotATime
from liaison.meetings.drafts import Purpose, finished, host, likely, parse_venue, places
from liaison.meetings.model import MeetingProposal, Occasion
from liaison.meetings.rules import MeetingTimeOutOfRange
from tests.unit.meetings.proposal_form import (
    CODE,
    COUNTER,
    EMERGENCY,
    NOW,
    PROPOSE,
    Conversation,
    at,
)
from tests.unit.samples import CN, KH, REFERENCE, raises

OPTION = ["day1", "time1", "venue1"]


@pytest.mark.parametrize(
    ("purpose", "kind", "expected"),
    [
        (EMERGENCY, "", ["occasion", *OPTION, "host", "request"]),
        (PROPOSE, "annual", ["kind", "urgency", *OPTION, "host"]),
        (PROPOSE, "difference", ["kind", "occasion", "urgency", *OPTION, "host", "request"]),
        (COUNTER, "", [*OPTION, "host"]),
    ],
)
def test_each_purpose_asks_its_questions(purpose: Purpose, kind: str, expected: list[str]) -> None:
    whole = at("", purpose, kind=kind)
    assert list(whole.answers) == [question.name for question in whole.asked] == expected


def test_a_day_that_is_typed_with_its_time_answers_both() -> None:
    conversation = at("day1")
    conversation.says("27.11 14:00")
    assert conversation.answers["day1"] == "2026-11-27 14:00"
    assert conversation.asks == "venue1"
    conversation.back()
    assert conversation.asks == "day1"


@pytest.mark.parametrize(
    ("purpose", "name", "offered"),
    [
        (PROPOSE, "kind", ("annual", "difference")),
        (PROPOSE, "occasion", ("interpretation", "implementation", "other")),
        (EMERGENCY, "day1", ("+1h", "2026-11-24 16:00", "2026-11-25 09:00")),
        (PROPOSE, "time1", tuple(f"{hour:02}:00" for hour in range(8, 18))),
        (PROPOSE, "venue1", ("video", "phone")),
        (PROPOSE, "host", ("KH", "CN")),
    ],
)
def test_each_question_offers_what_can_be_pressed(
    purpose: Purpose, name: str, offered: tuple[str, ...]
) -> None:
    question = at(name, purpose).question
    assert question is not None
    assert question.offered == offered


def test_of_today_only_hours_to_come_are_offered() -> None:
    question = at("time1", day1="2026-11-24").question
    assert question is not None
    assert question.offered == tuple(f"{hour}:00" for hour in range(11, 18))


def test_the_venues_of_earlier_options_are_offered_again() -> None:
    long = "ក្រសួងមហាផ្ទៃ" * 4
    conversation = at("venue1")
    conversation.says(long)
    conversation.changing = "day2"
    conversation.says("28.11", "14:00")
    question = conversation.question
    assert question is not None
    assert question.offered == ("video", "phone", "=1")
    Button(text("x"), str(Command(name="proposal", args=("a1b2c3", "venue2", "=1"))))
    conversation.says("=1")
    assert conversation.answers["venue2"] == conversation.answers["venue1"] == long


def test_a_further_day_is_looked_for_around_the_one_before_it() -> None:
    conversation = at("venue1", day1="27.11")
    conversation.says("video")
    conversation.changing = "day2"
    question = conversation.question
    assert question is not None
    assert question.days is not None
    assert question.days.around == date(2026, 11, 27)


@pytest.mark.parametrize(("day", "first"), [("1.12.2026", "KH"), ("1.2.2027", "CN")])
def test_the_host_of_the_year_is_first_for_an_annual_consultation(day: str, first: str) -> None:
    question = at("host", PROPOSE, kind="annual", day1=day).question
    assert question is not None
    assert question.offered[0] == first
    assert set(question.offered) == {KH, CN}


def test_times_are_those_of_the_capital_of_the_person() -> None:
    starts = []
    for party in (KH, CN):
        conversation = Conversation(COUNTER, party=party, kind=MeetingKind.EMERGENCY)
        conversation.says("27.11", "14:00", "video", "KH")
        [(start, venue)] = places(conversation.setting, conversation.answers)
        assert venue is None
        assert host(conversation.answers) == "KH"
        starts.append(start)
    assert starts == [datetime(2026, 11, 27, hour, tzinfo=UTC) for hour in (7, 6)]


@pytest.mark.parametrize(
    ("purpose", "name", "typed", "refused"),
    [
        (PROPOSE, "kind", "emergency", NotAChoice),
        (EMERGENCY, "occasion", "interpretation", NotAChoice),
        (EMERGENCY, "occasion", "-", "error-not-skipped"),
        (EMERGENCY, "request", "KH26-00000", "error-unknown-code"),
        (EMERGENCY, "request", CODE, "error-unknown-code"),
        (PROPOSE, "urgency", "very", NotAChoice),
        (EMERGENCY, "day1", "23.11.2026", DateOutOfRange),
        (EMERGENCY, "day1", "26.11.2027", DateOutOfRange),
        (EMERGENCY, "day1", "24.11 09:00", MeetingTimeOutOfRange),
        (EMERGENCY, "day1", "27.11 25:00", NotATime),
        (EMERGENCY, "day1", "-", "error-not-skipped"),
        (EMERGENCY, "venue1", "x" * 5_000, "error-not-a-title"),
        (EMERGENCY, "venue1", "-", "error-not-skipped"),
        (EMERGENCY, "host", "VN", NotAChoice),
    ],
)
def test_a_wrong_answer_is_refused_and_leaves_the_draft_where_it_is(
    purpose: Purpose, name: str, typed: str, refused: type[UserError] | str
) -> None:
    conversation = at(name, purpose)
    before = dict(conversation.answers)
    with raises(refused):
        conversation.says(typed)
    assert conversation.answers == before
    assert conversation.asks == name


@pytest.mark.parametrize(
    ("day", "time"), [("2026-11-24", "10:00"), ("2026-11-24", "00:00"), ("2027-11-25", "10:01")]
)
def test_a_time_that_has_passed_or_is_over_a_year_ahead_is_refused(day: str, time: str) -> None:
    conversation = at("time1", day1=day)
    with pytest.raises(MeetingTimeOutOfRange):
        conversation.says(time)


def test_the_same_time_and_place_twice_is_refused() -> None:
    conversation = at("venue1")
    conversation.says("Room 5")
    conversation.changing = "day2"
    conversation.says("27.11", "14:00")
    for again in ("Room 5", "=1"):
        with pytest.raises(UserError, match="error-option-count"):
            conversation.says(again)
    conversation.says("video")
    assert conversation.asks == "host"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  MPS,   No. 14 ", "MPS, No. 14"),
        ("公安部　会议室", "公安部 会议室"),
        ("ក្រសួង\u200bមហាផ្ទៃ", "ក្រសួង មហាផ្ទៃ"),
        ("Cafe\u0301 Phnom Penh", "Café Phnom Penh"),
        ("X" * 80, "X" * 80),
    ],
)
def test_a_venue_is_kept_as_it_was_typed(typed: str, read: str) -> None:
    assert parse_venue(typed) == read == parse_venue(read)


@pytest.mark.parametrize(
    "typed",
    [
        "", "x" * 81, "one\ntwo", "one\u2028two", "a\u0007",
        "https://example.org/room", "example.org", "@username", "z" + "\u0336" * 9,
    ],
)  # fmt: skip
def test_what_is_no_venue_is_refused(typed: str) -> None:
    with pytest.raises(WrongValue, match="error-not-a-title"):
        parse_venue(typed)


def test_a_time_that_passed_while_the_draft_lay_is_asked_for_again() -> None:
    conversation = at("host", day1="2026-11-24", time1="11:00")
    conversation.now = NOW + timedelta(hours=1)
    assert conversation.asks == "time1"
    conversation.says("12:00")
    assert conversation.asks == "host"
    conversation.now = NOW + timedelta(days=1)
    assert conversation.asks == "day1"


@pytest.mark.parametrize(
    ("hours", "offered"),
    [
        (5, ("+1h", "2026-11-24 16:00", "2026-11-25 09:00")),
        (6, ("+1h", "2026-11-25 09:00")),
        (14, ("+1h", "2026-11-25 16:00", "2026-11-26 09:00")),
    ],
)
def test_an_emergency_is_offered_times_to_come_of_the_own_zone(
    hours: int, offered: tuple[str, ...]
) -> None:
    begun = Conversation(COUNTER, kind=MeetingKind.EMERGENCY, now=NOW + timedelta(hours=hours))
    assert begun.asked[0].offered == offered
    begun.says("+1h")
    local = begun.now + timedelta(hours=8)
    assert begun.answers["day1"] == f"{local:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize("purpose", [EMERGENCY, COUNTER])
def test_what_is_likely_is_not_asked_and_can_be_changed_on_its_own(purpose: Purpose) -> None:
    begun = Conversation(purpose, kind=MeetingKind.EMERGENCY, answers=likely(venue="MoI", host=CN))
    begun.says(*(["at_risk"] if purpose is EMERGENCY else []), "27.11 14:00")
    assert begun.asks is None
    begun.changing = "day2"
    begun.says("28.11 14:00")
    assert begun.asks is None
    begun.changing = "day2"
    begun.says("29.11 14:00")
    assert [start.day for start, _ in places(begun.setting, begun.answers)] == [27, 29]
    begun.changing = "day2"
    begun.says("-")
    assert [start.day for start, _ in places(begun.setting, begun.answers)] == [27]
    assert "day2" not in begun.answers


def test_a_whole_emergency_becomes_a_plan() -> None:
    conversation = Conversation(EMERGENCY)
    conversation.says("found", "២៧.១១ ១៤:៣០", "MoI", "cn", REFERENCE.lower())
    conversation.changing = "day2"
    conversation.says("11月28日", "9点", "VIDEO")
    assert conversation.question is None
    assert finished(conversation.setting, conversation.answers) == MeetingProposal(
        kind=MeetingKind.EMERGENCY,
        occasion=Occasion.FOUND,
        urgent=True,
        case=Reference(REFERENCE),
        options=(
            (datetime(2026, 11, 27, 7, 30, tzinfo=UTC), "MoI"),
            (datetime(2026, 11, 28, 2, 0, tzinfo=UTC), None),
        ),
        host=CN,
    )


def test_an_annual_consultation_has_one_occasion_and_no_case() -> None:
    conversation = at("", PROPOSE, kind="annual", urgency="urgent")
    plan = finished(conversation.setting, conversation.answers | {"request": REFERENCE})
    assert (plan.occasion, plan.case, plan.urgent) == (Occasion.YEARLY, None, True)


def test_a_draft_without_a_kind_is_no_plan() -> None:
    with pytest.raises(ValueError, match="not finished"):
        finished(Conversation(PROPOSE).setting, {"host": "KH"})
