"""The page's files and paths: who may request them, and what they return."""

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta

import aiohttp
import pytest

from sandbox import Sandbox
from sandbox.page.routes import FOLDER, HEADERS
from sandbox.users.history import History

LANGUAGES = ("en", "km", "zh")


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(sandbox.url) as session:
        yield session


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
        {"Sec-Fetch-Site": "same-site"},
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
    keys |= {f"tour-{part}-{step}" for part in ("title", "body") for step in range(1, 10)}
    assert keys == set(texts["en"])


async def test_the_phones_of_a_past_moment_are_read(
    http: aiohttp.ClientSession, sandbox: Sandbox
) -> None:
    async with http.get("/sandbox/history?at=2026-03-02T00:00:00Z") as answer:
        assert (answer.status, await answer.json()) == (404, {"error": "no history is kept"})
    sandbox.history = History()
    sandbox.store.bot("1:" + "x" * 35)
    phone = sandbox.user(first_name="Sokha")
    phone.say("early")
    before = sandbox.now()
    sandbox.turn(timedelta(days=1))
    phone.say("late")
    for at, texts in (
        (before - timedelta(days=1), []),
        (before, ["early"]),
        (sandbox.now(), ["early", "late"]),
    ):
        async with http.get("/sandbox/history", params={"at": at.isoformat()}) as answer:
            (shown,) = (await answer.json())["phones"]
            assert [each["text"] for each in shown["messages"]] == texts
    for wrong in ("?at=yesterday", ""):
        async with http.get(f"/sandbox/history{wrong}") as answer:
            assert answer.status == 400
