"""Two colleagues acknowledge the same notice at the same moment."""

from datetime import timedelta

from sqlalchemy import select

from liaison.domain import requests as life
from liaison.domain.agreements import PartyCode
from liaison.domain.cards import text
from liaison.domain.deadlines import local_date
from liaison.domain.ladders import Priority
from liaison.domain.notices import Audience, Subject
from liaison.domain.people import Person, PersonId
from liaison.domain.references import new_reference
from liaison.domain.reminders import next_steps
from liaison.domain.request_facts import Act, Asked, Kind, Letter
from liaison.usecases.notices import Draft, tell
from liaison.usecases.requests import WAKE
from storage.audit import AUDIT
from storage.transaction import Transaction
from tests.conftest import SEED
from tests.driver import Player
from tests.faults.campaign import Tally
from tests.faults.cast import Near, near_cast

KH, CN = PartyCode("KH"), PartyCode("CN")
ACKNOWLEDGED = "notice.acknowledged"
ASKED = Asked(kind=Kind.VERIFICATION, urgent=True, persons=2, children=0, letter=Letter())


async def notice_about(tx: Transaction, sender: Person, priority: Priority) -> str:
    """A new case from Cambodia, and a notice to China about it; the code of the notice."""
    act = Act(person=sender, at=tx.now)
    while await tx.requests.exists(reference := new_reference(KH, tx.now.year, tx.random)):
        pass
    today = local_date(tx.now, tx.agreement.party(KH).zone)
    request, event = life.log(ASKED, act, reference=reference, requested=CN, today=today)
    await tx.requests.add(request, event)
    plan = next_steps(request, tx.agreement, since=tx.now, now=tx.now)
    await tx.wake(WAKE, reference, plan.wake_at)
    await tell(
        tx,
        Draft(
            party=CN,
            subject=Subject.REQUEST,
            of=reference,
            topic="drill",
            headline=text("reminder-receipt", reference=reference),
            audience=Audience.STAFF,
            priority=priority,
            states=("sent",),
        ),
    )
    [notice] = await tx.notices.open_about(CN, Subject.REQUEST, reference)
    return notice.code


async def press_together(url: str, *, runs: int) -> Tally:
    """Let two colleagues acknowledge at once, so often: one of them does, and the other sees who
    did and when.
    """
    tally = Tally(name="colleagues at one moment", seed=SEED)
    async with near_cast(url, "sokha", "li", "zhang") as cast:
        pair = [cast["li"], cast["zhang"]]
        for number in range(runs):
            async with cast.app.database.transaction() as tx:
                sender = await tx.people.by_chat(cast["sokha"].phone.user_id)
                assert sender is not None
                code = await notice_about(tx, sender, Priority.IMPORTANT)
            await cast.settle()
            for player in pair if number % 2 else reversed(pair):
                player.phone.press_shown(f"ack {code}")
            await cast.settle()
            tally.runs += 1
            await _judge_pair(cast, code, pair, tally)
            cast.sandbox.turn(timedelta(minutes=1))
    return tally


async def _judge_pair(cast: Near, code: str, pair: list[Player], tally: Tally) -> None:
    async with cast.app.database.transaction() as tx:
        audited = select(AUDIT.c.person).where(
            AUDIT.c.action == ACKNOWLEDGED, AUDIT.c.subject == code
        )
        persons = (await tx._sql.run(audited)).scalars()
        notice = await tx.notices.seen(code, party=CN)
        assert notice is not None
        by = await tx.people.get(PersonId(persons[0]))
        assert by is not None
        tally.doubled += len(persons) - 1
        tally.expect((notice.ended_by, notice.ended_at) == (by.id, tx.now), f"{code}: {notice}")
    for player in pair:
        done = player.words("recorded-ack")
        who = player.words("notice-acknowledged", who=by.name, at=cast.sandbox.now())
        first = player.part.name == by.name
        answered = player.toasts[-1] == (done if first else who)
        tally.lost += not answered
        tally.expect(answered, f"{code}: {player.part.name} is told {player.toasts[-1]}")
        tally.expect(who in player.card, f"{code}: {player.card}")
    asking = [each for each in pair if f"ack {code}" in str(each.visible)]
    tally.expect(not asking, f"{code}: still asks")
