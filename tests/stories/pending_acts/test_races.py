"""Two acts that cross: who loses is told once, by whom and what to do now."""

from dataclasses import replace
from datetime import timedelta

import pytest

from liaison.people.repository import Pins
from tests.scenario import (
    HOLD,
    PIN,
    ScenarioDriver,
    ScenarioUser,
    log_verification,
    person_of,
    plain,
)
from tests.stories.prepared_state import received, reference_of
from tests.stories.sent_messages import never_notified

BEGINS_WITH = "one_request"
MINUTE = timedelta(minutes=1)
SEND_LAST = ("Send to Cambodia", "Cancel")


@pytest.fixture
async def sent(service: ScenarioDriver, li: ScenarioUser) -> str:
    """The request, whose reply has been sent and can be taken back."""
    reference = await received(service)
    await li.says(f"/answer {reference} confirmed 18/26")
    await li.presses_send()
    return reference


async def test_who_loses_a_race_is_told_once_by_whom_and_what_to_do_now(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn(HOLD)
    await sokha.says(f"/return {sent} 1")
    await sokha.presses_send()
    await service.turn(MINUTE)
    await li.says(f"/correct {sent} partly 2 19/26")
    await li.presses_send()
    assert f"Correction · {sent} (Li) leaves today" in await zhang.says(f"/request {sent}")
    before = len(li.visible)
    await service.turn(MINUTE)
    told = li.sees(f"Not sent: Correction · {sent} (Li).")
    assert "Changed by Cambodia (focal person), today 10:08." in told
    assert "Nothing was changed" not in told
    assert "Reply" in next(each.labels for each in li.visible if plain(each.text) == told)
    for reader in (li, zhang):
        assert not any("leaves today" in plain(each.text) for each in reader.visible)
    await service.turn(HOLD)
    assert len(li.visible) == before + 1  # the return, and what was not sent in its own place
    never_notified(sokha, "has corrected")


async def test_who_loses_against_a_close_is_told_to_send_a_letter(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await service.turn(HOLD)
    await sokha.says(f"/close {sent}")
    await sokha.presses_send()
    await service.turn(MINUTE)
    await li.says(f"/correct {sent} partly 2 19/26")
    await li.presses_send()
    await service.turn(MINUTE)
    told = li.sees(f"Not sent: Correction · {sent} (Li).")
    assert "If it is still needed, send an official letter or make a new request." in told
    assert "Choose below" not in told


async def test_the_second_to_confirm_a_receipt_is_told_that_it_is_done_and_by_whom(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference, again = reference_of(service), "You do not need to do it again."
    await zhang.says(f"/receive {reference} today")
    await li.says(f"/receive {reference} today")
    await li.presses_send()
    await zhang.presses("Send to Cambodia")
    for again_typed in (False, True):
        if again_typed:
            await zhang.says(f"/receive {reference} today")
        told = zhang.card
        assert told.startswith(f"Li has already sent this. {again}")
        assert f"Confirmation of receipt · {reference} (Li) leaves today 10:04 unless" in told
        assert not {"Send to Cambodia", "Received today"} & {*zhang.buttons}
    await li.presses("Take back")
    assert "leaves today" not in zhang.card
    assert "Received today" in zhang.buttons
    await li.presses("Send to Cambodia")
    await service.turn(HOLD)
    await zhang.says(f"/receive {reference} today")
    zhang.sees(f"{reference}: Li already recorded this, today 10:04. {again}")


async def test_what_a_suspended_person_did_not_send_leads_a_coordinator_to_a_new_one(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser
) -> None:
    await sokha.says("/new verification urgent 2 0", "129/26 MoI", "-", "-")
    await sokha.presses_send()
    await service["bopha"].says("/suspend 2 ok")
    dara.sees("Not sent: Send a new request · 129/26 MoI. Sokha may no longer do this.")
    await dara.presses("New request")
    assert dara.buttons[0] == "Identity check"


async def test_what_another_command_ends_is_named_below_its_answer(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await received(service)
    reference = reference_of(service)
    unsent = f"Not finished, nothing was sent: Reply to a request · {reference}."
    other = await log_verification(service, "sokha", persons=1, children=0, letter="124/26 MoI")
    await li.says(f"/answer {reference} confirmed", "/today")
    assert unsent in li.card
    assert unsent in await li.says(f"/answer {reference} confirmed", f"/request {other}")
    assert "Not finished" not in await li.says(f"/answer {reference}", f"/answer {reference} not")
    assert "Not finished" not in await li.presses("Cancel")
    await li.says(f"/answer {reference}")
    assert "Not finished" not in await li.presses("Back to the request")
    await li.says(f"/request {other}", f"/answer {reference} confirmed")
    await zhang.sends(f"/receive {other} today")
    await li.presses_shown(f"receive {other} @1 today", about=other)
    assert li.sees(unsent).startswith(f"{other}: Zhang already recorded this")
    third = await log_verification(service, "sokha", persons=1, children=0, letter="125/26 MoI")
    await li.says(f"/request {third}", "/new", "verification", "routine", "2", "0", "9/26")
    await zhang.sends(f"/receive {third} today")
    await li.presses_shown(f"receive {third} @1 today", about=third)
    assert li.sees("It is not sent yet.").startswith(f"{third}: Zhang already recorded this")


async def test_other_values_are_checked_while_the_first_can_be_taken_back(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    other, leaves = "partly 2 19/26", f"Reply · {sent} (Li) leaves today 10:06 unless it is taken"
    assert "Until then you can take it back." in await li.says(f"/answer {sent} confirmed 18/26")
    for typed in (f"/correct {sent} {other}", f"/answer {sent} {other}", "send"):
        await li.says(typed)
        assert li.buttons == ["Take back", "Change: Result", "Change: Letter", *SEND_LAST]
        li.sees(leaves, "to send this instead, take that one back first.", "Letter: 19/26")
    await li.presses("Send to Cambodia")
    assert li.toasts[-1].startswith(f"{leaves} back. Your step was not sent.")
    await li.presses("Take back")
    assert "partly confirmed (2 of 3)\nLetter: 19/26" in li.sees("Cambodia has seen nothing.")
    assert li.buttons[0] == "Send to Cambodia"
    await li.sends()
    assert "partly confirmed (2 of 3). Letter 19/26" in sokha.sees("China has replied")
    assert "18/26" not in sokha.card


async def test_the_check_of_a_colleague_waits_until_the_other_act_is_taken_back(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/answer {reference} confirmed 18/26")
    await zhang.says(f"/answer {reference} partly 2 19/26")
    await li.presses_send()
    await zhang.presses("Send to Cambodia")
    assert zhang.toasts[-1].startswith(f"Reply · {reference} (Li) leaves today 10:06 unless")
    zhang.sees("wait until that one is sent, or its sender takes it back.", "Letter: 19/26")
    assert zhang.buttons == ["Change: Result", "Change: Letter", *SEND_LAST]
    assert "Please check." in await zhang.says(f"/request {reference}", "Continue")
    await li.presses("Take back")
    await zhang.sends()
    assert "partly confirmed (2 of 3). Letter 19/26" in sokha.sees("China has replied")


async def test_each_copy_of_an_act_is_edited_when_it_is_taken_back_or_leaves(
    service: ScenarioDriver, sent: str, li: ScenarioUser
) -> None:
    def cards_to_take_back() -> int:
        return sum("Take back" in each.labels for each in li.visible)

    for typed in ("/cancel", "no wait", f"/answer {sent} confirmed 18/26"):
        await li.says(typed)
        assert cards_to_take_back() == 1
    await li.presses("Take back")
    assert cards_to_take_back() == 0
    await li.says("/today")
    await li.presses("Continue")
    await li.presses_send()
    assert cards_to_take_back() == 1
    assert "Please check." in await li.presses("Take back")
    await li.presses_send()
    assert "leaves today 10:06" in await li.says("/cancel")
    await service.turn(HOLD)
    assert cards_to_take_back() == 0
    assert not [each for each in li.visible if "10:06." in each.text and "leaves" in each.text]
    assert "Status: replied" in li.card


async def test_an_older_copy_of_a_record_stays_true_when_an_act_is_taken_back(
    service: ScenarioDriver, sent: str, li: ScenarioUser
) -> None:
    for _ in range(2):
        await li.says(f"/request {sent}")
    await li.says("/cancel")
    await li.presses("Take back")
    [kept] = [each.text for each in li.visible if "leaves" in each.text]
    assert "(Li) leaves today 10:06 unless it is taken back." in kept


async def test_a_word_shows_the_check_of_the_newest_message_and_not_one_that_waits_behind_it(
    service: ScenarioDriver, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says(f"/answer {reference} confirmed 18/26")
    await zhang.says("emergency meeting tomorrow at 16:00 by video", "a person is in danger")
    await zhang.says("thanks")
    for word in ("ok", "send"):
        shown = await zhang.says(word)
        assert "A person is in danger" in shown
        assert "Result" not in shown
    await zhang.says("cancel", "send")
    assert "Result: nationality and identity confirmed" in zhang.card
    never_notified(sokha, "has replied")


async def test_the_answer_to_a_typed_text_is_below_what_has_come_in_between(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await sokha.says(f"/withdraw {reference}", "sent by mistake")
    await li.says(f"/ask {reference} portrait")
    await li.presses_send()
    await service.turn(HOLD)
    assert "information needed" in plain(sokha.visible[-1].text)
    await sokha.says("60/26 MoI")
    assert "Letter: 60/26 MoI" in plain(sokha.visible[-1].text)
    assert sum("Letter: 60/26 MoI" in plain(each.text) for each in sokha.visible) == 1


async def test_a_reply_whose_number_of_persons_changes_before_it_leaves_is_checked_anew(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await received(service)
    reference = reference_of(service)
    await sokha.says(f"/correct {reference} persons 2")
    await sokha.presses_send()
    await service.turn(MINUTE)
    await li.says(f"/answer {reference} confirmed 18/26")
    assert "confirmed (3 of 3)" in li.card
    await li.presses_send()
    await service.turn(MINUTE)
    told = li.sees(f"Not sent: Reply · {reference} (Li).")
    assert "Changed by Cambodia (focal person), today" in told
    assert "Correct the number" not in told
    await service.turn(HOLD)
    never_notified(sokha, "has replied")
    li.sees("People: 3 → 2")


async def test_a_check_that_is_no_longer_true_is_shown_anew_by_send(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await received(service)
    reference, changed = reference_of(service), "What it says has changed meanwhile."
    await li.says(f"/answer {reference} confirmed 18/26")
    await sokha.sends(f"/correct {reference} persons 2")
    await li.presses("Send to Cambodia")
    assert li.toasts[-1].startswith(changed)
    assert "confirmed (2 of 2)" in li.card
    await li.presses("Send to Cambodia")
    await service.turn(HOLD)
    sokha.sees("confirmed (2 of 2)")


@pytest.mark.parametrize("typed", ["ok", "wait", "发送"])
async def test_a_check_that_is_no_longer_true_is_shown_anew_by_words(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, typed: str
) -> None:
    await received(service)
    reference = reference_of(service)
    await li.says(f"/answer {reference} confirmed 18/26")
    await sokha.sends(f"/correct {reference} persons 2")
    await li.says(typed)
    li.sees("What it says has changed meanwhile. Nothing was sent", "confirmed (2 of 2)")
    assert "Continue" not in li.buttons
    await li.presses("Send to Cambodia")
    await service.turn(HOLD)
    sokha.sees("confirmed (2 of 2)")


@pytest.mark.parametrize(
    ("typed", "act"), [("/close {}", "Closing"), ("/return {} 1", "Return of the reply")]
)
async def test_a_reply_that_is_corrected_is_neither_closed_nor_returned_unseen(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, li: ScenarioUser, typed: str, act: str
) -> None:
    await service.turn(HOLD)
    await li.says(f"/correct {sent} not 19/26")
    await li.presses_send()
    await service.turn(MINUTE)
    await sokha.says(typed.format(sent))
    assert "confirmed (3 of 3)" in sokha.card
    await sokha.presses_send()
    await service.turn(MINUTE)
    sokha.sees(f"Not sent: {act}")
    await service.turn(HOLD)
    assert "Seen by" not in await li.says(f"/request {sent} history")


async def test_a_correction_of_what_a_check_does_not_show_lets_no_act_leave_unseen(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await service.turn(HOLD)
    await li.says(f"/correct {sent} confirmed 19/26")
    await li.presses_send()
    await service.turn(MINUTE)
    await sokha.says(f"/close {sent}")
    await sokha.presses_send()
    await service.turn(MINUTE)
    sokha.sees("has corrected the reply: Letter: 18/26 → 19/26")
    assert "Choose below what to do now." in sokha.sees(f"Not sent: Closing · {sent}")
    await sokha.says(f"/close {sent}")
    await li.sends(f"/correct {sent} confirmed 20/26")
    await sokha.presses("Send to China")
    assert "What it says has changed meanwhile." in sokha.toasts[-1]
    assert "Please check. This goes to China." in sokha.card
    await sokha.sends()
    assert "Status: closed" in sokha.card


async def test_a_question_about_progress_stops_no_act(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/answer {reference} confirmed 18/26")
    await li.presses_send()
    await sokha.says(f"/status {reference}")
    await service.turn(HOLD)
    assert "Status: replied" in sokha.sees(f"{reference}: China has replied.")


async def test_after_an_outage_an_act_can_be_taken_back_as_long_again(
    service: ScenarioDriver, sent: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await service.outage(timedelta(hours=1))
    assert "It goes to Cambodia today 11:06." in li.sees(f"Reply · {sent}")
    assert "leaves today 11:06" in await li.says(f"/request {sent}")
    await service.turn(MINUTE)
    never_notified(sokha, "China has replied")
    await li.says("/cancel")
    await li.presses("Take back")
    await service.turn(HOLD)
    never_notified(sokha, "China has replied")


@pytest.mark.parametrize("typed", ["不对，是2人", "人数错了，应为2人", "ខុសហើយ ត្រូវជា ២ នាក់"])
async def test_what_was_sent_is_taken_back_before_words_change_it(
    service: ScenarioDriver, sent: str, li: ScenarioUser, typed: str
) -> None:
    assert "Nothing was changed. Take it back first, then change it." in await li.says(typed)
    assert "Result: nationality and identity confirmed (3 of 3)" in li.card
    assert li.buttons == ["Take back"]


async def test_a_press_of_send_that_crosses_a_cancel_shows_the_check_again(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.says(f"/receive {reference_of(service)} today")
    li.phone.edit("wait, not yet")
    li.phone.say("取消")
    li.phone.press("发送给柬方")
    await service.settle()
    li.sees("Please check. This goes to Cambodia.")
    await service.turn(HOLD)
    never_notified(sokha, "receipt is confirmed")
    await li.sends()
    sokha.sees("receipt is confirmed.")


async def test_a_pin_that_is_no_longer_valid_is_asked_for_before_what_was_checked_is_sent(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    async with service.app.database.transaction() as tx:
        pin = await tx.of(Pins).lock((await person_of(tx, dara)).id)
        assert pin is not None
        await tx.of(Pins).put(replace(pin, verified_until=tx.now + timedelta(minutes=10)))
    await dara.says("/disclose cases unodc statistics status 2026-06-30 2026-03-01 55/26 MPS")
    dara.sees("Please check. This goes to China.")
    await service.turn(timedelta(minutes=11))
    assert "Send what was checked" in await dara.presses_send()
    assert "It goes to China today" in await dara.says(PIN)
    await service.turn(HOLD)
    zhang.sees("K26-")
