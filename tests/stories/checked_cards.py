"""Rules for every card and every act of all stories, for every reader and in every concept.

A card asks for one thing, and what the other Party will see is checked before it leaves.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

import pytest

from handlers import act_departures, pending_acts
from handlers.input import command_router
from handlers.input.command_router import CommandContext
from liaison.approvals.rules import Approval
from liaison.audit import service as audit_service
from liaison.audit.digests import RecordedType
from liaison.core.agreement import MeetingKind
from liaison.core.cards import MOST_BUTTONS, Button, Card, one_page
from liaison.lifecycle.homes import HOMES, Home
from liaison.meetings.model import Meeting
from liaison.settings.model import SETTING_APPROVAL
from storage.queues import outbox
from tests.visit.model import VISIT_APPROVAL

ENDS = {"refuse", "withdraw", "retract", "calloff", "decline", "drop", "hold"}
ENDS |= {"suspend", "remove", "unpin", "terminate"}
"""Commands, and arguments of commands, that end something."""
WITHOUT_CHECK = {"request.inquire", "request.progress", "two_key.settle", "activity.approved"}
WITHOUT_CHECK |= {"request.assign"}
"""Acts of one press from a list, what follows from a step that was checked, and steps that only the
own Party sees.
"""
_STATE: ContextVar[str] = ContextVar("state", default="")


def hold_to_rules(patch: pytest.MonkeyPatch, wrong: list[str]) -> None:
    """Collect what breaks the rules while a story runs."""
    record_step = audit_service.record_step

    def checked_page(shown: Card, page: int = 0) -> Card:
        made = one_page(shown, page)
        wrong.extend(_faults(shown, made))
        return made

    async def checked_step(tx: Any, step: str, *records: Any, **given: Any) -> str:
        subject = await record_step(tx, step, *records, **given)
        kind = tx.registry.get(RecordedType, type(records[0])).type
        action = f"{kind}.{step}"
        shared = HOMES.get(action, Home.ACTING) is not Home.ACTING
        if isinstance(records[0], Approval):  # a setting has a check of its own, the example none
            shared = records[0].change.kind not in (SETTING_APPROVAL, VISIT_APPROVAL)
        if isinstance(records[0], Meeting) and records[0].kind is MeetingKind.EMERGENCY:
            shared = False  # it is answered with one press
        if _STATE.get() == "answering" and shared and action not in WITHOUT_CHECK:
            wrong.append(f"{action} was not checked")
        return subject

    patch.setattr(outbox, "one_page", checked_page)
    patch.setattr(audit_service, "record_step", checked_step)
    for module, name in (
        (command_router, "_answer"),
        (pending_acts, "_again"),
        (pending_acts, "take_act"),
        (act_departures, "take_act"),
    ):
        patch.setattr(module, name, _during(getattr(module, name)))


def _during(work: Any) -> Any:
    @wraps(work)
    async def marked(context: CommandContext, *given: Any) -> Any:
        leaves = context.leaving or work.__name__ == "take_act" or _STATE.get() == "leaving"
        with _as("leaving" if leaves else "answering"):
            return await work(context, *given)

    return marked


@contextmanager
def _as(state: str) -> Iterator[None]:
    token = _STATE.set(state)
    try:
        yield
    finally:
        _STATE.reset(token)


def _faults(shown: Card, page: Card) -> Iterator[str]:
    """What is wrong with a page of a card."""
    buttons = [each for row in page.rows for each in row]
    keys = [each.label.key for each in buttons]
    about = [line.key for line in shown.lines[:2]]
    if shown.view and len(buttons) > MOST_BUTTONS:
        yield f"{about}: {len(buttons)} buttons"
    if shown.view and "button-back" not in keys and _ends(buttons[0]):
        yield f"{about}: {buttons[0].command} is first"
    if "button-acknowledge" in keys and keys[0] != "button-acknowledge":
        yield f"{about}: {keys[0]} is above what is to be seen"


def _ends(button: Button) -> bool:
    name, *given = button.command.split()
    confirms = given[-1:] == ["ok"]  # what a colleague has prepared
    return not confirms and (name in ENDS or not ENDS.isdisjoint(given))
