"""An emergency waits behind nothing: not behind thousands of messages, nor those of its chat."""

import asyncio
from datetime import timedelta

from bot.i18n.catalog import Catalog
from bot.profile.agreement_file import default_agreement
from bot.profile.language_file import texts_of
from bot.workers.sender import AT_ONCE
from handlers.routes import build_router
from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.people import AccountStatus, Person, Role
from liaison.core.transaction import People
from liaison.meetings import service as meeting_service
from liaison.meetings.model import MeetingProposal, Occasion
from sandbox import Phone, Sandbox
from tests.service.conftest import Open, RunningService, news, numbered, seen, states

CHATS, EACH = 100, 50
STRANGERS = 30
BURST = 3
A_SECOND = 12
"""How many messages go in a second of the clock: with those under way as many as may."""
SECONDS = 5.0
"""How long an emergency may wait."""


async def say_until(service: RunningService, phone: Phone, count: int) -> None:
    """Let the service send what it can, at Telegram's pace, until a person has seen so many."""
    delivery = service.app.sender
    while len(seen(phone)) < count:
        await delivery._round()
        done, _ = await asyncio.wait(delivery._in_flight, return_when=asyncio.FIRST_COMPLETED)
        service.clock.turn(len(done) / A_SECOND)


async def raises_emergency(service: RunningService, by: Person) -> str:
    async with service.app.database.transaction() as tx:
        plan = MeetingProposal(
            kind=MeetingKind.EMERGENCY,
            occasion=Occasion.AT_RISK,
            urgent=True,
            case=None,
            options=((tx.now + timedelta(hours=4), None),),
            host=PartyCode("KH"),
        )
        return (await meeting_service.propose(tx, by, plan)).code


async def test_an_emergency_leaves_before_all_others(open_service: Open, sandbox: Sandbox) -> None:
    phones = [sandbox.user(first_name=f"Person {number}") for number in range(CHATS + 1)]
    zhang, *others, dara = phones
    async with open_service(paced=True) as service:
        for phone in others:
            phone.start()
        await service.join(zhang, party="CN", role=Role.COORDINATOR)
        by = await service.join(dara, role=Role.COORDINATOR)
        sandbox.flood.on = True
        await service.say(*(news(zhang, numbered(number)) for number in range(EACH)))
        await service.say(*(news(each, numbered(n)) for n in range(EACH) for each in others))
        await say_until(service, zhang, BURST)
        await asyncio.wait(service.app.sender._in_flight)
        told_at, heard = service.clock.now(), len(seen(zhang))
        code = await raises_emergency(service, by)
        await say_until(service, zhang, heard + 1)
        waited = (service.clock.now() - told_at).total_seconds()
        left = [state for state, _ in await states(service)].count("waiting")
    assert f"Meeting {code} (emergency meeting), proposed by" in seen(zhang)[heard]
    assert waited <= SECONDS
    assert left > CHATS * EACH * 0.9
    assert {call.code for call in sandbox.calls} == {200}


async def test_an_emergency_leaves_before_answers_to_strangers(
    open_service: Open, sandbox: Sandbox
) -> None:
    zhang, dara, suspended, *strangers = (
        sandbox.user(first_name=f"Person {number}") for number in range(STRANGERS + 3)
    )
    labels = Catalog.load(*texts_of(None), agreement=default_agreement(), strict=True)
    async with open_service(paced=True, router=build_router(labels)) as service:
        await service.join(zhang, party="CN", role=Role.COORDINATOR)
        by = await service.join(dara, role=Role.COORDINATOR)
        lost = await service.join(suspended)
        await service.once(lambda tx: tx.of(People).change(lost.id, status=AccountStatus.SUSPENDED))
        suspended.say("/today")
        for number, each in enumerate(strangers):
            each.say("/lost red rice fields" if number % 2 else "/start wrong")
        await service.app.ingest.drain()
        await service.app.dispatcher.drain()
        sandbox.calls.clear()
        code = await raises_emergency(service, by)
        await say_until(service, zhang, 1)
        told = [call.chat_id for call in sandbox.calls if call.chat_id]
        await service.settle()
    assert f"Meeting {code} (emergency meeting), proposed by" in seen(zhang)[0]
    assert told.index(zhang.user_id) < AT_ONCE
    answered = ("This link does not work", "If the words are right", "is suspended")
    for each in (suspended, *strangers):
        assert any(words in seen(each)[-1] for words in answered)
