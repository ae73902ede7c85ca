"""The control API over HTTP, and the sandbox as a process of its own."""

import asyncio
import signal
import sys
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from tests.sandbox.conftest import TOKEN, Raw


class Control:
    """Calls the control API."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw

    async def __call__(self, verb: str, path: str, /, **given: Any) -> dict[str, Any]:
        answer = await self.raw.send(verb, f"/sandbox{path}", json=given)
        assert answer.status == 200, answer.body
        return answer.body

    async def refused(self, verb: str, path: str, /, **given: Any) -> int:
        return (await self.raw.send(verb, f"/sandbox{path}", json=given)).status


@pytest.fixture
def control(raw: Raw) -> Control:
    return Control(raw)


async def test_every_action_of_a_phone_has_its_path(control: Control, sandbox: Sandbox) -> None:
    await control("POST", "/users", first_name="Alice", user_id=77)
    await control("POST", "/users", first_name="Bob", user_id=78)
    deeds: list[tuple[str, dict[str, Any]]] = [
        ("say", {"text": "x"}),
        ("edit", {"text": "y"}),
        ("forward", {"text": "x", "author": 78}),
        ("send", {"dice": {"emoji": "🎲", "value": 3}}),
        ("send_photo", {"caption": "x"}),
        ("send_voice", {"duration": 2}),
        ("send_contact", {}),
        ("send_location", {}),
        ("send_sticker", {}),
        ("open", {"url": "https://t.me/liaison_424242_bot?start=x"}),
        ("block", {}),
        ("unblock", {}),
        ("deactivate", {}),
    ]
    for deed, given in deeds:
        await control("POST", f"/users/77/{deed}", **given)
    assert len(sandbox.pending()) == len(deeds) - 1
    assert await control.refused("POST", "/users/77/say", text="gone") == 400


async def test_an_impossible_request_is_refused_with_a_reason(control: Control, raw: Raw) -> None:
    await control("POST", "/users", first_name="Alice", user_id=77)
    refused: list[tuple[int, str, str, dict[str, Any]]] = [
        (404, "POST", "/users/5/say", {"text": "x"}),
        (404, "POST", "/users/77/fly", {}),
        (404, "GET", "/users/77/dreams", {}),
        (404, "POST", "/users/77/press", {"label": "None"}),
        (404, "POST", "/users/77/press_again", {}),
        (404, "POST", "/groups/-5/say", {"text": "x"}),
        (404, "POST", "/bots", {"token": "none"}),
        (400, "POST", "/users", {"first_name": "Again", "user_id": 77}),
        (400, "POST", "/users", {"nickname": "x"}),
        (400, "POST", "/users/77/say", {}),
        (400, "POST", "/users/x/say", {"text": "x"}),
        (400, "POST", "/groups", {"title": "x", "kind": "private"}),
        (400, "POST", "/faults", {"kind": "none"}),
        (400, "POST", "/faults", {"surprise": 1}),
        (400, "POST", "/clock", {"at": "2026-01-01T00:00:00"}),
        (404, "POST", "/faults/9/release", {}),
    ]
    for status, verb, path, given in refused:
        assert await control.refused(verb, path, **given) == status, path
    broken = await raw.send("POST", "/sandbox/users", data=b"[1]")
    assert (broken.status, broken.body) == (400, {"error": "a JSON object is expected"})


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
async def test_the_process_prints_its_url_first_and_stops_on_a_signal(name: signal.Signals) -> None:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0", "--flood"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    url = (await asyncio.wait_for(process.stdout.readline(), 30)).decode().strip()
    assert url.startswith("http://127.0.0.1:")
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{url}/bot{TOKEN}/getMe") as response:
            assert (await response.json())["ok"] is True
        poll = asyncio.create_task(session.get(f"{url}/bot{TOKEN}/getUpdates?timeout=50"))
        await until_polling(session, url)
        process.send_signal(name)
        answer = await asyncio.wait_for(poll, 30)
        assert (await answer.json())["result"] == []
    out, errors = await asyncio.wait_for(process.communicate(), 30)
    assert (process.returncode, out, errors) == (0, b"", b"")


async def test_a_used_port_is_named_in_the_error(sandbox: Sandbox) -> None:
    port = sandbox.url.rsplit(":", 1)[1]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", port), stderr=asyncio.subprocess.PIPE
    )
    _, errors = await asyncio.wait_for(process.communicate(), 30)
    assert process.returncode == 2
    assert f"port {port}" in errors.decode()
    assert len(errors.splitlines()) == 1


async def until_polling(session: aiohttp.ClientSession, url: str) -> None:
    for _ in range(1000):
        async with session.get(f"{url}/sandbox/bots") as response:
            if (await response.json())["bots"][0]["polling"]:
                return
    pytest.fail("the poll did not begin to wait")
