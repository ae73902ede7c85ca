"""An open page hears of what is new for its person, and of nothing else."""

import asyncio
import re
from contextlib import suppress

import pytest
from aiohttp import ClientResponse

from liaison.core.cards import Button, card, text
from liaison.core.channels import page_of
from liaison.notifications.sounds import Tells, message_to
from liaison.pages.repository import PageMessages
from tests.scenario import log_verification, person_of
from tests.service.web.conftest import Served
from tests.service.web.visitor import Visitor
from tests.stories.meetings.proposal_steps import raises_emergency
from web.events import MAX_STREAMS

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def hears(response: ClientResponse, seconds: float, event: bytes = b"news") -> bool:
    """Whether an event comes within this time."""
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            while line := await response.content.readline():
                if line == b"event: " + event + b"\n":
                    return True
    return False


async def told(shared: Served, name: str) -> None:
    """Send a message to the chat of somebody."""
    async with shared.driver.app.database.transaction() as tx:
        person = await person_of(tx, shared.driver[name])
        await tx.enqueue(message_to(person, card(text("calendar-sent")), Tells.NEWS))


def events_of(visitor: Visitor) -> str:
    """Where the open page of somebody asks for events, with the mark of what it shows."""
    found = re.search('data-mark="([0-9a-f]*)"', visitor.shown)
    assert found is not None
    return f"{visitor.base}/events?mark={found[1]}"


async def test_an_open_page_hears_of_a_message_to_the_chat_until_it_has_shown_it(
    shared: Served,
) -> None:
    sokha, dara = await shared.visitor("sokha"), await shared.visitor("dara")
    await sokha.get()
    await dara.get()
    async with (
        shared.http.get(events_of(sokha), headers=sokha.headers) as of_sokha,
        shared.http.get(events_of(dara), headers=dara.headers) as of_dara,
    ):
        assert of_sokha.content_type == "text/event-stream"
        assert not await hears(of_sokha, 1.5)
        await told(shared, "sokha")
        assert await hears(of_sokha, 10.0)
        assert not await hears(of_dara, 1.5)
        assert not await hears(of_sokha, 1.5)
        await told(shared, "sokha")
        assert await hears(of_sokha, 10.0)
    async with shared.http.get(events_of(sokha), headers=sokha.headers) as again:
        assert await hears(again, 10.0)
    await sokha.get("/show?line=requests")
    async with shared.http.get(events_of(sokha), headers=sokha.headers) as again:
        assert not await hears(again, 1.5)


async def test_an_open_page_hears_of_a_new_request_at_once(shared: Served) -> None:
    zhang = await shared.visitor("zhang")
    await zhang.get()
    async with shared.http.get(events_of(zhang), headers=zhang.headers) as events:
        await log_verification(shared.driver, "sokha", persons=3, children=1, letter="123/26 MoI")
        assert await hears(events, 10.0)


async def test_an_open_page_hears_that_it_is_an_emergency(shared: Served) -> None:
    zhang = await shared.visitor("zhang")
    await zhang.get()
    async with shared.http.get(events_of(zhang), headers=zhang.headers) as events:
        await raises_emergency(shared.driver["dara"], "3.3 14:00")
        assert await hears(events, 10.0, b"emergency")


async def test_a_page_that_was_left_hears_nothing(shared: Served) -> None:
    visitor = await shared.visitor("dara")
    await visitor.get()
    async with shared.http.get(events_of(visitor), headers=visitor.headers) as left:
        assert not await hears(left, 1.0)
        await visitor.press("Sign out")
        await told(shared, "dara")
        assert not await hears(left, 10.0)
        assert left.content.at_eof()


async def test_what_a_page_has_not_shown_is_news_on_every_page(shared: Served) -> None:
    bopha = await shared.visitor("bopha")
    address = page_of((await shared.person("bopha")).id)
    async with shared.driver.app.database.transaction() as tx:
        details = (Button(text("button-details"), "inbox"),)
        number = await tx.of(PageMessages).send(
            address, card(text("calendar-sent"), rows=[details])
        )
    await bopha.get("/show?line=requests")
    async with shared.http.get(events_of(bopha), headers=bopha.headers) as events:
        assert await hears(events, 10.0)
    said = await bopha.get()
    assert "Notifications" in said
    assert "New" in said
    assert f'id="text-{number}">' in bopha.shown
    assert f'aria-describedby="text-{number}">Details' in bopha.shown
    async with shared.http.get(events_of(bopha), headers=bopha.headers) as events:
        assert not await hears(events, 1.5)
    assert "New" not in (await bopha.get()).split("To do")[1]


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
