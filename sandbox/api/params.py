"""The parameters of a call, as strings, from any encoding."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import BodyPartReader, MultipartReader, web

from sandbox.api.errors import ApiError, bad_request

MAX_UPLOAD = 50 * 1024 * 1024
ATTACH = "attach://"


@dataclass(frozen=True)
class Upload:
    """An uploaded file."""

    name: str
    mime_type: str
    data: bytes


@dataclass
class Params:
    """Parameters by name. Anything but text is JSON inside a string, as Telegram reads it."""

    values: dict[str, str] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the parameter is present and not empty."""
        return bool(self.values.get(name))

    def text(self, name: str) -> str:
        """The raw parameter, empty when absent; never parsed as JSON."""
        return self.values.get(name, "")

    def integer(self, name: str, default: int = 0, *, low: int, high: int) -> int:
        """A whole number, limited to `low` and `high`; an invalid one counts as 0."""
        if not self.has(name):
            return default
        return min(max(whole(self.values[name]) or 0, low), high)

    def flag(self, name: str) -> bool:
        """A Boolean, true when written as `true`, `yes` or `1`."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str = "") -> Any:
        """A parameter in JSON; None when absent; raises ApiError, which calls it `what`."""
        if not self.has(name):
            return None
        try:
            return json.loads(self.values[name])
        except ValueError:
            what = what or name.replace("_", " ")
            raise bad_request(f"can't parse {what} JSON object") from None

    def upload(self, name: str) -> Upload | None:
        """The file named `name`, or the part that `attach://PART` refers to."""
        value = self.text(name)
        if value.startswith(ATTACH):
            return self.files.get(value.removeprefix(ATTACH))
        return self.files.get(name)


def whole(text: str) -> int | None:
    """An ASCII whole number, or None."""
    digits = text.strip().removeprefix("-")
    return int(text) if digits.isascii() and digits.isdigit() and len(digits) < 20 else None


async def read_params(request: web.Request) -> Params:
    """Query, urlencoded, JSON and multipart alike; the query wins over the body.

    Raises ApiError when the body does not match its content type.
    """
    params = Params()
    if request.can_read_body:
        kind = request.content_type
        if kind.startswith("multipart/"):
            await read_multipart(await request.multipart(), params)
        elif kind == "application/json":
            params.values = json_values(await request.read())
        elif kind == "application/x-www-form-urlencoded":
            params.values = pairs(await request.read())
    params.values |= pairs(request.rel_url.raw_query_string.encode())
    for value in params.values.values():
        if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
            raise not_utf8()
    return params


def pairs(body: bytes) -> dict[str, str]:
    """Parse an urlencoded body; of a name given twice the first counts."""
    try:
        found = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, encoding="utf-8", errors="strict"
        )
    except UnicodeDecodeError:
        raise not_utf8() from None
    return first_of_each(found)


def first_of_each(found: Iterable[tuple[str, str]]) -> dict[str, str]:
    """A mapping in which the first value of a name is kept."""
    values: dict[str, str] = {}
    for name, value in found:
        values.setdefault(name, value)
    return values


def json_values(body: bytes) -> dict[str, str]:
    """A JSON body: strings are kept, every other value becomes its JSON text."""
    if not body.strip():
        return {}
    try:
        given = json.loads(body)
    except UnicodeDecodeError:
        raise not_utf8() from None
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(given, dict):
        raise bad_request("object expected")
    return {
        name: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        for name, value in given.items()
        if value is not None
    }


async def read_multipart(reader: MultipartReader, params: Params) -> None:
    """Each part with a file name is a file, every other one a text; no length is needed."""
    try:
        found: list[tuple[str, str]] = []
        while (part := await reader.next()) is not None:
            if isinstance(part, MultipartReader) or not part.name:
                continue
            if part.filename is None:
                found.append((part.name, (await part.read(decode=True)).decode("utf-8")))
            else:
                params.files.setdefault(part.name, await read_upload(part))
    except UnicodeDecodeError:
        raise not_utf8() from None
    except (ValueError, AssertionError):
        raise bad_request("can't parse multipart form data") from None
    params.values = first_of_each(found)


async def read_upload(part: BodyPartReader) -> Upload:
    """The bytes of a part; raises ApiError 413 over 50 MiB."""
    data = bytearray()
    while chunk := await part.read_chunk(1 << 16):
        data += chunk
        if len(data) > MAX_UPLOAD:
            raise ApiError(413, "Request Entity Too Large")
    mime = part.headers.get("Content-Type", "application/octet-stream").split(";")[0].strip()
    return Upload(part.filename or "file", mime, bytes(data))


def not_utf8() -> ApiError:
    """Telegram's error for a text that is not Unicode."""
    return bad_request("strings must be encoded in UTF-8")
