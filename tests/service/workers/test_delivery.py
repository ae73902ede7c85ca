"""The outbox is sent: in order, to those who may read it, whatever the network does."""

from dataclasses import replace
from typing import Any

import pytest

from handlers.input.commands import Reply
from liaison.core.cards import Button, card, text
from liaison.core.channels import Address
from liaison.core.outbox import Message, Op, Urgency
from liaison.core.people import Role
from liaison.core.transaction import People, Tx
from liaison.notifications.message_expiry import ChatMessageKind
from liaison.notifications.repository import ChatMessages
from sandbox import Fault, FaultKind, Phone, Sandbox
from tests.service.conftest import Open, RunningService, news, numbered, seen, states

MENU = card(text("command-menu"))
HELP = card(text("command-help"))


async def hear(words: str, _tx: Tx) -> Reply:
    button = (Button(text("command-help"), "help"),)
    if words == "help":
        return Reply(card=HELP, toast=text("command-requests"))
    return Reply(card=card(text("command-menu"), rows=[button]))


@pytest.fixture
def options() -> dict[str, Any]:
    return {"handler": hear}


async def test_a_flood_wait_holds_that_chat_exactly_and_no_other(
    service: RunningService, alice: Phone, bob: Phone, sandbox: Sandbox
) -> None:
    sandbox.faults.too_many(30, method="sendMessage", chat_id=alice.user_id)
    await service.send(news(alice, MENU), news(bob, MENU), news(alice, HELP))
    assert (seen(alice), seen(bob)) == ([], ["Open the menu"])
    await service.later(29.9)
    assert seen(alice) == []
    await service.later(0.1)
    assert seen(alice) == ["Open the menu", "Show help"]
    tries = [c for c in sandbox.calls if (c.method, c.chat_id) == ("sendmessage", alice.user_id)]
    assert len(tries) == 3


async def test_a_flood_wait_outlives_a_restart(open_service: Open, sandbox: Sandbox) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service() as service:
        await service.join(alice)
        sandbox.faults.too_many(3_600, method="sendMessage")
        await service.send(news(alice, MENU))
    async with open_service() as service:
        await service.later(3_599)
        assert seen(alice) == []
        await service.later(1)
    assert seen(alice) == ["Open the menu"]


@pytest.mark.parametrize(
    "fault",
    [
        Fault(FaultKind.ERROR, code=500, description="Internal Server Error"),
        Fault(FaultKind.ERROR, code=502, html=True),
        Fault(FaultKind.ERROR, code=504, html=True),
    ],
    ids=lambda fault: str(fault.code),
)
async def test_a_failing_server_is_asked_again_with_longer_pauses_and_unmarked(
    open_service: Open, sandbox: Sandbox, alice: Phone, fault: Fault
) -> None:
    async with open_service(random=bytes) as service:
        await service.join(alice)
        sandbox.faults.add(replace(fault, method="sendMessage", times=3))
        await service.send(news(alice, MENU))
        for pause, tries in ((0.9, 1), (0.1, 2), (1.9, 2), (0.1, 3), (3.9, 3)):
            await service.later(pause)
            assert len([c for c in sandbox.calls if c.method == "sendmessage"]) == tries
        assert seen(alice) == []
        await service.later(0.1)
    assert seen(alice) == ["Open the menu"]


