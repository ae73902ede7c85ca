"""The dashboard, the scorecard, the annual report, and the audit record."""

from contextlib import suppress

from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.commands import Reply, code_in
from liaison.core.cards import text
from liaison.core.form import NotAChoice
from liaison.core.people import Role
from liaison.core.text_parsing import (
    FIRST_YEAR,
    LAST_YEAR,
    NotACount,
    NotAMonth,
    fold_typed,
    parse_count,
    parse_month,
)
from liaison.core.vocabulary import phrases_for, words_of
from liaison.reports.annual import FILE, PDF, check_year, report_card
from liaison.reports.export_service import export_report
from liaison.reports.scorecards import Month
from liaison.reports.views import NOTES, audit_card, dashboard_card, scorecard_card

SCORE = "score"

COMMANDS = Commands()


@COMMANDS.handle("overview", takes=Takes.VALUE)
async def overview(context: CommandContext) -> Reply:
    """Show the dashboard, or the scorecard of a month: ``overview``, ``overview score MONTH``."""
    what = context.command.argument(0)
    if what is None and context.person.role is not Role.AUDITOR:
        return context.finish(await dashboard_card(context.tx, context.person))
    if what not in (None, SCORE):
        raise NotAChoice
    return context.finish(await scorecard_card(context.tx, context.person, _month(context)))


def _month(context: CommandContext) -> Month | None:
    """The month behind a command, or beside a phrase for it, where none is the present one."""
    wanted, known = context.command.text_from(1), context.vocabularies
    if wanted is not None:
        return Month.of(parse_month(wanted, known))
    phrase = words_of(phrases_for(f"overview {SCORE}", known))
    with suppress(NotAMonth):
        words = phrase.sub(" ", fold_typed(context.command.raw)).strip()
        return Month.of(parse_month(words, known, today=context.today))
    return None


@COMMANDS.handle("report")
async def report(context: CommandContext) -> Reply:
    """Show the report of a year, or send its file: ``report YEAR``, ``report YEAR file``, ``report
    YEAR pdf LANGUAGE``.
    """
    tx, person, given = context.tx, context.person, context.command.argument(0)
    wanted = None if given is None else _year_of(given)
    what = context.command.argument(1)
    if what not in (None, FILE, PDF):
        raise NotAChoice
    shown = await report_card(tx, person, wanted)
    if what is None:
        return context.finish(shown)
    year, *_ = await check_year(tx, person.party, wanted)
    language = context.command.argument(2) or tx.agreement.party(person.party).language
    await export_report(tx, context.reader, year, language=language if what == PDF else None)
    return context.confirm(text("recorded-report", year=year.number), shown)


def _year_of(given: str) -> int:
    """The typed year; what is none is no year that has a report."""
    try:
        return parse_count(given, FIRST_YEAR, LAST_YEAR)
    except NotACount:
        return 0


@COMMANDS.handle("audit")
async def audit(context: CommandContext) -> Reply:
    """Show the audit record before an entry, ``audit NUMBER``; of one record, ``audit CODE``; or
    who opened which note, ``audit notes NUMBER``.
    """
    notes = context.command.argument(0) == NOTES
    about = NOTES if notes else code_in(context.command.line)
    given = context.command.argument(0 if about is None else 1)
    last = (await context.tx.audit_chain_head()).seq
    before = None if given is None else parse_count(given, 1, last)
    return context.finish(await audit_card(context.tx, context.person, before, about))
