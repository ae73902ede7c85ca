"""The same meetings in Khmer, Chinese and English: all is said by key, nothing in a language."""

from datetime import UTC, datetime, timedelta

import pytest

from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import text
from tests.scenario import ScenarioDriver, ScenarioUser, plain
from tests.stories.meetings.proposal_steps import counters, raises_emergency

EMERGENCY, CHINA = text("meeting-kind-emergency"), party_name(PartyCode("CN"))


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
    return person.sees_key(key, code=code, kind=EMERGENCY, occasion=cause, party=CHINA)


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
    zhang.sees_key("meeting-why", action="decline", code=code)
    await zhang.chooses("objection-preparation")
    await zhang.sends()
    sees(dara, "notice-meeting-decline", code)
    for person in both:
        person.sees_key(
            "named-value", name=text("field-objection"), value=text("objection-preparation")
        )


async def test_unanswered_it_climbs_and_expires(both: tuple[ScenarioUser, ScenarioUser]) -> None:
    dara, zhang = both
    service = dara.driver
    code = await raises_emergency(dara, "2 March 11:00")
    await service.turn(timedelta(minutes=11))
    made = datetime(2026, 3, 2, 2, tzinfo=UTC)
    zhang.sees(zhang.words("escalation", step="again", since=made, asks="yes")[:6])
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
