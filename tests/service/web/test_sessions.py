"""A session ends by itself, and with the access of its person."""

from datetime import timedelta

import pytest

from tests.service.web.conftest import Served

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_session_ends_when_it_is_not_used_and_after_half_a_day(shared: Served) -> None:
    idle, used = await shared.visitor("sokha"), await shared.visitor("dara")
    for _ in range(24):
        await used.get()
        assert used.status == 200
        assert "Sign out" in used.text
        shared.driver.sandbox.turn(timedelta(minutes=29))
    await idle.get()
    assert "Sign out" not in idle.text
    shared.driver.sandbox.turn(timedelta(minutes=25))
    await used.get()
    assert "Sign out" not in used.text


async def test_an_open_page_that_only_listens_does_not_keep_a_session(shared: Served) -> None:
    sokha = await shared.visitor("sokha")
    shared.driver.sandbox.turn(timedelta(minutes=29))
    async with shared.http.get(f"{shared.base}/events", headers=sokha.headers) as response:
        assert response.status == 200
    shared.driver.sandbox.turn(timedelta(minutes=2))
    assert (await sokha.request("GET", "/")).status == 303


async def test_who_lost_the_access_is_signed_out_at_once(shared: Served) -> None:
    sokha = await shared.visitor("zhang")
    await sokha.get()
    form = next(each for each in sokha.read.forms if "text" in each.fields)
    await shared.driver["zhang"].says("/lost")
    assert (await sokha.request("GET", "/")).status == 303
    before = await shared.acts()
    await sokha.post(form.action, {**form.fields, "text": "/today"})
    assert sokha.status == 401
    assert await shared.acts() == before
