"""Agendas and decisions of meetings.

``decide CODE PARTY DATE WORDS``; missing arguments are asked for one by one.
"""

from handlers.input.command_router import CommandContext, command_handlers
from handlers.input.replies import Reply
from handlers.meetings.router import meeting_code, meeting_ref
from handlers.meetings.targets import ALL_MEETINGS, MEETINGS_OVER
from handlers.pending_acts import Line, show_check
from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import Button, Text, named, text
from liaison.core.errors import UserError
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import NotACount, parse_count
from liaison.core.transaction import today_of
from liaison.core.validation import parse_letter, parse_title
from liaison.core.working_time import DAY
from liaison.lifecycle.conflicts import VersionedRef
from liaison.meetings import agenda_service
from liaison.meetings import service as meeting_service
from liaison.meetings.agenda import ItemAction, ItemId, check_alive, check_held, parse_entry
from liaison.meetings.model import Meeting, MeetingAction
from liaison.meetings.repository import Agendas
from liaison.meetings.views import show_meeting
from liaison.plan import service as plan_service
from liaison.plan.agenda_views import agenda_card
from liaison.plan.rules import ANY_LANGUAGE, BOTH, Intent, last_days
from liaison.plan.views import activity_card, lead_name
from liaison.requests.lists import letter_doubts

MOST_ITEMS = 10**9 - 1
ADD = "add"
HALF_A_YEAR = 180 * DAY
"""A day without a year is the one nearest to this long ahead, as it is usually in the future."""


async def agenda(context: CommandContext) -> Reply:
    """Show an agenda, also for words that it does not know; add an item, or record the result of
    one.

    ``agenda CODE PAGE``, ``agenda CODE add WORDS``, ``agenda CODE discuss NUMBER``.
    """
    meeting = await meeting_service.find(context.tx, meeting_code(context.command))
    what, given = context.command.argument(1), context.command.text_from(1) or ""
    if what == ADD:
        return await _add(context, meeting)
    if what in list(ItemAction):
        return await _move(context, meeting, ItemAction(what))
    if given and not given.isdecimal():
        return await _shown(context, meeting, NotAChoice().text(given))
    page = context.command.page(1)
    return context.finish(await agenda_card(context.tx, context.person, meeting, page=page))


async def _add(context: CommandContext, meeting: Meeting) -> Reply:
    check_alive(meeting, context.tx.now)
    words = context.command.text_from(2)
    if words is None:
        command = context.command.replace_arguments(meeting.code, ADD)
        return await context.ask_for_text(command, text("agenda-what", code=meeting.code))
    entry = parse_entry(words)
    if not context.leaving:
        line = Line(name="item", value=words, at=2, to_end=True)
        act = text("button-agenda-add")
        return await show_check(
            context, context.command, act, about=meeting.code, lines=[line], several=True
        )
    item = await agenda_service.add_item(context.tx, context.person, meeting, entry)
    return await _shown(context, meeting, text("agenda-added", item=item.id))


async def _move(context: CommandContext, meeting: Meeting, action: ItemAction) -> Reply:
    given = context.command.argument(2) or ""
    try:
        number = parse_count(given, 1, MOST_ITEMS)
    except NotACount:
        raise UserError("error-unknown-item", code=meeting.code) from None
    ref = VersionedRef(ItemId(number), version=context.command.version)
    if not context.leaving:
        act = named("button-agenda", action, item=ref.key)
        found = await context.tx.of(Agendas).get(ref.key, on=meeting)
        title = text("answer", value="" if found is None else found.title)
        line = Line(name="item", value=title)
        return await show_check(
            context, context.command, act, about=meeting.code, lines=[line], several=True
        )
    item = await agenda_service.move_item(context.tx, context.person, meeting, ref, action)
    return await _shown(context, meeting, named("recorded-agenda", action, item=item.id))


async def _shown(context: CommandContext, meeting: Meeting, done: Text) -> Reply:
    return context.confirm(done, await agenda_card(context.tx, context.person, meeting))


async def decide(context: CommandContext) -> Reply:
    """Record a decision of a meeting: ``decide CODE PARTY DATE WORDS``."""
    meeting = await meeting_service.find(context.tx, meeting_code(context.command))
    await plan_service.check_decision(context.tx, context.person, meeting)
    who, until, words = (
        context.command.argument(1),
        context.command.argument(2),
        context.command.text_from(3),
    )
    today = today_of(context.tx, context.person.party)
    if who is None:
        return await _ask_who(context, meeting)
    lead = _lead(context, who)
    days = last_days(today)
    if until is None:
        return await context.ask_for_day(context.command, text("decide-until"), days)
    last_on = days.check(days.read(until, context.vocabularies, near=today + HALF_A_YEAR))
    command = context.command.with_argument(2, last_on.isoformat())
    if words is None:
        return await context.ask_for_text(command, text("decide-what", code=meeting.code))
    titles = {ANY_LANGUAGE: parse_title(words)}
    intent = Intent(titles=titles, lead=lead, first_on=None, last_on=last_on)
    if not context.leaving:
        lines = [
            Line(name="lead", value=lead_name(intent), at=1),
            Line(name="last-day", value=last_on, at=2),
            Line(name="decision", value=words, at=3, to_end=True),
        ]
        act = text("button-decide")
        return await show_check(
            context, command, act, about=meeting.code, lines=lines, several=True
        )
    activity = await plan_service.record_decision(context.tx, context.person, meeting, intent)
    done = text("recorded-decision", number=activity.number)
    return context.confirm(done, await activity_card(context.tx, context.person, activity))


async def minutes(context: CommandContext) -> Reply:
    """Name the letter with the minutes of a meeting: ``minutes CODE LETTER``."""
    ref, typed = meeting_ref(context.command), context.command.text_from(1)
    if typed is None:
        permit = await meeting_service.check(context.tx, context.person, ref, MeetingAction.MINUTES)
        check_held(permit.meeting, context.tx.now)
        return await context.ask_for_text(context.command, text("minutes-which", code=ref.key))
    letter = parse_letter(typed)
    if not context.leaving:
        line = Line(name="letter", value=letter, at=1, to_end=True)
        act = text("button-minutes")
        doubts = await letter_doubts(context.tx, context.person.party, letter)
        return await show_check(
            context, context.command, act, about=ref.key, lines=[line], warnings=doubts
        )
    meeting = await meeting_service.record_minutes(context.tx, context.person, ref, letter)
    done = text("recorded-meeting-minutes", code=meeting.code)
    return context.confirm(done, await show_meeting(context.tx, context.person, meeting))


def _lead(context: CommandContext, who: str) -> PartyCode | None:
    """The responsible Party, or None for both. Raises ``NotAChoice``."""
    if who == BOTH:
        return None
    codes = {each.code.lower(): each.code for each in context.tx.agreement.parties}
    if who not in codes:
        raise NotAChoice
    return codes[who]


async def _ask_who(context: CommandContext, meeting: Meeting) -> Reply:
    command = context.command
    row = tuple(
        Button(party_name(each.code), str(command.with_arguments(each.code)))
        for each in context.tx.agreement.parties
    )
    both = (Button(text("activity-lead-both"), str(command.with_arguments(BOTH))),)
    return await context.ask_for_text(command, text("decide-who", code=meeting.code), row, both)


COMMANDS = (
    *command_handlers(
        {"agenda": agenda, "decide": decide},
        shows="agenda",
        targets={"agenda": ALL_MEETINGS, "decide": MEETINGS_OVER},
    ),
    *command_handlers({"minutes": minutes}, shows="meeting", targets={"minutes": MEETINGS_OVER}),
)
