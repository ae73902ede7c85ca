"""All that was ever said in a chat: a phone shows what is left of it."""

import html
import re
from collections.abc import Iterator

from sandbox.local import Sandbox
from sandbox.phone import Phone
from sandbox.server import Call

OK = 200
_TAG = re.compile("<[^>]*>")


def text_of(call: Call) -> str:
    """The words of a call as they look on a phone: the text, or what goes under a file."""
    written = call.values.get("text") or call.values.get("caption", "")
    return html.unescape(_TAG.sub("", written))


def heard(phone: Phone, sandbox: Sandbox) -> Iterator[str]:
    """The texts that a person got, those that are deleted or changed now as well."""
    for message in phone.transcript:
        if message.from_bot:
            yield message.text
    for call in sandbox.calls:
        if call.chat_id == phone.user_id and call.code == OK:
            yield text_of(call)
