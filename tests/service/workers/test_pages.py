"""A page gets messages whether Telegram can be reached or not, and answers acts at once."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from handlers.input.commands import Reply
from liaison.core.agreement import PartyCode
from liaison.core.cards import Button, Card, card, text
from liaison.core.channels import FIRST_NEWCOMER, Address
from liaison.core.errors import UserError
from liaison.core.outbox import NO_BUTTONS, Message, Op
from liaison.core.people import AccountStatus, Person, Role
from liaison.core.transaction import People, Tx
from liaison.notifications.repository import Notices
from liaison.pages.model import PageMessage
from liaison.pages.repository import PageMessages
from sandbox import Phone, Sandbox
from storage.errors import WriteConflict
from tests.service.channels.test_calendar_files import ENTRY
from tests.service.conftest import MORNING, Open, RunningService, news, seen, states

PAGE = Address(FIRST_NEWCOMER)
MENU = card(text("command-menu"), rows=[(Button(text("command-help"), "help"),)])
HELP = card(text("command-help"))
MINUTE = timedelta(minutes=1)


class NotNow(UserError):
    """What a handler may raise."""

    key = "error-draft-expired"


conflicts: list[None] = []


async def act(words: str, tx: Tx) -> Reply | Card | None:
    """Answers each word in another way."""
    match words:
        case "menu":
            return MENU
        case "done":
            return Reply(card=HELP, toast=text("command-requests"))
        case "twice":
            return Reply(card=HELP, toast=text("command-help"))
        case "note":
            return Reply(card=HELP, time_to_live=MINUTE)
        case "refuse":
            await tx.audit("never", "x", actor=None)
            raise NotNow
        case "slow":
            await tx.audit("slow", "x", actor=None)
            return card(
                text("error-not-a-count", low=tx.outside(len, words), high=tx.outside(ord, "*"))
            )
        case "conflict":
            await tx.audit("kept", "x", actor=None)
            if conflicts:
                conflicts.pop()
                raise WriteConflict("conversations", 1)
            return HELP
        case _:
            return None


@pytest.fixture
async def paged(open_service: Open) -> AsyncIterator[RunningService]:
    """A service with a page."""
    async with open_service(act, settings={"web_url": "https://page.example"}) as opened:
        yield opened


@pytest.fixture
async def wang(paged: RunningService) -> Person:
    """Somebody without Telegram."""
    return await paged.once(
        lambda tx: tx.of(People).add(
            party=PartyCode("CN"),
            role=Role.COORDINATOR,
            agency="Bureau",
            name="Wang",
            address=PAGE,
            at=tx.now,
        )
    )


def told(person: Person, shown: Card | None = MENU, **options: Any) -> Message:
    return Message(PAGE, Op.SEND, **{"recipient": person.id, "card": shown, **options})


async def page(service: RunningService) -> Sequence[PageMessage]:
    return await service.once(lambda tx: tx.of(PageMessages).of(PAGE))


async def cards(service: RunningService) -> list[Card]:
    return [each.card for each in await page(service)]


async def test_a_message_is_on_the_page_and_arrives_when_it_is_shown(
    paged: RunningService, wang: Person, sandbox: Sandbox
) -> None:
    await paged.send(told(wang, dedupe_key="notice:1"))
    [shown] = await page(paged)
    assert (shown.card, shown.sent_at, shown.shown_at) == (MENU, MORNING, None)
    assert await states(paged) == [("sent", None)]
    assert await paged.once(lambda tx: tx.of(Notices).arrived(["notice:1"])) == []
    await paged.once(lambda tx: tx.of(PageMessages).mark_shown(PAGE, shown.number))
    assert await paged.once(lambda tx: tx.of(Notices).arrived(["notice:1"])) == ["notice:1"]
    assert {each.method for each in sandbox.calls} <= {"getme", "getupdates"}


async def test_a_page_gets_its_messages_while_telegram_refuses_all(
    paged: RunningService, wang: Person, alice: Phone, sandbox: Sandbox
) -> None:
    await paged.join(alice)
    sandbox.faults.error(401, "Unauthorized", times=None)
    await paged.send(news(alice, HELP), told(wang))
    assert await cards(paged) == [MENU]
    assert {state for state, _ in await states(paged)} == {"sent", "waiting"}
    assert seen(alice) == []


async def test_what_changes_a_message_of_a_page_changes_it_there(
    paged: RunningService, wang: Person
) -> None:
    await paged.send(told(wang, message_slot="one"), told(wang, HELP, message_slot="two"))
    first, second = await page(paged)
    edit = told(wang, HELP, message_slot="one")
    await paged.send(replace(edit, op=Op.EDIT), Message(PAGE, Op.DELETE, message_id=second.number))
    [changed] = await page(paged)
    assert (changed.number, changed.card) == (first.number, HELP)
    await paged.send(
        Message(PAGE, Op.EDIT, message_slot="one", card=NO_BUTTONS, edit_only=True),
        Message(PAGE, Op.PIN, message_id=first.number),
        replace(told(wang, None), op=Op.MENU),
        Message(PAGE, Op.LEAVE),
        Message(PAGE, Op.ANSWER_CALLBACK, query_id="1"),
    )
    assert await cards(paged) == [HELP]
    unseen = ["superseded"] * 2
    assert [state for state, _ in await states(paged)] == ["sent"] * 7 + unseen


async def test_a_message_whose_page_was_cleared_is_sent_again_by_its_next_edit(
    paged: RunningService, wang: Person
) -> None:
    await paged.send(told(wang, message_slot="one"))
    await paged.once(lambda tx: tx.of(PageMessages).clear(PAGE))
    await paged.send(replace(told(wang, HELP, message_slot="one"), op=Op.EDIT))
    assert await cards(paged) == [HELP]


async def test_a_file_is_on_the_page(paged: RunningService, wang: Person) -> None:
    await paged.send(replace(told(wang), op=Op.FILE, calendar_event=ENTRY))
    [shown] = await page(paged)
    assert shown.file_name == "M26-7F3K9.ics"
    assert (shown.file or b"").startswith(b"BEGIN:VCALENDAR")


async def test_a_page_gets_nothing_for_a_person_without_access(
    paged: RunningService, wang: Person
) -> None:
    await paged.say(told(wang))
    await paged.once(lambda tx: tx.of(People).change(wang.id, status=AccountStatus.SUSPENDED))
    await paged.settle()
    assert await cards(paged) == []
    assert await states(paged) == [("superseded", "not-active")]


def _sent(**content: object) -> Mapping[str, Any]:
    chat = {"id": PAGE, "type": "private"}
    return {
        "message_id": 1,
        "date": 1,
        "chat": chat,
        "from": {"id": PAGE, "is_bot": False, "first_name": "-"},
        **content,
    }


def typed(words: str) -> Mapping[str, Any]:
    return {"update_id": 0, "message": _sent(text=words)}


def pressed(line: str) -> Mapping[str, Any]:
    rows = [[{"text": "-", "callback_data": line}]]
    message = _sent(reply_markup={"inline_keyboard": rows})
    press = {"id": "0", "from": message["from"], "chat_instance": "0", "data": line}
    return {"update_id": 0, "callback_query": {**press, "message": message}}


async def audited(service: RunningService) -> list[object]:
    return [action for (action,) in await service.rows("audit", "action")]


async def test_an_act_is_answered_when_it_is_saved_in_place_of_the_last_answer(
    paged: RunningService,
) -> None:
    act_on = paged.app.dispatcher.answer
    await act_on(PAGE, typed("menu"))
    [shown] = await page(paged)
    assert (shown.card, shown.is_answer, shown.toast, shown.until) == (MENU, True, None, None)
    await act_on(PAGE, typed("done"))  # a toast answers only a press
    await act_on(PAGE, pressed("nothing"))
    assert [(each.card, each.toast) for each in await page(paged)] == [(HELP, None)]
    await act_on(PAGE, pressed("done"))
    assert [each.toast for each in await page(paged)] == [text("command-requests")]
    await act_on(PAGE, pressed("twice"))
    assert [each.toast for each in await page(paged)] == [None]
    await act_on(PAGE, typed("note"))
    assert [each.until for each in await page(paged)] == [MORNING + MINUTE]
    assert await paged.rows("inbox") == await paged.rows("outbox") == []


async def test_a_rejected_act_changes_nothing(paged: RunningService) -> None:
    act_on = paged.app.dispatcher.answer
    await act_on(PAGE, typed("menu"))
    await act_on(PAGE, pressed("refuse"))
    [shown] = await page(paged)
    assert (shown.card, shown.toast) == (MENU, text("error-draft-expired"))
    await act_on(PAGE, typed("refuse"))
    [shown] = await page(paged)
    assert shown.card.lines[0] == text("error-draft-expired")
    assert await audited(paged) == []


async def test_slow_work_is_done_outside_and_the_act_handled_again(paged: RunningService) -> None:
    await paged.app.dispatcher.answer(PAGE, typed("slow"))
    assert await cards(paged) == [card(text("error-not-a-count", low=4, high=42))]
    assert await audited(paged) == ["slow"]


@pytest.mark.parametrize("times", [1, 2])
async def test_an_act_in_conflict_with_another_is_handled_again(
    paged: RunningService, times: int
) -> None:
    conflicts.extend([None] * times)
    await paged.app.dispatcher.answer(PAGE, typed("conflict"))
    assert await cards(paged) == [HELP]
    assert await audited(paged) == ["kept"]


async def test_an_act_that_fails_again_and_again_fails(paged: RunningService) -> None:
    conflicts.extend([None] * 3)
    with pytest.raises(WriteConflict):
        await paged.app.dispatcher.answer(PAGE, typed("conflict"))
    assert conflicts == []
    assert await page(paged) == await audited(paged) == []