async def test_a_hang_up_after_the_effect_is_repeated_once_and_marked(
    service: RunningService, alice: Phone, sandbox: Sandbox
) -> None:
    sandbox.faults.hang_up(after_effect=True, method="sendMessage")
    await service.send(news(alice, MENU), news(alice, HELP))
    await service.later(14.9)
    assert seen(alice) == ["Open the menu"]
    await service.later(0.1)
    await service.later(3_600)
    first, second, third = seen(alice)
    assert (first, third) == ("Open the menu", "Show help")
    assert second == (
        "You may have received this message before. It is sent again to be sure.\n\nOpen the menu"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (403, "Forbidden: bot was blocked by the user"),
        (403, "Forbidden: user is deactivated"),
        (400, "Bad Request: chat not found"),
    ],
)
async def test_a_person_whom_nothing_reaches_is_marked_and_the_own_administrator_told(
    open_service: Open, sandbox: Sandbox, code: int, said: str
) -> None:
    alice, bob, ada, wang = (sandbox.user(first_name=n) for n in ("Alice", "Bob", "Ada", "Wang"))
    async with open_service() as service:
        person = await service.join(alice)
        await service.join(bob)
        await service.join(ada, role=Role.ADMIN)
        await service.join(wang, role=Role.ADMIN, party="CN")
        sandbox.faults.error(code, said, method="sendMessage", chat_id=alice.user_id, times=None)
        await service.send(news(alice, MENU), news(alice, HELP), news(bob, HELP))
        first, *_ = await service.rows("outbox", "id, state, error")
        assert first[1:] == ("failed", "unreachable")
        # The second is not even tried.
        assert ("superseded", "not-reachable") in await states(service)
        tries = [c for c in sandbox.calls if c.chat_id == alice.user_id]
        assert len([each for each in tries if each.method == "sendmessage"]) == 1
        lines = await service.rows("audit", "action, subject")
        assert ("unreachable", str(person.id)) in lines
        assert ("person.unreachable", str(person.id)) in lines
        marked = await service.once(lambda tx: tx.of(People).get(person.id))
        assert marked is not None
        assert marked.unreachable_since == service.clock.now()
    assert seen(bob) == ["Show help"]
    assert "Alice (Bureau) cannot be reached" in seen(ada)[0]
    assert seen(wang) == []


async def test_a_reply_to_the_unreachable_is_tried(service: RunningService, alice: Phone) -> None:
    person = service.people[alice.user_id]
    await service.once(lambda tx: tx.of(People).change(person.id, unreachable_since=tx.now))
    await service.send(news(alice, MENU), news(alice, HELP, urgency=Urgency.REPLY))
    found = sorted(await states(service), key=str)
    assert found == [("sent", None), ("superseded", "not-reachable")]
    assert seen(alice) == ["Show help"]


@pytest.mark.parametrize(("urgency", "codes"), [(Urgency.NOTIFICATION, []), (Urgency.REPLY, [400])])
async def test_an_edit_that_changes_nothing_is_a_success_and_only_a_reply_makes_the_call(
    service: RunningService, alice: Phone, sandbox: Sandbox, urgency: Urgency, codes: list[int]
) -> None:
    await service.send(news(alice, MENU))
    message_id = alice.visible[-1].message_id
    again = replace(news(alice, MENU), op=Op.EDIT, message_id=message_id, urgency=urgency)
    await service.send(again)
    assert await states(service) == [("sent", None)] * 2
    assert [call.code for call in sandbox.calls if call.method == "editmessagetext"] == codes
    await service.send(replace(again, card=HELP))
    await service.send(again)
    assert seen(alice) == ["Open the menu"]


async def test_of_notifications_that_come_together_one_has_a_sound_and_each_urgent_one(
    service: RunningService, alice: Phone, sandbox: Sandbox
) -> None:
    for urgency in (Urgency.NOTIFICATION, Urgency.NOTIFICATION, Urgency.HIGH, Urgency.REPLY):
        await service.send(replace(news(alice, MENU), urgency=urgency))
    await service.later(59)
    await service.send(news(alice, MENU))
    await service.later(2)
    await service.send(news(alice, MENU))
    sent = [call.values for call in sandbox.calls if call.method == "sendmessage"]
    silent = [each.get("disable_notification", "false") == "true" for each in sent]
    assert silent == [False, True, False, False, True, False]


