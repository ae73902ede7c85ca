"""Opening a web app: what the official apps pass to the page of a bot, signed by its token."""

from __future__ import annotations

import hmac
import json
from urllib.parse import quote, urlencode

from sandbox.state.store import Bot, User


def open_web_app(bot: Bot, user: User, url: str, *, at: int) -> str:
    """The address that an app opens for a user at a Unix time: signed data is behind the ``#``."""
    bot.opened_web_apps += 1
    wire = {name: value for name, value in user.wire().items() if name != "is_bot"}
    fields = {
        "query_id": f"AAF{bot.opened_web_apps:08}",
        "user": json.dumps({**wire, "allows_write_to_pm": True}, ensure_ascii=False),
        "auth_date": str(at),
    }
    signed = "\n".join(f"{name}={fields[name]}" for name in sorted(fields))
    key = hmac.digest(b"WebAppData", bot.token.encode(), "sha256")
    signature = hmac.digest(key, signed.encode(), "sha256").hex()
    data = urlencode({**fields, "hash": signature}, quote_via=quote)
    told = {"tgWebAppData": data, "tgWebAppVersion": "9.0", "tgWebAppPlatform": "android"}
    return f"{url}#{urlencode(told, quote_via=quote)}"
