"""A focal person leaves, and a successor takes the open requests over, one by one."""

import pytest

from liaison.core.people import Role
from liaison.core.working_time import DAY
from liaison.lifecycle.model import VersionedRef
from liaison.requests.model import Action, Kind, Letter, RequestDetails
from liaison.requests.service import assign, check, log, receipt, take_step
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser, log_verification, person_of
from tests.stories.people.joining import comes_in
from tests.stories.prepared_state import skip_to
from tests.stories.sent_messages import buttons_under, never_notified


async def given_to_li(service: ScenarioDriver, letter: str) -> str:
    """A request that Li has received and taken."""
    li = service["li"]
    reference = await log_verification(service, "sokha", persons=1, children=0, letter=letter)
    await li.sends(f"/receive {reference} today")
    await li.says(f"/assign {reference} me")
    return reference


async def test_a_focal_person_leaves_and_the_successor_takes_over_request_by_request(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, wang: ScenarioUser
) -> None:
    mei = await comes_in(service, wang, "Mei", Role.FOCAL_PERSON)
    first, second = await given_to_li(service, "8/26"), await given_to_li(service, "9/26")
    await wang.says("/remove 2")
    removed = await wang.presses("Yes, remove")
    assert "Li can no longer work on 2 open requests." in removed
    assert "Zhang can assign one." in removed
    assert {first, second} < set(wang.buttons)
    zhang.sees("Li can no longer work on 2 open requests.")
    assert "for appointed people only" in await li.says("/menu")

    for reference in (first, second):
        await zhang.says(f"/request {reference}")
        assert "The request is offered to Mei." in await zhang.presses("Assign", "Mei")
        assert "Offered to Mei, Liaison Office; not taken yet" in zhang.card
        assert "Assigned to Li, MPS" in zhang.card
        mei.sees(f"{reference} is offered to you. Please take it over.")

    await mei.presses("Take the request")  # the newest notice: the second request
    mei.sees("The request is assigned.", second)
    zhang.sees(f"{second} has been taken over.")
    assert "Assigned to Mei, Liaison Office" in await zhang.says(f"/request {second}")
    assert "Offered" not in zhang.card
    assert "Offered to Mei" in await zhang.says(f"/request {first}")

    assert "The request is assigned." in await mei.says(f"/assign {first} me")
    await mei.says(f"/request {first} history")
    for step in ("Offered to a successor", "Taken over by the successor"):
        assert step in mei.card
    never_notified(service["sokha"], "Mei")
    assert "successor" not in await service["sokha"].says(f"/request {first} history")


async def test_until_a_request_is_taken_its_reminders_go_to_the_coordinators(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, wang: ScenarioUser
) -> None:
    mei = await comes_in(service, wang, "Mei", Role.FOCAL_PERSON)
    reference = await given_to_li(service, "8/26")
    await wang.says("/suspend 2 ok")
    await zhang.says(f"/assign {reference} 4")
    await skip_to(service, service.sandbox.now() + 15 * DAY)
    assert reference in zhang.sees("reply due in")
    never_notified(mei, "reply due in")
    await mei.says(f"/assign {reference} me")
    await skip_to(service, service.sandbox.now() + 8 * DAY)
    assert reference in mei.sees("reply due in")


