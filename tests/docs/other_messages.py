"""The table of the messages that are no notices."""

from collections.abc import Iterator

from liaison.core.channels import Address
from liaison.core.outbox import Message, Op
from liaison.core.working_time import local_moment, night_ends
from liaison.notifications.recipients import readers_of
from liaison.notifications.sounds import Tells, has_sound, sent_at, with_sound
from liaison.todos.rules import plan_morning
from tests.unit.quiet_hours import DAY, HOURS, MINUTE, SECOND, local
from tests.unit.samples import BOPHA, CN, DARA, LI

Row = tuple[str, ...]
NAMES = {LI: "the person whom it concerns", DARA: "coordinators", BOPHA: "administrators"}
OTHER_MESSAGES = {
    Tells.TODAY: "Counts of the to-dos changed: Today message, of each person",
    Tells.ROSTER_HANDOVER: "Hand-over of the duty by the roster",
    Tells.HANDOVER: "Hand-over by a change of the roster or of who can be reached",
    Tells.URGENT_HANDOVER: "The same while an urgent matter is open",
    Tells.CALENDAR: "Calendar file of a meeting, beside the message about it",
    Tells.WAITED: "Notices that waited while no message arrived",
    Tells.NOT_SENT: "Step that did not leave after Send, also to its author",
    Tells.OVERTAKEN: "Step that waited for approval, and is no longer possible",
    Tells.WAITS_AGAIN: "Step of one's own that waits for approval again",
    Tells.DECIDED: "Step of one's own approved or returned",
    Tells.ACCESS: "Own access, role, membership or PIN changed",
    Tells.REVIEW: "Request to agree or object to, after joining or restoring",
    Tells.FAILURE: "Failure that the operator must mend",
    Tells.REDACTED: "Text taken out, and the own chat emptied",
}
"""What each message is that is no notice and no message of the morning."""
_HOURS = HOURS[CN]
_AT = local("2026-03-24 15:20", _HOURS) + SECOND
_TOMORROW = (_AT + DAY).date()
_MOMENTS = {
    _AT: "at once",
    _AT - SECOND + MINUTE: "within a minute",
    _AT + MINUTE: "a minute later",
    night_ends(_TOMORROW, _HOURS): "when the night is over",
    local_moment(_TOMORROW, _HOURS.morning, _HOURS.zone): "in the morning",
}
"""In words, when a message is sent of what happened at a moment."""


def who(tells: Tells) -> str:
    """Who receives it, and who else if that is no one."""
    first, other = (
        " and ".join(NAMES[each] for each in readers_of(tells, concerned, NAMES))
        for concerned in ([LI], [])
    )
    return first if other in first else f"{first}, or else {other}"


def sound(*told: Tells, quiet: bool = False, is_first: bool = True) -> str:
    """Whether a message that tells this has a sound, and whether also just after another one."""
    message = with_sound(Message(Address(0), Op.SEND), *told, quiet=quiet, is_first=is_first)
    if not has_sound(message, after_sound=False):
        return "no"
    return "always" if has_sound(message, after_sound=True) else "yes"


def at_any_hour(tells: Tells) -> str:
    """The sound of what a message tells, in working hours and, if that differs, in quiet ones."""
    working, quiet = sound(tells), sound(tells, quiet=True)
    return working if working == quiet else f"{working}; at night and on days off: {quiet}"


def other_rows() -> Iterator[Row]:
    """The messages of the morning, and each message that tells what no other one does."""
    morning = _MOMENTS[plan_morning(_HOURS, full=_AT, last=_AT, now=_AT).next_at]
    first, next_one = sound(Tells.PRESSING), sound(Tells.PRESSING, is_first=False)
    news, due = sound(Tells.NEWS), f"{first}; the further ones: {next_one}"
    yield "Near due date", "who sees the to-do", morning, due
    heard = f"with a reminder: {first}, or beside a near due date {next_one}; with news: {news}"
    yield "Morning message", "who has a line", morning, heard
    for tells, name in OTHER_MESSAGES.items():
        yield name, who(tells), _MOMENTS[sent_at(tells, _AT, _HOURS)], at_any_hour(tells)