async def test_an_edit_only_message_is_never_sent_as_new_where_its_slot_is_empty_or_gone(
    service: RunningService, alice: Phone, sandbox: Sandbox
) -> None:
    only_there = replace(news(alice, HELP, message_slot="notice"), op=Op.EDIT, edit_only=True)
    await service.send(only_there)
    await service.send(news(alice, MENU, message_slot="notice"))
    lost = "Bad Request: message to edit not found"
    sandbox.faults.error(400, lost, method="editMessageText")
    await service.send(only_there)
    found = await service.rows("outbox", "id, state, error")
    expected = [("superseded", "gone"), ("sent", None), ("superseded", "gone")]
    assert [each[1:] for each in found] == expected
    await service.send(only_there)
    assert seen(alice) == ["Open the menu"]
    await service.send(replace(only_there, edit_only=False))
    assert seen(alice) == ["Open the menu", "Show help"]


@pytest.mark.parametrize(
    "said", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"]
)
async def test_a_card_that_is_gone_is_sent_as_new_and_has_the_slot_from_then_on(
    service: RunningService, alice: Phone, sandbox: Sandbox, said: str
) -> None:
    await service.send(news(alice, MENU, message_slot="talk"))
    sandbox.faults.error(400, f"Bad Request: {said}", method="editMessageText")
    edit = replace(news(alice, HELP, message_slot="talk"), op=Op.EDIT)
    await service.send(edit)
    await service.send(replace(edit, card=numbered(7)))
    assert seen(alice) == ["Open the menu", "Write a whole number from 7 to 7."]


async def test_refused_markup_goes_out_as_plain_text_with_an_alert(
    service: RunningService, alice: Phone, ada: Phone, sandbox: Sandbox
) -> None:
    sandbox.faults.error(400, "Bad Request: can't parse entities: x", chat_id=alice.user_id)
    await service.send(news(alice, card(text("error-not-of-choices", choices="<KH> & <CN>"))))
    assert await service.rows("audit", "action") == [("alert-plain",)]
    assert "<KH> & <CN>" in seen(alice)[0]
    assert seen(ada)[0].startswith("⚠️ Telegram refused the formatting")


async def test_an_unexpected_refusal_fails_with_an_alert_and_alerts_raise_none(
    service: RunningService, alice: Phone, ada: Phone, sandbox: Sandbox
) -> None:
    sandbox.faults.error(400, "Bad Request: SOMETHING_NEW", method="sendMessage", times=None)
    await service.send(news(alice, MENU))
    assert await states(service) == [("failed", "refused")] * 2
    assert await service.rows("audit", "action") == [("alert-unsent",)]
    assert (seen(alice), seen(ada)) == ([], [])


async def test_a_refused_token_keeps_everything_in_the_queue(
    service: RunningService, alice: Phone, bob: Phone, sandbox: Sandbox
) -> None:
    fault = sandbox.faults.error(401, "Unauthorized", method="sendMessage", times=None)
    await service.send(news(alice, MENU), news(bob, MENU))
    assert fault.applied <= 2
    await service.later(59)
    assert fault.applied <= 2
    sandbox.faults.clear()
    await service.later(61)
    assert (seen(alice), seen(bob)) == (["Open the menu"], ["Open the menu"])


async def test_what_was_changed_meanwhile_stays(service: RunningService, alice: Phone) -> None:
    await service.send(news(alice, MENU))
    (message,) = [each for each in alice.messages if each.from_bot]
    number = message.message_id
    async with service.app.database.transaction() as tx:
        await tx.of(ChatMessages).mark_deletion_requested(Address(alice.user_id), [number])
        tx.of(ChatMessages).track(
            Address(alice.user_id), number, ChatMessageKind.CARD, sent_at=tx.now, check_at=tx.now
        )
    gone = Message(address=Address(alice.user_id), op=Op.DELETE, message_id=number, expired=True)
    await service.send(gone)
    assert seen(alice) == ["Open the menu"]
    assert (await states(service))[-1] == ("superseded", "changed")