async def test_who_is_restored_keeps_the_requests_and_no_one_is_asked_to_reassign_them(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    await given_to_li(service, "8/26")
    await service["wang"].says("/suspend 2 ok")
    zhang.sees("Li can no longer work on one open request.")
    await service["wang"].says("/restore 2 ok")
    assert "You have seen all notifications." in await zhang.says("/inbox")


async def test_an_offer_can_go_to_another_person_and_an_outdated_button_takes_nothing(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, wang: ScenarioUser
) -> None:
    mei = await comes_in(service, wang, "Mei", Role.FOCAL_PERSON)
    lan = await comes_in(service, wang, "Lan", Role.FOCAL_PERSON)
    reference = await given_to_li(service, "8/26")
    await wang.says("/remove 2 ok")
    await zhang.says(f"/assign {reference} 4")
    mei.sees(f"{reference} is offered to you.")
    await zhang.says(f"/assign {reference} 5")
    lan.sees(f"{reference} is offered to you.")
    await mei.says(f"/assign {reference} me")
    mei.sees("This request is assigned to another person.")
    await lan.presses("Take the request")
    assert "Assigned to Lan, Liaison Office" in await zhang.says(f"/request {reference}")


async def test_a_request_offered_to_a_person_who_leaves_as_well_is_reassigned_again(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, wang: ScenarioUser
) -> None:
    await comes_in(service, wang, "Mei", Role.FOCAL_PERSON)
    reference = await given_to_li(service, "8/26")
    await wang.says("/remove 2 ok")
    await zhang.says(f"/assign {reference} 4")
    assert "Mei can no longer work on one open request." in await wang.says("/remove 4 ok")
    zhang.sees("Mei can no longer work on one open request.")
    assert "The request is assigned." in await zhang.says(f"/assign {reference} me")
    assert "Assigned to Zhang, MPS" in await zhang.says(f"/request {reference}")


async def test_a_person_who_is_offered_a_request_may_decline_it_and_the_coordinators_are_told(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, wang: ScenarioUser
) -> None:
    mei = await comes_in(service, wang, "Mei", Role.FOCAL_PERSON)
    reference = await given_to_li(service, "8/26")
    await wang.says("/remove 2 ok")
    assert "This request is not offered to you." in await mei.says(f"/assign {reference} decline")
    await zhang.says(f"/assign {reference} 4")
    assert "You declined the request." in await mei.presses("Decline the request")
    assert "Take the request" not in mei.buttons
    zhang.sees(f"{reference}: the offer was declined.")
    assert "Declined by the successor" in await zhang.says(f"/request {reference} history")
    assert "The request is assigned." in await zhang.says(f"/assign {reference} me")


async def test_all_that_a_leaving_person_had_can_be_reached(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    wang = service["wang"]
    details = RequestDetails(
        kind=Kind.VERIFICATION, urgent=False, persons=1, children=0, letter=Letter()
    )
    async with service.app.database.transaction() as tx:
        asker, handler = await person_of(tx, sokha), await person_of(tx, li)
        for _ in range(21):
            ref = VersionedRef((await log(tx, asker, details)).reference)
            permit = await check(tx, handler, ref, Action.RECEIVE)
            await take_step(tx, permit, receipt(tx, permit.request, tx.now.date()))
            await assign(tx, await check(tx, handler, ref, Action.ASSIGN), to=handler)
    await wang.says("/remove 2 ok")
    zhang.sees("Li can no longer work on 21 open requests.")
    assert "21" in await zhang.presses("Handler has left")
    seen = set()
    for _ in range(5):
        seen |= {each for each in zhang.buttons if each.startswith("KH")}
        if "Next ›" in zhang.buttons:
            await zhang.presses("Next ›")
    assert len(seen) == 21
    await zhang.says(f"/assign {min(seen)} me", "/requests left")
    assert min(seen) not in zhang.card
    await sokha.says("/requests left")
    assert min(seen) not in sokha.card


async def test_an_offer_ends_with_its_request(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser, wang: ScenarioUser
) -> None:
    mei = await comes_in(service, wang, "Mei", Role.FOCAL_PERSON)
    reference = await given_to_li(service, "8/26")
    await wang.says("/remove 2 ok")
    await zhang.says(f"/assign {reference} Mei")
    await service["sokha"].sends(f"/withdraw {reference} mistake -")
    assert "Take the request" not in mei.buttons
    assert "Offered" not in await mei.says(f"/assign {reference} me")
    assert "Offered" not in await zhang.says(f"/request {reference}")


async def test_a_request_is_taken_or_given_to_a_colleague_in_words(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="145/26")
    for typed in ("我来办", "ខ្ញុំធ្វើ"):
        assert reference in await li.says("/cancel", typed)
        li.sees("On which day was the request received?")
    await li.sends(f"/receive {reference} today")
    for person, typed, handler in (
        (li, "我来办", "Li"),
        (zhang, "ខ្ញុំធ្វើ", "Zhang"),
        (zhang, "交给li", "Li"),
        (zhang, "指派Zhang", "Zhang"),
        (zhang, "把145/26交给li", "Li"),
    ):
        assert f"Assigned to {handler}, MPS" in await person.says(typed), typed


async def test_an_assignment_is_told_once_and_stays_until_the_reply(
    service: ScenarioDriver, li: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="8/26")
    await li.sends(f"/receive {reference} today")
    await zhang.says(f"/assign {reference} Li")
    for typed in (f"/assign {reference} Li", f"指派 {reference} Li"):
        assert "It is already set like this. Nothing was changed." in await zhang.says(typed)
    assigned = f"{reference} is assigned to you."
    assert sum(assigned in each.text for each in li.visible) == 1
    await zhang.sends(f"/extend {reference}", "20 April", "court")
    assert "Reply" in buttons_under(li, assigned)


@pytest.mark.parametrize("typed", ["not Li", "不是Li", "除Li外", "Li？"])
async def test_a_name_with_other_words_assigns_nothing(
    service: ScenarioDriver, zhang: ScenarioUser, typed: str
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="8/26")
    await zhang.sends(f"/receive {reference} today")
    await zhang.says(f"/assign {reference}", typed)
    assert "Assigned to" not in await zhang.says(f"/request {reference}")
    await zhang.says(f"/assign {reference}", "Li please")
    assert "Assigned to Li" in zhang.card


async def test_a_question_or_a_report_assigns_nothing(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    reference = await log_verification(service, "sokha", persons=1, children=0, letter="8/26")
    await zhang.sends(f"/receive {reference} today")
    for typed in (
        "assign {} to Li? no", "指派 {} 给 Li？", "已指派 {} 给 Li", "Li 由我办理 {}",
        "Zhang has assigned {} to Li", "បានចាត់តាំង Li {}", "I forgot to assign {} to Li",
        "once approved assign {} to Li", "谁指派 {} 给 Li", "暂缓指派 {} 给 Li", "ហាមចាត់ {} ឱ្យ Li",
        "they think I am on it {}", "Li说由我办理 {}",
    ):  # fmt: skip
        await zhang.says(typed.format(reference))
        assert "Assigned to" not in await zhang.says(f"/request {reference}"), typed
    assert "Assigned to Li" in await zhang.says(f"请把 {reference} 交给 Li 办理，谢谢")


async def test_a_reply_to_another_request_answers_no_question_of_this_one(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    first, second = [
        await log_verification(service, "sokha", persons=1, children=0, letter=letter)
        for letter in ("8/26", "9/26")
    ]
    for each in (first, second):
        await zhang.sends(f"/receive {each} today")
    await zhang.says(f"/request {second}", f"/assign {first}")
    await zhang.says("Li", to=f"{second} Identity check")
    assert "Assigned to" not in await zhang.says(f"/request {first}")
    assert "Assigned to" not in await zhang.says(f"/request {second}")


async def test_a_label_in_reply_to_an_older_check_sends_no_newer_one(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    first, second = [
        await log_verification(service, "sokha", persons=1, children=0, letter=letter)
        for letter in ("8/26", "9/26")
    ]
    await zhang.says(f"/receive {first} today", f"/receive {second} today")
    await zhang.says("发送给柬方", to=f"{first} · 8/26")
    await service.turn(HOLD)
    for each in (first, second):
        assert "waiting for receipt" in await zhang.says(f"/request {each}")
