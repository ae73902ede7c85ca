"""What waits for a word: the inbox, and acknowledging, from a button or a typed line alike."""

from handlers.input.command_router import Turn, command_handlers
from handlers.input.replies import Reply
from liaison.core.cards import Text, text
from liaison.core.repository import People
from liaison.notifications import service as notification_service
from liaison.notifications.repository import Notices
from liaison.notifications.rules import (
    AlreadyAcknowledged,
    NothingToAcknowledge,
    Notice,
    parse_code,
)
from liaison.notifications.subjects import load_subject
from liaison.notifications.views import ended_card, ended_line, inbox_card, notice_card

WHICH = ("mine", "all")


async def inbox(turn: Turn) -> Reply:
    """List what waits: ``inbox``, ``inbox all PAGE``; or show one notice: ``inbox CODE``."""
    which = turn.line.argument(0) or WHICH[0]
    if which not in WHICH:
        notice = await notification_service.find(turn.tx, turn.person, parse_code(which))
        return await _shown(turn, notice)
    page = turn.line.page(1)
    shown = await inbox_card(turn.tx, turn.person, everybody=which == "all", page=page)
    return turn.done(shown)


async def acknowledge(turn: Turn) -> Reply:
    """Acknowledge for the Party: ``ack CODE``; without a code, the only one that waits."""
    code = turn.line.argument(0)
    if code is None:
        waiting, total = await turn.tx.of(Notices).waiting(
            turn.person.party, person=turn.person.id, offset=0, limit=1
        )
        if total != 1:
            said = [text("ack-which")] if total else []
            shown = await inbox_card(turn.tx, turn.person, everybody=False, page=1, said=said)
            return turn.done(shown)
        code = waiting[0].code
    try:
        notice = await notification_service.confirm(turn.tx, turn.person, parse_code(code))
    except (AlreadyAcknowledged, NothingToAcknowledge):
        notice = await notification_service.find(turn.tx, turn.person, parse_code(code))
        return await _shown(turn, notice)
    return await _shown(turn, notice, toast=text("recorded-ack"))


async def _shown(turn: Turn, notice: Notice, *, toast: Text | None = None) -> Reply:
    """The notice as it stands: open with its button, or ended with who ended it."""
    matter = await load_subject(turn.tx, notice)
    if notice.is_open:
        shown = await notice_card(turn.tx, turn.person, notice, matter)
        return turn.done(shown, toast=toast)
    by = None if notice.ended_by is None else await turn.tx.of(People).get(notice.ended_by)
    line = ended_line(turn.tx, notice, by)
    shown = await ended_card(turn.tx, turn.person, notice, matter, by=by)
    return turn.done(shown, toast=toast or line)


COMMANDS = command_handlers({"inbox": inbox, "ack": acknowledge})
