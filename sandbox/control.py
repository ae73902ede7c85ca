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

from sandbox.conversation import Shown
from sandbox.faults import Fault, FaultKind
from sandbox.group import Group
from sandbox.phone import Phone
from sandbox.stage import Stage
from sandbox.updates import Json

Answer = Callable[[web.Request, Json], Any]

PHONE_DEEDS = [
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
GROUP_DEEDS = ["say", "say_anonymously", "post", "edit"]
GROUP_DEEDS_BY = ["add_bot", "remove_bot", "say", "press"]
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
SEEN: dict[str, Callable[[Phone], Json]] = {
    "transcript": lambda phone: {"transcript": [shown_json(line) for line in phone.transcript]},
    "answers": lambda phone: {"answers": phone.answers, "alerts": list(phone.dialog.alerts)},
    "commands": lambda phone: {"commands": [line._asdict() for line in phone.commands]},
    "menu_button": lambda phone: {"menu_button": phone.menu_button},
    "keyboard": lambda phone: {"keyboard": phone.dialog.keyboard},
    "actions": lambda phone: {"actions": list(phone.dialog.actions)},
    "profile": lambda phone: {name: phone.bot_profile(name) for name in PROFILE},
}


class Control:
    """The handlers of the control API: each takes and returns a JSON object."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.planned: list[Fault] = []

    def add_routes(self, app: web.Application) -> None:
        """Add the paths of the control API to `app`."""
        routes: list[tuple[str, str, Answer]] = [
            ("GET", "/bots", self.bots),
            ("POST", "/bots", self.add_bot),
            ("GET", "/users", self.users),
            ("POST", "/users", self.add_user),
            ("GET", "/users/{id}/{what}", self.see),
            ("POST", "/users/{id}/{deed}", self.do),
            ("POST", "/groups", self.add_group),
            ("GET", "/groups/{id}/transcript", self.group_transcript),
            ("POST", "/groups/{id}/{deed}", self.do_in_group),
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
        if user_id not in self.stage.phones:
            raise LookupError(f"no user {user_id}")
        phone = self.stage.phones[user_id]
        token = given.pop("bot", None) or request.query.get("bot")
        return phone.with_bot(token) if token else phone

    def group(self, request: web.Request) -> Group:
        """The group in the path; raises LookupError."""
        chat_id = int(request.match_info["id"])
        if chat_id not in self.stage.groups:
            raise LookupError(f"no group {chat_id}")
        return self.stage.groups[chat_id]

    def bots(self, request: web.Request, given: Json) -> Json:
        """All known bots."""
        return {
            "bots": [
                {
                    "id": bot.bot_id,
                    "username": bot.user.username,
                    "pending_update_count": len(bot.updates.pending()),
                    "next_update_id": bot.updates.next_id,
                    "polling": self.stage.polling(bot.token),
                }
                for bot in self.stage.world.bots.values()
            ]
        }

    def add_bot(self, request: web.Request, given: Json) -> Json:
        """Register a bot by its token; `next_update_id` is the id of its next update."""
        bot = self.stage.world.bot(given["token"])
        if "next_update_id" in given:
            bot.updates.next_id = int(given["next_update_id"])
        return {"id": bot.bot_id, "username": bot.user.username}

    def users(self, request: web.Request, given: Json) -> Json:
        """All people."""
        return {"users": [phone.user.wire() for phone in self.stage.phones.values()]}

    def add_user(self, request: web.Request, given: Json) -> Json:
        """Add a person."""
        phone = self.stage.user(**given)
        self.stage.world.touch()
        return phone.user.wire()

    def see(self, request: web.Request, given: Json) -> Json:
        """What a person sees."""
        phone = self.phone(request, given)
        what = request.match_info["what"]
        if what not in SEEN:
            raise LookupError(f"a user does not see {what}")
        return SEEN[what](phone)

    def do(self, request: web.Request, given: Json) -> Json:
        """Perform an action of a person."""
        phone = self.phone(request, given)
        deed = request.match_info["deed"]
        if deed not in PHONE_DEEDS:
            raise LookupError(f"a user does not {deed}")
        if "author" in given:
            given["author"] = self.stage.phones[given["author"]]
        result = getattr(phone, deed)(**file_bytes(deed, given))
        return {"message_id": result} if result is not None else {}

    def add_group(self, request: web.Request, given: Json) -> Json:
        """Add a group, supergroup or channel."""
        return self.stage.group(**given).chat.wire()

    def group_transcript(self, request: web.Request, given: Json) -> Json:
        """The messages that a bot sent and received in a group."""
        token = request.query.get("bot")
        world = self.stage.world
        bot = world.bot(token) if token else world.first_bot()
        found = self.group(request).transcript(bot)
        return {"transcript": [shown_json(message) for message in found]}

    def do_in_group(self, request: web.Request, given: Json) -> Json:
        """Perform an action in a group; `by` is the id of the acting person."""
        group = self.group(request)
        deed = request.match_info["deed"]
        if deed not in {*GROUP_DEEDS, *GROUP_DEEDS_BY}:
            raise LookupError(f"nobody can {deed} in a group")
        if deed in GROUP_DEEDS_BY:
            given["by"] = self.stage.phones[given["by"]]
        result = getattr(group, deed)(**given)
        return {"message_id": result} if result is not None else {}

    def clock(self, request: web.Request, given: Json) -> Json:
        """The time and the offset in seconds."""
        offset = self.stage.clock.offset.total_seconds()
        return {"now": self.stage.now().isoformat(), "offset": offset}

    def turn(self, request: web.Request, given: Json) -> Json:
        """Move the clock by `seconds`, or to `at` (ISO 8601 with its zone)."""
        if "at" in given:
            self.stage.turn_to(datetime.fromisoformat(given["at"]))
        elif "offset" in given:
            self.stage.turn(timedelta(seconds=given["offset"]) - self.stage.clock.offset)
        else:
            self.stage.turn(timedelta(seconds=given["seconds"]))
        return self.clock(request, given)

    def updates(self, request: web.Request, given: Json) -> Json:
        """The unconfirmed updates."""
        return {"updates": self.stage.pending(request.query.get("bot"))}

    def inject(self, request: web.Request, given: Json) -> Json:
        """Queue any object as an update."""
        lane = int(given.get("lane", 0))
        found = self.stage.inject(given["update"], token=given.get("bot"), lane=lane)
        return {"update_id": found}

    def faults(self, request: web.Request, given: Json) -> Json:
        """The faults planned over HTTP, with how often each was applied."""
        names = ("kind", *FAULT_FIELDS, "met")
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
        self.planned.append(self.stage.faults.add(fault))
        self.stage.world.touch()
        return {"id": len(self.planned) - 1}

    def clear_faults(self, request: web.Request, given: Json) -> Json:
        """Clear all faults."""
        self.stage.faults.clear()
        self.planned.clear()
        self.stage.world.touch()
        return {}

    def release(self, request: web.Request, given: Json) -> Json:
        """Release a held call."""
        self.planned[int(request.match_info["id"])].release()
        return {}

    def flood(self, request: web.Request, given: Json) -> Json:
        """Switch flood limits on or off."""
        self.stage.flood.on = bool(given["on"])
        return {"on": self.stage.flood.on}

    def calls(self, request: web.Request, given: Json) -> Json:
        """The last calls of the Bot API."""
        found = [{**asdict(call), "at": call.at.isoformat()} for call in self.stage.calls]
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
        raise ValueError("a JSON object is expected")  # noqa: TRY004 - what came is wrong
    return given


def file_bytes(deed: str, given: Json) -> Json:
    """Decode the `data` of a file from base64; raises ValueError when it is invalid."""
    if not deed.startswith("send_") or "data" not in given:
        return given
    return {**given, "data": base64.b64decode(given["data"], validate=True)}


def shown_json(message: Shown) -> Json:
    """A message of a transcript as JSON; the bytes of a file as base64."""
    found = asdict(message)
    if message.document is not None:
        found["document"] = base64.b64encode(message.document).decode()
    return found
