"""What Telegram has signed for a person who opens the page there: who it is, and when."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import parse_qsl

from liaison.core.channels import Address
from liaison.pages.rules import SignInRejected
from web.backend import Backend

_UNREADABLE = (ValueError, LookupError, TypeError, OverflowError, OSError, RecursionError)
"""Raised for what Telegram does not write."""


@dataclass(frozen=True, slots=True)
class InitData:
    """The chat of a person, the instant (aware UTC) of opening, and Telegram's signature."""

    chat: Address
    at: datetime
    signature: str


def read_init_data(backend: Backend, given: object) -> InitData:
    """Read what the app of Telegram passes on. Raises ``SignInRejected`` if Telegram has not signed
    it for the bot of this service.
    """
    try:
        fields = dict(parse_qsl(str(given), keep_blank_values=True, strict_parsing=True))
        signature = fields.pop("hash")
        signed = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
        if not backend.is_of_telegram(signed, signature):
            raise SignInRejected
        chat = Address(int(json.loads(fields["user"])["id"]))
        return InitData(chat, datetime.fromtimestamp(int(fields["auth_date"]), UTC), signature)
    except _UNREADABLE:
        raise SignInRejected from None
