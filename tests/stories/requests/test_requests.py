"""A request from logging to closing, in the words of the people who work on it."""

import pytest

from liaison.core.repository import People
from liaison.requests.model import Kind, Letter, RequestDetails
from liaison.requests.service import log
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, log_verification
from tests.stories.prepared_state import reference_of
from tests.stories.sent_messages import buttons_under, never_notified

BEGINS_WITH = "one_request"


async def logged(service: ScenarioDriver) -> str:
    """Log a request; gives its reference."""
    return await log_verification(service, "sokha", persons=3, children=1, letter="123/26 MoI")


async def received(service: ScenarioDriver) -> str:
    """Acknowledge receipt of the request that is there; gives its reference."""
    await service["li"].presses("Received today")
    await service["li"].sends()
    return reference_of(service)


async def test_a_request_is_logged_received_answered_and_closed(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await logged(service)
    sokha.sees(f"Request {reference} has been sent.")
    li.sees("new request.")
    li.sees("3 people, one of them a child")

    await li.presses("Received today")
    assert "Received on: 2 March\nReply due by: 1 April" in li.card
    await li.sends()
    li.sees(f"Receipt of {reference} is recorded.")
    li.sees("Reply due by 1 April: 30 days left.")
    sokha.sees(f"{reference}: receipt is confirmed.")

    await li.presses("Reply")
    await li.presses("partly confirmed")
    await li.presses("2")
    li.sees(f"{reference} Identity check")
    li.sees("Result: partly confirmed (2 of 3).")
    li.sees("By which letter does the reply go?")
    never_notified(sokha, "has replied")
    await li.says("公刑〔2026〕18号")
    await li.sends()
    li.sees(f"The reply to {reference} is sent.")
    sokha.sees(f"{reference}: China has replied")
    sokha.sees("Result: partly confirmed (2 of 3). Letter 公刑〔2026〕18号.")
    assert buttons_under(sokha, "China has replied")[0] == "Close request"
    assert buttons_under(service["dara"], "China has replied")[0] == "Details"

    await sokha.presses("Close request")
    await sokha.sends()
    sokha.sees(f"{reference} is closed.")
    li.sees(f"{reference}: Cambodia has closed the request.")
    assert "Reply" not in li.buttons
    told = "– partly confirmed (2 of 3) and letter 公刑〔2026〕18号"
    for player, who in ((sokha, "09:08, focal person of China"), (li, "10:08, Li")):
        await player.says(f"/request {reference} history")
        assert f"{who} {told}" in player.card


async def test_the_same_request_by_buttons_alone(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    """Letters and numbers of letters are typed; every step and every choice has its button."""
    reference = await received(service)
    await li.presses("Assign")
    await li.presses("Li")
    await li.presses("Ask for information")
    li.sees(f"What is missing for {reference}?")
    await li.presses("full names and other names used")
    await li.presses("copies of documents")
    await li.presses("Continue")
    await li.sends()
    li.sees(f"The question on {reference} is sent.")
    sokha.sees(f"{reference}: information needed.")
    sokha.sees("Information asked for: full names and other names used and copies of documents.")
    await sokha.presses("Information sent")
    await sokha.says("130/26 MoI")
    await sokha.sends()
    li.sees(f"{reference}: Cambodia has sent the information by letter 130/26 MoI.")
    await li.presses("Reply")
    await li.presses("nationality and identity confirmed")
    await li.presses("Without a letter")
    await li.sends()
    sokha.sees("Result: nationality and identity confirmed (3 of 3).")
    await sokha.presses("Close request")
    await sokha.sends()
    li.sees(f"{reference}: Cambodia has closed the request.")


async def test_what_was_asked_is_asked_no_more_once_a_colleague_has_acted(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = reference_of(service)
    assert "Another day…" not in li.buttons
    await li.says(f"/receive {reference}")
    await zhang.says(f"/receive {reference} today")
    await zhang.sends()
    await li.says("2 March")
    first = f"{reference}: Zhang already recorded this"
    assert first in li.card
    await li.says("2 March")
    assert first not in li.card


async def test_the_same_request_by_typed_commands_alone(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = reference_of(service)
    await li.says(f"/receive {reference} today")
    await li.sends()
    await li.says(f"/ask {reference} names,3 ok")
    await li.sends()
    sokha.sees("Information asked for: full names and other names used and copies of documents.")
    await sokha.says(f"/supply {reference} 130/26 MoI")
    await sokha.sends()
    li.sees(f"{reference}: Cambodia has sent the information by letter 130/26 MoI.")
    await li.says(f"/assign {reference} me")
    li.sees("Assigned to Li, MPS")
    await li.says(f"/answer {reference} confirmed -")
    await li.sends()
    sokha.sees("Result: nationality and identity confirmed (3 of 3).")
    await sokha.says(f"/close {reference}")
    await sokha.sends()
    sokha.sees(f"{reference} is closed.")
    for reader, who in ((sokha, "focal person of China"), (li, "Li")):
        await reader.says(f"/request {reference} history")
        assert f"{who} – copies of documents and full names" in reader.card
        assert "– letter 130/26 MoI" in reader.card
    assert "Li – Li" in li.card


async def test_receipt_on_an_earlier_day_starts_the_clock_there(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await service.turn_to(service.sandbox.now().replace(day=4))
    await li.says("/requests ours")
    await li.presses(li.buttons[0])
    await li.presses("Another day…")
    await li.says("3 March")
    await li.sends()
    li.sees("Received on 3 March. Reply due by 2 April: 29 days left.")


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("1 March", "“1 March”: Give a date from 2 March to 2 March."),
        ("3 March 2025", "“3 March 2025”: Give a date from 2 March to 2 March."),
        ("soon", "The bot cannot read this date."),
        ("skip", "This question needs an answer."),
        ("at 8", "This question asks for a day, not for an hour."),
        ("ម៉ោង ៨", "This question asks for a day, not for an hour."),
        ("8点", "This question asks for a day, not for an hour."),
        ("2026-02-30", "The bot cannot read this date."),
    ],
)
async def test_a_wrong_day_of_receipt_is_refused_and_asked_again(
    service: ScenarioDriver, li: ScenarioUser, typed: str, answer: str
) -> None:
    reference = reference_of(service)
    await li.says(f"/receive {reference}")
    await li.says(typed)
    li.sees(answer)
    assert li.buttons == ["Today", "Cancel"]
    await li.says("2 March")
    await li.sends()
    li.sees(f"Receipt of {reference} is recorded.")


async def test_a_coordinator_approves_the_refusal_of_a_focal_person_before_it_leaves(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await li.presses("Refuse")
    await li.presses("security")
    await li.presses("principles of law")
    await li.presses("Continue")
    li.sees("Grounds of refusal: security and principles of law.")
    li.sees("Which letter gives the reason?")
    await li.says("公刑〔2026〕31号")
    await li.presses("Send for approval")
    await service.turn(HOLD * 2)
    never_notified(sokha, "refus")
    zhang.sees(f"Li asks for your approval: Refusal · {reference}.")
    await zhang.presses("Approve and send")
    assert "It goes to Cambodia today" in zhang.card
    li.sees("Zhang has approved it.")
    await service.turn(HOLD)
    sokha.sees(f"{reference}: China has refused the request.")
    sokha.sees("Grounds of refusal: security and principles of law.")


async def test_a_wrong_letter_of_a_refusal_is_asked_for_again_and_the_grounds_are_kept(
    service: ScenarioDriver, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says(f"/refuse {reference}")
    await zhang.presses("security")
    await zhang.presses("principles of law")
    await zhang.presses("Continue")
    await zhang.says("abc")
    zhang.sees("“abc”: Write the letter number")
    zhang.sees("Grounds of refusal: security and principles of law.")
    zhang.sees("Which letter gives the reason?")
    await zhang.says("公刑〔2026〕31号")
    await zhang.sends()
    sokha.sees(f"{reference}: China has refused the request.")
    sokha.sees("Grounds of refusal: security and principles of law.")


async def test_a_refusal_is_returned_with_what_is_missing_and_another_step_taken(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/refuse {reference} security 公刑〔2026〕31号")
    await li.presses("Send for approval")
    await zhang.presses("Return")
    await zhang.says("the letter of the ministry")
    zhang.sees(f"Returned: Refusal · {reference}. Its sender will be notified.")
    assert "Zhang returned it: the letter of the ministry" in li.card
    assert "Letter: 公刑〔2026〕31号" in li.card
    assert "Change: Letter" in li.buttons
    await li.says(f"/answer {reference} not_confirmed -")
    await li.sends()
    li.sees(f"The reply to {reference} is sent.")


@pytest.mark.parametrize("ends", ["withdrawn", "replied", "refused"])
async def test_a_refusal_that_waits_ends_with_the_request(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser, ends: str
) -> None:
    reference = await received(service)
    await li.says(f"/refuse {reference} security 公刑〔2026〕31号")
    await li.presses("Send for approval")
    zhang.sees("asks for your approval")
    lines = {"withdrawn": f"/withdraw {reference} settled -"}
    lines |= {"replied": f"/answer {reference} not_confirmed -"}
    lines |= {"refused": f"/refuse {reference} sovereignty 公刑〔2026〕32号"}
    ending = sokha if ends == "withdrawn" else zhang
    await ending.says(lines[ends])
    await ending.sends()
    for person in (li, zhang):
        person.sees(f"Not sent: Refusal · {reference} (Li). Changed by")
    for words in ("/today", "/approve"):
        await zhang.says(words)
        assert "Refusal" not in zhang.card
    assert "Approve and send" not in [each for shown in zhang.visible for each in shown.labels]


async def test_a_request_is_withdrawn_with_its_reason(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = reference_of(service)
    await sokha.presses("Withdraw request")
    await sokha.presses("sent twice")
    sokha.sees("Reason: sent twice.")
    sokha.sees("Which letter says so?")
    await sokha.presses("Without a letter")
    await sokha.sends()
    sokha.sees(f"{reference} is withdrawn.")
    li.sees(f"{reference}: Cambodia has withdrawn the request.")
    li.sees("Reason: sent twice.")


async def test_both_people_of_a_party_may_act_and_the_second_is_told_who_was_first(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = reference_of(service)
    await li.presses("Received today")
    await zhang.presses("Received today")
    await li.presses_send()
    await zhang.presses_send()
    assert zhang.card.startswith("Li has already sent this.")
    await service.turn(HOLD)
    await zhang.says(f"/receive {reference} today")
    zhang.sees(f"{reference}: Li already recorded this")
    for each in (li, zhang):
        each.sees("Reply due by 1 April")


async def test_a_stale_button_shows_the_present_state_and_changes_nothing(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = reference_of(service)
    await li.says(f"/request {reference}")
    await sokha.presses("Withdraw request")
    await sokha.presses("the matter is settled")
    await sokha.presses("Without a letter")
    await sokha.sends()
    assert "Received today" not in li.buttons
    li.phone.press_shown(f"receive {reference} @1 today", about=reference)
    await service.settle()
    assert f"{reference} has changed since you opened it" in li.toasts[-1]
    li.sees("State: withdrawn")


async def test_assignment_is_seen_by_the_own_party_only(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says("/today")
    assert "no handler yet: assign · reply due in 30 days" in zhang.card
    await zhang.presses(f"Assign {reference}")
    await zhang.presses("Li")
    assert "Please reply by the due date." in li.sees(f"{reference} is assigned to you.")
    assert buttons_under(li, "is assigned to you.")[0] == "Reply"
    await sokha.says(f"/request {reference} history")
    assert "Assigned" not in sokha.card
    await li.says(f"/request {reference} history")
    assert "Zhang – Li" in li.card


async def test_an_inner_step_of_the_requested_party_does_not_make_the_others_buttons_stale(
    service: ScenarioDriver, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says(f"/assign {reference} me")
    await sokha.presses("Withdraw request")
    await sokha.presses("sent by mistake")
    await sokha.presses("Without a letter")
    await sokha.sends()
    sokha.sees(f"{reference} is withdrawn.")


async def test_only_a_coordinator_takes_a_request_from_a_person(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says(f"/assign {reference} me")
    await li.says(f"/assign {reference} me")
    li.sees("This request is assigned to another person.")


async def test_requests_are_listed_by_whose_turn_it_is_and_opened_by_their_references(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    first = reference_of(service)
    second = await logged(service)
    await li.says(f"/receive {second} today")
    await li.sends()
    await sokha.says("/requests")
    sokha.sees("Requests: Open (2)")
    await sokha.presses("Our turn")
    assert first not in sokha.card
    await li.says("/requests ours")
    assert first in li.card
    assert second in li.card
    await li.presses(first)
    li.sees(f"{first} Identity check")
    await li.says(second.lower())
    li.sees(f"{second} Identity check")


async def test_many_requests_come_in_pages(service: ScenarioDriver, sokha: ScenarioUser) -> None:
    details = RequestDetails(
        kind=Kind.VERIFICATION, urgent=True, persons=3, children=1, letter=Letter()
    )
    async with service.app.database.transaction() as tx:
        person = await tx.of(People).by_chat(sokha.phone.user_id)
        assert person is not None
        for _ in range(6):
            await log(tx, person, details)
    await service.settle()
    await sokha.says("/requests all")
    sokha.sees("Page 1 of 2")
    await sokha.presses("Next ›")
    sokha.sees("Page 2 of 2")
    await sokha.presses("‹ Previous")
    sokha.sees("Page 1 of 2")


async def test_an_ended_request_still_shows_when_it_was_received_and_due(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.says(f"/answer {reference} not-confirmed -")
    await li.sends()
    sokha.sees("Received on 2 March; the reply was due by 1 April.")


async def test_without_a_coordinator_a_refusal_tells_what_is_missing(
    driver: ScenarioDriver,
) -> None:
    await driver.gather("sokha", "li", "wang", subtitled=True)
    reference = await logged(driver)
    await driver["li"].says(f"/refuse {reference} security 8/26")
    await driver["li"].presses("Send for approval")
    assert driver["li"].toasts[-1].startswith("This needs the approval of a coordinator")
