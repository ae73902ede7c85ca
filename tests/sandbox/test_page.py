"""The page's files and paths: who may request them, and what they return."""

import asyncio
import json
import re
from collections.abc import AsyncGenerator, AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.page.routes import FOLDER, HEADERS
from tests.sandbox.conftest import MORNING, Raw

LANGUAGES = ("en", "km", "zh")


class StubService:
    """A service that records its calls."""

    language = "km"

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.running = True
        self.turned: list[datetime] = []
        self.due: datetime | None = None

    async def start(self) -> None:
        self.running = True

    async def stop(self) -> None:
        self.running = False

    async def turn_to(self, at: datetime) -> None:
        self.turned.append(at)
        self.sandbox.turn_to(at)

    async def view(self, language: str) -> dict[str, Any]:
        zones = {"CN": "Asia/Shanghai", "KH": "Asia/Phnom_Penh"}
        parties = [
            {"code": code, "name": f"{code} {language}", "zone": zone, "board": []}
            for code, zone in zones.items()
        ]
        due = None if self.due is None else self.due.isoformat()
        return {"parties": parties, "people": [], "next_due": due}


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sandbox.url) as session:
        yield session


@pytest.fixture
def service(sandbox: Sandbox) -> StubService:
    sandbox.service = StubService(sandbox)
    return sandbox.service


async def post(http: aiohttp.ClientSession, path: str, **given: Any) -> tuple[int, Any]:
    async with http.post(f"/sandbox{path}", json=given) as answer:
        return answer.status, await answer.json()


async def page_events(http: aiohttp.ClientSession) -> AsyncGenerator[tuple[str, Any], None]:
    """The events of the page, as name and data."""
    async with http.get("/sandbox/events") as stream:
        assert stream.content_type == "text/event-stream"
        name = ""
        async for line in stream.content:
            kind, _, rest = line.decode().strip().partition(": ")
            if kind == "event":
                name = rest
            elif kind == "data":
                yield name, json.loads(rest)


async def test_the_page_is_served_under_a_strict_policy(http: aiohttp.ClientSession) -> None:
    names = {"/"} | {f"/page/{path.name}" for path in FOLDER.iterdir()}
    for name in names:
        async with http.get(name) as answer:
            assert answer.status == 200, name
            assert {key: answer.headers[key] for key in HEADERS} == HEADERS
            body = await answer.text()
            assert set(re.findall(r'(?:src|href)="(/[^"#]*)"', body)) <= names, name
    policy = HEADERS["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = (FOLDER / "index.html").read_text("utf-8")
    assert not re.search(r"\son\w+=|style=|<script(?![^>]* src=)", page)
    for name in ("/page/none.js", "/page/..%2froutes.py", "/page/main"):
        async with http.get(name) as answer:
            assert answer.status == 404, name


async def test_scripts_insert_no_html_into_the_page() -> None:
    scripts = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.js"))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", scripts)


@pytest.mark.parametrize("path", ["/", "/page/main.js", "/sandbox/users", "/bot1:x/getMe"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "liaison.example"},
        {"Host": "127.0.0.1.liaison.example:80"},
        {"Host": "[::1"},
        {"Origin": "https://liaison.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
    ],
)
async def test_the_page_of_another_site_is_refused(
    http: aiohttp.ClientSession, path: str, headers: dict[str, str]
) -> None:
    async with http.get(path, headers=headers) as answer:
        assert answer.status == 403


