"""An emergency waits behind nothing: not behind thousands of messages, nor those of its chat."""

import asyncio
from datetime import timedelta

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.people import Role
from liaison.meetings import service as meeting_service
from liaison.meetings.model import MeetingProposal, Occasion
from sandbox import Phone, Sandbox
from tests.service.conftest import Open, RunningService, news, numbered, seen, states

CHATS, EACH = 100, 50
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
        async with service.app.database.transaction() as tx:
            plan = MeetingProposal(
                kind=MeetingKind.EMERGENCY,
                occasion=Occasion.AT_RISK,
                urgent=True,
                case=None,
                options=((tx.now + timedelta(hours=4), None),),
                host=PartyCode("KH"),
            )
            meeting = await meeting_service.propose(tx, by, plan)
        await say_until(service, zhang, heard + 1)
        waited = (service.clock.now() - told_at).total_seconds()
        left = [state for state, _ in await states(service)].count("waiting")
    assert f"Meeting {meeting.code} (emergency meeting), proposed by" in seen(zhang)[heard]
    assert waited <= SECONDS
    assert left > CHATS * EACH * 0.9
    assert {call.code for call in sandbox.calls} == {200}
