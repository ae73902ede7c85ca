"""Makes `schema.json` from the schema in aiogram's source distribution.

`python tests/sandbox/extract_schema.py PATH/TO/aiogram-X.Y.Z` reads `.butcher/schema/schema.json`
there. The wheel does not carry that file, so what the tests need of it is kept beside them.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

NOTE = (
    "Extracted by extract_schema.py from .butcher/schema/schema.json of aiogram's source "
    "distribution, Copyright (c) 2017 - present Alex Root Junior, MIT licence: "
    "https://github.com/aiogram/aiogram/blob/dev-3.x/LICENSE"
)
RESULTS = {
    "getMe": "User",
    "getUpdates": "Array of Update",
    "setWebhook": "True",
    "deleteWebhook": "True",
    "getWebhookInfo": "WebhookInfo",
    "sendMessage": "Message",
    "sendDocument": "Message",
    "getFile": "File",
    "editMessageText": "Message",
    "editMessageReplyMarkup": "Message",
    "deleteMessage": "True",
    "pinChatMessage": "True",
    "answerCallbackQuery": "True",
    "leaveChat": "True",
    "sendChatAction": "True",
    "setMyCommands": "True",
    "getMyCommands": "Array of BotCommand",
    "deleteMyCommands": "True",
    "setChatMenuButton": "True",
    "getChatMenuButton": "MenuButton",
    "getMyName": "BotName",
    "getMyDescription": "BotDescription",
    "getMyShortDescription": "BotShortDescription",
    "setMyName": "True",
    "setMyDescription": "True",
    "setMyShortDescription": "True",
}
# What a sandbox may ever say. A type outside this list fails the test that meets it.
TYPES = (
    *("Update", "Message", "InaccessibleMessage", "User", "Chat", "MessageEntity", "CallbackQuery"),
    *("ChatMemberUpdated", "ChatMemberOwner", "ChatMemberAdministrator", "ChatMemberMember"),
    *("ChatMemberRestricted", "ChatMemberLeft", "ChatMemberBanned", "MessageOriginUser"),
    *("MessageOriginHiddenUser", "MessageOriginChat", "MessageOriginChannel", "PhotoSize"),
    *("Document", "Voice", "Contact", "Location", "Sticker", "LinkPreviewOptions", "WebhookInfo"),
    *("InlineKeyboardMarkup", "InlineKeyboardButton", "WebAppInfo", "CopyTextButton", "File"),
    *("LoginUrl", "SwitchInlineQueryChosenChat", "CallbackGame", "DisabledButton", "BotCommand"),
    *("MenuButtonCommands", "MenuButtonWebApp", "MenuButtonDefault", "BotName"),
    *("BotDescription", "BotShortDescription"),
)
UNIONS = ("MaybeInaccessibleMessage", "ChatMember", "MessageOrigin", "MenuButton")


def words(name: str, description: str) -> list[str]:
    """The words that a `type` or `status` may be, as far as the description lists them."""
    if name not in {"type", "status"}:
        return []
    quoted = re.findall(r"'([a-z_]+)'", description)
    return quoted or re.findall(r"must be ([a-z_]+)$", description)


def fields(item: dict[str, Any]) -> dict[str, list[Any]]:
    return {
        field["name"]: [
            field["type"],
            field["required"],
            *words(field["name"], field["description"]),
        ]
        for field in item["annotations"]
    }


def extract(schema: dict[str, Any]) -> dict[str, Any]:
    items = {child["name"]: child for group in schema["items"] for child in group["children"]}
    return {
        "note": NOTE,
        "api": schema["api"]["version"],
        "types": {name: fields(items[name]) for name in TYPES},
        "unions": {
            name: re.findall(r"^ - (\w+)", items[name]["description"], re.MULTILINE)
            for name in UNIONS
        },
        "methods": {
            name: {"result": result, "parameters": fields(items[name])}
            for name, result in RESULTS.items()
        },
        "other_methods": sorted(
            name
            for name, item in items.items()
            if item["category"] == "methods" and name not in RESULTS
        ),
    }


def main() -> None:
    source = Path(sys.argv[1]) / ".butcher" / "schema" / "schema.json"
    found = extract(json.loads(source.read_text(encoding="utf-8")))
    target = Path(__file__).with_name("schema.json")
    lines = json.dumps(found, indent=1, ensure_ascii=False)
    # One field a line keeps the file short and its changes readable.
    lines = re.sub(
        r"\[\n\s+([^\[\]{}]*?)\n\s+\]", lambda m: "[" + " ".join(m[1].split()) + "]", lines
    )
    target.write_text(lines + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
