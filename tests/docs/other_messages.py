"""The table of the messages that are no notices."""

from collections.abc import Iterator

from liaison.core.outbox import Message, Op
from liaison.notifications.sounds import Tells, has_sound, with_sound

Row = tuple[str, ...]


def sound(*told: Tells, quiet: bool = False, is_first: bool = True) -> str:
    """Whether a message that tells this has a sound, and whether also just after another one."""
    message = with_sound(Message(0, Op.SEND), *told, quiet=quiet, is_first=is_first)
    if not has_sound(message, after_sound=False):
        return "no"
    return "always" if has_sound(message, after_sound=True) else "yes"


def other_rows() -> Iterator[Row]:
    """The messages of the morning, of the roster, and to one person about the own affairs."""
    news, information = sound(Tells.NEWS), sound(Tells.INFORMATION)
    first, next_one = sound(Tells.PRESSING), sound(Tells.PRESSING, is_first=False)
    morning = "in the morning"
    yield "Near due date", "who sees the to-do", morning, f"{first}; the further ones: {next_one}"
    yield (
        "Morning message",
        "who has a line",
        morning,
        f"with a reminder: {first}, or beside a near due date {next_one}; with news: {news}",
    )
    yield "Today message", "all", "when it changes", information
    working, quiet = sound(Tells.COLLEAGUE), sound(Tells.COLLEAGUE, quiet=True)
    by_hour = f"{working}; at night and on days off: {quiet}"
    yield (
        "Hand-over",
        "the person on duty, or else coordinators",
        "when the day ends, or the roster or who can be reached changes",
        by_hour,
    )
    yield "Calendar file", "who is told of the meeting", "beside that message", information
    reached = "who can be reached again"
    yield "Notices that waited while no message arrived", reached, "at once", news
    sender = "the sender, and the author"
    yield "Step that did not leave after Send", sender, "at once", news
    asked = f"{sender} and coordinators"
    yield "Step that waited for approval, and is no longer possible", asked, "at once", information
    yield "Step that waits for approval again", "the author", "at once", information
    yield "Step approved or returned", "the author", "at once", by_hour
    own = "the person whom it concerns"
    yield "Own access, role, membership or PIN changed", own, "at once", news
    yield "Request to agree or object to", "who joins or is restored", "at once", news
    yield "Failure that the operator must mend", "administrators", "at once", news
