"""What lies in the outbox is said: in order, to whom it may concern, whatever the network does."""

from dataclasses import replace

import pytest

from handlers.input.replies import Reply
from liaison.core.cards import Button, card, text
from liaison.core.outbox import Op, Urgency
from liaison.core.people import Role
from liaison.core.repository import People
from liaison.core.transaction import Tx
from sandbox import Fault, FaultKind, Sandbox
from tests.service.conftest import Open, news, numbered, seen, states

pytestmark = pytest.mark.faults

MENU = card(text("command-menu"))
HELP = card(text("command-help"))


async def hear(words: str, _tx: Tx) -> Reply:
    button = (Button(text("command-help"), "help"),)
    if words == "help":
        return Reply(card=HELP, toast=text("command-cases"))
    return Reply(card=card(text("command-menu"), rows=[button]))


# 429


async def test_a_flood_wait_holds_that_chat_exactly_and_no_other(
    open_service: Open, sandbox: Sandbox
) -> None:
    alice, bob = (sandbox.user(first_name=name) for name in ("Alice", "Bob"))
    async with open_service() as service:
        await service.join(alice)
        await service.join(bob)
        sandbox.faults.too_many(30, method="sendMessage", chat_id=alice.user_id)
        await service.say(news(alice, MENU), news(bob, MENU), news(alice, HELP))
        await service.settle()
        assert (seen(alice), seen(bob)) == ([], ["Open the menu"])
        await service.later(29.9)
        assert seen(alice) == []
        await service.later(0.1)
        assert seen(alice) == ["Open the menu", "Show help"]
        tries = [
            c for c in sandbox.calls if (c.method, c.chat_id) == ("sendmessage", alice.user_id)
        ]
    assert len(tries) == 3


async def test_a_flood_wait_outlives_a_restart(open_service: Open, sandbox: Sandbox) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service() as service:
        await service.join(alice)
        sandbox.faults.too_many(3_600, method="sendMessage")
        await service.say(news(alice, MENU))
        await service.settle()
    async with open_service() as service:
        await service.later(3_599)
        assert seen(alice) == []
        await service.later(1)
    assert seen(alice) == ["Open the menu"]


# 5xx and no connection


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
    open_service: Open, sandbox: Sandbox, fault: Fault
) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service(random=bytes) as service:
        await service.join(alice)
        sandbox.faults.add(replace(fault, method="sendMessage", times=3))
        await service.say(news(alice, MENU))
        await service.settle()
        for pause, tries in ((0.9, 1), (0.1, 2), (1.9, 2), (0.1, 3), (3.9, 3)):
            await service.later(pause)
            assert len([c for c in sandbox.calls if c.method == "sendmessage"]) == tries
        assert seen(alice) == []
        await service.later(0.1)
    assert seen(alice) == ["Open the menu"]


# Outcomes that no one knows


async def test_a_hang_up_after_the_effect_is_repeated_once_and_marked(
    open_service: Open, sandbox: Sandbox
) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service() as service:
        await service.join(alice)
        sandbox.faults.hang_up(after_effect=True, method="sendMessage")
        await service.say(news(alice, MENU), news(alice, HELP))
        await service.settle()
        await service.later(14.9)
        assert seen(alice) == ["Open the menu"]
        await service.later(0.1)
        await service.later(3_600)
    first, second, third = seen(alice)
    assert (first, third) == ("Open the menu", "Show help")
    assert second == (
        "This message may have reached you before. It is sent again to be sure.\n\nOpen the menu"
    )


async def test_an_unreadable_success_is_unknown_too(open_service: Open, sandbox: Sandbox) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service() as service:
        await service.join(alice)
        sandbox.faults.add(Fault(FaultKind.ERROR, method="sendMessage", code=200, html=True))
        await service.say(news(alice, MENU))
        await service.settle()
        await service.later(15)
    assert seen(alice)[0].endswith("Open the menu")
    assert seen(alice)[0].startswith("This message may")


