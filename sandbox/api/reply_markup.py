"""Reply markup: strictly validated, and returned as the Bot API shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sandbox.api.errors import ApiError, bad_request
from sandbox.api.params import Params
from sandbox.state import Json

MAX_DATA_BYTES = 64
MAX_BUTTONS = 100
ACTIONS: dict[str, type] = {
    "url": str,
    "callback_data": str,
    "web_app": dict,
    "login_url": dict,
    "switch_inline_query": str,
    "switch_inline_query_current_chat": str,
    "switch_inline_query_chosen_chat": dict,
    "copy_text": dict,
    "callback_game": dict,
    "pay": bool,
    "disabled": dict,
}
LOOKS = ("icon_custom_emoji_id", "style")


@dataclass(frozen=True)
class Markup:
    """`inline` is shown under the message; `keys` replace the keyboard, None leaves it."""

    inline: Json | None = None
    keys: list[list[str]] | None = None


@dataclass(frozen=True)
class Button:
    """An inline button as the user sees it, with its data."""

    label: str
    data: str | None = None
    url: str | None = None
    action: str = field(default="callback_data")


def read_markup(params: Params, *, inline_only: bool = False) -> Markup:
    """The parameter `reply_markup`; raises ApiError when Telegram would reject it."""
    if not params.has("reply_markup"):
        return Markup()
    try:
        given = params.json("reply_markup")
    except ApiError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in given:
        return Markup(inline=inline_keyboard(given["inline_keyboard"]))
    if inline_only and given:
        raise bad_request("inline keyboard expected")
    if "keyboard" in given:
        return Markup(keys=reply_keyboard(given["keyboard"]))
    if given.get("remove_keyboard") is True:
        return Markup(keys=[])
    return Markup()


def rows_of(value: Any, name: str) -> list[list[Any]]:
    """An array of arrays without its empty rows; raises ApiError otherwise."""
    if not isinstance(value, list):
        raise bad_request(f'field "{name}" of the reply markup must be an Array')
    if not all(isinstance(row, list) for row in value):
        raise bad_request(f'field "{name}" of the reply markup must be an Array of Arrays')
    return [row for row in value if row]


def inline_keyboard(value: Any) -> Json | None:
    """The checked keyboard; None when it has no buttons."""
    rows = [[inline_button(button) for button in row] for row in rows_of(value, "inline_keyboard")]
    if sum(len(row) for row in rows) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def inline_button(button: Any) -> Json:
    """One checked button with exactly one action."""
    if not isinstance(button, dict):
        raise cannot_parse_button("Inline keyboard button must be an Object")
    text = button.get("text")
    if not isinstance(text, str):
        raise cannot_parse_button('Field "text" must be of type String')
    if not text.strip():
        raise cannot_parse_button("Inline keyboard button text must be non-empty")
    chosen = [name for name in ACTIONS if button.get(name) is not None]
    if not chosen:
        raise cannot_parse_button("Text buttons are unallowed in the inline keyboard")
    if len(chosen) > 1:
        raise cannot_parse_button("Exactly one action must be specified for a button")
    action = chosen[0]
    value: Any = button[action]
    of_right_type = isinstance(value, ACTIONS[action])
    if not of_right_type:
        raise cannot_parse_button(f'Field "{action}" is of a wrong type')
    if action == "callback_data":
        check_data(value)
    if action == "url":
        check_url(value)
    looks = {name: button[name] for name in LOOKS if isinstance(button.get(name), str)}
    return {"text": text, action: value, **looks}


def check_data(data: str) -> None:
    """Raise ApiError unless `data` has 1 to 64 bytes."""
    if not 1 <= len(data.encode()) <= MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def check_url(url: str) -> None:
    """Raise ApiError unless a button may open `url`."""
    if url.startswith("tg://"):
        return
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        known = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    except ValueError:
        known = False
    if not known or " " in url:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def reply_keyboard(value: Any) -> list[list[str]]:
    """The labels of a reply keyboard."""
    labels: list[list[str]] = []
    for row in rows_of(value, "keyboard"):
        texts = [button.get("text") if isinstance(button, dict) else button for button in row]
        if not all(isinstance(text, str) and text for text in texts):
            raise bad_request('can\'t parse keyboard button: Field "text" must be of type String')
        labels.append([str(text) for text in texts])
    return labels


def cannot_parse_button(detail: str) -> ApiError:
    """The error of an invalid button."""
    return bad_request(f"can't parse inline keyboard button: {detail}")


def shown_buttons(markup: Json | None) -> tuple[tuple[Button, ...], ...]:
    """The rows of buttons that a message shows."""
    rows = (markup or {}).get("inline_keyboard", [])
    return tuple(tuple(shown_button(button) for button in row) for row in rows)


def shown_button(button: Json) -> Button:
    """One button as the user sees it."""
    action = next(name for name in ACTIONS if name in button)
    return Button(button["text"], button.get("callback_data"), button.get("url"), action)
