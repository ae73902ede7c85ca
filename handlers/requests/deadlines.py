"""Explanation of due dates."""

from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.commands import Reply
from liaison.core.agreement import party_name
from liaison.core.cards import MENU, Button, card, text
from liaison.core.form import Days
from liaison.core.references import parse_reference
from liaison.core.text_parsing import NotADate, parse_date
from liaison.core.working_time import DAY, local_date
from liaison.requests.deadlines import explain
from liaison.requests.request_lines import due_date_lines
from liaison.requests.service import find

YEAR = 366 * DAY

COMMANDS = Commands()


@COMMANDS.handle("explain", takes=Takes.DAY | Takes.RECORD)
async def show_explanation(context: CommandContext) -> Reply:
    """Explain a due date: ``explain REF``, ``explain DATE`` or ``explain DATE PARTY``."""
    today = context.today
    days = Days(today=today, first=today - YEAR, last=today + YEAR)
    if (wanted := context.command.text_from(0)) is None:
        return await context.ask_for_day(context.command, text("explain-what"), days)
    agreement = context.tx.agreement
    *words, last = wanted.split()
    named = [party for party in agreement.parties if party.code == last.upper()]
    party = named[0] if named else agreement.party(context.person.party)
    try:
        today = local_date(context.tx.now, party.zone)
        receipt = parse_date(" ".join(words) if named else wanted, today, context.vocabularies)
    except NotADate:
        return await _explain_request(context, wanted)
    shown = explain(
        receipt, party=party, agreement=agreement, calendar=context.tx.calendar(party.code)
    )
    other = agreement.other(party.code).code
    line = f"explain {receipt.isoformat()} {other}"
    swap = (Button(text("button-explain-other", party=party_name(other)), line),)
    return context.finish(card(*shown, rows=[swap, MENU]))


async def _explain_request(context: CommandContext, wanted: str) -> Reply:
    """Explain a request's due date. Text without a Latin initial letter was meant as a date."""
    if not (wanted[0].isascii() and wanted[0].isalpha()):
        raise NotADate
    request = await find(context.tx, context.person, parse_reference(wanted))
    back = (Button(text("button-request"), f"request {request.reference}"),)
    return context.finish(card(*due_date_lines(context.tx, request), rows=[back]))
