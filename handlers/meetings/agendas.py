"""Agendas of meetings, and what meetings decided.

``decide CODE PARTY DATE WORDS``; what the line lacks is asked for, one thing after the other.
"""

from datetime import date

from handlers.input.command_router import Turn, command_handlers, day_row
from handlers.input.replies import Reply
from handlers.meetings.router import code_of
from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import Button, Row, Text, named, text
from liaison.core.errors import Refusal
from liaison.core.form import NotAChoice
from liaison.core.text_parsing import NotACount, parse_count, parse_date
from liaison.core.transaction import today_of
from liaison.core.validation import parse_title
from liaison.core.working_time import DAY
from liaison.meetings import agenda_service
from liaison.meetings import service as meeting_service
from liaison.meetings.agenda import ItemAction, ItemId, UnknownItem, check_alive, parse_entry
from liaison.meetings.agenda_service import ItemPress
from liaison.meetings.model import Meeting
from liaison.plan import service as plan_service
from liaison.plan.agenda_views import agenda_card
from liaison.plan.rules import ANY_LANGUAGE, BOTH, Intent, check_last_day
from liaison.plan.views import activity_card

MOST_ITEMS = 10**9 - 1
ADD = "add"
OFFERED_DAYS = (30, 90, 180)
HALF_A_YEAR = 180 * DAY
"""A day written without a year is the one nearest to this long ahead: mostly it is to come."""


async def show_again(turn: Turn, refusal: Refusal) -> Reply:
    """The agenda as it stands, under the sentence that says why nothing changed."""
    meeting = await meeting_service.find(turn.tx, code_of(turn.line))
    return await _shown(turn, meeting, refusal.text())


async def agenda(turn: Turn) -> Reply:
    """Show an agenda, put something on it, or say what became of an item.

    ``agenda CODE PAGE``, ``agenda CODE add WORDS``, ``agenda CODE discuss NUMBER``.
    """
    meeting = await meeting_service.find(turn.tx, code_of(turn.line))
    what = turn.line.argument(1)
    if what == ADD:
        return await _add(turn, meeting)
    if what in list(ItemAction):
        return await _move(turn, meeting, ItemAction(what))
    page = turn.line.page(1)
    return turn.done(await agenda_card(turn.tx, turn.person, meeting, page=page))


async def _add(turn: Turn, meeting: Meeting) -> Reply:
    check_alive(meeting, turn.tx.now)
    words = turn.line.rest(2)
    if words is None:
        line = turn.line.but(meeting.code, ADD)
        return await turn.ask_for_words(line, text("agenda-what", code=meeting.code))
    item = await agenda_service.put_on(turn.tx, turn.person, meeting, parse_entry(words))
    await turn.talk.leave()
    return await _shown(turn, meeting, text("agenda-added", item=item.id))


async def _move(turn: Turn, meeting: Meeting, action: ItemAction) -> Reply:
    given = turn.line.argument(2) or ""
    try:
        number = parse_count(given, 1, MOST_ITEMS)
    except NotACount:
        raise UnknownItem(code=meeting.code) from None
    press = ItemPress(item=ItemId(number), seen=turn.line.seen)
    item = await agenda_service.move_item(turn.tx, turn.person, meeting, press, action)
    return await _shown(turn, meeting, named("recorded-agenda", action, item=item.id))


async def _shown(turn: Turn, meeting: Meeting, said: Text) -> Reply:
    shown = await agenda_card(turn.tx, turn.person, meeting, headline=said)
    return turn.done(shown, toast=said)


async def decide(turn: Turn) -> Reply:
    """Record what a meeting decided: ``decide CODE PARTY DATE WORDS``."""
    meeting = await meeting_service.find(turn.tx, code_of(turn.line))
    await plan_service.check_decision(turn.tx, turn.person, meeting)
    who, until, words = turn.line.argument(1), turn.line.argument(2), turn.line.rest(3)
    today = today_of(turn.tx, turn.person.party)
    if who is None:
        return await _ask_who(turn, meeting)
    lead = _lead(turn, who)
    if until is None:
        return await _ask_until(turn, meeting, who, today)
    last_on = check_last_day(parse_date(until, today + HALF_A_YEAR), today)
    if words is None:
        line = turn.line.but(meeting.code, who, last_on.isoformat())
        return await turn.ask_for_words(line, text("decide-what", code=meeting.code))
    titles = {ANY_LANGUAGE: parse_title(words)}
    intent = Intent(titles=titles, lead=lead, first_on=None, last_on=last_on)
    activity = await plan_service.decide(turn.tx, turn.person, meeting, intent)
    await turn.talk.leave()
    said = text("recorded-decision", number=activity.number)
    shown = await activity_card(turn.tx, turn.person, activity, headline=said)
    return turn.done(shown, toast=said)


def _lead(turn: Turn, who: str) -> PartyCode | None:
    """The Party that is to do it, or None for both. Raises ``NotAChoice``."""
    if who == BOTH:
        return None
    codes = {each.code.lower(): each.code for each in turn.tx.agreement.parties}
    if who not in codes:
        raise NotAChoice
    return codes[who]


async def _ask_who(turn: Turn, meeting: Meeting) -> Reply:
    line = turn.line.but(meeting.code)
    row = tuple(
        Button(party_name(each.code), str(line.then(each.code)))
        for each in turn.tx.agreement.parties
    )
    both: Row = (Button(text("activity-lead-both"), str(line.then(BOTH))),)
    return await turn.ask_for_words(line, text("decide-who", code=meeting.code), row, both)


async def _ask_until(turn: Turn, meeting: Meeting, who: str, today: date) -> Reply:
    line = turn.line.but(meeting.code, who)
    days = [today + days * DAY for days in OFFERED_DAYS]
    rows = [day_row(line, [day]) for day in days]
    return await turn.ask_for_words(line, text("decide-until"), *rows)


COMMANDS = command_handlers({"agenda": agenda, "decide": decide}, on_conflict=show_again)
