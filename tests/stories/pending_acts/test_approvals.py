"""Approval of acts by a coordinator, who lets them leave or returns them."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, log_verification
from tests.stories.audible_messages import heard
from tests.stories.prepared_state import reference_of
from tests.stories.sent_messages import never_notified

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
TAKE = "Take back"
BEGINS_WITH = "one_request"


@pytest.fixture
async def refusal(service: ScenarioDriver, li: ScenarioUser) -> str:
    """A refusal of a focal person that waits for a coordinator."""
    await li.says(f"/refuse {reference_of(service)} security 31/26")
    await li.presses("Send for approval")
    return f"Refusal · {reference_of(service)}"


async def test_a_coordinator_who_takes_an_approval_back_in_words_decides_again(
    refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await zhang.says("/approve")
    await zhang.presses("Approve and send")
    await zhang.says("take back")
    zhang.sees(f"{refusal} (Li): waiting for the approval of a coordinator.")
    assert zhang.buttons[:2] == ["Approve and send", "Return"]


async def test_what_a_coordinator_takes_back_waits_for_approval_again(
    service: ScenarioDriver, refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await zhang.says("理由不充分，退回")
    await zhang.says("批准")  # part of the label of a button, so no reason to return
    await zhang.presses("Take back")
    assert zhang.toasts[-1] == "Taken back. Cambodia has seen nothing."
    li.sees(f"{refusal}\nZhang took the approval back. It needs approval again.")
    await zhang.presses("Return")
    assert zhang.buttons == ["Approve and send", "Back", "Cancel"]
    await zhang.presses("Back")
    assert zhang.buttons[:2] == ["Approve and send", "Return"]
    await zhang.presses("Return")
    for typed in ("是", "可以", "不行", "បាទ", "no"):
        assert f"“{typed}”: This only says yes or no." in await zhang.says(typed)
    await zhang.says("the letter of the ministry")
    await zhang.presses("Send to Li")
    li.sees("Zhang returned it: the letter of the ministry")
    await service.turn(HOLD)
    never_notified(service["sokha"], "has refused the request")


@pytest.mark.parametrize("typed", ["cancel", "取消", "បោះបង់"])
async def test_cancel_is_no_reason_to_return(
    refusal: str, li: ScenarioUser, zhang: ScenarioUser, typed: str
) -> None:
    await zhang.says("退回", typed)
    never_notified(li, "returned it")
    assert f"{refusal} (Li): waiting for the approval" in await zhang.says("/approve")


@pytest.mark.parametrize("typed", ["好", "ok", "បាទ"])
async def test_a_polite_word_does_not_approve_what_another_person_sends(
    service: ScenarioDriver, refusal: str, zhang: ScenarioUser, typed: str
) -> None:
    await zhang.says("/approve", typed)
    zhang.sees(f"{refusal} (Li): waiting for the approval of a coordinator.")
    await service.turn(HOLD)
    never_notified(service["sokha"], "has refused the request")


async def test_what_is_returned_at_night_makes_no_sound(
    service: ScenarioDriver, refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service.turn_to(datetime(2026, 3, 6, 15, 0, tzinfo=UTC))
    await zhang.says("退回", "the letter of the ministry")
    await zhang.presses("Send to Li")
    li.sees("Zhang returned it: the letter of the ministry")
    assert li.phone.visible[-1].silent


async def test_who_may_not_approve_what_waits_opens_its_request(
    service: ScenarioDriver, refusal: str
) -> None:
    wang, reference = service["wang"], reference_of(service)
    await service.turn_to(datetime(2026, 3, 9, 2, 0, tzinfo=UTC))
    assert refusal in await wang.says("/today")
    assert wang.buttons[:2] == [f"Open {reference}"] * 2
    assert "Status: waiting for receipt" in await wang.presses(wang.buttons[1])


async def test_yes_below_an_act_that_waits_lets_it_leave(
    refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await zhang.says("批准", "是")
    li.sees(refusal, "Zhang has approved it.")
    assert f"{refusal} (Zhang) leaves" in await zhang.says("/today")


async def test_the_history_names_who_wrote_and_who_approved_to_the_own_party_alone(
    service: ScenarioDriver, refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await zhang.presses("Approve and send")
    await service.turn(HOLD)
    reference, shown = reference_of(service), "Refusal: today 10:04, Li, approved by Zhang"
    for each in (li, zhang):
        assert shown in await each.says(f"/request {reference} history")
    told = await service["sokha"].says(f"/request {reference} history")
    assert "Refusal: today 09:04, China (coordinator)" in told
    assert not {"Li", "Zhang"} & {*told.replace(",", " ").split()}


async def test_who_approves_a_draft_is_reminded_of_the_due_date_and_its_author_is_not(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = reference_of(service)
    await li.sends(f"/receive {reference} today")
    await service.turn_to(datetime(2026, 3, 30, 2, 0, tzinfo=UTC))
    await li.says(f"/refuse {reference} security 31/26")
    await li.presses("Send for approval")
    await service.turn_to(datetime(2026, 3, 31, 1, 1, tzinfo=UTC))
    assert not [text for when, text in heard(li) if when > datetime(2026, 3, 31, tzinfo=UTC)]
    assert "a coordinator has to approve the draft · reply due tomorrow" in await li.says("/today")
    assert f"Reply {reference}" not in li.buttons
    zhang.sees(
        f"Refusal · {reference} · waits for approval · reply due tomorrow (1 April)",
        "Please approve the draft or return it by the end of the due date, Beijing time.",
    )
    assert f"Open: Refusal · {reference}" in zhang.buttons
    assert [text for when, text in heard(zhang) if when > datetime(2026, 3, 31, tzinfo=UTC)]
    await zhang.presses(f"Open: Refusal · {reference}")
    await zhang.presses("Approve and send")
    assert "Please approve the draft" not in "".join(each.text for each in zhang.visible)


@pytest.mark.parametrize("typed", ["算了 还是批准", "参加", "to do", "កិច្ចប្រជុំ"])
async def test_the_reason_to_return_is_checked_before_it_goes_to_the_sender(
    service: ScenarioDriver, refusal: str, li: ScenarioUser, zhang: ScenarioUser, typed: str
) -> None:
    await zhang.presses("Return")
    shown = await zhang.says(typed)
    assert f"Return: {refusal}\nPlease check. This goes to Li." in shown
    assert f"Reason: {typed}" in shown
    await service.turn(HOLD)
    never_notified(li, "returned it")
    await zhang.says("理由：缺公函")
    await zhang.says("是")
    li.sees("Zhang returned it: 缺公函")


async def test_what_was_returned_is_a_to_do_of_its_author_until_it_is_sent_again(
    service: ScenarioDriver, refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await zhang.presses("Return")
    await zhang.says("the letter of the ministry")
    await zhang.presses("Send to Li")
    await li.presses("Cancel")
    await service.turn_to(datetime(2026, 3, 4, 1, 1, tzinfo=UTC))
    li.sees(f"{refusal} · returned: change it and send it again")
    assert "returned" not in zhang.sees("Good morning")
    await li.says("/today")
    assert not [label for label in li.buttons if label.startswith("Reply")]
    assert "Letter: 31/26" in await li.presses(f"Open: {refusal}")
    await li.presses("Send for approval")
    for each, line in ((li, ""), (zhang, "waits for approval")):
        assert line in await each.says("/today")
        assert "returned" not in each.card


async def test_what_was_returned_is_no_to_do_of_an_author_who_deletes_it(
    service: ScenarioDriver, refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await zhang.presses("Return")
    await zhang.says("the letter of the ministry")
    await zhang.presses("Send to Li")
    assert "Draft deleted. Nothing was sent." in await li.presses("Cancel", f"Delete: {refusal}")
    assert "returned" not in await li.says("/today")
    await li.says(f"/refuse {reference_of(service)} security 31/26")
    li.sees("A coordinator must approve it")


async def test_what_its_author_takes_back_no_longer_waits_for_the_coordinators(
    refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    assert zhang.sees(refusal).count(refusal) == 1
    await li.presses("Take back")
    zhang.sees(
        "Taken back. Cambodia has seen nothing.\n\nRequest: ",
        "123/26 MoI · Identity check\nGrounds: security",
    )
    assert not [each for each in zhang.visible if refusal in each.text]


@pytest.mark.parametrize(
    ("ending", "told"), [("suspend 2", "Your access"), ("role 2 auditor", "Not sent.")]
)
async def test_what_waits_for_approval_ends_with_the_access_or_role_of_its_author(
    service: ScenarioDriver, refusal: str, zhang: ScenarioUser, ending: str, told: str
) -> None:
    await service["wang"].says(f"/{ending} ok")
    zhang.sees(f"Not sent: {refusal} (Li).")
    zhang.sees(f"Not sent: {refusal}. Li may no longer do this.")
    assert not [each for each in zhang.visible if "Approve and send" in each.labels]
    assert refusal not in await zhang.says("/approve")
    service["li"].sees(told)


async def test_the_author_is_told_that_what_was_approved_did_not_leave(
    service: ScenarioDriver, refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await service["sokha"].says(f"/withdraw {reference_of(service)} settled -")
    await service["sokha"].presses_send()
    await service.turn(SECOND)
    await zhang.presses("Approve and send")
    await service.turn(HOLD)
    for person in (li, zhang):
        person.sees(f"Not sent: {refusal} (Zhang).")


async def test_what_was_done_takes_its_buttons_from_all_open_lists(
    service: ScenarioDriver, refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    opens = f"Open: {refusal}"
    await zhang.says("/today")
    assert opens in zhang.buttons
    await zhang.says("/approve")
    zhang.sees(f"{refusal} (Li): waiting for the approval of a coordinator.")
    await li.presses("Take back")
    await service.turn(MINUTE)
    assert "Taken back. Cambodia has seen nothing." in zhang.card
    live = {label for each in zhang.visible for label in each.labels}
    assert not live & {opens, "Approve and send", "Return"}


async def test_a_list_of_what_waits_becomes_shorter(
    service: ScenarioDriver, refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    other = await log_verification(service, "sokha", persons=1, children=0, letter="9/26")
    await li.says(f"/refuse {other} security 32/26")
    await li.presses("Send for approval")
    await zhang.says("/approve")
    assert zhang.buttons == [refusal, f"Refusal · {other}", "Menu"]
    await service["sokha"].sends(f"/withdraw {other} settled -")
    await service.turn(MINUTE)
    zhang.sees(f"{refusal} (Li): waiting for the approval of a coordinator.")


async def test_typed_send_shows_what_waits(refusal: str, li: ScenarioUser) -> None:
    (taking,) = (row[0].data for each in li.visible for row in each.buttons if row[0].label == TAKE)
    for line in ("/send", f"/{taking}".replace("takeback", "send")):
        assert f"{refusal}\nSent to a coordinator for approval." in await li.says(line)
    await li.says("/new")
    question = li.card
    assert (await li.says("/send")).endswith(question)
    assert "This is not on its way" in await li.says("/takeback nonsense")
    assert li.buttons == ["Take back", "Continue the draft", "Menu"]


async def test_another_refusal_is_checked_while_the_first_waits_for_approval(
    service: ScenarioDriver, refusal: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await li.says(f"/correct {reference_of(service)} sovereignty 32/26")
    li.sees("to send this instead, take that one back first.", "Grounds: sovereignty")
    assert (li.buttons[0], li.buttons[-2]) == (TAKE, "Send for approval")
    await li.presses("Send for approval")
    assert li.toasts[-1].startswith(f"{refusal} (Li): waiting for the approval")
    await li.presses(TAKE)
    await li.presses("Send for approval")
    assert "Grounds: sovereignty" in zhang.sees(f"Li asks for your approval: {refusal}.")
