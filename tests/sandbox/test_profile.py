"""The command menu, the menu button, names and descriptions."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from aiogram import Bot
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats, BotCommandScopeChat
from aiogram.utils.web_app import check_webapp_signature, safe_parse_webapp_init_data

from sandbox import Phone, Sandbox
from tests.sandbox.conftest import Raw


def line(description: str) -> list[BotCommand]:
    return [BotCommand(command="help", description=description)]


def seen(phone: Phone) -> list[str]:
    return [command.description for command in phone.commands]


async def test_the_narrowest_scope_wins(aiogram_bot: Bot, alice: Phone, bob: Phone) -> None:
    bob.start()
    chat = BotCommandScopeChat(chat_id=alice.user_id)
    private = BotCommandScopeAllPrivateChats()
    assert seen(alice) == []
    await aiogram_bot.set_my_commands(line("default"))
    assert seen(alice) == ["default"]
    await aiogram_bot.set_my_commands(line("default km"), language_code="km")
    assert (seen(alice), seen(bob)) == (["default km"], ["default"])
    await aiogram_bot.set_my_commands(line("private"), scope=private)
    assert seen(alice) == ["private"]
    await aiogram_bot.set_my_commands(line("private km"), scope=private, language_code="km")
    assert (seen(alice), seen(bob)) == (["private km"], ["private"])
    await aiogram_bot.set_my_commands(line("hers"), scope=chat)
    assert (seen(alice), seen(bob)) == (["hers"], ["private"])
    await aiogram_bot.delete_my_commands(scope=chat)
    assert seen(alice) == ["private km"]


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"commands": [{"command": "Bad-Name", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        ({"commands": [{"command": "x", "description": ""}]}, "BOT_COMMAND_DESCRIPTION_INVALID"),
        ({"commands": [{"command": "x"}]}, "can't parse BotCommand: "),
        ({"commands": [7]}, "can't parse BotCommand: expected an Object"),
        ({"commands": {"a": 1}}, "expected an Array of BotCommand"),
        ({"commands": "["}, "can't parse commands JSON object"),
        ({"commands": [{"command": "x", "description": "x"}] * 101}, "BOT_COMMANDS_TOO_MUCH"),
        ({"scope": "{"}, "can't parse BotCommandScope JSON object"),
        ({"scope": [1]}, "can't parse BotCommandScope: BotCommandScope must be an Object"),
        ({"scope": {"type": "x"}}, "can't parse BotCommandScope: Unsupported type specified"),
        ({"scope": {"type": "chat", "chat_id": 9}}, "chat not found"),
        ({"language_code": "english"}, "invalid language code specified"),
    ],
)
async def test_wrong_commands_are_refused(raw: Raw, params: dict[str, Any], error: str) -> None:
    answer = await raw("setMyCommands", **params)
    assert answer.error.startswith(f"Bad Request: {error}")


async def test_a_wrong_menu_button_is_refused(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    wrong = await raw("setChatMenuButton", menu_button={"type": "x"})
    assert wrong.error.startswith("Bad Request: can't parse menu button")
    assert (await raw("setChatMenuButton", chat_id=9)).error == "Bad Request: chat not found"
    group = sandbox.group(title="Office")
    group.add_bot(by=alice)
    assert (await raw("getChatMenuButton", chat_id=group.chat_id)).status == 400


async def test_the_menu_button_opens_a_page_with_signed_data(
    raw: Raw, sandbox: Sandbox, alice: Phone
) -> None:
    with pytest.raises(LookupError):
        alice.open_menu()
    button = {"type": "web_app", "text": "Open", "web_app": {"url": "https://page.example/x"}}
    await raw("setChatMenuButton", chat_id=alice.user_id, menu_button=button)
    opened = [urlsplit(alice.open_menu()) for _ in range(2)]
    data = [parse_qs(each.fragment)["tgWebAppData"][0] for each in opened]
    assert data[0] != data[1]
    for each in data:
        parsed = safe_parse_webapp_init_data(alice.bot.token, each)
        assert parsed.user is not None
        assert parsed.user.id == alice.user_id
        assert not check_webapp_signature("1:other", each)
