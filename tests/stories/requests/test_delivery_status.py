"""The sender sees whether the other Party was told of the request."""

from datetime import timedelta

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, at, code_in, log_verification
from tests.stories.meetings.proposal_steps import UP_TO_THE_DAY, raises_emergency


async def test_the_sender_sees_to_how_many_it_went_and_the_role_that_has_seen_it(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service.turn(timedelta(minutes=2))
    sokha.sees("China was notified 2 March, 09:02")
    assert "2 people, not seen yet." in sokha.card
    await li.says("/ack")
    assert "Seen by China (focal person)" in await sokha.says(f"/request {reference}")
    assert "Li" not in sokha.card
    assert "✓ Seen by Li, today 10:04" in await service["zhang"].says(f"/request {reference}")


@pytest.mark.parametrize(("day", "when"), [(5, "tomorrow 08:00"), (6, "9 March, 08:00")])
async def test_the_sender_sees_when_the_other_party_will_be_told(
    service: ScenarioDriver, sokha: ScenarioUser, day: int, when: str
) -> None:
    await service.turn_to(at(3, day, 13))  # Thursday or Friday evening in Beijing
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await sokha.says(f"/request {reference}")
    why = "outside working hours there."
    sokha.sees(f"Notification to China: from {when}, as it was sent {why}")


async def test_the_check_of_an_act_says_when_the_other_party_will_be_told(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    assert "Cambodia will be notified at once." in await li.says(f"/receive {reference} today")
    await service.turn_to(at(3, 6, 13, 30))  # Friday evening in Phnom Penh
    await li.says(f"/receive {reference} today")
    later = "Cambodia is off now and will be notified 9 March, 10:00."
    assert later in li.card
    await li.says("/cancel", "/emergency", "at_risk", "8 March 10:00")
    assert li.send_label in li.buttons
    assert "Cambodia will be notified at once." in li.card
    await li.says("/cancel", "/propose", *UP_TO_THE_DAY, "20 March 14:00", "video", "KH", "-")
    assert later in li.card


async def test_who_sends_an_old_check_reads_before_it_leaves_that_the_other_party_is_off_now(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    assert "Cambodia will be notified at once." in await li.says(f"/receive {reference} today")
    await li.presses_send()
    assert "notified" not in li.card
    await li.presses("Take back")
    await service.turn_to(at(3, 2, 13, 30))  # in the evening
    assert "Cambodia will be notified at once." in li.card
    await li.presses_send()
    li.sees("Until then you can take it back.", "Cambodia is off now and will be notified")


async def test_the_open_card_of_the_sender_shows_when_it_arrives_and_is_seen(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await service.turn_to(at(3, 5, 13))
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    sokha.sees("as it was sent outside working hours there.")
    await service.turn_to(at(3, 6, 1, 5))
    sokha.sees("China was notified 6 March, 08:00: 2 people, not seen yet.")
    await service.turn_to(at(3, 6, 2, 12))
    await li.says("/ack")
    sokha.sees("Seen by China (focal person), 6 March, 09:12.")


async def test_the_sender_sees_that_it_was_sent_on_a_day_off(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await service.turn_to(at(3, 7, 3))  # a Saturday
    await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    sokha.sees("Notification to China: from 9 March, 08:00, as it was sent on a day off there.")


async def test_each_act_that_leaves_shows_how_far_it_has_come(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await service.turn(timedelta(minutes=2))
    for reader in (li, service["zhang"]):
        await reader.presses("Details")
    sokha.sees("China was notified 2 March, 09:02: 2 people, not seen yet.")
    for line in (f"receive {reference} today", f"ask {reference} 1 ok"):
        await li.sends(f"/{line}")
        await service.turn(timedelta(minutes=1))
        assert "Cambodia was notified" in li.card
        assert "Cambodia was notified" in await li.says(f"/request {reference}")
        assert "notified" not in await sokha.says(f"/request {reference}")
    await sokha.says("/ack")
    li.sees("Seen by Cambodia (focal person)")
    await sokha.sends(f"/supply {reference} 10/26")
    await service.turn(timedelta(minutes=1))
    card = await sokha.says(f"/request {reference}")
    assert "China was notified" in card
    assert "2 people.\n" in card
    await sokha.says(f"/status {reference}")
    await service.turn(timedelta(minutes=1))
    assert "2 people, not seen yet." in await sokha.says(f"/request {reference}")
    await li.sends(f"/answer {reference} confirmed 18/26")
    await service.turn(timedelta(minutes=1))
    assert "2 people, not seen yet." in await li.says(f"/request {reference}")
    assert "notified" not in await dara.says(f"/request {reference}")
    await dara.says("/ack")
    assert "Seen by Cambodia (coordinator)" in li.card
    code = await raises_emergency(dara, "5 March 14:00")
    await service.turn(timedelta(minutes=1))
    assert "2 people, not seen yet." in await dara.says(f"/meeting {code}")
    await li.presses("I am on it")
    dara.sees("Seen by China (focal person)")


async def test_people_whom_no_message_has_reached_yet_do_not_count(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(at(3, 2, 13))
    late = await log_verification(service, "sokha", persons=1, children=0, letter="8/26")
    await service.turn_to(at(3, 3, 0, 59))
    service.sandbox.faults.server_error(times=None, chat_id=li.phone.user_id)
    await service.turn(timedelta(minutes=2))
    assert "one person, not seen yet." in await sokha.says(f"/request {late}")
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    assert "one person, not seen yet." in await sokha.says(f"/request {reference}")
    service.sandbox.faults.server_error(times=None, chat_id=zhang.phone.user_id)
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="10/26")
    assert "it is being sent." in await sokha.says(f"/request {reference}")


async def test_who_is_told_twice_at_one_moment_counts_once(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    await service["wang"].says("/duty 6 3")  # Zhang, on Saturdays
    await service.turn_to(at(3, 7, 3))
    await sokha.sends("/new", "verification", "urgent", "1", "0", "9/26", "-", "-")
    await service.turn_to(at(3, 9, 2))
    reference = code_in(sokha.card, "KH")
    assert "by now: 3 people, not seen yet." in await sokha.says(f"/request {reference}")


NO_ONE = "No focal person or coordinator of China can be reached on Telegram now."
TELEPHONE = "Please telephone: Ministry of Public Security of China."


async def test_check_and_card_say_that_no_one_of_the_other_party_can_be_reached(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    for player in (li, zhang):
        player.phone.block()
    await log_verification(service, "sokha", persons=1, children=0, letter="8/26")
    log = ("/new", "verification", "routine", "1", "0", "9/26", "-", "-")
    assert NO_ONE in await sokha.says(*log)
    assert TELEPHONE not in sokha.card
    await sokha.sends()
    await service.turn(timedelta(minutes=2))
    sokha.sees(NO_ONE)
    reference = code_in(sokha.card, "KH")
    li.phone.unblock()
    await li.says("/start")
    await service.turn(timedelta(minutes=2))
    assert "one person, not seen yet" in await sokha.says(f"/request {reference}")


async def test_of_what_is_urgent_they_say_to_telephone_and_who_comes_back_is_told(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, dara: ScenarioUser
) -> None:
    for player in (li, service["zhang"]):
        player.phone.block()
    await log_verification(service, "sokha", persons=1, children=0, letter="8/26")
    log = ("/new", "verification", "urgent", "1", "0", "9/26", "-", "-")
    assert f"{NO_ONE} {TELEPHONE}" in await sokha.says(*log)
    await sokha.sends()
    await service.turn(timedelta(minutes=2))
    reference = code_in(sokha.card, "KH")
    sokha.sees(f"{NO_ONE} {TELEPHONE}")
    shown = dara.sees(
        "the bot can reach no focal person or coordinator of China", f"T{TELEPHONE[8:]}"
    )
    assert shown.count("Please") == 1
    await service.turn(timedelta(hours=2))
    li.phone.unblock()
    await service.settle()
    assert reference in li.sees("Urgent, and still open:")
    await li.presses(f"Open {reference}", "Received today")
    await li.sends()
    assert "receipt is confirmed" in dara.sees(reference)
