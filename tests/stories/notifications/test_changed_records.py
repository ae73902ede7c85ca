"""Cards in chats: further buttons behind More, and no copy that still asks for what was done."""

from datetime import timedelta

from tests.scenario import ScenarioDriver, ScenarioUser, plain
from tests.stories.prepared_state import received, reference_of
from tests.stories.sent_messages import never_notified

BEGINS_WITH = "one_request"


async def test_every_open_copy_shows_what_a_colleague_or_the_other_party_did(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = reference_of(service)
    for each in (sokha, li, zhang):
        await each.says(f"/request {reference}")
    assert li.buttons[0] == "Received today"
    await zhang.presses("Received today")
    await zhang.sends()
    li.sees("Confirmation of receipt: 2 March, 10:04, Zhang")
    sokha.sees("Confirmation of receipt: 2 March, 09:04, China (coordinator)")
    for each in (sokha, li):
        each.sees(
            "Received on 2 March. Reply due by the end of 1 April, Beijing time: 30 days left."
        )
        assert not any("Received today" in message.labels for message in each.visible)
    await service.turn(timedelta(minutes=1))
    await zhang.says(f"/assign {reference} me")  # which the other Party is not to see
    li.sees("Assigned: 2 March, 10:05, Zhang")
    never_notified(sokha, "2 March, 09:05")
    assert li.buttons == ["Reply", "Ask for information", "History", "More…", "Requests", "Menu"]


async def test_a_list_has_the_letter_the_direction_and_the_days(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    line = f"{reference_of(service)} · 123/26 MoI · Identity check · Cambodia → China"
    assert f"{line} – waiting for receipt" in await li.says("/requests")
    await zhang.sends(f"/receive {reference_of(service)} today")
    assert f"{line} – received, 30 days left" in await li.says("/requests")


async def test_further_buttons_are_in_the_same_message_and_the_older_copy_has_none(
    reference: str, sokha: ScenarioUser
) -> None:
    await sokha.says(f"/request {reference}")
    first = sokha.buttons
    await sokha.presses("More…", "More…")
    assert sokha.buttons[-2:] == ["Withdraw request", "Back"]
    await sokha.presses("Back")
    assert sokha.buttons == first
    await sokha.says(f"/request {reference}")
    shown = [each for each in sokha.visible if "Cambodia → China" in plain(each.text)]
    assert [each.labels for each in shown[-2:]] == [[], first]


async def test_only_the_live_question_has_buttons_whatever_ended_the_others(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference, hours = reference_of(service), timedelta(hours=5)

    def asked(words: str) -> list[list[str]]:
        return [each.labels for each in li.visible if words in plain(each.text)]

    question, check = "On which day was the request received?", "Please check."
    for ends in ("/cancel", "/today", "/emergency", f"/receive {reference} today"):
        await li.says(f"/receive {reference}")
        assert asked(question)[-1]
        await li.says(ends)
        assert not any(asked(question)), ends
    assert asked(check)[-1][0] == "Send to Cambodia"
    await li.says("a search")
    assert asked(check)[-1]
    await li.says("/receive KH26-00000")
    assert not any(asked(check))
    await li.presses("Continue")
    assert li.buttons[0] == "Send to Cambodia"
    await li.says("/cancel")
    assert not any(asked(check))
    await li.says(f"/receive {reference}")
    for wrong in ("nonsense", "32 March"):
        await li.says(wrong)
        assert sum(map(bool, asked(question))) == 1
    assert li.buttons[0] == "Today"
    await service.turn(hours)
    await li.says("CN")
    assert not [each for each in li.visible if each.labels[:1] == ["Today"]]


async def test_a_check_that_was_left_goes_on_from_the_newest_message_alone(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = reference_of(service)
    await li.says(f"/receive {reference} today", "/menu")
    assert [each.labels for each in li.visible if "Please check." in each.text] == [[]]
    assert f"Not finished, nothing was sent: Confirm receipt of a request · {reference}" in li.card
    await li.says("/cancel")
    assert li.buttons == ["Continue", "Do not send it", "Menu"]
    await li.presses("Continue")
    await li.sends()
    assert "Not finished" not in li.card
    await li.says(f"/answer {reference} confirmed 18/26", "/today", "/cancel")
    assert "Not sent. Nothing was changed." in await li.presses("Do not send it")
    assert "There is nothing to stop." in await li.says("/cancel")


async def test_a_question_that_an_older_card_ends_goes_on_from_there(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/request {reference}", f"/answer {reference} partly")
    await li.presses("History")
    li.sees(f"Not finished, nothing was sent: Reply to a request · {reference}")
    assert "How many of the 3 people are confirmed?" in await li.presses("Continue")


async def test_the_open_notices_of_who_changed_a_record_show_the_change_too(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.sends(f"/ask {reference} 1")
    asked = f"{reference}: information needed."
    assert "3 people, one of them a child" in sokha.sees(asked)
    await sokha.sends(f"/correct {reference} persons 2")
    assert "Correction: 2 March, 09:08, Sokha" in sokha.sees(asked)
    assert "2 people, one of them a child" in sokha.sees(asked)
    corrected = sokha.sees("3 → 2")
    assert "Correction: " not in corrected
