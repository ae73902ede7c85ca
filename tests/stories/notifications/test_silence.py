"""A month in which no one says a word, and a person who goes silent in the middle of it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from tests.scenario import ScenarioDriver, ScenarioUser, log_verification
from tests.stories.sent_messages import never_notified, no_longer_sees

pytestmark = pytest.mark.stories


def at(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2026 in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


async def test_thirty_days_of_silence_escalate_step_by_step_in_the_morning_of_who_is_told(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, dara: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    rungs = {
        at(3, 3, 2): {li: "Told again: nobody has acknowledged this notice since"},
        at(3, 4, 2): {zhang: "You are told as coordinator"},
        at(3, 5, 2): {
            service["wang"]: "You are told as administrator",
            dara: "China has not acknowledged this notice yet",
        },
    }
    for moment, told in rungs.items():
        await service.turn_to(moment - timedelta(minutes=1))
        for person, words in told.items():
            never_notified(person, words)
        await service.turn_to(moment + timedelta(minutes=1))
        for person, words in told.items():
            person.sees(words)
    for day in (6, 9, 10, 11, 12, 13, 16, 31):
        await service.turn_to(at(3, day, 2, 1))
        assert li.has_seen("Told every day") == 1  # the one before was taken off the chat
    await service.turn_to(at(4, 1, 2, 1))
    li.sees("Told every day")
    await zhang.says(f"/receive {reference} 2026-03-02")
    li.sees("✓ Notice acknowledged by Zhang")
    await service.turn_to(at(4, 1, 23, 59))
    no_longer_sees(li, "Told every day")


async def test_a_word_settles_what_the_other_party_was_still_to_hear(
    service: ScenarioDriver, li: ScenarioUser, dara: ScenarioUser
) -> None:
    await service.turn_to(
        at(3, 2, 23, 30)
    )  # half past seven in Beijing, an hour less in Phnom Penh
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service.turn_to(at(3, 5, 23, 35))
    service["wang"].sees("You are told as administrator")
    assert await unheard(service) == ["open"]
    await li.presses("✓ Acknowledge notice")
    assert await unheard(service) == ["settled"]
    await service.turn(timedelta(hours=12))
    never_notified(dara, "China has not acknowledged")


async def unheard(service: ScenarioDriver) -> list[str]:
    """Where that stands which a Party is told of a notice of the other."""
    async with service.app.database.transaction() as tx:
        found = text("SELECT state FROM notices WHERE notice_key LIKE 'unheard:%'")
        return [row.state for row in await tx._sql.run(found)]


async def test_who_blocks_the_bot_on_day_ten_is_passed_by_at_the_next_step(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await li.presses("Received today")
    await li.says(f"/assign {reference} me")
    await service.turn_to(at(3, 9, 1, 1))
    await li.presses("✓ Acknowledge notice")
    await service.turn_to(at(3, 12, 3, 0))
    await zhang.says(f"/assign {reference} 2")
    never_notified(zhang, "You are told as coordinator")
    li.phone.block()
    await service.settle()
    service["wang"].sees("Li (MPS) cannot be reached")
    zhang.sees("You are told as coordinator")
