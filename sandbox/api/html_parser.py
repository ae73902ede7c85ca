"""HTML parse mode: converts marked-up text to plain text and entities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn
from urllib.parse import urlsplit

from sandbox.api.errors import ApiError, bad_request
from sandbox.api.params import whole
from sandbox.state import Json

STYLES = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
TAGS = {*STYLES, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}
MERGED = set(STYLES.values())
ORDINARY_RANK = 50
RANKS = {
    "blockquote": 0,
    "expandable_blockquote": 0,
    "pre": 11,
    "code": 20,
    "text_link": 49,
    "text_mention": 49,
    "bold": 90,
    "italic": 91,
    "underline": 92,
    "strikethrough": 93,
    "spoiler": 94,
    "custom_emoji": 99,
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
BARE_ATTRIBUTES = {("blockquote", "expandable")}
SPACE = " \t\r\n\0\v"


def utf16_length(text: str) -> int:
    """The length of `text` as the Bot API counts entities: in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def sort_entities(entities: list[Json]) -> list[Json]:
    """Entities in Telegram's order: by offset, the longer one first, then by rank."""
    return sorted(
        entities,
        key=lambda entity: (
            entity["offset"],
            -entity["length"],
            RANKS.get(entity["type"], ORDINARY_RANK),
        ),
    )


def merge_styles(entities: list[Json]) -> list[Json]:
    """Merge styles of the same kind that touch or overlap, as Telegram does."""
    merged: list[Json] = []
    for entity in sort_entities(entities):
        before = [one for one in merged if one["type"] == entity["type"]]
        end = before[-1]["offset"] + before[-1]["length"] if before else -1
        if entity["type"] in MERGED and entity["offset"] <= end:
            reach = max(end, entity["offset"] + entity["length"])
            before[-1]["length"] = reach - before[-1]["offset"]
        else:
            merged.append(dict(entity))
    return sort_entities(merged)


def parse_html(text: str) -> tuple[str, list[Json]]:
    """The plain text and the entities of `text`; raises ApiError for wrong markup."""
    return _Parser(text).run()


