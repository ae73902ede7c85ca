"""setWebhook, deleteWebhook and getWebhookInfo."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.api.errors import bad_request
from sandbox.api.params import Params
from sandbox.state import Json
from sandbox.state.store import Bot, Store, Webhook
from sandbox.state.update_queue import DEFAULT_KINDS, KNOWN_KINDS

SECRET = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)
TERMINATED_BY_WEBHOOK = "terminated by setWebhook request"


class DescribedResult:
    """A result with a description of its own."""

    def __init__(self, result: Any, description: str) -> None:
        self.result = result
        self.description = description


def store_allowed_updates(bot: Bot, params: Params) -> None:
    """Store `allowed_updates` for all later updates; absent or unreadable it changes nothing."""
    if not params.has("allowed_updates"):
        return
    try:
        given = json.loads(params.text("allowed_updates"))
    except ValueError:
        return
    if not isinstance(given, list) or not all(isinstance(name, str) for name in given):
        return
    chosen = {name.lower() for name in given} & KNOWN_KINDS
    bot.updates.allowed = frozenset(chosen) or DEFAULT_KINDS
    bot.updates.allowed_asked = sorted(chosen) or None


def set_webhook(store: Store, bot: Bot, params: Params) -> DescribedResult:
    """setWebhook; an empty URL deletes it. Plain http is accepted, as by a local server."""
    if not params.has("url"):
        return delete_webhook(store, bot, params)
    wanted = wanted_webhook(params)
    store_allowed_updates(bot, params)
    if params.flag("drop_pending_updates"):
        bot.updates.clear()
    old = bot.webhook
    if old is not None and same_delivery(old, wanted):
        return DescribedResult(True, "Webhook is already set")
    bot.webhook = wanted
    if bot.poll is not None and not bot.poll.done():
        bot.poll.set_result(TERMINATED_BY_WEBHOOK)
    return DescribedResult(True, "Webhook was set")


def wanted_webhook(params: Params) -> Webhook:
    """The webhook in a call; raises ApiError when it is invalid."""
    url = params.text("url")
    try:
        parts = urlsplit(url)
        valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        valid = False
    if not valid:
        raise bad_request("invalid webhook URL specified")
    secret = params.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return Webhook(
        url=url,
        secret_token=secret,
        max_connections=params.integer("max_connections", 40, low=1, high=100),
        ip_address=params.text("ip_address"),
        has_custom_certificate=params.upload("certificate") is not None,
    )


def same_delivery(old: Webhook, new: Webhook) -> bool:
    """Whether setting `new` would change nothing about the delivery."""
    fields = ("url", "secret_token", "max_connections", "ip_address", "has_custom_certificate")
    return all(getattr(old, name) == getattr(new, name) for name in fields)


def delete_webhook(store: Store, bot: Bot, params: Params) -> DescribedResult:
    """deleteWebhook."""
    if params.flag("drop_pending_updates"):
        bot.updates.clear()
    if bot.webhook is None:
        return DescribedResult(True, "Webhook is already deleted")
    bot.webhook = None
    return DescribedResult(True, "Webhook was deleted")


def get_webhook_info(store: Store, bot: Bot, params: Params) -> Json:
    """getWebhookInfo."""
    hook = bot.webhook
    found: Json = {
        "url": hook.url if hook else "",
        "has_custom_certificate": bool(hook and hook.has_custom_certificate),
        "pending_update_count": len(bot.updates.pending()),
    }
    if hook is not None:
        found["max_connections"] = hook.max_connections
        if hook.ip_address:
            found["ip_address"] = hook.ip_address
        if hook.last_error_date is not None:
            found["last_error_date"] = hook.last_error_date
            found["last_error_message"] = hook.last_error_message
    if bot.updates.allowed_asked is not None:
        found["allowed_updates"] = bot.updates.allowed_asked
    return found
