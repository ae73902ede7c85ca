"""A sandbox with a fixed clock, clients of both libraries and a raw one, and a validator."""

import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web
from pydantic import BaseModel
from telegram.ext import ExtBot

from sandbox import Phone, Sandbox
from sandbox.api.bot_api import BotApi
from tests.sandbox.response_validator import ResponseValidator

TOKEN = "424242:" + "liaison-sandbox-test-token_00000001"
MORNING = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Answer:
    """An HTTP answer of the Bot API."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def result(self) -> Any:
        assert self.status == 200, self.body
        assert self.body["ok"] is True
        return self.body["result"]

    @property
    def error(self) -> str:
        assert self.status == self.body["error_code"], self.body
        assert self.body["ok"] is False
        return str(self.body["description"])


def plain(found: BaseModel) -> Any:
    """An object of aiogram as JSON, without absent fields."""
    return found.model_dump(mode="json", exclude_none=True)


class Raw:
    """Calls the Bot API without a library: every parameter is urlencoded text."""

    def __init__(self, session: aiohttp.ClientSession, base: str) -> None:
        self.session = session
        self.base = base

    async def __call__(self, method: str, /, *, token: str = TOKEN, **params: Any) -> Answer:
        form = {
            name: value if isinstance(value, str) else json.dumps(value)
            for name, value in params.items()
        }
        return await self.send("POST", f"/bot{token}/{method}", data=form)

    async def send(self, verb: str, path: str, **how: Any) -> Answer:
        async with self.session.request(verb, self.base + path, **how) as response:
            body = await response.json()
            return Answer(response.status, body, dict(response.headers))


def keyboard(*labels: str) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": label, "callback_data": label}] for label in labels]}


async def press(raw: Raw, phone: Phone, label: str = "Go") -> dict[str, Any]:
    """Let the bot send a button and its reader press it; the press as the bot gets it."""
    await raw("sendMessage", chat_id=phone.user_id, text="?", reply_markup=keyboard(label))
    phone.press(label)
    query: dict[str, Any] = (await raw("getUpdates")).result[0]["callback_query"]
    return query


@pytest.fixture(autouse=True)
def validator(monkeypatch: pytest.MonkeyPatch) -> Iterator[ResponseValidator]:
    """Validates every result that the sandbox returns in this test."""
    validator = ResponseValidator()
    answer = BotApi.answer

    async def validated(self: BotApi, request: Any, bot: Any, method: str, params: Any) -> Any:
        response = await answer(self, request, bot, method, params)
        if response.status == 200:
            assert isinstance(response, web.Response)
            validator.result(method, json.loads(response.text or "")["result"])
        return response

    monkeypatch.setattr(BotApi, "answer", validated)
    yield validator
    assert validator.problems == []


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with await Sandbox.start(now=lambda: MORNING) as sandbox:
        sandbox.bot_username(TOKEN)
        yield sandbox


@pytest.fixture
async def raw(sandbox: Sandbox) -> AsyncIterator[Raw]:
    async with aiohttp.ClientSession() as session:
        yield Raw(session, sandbox.url)


@pytest.fixture
async def aiogram_bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """aiogram's client."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(sandbox.url))
    yield Bot(TOKEN, session=session)
    # aiogram's own close() waits a quarter of a second for TLS connections that do not exist.
    await (await session.create_session()).close()


@pytest.fixture
async def ptb_bot(sandbox: Sandbox) -> AsyncIterator[ExtBot[None]]:
    """python-telegram-bot's client."""
    bot: ExtBot[None] = ExtBot(
        TOKEN, base_url=f"{sandbox.url}/bot", base_file_url=f"{sandbox.url}/file/bot"
    )
    async with bot:
        yield bot


@pytest.fixture
def alice(sandbox: Sandbox) -> Phone:
    """A user who has started the bot; the bot has confirmed that update."""
    phone = sandbox.user(first_name="Alice", username="alice", language_code="km")
    phone.start()
    sandbox.store.first_bot().updates.clear()
    return phone


@pytest.fixture
def bob(sandbox: Sandbox) -> Phone:
    """A user who has never written to the bot."""
    return sandbox.user(first_name="Bob", last_name="Li", language_code="zh-hans")
