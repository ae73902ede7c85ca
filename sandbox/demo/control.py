"""Starts and stops the service of the demo, and moves its clock, for the sandbox's page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from sandbox.demo.driver import ScenarioDriver
from sandbox.state import Json


class DemoControl:
    """The implementation of ``ServiceControl``. One operation runs at a time.

    ``broken`` is set, with the reason, if the service ended by itself.
    """

    def __init__(self, driver: ScenarioDriver, *, language: str) -> None:
        self.broken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._driver = driver
        self._language = language
        self._lock = asyncio.Lock()
        self._open = True
        self._stop = asyncio.Event()
        self._work: asyncio.Task[None] | None = None
        self._seen: dict[str, Json] = {}

    @property
    def running(self) -> bool:
        """Whether the service runs; true also while time is moved."""
        return self._open

    @property
    def language(self) -> str:
        """The language of the demo."""
        return self._language

    async def start(self) -> None:
        """Run the service, as a new process if it was stopped."""
        async with self._lock:
            if not self._open:
                await self._driver.service.open()
                self._open = True
            self._resume()

    async def stop(self) -> None:
        """Stop the service as a signal does, and close its database."""
        async with self._lock:
            await self._pause()
            if self._open:
                self._open = False
                await self._driver.service.close()

    async def turn_to(self, at: datetime) -> None:
        """Let time pass until a moment (aware): in steps from one due moment to the next while the
        service runs, else at once.
        """
        async with self._lock:
            if not self._open:
                self._driver.sandbox.turn_to(at)
                return
            await self._pause()
            try:
                await self._driver.turn_to(at)
            finally:
                self._resume()

    async def view(self, language: str) -> Json:
        """The view of ``ServiceControl.view``; while the service is stopped, the latest one,
        with nothing due.

        Raises ``KeyError`` for a language that the service does not have.
        """
        async with self._lock:
            if self._open:
                self._seen[language] = await self._driver.service.view(language)
                return self._seen[language]
        return {"parties": [], "people": [], **self._seen.get(language, {}), "next_due": None}

    async def page_of(self, user_id: int) -> str:
        """The address at which a person opens the page of the service. Raises ``LookupError`` for
        who has not joined, and while the service is stopped.
        """
        async with self._lock:
            if not self._open:
                msg = "the service is stopped"
                raise LookupError(msg)
            return await self._driver.service.page_of(user_id)

    def translated(self, shown: str, language: str) -> str | None:
        """The HTML in a language of a text or label that a phone shows; None if it is not known."""
        return self._driver.service.translated(shown, language)

    def _resume(self) -> None:
        if self._work is None:
            self._stop = asyncio.Event()
            self._work = asyncio.create_task(self._driver.service.run(self._stop))
            self._work.add_done_callback(self._ended)

    async def _pause(self) -> None:
        """Stop the running service, and leave its database open."""
        if self._work is not None:
            self._stop.set()
            await asyncio.wait({self._work})
            self._work = None

    def _ended(self, work: asyncio.Task[None]) -> None:
        error = None if work.cancelled() else work.exception()
        if error is not None and not self.broken.done():
            self.broken.set_exception(error)


@asynccontextmanager
async def controlled(driver: ScenarioDriver, *, language: str) -> AsyncIterator[DemoControl]:
    """Run the service, controlled by the sandbox's page."""
    control = DemoControl(driver, language=language)
    driver.sandbox.service = control
    await control.start()
    try:
        yield control
    finally:
        driver.sandbox.service = None
        await control.stop()
