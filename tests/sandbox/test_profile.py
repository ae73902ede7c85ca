"""The command menu, the menu button, names and descriptions."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
)

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


async def test_scopes_of_groups_need_a_group(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    group = sandbox.group(title="Office", kind="supergroup")
    group.add_bot(by=alice)
    commands = [{"command": "x", "description": "x"}]
    for scope in (
        {"type": "all_group_chats"},
        {"type": "all_chat_administrators"},
        {"type": "chat_administrators", "chat_id": group.chat_id},
        {"type": "chat_member", "chat_id": group.chat_id, "user_id": alice.user_id},
    ):
        await raw("setMyCommands", commands=commands, scope=scope)
        assert (await raw("getMyCommands", scope=scope)).result == commands
    assert seen(alice) == []
    wrong = {"type": "chat_administrators", "chat_id": alice.user_id}
    assert (await raw("setMyCommands", commands=commands, scope=wrong)).status == 400
    stranger = {"type": "chat_member", "chat_id": group.chat_id, "user_id": 1}
    assert (await raw("setMyCommands", commands=commands, scope=stranger)).status == 400


async def test_a_wrong_menu_button_is_refused(raw: Raw, sandbox: Sandbox, alice: Phone) -> None:
    wrong = await raw("setChatMenuButton", menu_button={"type": "x"})
    assert wrong.error.startswith("Bad Request: can't parse menu button")
    assert (await raw("setChatMenuButton", chat_id=9)).error == "Bad Request: chat not found"
    group = sandbox.group(title="Office")
    group.add_bot(by=alice)
    assert (await raw("getChatMenuButton", chat_id=group.chat_id)).status == 400


async def test_names_and_descriptions_are_shown_in_the_users_language(
    aiogram_bot: Bot, raw: Raw, alice: Phone, bob: Phone
) -> None:
    assert alice.bot_profile("name") == "Liaison"
    await aiogram_bot.set_my_name("Desk")
    await aiogram_bot.set_my_name("តុ", language_code="km")
    await aiogram_bot.set_my_description("What it does")
    await aiogram_bot.set_my_short_description("Short", language_code="zh")
    assert (alice.bot_profile("name"), bob.bot_profile("name")) == ("តុ", "Desk")
    assert alice.bot_profile("description") == "What it does"
    assert alice.bot_profile("short_description") == ""
    assert bob.bot_profile("short_description") == "Short"
    assert (await aiogram_bot.get_me()).first_name == "Desk"
    assert (await aiogram_bot.get_my_name(language_code="km")).name == "តុ"
    assert (await aiogram_bot.get_my_name(language_code="zh")).name == "Desk"
    described = await aiogram_bot.get_my_description(language_code="km")
    assert described.description == "What it does"
    shown = await aiogram_bot.get_my_short_description(language_code="zh")
    assert shown.short_description == "Short"
    await aiogram_bot.set_my_name("")
    assert (await raw("getMe")).result["first_name"] == "Liaison"
    for method, name, size in (
        ("setMyName", "name", 65),
        ("setMyDescription", "description", 513),
        ("setMyShortDescription", "short_description", 121),
    ):
        assert (await raw(method, **{name: "x" * (size - 1)})).result is True
        assert (await raw(method, **{name: "x" * size})).status == 400
