"""The inbox of notices, and their acknowledgement."""

from handlers.input.command_router import CommandContext, command_handlers
from handlers.input.replies import Reply
from handlers.todos import list_todos
from liaison.core.cards import Text, text
from liaison.core.repository import People
from liaison.notifications import service as notification_service
from liaison.notifications.repository import Notices
from liaison.notifications.rules import (
    AlreadyAcknowledged,
    NothingToAcknowledge,
    Notice,
    parse_notice_code,
)
from liaison.notifications.subjects import load_subject
from liaison.notifications.views import ended_card, ended_line, inbox_card, notice_card
from liaison.todos.today_messages import refresh_soon

WHICH = ("mine", "all")


async def inbox(context: CommandContext) -> Reply:
    """List the notices that wait: ``inbox``, ``inbox all PAGE``; or show one: ``inbox CODE``."""
    which = context.command.argument(0) or WHICH[0]
    if which not in WHICH:
        notice = await notification_service.find(
            context.tx, context.person, parse_notice_code(which)
        )
        return await _shown(context, notice)
    page = context.command.page(1)
    shown = await inbox_card(context.tx, context.person, whole_party=which == "all", page=page)
    return context.finish(shown)


async def acknowledge(context: CommandContext) -> Reply:
    """Acknowledge for the Party, or say "I am on it" where a step is asked for: ``ack CODE``, or
    ``ack all`` that are unread; without a code, the only notice that waits.
    """
    code = context.command.argument(0)
    if code == WHICH[1]:
        count = await notification_service.acknowledge_all(context.tx, context.person)
        await refresh_soon(context.tx)
        return await list_todos(context, text("all-seen", count=count))
    if code is None:
        waiting, total = await context.tx.of(Notices).waiting(
            context.person.party, person=context.person.id, offset=0, limit=1
        )
        if total != 1:
            banners = [text("ack-which")] if total else []
            shown = await inbox_card(
                context.tx, context.person, whole_party=False, page=1, banners=banners
            )
            return context.finish(shown)
        code = waiting[0].code
    try:
        notice = await notification_service.acknowledge_notice(
            context.tx, context.person, parse_notice_code(code)
        )
    except (AlreadyAcknowledged, NothingToAcknowledge):
        notice = await notification_service.find(
            context.tx, context.person, parse_notice_code(code)
        )
        return await _shown(context, notice)
    await refresh_soon(context.tx)
    done = "recorded-taken" if notice.is_open else "recorded-ack"
    return await _shown(context, notice, toast=text(done))


async def _shown(context: CommandContext, notice: Notice, *, toast: Text | None = None) -> Reply:
    """The present notice: open with its button, or ended with the person who ended it."""
    record = await load_subject(context.tx, notice)
    if notice.is_open:
        shown = await notice_card(context.tx, context.person, notice, record)
        return context.finish(shown, toast=toast)
    actor = None if notice.ended_by is None else await context.tx.of(People).get(notice.ended_by)
    line = ended_line(context.tx, notice, record, actor)
    shown = await ended_card(context.tx, context.person, notice, record, actor=actor)
    return context.finish(shown, toast=toast or line)


COMMANDS = command_handlers({"inbox": inbox, "ack": acknowledge})
