"""Agendas and decisions of meetings.

``decide CODE PARTY DATE WORDS``; missing arguments are asked for one by one.
"""

import re
from dataclasses import replace
from functools import partial

from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.commands import Asked, Command, Reply
from handlers.input.said_values import with_letter_said
from handlers.input.targets import party_buttons
from handlers.meetings.steps import ALL_MEETINGS, MEETINGS_BEGUN, meeting_code, meeting_ref
from handlers.pending_acts.confirmation import Line, require_confirmation
from handlers.pending_acts.letters import letter_line, require_letter
from liaison.approvals.service import check_none_open
from liaison.core.cards import Button, Row, Text, named, text
from liaison.core.errors import UNKNOWN_CODE, UserError, WrongValue
from liaison.core.form import NotAChoice, parse_code
from liaison.core.validation import parse_title
from liaison.core.vocabulary import any_of, signs_of, words_for
from liaison.core.working_time import DAY
from liaison.lifecycle.model import VersionedRef
from liaison.meetings import agenda_service
from liaison.meetings import service as meeting_service
from liaison.meetings.agenda import (
    ItemAction,
    ItemId,
    check_alive,
    check_held,
    parse_entry,
    topic_of,
)
from liaison.meetings.model import Meeting, MeetingAction
from liaison.meetings.repository import Agendas
from liaison.meetings.views import MINUTES_APPROVAL, show_meeting
from liaison.plan import service as plan_service
from liaison.plan.rules import ANY_LANGUAGE, BOTH, Intent, last_days
from liaison.plan.views import activity_card, agenda_card, lead_name
from liaison.reports.draft_agenda import draft_card
from liaison.reports.export_service import export_minutes
from liaison.reports.minutes import minutes_card
from liaison.requests.lists import letter_doubts

ADD, DRAFT, MINUTES = "add", "draft", "minutes"
HALF_A_YEAR = 180 * DAY
"""A day without a year is the one nearest to this long ahead, as it is usually in the future."""

COMMANDS = Commands(shows="agenda")


@COMMANDS.handle("agenda", targets=ALL_MEETINGS)
async def agenda(context: CommandContext) -> Reply:
    """Show an agenda, its draft or the minutes, add an item or record the result of one: ``agenda
    CODE PAGE``, ``agenda CODE draft PAGE``, ``agenda CODE minutes PAGE``, ``agenda CODE add
    WORDS``, ``agenda CODE discuss NUMBER``.
    """
    meeting = await meeting_service.lock(context.tx, meeting_code(context.command))
    what, given = context.command.argument(1), context.command.text_from(1) or ""
    if what == ADD:
        return await _add(context, meeting)
    if what in (DRAFT, MINUTES):
        return await _made(context, meeting, what)
    if what in list(ItemAction):
        return await _move(context, meeting, ItemAction(what))
    if given and not given.isdecimal():
        return await _shown(context, meeting, NotAChoice().text(given))
    page = context.command.page(1)
    return context.finish(await agenda_card(context.tx, context.person, meeting, page=page))


async def _made(context: CommandContext, meeting: Meeting, what: str) -> Reply:
    """The draft of an agenda, the minutes, or their document in a language."""
    tx, person, given = context.tx, context.person, context.command.argument(2)
    languages = tx.agreement.languages
    if context.command.args[3:] or (not (given or "1").isdecimal() and given not in languages):
        return await _shown(context, meeting, NotAChoice().text(" ".join(context.command.args[2:])))
    if what == MINUTES and given in languages:
        await export_minutes(tx, context.reader, meeting, given)
        shown = await minutes_card(tx, person, meeting, page=1)
        return context.confirm(text("recorded-minutes-file", code=meeting.code), shown)
    show = draft_card if what == DRAFT else minutes_card
    return context.finish(await show(tx, person, meeting, page=context.command.page(2)))


async def _add(context: CommandContext, meeting: Meeting) -> Reply:
    check_alive(meeting, context.tx.now)
    words = await context.require(2, text("agenda-what", code=meeting.code))
    entry = parse_entry(words, context.vocabularies)
    act, value = text("button-agenda-add"), topic_of(entry.title, entry.case) or words
    line = Line(name="item", value=value, at=2, to_end=True)
    await require_confirmation(context, act, about=meeting.code, lines=[line], several=True)
    item = await agenda_service.add_item(context.tx, context.person, meeting, entry)
    return await _shown(context, meeting, text("agenda-added", item=item.id))


async def _move(context: CommandContext, meeting: Meeting, action: ItemAction) -> Reply:
    number = context.command.number(2, UserError(UNKNOWN_CODE, list=f"/agenda {meeting.code}"))
    ref = VersionedRef(ItemId(number), version=context.command.version)
    found = await context.tx.of(Agendas).lock(ref.key, on=meeting)
    act, title = named("button-agenda", action, item=ref.key), "" if found is None else found.title
    line = Line(name="item", value=topic_of(title) or text("answer", value=title))
    await require_confirmation(context, act, about=meeting.code, lines=[line], several=True)
    item = await agenda_service.move_item(context.tx, context.person, meeting, ref, action)
    return await _shown(context, meeting, text("recorded-agenda", action=action, item=item.id))


