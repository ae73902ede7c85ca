"""The control API under `/sandbox/`: the whole Python API as JSON over HTTP."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from inspect import isawaitable
from typing import Any

from aiohttp import web

from sandbox.api.faults import Fault, FaultKind
from sandbox.local_telegram import LocalTelegram
from sandbox.state import Json
from sandbox.users.actions import ShownMessage
from sandbox.users.group import Group
from sandbox.users.phone import Phone

Answer = Callable[[web.Request, Json], Any]

PHONE_ACTIONS = [
    "start",
    "open",
    "say",
    "press",
    "press_data",
    "press_shown",
    "press_again",
    "edit",
    "forward",
    "send",
    "send_photo",
    "send_document",
    "send_voice",
    "send_contact",
    "send_location",
    "send_sticker",
    "block",
    "unblock",
    "deactivate",
]
GROUP_ACTIONS = ["say", "say_anonymously", "post", "edit"]
GROUP_ACTIONS_BY = ["add_bot", "remove_bot", "say", "press"]
FAULT_FIELDS = [
    "method",
    "chat_id",
    "times",
    "code",
    "description",
    "retry_after",
    "migrate_to_chat_id",
    "html",
    "seconds",
    "after_effect",
]


PROFILE = ("name", "description", "short_description")
PHONE_VIEWS: dict[str, Callable[[Phone], Json]] = {
    "transcript": lambda phone: {"transcript": [shown_json(line) for line in phone.transcript]},
    "answers": lambda phone: {"answers": phone.answers, "alerts": list(phone.dialog.alerts)},
    "commands": lambda phone: {"commands": [line._asdict() for line in phone.commands]},
    "menu_button": lambda phone: {"menu_button": phone.menu_button},
    "keyboard": lambda phone: {"keyboard": phone.dialog.keyboard},
    "actions": lambda phone: {"actions": list(phone.dialog.actions)},
    "profile": lambda phone: {name: phone.bot_profile(name) for name in PROFILE},
}


class ControlApi:
    """The handlers of the control API: each takes and returns a JSON object."""

    def __init__(self, telegram: LocalTelegram) -> None:
        self.telegram = telegram
        self.planned: list[Fault] = []

    def add_routes(self, app: web.Application) -> None:
        """Add the paths of the control API to `app`."""
        routes: list[tuple[str, str, Answer]] = [
            ("GET", "/bots", self.bots),
            ("POST", "/bots", self.add_bot),
            ("GET", "/users", self.users),
            ("POST", "/users", self.add_user),
            ("GET", "/users/{id}/{view}", self.view),
            ("POST", "/users/{id}/{action}", self.do),
            ("POST", "/groups", self.add_group),
            ("GET", "/groups/{id}/transcript", self.group_transcript),
            ("POST", "/groups/{id}/{action}", self.do_in_group),
            ("GET", "/clock", self.clock),
            ("POST", "/clock", self.turn),
            ("GET", "/updates", self.updates),
            ("POST", "/updates", self.inject),
            ("GET", "/faults", self.faults),
            ("POST", "/faults", self.add_fault),
            ("DELETE", "/faults", self.clear_faults),
            ("POST", "/faults/{id}/release", self.release),
            ("POST", "/flood", self.flood),
            ("GET", "/calls", self.calls),
        ]
        for verb, path, answer in routes:
            app.router.add_route(verb, f"/sandbox{path}", answering(answer))

    def phone(self, request: web.Request, given: Json) -> Phone:
        """The phone in the path, on the bot that `bot` names; raises LookupError."""
        user_id = int(request.match_info["id"])
        if user_id not in self.telegram.phones:
            raise LookupError(f"no user {user_id}")
        phone = self.telegram.phones[user_id]
        token = given.pop("bot", None) or request.query.get("bot")
        return phone.with_bot(token) if token else phone

    def group(self, request: web.Request) -> Group:
        """The group in the path; raises LookupError."""
        chat_id = int(request.match_info["id"])
        if chat_id not in self.telegram.groups:
            raise LookupError(f"no group {chat_id}")
        return self.telegram.groups[chat_id]

    def bots(self, request: web.Request, given: Json) -> Json:
        """All known bots."""
        return {
            "bots": [
                {
                    "id": bot.bot_id,
                    "username": bot.user.username,
                    "pending_update_count": len(bot.updates.pending()),
                    "next_update_id": bot.updates.next_id,
                    "polling": self.telegram.polling(bot.token),
                }
                for bot in self.telegram.store.bots.values()
            ]
        }

    def add_bot(self, request: web.Request, given: Json) -> Json:
        """Register a bot by its token; `next_update_id` is the id of its next update."""
        bot = self.telegram.store.bot(given["token"])
        if "next_update_id" in given:
            bot.updates.next_id = int(given["next_update_id"])
        return {"id": bot.bot_id, "username": bot.user.username}

    def users(self, request: web.Request, given: Json) -> Json:
        """All people."""
        return {"users": [phone.user.wire() for phone in self.telegram.phones.values()]}

    def add_user(self, request: web.Request, given: Json) -> Json:
        """Add a person."""
        phone = self.telegram.user(**given)
        self.telegram.store.signal_change()
        return phone.user.wire()

    def view(self, request: web.Request, given: Json) -> Json:
        """One view of a phone."""
        phone = self.phone(request, given)
        name = request.match_info["view"]
        if name not in PHONE_VIEWS:
            raise LookupError(f"a user has no {name}")
        return PHONE_VIEWS[name](phone)

    def do(self, request: web.Request, given: Json) -> Json:
        """Perform an action of a person."""
        phone = self.phone(request, given)
        action = request.match_info["action"]
        if action not in PHONE_ACTIONS:
            raise LookupError(f"there is no {action} on a phone")
        if "author" in given:
            given["author"] = self.telegram.phones[given["author"]]
        result = getattr(phone, action)(**file_bytes(action, given))
        return {"message_id": result} if result is not None else {}

    def add_group(self, request: web.Request, given: Json) -> Json:
        """Add a group, supergroup or channel."""
        return self.telegram.group(**given).chat.wire()

    def group_transcript(self, request: web.Request, given: Json) -> Json:
        """The messages that a bot sent and received in a group."""
        bot = self.telegram.store.bot(request.query.get("bot"))
        found = self.group(request).transcript(bot)
        return {"transcript": [shown_json(message) for message in found]}

    def do_in_group(self, request: web.Request, given: Json) -> Json:
        """Perform an action in a group; `by` is the id of the acting person."""
        group = self.group(request)
        action = request.match_info["action"]
        if action not in {*GROUP_ACTIONS, *GROUP_ACTIONS_BY}:
            raise LookupError(f"there is no {action} in a group")
        if action in GROUP_ACTIONS_BY:
            given["by"] = self.telegram.phones[given["by"]]
        result = getattr(group, action)(**given)
        return {"message_id": result} if result is not None else {}

    def clock(self, request: web.Request, given: Json) -> Json:
        """The time and the offset in seconds."""
        offset = self.telegram.clock.offset.total_seconds()
        return {"now": self.telegram.now().isoformat(), "offset": offset}

    def turn(self, request: web.Request, given: Json) -> Json:
        """Move the clock by `seconds`, or to `at` (ISO 8601 with its zone)."""
        if "at" in given:
            self.telegram.turn_to(datetime.fromisoformat(given["at"]))
        elif "offset" in given:
            self.telegram.turn(timedelta(seconds=given["offset"]) - self.telegram.clock.offset)
        else:
            self.telegram.turn(timedelta(seconds=given["seconds"]))
        return self.clock(request, given)

    def updates(self, request: web.Request, given: Json) -> Json:
        """The unconfirmed updates."""
        return {"updates": self.telegram.pending(request.query.get("bot"))}

    def inject(self, request: web.Request, given: Json) -> Json:
        """Queue any object as an update."""
        lane = int(given.get("lane", 0))
        found = self.telegram.inject(given["update"], token=given.get("bot"), lane=lane)
        return {"update_id": found}

    def faults(self, request: web.Request, given: Json) -> Json:
        """The faults planned over HTTP, with how often each was applied."""
        names = ("kind", *FAULT_FIELDS, "applied")
        found = [{name: getattr(fault, name) for name in names} for fault in self.planned]
        return {"faults": found}

    def add_fault(self, request: web.Request, given: Json) -> Json:
        """Plan a fault."""
        unknown = set(given) - {"kind", *FAULT_FIELDS}
        if unknown:
            raise ValueError(f"a fault has no {sorted(unknown)}")
        fault = Fault(FaultKind(given.pop("kind", "error")), **given)
        if fault.kind is FaultKind.HANG_UP_AFTER:
            fault.after_effect = True
        if fault.retry_after is not None and "description" not in given:
            fault.code = 429
            fault.description = f"Too Many Requests: retry after {fault.retry_after}"
        self.planned.append(self.telegram.faults.add(fault))
        self.telegram.store.signal_change()
        return {"id": len(self.planned) - 1}

    def clear_faults(self, request: web.Request, given: Json) -> Json:
        """Clear all faults."""
        self.telegram.faults.clear()
        self.planned.clear()
        self.telegram.store.signal_change()
        return {}

    def release(self, request: web.Request, given: Json) -> Json:
        """Release a held call."""
        self.planned[int(request.match_info["id"])].release()
        return {}

    def flood(self, request: web.Request, given: Json) -> Json:
        """Switch flood limits on or off."""
        self.telegram.flood.on = bool(given["on"])
        return {"on": self.telegram.flood.on}

    def calls(self, request: web.Request, given: Json) -> Json:
        """The last calls of the Bot API."""
        found = [{**asdict(call), "at": call.at.isoformat()} for call in self.telegram.calls]
        return {"calls": found}


def answering(answer: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    """`answer` as a handler: an error of the caller is 400 or 404 with the reason."""

    async def handle(request: web.Request) -> web.Response:
        try:
            found = answer(request, object_of(await request.text()))
            return web.json_response(await found if isawaitable(found) else found)
        except LookupError as error:
            return web.json_response({"error": str(error)}, status=404)
        except (TypeError, ValueError, RuntimeError) as error:
            return web.json_response({"error": str(error)}, status=400)

    return handle


def object_of(text: str) -> Json:
    """The JSON object in a request body, empty without a body; raises ValueError."""
    given = json.loads(text) if text.strip() else {}
    if not isinstance(given, dict):
        raise ValueError("a JSON object is expected")  # noqa: TRY004 - the request is wrong
    return given


def file_bytes(action: str, given: Json) -> Json:
    """Decode the `data` of a file from base64; raises ValueError when it is invalid."""
    if not action.startswith("send_") or "data" not in given:
        return given
    return {**given, "data": base64.b64decode(given["data"], validate=True)}


def shown_json(message: ShownMessage) -> Json:
    """A message of a transcript as JSON; the bytes of a file as base64."""
    found = asdict(message)
    if message.document is not None:
        found["document"] = base64.b64encode(message.document).decode()
    return found
