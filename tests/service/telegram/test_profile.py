"""The profile at Telegram: in each language, changed where it differs, and never in the way."""

import asyncio

import pytest

from bot.telegram import profile
from liaison.core.cards import named, text
from sandbox import Sandbox
from tests.service.conftest import Open


async def test_the_profile_is_set_in_each_language_once_telegram_can_be_reached(
    open_service: Open, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed() -> list[str]:
        return [call.method for call in sandbox.calls if call.method.startswith("setmy")]

    monkeypatch.setattr(profile, "RETRY_SECONDS", 0.01)
    languages = ("en", "km", "zh")
    visitors = {each: sandbox.user(first_name="V", language_code=each) for each in languages}
    async with open_service() as service:
        sandbox.faults.server_error(method="getMyName", times=2)
        stop = asyncio.Event()
        running = asyncio.create_task(service.app.profile.run(stop))
        await sandbox.wait_for(lambda: visitors["zh"].commands)
        stop.set()
        await running
        for language, visitor in visitors.items():
            for name in ("name", "description", "short_description"):
                shown = service.app.catalog.plain(named("profile", name), language)
                assert visitor.bot_profile(name) == shown
            [start] = visitor.commands
            assert start.description == service.app.catalog.plain(text("command-start"), language)
        before = changed()
        await service.app.profile.set()
        assert changed() == before
