"""All texts that were ever sent to a chat: a phone shows only the remaining ones."""

import html
import re
from collections.abc import Iterator

from sandbox.local import Sandbox
from sandbox.phone import Phone
from sandbox.server import Call

OK = 200
_TAG = re.compile("<[^>]*>")


def text_of(call: Call) -> str:
    """The text or caption of a call, as it looks on a phone."""
    written = call.values.get("text") or call.values.get("caption", "")
    return html.unescape(_TAG.sub("", written))


def heard(phone: Phone, sandbox: Sandbox) -> Iterator[str]:
    """The texts that a person received, including those deleted or changed by now."""
    for message in phone.transcript:
        if message.from_bot:
            yield message.text
    for call in sandbox.calls:
        if call.chat_id == phone.user_id and call.code == OK:
            yield text_of(call)
