"""A request from logging to closing, in the words of the people who work on it."""

import pytest

from liaison.requests.model import Kind, Letter, RequestDetails
from liaison.requests.service import log
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, at, log_verification, person_of
from tests.stories.prepared_state import received, reference_of
from tests.stories.sent_messages import buttons_under, never_notified

BEGINS_WITH = "one_request"


async def logged(service: ScenarioDriver) -> str:
    """Log a request; gives its reference."""
    return await log_verification(service, "sokha", persons=3, children=1, letter="123/26 MoI")


async def test_a_request_is_logged_received_answered_and_closed(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await logged(service)
    sokha.sees("The request is sent.", reference)
    li.sees("new request.", "3 people, one of them a child")

    assert "Received on: 2 March\nReply due by: 1 April" in await li.presses("Received today")
    assert "Receipt is recorded." in await li.sends()
    li.sees("Reply due by the end of 1 April, Beijing time: 30 days left.")
    sokha.sees("Reply due by the end of 1 April, Beijing time: 30 days left.")
    sokha.sees(f"{reference}: receipt is confirmed.")

    assert f"{reference} Identity check" in await li.presses("Reply", "partly confirmed", "2")
    li.sees("Result: partly confirmed (2 of 3).", "By which letter does the reply go?")
    never_notified(sokha, "has replied")
    assert "The reply is sent." in await li.sends("公刑〔2026〕18号")
    sokha.sees(f"{reference}: China has replied")
    sokha.sees("Result: partly confirmed (2 of 3). Letter 公刑〔2026〕18号.")
    assert buttons_under(sokha, "China has replied")[0] == "Close request"
    assert buttons_under(service["dara"], "China has replied")[0] == "Details"

    await sokha.presses("Close request")
    assert "The request is closed." in await sokha.sends()
    li.sees(f"{reference}: Cambodia has closed the request.")
    assert "Reply" not in li.buttons
    told = "– partly confirmed (2 of 3) and letter 公刑〔2026〕18号"
    for player, who in ((sokha, "09:08, China (focal person)"), (li, "10:08, Li")):
        assert f"{who} {told}" in await player.says(f"/request {reference} history")


async def test_the_same_request_by_buttons_alone(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    """Letters and numbers of letters are typed; every step and every choice has its button."""
    reference = await received(service)
    await li.presses("Assign", "Li", "Ask for information")
    li.sees(f"What is missing for {reference}?")
    await li.presses("full names and other names used", "copies of documents")
    for word in ("ទេ", "不是", "no"):  # in the label of another item, or of none
        await li.says(word)
    await li.presses("Continue")
    for digit in ("1", "3", "៨"):
        assert (await li.says(digit)).endswith("names used and copies of documents"), digit
    assert "Cambodia is asked for information." in await li.sends()
    sokha.sees(f"{reference}: information needed.")
    sokha.sees("Missing information: full names and other names used and copies of documents")
    await sokha.presses("Information sent")
    await sokha.sends("130/26 MoI")
    li.sees(f"{reference}: Cambodia has sent the information by letter 130/26 MoI.")
    await li.presses("Reply", "nationality and identity confirmed", "Without a letter")
    await li.sends()
    sokha.sees("Result: nationality and identity confirmed (3 of 3).")
    await sokha.presses("Close request")
    await sokha.sends()
    li.sees(f"{reference}: Cambodia has closed the request.")


async def test_what_was_asked_is_asked_no_more_once_a_colleague_has_acted(
    reference: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    assert "Another day…" not in li.buttons
    await li.says(f"/receive {reference}")
    await zhang.sends(f"/receive {reference} today")
    await li.says("2 March")
    first = f"{reference}: Zhang already recorded this"
    assert first in li.card
    assert first not in await li.says("2 March")


async def test_the_same_request_by_typed_commands_alone(
    reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.sends(f"/receive {reference} today")
    await li.sends(f"/ask {reference} names,3 ok")
    sokha.sees("Missing information: full names and other names used and copies of documents")
    await sokha.sends(f"/supply {reference} 130/26 MoI")
    li.sees(f"{reference}: Cambodia has sent the information by letter 130/26 MoI.")
    assert "Assigned to Li, MPS" in await li.says(f"/assign {reference} me")
    await li.sends(f"/answer {reference} confirmed -")
    sokha.sees("Result: nationality and identity confirmed (3 of 3).")
    assert "The request is closed." in await sokha.sends(f"/close {reference}")
    for reader, who in ((sokha, "China (focal person)"), (li, "Li")):
        await reader.says(f"/request {reference} history")
        assert f"{who} – copies of documents and full names" in reader.card
        assert "– letter 130/26 MoI" in reader.card
    assert "Li – Li" in li.card


async def test_receipt_on_an_earlier_day_starts_the_clock_there(
    service: ScenarioDriver, li: ScenarioUser
) -> None:
    await service.turn_to(service.sandbox.now().replace(day=4))
    await li.says("/requests ours")
    await li.presses(li.buttons[0], "Another day…")
    card = await li.sends("3 March")
    assert "Received on 3 March. Reply due by the end of 2 April, Beijing time: 29 days" in card


async def test_a_wrong_day_of_receipt_is_refused_and_asked_again(
    reference: str, li: ScenarioUser
) -> None:
    await li.says(f"/receive {reference}")
    for typed, answer in (
        ("1 March", "“1 March”: The request was sent on 2 March. It can only"),
        ("3 March 2025", "“3 March 2025”: The request was sent on 2 March. It can only"),
        ("soon", "The bot cannot read this date."),
        ("skip", "This question needs an answer."),
        ("at 8", "This question asks for a day, not for an hour."),
        ("ម៉ោង ៨", "This question asks for a day, not for an hour."),
        ("8点", "This question asks for a day, not for an hour."),
        ("2026-02-30", "The bot cannot read this date."),
    ):
        assert answer in await li.says(typed)
        assert li.buttons == ["Today", "Cancel"]
    assert "Receipt is recorded." in await li.sends("2 March")


async def test_a_coordinator_approves_the_refusal_of_a_focal_person_before_it_leaves(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await li.presses("Refuse", "security", "principles of law", "Continue")
    li.sees("Grounds: security and principles of law", "Which letter gives the reason?")
    await li.says("公刑〔2026〕31号")
    await li.presses("Send for approval")
    await service.turn(HOLD * 2)
    never_notified(sokha, "refus")
    zhang.sees(f"Li asks for your approval: Refusal · {reference}.")
    assert "It goes to Cambodia today" in await zhang.presses("Approve and send")
    li.sees("Zhang has approved it.")
    await service.turn(HOLD)
    sokha.sees(f"⛔ {reference}: China has refused the request.")
    sokha.sees("Grounds of refusal: security and principles of law.")


async def test_who_was_refused_asks_again_and_a_coordinator_opens_a_difference(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.sends(f"/refuse {reference} security 公刑〔2026〕31号")
    assert "China has refused: close, or ask again" in await sokha.says("/today")
    dara.sees(f"⛔ {reference}: China has refused the request.")
    await dara.presses("More…", "Open a difference")
    dara.sees("What is the difference about?")
    await sokha.says(f"/request {reference}")
    assert "Open a difference" not in sokha.buttons
    await sokha.presses("Ask again")
    sokha.sees(f"Continues {reference}: its numbers and your letter are filled in")
    assert "Type: verification" in sokha.card
    await sokha.sends("-")
    zhang.sees("new request.")
    assert f"Continues {reference}" in await zhang.presses("Details")


async def test_a_wrong_letter_of_a_refusal_is_asked_for_again_and_the_grounds_are_kept(
    service: ScenarioDriver, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says(f"/refuse {reference}")
    await zhang.presses("security", "principles of law", "Continue")
    assert "“abc”: Write the letter number" in await zhang.says("abc")
    zhang.sees("Grounds: security and principles of law")
    zhang.sees("Which letter gives the reason?")
    await zhang.sends("公刑〔2026〕31号")
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
    await zhang.presses("Send to Li")
    zhang.sees(f"Returned: Refusal · {reference}. Its sender will be notified.")
    assert "Zhang returned it: the letter of the ministry" in li.card
    assert "Letter: 公刑〔2026〕31号" in li.card
    assert "Change: Letter" in li.buttons
    await li.sends(f"/answer {reference} not_confirmed -")
    li.sees("The reply is sent.", reference)


@pytest.mark.parametrize("ends", ["withdrawn", "refused"])
async def test_a_refusal_that_waits_ends_with_the_request(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser, ends: str
) -> None:
    reference = await received(service)
    await li.says(f"/refuse {reference} security 公刑〔2026〕31号")
    await li.presses("Send for approval")
    zhang.sees("asks for your approval")
    if ends == "withdrawn":
        await sokha.sends(f"/withdraw {reference} settled -")
    else:
        await zhang.sends(f"/refuse {reference} sovereignty 公刑〔2026〕32号")
    for person in (li, zhang):
        person.sees(f"Not sent: Refusal · {reference} (Li). Changed by")
    for words in ("/today", "/approve"):
        assert "Refusal" not in await zhang.says(words)
    assert "Approve and send" not in [each for shown in zhang.visible for each in shown.labels]


@pytest.mark.parametrize(
    ("letter", "told"),
    [("没有", "the request."), ("77/26 MoI", "the request by letter 77/26 MoI.")],
)
async def test_a_request_is_withdrawn_with_its_reason_and_its_letter(
    reference: str, sokha: ScenarioUser, li: ScenarioUser, letter: str, told: str
) -> None:
    assert "Reason: sent twice" in await sokha.presses("Withdraw request", "sent twice")
    sokha.sees("Which letter says so?")
    assert "Without a letter" in sokha.buttons
    assert "The request is withdrawn." in await sokha.sends(letter)
    li.sees(f"{reference}: Cambodia has withdrawn {told}", "Reason: sent twice")


async def test_both_people_of_a_party_may_act_and_the_second_is_told_who_was_first(
    service: ScenarioDriver, reference: str, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await li.presses("Received today")
    await zhang.presses("Received today")
    await li.presses_send()
    await zhang.presses_send()
    assert zhang.card.startswith("Li has already sent this.")
    await service.turn(HOLD)
    await zhang.says(f"/receive {reference} today")
    zhang.sees(f"{reference}: Li already recorded this")
    for each in (li, zhang):
        each.sees("Reply due by the end of 1 April")


async def test_a_stale_button_shows_the_present_state_and_changes_nothing(
    service: ScenarioDriver, reference: str, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await li.says(f"/request {reference}")
    await sokha.presses("Withdraw request", "the matter is settled", "Without a letter")
    await sokha.sends()
    assert "Received today" not in li.buttons
    await li.presses_shown(f"receive {reference} @1 today", about=reference)
    assert "This has changed since you opened it" in li.toasts[-1]
    li.sees("Status: withdrawn")


async def test_assignment_is_seen_by_the_own_party_only(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    assert "no handler yet: assign · reply due in 30 days" in await zhang.says("/today")
    await zhang.presses(f"Assign {reference}", "Li")
    assert "Please reply by the due date." in li.sees(f"{reference} is assigned to you.")
    assert buttons_under(li, "is assigned to you.")[0] == "Reply"
    assert "Assigned" not in await sokha.says(f"/request {reference} history")
    assert "Zhang – Li" in await li.says(f"/request {reference} history")


async def test_an_inner_step_of_the_requested_party_does_not_make_the_others_buttons_stale(
    service: ScenarioDriver, sokha: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says(f"/assign {reference} me")
    await sokha.presses("Withdraw request", "sent by mistake", "Without a letter")
    await sokha.sends()
    sokha.sees("The request is withdrawn.", reference)


async def test_only_a_coordinator_takes_a_request_from_a_person(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await received(service)
    await zhang.says(f"/assign {reference} me")
    assert "This request is assigned to another person." in await li.says(f"/assign {reference} me")


async def test_requests_are_listed_by_whose_turn_it_is_and_opened_by_their_references(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    first = reference_of(service)
    second = await logged(service)
    await li.sends(f"/receive {second} today")
    assert "Requests: Open (2)" in (shown := await sokha.says("/requests"))
    assert shown.index(first) < shown.index(second)  # it is not received, the other not due soon
    assert first not in await sokha.presses("Our turn")
    assert first in await li.says("/requests ours")
    assert second in li.card
    label = next(each for each in li.buttons if first in each)
    assert f"{first} Identity check" in await li.presses(label)
    assert f"{second} Identity check" in await li.says(second.lower())
    await service.turn_to(at(3, 25, 1, 1))
    assert (shown := await li.says("/requests")).index(second) < shown.index(first)


async def test_many_requests_come_in_pages(service: ScenarioDriver, sokha: ScenarioUser) -> None:
    details = RequestDetails(
        kind=Kind.VERIFICATION, urgent=True, persons=3, children=1, letter=Letter()
    )
    async with service.app.database.transaction() as tx:
        person = await person_of(tx, sokha)
        for _ in range(6):
            await log(tx, person, details)
    await service.settle()
    assert "Page 1 of 2" in await sokha.says("/requests all")
    assert "Page 2 of 2" in await sokha.presses("Next ›")
    assert "Page 1 of 2" in await sokha.presses("‹ Previous")


async def test_an_ended_request_still_shows_when_it_was_received_and_due(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    reference = await received(service)
    await li.sends(f"/answer {reference} not-confirmed -")
    sokha.sees("Received on 2 March; the reply was due by 1 April.")


async def test_without_a_coordinator_a_refusal_tells_what_is_missing(
    driver: ScenarioDriver,
) -> None:
    await driver.gather("sokha", "li", "wang", subtitled=True)
    reference = await logged(driver)
    await driver["li"].says(f"/refuse {reference} security 8/26")
    await driver["li"].presses("Send for approval")
    assert driver["li"].toasts[-1].startswith("This needs the approval of a coordinator")
