"""Whether a message may still be said, in which words, in which order and how fast."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from bot import crash
from bot.profile.agreement_file import default_agreement
from liaison.core.agreement import PartyCode, Priority
from liaison.core.cards import card, text
from liaison.core.channels import Address
from liaison.core.outbox import SERVICE_SUBJECT, Message, Op, SendPrecondition
from liaison.core.people import AccountStatus, PersonId, Role
from liaison.core.transaction import People
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience, Notice, NoticeState
from liaison.requests.model import REQUEST_SUBJECT
from sandbox import Phone, Sandbox
from tests.service.conftest import (
    Ended,
    Open,
    RunningService,
    ends_at,
    news,
    numbered,
    seen,
    states,
)

MENU = card(text("command-menu"))
HELP = card(text("command-help"))


async def test_messages_to_suspended_people_are_left(service: RunningService, alice: Phone) -> None:
    person = service.people[alice.user_id]
    await service.say(news(alice, MENU, recipient=person.id))
    await service.once(lambda tx: tx.of(People).change(person.id, status=AccountStatus.SUSPENDED))
    await service.settle()
    assert await states(service) == [("superseded", "not-active")]
    assert seen(alice) == []


async def test_words_are_in_the_readers_new_language(service: RunningService, alice: Phone) -> None:
    person = service.people[alice.user_id]
    await service.say(news(alice, MENU, recipient=person.id))
    await service.once(lambda tx: tx.of(People).change(person.id, language="km"))
    await service.settle()
    assert seen(alice) == ["បើកម៉ឺនុយ"]


async def test_a_claim_that_ran_out_is_not_used_and_its_message_marked_as_a_repeat(
    service: RunningService, alice: Phone, sandbox: Sandbox, hook: Callable[[crash.Hook], None]
) -> None:
    late: list[str] = []

    await service.say(news(alice, MENU))

    def pause(name: str) -> None:
        if name == "delivery.before_send" and not late:
            late.append(name)
            service.clock.turn(31)

    hook(pause)
    await service.settle()
    assert len(late) == 1
    (said,) = seen(alice)
    # No one knows whether the holder of the first claim sent it.
    assert said.startswith("You may have received this message before.")
    assert len([call for call in sandbox.calls if call.method == "sendmessage"]) == 1


async def test_a_claim_that_could_run_out_during_the_call_is_given_back_unmarked(
    service: RunningService, alice: Phone, sandbox: Sandbox, hook: Callable[[crash.Hook], None]
) -> None:
    pauses = iter([10.5, 9.5])

    await service.say(news(alice, MENU))

    def pause(name: str) -> None:
        if name == "delivery.before_send":
            service.clock.turn(next(pauses, 0))

    hook(pause)
    await service.settle()
    assert await service.rows("outbox", "state, attempts") == [("sent", 2)]
    assert list(pauses) == []
    assert seen(alice) == ["Open the menu"]
    assert len([call for call in sandbox.calls if call.method == "sendmessage"]) == 1


@pytest.mark.parametrize(
    ("point", "matters", "expected"),
    [
        ("delivery.claimed", True, ["repeat"]),
        ("delivery.before_send", True, ["repeat"]),
        ("delivery.after_send", True, ["once", "repeat"]),
        ("delivery.recorded", True, ["once"]),
        ("delivery.after_send", False, ["once"]),
    ],
)
async def test_a_service_that_ends_at_any_point_sends_a_message_once_or_twice(
    open_service: Open,
    alice: Phone,
    hook: Callable[[crash.Hook], None],
    point: str,
    matters: bool,
    expected: list[str],
) -> None:
    async with open_service() as service:
        await service.join(alice)
        await service.say(news(alice, MENU, must_deliver=matters))
        hook(ends_at(point))
        with pytest.raises(Ended):
            await service.settle()
    async with open_service() as service:
        await service.later(31)
    repeats = [said.startswith("You may have received") for said in seen(alice)]
    assert ["repeat" if each else "once" for each in repeats] == expected


async def test_an_edit_after_the_end_of_a_service_is_not_marked(
    open_service: Open, alice: Phone, hook: Callable[[crash.Hook], None]
) -> None:
    async with open_service() as service:
        await service.join(alice)
        await service.say(news(alice, MENU, message_slot="talk"))
        await service.settle()
        await service.say(replace(news(alice, HELP, message_slot="talk"), op=Op.EDIT))
        hook(ends_at("delivery.after_send"))
        with pytest.raises(Ended):
            await service.settle()
    async with open_service() as service:
        await service.later(31)
        assert await states(service) == [("sent", None)] * 2
    assert seen(alice) == ["Show help"]


async def test_a_menu_is_set_for_role_and_language(open_service: Open, sandbox: Sandbox) -> None:
    ada = sandbox.user(first_name="Ada")
    async with open_service() as service:
        person = await service.join(ada, role=Role.ADMIN, language="zh")
        await service.say(Message(address=Address(ada.user_id), op=Op.MENU, recipient=person.id))
        await service.settle()
        commands = {each.command: each.description for each in ada.commands}
        assert ada.menu_button["type"] == "commands"
        assert commands["people"] == "查看人员"
        assert "new" not in commands
        await service.send(Message(address=Address(ada.user_id), op=Op.MENU))
        assert ada.commands == []


async def test_messages_are_paced_and_edits_are_not(open_service: Open, sandbox: Sandbox) -> None:
    alice, bob = (sandbox.user(first_name=name) for name in ("Alice", "Bob"))
    sandbox.flood.on = True
    async with open_service(paced=True) as service:
        await service.join(alice)
        await service.join(bob)
        await service.send(*(news(alice, numbered(number)) for number in range(5)))
        assert len(seen(alice)) == 3
        await service.send(news(bob, MENU))
        assert seen(bob) == ["Open the menu"]
        await service.later(0.5)
        assert len(seen(alice)) == 3
        await service.later(0.5)
        assert len(seen(alice)) == 4
        await service.later(1)
        assert len(seen(alice)) == 5
        shown = bob.visible[-1].message_id
        edits = [replace(news(bob, numbered(n)), op=Op.EDIT, message_id=shown) for n in range(9)]
        await service.send(*edits)
    assert seen(bob) == ["Write a whole number from 8 to 8."]
    assert {call.code for call in sandbox.calls} == {200}


async def test_a_dropped_message_takes_no_turn(open_service: Open, alice: Phone) -> None:
    async with open_service(paced=True) as service:
        await service.join(alice)
        closed = SendPrecondition(notice="0THER")
        await service.say(*(replace(news(alice, HELP), precondition=closed) for _ in range(9)))
        await service.say(news(alice, MENU))
        await service.settle()
        assert (await states(service)).count(("superseded", "guard")) == 9
    assert seen(alice) == ["Open the menu"]


@pytest.mark.parametrize("fault", ["names no message", "missing"])
async def test_a_row_that_cannot_be_shown_is_given_up_at_once_and_delays_no_other(
    service: RunningService, alice: Phone, fault: str
) -> None:
    wordless = news(alice, card(text("nowhere")))
    row = (
        Message(address=Address(alice.user_id), op=Op.DELETE)
        if fault == "names no message"
        else wordless
    )
    await service.say(row, news(alice, MENU))
    with pytest.raises(ValueError, match=fault) as raised:
        await service.settle()
    await service.settle()
    assert ("failed", type(raised.value).__name__) in await states(service)
    assert seen(alice) == ["Open the menu"]


async def test_a_message_of_a_moved_request_is_left(service: RunningService, alice: Phone) -> None:
    precondition = SendPrecondition(
        subject=REQUEST_SUBJECT, subject_id="KH26-00000", states=("sent",)
    )
    await service.say(news(alice, MENU, precondition=precondition), news(alice, HELP))
    await service.settle()
    assert sorted(await states(service)) == [("sent", None), ("superseded", "guard")]
    assert seen(alice) == ["Show help"]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (NoticeState.OPEN, ("sent", None)),
        (NoticeState.DELIVERED, ("sent", None)),
        (NoticeState.ACKNOWLEDGED, ("superseded", "guard")),
        (NoticeState.RESOLVED, ("superseded", "guard")),
        (None, ("superseded", "guard")),
    ],
)
async def test_a_message_whose_notice_has_ended_is_superseded_whosever_it_is(
    service: RunningService,
    alice: Phone,
    state: NoticeState | None,
    expected: tuple[str, str | None],
) -> None:
    if state is not None:
        await service.once(lambda tx: tx.of(Notices).add(notice_of("CN", state, tx.now)))
    await service.send(news(alice, MENU, precondition=SendPrecondition(notice="7F3K9")))
    assert await states(service) == [expected]


def notice_of(party: str, state: NoticeState, at: datetime) -> Notice:
    """A notice of a Party in some state."""
    routine = state is NoticeState.DELIVERED
    ended = state in {NoticeState.ACKNOWLEDGED, NoticeState.RESOLVED}
    policies = default_agreement().notices.escalation_policies
    priority = Priority.ROUTINE if routine else Priority.IMPORTANT
    return Notice(
        code="7F3K9",
        party=PartyCode(party),
        priority=priority,
        subject=SERVICE_SUBJECT,
        subject_id="desk",
        notice_key="test",
        title=text("command-menu"),
        audience=Audience.STAFF,
        escalation_policy=policies[priority],
        made_at=at,
        notified_at=at,
        state=state,
        ended_at=at if ended else None,
        ended_by=PersonId(1) if state is NoticeState.ACKNOWLEDGED else None,
    )
