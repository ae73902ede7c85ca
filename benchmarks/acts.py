"""The cost of one act until all its messages are delivered: Python files and functions entered, SQL
statements, transactions.
"""

import sys
import threading
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType, FrameType, MappingProxyType
from typing import Any

from benchmarks.table import Figure
from bot.clock import SystemClock
from bot.log import configure
from bot.profile.agreement_file import default_agreement
from liaison.core.agreement import PartyCode
from liaison.core.references import Reference
from liaison.core.working_time import local_moment
from liaison.requests.repository import Requests
from storage.crypto import new_keys, owners_of, save_keys
from storage.engine.statements import Statements
from tests.fresh_databases import fresh
from tests.scenario import HOLD, PARTS, ScenarioDriver, log_verification, open_driver

_ROOT = Path(__file__).parents[1]
_PACKAGES = tuple(str(_ROOT / name) for name in ("bot", "handlers", "liaison", "storage", "web"))
_BEFORE = timedelta(days=15)
"""How long before the due date the first reminder is sent."""


class Meter:
    """Counts while it is active, in every thread of the process."""

    def __init__(self) -> None:
        self._on = False
        self._entered: set[CodeType] = set()
        self.statements = 0
        self.transactions = 0

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Count from here to the end of the block."""
        self._on = True
        sys.setprofile(self._enter)
        try:
            yield
        finally:
            sys.setprofile(None)
            self._on = False

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Count threads and transactions that begin within the block."""
        own = {name: getattr(Statements, name) for name in ("__init__", "run", "rows", "changes")}
        threading.setprofile(self._enter)
        for name, call in own.items():
            setattr(Statements, name, self._counted(name, call))
        try:
            yield
        finally:
            for name, call in own.items():
                setattr(Statements, name, call)
            threading.setprofile(None)

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same method of ``Statements``; there is one of them for each transaction."""

        def counted(*given: Any, **options: Any) -> Any:
            if self._on:
                self.transactions += name == "__init__"
                self.statements += name != "__init__"
            return call(*given, **options)

        return counted

    def figures(self, act: str) -> list[Figure]:
        """The counts; a function is a ``def`` of our packages that was entered at least once."""
        ours = [each for each in self._entered if each.co_filename.startswith(_PACKAGES)]
        named = [each for each in ours if not each.co_name.startswith("<")]
        counts = {
            "files": len({each.co_filename for each in ours}),
            "functions": len(named),
            "statements": self.statements,
            "transactions": self.transactions,
        }
        return [Figure(what=f"{what}, {act}", ours=count) for what, count in counts.items()]

    def _enter(self, frame: FrameType, what: str, _: object) -> None:
        if self._on and what == "call":
            self._entered.add(frame.f_code)


async def acts(*, quick: bool) -> list[Figure]:
    """Count three acts, each in a service of its own with six people and one request."""
    configure("ERROR")
    figures: list[Figure] = []
    for act, perform in _ACTS.items():
        meter = Meter()
        with TemporaryDirectory() as folder, meter.listening():
            keys = Path(folder, "keys.json")
            save_keys(keys, new_keys(owners_of(default_agreement()), at=SystemClock().now()))
            async with open_driver(database_url=fresh(Path(folder)), keys_file=keys) as driver:
                await driver.gather(*PARTS)
                reference = await log_verification(
                    driver, "sokha", persons=3, children=1, letter="123/26"
                )
                await perform(driver, Reference(reference), meter)
        figures += meter.figures(act)
    return figures


async def _press(driver: ScenarioDriver, reference: Reference, meter: Meter) -> None:
    li = driver["li"]
    await li.chooses("button-receive-today")
    li.phone.press(li.send_label)
    with meter.counting():
        await driver.settle()
    await driver.turn(HOLD)
    driver["sokha"].sees_key("notice-receive", reference=reference)


async def _remind(driver: ScenarioDriver, reference: Reference, meter: Meter) -> None:
    li = driver["li"]
    await li.chooses("button-receive-today")
    await li.sends()
    async with driver.app.database.transaction() as tx:
        request = await tx.of(Requests).lock(reference, party=PartyCode(li.part.party))
        if request is None or request.due_on is None:
            raise LookupError(reference)
        party = tx.agreement.party(request.requested)
        due = local_moment(request.due_on - _BEFORE, party.digest_at, party.zone)
    await driver.turn_to(due - timedelta(hours=20))
    await li.says(f"/assign {reference} me")  # removes earlier notifications
    await driver.turn_to(due - timedelta(seconds=1))
    driver.sandbox.turn_to(await driver.service.next_moment(due))
    with meter.counting():
        await driver.tick()
    li.sees_key("todo-due", days=_BEFORE.days, day=request.due_on)


async def _emergency(driver: ScenarioDriver, _: Reference, meter: Meter) -> None:
    dara = driver["dara"]
    dara.phone.say("/emergency")
    with meter.counting():
        await driver.settle()


_ACTS: Mapping[str, Callable[[ScenarioDriver, Reference, Meter], Awaitable[None]]] = (
    MappingProxyType(
        {
            'the press "Received today"': _press,
            f"a reminder {_BEFORE.days} days before the due date": _remind,
            "/emergency, typed": _emergency,
        }
    )
)
