"""Rules for every card and every act of all stories, for every reader and in every concept.

A card asks for one thing, and what the other Party will see is checked before it leaves.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import wraps
from typing import Any

import pytest

from bot.profile.language_file import LOCALES
from handlers.input import command_router
from handlers.input.command_router import CommandContext
from handlers.pending_acts import checked_values, confirmation, sending, taking_back
from liaison.approvals.rules import ENDS_IN, Approval
from liaison.audit import service as audit_service
from liaison.audit.digests import RecordedType
from liaison.core.cards import MAX_BUTTONS, Button, Card, Row, Text, one_page
from liaison.meetings import service as meeting_service
from liaison.meetings.model import Meeting
from liaison.notifications import views as notification_views
from liaison.settings.model import SETTINGS, SettingChange
from storage.queues import outbox
from tests.stories.pushed_keys import PUSHED

ENDS = {"refuse", "withdraw", "retract", "calloff", "decline", "drop", "hold"}
ENDS |= {"suspend", "remove", "unpin", "terminate"}
"""Commands, and arguments of commands, that end something."""
ASKS = "notice-ask-"
"""How the texts begin that say what a message asks for."""
ENDED = {"notice-settled", "notice-done", "notice-acknowledged"}
WITHOUT_CHECK: Mapping[str, str] = {
    "request.inquire": "says only that the other Party is asked",
    "request.progress": "one press from a list, replaced by the next",
    "request.assign": "only the own Party sees it",
    "meeting.accept of emergency": "an emergency is answered with one press",
    "meeting.back of emergency": "an emergency is confirmed with one press",
    "two_key.settle": "follows from a step that was checked",
    "activity.approved": "follows from a step that was checked",
    "notice": "follows from a step that was checked",
    "own setting": "only the own Party sees it",
    **dict.fromkeys(
        ("absence", "duty", "invite", "nomination", "passkey", "person", "pin"),
        "each Party keeps its own people",
    ),
    "two_key of visit": "the example of the tests",
    "visit": "the example of the tests",
}
"""The steps that no check precedes, by their action or record, and why."""
CHECKS = {"check-title", "check-title-person", "check-to-approve"}
FIXED: Mapping[str, str] = {
    "field-answer-by": "computed from the day of receipt",
    "field-request": "what the act is about",
    "field-activity": "what the act is about",
    "field-step": "what the act is about",
    "field-steps": "the example that ships with the profile",
    "field-open-points": "what the answers of the safety check leave open",
    "action-approve-safety field-planned-on": "the day of the record; to postpone is another act",
    "action-return field-result": "the reply that is returned",
    "meeting-act-accept field-place": "of the option, which is chosen by its time",
    "meeting-act-accept field-host": "of the offer",
    **{
        f"meeting-act-{act} field-{field}": "the meeting that was proposed or agreed"
        for act in ("back", "held", "missed")
        for field in ("time", "place")
    },
    "button-redact field-proposal": "what the redaction is about, chosen from a list",
    **{
        f"button-redact field-{dated}": "the day by which people know the text"
        for dated in ("typed-on", "letter-day", "since", "until", "joined", "asked-on", "time")
    },
}
"""Values of all checks, or of those of one act, which no button changes: facts of the record."""
ANSWERS = {"action-agree", "action-object", "action-close", "button-difference-close"}
ANSWERS |= {f"button-agenda-{each}" for each in ("carry", "discuss", "drop")}
ANSWERS |= {f"button-{of}-{each}" for of in ("approval", "extension") for each in ENDS_IN}
ANSWERS |= {"button-disclosure-withdraw", "button-hold-off"}
"""Acts whose checks show what they answer, which the other Party has given."""
LINKS = {"button-details", "button-more", "button-menu", "button-open-request", "filter-left"}
"""The buttons that only show something."""
NO_ACTS = {"button-acknowledge", "button-menu"}
_REQUESTS = {
    key
    for file in (LOCALES / "en").glob("*.ftl")
    for key, words in re.findall(
        r"(?m)^(notice-[\w-]+) =(.*\n(?:[ \t].*\n)*)", file.read_text(encoding="utf-8")
    )
    if re.search(r"[Pp]lease|\?|[.:!] (?:Ask|Send|Suspend) ", words)
}
"""The titles of notices that ask in their words for something, or a question."""
_STATE: ContextVar[str] = ContextVar("state", default="")


def hold_to_rules(patch: pytest.MonkeyPatch, wrong: list[str]) -> None:
    """Collect what breaks the rules while a story runs."""
    record_step, with_subject = audit_service.record_step, notification_views._with_subject
    attend = meeting_service.attend

    def checked_page(shown: Card, page: int = 0) -> Card:
        made = one_page(shown, page)
        wrong.extend(_faults(shown, made))
        return made

    async def checked_notice(tx: Any, viewer: Any, notice: Any, record: Any, **given: Any) -> Card:
        made = await with_subject(tx, viewer, notice, record, **given)
        PUSHED.add(f"subject {notice.subject}")
        PUSHED.add(f"view {notice.notice_key.partition(':')[0]}")
        page = one_page(made)
        wrong.extend(_notice_faults(page, given.get("own", ()), given.get("asked", "")))
        return made

    async def checked_step(tx: Any, step: str, *records: Any, **given: Any) -> str:
        subject = await record_step(tx, step, *records, **given)
        kind = tx.registry.get(RecordedType, type(records[0])).type
        action = f"{kind}.{step}"
        names = {action, kind}
        if isinstance(records[0], Approval):
            about = records[0].change.kind
            names |= {f"{action} of {about}", f"{kind} of {about}"}
        if isinstance(records[0], SettingChange) and not SETTINGS[records[0].code].is_told:
            names.add("own setting")
        if isinstance(records[0], Meeting):
            names.add(f"{action} of {records[0].kind}")
        if _STATE.get() == "answering" and names.isdisjoint(WITHOUT_CHECK):
            wrong.append(f"{max(names)} was not checked")
        return subject

    async def checked_attendance(*given: Any, **named: Any) -> Meeting:
        if _STATE.get() == "answering":
            wrong.append("attendance was not checked")
        return await attend(*given, **named)

    patch.setattr(outbox, "one_page", checked_page)
    patch.setattr(meeting_service, "attend", checked_attendance)
    patch.setattr(audit_service, "record_step", checked_step)
    patch.setattr(notification_views, "_with_subject", checked_notice)
    for module, name in (
        (command_router.CommandHandler, "handle"),
        (confirmation, "run_again"),
        (taking_back, "run_again"),
        (checked_values, "run_again"),
        (sending, "take_act"),
    ):
        patch.setattr(module, name, _during(getattr(module, name)))


def _during(work: Any) -> Any:
    @wraps(work)
    async def marked(*given: Any) -> Any:
        context = next(each for each in given if isinstance(each, CommandContext))
        leaves = context.leaving or work.__name__ == "take_act" or _STATE.get() == "leaving"
        with _as("leaving" if leaves else "answering"):
            return await work(*given)

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
    is_check = any(each.sends for each in buttons)
    if (shown.view or is_check) and len(buttons) > MAX_BUTTONS:
        yield f"{about}: {len(buttons)} buttons"
    if shown.view and "button-back" not in keys and _ends(buttons[0]):
        yield f"{about}: {buttons[0].command} is first"
    if "button-acknowledge" in keys and keys[0] != "button-acknowledge":
        yield f"{about}: {keys[0]} is above what is to be seen"
    lines = [line.key for line in shown.lines]
    asked = [each.removeprefix(ASKS) for each in lines if each.startswith(ASKS)]
    if len(asked) + ("button-acknowledge" in keys) > 1:
        yield f"{about}: asks for {asked}"
    first = "button-back" not in keys
    if asked and first and buttons[0].command.split()[0] != asked[0].split("-")[0]:
        yield f"{about}: {buttons[0].command} is first, and {asked[0]} is asked"
    waits = ENDED.isdisjoint(lines)
    if waits and not _REQUESTS.isdisjoint(lines[:1]) and keys[0] in NO_ACTS:
        yield f"{about} asks for something, its buttons are {keys}"
    if asked and not waits:
        yield f"{about}: asks for {asked} though it has ended"
    if lines and lines[0] in CHECKS and "button-change-answers" not in keys:  # they are in its list
        yield from _fixed_values(shown, buttons)
    instants = Counter(at for line in shown.lines for at in _instants(line))
    meets = lines[0].startswith("notice-meeting") if lines else False
    if meets and waits and max(instants.values(), default=0) > 1:
        yield f"{about}: says an instant twice"


def _fixed_values(check: Card, buttons: Sequence[Button]) -> Iterator[str]:
    """The values of a check that no button changes, or that a button changes unseen."""
    act = check.lines[0].values["act"]
    while isinstance(act, Text) and isinstance(inner := act.values.get("act"), Text):
        act = inner
    if not isinstance(act, Text) or act.key in ANSWERS:
        return
    changed = [each.label.values.get("field") for each in buttons]
    values = [each.values.get("name") for each in check.lines]
    for field in (each for each in changed if each is not None and each not in values):
        yield f"{act.key}: {field} is not shown"
    for field in (each for each in values if isinstance(each, Text) and each not in changed):
        if {field.key, f"{act.key} {field.key}"}.isdisjoint(FIXED):
            yield f"{act.key}: {field.key} cannot be changed"


def _instants(line: Text) -> Iterator[datetime]:
    for value in line.values.values():
        if isinstance(value, datetime):
            yield value
        elif isinstance(value, Text):
            yield from _instants(value)


def _notice_faults(page: Card, own: Row, asked: str) -> Iterator[str]:
    """What a notice lets a person do besides the one thing that it asks of that person."""
    buttons = [each for row in page.rows for each in row]
    keys = [each.label.key for each in buttons]
    asks = any(line.key.startswith(ASKS) for line in page.lines)
    about, acts = page.lines[0].key, [each for each in keys if each not in LINKS]
    if not asks and own and own[0].label.key in acts and len(acts) > 1:
        yield f"{about} is to be seen, its buttons are {keys}"
    elif not asks and asked and not own and acts:
        yield f"{about} asks others, its buttons are {keys}"


def _ends(button: Button) -> bool:
    name, *given = button.command.split()
    confirms = given[-1:] == ["ok"]  # what a colleague has prepared
    return not confirms and (name in ENDS or not ENDS.isdisjoint(given))
