"""Emergencies that no one can answer, that are offered again and again, or that wait overnight."""

from datetime import UTC, datetime, timedelta

from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.audible_messages import sounds, told
from tests.stories.meetings.proposal_steps import counters, raises_emergency

AT_22 = datetime(2026, 3, 2, 15, tzinfo=UTC)
"""Ten in the evening in Phnom Penh, eleven in Beijing."""
CUT_OFF = "the bot can reach no focal person or coordinator of China"
TELEPHONE = "agree on the time by telephone"


async def test_at_each_step_it_is_told_that_no_one_of_the_other_party_can_be_reached(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "4 March 14:00")
    service["wang"].phone.block()
    for minutes, times in ((20, 0), (45, 0)):
        await service.turn(timedelta(minutes=minutes))
        assert told(sokha, CUT_OFF) == times
    for name in ("li", "zhang"):
        service[name].phone.block()
    for hours, times in ((1, 1), (2, 2), (4, 3), (8, 4)):
        await service.turn(timedelta(hours=hours))
        for person in (sokha, dara):
            assert told(person, CUT_OFF) == times
    shown = sokha.sees(f"{CUT_OFF}: “Meeting {code} (emergency meeting), proposed by Cambodia.”")
    assert "Telephone: Ministry of Public Security of China." in shown
    service["zhang"].phone.unblock()
    await service["zhang"].says("/menu")
    await service.turn(timedelta(hours=13))
    assert told(sokha, CUT_OFF) == 4


async def test_that_no_one_can_be_reached_is_told_once_from_the_first_step_on(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    for name in ("li", "zhang", "wang"):
        service[name].phone.block()
    await raises_emergency(dara, "4 March 14:00")
    await service.turn(timedelta(minutes=5))
    assert told(sokha, CUT_OFF) == 1
    heard = len(sounds(sokha))
    await service.turn(timedelta(minutes=20))
    assert len(sounds(sokha)) == heard


async def test_an_emergency_that_was_declined_has_its_answer_and_wakes_no_one_again(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    code = await raises_emergency(dara, "4 March 14:00")
    await service.turn(timedelta(minutes=3))
    await zhang.sends(f"/decline {code} settled")
    for person in (sokha, dara):
        assert told(person, f"China has declined {code}") == 1
    people = [service[name] for name in ("sokha", "dara", "li", "zhang", "wang", "bopha")]
    heard = {each: len(sounds(each)) for each in people}
    await service.turn_to(datetime(2026, 3, 3, 0, 50, tzinfo=UTC))
    assert heard == {each: len(sounds(each)) for each in people}


async def test_the_administrators_of_both_parties_read_which_one_declined(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "4 March 14:00")
    await service.turn(timedelta(hours=3))
    await zhang.sends(f"/decline {code} settled")
    for name in ("wang", "bopha"):
        assert told(service[name], f"China has declined {code}") == 1


async def test_after_many_offers_within_an_hour_the_card_says_to_telephone(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    code = await raises_emergency(dara, "4 March 14:00")
    await service.turn(timedelta(minutes=2))
    for number in range(2, 7):
        assert TELEPHONE not in zhang.card
        await counters(zhang if number % 2 == 0 else dara, code, f"{number + 3} March 10:00")
        await service.turn(timedelta(minutes=6))
    assert "☎️ 6 offers within an hour" in zhang.card
    dara.sees(f"{TELEPHONE} (Ministry of Public Security of China), then offer or accept it here.")
    assert told(service["bopha"], "is proposed to China") == 1
    assert told(service["bopha"], "Other times") == 0
    assert told(service["wang"], "Other times") == 1
    assert told(zhang, "Cambodia suggests other times") == 2
    await service.turn(timedelta(hours=1))
    await counters(dara, code, "9 March 10:00")
    assert TELEPHONE not in dara.card
    await zhang.presses("✓ Accept option 1")
    assert told(service["bopha"], f"The meeting {code} is agreed") == 1


async def test_what_is_kept_names_the_day_and_is_true_on_the_next_one(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(AT_22)
    await raises_emergency(dara, "4 March 10:00")
    await service.turn(timedelta(minutes=65))
    service["wang"].sees("no one has answered since 2 March, 23:0")
    sokha.sees("As of 2 March, 23:0")
    await zhang.presses("✓ Accept option 1")
    await service.turn_to(datetime(2026, 3, 3, 3, 1, tzinfo=UTC))
    assert "tomorrow" not in sokha.sees("in 24 h. Wednesday, 4 March, 10:00 Phnom Penh")
