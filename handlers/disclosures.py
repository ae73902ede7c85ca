"""Disclosures to third parties: ``disclosures`` lists them, ``disclosures CODE`` shows one, and
``disclosures CODE withdraw`` withdraws the own Party's consent.

``disclose ITEM THIRD PURPOSE SCOPE UNTIL DAY LETTER`` proposes one: the item is the reference of a
request, or ``cases``; day and letter are those of the written consent. Missing arguments are
asked for one by one. ``export own YEAR`` and ``export CODE THIRD`` make a file; a request, a scope
or a year as further arguments limit it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from handlers.input.command_router import CommandContext, Commands
from handlers.input.commands import Command, Reply
from handlers.pending_acts.confirmation import Line, require_confirmation
from handlers.pending_acts.letters import require_letter
from liaison.core.agreement import term
from liaison.core.cards import MENU, Button, Row, card, named, text
from liaison.core.form import parse_code
from liaison.core.references import Reference, parse_coded, parse_reference
from liaison.core.text_parsing import FIRST_YEAR, LAST_YEAR, parse_count
from liaison.core.transaction import today_of
from liaison.core.validation import text_days
from liaison.disclosures import service as disclosure_service
from liaison.disclosures.rules import (
    ALL_REQUESTS,
    DisclosureTerms,
    ExportScope,
    Scope,
    consent_days,
    item_text,
    parse_disclosure_code,
    terms_values,
)
from liaison.disclosures.views import disclosure_card, disclosures_card
from liaison.reports import export_service
from liaison.requests.lists import letter_doubts
from liaison.requests.service import lock

WITHDRAW = "withdraw"
DAY_AT = 5
"""The place of the day of the letter in the arguments of ``disclose``; the letter follows."""

COMMANDS = Commands(shows="disclosures")


@COMMANDS.handle("disclosures")
async def disclosures(context: CommandContext) -> Reply:
    """List disclosures, show one, or withdraw a consent."""
    tx, person, what = context.tx, context.person, context.command.argument(0) or "1"
    if what.isdecimal():
        page = context.command.page(0)
        return context.finish(await disclosures_card(tx, person, page=page))
    code, step = parse_disclosure_code(what), context.command.argument(1)
    found = await disclosure_service.lock(tx, code)
    if step is None:
        return context.finish(await disclosure_card(tx, person, found))
    parse_code(step, [WITHDRAW])
    act = text("button-disclosure-withdraw")
    lines = _lines(found.terms, new=False)
    await require_confirmation(context, act, about=code, lines=lines)
    withdrawn = await disclosure_service.withdraw(tx, person, code)
    done = text("recorded-disclosure-withdrawn", code=code)
    return context.confirm(done, await disclosure_card(tx, person, withdrawn))


@COMMANDS.handle("disclose")
async def disclose(context: CommandContext) -> Reply:
    """Propose a disclosure; missing arguments are asked for."""
    agreement, item = context.tx.agreement, context.command.argument(0)
    if item is None:
        command = context.command.asking(0)
        row = (Button(text("disclosure-all-requests"), str(command.with_arguments(ALL_REQUESTS))),)
        return await context.ask_for_text(command, text("disclose-what"), row)
    if item != ALL_REQUESTS:
        item = (await lock(context.tx, context.person, parse_reference(item))).reference
    context = context.with_argument(0, item)
    lists = {
        "third-party": agreement.third_parties,
        "purpose": agreement.purposes,
        "scope": tuple(Scope),
    }
    for place, (concept, known) in enumerate(lists.items(), 1):
        chosen = await _chosen(context, place, concept, known)
        context = context.with_argument(place, str(known.index(chosen) + 1))
    days = consent_days(today_of(context.tx, agreement.other(context.person.party).code))
    context, until = await context.require_day(len(lists) + 1, text("disclose-until"), days)
    return await _propose_by_letter(context, until)


async def _propose_by_letter(context: CommandContext, until: date) -> Reply:
    days = text_days(context.today)
    context, day = await context.require_day(DAY_AT, text("disclose-letter-day"), days)
    agreement, (item, third, purpose, scope) = context.tx.agreement, context.command.args[:4]
    terms = DisclosureTerms(
        item=item,
        third_party=parse_code(third, agreement.third_parties),
        purpose=parse_code(purpose, agreement.purposes),
        scope=Scope(parse_code(scope, tuple(Scope))),
        until=until,
        letter="",
        letter_day=day,
    )
    question = text("disclose-which-letter", **terms_values(terms))
    terms = replace(terms, letter=await require_letter(context, DAY_AT + 1, question))
    act, lines = text("command-disclose"), _lines(terms, new=True)
    provider = agreement.other(context.person.party).code
    doubts = await letter_doubts(context.tx, provider, terms.letter)
    await require_confirmation(context, act, about=terms.item, lines=lines, doubts=doubts)
    proposed = await disclosure_service.propose(context.tx, context.person, terms)
    done = text("recorded-proposed", code=proposed.approval.code)
    return context.confirm(done, await disclosure_card(context.tx, context.person, proposed))


@COMMANDS.handle("export")
async def export(context: CommandContext) -> Reply:
    """Export the own Party's requests, one request for the archive as ``export REF LANGUAGE``, or
    those under a consent; or show the choice.
    """
    tx, person, what = context.tx, context.person, context.command.argument(0)
    if what is None:
        return context.finish(await export_service.export_card(tx, person))
    if what == export_service.OWN:
        given = context.command.argument(1)
        year = None if given is None else _year(given)
        count = await export_service.export_own(tx, context.reader, year=year)
    elif (reference := parse_coded(what, letters=2)) is not None:
        language = context.command.argument(1) or tx.agreement.party(person.party).language
        await export_service.export_request(tx, context.reader, Reference(reference), language)
        opens = (Button(text("button-request"), f"request {reference}"),)
        done = text("recorded-file", reference=reference)
        title = text("file-title", reference=reference)
        return context.confirm(done, card(title, rows=[opens, MENU]))
    else:
        code, known = parse_disclosure_code(what), tx.agreement.third_parties
        third = await _chosen(context, 1, "third-party", known)
        wanted, year = _parse_limits(context.command, third_party=third)
        count = await export_service.export_under(tx, context.reader, code, wanted, year=year)
    done = text("recorded-export", total=count)
    return context.confirm(done, await export_service.export_card(tx, person))


def _parse_limits(command: Command, *, third_party: str) -> tuple[ExportScope, int | None]:
    scope, year = ExportScope(third_party=third_party), None
    for place in range(2, len(command.args)):
        word = command.argument(place) or ""
        if word in tuple(Scope):
            scope = replace(scope, scope=Scope(word))
        elif word.isdecimal():
            year = _year(word)
        else:
            item = ALL_REQUESTS if word == ALL_REQUESTS else parse_reference(word)
            scope = replace(scope, item=item)
    return scope, year


def _year(given: str) -> int:
    return parse_count(given, FIRST_YEAR, LAST_YEAR)


async def _chosen(context: CommandContext, at: int, concept: str, known: Sequence[str]) -> str:
    """An item of a closed list, which is asked for if it is missing. Raises ``NotAChoice``."""
    name = partial(named, "disclosure-scope") if concept == "scope" else partial(term, concept)
    given, question = context.command.argument(at), named("disclose-ask", concept)

    def rows(asked: Command) -> list[Row]:
        numbered = enumerate(known, 1)
        return [(Button(name(each), str(asked.with_arguments(str(at)))),) for at, each in numbered]

    return parse_code(await context.require(at, question, rows, given=given), known)


def _lines(terms: DisclosureTerms, *, new: bool) -> list[Line]:
    values = {
        "disclosed": item_text(terms),
        "third-party": term("third-party", terms.third_party),
        "purpose": term("purpose", terms.purpose),
        "scope": named("disclosure-scope", terms.scope),
        "until": text("answer", value=terms.until),
        "letter-day": text("answer", value=terms.letter_day),
        "letter": text("answer", value=terms.letter),
    }
    return [
        Line(name=name, value=value, at=at if new else None, to_end=name == "letter")
        for at, (name, value) in enumerate(values.items())
    ]
