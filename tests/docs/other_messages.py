"""The table of the messages that are no notices."""

from collections.abc import Iterator

from liaison.core.outbox import Message, Op
from liaison.notifications.recipients import readers_of
from liaison.notifications.sounds import Tells, has_sound, with_sound
from tests.unit.samples import BOPHA, DARA, LI

Row = tuple[str, ...]
NAMES = {LI: "the person whom it concerns", DARA: "coordinators", BOPHA: "administrators"}
AT_ONCE = "at once"
OTHER_MESSAGES = {
    Tells.TODAY: ("Today message, of each person", "when it changes"),
    Tells.HANDOVER: (
        "Hand-over of the duty, without an urgent matter or by the roster",
        "when the night after the day is over, or the roster or who can be reached changes",
    ),
    Tells.URGENT_HANDOVER: (
        "Hand-over while an urgent matter is open, by a change",
        "when the roster or who can be reached changes",
    ),
    Tells.CALENDAR: ("Calendar file of a meeting", "beside the message about it"),
    Tells.WAITED: ("Notices that waited while no message arrived", AT_ONCE),
    Tells.NOT_SENT: ("Step that did not leave after Send, also to its author", AT_ONCE),
    Tells.OVERTAKEN: ("Step that waited for approval, and is no longer possible", AT_ONCE),
    Tells.WAITS_AGAIN: ("Step of one's own that waits for approval again", AT_ONCE),
    Tells.DECIDED: ("Step of one's own approved or returned", AT_ONCE),
    Tells.ACCESS: ("Own access, role, membership or PIN changed", AT_ONCE),
    Tells.REVIEW: ("Request to agree or object to, after joining or restoring", AT_ONCE),
    Tells.FAILURE: ("Failure that the operator must mend", AT_ONCE),
    Tells.REDACTED: ("Text taken out, and the own chat emptied", "a minute after it was agreed"),
}
"""What each message is that is no notice and no message of the morning, and when it comes."""


def who(tells: Tells) -> str:
    """Who receives it, and who else if that is no one."""
    first, other = (
        " and ".join(NAMES[each] for each in readers_of(tells, concerned, NAMES))
        for concerned in ([LI], [])
    )
    return first if other in first else f"{first}, or else {other}"


def sound(*told: Tells, quiet: bool = False, is_first: bool = True) -> str:
    """Whether a message that tells this has a sound, and whether also just after another one."""
    message = with_sound(Message(0, Op.SEND), *told, quiet=quiet, is_first=is_first)
    if not has_sound(message, after_sound=False):
        return "no"
    return "always" if has_sound(message, after_sound=True) else "yes"


def at_any_hour(tells: Tells) -> str:
    """The sound of what a message tells, in working hours and, if that differs, in quiet ones."""
    working, quiet = sound(tells), sound(tells, quiet=True)
    return working if working == quiet else f"{working}; at night and on days off: {quiet}"


def other_rows() -> Iterator[Row]:
    """The messages of the morning, and each message that tells what no other one does."""
    first, next_one = sound(Tells.PRESSING), sound(Tells.PRESSING, is_first=False)
    news, due = sound(Tells.NEWS), f"{first}; the further ones: {next_one}"
    yield "Near due date", "who sees the to-do", "in the morning", due
    heard = f"with a reminder: {first}, or beside a near due date {next_one}; with news: {news}"
    yield "Morning message", "who has a line", "in the morning", heard
    for tells, (name, when) in OTHER_MESSAGES.items():
        yield name, who(tells), when, at_any_hour(tells)