@dataclass
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    position: int


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.plain: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Json] = []

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            character = self.source[self.at]
            if character == "<" and self.peek(1) == "/":
                self.end_tag()
            elif character == "<":
                self.start_tag()
            elif character == "&":
                self.add(self.character())
            else:
                self.add(self.take_until("<&"))
        if self.open:
            fail(f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"')
        text = "".join(self.plain)
        # Halves of a surrogate pair written as two references make one character.
        try:
            text = text.encode("utf-16", "surrogatepass").decode("utf-16")
        except UnicodeDecodeError:
            fail(
                "Text contains invalid Unicode characters after decoding HTML entities, "
                "check for unmatched surrogate code units"
            )
        for entity in self.entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        return text, sort_entities(self.entities)

    def peek(self, ahead: int = 0) -> str:
        position = self.at + ahead
        return self.source[position] if position < len(self.source) else ""

    def add(self, character: str) -> None:
        self.plain.append(character)
        self.length += utf16_length(character)

    def character(self) -> str:
        """Take one character, or one reference such as `&lt;`."""
        if self.source[self.at] == "&" and (found := decode_reference(self.source, self.at)):
            character, self.at = found
            return character
        self.at += 1
        return self.source[self.at - 1]

    def skip_space(self) -> None:
        while self.peek() and self.peek() in SPACE:
            self.at += 1

    def take_until(self, stops: str) -> str:
        begin = self.at
        found = (self.source.find(stop, begin) for stop in stops)
        self.at = min((at for at in found if at >= 0), default=len(self.source))
        return self.source[begin : self.at]

    def start_tag(self) -> None:
        begin = self.at
        self.at += 1
        tag = self.take_until(SPACE + ">").lower()
        if not self.peek():
            self.fail_at("Unclosed start tag", begin)
        if tag not in TAGS:
            self.fail_at(f'Unsupported start tag "{tag}"', begin)
        attributes: dict[str, str] = {}
        while True:
            self.skip_space()
            if self.peek() == ">":
                break
            name, value = self.attribute(tag, begin)
            attributes.setdefault(name, value)
        self.at += 1
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            self.fail_at('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, attributes, self.length, len(self.plain)))

    def attribute(self, tag: str, begin: int) -> tuple[str, str]:
        name = self.take_until(SPACE + "=>")
        if not name and self.peek():
            self.fail_at(f'Empty attribute name in the tag "{tag}"', begin)
        self.skip_space()
        if (tag, name) in BARE_ATTRIBUTES and self.peek() != "=":
            return name, ""
        if not self.peek():
            self.fail_at(f'Unclosed start tag "{tag}"', begin)
        if self.peek() != "=":
            self.fail_at(
                f'Expected equal sign in declaration of an attribute of the tag "{tag}"', begin
            )
        self.at += 1
        self.skip_space()
        if not self.peek():
            self.fail_at(f'Unclosed start tag "{tag}"', begin)
        value = self.quoted() if self.peek() in "'\"" else self.name_token()
        if not self.peek():
            self.fail_at("Unclosed start tag", begin)
        return name, value

    def quoted(self) -> str:
        end = self.peek()
        self.at += 1
        value = ""
        while self.peek() and self.peek() != end:
            value += self.character()
        if self.peek():
            self.at += 1
        return value

    def name_token(self) -> str:
        begin = self.at
        while self.peek().isascii() and (self.peek().isalnum() or self.peek() in (".", "-")):
            self.at += 1
        if self.peek() and self.peek() not in SPACE + ">":
            self.fail_at("Unexpected end of name token", begin)
        return self.source[begin : self.at].lower()

    def end_tag(self) -> None:
        begin = self.at
        if not self.open:
            self.fail_at("Unexpected end tag", begin)
        self.at += 2
        tag = self.take_until(SPACE + ">").lower()
        self.skip_space()
        if self.peek() != ">":
            self.fail_at("Unclosed end tag", begin)
        self.at += 1
        opened = self.open.pop()
        if tag and tag != opened.tag:
            self.fail_at(
                "Unmatched end tag", begin, f', expected "</{opened.tag}>", found "</{tag}>"'
            )
        if self.length > opened.offset:
            self.close(opened)

    def close(self, opened: _Open) -> None:
        span: Json = {"offset": opened.offset, "length": self.length - opened.offset}
        match opened.tag:
            case "a":
                shown = "".join(self.plain[opened.position :])
                link = link_entity(opened.attributes.get("href") or shown)
                if link:
                    self.entities.append({**link, **span})
            case "code":
                self.close_code(opened, span)
            case "pre":
                self.close_pre(span)
            case "blockquote":
                kind = "expandable_blockquote" if "expandable" in opened.attributes else opened.tag
                self.entities.append({"type": kind, **span})
            case "tg-emoji":
                emoji = opened.attributes.get("emoji-id", "")
                if not whole(emoji):
                    fail("Invalid custom emoji identifier specified")
                self.entities.append({"type": "custom_emoji", "custom_emoji_id": emoji, **span})
            case "tg-time":
                self.close_time(opened, span)
            case tag:
                self.entities.append({"type": STYLES[tag], **span})

    def close_time(self, opened: _Open, span: Json) -> None:
        unix = whole(opened.attributes.get("unix", ""))
        if unix is None:
            fail("Invalid date specified")
        entity: Json = {"type": "date_time", "unix_time": unix, **span}
        if shape := opened.attributes.get("format"):
            entity["date_time_format"] = shape
        self.entities.append(entity)

    def close_code(self, opened: _Open, span: Json) -> None:
        name = opened.attributes.get("class", "")
        entity: Json = {"type": "code", **span}
        if name.startswith("language-"):
            entity["language"] = name.removeprefix("language-")
        self.entities.append(entity)

    def close_pre(self, span: Json) -> None:
        inner = self.entities[-1] if self.entities else {}
        if "language" in inner and inner == {**inner, "type": "code", **span}:
            inner["type"] = "pre"
        else:
            self.entities.append({"type": "pre", **span})

    def fail_at(self, what: str, position: int, rest: str = "") -> NoReturn:
        offset = len(self.source[:position].encode("utf-8", "surrogatepass"))
        fail(f"{what} at byte offset {offset}{rest}")


def fail(detail: str) -> NoReturn:
    """Reject a text because of its markup."""
    raise cannot_parse(detail)


def cannot_parse(detail: str) -> ApiError:
    """The error of a text whose markup is wrong."""
    return bad_request(f"can't parse entities: {detail}")


def decode_reference(text: str, begin: int) -> tuple[str, int] | None:
    """The character of the reference at `begin` and the index after it, or None."""
    end = begin + 1
    if text[end : end + 1] == "#":
        end += 1
        hexadecimal = text[end : end + 1] == "x"
        digits = "0123456789abcdefABCDEF" if hexadecimal else "0123456789"
        end += hexadecimal
        first = end
        while end < len(text) and text[end] in digits:
            end += 1
        if end == first or end - begin >= 10:
            return None
        code = int(text[first:end], 16 if hexadecimal else 10)
        if code == 0 or code >= 0x10FFFF:
            return None
        character = chr(code)
    else:
        while end < len(text) and text[end].isascii() and text[end].isalpha():
            end += 1
        character = NAMED.get(text[begin + 1 : end], "")
        if not character:
            return None
    return character, end + (text[end : end + 1] == ";")


def link_entity(url: str) -> Json | None:
    """The entity of a link without its offset; None when Telegram would not keep the link."""
    url = url.strip()
    if url.startswith("tg://user?id="):
        user_id = whole(url.removeprefix("tg://user?id="))
        return {"type": "text_mention", "_user": user_id} if user_id else None
    if url.startswith(("tg:", "ton:", "mailto:", "tel:")):
        return {"type": "text_link", "url": url}
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host = parts.hostname or ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or "." not in host.strip(".") or " " in host:
        return None
    fixed = parts._replace(netloc=parts.netloc.lower(), path=parts.path or "/")
    return {"type": "text_link", "url": fixed.geturl()}