async def test_what_does_not_matter_is_not_repeated(open_service: Open, sandbox: Sandbox) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service() as service:
        await service.join(alice)
        sandbox.faults.hang_up(after_effect=False, method="sendMessage")
        await service.say(news(alice, MENU, must_deliver=False), news(alice, HELP))
        await service.settle()
        await service.later(60)
        assert await states(service) == [("failed", "unknown"), ("sent", None)]
    assert seen(alice) == ["Show help"]


async def test_a_hang_up_on_a_toast_is_not_repeated(open_service: Open, sandbox: Sandbox) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service(hear) as service:
        await service.join(alice)
        alice.say("menu")
        await service.settle()
        sandbox.faults.hang_up(after_effect=True, method="answerCallbackQuery")
        alice.press("Show help")
        await service.settle()
        await service.later(60)
    assert alice.answers == ["List the cases of your Party"]
    assert len([c for c in sandbox.calls if c.method == "answercallbackquery"]) == 1
    assert seen(alice) == ["Show help"]


async def test_an_edit_is_repeated_without_a_mark(open_service: Open, sandbox: Sandbox) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service(hear) as service:
        await service.join(alice)
        alice.say("menu")
        await service.settle()
        sandbox.faults.hang_up(after_effect=True, method="editMessageText")
        alice.press("Show help")
        await service.settle()
        await service.later(5)
        assert {state for state, _ in await states(service)} == {"sent"}
    assert seen(alice) == ["Show help"]


# What Telegram refuses


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
        await service.say(news(alice, MENU), news(alice, HELP), news(bob, HELP))
        await service.settle()
        first, *_ = await service.rows("outbox", "id, state, error")
        assert first[1:] == ("failed", "unreachable")
        # The second is not even tried.
        assert ("superseded", "not-reachable") in await states(service)
        tries = [c for c in sandbox.calls if c.chat_id == alice.user_id]
        assert len([each for each in tries if each.method == "sendmessage"]) == 1
        lines = await service.rows("audit", "action, subject")
        assert ("unreachable", str(person.id)) in lines
        assert ("person.unreachable", str(person.id)) in lines
        async with service.app.database.transaction() as tx:
            marked = await tx.of(People).get(person.id)
        assert marked is not None
        assert marked.unreachable_since == service.clock.now()
    assert seen(bob) == ["Show help"]
    assert "Alice (Bureau) cannot be reached" in seen(ada)[0]
    assert seen(wang) == []


async def test_what_somebody_unreachable_just_asked_for_is_tried_all_the_same(
    open_service: Open, sandbox: Sandbox
) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service() as service:
        person = await service.join(alice)
        async with service.app.database.transaction() as tx:
            await tx.of(People).set_unreachable(person.id, tx.now)
        await service.say(news(alice, MENU), news(alice, HELP, urgency=Urgency.REPLY))
        await service.settle()
        assert sorted(await states(service), key=str) == [
            ("sent", None),
            ("superseded", "not-reachable"),
        ]
    assert seen(alice) == ["Show help"]


async def test_an_edit_that_changes_nothing_is_a_success(
    open_service: Open, sandbox: Sandbox
) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service() as service:
        await service.join(alice)
        await service.say(news(alice, MENU))
        await service.settle()
        again = replace(news(alice, MENU), op=Op.EDIT, message_id=alice.visible[-1].message_id)
        await service.say(again)
        await service.settle()
        assert await states(service) == [("sent", None)] * 2
    assert [call.code for call in sandbox.calls if call.method == "editmessagetext"] == [400]


