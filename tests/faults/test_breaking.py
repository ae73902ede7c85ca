"""A handler that breaks loses nothing: it is tried again, or set aside with an alert."""

import pytest

from bot.dispatch import MOST_ATTEMPTS
from storage.migrate import fresh
from tests.faults.breaking import DEAD_ROWS, DEAD_UPDATE, Breaker, broken_router
from tests.faults.campaign import Tally
from tests.faults.cast import Json, near_cast, tell_short_story
from tests.faults.kills import NAMES, bad
from tests.faults.ledger import Facts, Send, Sent, sent_by
from tests.faults.replays import (
    NEW_NUMBERS,
    STEPS,
    Outcome,
    Repeatable,
    outcome_of,
    recorded,
    renumbered,
)
from tests.folders import memory_folder

pytestmark = pytest.mark.faults

ADMINS = ("bopha", "wang")


async def told(breaker: Breaker) -> tuple[Facts, Sent, list[str]]:
    """The story on a desk that breaks."""
    with memory_folder() as folder:
        router = broken_router(breaker)
        async with near_cast(fresh(folder), *NAMES, router=router) as cast:
            cast.patient = True
            await tell_short_story(cast)
            sent = sent_by(cast.sandbox, cast.catalog)
            return cast.ledger.facts(), sent, bad(cast.ledger.states())


async def test_broken_at_every_statement_of_every_update_the_story_ends_the_same() -> None:
    tally = Tally(name="broken at each statement")
    calm = await told(Breaker())
    first = longest = 1
    while first <= longest:
        breaker = Breaker(first)
        facts, sent, left = await told(breaker)
        tally.runs += breaker.broken
        tally.doubled += facts != calm[0]
        tally.lost += len(sent.missing(calm[1]))
        tally.expect(left == [], f"from {first}: {left}")
        tally.expect((facts, sent) == calm[:2], f"from {first}: {facts} {sent}")
        longest = breaker.longest
        first += MOST_ATTEMPTS - 1
    tally.expect(tally.runs > 100, f"broke only {tally.runs} times")
    tally.close()


async def test_what_always_breaks_is_set_aside_with_an_alert_and_its_sender_is_told() -> None:
    """Each update of the story has an older twin in its chat, which breaks whatever is done."""
    updates = renumbered(await recorded(), NEW_NUMBERS)
    twins = renumbered(updates, 2 * NEW_NUMBERS)
    breaker = Breaker()
    breaker.always.update(twin["update_id"] for twin in twins)
    calm, _ = await retold(Breaker(), [[update] for update in updates])
    disturbed, words = await retold(
        breaker, [list(pair) for pair in zip(twins, updates, strict=True)]
    )

    record = disturbed.facts["audit"]
    alerts = [each for each in record if each["action"] in {DEAD_UPDATE, DEAD_ROWS}]
    disturbed.facts["audit"] = [each for each in record if each not in alerts]
    dead = [int(each["subject"]) for each in alerts if each["action"] == DEAD_UPDATE]
    assert disturbed.facts == calm.facts
    assert tuple(calm.steps()) == STEPS
    assert dead == [twin["update_id"] for twin in twins]
    assert disturbed.states["inbox dead"] == len(twins)
    assert len(alerts) - len(dead) == 1, "the auditor says so once a day"
    assert len(disturbed.alerts) == len(alerts) * len(ADMINS)
    assert not calm.alerts
    assert bad(disturbed.states) == ["inbox dead"]
    assert sum(disturbed.sent.times[sorry] for sorry in words) == len(twins)


async def retold(breaker: Breaker, batches: list[list[Json]]) -> tuple[Outcome, list[Send]]:
    """What a desk that breaks comes to, and the sentences that say sorry."""
    with memory_folder() as folder:
        router = broken_router(breaker)
        async with near_cast(
            fresh(folder), *NAMES, *ADMINS, router=router, random=Repeatable()
        ) as cast:
            cast.patient = True
            for batch in batches:
                await cast.app.ingest.receive(batch)
                await cast.settle()
            sorry: list[Send] = [
                (cast[name].phone.user_id, cast[name].words("error-internal")) for name in NAMES
            ]
            return outcome_of(cast), sorry