async def test_loopback_names_are_accepted(http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    port = sandbox.url.rpartition(":")[2]
    for host in (f"127.0.0.1:{port}", f"localhost:{port}", f"[::1]:{port}", "localhost"):
        headers = {"Host": host, "Origin": f"http://{host}"}
        async with http.get("/", headers=headers) as answer:
            assert answer.status == 200, host


async def test_each_language_has_the_same_texts_and_all_are_used() -> None:
    texts = {
        language: json.loads((FOLDER / f"texts.{language}.json").read_text("utf-8"))
        for language in LANGUAGES
    }
    sources = "".join(
        path.read_text("utf-8") for path in FOLDER.iterdir() if path.suffix in {".js", ".html"}
    )
    for language, words in texts.items():
        assert words.keys() == texts["en"].keys(), language
        for key, said in words.items():
            own, english = (
                set(re.findall(r"\{(\w+)\}", str(each))) for each in (said, texts["en"][key])
            )
            assert own == english, (language, key)
        assert [len(words[name]) for name in ("months", "weekdays", "digits")] == [12, 7, 10]
    named = r'data-(?:text|label)="([\w-]+)"|(?:translate|moment)\("([\w-]+)"'
    either = r'translate\(.+? \? "([\w-]+)" : "([\w-]+)"\)'
    keys = {key for found in re.findall(f"{named}|{either}", sources) for key in found if key}
    keys |= set(re.findall(r"words\.(\w+)", sources))
    keys |= {f"tour-{part}-{step}" for part in ("title", "body") for step in range(1, 7)}
    assert keys == set(texts["en"])


async def test_the_first_events_have_the_whole_state_and_later_ones_the_changes(
    http: aiohttp.ClientSession, sandbox: Sandbox, raw: Raw
) -> None:
    alice = sandbox.user(first_name="Alice", language_code="km")
    bob = sandbox.user(first_name="Bob")
    alice.start()
    events = page_events(http)
    first = [await anext(events) for _ in range(3)]
    found = [(name, data.get("name")) for name, data in first]
    assert found == [("status", None), ("phone", "Alice"), ("phone", "Bob")]
    assert first[0][1]["service"] is None
    await raw("sendMessage", chat_id=alice.user_id, text="<b>x</b>&lt;i&gt;", parse_mode="HTML")
    name, screen = await anext(events)
    assert (name, screen["id"]) == ("phone", alice.user_id)
    message = screen["messages"][-1]
    assert message["text"] == "x<i>"
    assert message["entities"] == [{"type": "bold", "offset": 0, "length": 1}]
    bob.start()
    assert (await anext(events))[1]["id"] == bob.user_id
    await raw("sendChatAction", chat_id=bob.user_id, action="typing")
    assert (await anext(events))[1]["typing"] is True
    await raw("sendMessage", chat_id=bob.user_id, text="y")
    assert (await anext(events))[1]["typing"] is False
    await post(http, "/faults", method="sendMessage", retry_after=5, times=None)
    assert (await anext(events))[1]["too_many"] is True
    await events.aclose()


async def test_an_open_page_delays_no_end(http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    events = page_events(http)
    await anext(events)
    async with asyncio.timeout(30):
        await sandbox.stop()
        assert [each async for each in events] == []


async def test_a_file_is_downloaded_and_never_displayed(
    http: aiohttp.ClientSession, sandbox: Sandbox, raw: Raw
) -> None:
    alice = sandbox.user(first_name="Alice")
    sent = alice.send_document("a <b>.html", b"<script>")
    said = alice.say("no file")
    async with http.get(f"/sandbox/users/{alice.user_id}/files/{sent}") as answer:
        assert await answer.read() == b"<script>"
        assert answer.content_type == "application/octet-stream"
        disposition = answer.headers["Content-Disposition"]
        assert disposition == "attachment; filename*=UTF-8''a%20%3Cb%3E.html"
    for path in (f"{alice.user_id}/files/{said}", "1/files/1", "x/files/1"):
        async with http.get(f"/sandbox/users/{path}") as answer:
            assert answer.status == 404, path


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"seconds": 3600}, MORNING + timedelta(hours=1)),
        # It is nine in Phnom Penh now, and ten in Shanghai.
        ({"to": "morning"}, MORNING + timedelta(days=1)),
        ({"date": "2026-12-01"}, MORNING + timedelta(days=7)),
        ({"to": "due"}, MORNING + timedelta(minutes=5)),
    ],
)
async def test_the_service_moves_the_clock(
    http: aiohttp.ClientSession, service: StubService, given: dict[str, Any], at: datetime
) -> None:
    service.due = MORNING + timedelta(minutes=5)
    status, answer = await post(http, "/service/turn", **given)
    assert (status, datetime.fromisoformat(answer["now"])) == (200, at)
    assert service.turned == [at]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"seconds": -1},
        {"seconds": "1"},
        {"date": "x"},
        {"date": "2026-11-01"},
        {"date": "2036-01-01"},
        {"to": "due"},
        {"to": "end"},
    ],
)
async def test_an_invalid_time_is_refused(
    http: aiohttp.ClientSession, service: StubService, given: dict[str, Any]
) -> None:
    assert (await post(http, "/service/turn", **given))[0] == 400
    assert service.turned == []
    assert (await post(http, "/service/turn", seconds=1))[0] == 200


async def test_the_service_is_restarted(http: aiohttp.ClientSession, service: StubService) -> None:
    for running in (False, True):
        assert await post(http, "/service", running=running) == (200, {"running": running})
        assert service.running is running
    async with http.get("/sandbox/service?lang=zh") as answer:
        assert [each["name"] for each in (await answer.json())["parties"]] == ["CN zh", "KH zh"]


async def test_the_clock_moves_by_itself(http: aiohttp.ClientSession, sandbox: Sandbox) -> None:
    assert (await post(http, "/service/turn", seconds=60))[0] == 200
    assert sandbox.now() == MORNING + timedelta(minutes=1)
    assert (await post(http, "/service/turn", to="due"))[0] == 400
    assert (await post(http, "/service", running=True))[0] == 404
