"""The table of the messages that are no notices."""

from collections.abc import Iterator

from liaison.core.outbox import Message, Op
from liaison.notifications.sounds import Tells, has_sound, with_sound

Row = tuple[str, ...]
CONCERNED = "the person whom it concerns"
SENDER = "the sender, and the author"
AT_ONCE = "at once"
OTHER_MESSAGES = {
    Tells.TODAY: ("Today message", "all", "when it changes"),
    Tells.HANDOVER: (
        "Hand-over",
        "the person on duty, or else coordinators",
        "when the night after the day is over, or the roster or who can be reached changes",
    ),
    Tells.CALENDAR: ("Calendar file", "who is told of the meeting", "beside that message"),
    Tells.WAITED: (
        "Notices that waited while no message arrived",
        "who can be reached again",
        AT_ONCE,
    ),
    Tells.NOT_SENT: ("Step that did not leave after Send", SENDER, AT_ONCE),
    Tells.OVERTAKEN: (
        "Step that waited for approval, and is no longer possible",
        f"{SENDER} and coordinators",
        AT_ONCE,
    ),
    Tells.WAITS_AGAIN: ("Step that waits for approval again", "the author", AT_ONCE),
    Tells.DECIDED: ("Step approved or returned", "the author", AT_ONCE),
    Tells.ACCESS: ("Own access, role, membership or PIN changed", CONCERNED, AT_ONCE),
    Tells.REVIEW: ("Request to agree or object to", "who joins or is restored", AT_ONCE),
    Tells.FAILURE: ("Failure that the operator must mend", "administrators", AT_ONCE),
}
"""What each message is that is no notice and no message of the morning, to whom and when."""


def sound(*told: Tells, quiet: bool = False, is_first: bool = True) -> str:
    """Whether a message that tells this has a sound, and whether also just after another one."""
    message = with_sound(Message(0, Op.SEND), *told, quiet=quiet, is_first=is_first)
    if not has_sound(message, after_sound=False):
        return "no"
    return "always" if has_sound(message, after_sound=True) else "yes"


def other_rows() -> Iterator[Row]:
    """The messages of the morning, and each message that tells what no other one does."""
    first, next_one = sound(Tells.PRESSING), sound(Tells.PRESSING, is_first=False)
    news, due = sound(Tells.NEWS), f"{first}; the further ones: {next_one}"
    yield "Near due date", "who sees the to-do", "in the morning", due
    heard = f"with a reminder: {first}, or beside a near due date {next_one}; with news: {news}"
    yield "Morning message", "who has a line", "in the morning", heard
    for tells, row in OTHER_MESSAGES.items():
        working, quiet = sound(tells), sound(tells, quiet=True)
        same = working == quiet
        yield (*row, working if same else f"{working}; at night and on days off: {quiet}")