async def test_an_edit_of_a_place_that_is_empty_or_gone_is_never_sent_anew_where_it_says_so(
    open_service: Open, sandbox: Sandbox
) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service() as service:
        await service.join(alice)
        only_there = replace(news(alice, HELP, message_slot="notice"), op=Op.EDIT, edit_only=True)
        await service.say(only_there)
        await service.settle()
        await service.say(news(alice, MENU, message_slot="notice"))
        await service.settle()
        lost = "Bad Request: message to edit not found"
        sandbox.faults.error(400, lost, method="editMessageText")
        await service.say(only_there)
        await service.settle()
        found = await service.rows("outbox", "id, state, error")
        assert [each[1:] for each in found] == [
            ("superseded", "gone"),
            ("sent", None),
            ("superseded", "gone"),
        ]
        assert seen(alice) == ["Open the menu"]
        await service.say(only_there)
        await service.settle()
    assert seen(alice) == ["Show help"]


@pytest.mark.parametrize(
    "said", ["message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID"]
)
async def test_a_card_that_is_gone_is_sent_anew_and_is_the_place_from_then_on(
    open_service: Open, sandbox: Sandbox, said: str
) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service() as service:
        await service.join(alice)
        await service.say(news(alice, MENU, message_slot="talk"))
        await service.settle()
        sandbox.faults.error(400, f"Bad Request: {said}", method="editMessageText")
        edit = replace(news(alice, HELP, message_slot="talk"), op=Op.EDIT)
        await service.say(edit)
        await service.settle()
        await service.say(replace(edit, card=numbered(7)))
        await service.settle()
    assert seen(alice) == ["Open the menu", "Please write a whole number from 7 to 7."]


async def test_refused_markup_goes_out_as_plain_text_with_an_alert(
    open_service: Open, sandbox: Sandbox
) -> None:
    alice, ada = (sandbox.user(first_name=name) for name in ("Alice", "Ada"))
    async with open_service() as service:
        await service.join(alice)
        await service.join(ada, role=Role.ADMIN)
        sandbox.faults.error(400, "Bad Request: can't parse entities: x", chat_id=alice.user_id)
        await service.say(news(alice, card(text("error-unknown-party", parties="<KH> & <CN>"))))
        await service.settle()
        assert await service.rows("audit", "action") == [("alert-plain",)]
    assert "<KH> & <CN>" in seen(alice)[0]
    assert seen(ada)[0].startswith("Telegram refused the formatting")


async def test_an_unexpected_refusal_fails_with_an_alert_and_alerts_raise_none(
    open_service: Open, sandbox: Sandbox
) -> None:
    alice, ada = (sandbox.user(first_name=name) for name in ("Alice", "Ada"))
    async with open_service() as service:
        await service.join(alice)
        await service.join(ada, role=Role.ADMIN)
        sandbox.faults.error(400, "Bad Request: SOMETHING_NEW", method="sendMessage", times=None)
        await service.say(news(alice, MENU))
        await service.settle()
        assert await states(service) == [("failed", "refused")] * 2
        assert await service.rows("audit", "action") == [("alert-unsent",)]
    assert (seen(alice), seen(ada)) == ([], [])


async def test_an_answer_that_comes_too_late_is_dropped_quietly(
    open_service: Open, sandbox: Sandbox
) -> None:
    alice = sandbox.user(first_name="Alice")
    async with open_service(hear) as service:
        await service.join(alice)
        alice.say("menu")
        await service.settle()
        alice.press("Show help")
        await service.app.ingest.drain()
        await service.later(3_600)
        assert ("superseded", "too-late") in await states(service)
        assert await service.rows("audit") == []
    assert seen(alice) == ["Show help"]


async def test_a_refused_token_keeps_everything_in_the_queue(
    open_service: Open, sandbox: Sandbox
) -> None:
    alice, bob = (sandbox.user(first_name=name) for name in ("Alice", "Bob"))
    async with open_service() as service:
        await service.join(alice)
        await service.join(bob)
        fault = sandbox.faults.error(401, "Unauthorized", method="sendMessage", times=None)
        await service.say(news(alice, MENU), news(bob, MENU))
        await service.settle()
        assert fault.applied <= 2
        await service.later(59)
        assert fault.applied <= 2
        sandbox.faults.clear()
        await service.later(61)
    assert (seen(alice), seen(bob)) == (["Open the menu"], ["Open the menu"])
