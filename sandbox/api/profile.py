"""Methods for the command menu, the menu button, and the bot's names and descriptions."""

from __future__ import annotations

import re

from sandbox.api.chats import READ, check_chat
from sandbox.api.errors import bad_request
from sandbox.api.params import Params, whole
from sandbox.state import Json
from sandbox.state.store import DEFAULT_BOT_NAME, Bot, Store

COMMAND = re.compile(r"[a-z0-9_]{1,32}", re.ASCII)
LANGUAGE = re.compile(r"[a-z]{2}|", re.ASCII)
MAX_COMMANDS = 100
DEFAULT_SCOPE = "default"
PLAIN_SCOPES = {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
CHAT_SCOPES = {"chat", "chat_administrators", "chat_member"}
DEFAULT_BUTTON: Json = {"type": "default"}
FOR_ALL = 0


def language_of(params: Params) -> str:
    """The two letters of `language_code`, or an empty string; raises ApiError for anything else."""
    code = params.text("language_code")
    if not LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def scope_of(store: Store, bot: Bot, params: Params) -> str:
    """A scope as one key, such as `chat:7`; raises ApiError when it or its chat is unknown."""
    scope = params.json("scope", "BotCommandScope")
    if scope is None:
        return DEFAULT_SCOPE
    if not isinstance(scope, dict):
        raise bad_request("can't parse BotCommandScope: BotCommandScope must be an Object")
    kind = str(scope.get("type"))
    if kind in PLAIN_SCOPES:
        return kind
    if kind not in CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    chat_id = check_chat(store, bot, str(scope.get("chat_id", "")), access=READ)
    if kind == "chat":
        return f"chat:{chat_id}"
    if chat_id not in store.chats:
        raise bad_request("can't change commands of chat members in private chats")
    if kind == "chat_administrators":
        return f"chat_administrators:{chat_id}"
    user_id = whole(str(scope.get("user_id", "")))
    if user_id not in store.users:
        raise bad_request("user not found")
    return f"chat_member:{chat_id}:{user_id}"


def checked_command(command: object) -> Json:
    """One command of a menu; a leading slash is allowed and removed."""
    if not isinstance(command, dict):
        raise bad_request("can't parse BotCommand: expected an Object")
    for name in ("command", "description"):
        if not isinstance(command.get(name), str):
            raise bad_request(f'can\'t parse BotCommand: Field "{name}" must be of type String')
    name = command["command"].strip().removeprefix("/").lower()
    description = command["description"].strip()
    if not COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not 1 <= len(description) <= 256:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}


def set_my_commands(store: Store, bot: Bot, params: Params) -> bool:
    """setMyCommands for one scope and language; an empty list removes them."""
    given = params.json("commands") or []
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > MAX_COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    key = (scope_of(store, bot, params), language_of(params))
    commands = [checked_command(command) for command in given]
    if commands:
        bot.commands[key] = commands
    else:
        bot.commands.pop(key, None)
    return True


def get_my_commands(store: Store, bot: Bot, params: Params) -> list[Json]:
    """getMyCommands: exactly the commands set for that scope and language."""
    return bot.commands.get((scope_of(store, bot, params), language_of(params)), [])


def delete_my_commands(store: Store, bot: Bot, params: Params) -> bool:
    """deleteMyCommands: afterwards the next wider scope applies."""
    bot.commands.pop((scope_of(store, bot, params), language_of(params)), None)
    return True


def commands_seen(bot: Bot, *, user_id: int, language: str | None) -> list[Json]:
    """The menu in a private chat: the narrowest scope that has one, the user's language first."""
    for scope in (f"chat:{user_id}", "all_private_chats", DEFAULT_SCOPE):
        for code in ((language or "")[:2].lower(), ""):
            if found := bot.commands.get((scope, code)):
                return found
    return []


def menu_chat(store: Store, bot: Bot, params: Params) -> int:
    """The private chat of a menu button, 0 for all."""
    if not params.has("chat_id"):
        return FOR_ALL
    chat_id = check_chat(store, bot, params.text("chat_id"), access=READ)
    if chat_id in store.chats:
        raise bad_request("chat is not a private chat")
    return chat_id


def set_chat_menu_button(store: Store, bot: Bot, params: Params) -> bool:
    """setChatMenuButton for one private chat or for all."""
    button = params.json("menu_button")
    chat_id = menu_chat(store, bot, params)
    match button:
        case None | {"type": "default"}:
            bot.menu_buttons.pop(chat_id, None)
        case {"type": "commands"}:
            bot.menu_buttons[chat_id] = {"type": "commands"}
        case {"type": "web_app", "text": str(text), "web_app": {"url": str(url)}} if text:
            bot.menu_buttons[chat_id] = {"type": "web_app", "text": text, "web_app": {"url": url}}
        case _:
            raise bad_request("can't parse menu button: MenuButton has unsupported type")
    return True


def get_chat_menu_button(store: Store, bot: Bot, params: Params) -> Json:
    """getChatMenuButton for one private chat or for all."""
    default = DEFAULT_BUTTON if params.has("chat_id") else {"type": "commands"}
    return bot.menu_buttons.get(menu_chat(store, bot, params), default)


def menu_button_seen(bot: Bot, user_id: int) -> Json:
    """The menu button in a private chat; by default it opens the commands."""
    found = bot.menu_buttons.get(user_id) or bot.menu_buttons.get(FOR_ALL)
    return found or {"type": "commands"}


def set_profile(bot: Bot, params: Params, *, name: str, limit: int, error: str) -> bool:
    """Store one text of the bot's profile for one language; an empty one removes it."""
    text = params.text(name).strip()
    if len(text) > limit:
        raise bad_request(error)
    key = (name, language_of(params))
    if text:
        bot.profile[key] = text
    else:
        bot.profile.pop(key, None)
    return True


def profile_seen(bot: Bot, name: str, language: str | None) -> str:
    """A text of the profile as a person with that language sees it."""
    own = bot.profile.get((name, (language or "")[:2].lower()))
    return own or bot.profile.get((name, ""), "")


def set_my_name(store: Store, bot: Bot, params: Params) -> bool:
    """setMyName: up to 64 characters."""
    set_profile(bot, params, name="name", limit=64, error="BOT_TITLE_INVALID")
    bot.user.first_name = profile_seen(bot, "name", None) or DEFAULT_BOT_NAME
    return True


def set_my_description(store: Store, bot: Bot, params: Params) -> bool:
    """setMyDescription: up to 512 characters."""
    return set_profile(bot, params, name="description", limit=512, error="BOT_DESCRIPTION_INVALID")


def set_my_short_description(store: Store, bot: Bot, params: Params) -> bool:
    """setMyShortDescription: up to 120 characters."""
    return set_profile(
        bot, params, name="short_description", limit=120, error="BOT_SHORT_DESCRIPTION_INVALID"
    )


def get_my_name(store: Store, bot: Bot, params: Params) -> Json:
    """getMyName for one language; without one of its own, that for all languages."""
    return {"name": profile_seen(bot, "name", language_of(params)) or bot.user.first_name}


def get_my_description(store: Store, bot: Bot, params: Params) -> Json:
    """getMyDescription for one language."""
    return {"description": profile_seen(bot, "description", language_of(params))}


def get_my_short_description(store: Store, bot: Bot, params: Params) -> Json:
    """getMyShortDescription for one language."""
    return {"short_description": profile_seen(bot, "short_description", language_of(params))}
