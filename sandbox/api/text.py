"""Telegram's processing of a text: cleaned, trimmed, and with the entities found in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sandbox.api.errors import bad_request
from sandbox.api.html_parser import (
    cannot_parse,
    merge_styles,
    parse_html,
    sort_entities,
    utf16_length,
)
from sandbox.api.params import Params
from sandbox.state import Json
from sandbox.state.store import Store

MAX_TEXT = 4096
MAX_CAPTION = 1024
ENTITY_FIELDS = {
    "text_link": ("url", str),
    "text_mention": ("user", dict),
    "pre": ("language", str),
    "custom_emoji": ("custom_emoji_id", str),
    "date_time": ("unix_time", int),
}
PLAIN_ENTITIES = {
    *("mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bold"),
    *("italic", "underline", "strikethrough", "spoiler", "blockquote", "expandable_blockquote"),
    "code",
}
FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<>@])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>])")),
    ("url", re.compile(r"(?<![\w.@/])(?:https?://|t\.me/|www\.)[^\s<>\"]*[^\s<>\".,;:!?)\]}'»]")),
    ("email", re.compile(r"(?<![\w.+-])[A-Za-z0-9_.+-]+@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,8}\b")),
    ("mention", re.compile(r"(?<![\w@.])@[A-Za-z][A-Za-z0-9_]{3,31}(?![\w@])")),
    ("hashtag", re.compile(r"(?<![\w#@/&])#(?=\w*[^\W\d])\w{1,256}(?![\w#])")),
)
BIDI_AND_SEPARATORS = re.compile("[\r\u2028-\u202e]")
BLANKS = " \t\n"
CONTROLS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f]")


def found_entities(text: str, taken: Iterable[Json] = ()) -> list[Json]:
    """Commands, links, addresses, mentions and hashtags in `text` outside `taken`."""
    closed = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in taken
        if entity["type"] in {"code", "pre", "text_link", "text_mention", "custom_emoji"}
    ]
    found: list[Json] = []
    for kind, pattern in FOUND:
        for match in pattern.finditer(text):
            begin = utf16_length(text[: match.start()])
            end = begin + utf16_length(match[0])
            if all(end <= first or begin >= last for first, last in closed):
                closed.append((begin, end))
                found.append({"type": kind, "offset": begin, "length": end - begin})
    return sort_entities(found)


def clean(text: str) -> str:
    """`text` without carriage returns and direction overrides, control characters as spaces."""
    return CONTROLS.sub(" ", BIDI_AND_SEPARATORS.sub("", text))


def trimmed(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """`text` without surrounding white space, its entities moved and cut to fit."""
    shorter = text.strip(BLANKS)
    cut = utf16_length(text) - utf16_length(text.lstrip(BLANKS))
    end = utf16_length(shorter)
    kept: list[Json] = []
    for entity in entities:
        first = max(entity["offset"] - cut, 0)
        last = min(entity["offset"] + entity["length"] - cut, end)
        if last > first:
            kept.append({**entity, "offset": first, "length": last - first})
    return shorter, kept


def formatted(store: Store, params: Params, *, name: str, entities_name: str) -> Json:
    """The text parameter `name` as `{"text", "entities"}`, with the call's markup.

    Raises ApiError for wrong markup and unknown parse modes.
    """
    text = clean(params.text(name))
    mode = params.text("parse_mode").lower()
    marked: list[Json] = []
    if params.has(entities_name):
        marked = given_entities(params, entities_name, text)
    elif mode == "html":
        text, marked = parse_html(text)
    elif mode:
        raise bad_request("unsupported parse_mode")
    text, marked = trimmed(text, merge_styles(marked))
    entities = [known for entity in marked if (known := with_user(entity, store)) is not None]
    return {"text": text, "entities": with_found(text, entities)}


def with_found(text: str, marked: list[Json]) -> list[Json]:
    """The entities of the markup and those that Telegram finds."""
    return sort_entities([*marked, *found_entities(text, marked)])


def parsed(html: str) -> tuple[str, list[Json]]:
    """The text and the entities of HTML; raises ApiError for wrong markup."""
    text, marked = parse_html(clean(html))
    text, marked = trimmed(text, merge_styles(marked))
    return text, with_found(text, marked)


def with_user(entity: Json, store: Store) -> Json | None:
    """A mention with its user in full; None when no user has that id."""
    if "_user" not in entity:
        return entity
    user = store.users.get(entity["_user"])
    if user is None:
        return None
    rest = {key: value for key, value in entity.items() if key != "_user"}
    return {**rest, "user": user.wire()}


def given_entities(params: Params, name: str, text: str) -> list[Json]:
    """The entities in the call; those outside the text are dropped."""
    given = params.json(name)
    if not isinstance(given, list):
        raise cannot_parse("expected an Array of MessageEntity")
    return [
        fixed
        for entity in given
        if (fixed := checked_entity(entity))["offset"] + fixed["length"] <= utf16_length(text)
    ]


def checked_entity(entity: object) -> Json:
    """One given entity, with only the fields of its type."""
    if not isinstance(entity, dict):
        raise cannot_parse("expected an Object as MessageEntity")
    kind, offset, length = (entity.get(name) for name in ("type", "offset", "length"))
    if not isinstance(kind, str):
        raise cannot_parse('Field "type" must be of type String')
    if not isinstance(offset, int) or not isinstance(length, int) or offset < 0 or length <= 0:
        raise cannot_parse("MessageEntity has wrong offset or length")
    fixed: Json = {"type": kind, "offset": offset, "length": length}
    if kind in PLAIN_ENTITIES:
        return fixed
    if kind not in ENTITY_FIELDS:
        raise cannot_parse("unsupported type of MessageEntity")
    field, expected = ENTITY_FIELDS[kind]
    value = entity.get(field)
    if isinstance(value, dict) and isinstance(value.get("id"), int):
        fixed["_user"] = value["id"]
    elif isinstance(value, expected) and not isinstance(value, dict):
        fixed[field] = value
    elif kind != "pre":
        raise cannot_parse(f'MessageEntity must have field "{field}"')
    return fixed


def message_text(store: Store, params: Params) -> Json:
    """The text of a message; raises ApiError when it is empty or over 4096 characters."""
    found = formatted(store, params, name="text", entities_name="entities")
    if not found["text"]:
        raise bad_request("message text is empty")
    if len(found["text"]) > MAX_TEXT:
        raise bad_request("message is too long")
    return without_empty(found)


def caption(store: Store, params: Params) -> Json:
    """The caption of a file, possibly empty; raises ApiError over 1024 characters."""
    found = formatted(store, params, name="caption", entities_name="caption_entities")
    if len(found["text"]) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    return without_empty({"caption": found["text"], "caption_entities": found["entities"]})


def without_empty(found: Json) -> Json:
    """`found` without its empty fields, which the Bot API leaves out."""
    return {key: value for key, value in found.items() if value}
