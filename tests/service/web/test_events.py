"""An open page hears of what is new for its person, and of nothing else."""

import asyncio
from contextlib import suppress

import pytest
from aiohttp import ClientResponse

from liaison.core.cards import card, text
from liaison.core.channels import page_of
from liaison.pages.repository import PageMessages
from tests.service.web.conftest import Served
from web.events import MAX_STREAMS

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def hears(response: ClientResponse, seconds: float) -> bool:
    """Whether an event comes within this time."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while line := await response.content.readline():
                if line == b"event: news\n":
                    return True
    return False


async def told(shared: Served, name: str) -> None:
    """Put a message on the page of somebody."""
    address = page_of((await shared.person(name)).id)
    async with shared.driver.app.database.transaction() as tx:
        await tx.of(PageMessages).send(address, card(text("calendar-sent")))


async def test_an_open_page_hears_of_a_message_until_it_has_shown_it(shared: Served) -> None:
    sokha, dara = await shared.visitor("sokha"), await shared.visitor("dara")
    async with (
        shared.http.get(f"{shared.base}/events", headers=sokha.headers) as of_sokha,
        shared.http.get(f"{shared.base}/events", headers=dara.headers) as of_dara,
    ):
        assert of_sokha.content_type == "text/event-stream"
        assert not await hears(of_sokha, 1.5)
        await told(shared, "sokha")
        assert await hears(of_sokha, 10.0)
        assert not await hears(of_dara, 1.5)
        said = await sokha.get()
        assert "Notifications" in said
        assert "New" in said
        assert not await hears(of_sokha, 1.5)
        await told(shared, "sokha")
        assert await hears(of_sokha, 10.0)
    assert "New" in await sokha.get()
    assert "New" not in (await sokha.get()).split("To do")[1]


async def test_one_person_has_few_streams(shared: Served) -> None:
    sokha = await shared.visitor("li")
    opened = [
        await shared.http.get(f"{shared.base}/events", headers=sokha.headers)
        for _ in range(MAX_STREAMS)
    ]
    assert {each.status for each in opened} == {200}
    further = await sokha.request("GET", "/events")
    assert further.status == 204
    for each in opened:
        each.close()


async def test_pages_that_were_left_take_no_place(shared: Served) -> None:
    zhang = await shared.visitor("zhang")
    for _ in range(MAX_STREAMS):
        (await shared.http.get(f"{shared.base}/events", headers=zhang.headers)).close()
    async with asyncio.timeout(10.0):
        status = 204
        while status == 204:
            response = await shared.http.get(f"{shared.base}/events", headers=zhang.headers)
            status = response.status
            response.close()
    assert status == 200
