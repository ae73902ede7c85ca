"""Listens for rows that others have written, so that nothing waits until the next look."""

import asyncio
from contextlib import suppress

import structlog

from storage.news import News, NewsLost

log = structlog.get_logger()

PAUSE_SECONDS = 5.0


class Listening:
    """Keeps a line for news open. What is missed while it is broken is found by looking."""

    def __init__(self, news: News) -> None:
        self._news = news

    async def run(self, stop: asyncio.Event) -> None:
        """Listen until told to stop, on a new line where one broke."""
        while not stop.is_set():
            try:
                await self._news.listen(stop)
            except NewsLost as error:
                log.warning("news-lost", code=error.code)
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), PAUSE_SECONDS)
