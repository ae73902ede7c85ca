"""Every answer: its headers, its links, its errors, and who gets none."""

import re

import pytest
from aiohttp import FormData

from liaison.core.cards import card, text
from liaison.core.channels import page_of
from liaison.pages.repository import PageMessages
from tests.service.web.conftest import Served
from web.server import HEADERS, LARGEST_BODY

pytestmark = pytest.mark.asyncio(loop_scope="module")
PATHS = (
    "/", "/show?line=requests", "/show?line=nothing", "/nothing", "/static/page.css", "/act",
    "/static/../server.py", "/static/%2e%2e/server.py", "/static/", "/file/1", "/sign-in",
    "/enrol/unknown", "/telegram", "/sign-out", "/events/", "//evil.example",
    "/show?line=%0d%0aSet-Cookie:%20a=b",
    "/calendar/unknown", "/calendar/", "/show?line=meetings&month=2026-13",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
async def test_each_answer_is_guarded_and_names_no_other_site(shared: Served, path: str) -> None:
    for visitor in (await shared.visitor("sokha"), shared.stranger()):
        response = await visitor.request("GET", path)
        for name, value in HEADERS.items():
            assert response.headers[name] == value, (path, name)
        assert response.headers["Cache-Control"] in {"no-store", "no-cache"}
        assert "Set-Cookie" not in response.headers
        assert "Server" not in response.headers
        location = response.headers.get("Location", "/")
        assert location.startswith("/")
        assert not location.startswith("//")
        if response.content_type == "text/html":
            visitor.shown = await response.text()
            for each in visitor.read.addresses:
                assert each.startswith(("/", "?", "#")) or not each
                assert not each.startswith("//")
            assert " style=" not in visitor.shown
            assert "<script>" not in visitor.shown
            assert re.search(r"<[^>]*\son\w+=", visitor.shown) is None


@pytest.mark.parametrize("path", ["/", "/show?line=requests", "/file/1", "/nothing", "/events"])
@pytest.mark.parametrize("token", ["", "unknown", "é", "a" * 5000])
async def test_a_stranger_is_shown_nothing(shared: Served, path: str, token: str) -> None:
    stranger = shared.stranger(token)
    response = await stranger.request("GET", path)
    assert response.status in ({204} if path == "/events" else {303, 400}), path
    assert "CN26" not in await response.text()


async def test_what_a_post_may_not_be_is_refused(shared: Served) -> None:
    sokha = await shared.visitor("sokha")
    files = FormData()
    files.add_field("text", b"content", filename="letter.pdf")
    for status, given in (
        (413, {"data": {"text": "a" * (LARGEST_BODY + 1)}}),
        (415, {"data": files}),
        (415, {"data": b"text=x", "headers": {"Content-Type": "text/plain"}}),
        (
            415,
            {
                "data": b"text=x",
                "headers": {
                    "Content-Type": "application/x-www-form-urlencoded",
                    "Content-Encoding": "gzip",
                },
            },
        ),
        (
            415,
            {
                "data": b"text=%ff",
                "headers": {"Content-Type": "application/x-www-form-urlencoded; charset=nothing"},
            },
        ),
    ):
        response = await sokha.request("POST", "/act", **given)
        assert response.status == status, given
        assert '<div role="alert"><h1' in await response.text()
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"):
        response = await sokha.request(
            method, "/", headers={"Content-Type": "application/x-www-form-urlencoded"}
        )
        assert response.status == 405, method


async def test_a_text_longer_than_a_message_is_given_back(shared: Served) -> None:
    sokha = await shared.visitor("sokha")
    await sokha.get()
    said = await sokha.write("long " * 1000)
    assert sokha.status == 413
    assert "This text is too long." in said
    assert "long long" in said


async def test_a_file_is_given_to_the_page_that_it_is_for(shared: Served) -> None:
    sokha, dara = await shared.visitor("sokha"), await shared.visitor("dara")
    address = page_of((await shared.person("sokha")).id)
    name = 'a"\r\nSet-Cookie: x=y; ក.ics'
    async with shared.driver.app.database.transaction() as tx:
        number = await tx.of(PageMessages).send(
            address, card(text("calendar-sent")), file=(name, b"BEGIN:VCALENDAR")
        )
    response = await sokha.request("GET", f"/file/{number}")
    assert await response.text() == "BEGIN:VCALENDAR"
    assert response.content_type == "application/octet-stream"
    assert "Set-Cookie" not in response.headers
    assert "\r" not in response.headers["Content-Disposition"]
    assert (await dara.request("GET", f"/file/{number}")).status == 404
    assert (await shared.stranger().request("GET", f"/file/{number}")).status == 303
