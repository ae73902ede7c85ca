"""A handler that fails loses nothing: its update is tried again, or set aside with an alert."""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import TelegramObject, Update
from typing_extensions import override

from bot.i18n.catalog import Catalog
from bot.workers.dispatcher import MOST_ATTEMPTS
from handlers.routes import build_router
from storage.migrations.migrate import fresh
from storage.transaction import Transaction
from tests.faults.campaign import CampaignFigures
from tests.faults.outcome import Outcome, Send, outcome_of, unfinished
from tests.faults.recorded_updates import NEW_NUMBERS, STEPS, Repeatable, give, record, renumbered
from tests.faults.scenario_driver import NAMES, Json, local_driver, tell_short_story
from tests.memory_folder import memory_folder
from tests.unit.samples import AGREEMENT

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
ADMINS = ("bopha", "wang")
DEAD_UPDATE, DEAD_ROWS = "alert-dead-update", "alert-dead"
"""The alert for each update that is given up, and the daily one for all of them."""
SHORTEST = 3
"""No transaction of an update has fewer statements."""


class Fault(Exception):
    """An error of the program."""


class Faults(BaseMiddleware):
    """Lets a transaction fail before one of its statements, those of its commit included.

    Of each update the first attempt fails at statement ``first``, the next one at the one after it
    and so on; the last attempt never fails. The updates in ``always`` fail at every attempt.
    ``longest`` is the number of statements in the longest transaction.
    """

    def __init__(self, first: int = 0) -> None:
        self.always: set[int] = set()
        self.count = 0
        self.longest = 0
        self._first = first
        self._attempts: Counter[int] = Counter()

    @override
    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        update: Update = data["event_update"]
        self._attempts[update.update_id] += 1
        attempt = self._attempts[update.update_id]
        if update.update_id in self.always:
            self._fail(data["tx"], 1 + attempt % SHORTEST)
        else:
            fails = self._first > 0 and attempt < MOST_ATTEMPTS
            self._fail(data["tx"], self._first + attempt - 1 if fails else None)
        return await handler(event, data)

    def _fail(self, tx: Transaction, at: int | None) -> None:
        connection = tx._sql._line
        count = 0

        def counted(run: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
            async def failing(*given: Any) -> Any:
                nonlocal count
                count += 1
                self.longest = max(self.longest, count)
                if count == at:
                    self.count += 1
                    raise Fault
                return await run(*given)

            return failing

        for name in ("run", "count"):  # methods of one object, for one transaction
            setattr(connection, name, counted(getattr(connection, name)))

    def router(self) -> Router:
        """The ordinary routes, with these faults."""
        router = Router()
        router.include_router(build_router(Catalog.load(agreement=AGREEMENT)))
        for observer in (router.message, router.callback_query, router.edited_message):
            observer.outer_middleware(self)
        return router


async def told(faults: Faults) -> Outcome:
    """The story with faults."""
    with memory_folder() as folder:
        async with local_driver(fresh(folder), *NAMES, router=faults.router()) as driver:
            driver.patient = True
            await tell_short_story(driver)
            return outcome_of(driver.state_reader, driver.sandbox, driver.catalog)


async def test_a_fault_at_any_statement_of_any_update_changes_nothing() -> None:
    figures = CampaignFigures(name="a fault at each statement")
    calm = await told(Faults())
    first = longest = 1
    while first <= longest:
        faults = Faults(first)
        outcome = await told(faults)
        figures.runs += faults.count
        figures.lost += len(outcome.sent.missing(calm.sent))
        figures.doubled += outcome.facts != calm.facts
        same = (outcome.facts, outcome.sent, outcome.alerts) == (calm.facts, calm.sent, calm.alerts)
        figures.expect(same and not unfinished(outcome.states), f"from {first}: {outcome}")
        longest = faults.longest
        first += MOST_ATTEMPTS - 1
    figures.expect(figures.runs > 100, f"only {figures.runs} faults")
    figures.close()


async def test_what_always_fails_is_set_aside_with_an_alert_and_its_sender_is_told() -> None:
    """Each update of the story has an older twin in its chat, which fails at every attempt."""
    updates = renumbered(await record(), NEW_NUMBERS)
    twins = renumbered(updates, 2 * NEW_NUMBERS)
    faults = Faults()
    faults.always.update(twin["update_id"] for twin in twins)
    calm, _ = await given(Faults(), [[update] for update in updates])
    pairs = [list(pair) for pair in zip(twins, updates, strict=True)]
    disturbed, apologies = await given(faults, pairs)

    audited = disturbed.facts["audit"]
    alerts = [each for each in audited if each["action"] in {DEAD_UPDATE, DEAD_ROWS}]
    disturbed.facts["audit"] = [each for each in audited if each not in alerts]
    dead = [int(each["subject"]) for each in alerts if each["action"] == DEAD_UPDATE]
    assert disturbed.facts == calm.facts
    assert tuple(calm.steps()) == STEPS
    assert dead == [twin["update_id"] for twin in twins]
    assert disturbed.states["inbox dead"] == len(twins)
    assert len(alerts) - len(dead) == 1, "one alert a day for all of them"
    assert len(disturbed.alerts) == len(alerts) * len(ADMINS)
    assert not calm.alerts
    assert unfinished(disturbed.states) == ["inbox dead"]
    assert sum(disturbed.sent.times[each] for each in apologies) == len(twins)


async def given(faults: Faults, batches: list[list[Json]]) -> tuple[Outcome, list[Send]]:
    """What comes of updates with faults, and the apologies that may be sent."""
    with memory_folder() as folder:
        async with local_driver(
            fresh(folder), *NAMES, *ADMINS, router=faults.router(), random=Repeatable()
        ) as driver:
            driver.patient = True
            outcome = await give(driver, batches)
            apology = "error-internal"
            return outcome, [
                (driver[name].phone.user_id, driver[name].words(apology)) for name in NAMES
            ]