async def _shown(context: CommandContext, meeting: Meeting, done: Text) -> Reply:
    return context.confirm(done, await agenda_card(context.tx, context.person, meeting))


@COMMANDS.handle("decide", shows="meeting", targets=MEETINGS_BEGUN)
async def decide(context: CommandContext) -> Reply:
    """Record a decision of a meeting: ``decide CODE PARTY DATE WORDS``."""
    meeting = await meeting_service.lock(context.tx, meeting_code(context.command))
    await plan_service.check_decision(context.tx, context.person, meeting)
    context, left = _with_lead(context)
    given, rows = context.command.argument(1), partial(_lead_rows, context)
    who = await context.require(1, text("decide-who", code=meeting.code), rows, given=given)
    codes = {each.code.lower(): each.code for each in context.tx.agreement.parties}
    lead = None if who == BOTH else codes[parse_code(who, [*codes])]
    days, near = last_days(context.today), context.today + HALF_A_YEAR
    try:
        context, last_on = await context.require_day(2, text("decide-until"), days, near=near)
    except Asked as asked:
        if left is not None and asked.reply.card is not None:
            shown = asked.reply.card.below(left)
            raise Asked(replace(asked.reply, card=shown)) from None
        raise
    words = await context.require(3, text("decide-what", code=meeting.code))
    titles = {ANY_LANGUAGE: parse_title(words, known=context.vocabularies)}
    intent = Intent(titles=titles, lead=lead, first_on=None, last_on=last_on)
    lines = [
        Line(name="lead", value=lead_name(intent), at=1),
        Line(name="last-day", value=last_on, at=2),
        Line(name="decision", value=words, at=3, to_end=True),
    ]
    act = text("button-decide")
    await require_confirmation(context, act, about=meeting.code, lines=lines, several=True)
    activity = await plan_service.record_decision(context.tx, context.person, meeting, intent)
    done = text("recorded-decision", number=activity.number)
    return context.confirm(done, await activity_card(context.tx, context.person, activity))


@COMMANDS.handle("minutes", shows="meeting", targets=MEETINGS_BEGUN, takes=Takes.VALUES)
async def minutes(context: CommandContext) -> Reply:
    """Name the letter with the minutes of a meeting: ``minutes CODE LETTER``, or any sentence."""
    command = with_letter_said(context.command, context.vocabularies)
    ref = meeting_ref(command)
    permit = await meeting_service.check(context.tx, context.person, ref, MeetingAction.MINUTES)
    check_held(permit.meeting, context.tx.now)
    await check_none_open(context.tx, MINUTES_APPROVAL, ref.key)
    question, said = text("minutes-which", code=ref.key), command.text_from(1)
    if said and command != context.command and not any(each.isdigit() for each in said):
        wrong = WrongValue("error-minutes-content").text(said)
        return await context.ask_for_text(context.command.asking(1), question, above=[wrong])
    context = replace(context, command=command)
    letter = await require_letter(context, 1, question, is_own=True)
    doubts = await letter_doubts(context.tx, context.person.party, letter)
    act, lines = text("button-minutes"), [letter_line(letter, 1)]
    await require_confirmation(context, act, about=ref.key, lines=lines, doubts=doubts)
    meeting = await meeting_service.record_minutes(context.tx, permit, letter)
    done = text("recorded-meeting-minutes", code=meeting.code)
    return context.confirm(done, await show_meeting(context.tx, context.person, meeting))


def _lead_rows(context: CommandContext, command: Command) -> list[Row]:
    both = Button(text("activity-lead-both"), str(command.with_arguments(BOTH)))
    return [party_buttons(context.tx, command), (both,)]


def _with_lead(context: CommandContext) -> tuple[CommandContext, Text | None]:
    """The context with only the Party, or both, with which a typed answer begins, and what is left
    of the answer, which is asked for later.
    """
    known, command = context.vocabularies, context.command
    typed = command.args[1] if len(command.args) == 2 else ""
    leads = {BOTH: "lead_both"}
    leads |= {e.code.lower(): f"host_{e.code}" for e in context.tx.agreement.parties}
    after = rf"(?![a-z']|\s*(?:{any_of(signs_of(known, 'and'))}))[\s,:\uff0c\uff1a]*(?=\S)"
    for lead, code in leads.items():
        said = rf"(?:{any_of(words_for(code, known))}){after}"
        if found := re.match(said, typed, re.IGNORECASE):
            left = WrongValue("left-over").text(typed[found.end() :])
            return replace(context, command=command.replace_arguments(command.args[0], lead)), left
    return context, None
