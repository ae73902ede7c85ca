"""The same meetings in Khmer, Chinese and English: all is said by key, nothing in a language."""

from datetime import UTC, datetime, timedelta

import pytest

from liaison.core.cards import text
from tests.scenario import ScenarioDriver, ScenarioUser, code_in, plain
from tests.stories.meetings.proposal_steps import (
    UP_TO_THE_VENUE,
    counters,
    newest_code,
    proposes,
    raises_emergency,
)

EMERGENCY = text("meeting-kind-emergency")


@pytest.fixture(params=["en", "km", "zh"])
async def both(
    driver: ScenarioDriver, request: pytest.FixtureRequest
) -> tuple[ScenarioUser, ScenarioUser]:
    """A coordinator of each Party, who read one language."""
    await driver.gather(
        "bopha", "sokha", "dara", "wang", "li", "zhang", language=str(request.param)
    )
    return driver["dara"], driver["zhang"]


def sees(person: ScenarioUser, key: str, code: str) -> str:
    """A notice about the emergency meeting."""
    cause = text("occasion-at-risk")
    return person.sees_key(key, code=code, kind=EMERGENCY, occasion=cause)


async def test_two_counters_then_agreed(both: tuple[ScenarioUser, ScenarioUser]) -> None:
    dara, zhang = both
    code = await raises_emergency(dara, "3.3 14:00")
    sees(zhang, "notice-meeting-emergency", code)
    await counters(zhang, code, "4 March 10:00")
    sees(dara, "notice-meeting-counter", code)
    await counters(dara, code, "4 March 15:00")
    sees(zhang, "notice-meeting-counter", code)
    await zhang.chooses("button-accept-option", number=1)
    start = datetime(2026, 3, 4, 8, tzinfo=UTC)
    for person in both:
        person.sees_key("meeting-slot", start=start)


async def test_declined(both: tuple[ScenarioUser, ScenarioUser]) -> None:
    dara, zhang = both
    code = await raises_emergency(dara, "3.3 14:00")
    await zhang.chooses("button-decline")
    zhang.sees_key("meeting-why-decline", code=code)
    await zhang.chooses("objection-preparation")
    await zhang.sends()
    sees(dara, "notice-meeting-decline", code)
    for person in both:
        person.sees_key("meeting-objection", objection=text("objection-preparation"))


async def test_unanswered_it_climbs_and_expires(both: tuple[ScenarioUser, ScenarioUser]) -> None:
    dara, zhang = both
    service = dara.driver
    code = await raises_emergency(dara, "2 March 11:00")
    await service.turn(timedelta(minutes=11))
    made = datetime(2026, 3, 2, 2, tzinfo=UTC)
    zhang.sees(zhang.words("escalation-again", since=made, asks="yes")[:6])
    await service.turn(timedelta(hours=2))
    for person in both:
        sees(person, "notice-meeting-expire", code)
    sees(service["wang"], "notice-meeting-emergency", code)
    for person, owes in ((dara, True), (zhang, False)):
        again = person.words("todo-meeting-again", code=code, kind=text("meeting-kind-emergency"))
        await person.says("/today")
        assert (again in person.card) is owes
    await raises_emergency(dara, "2 March 16:00")
    await dara.says("/today")
    assert code not in dara.card


async def test_a_host_out_of_turn_is_warned_about_and_not_refused(
    both: tuple[ScenarioUser, ScenarioUser],
) -> None:
    dara, zhang = both
    warning = dara.words("proposal-not-in-turn", party=text("agreement-party-kh"))
    typed = ("/propose", "annual", "20.4 9:00", "video")
    assert warning not in await zhang.says(*typed, "KH")
    assert warning in await dara.says(*typed, "CN")
    await dara.sends()
    dara.sees_key("proposal-sent-new", code=newest_code(dara))


async def test_both_propose(both: tuple[ScenarioUser, ScenarioUser]) -> None:
    dara, zhang = both
    typed = ("/propose", *UP_TO_THE_VENUE, "video", "KH", "-")
    code = await proposes(dara, *typed)
    await zhang.sends(*typed)
    zhang.sees_key("proposal-sent-second", code=code)
    kind, other = text("meeting-kind-difference"), text("occasion-other")
    dara.sees_key("notice-meeting-counter", code=code, kind=kind, occasion=other)


async def test_a_second_emergency_for_one_cause_shows_the_first_and_asks_whether_another_is_meant(
    both: tuple[ScenarioUser, ScenarioUser],
) -> None:
    dara, zhang = both
    await zhang.says("/emergency", "at_risk", "3.3 16:00")
    first = await raises_emergency(dara, "3.3 14:00")
    await zhang.presses_send()
    zhang.sees_key("proposal-ask-another", code=first)
    await zhang.chooses("button-open", code=first)
    assert zhang.words("button-accept-option", number=1) in zhang.buttons
    await zhang.says("/emergency")
    await zhang.chooses("button-resume-proposal", "field-another")
    await zhang.sends()
    second = code_in(zhang.card, "M")
    assert second != first
    sees(dara, "notice-meeting-emergency", second)
    await dara.says("/emergency", "found")
    assert dara.words("field-another") not in dara.buttons


@pytest.mark.parametrize("steps", range(4))
async def test_cancelled_after_any_reminder_no_other_comes(
    driver: ScenarioDriver, steps: int
) -> None:
    """Each reads the own language: Khmer, Chinese and English at once."""
    await driver.gather("bopha", "sokha", "dara", "wang", "li", "zhang")
    dara, zhang = driver["dara"], driver["zhang"]
    code = await raises_emergency(dara, "4 March 14:00")
    await zhang.chooses("button-accept-option", number=1)
    start = datetime(2026, 3, 4, 7, tzinfo=UTC)
    for minutes in (1440, 120, 15)[:steps]:
        await driver.turn_to(start - timedelta(minutes=minutes - 1))
    await dara.says(f"/calloff {code}")
    await dara.chooses("objection-settled")
    await dara.sends()
    people = [driver[name] for name in ("sokha", "dara", "li", "zhang")]
    told = [reminders(person) for person in people]
    assert any(told) is bool(steps)
    for person in (each for each in people if each is not dara):  # who did it is not told first
        sees(person, "notice-meeting-cancel", code)
    await driver.turn_to(start + timedelta(hours=2))
    assert [reminders(person) for person in people] == told


def reminders(person: ScenarioUser) -> int:
    """How many messages, deleted ones too, have said that the meeting comes near."""
    said = [plain(each.text) for each in person.phone.transcript]
    return sum(" · 📅" in each.partition("\n")[0] for each in said)


async def test_an_emergency_meeting_is_called_urgent_once(
    both: tuple[ScenarioUser, ScenarioUser],
) -> None:
    dara, _ = both
    code = await raises_emergency(dara, "3.3 14:00")
    title = dara.words("meeting-title", code=code, kind=EMERGENCY, urgent="no")
    for person in both:
        await person.says(f"/meeting {code}")
        assert person.card.splitlines()[0].endswith(title)


async def test_another_meeting_that_is_urgent_is_marked(
    both: tuple[ScenarioUser, ScenarioUser],
) -> None:
    dara, _ = both
    typed = ("difference", "interpretation", "4 March 14:00", "video", "KH", "-")
    code = await proposes(dara, "/propose", *typed, "Change", "Urgency", "urgent")
    kind = text("meeting-kind-difference")
    dara.sees_key("meeting-title", code=code, kind=kind, urgent="yes")
