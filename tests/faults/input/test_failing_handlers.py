"""A handler that fails loses nothing: its update is tried again, or set aside with an alert."""

from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import BaseMiddleware, Router
from aiogram.types import TelegramObject, Update
from typing_extensions import override

from bot.i18n.catalog import Catalog
from bot.workers.dispatcher import MAX_ATTEMPTS
from handlers.routes import build_router
from storage.transaction import Transaction
from tests.faults.campaign import CampaignFigures, quick_or_long
from tests.faults.outcome import Outcome, outcome_of, unfinished
from tests.faults.scenario_driver import NAMES, local_driver, tell_short_story
from tests.fresh_databases import fresh
from tests.memory_folder import memory_folder
from tests.unit.samples import AGREEMENT

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]
DEAD_UPDATE, DEAD_ROWS = "alert-dead-update", "alert-dead"
"""The alert for each update that is given up, and the daily one for all of them."""


class Fault(Exception):
    """An error of the program."""


class Faults(BaseMiddleware):
    """Lets a transaction fail before one of its statements, those of its commit included.

    Of each update the first attempt fails at statement ``first``, the next one at the one after it
    and so on; the last attempt never fails.
    ``longest`` is the number of statements in the longest transaction.
    """

    def __init__(self, first: int = 0) -> None:
        self.count = 0
        self.longest = 0
        self._first = first
        self._attempts: Counter[int] = Counter()

    @override
    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> Any:
        update: Update = data["event_update"]
        self._attempts[update.update_id] += 1
        attempt = self._attempts[update.update_id]
        fails = self._first > 0 and attempt < MAX_ATTEMPTS
        self._fail(data["tx"], self._first + attempt - 1 if fails else None)
        return await handler(event, data)

    def _fail(self, tx: Transaction, at: int | None) -> None:
        count = 0

        run: Callable[..., Awaitable[Any]] = tx._sql._execute

        async def failing(*given: Any) -> Any:
            nonlocal count
            count += 1
            self.longest = max(self.longest, count)
            if count == at:
                self.count += 1
                raise Fault
            return await run(*given)

        vars(tx._sql)["_execute"] = failing  # of one object, for one transaction

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


@quick_or_long("every", 5, 1)
async def test_a_fault_at_any_statement_of_any_update_changes_nothing(every: int) -> None:
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
        first += every * (MAX_ATTEMPTS - 1)
    figures.expect(figures.runs > 100 / every, f"only {figures.runs} faults")
    figures.close()
