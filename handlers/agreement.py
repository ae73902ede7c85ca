"""The Agreement: ``agreement`` shows it.

``amend DATE REFERENCE`` proposes an amendment by its text. ``terminate PARTY DATE REFERENCE``
records the letter by which a Party ends the Agreement and the day on which the other one received
it, ``terminate withdraw DATE REFERENCE`` the letter that withdraws it. Missing arguments are asked
for one by one. ``terminate strike`` deletes an entry of the own Party that the other has not
acknowledged, or a notice that the other entered in its name.

``difference CODE`` shows a difference, ``difference open WORDS`` opens one,
``difference CODE close`` proposes to close it as settled.
"""

from datetime import date

from handlers.input.command_router import CommandContext, Commands
from handlers.input.commands import Reply
from handlers.input.targets import party_buttons
from handlers.pending_acts.confirmation import Line, require_confirmation
from handlers.pending_acts.letters import letter_line, read_letter, require_letter
from liaison.agreement import service
from liaison.agreement.rules import Difference, parse_difference_code, receipt_days, withdrawal_days
from liaison.agreement.views import agreement_card, difference_card
from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import Text, Value, text
from liaison.core.form import parse_code
from liaison.core.people import COORDINATORS, require_role
from liaison.core.validation import MAX_REFERENCE, parse_title, text_days
from liaison.core.vocabulary import codes_said
from liaison.core.working_time import DAY
from liaison.requests.lists import letter_doubts

ABOUT = "termination"
OPEN, CLOSE = "open", "close"

COMMANDS = Commands(shows="agreement")


@COMMANDS.handle("agreement")
async def agreement(context: CommandContext) -> Reply:
    """Show the Agreement: its clauses, its Parties, terminations, amendments and differences."""
    return context.finish(await agreement_card(context.tx, context.person))


@COMMANDS.handle("amend")
async def amend(context: CommandContext) -> Reply:
    """Propose an amendment: ``amend DATE REFERENCE``."""
    await service.check_not_ended(context.tx)
    days = text_days(context.today)
    context, day = await context.require_day(0, text("amend-which-day"), days)
    reference = await context.require(1, text("amend-which-text", day=day))
    known = read_letter(context, reference, longest=MAX_REFERENCE)
    lines = [Line(name="letter-day", value=day, at=0), letter_line(known, 1)]
    act = text("button-amend")
    doubts = await letter_doubts(context.tx, context.person.party, known)
    await require_confirmation(context, act, about="amendment", lines=lines, doubts=doubts)
    approval = await service.propose_amendment(context.tx, context.person, reference=known, day=day)
    return await _shown(context, text("recorded-proposed", code=approval.code))


@COMMANDS.handle("terminate")
async def terminate(context: CommandContext) -> Reply:
    """Record or withdraw a notice of termination, or delete an entry that was a mistake."""
    match context.command.argument(0):
        case "withdraw":
            return await _withdraw(context)
        case "strike":
            return await _strike(context)
    await service.check_new_termination(context.tx, context.person)
    tx, question, given = context.tx, text("terminate-which-party"), context.command.argument(0)
    named = await context.require(0, question, lambda e: zip(party_buttons(tx, e)), given=given)
    said = codes_said(named, [f"host_{e.code}" for e in tx.agreement.parties], context.vocabularies)
    code = said[0].removeprefix("host_") if len(said) == 1 else named.upper()
    party = tx.agreement.party(code).code
    days = receipt_days(party, tx.agreement, tx.now)
    question = text("terminate-which-day", party=party_name(party))
    context, day = await context.with_argument(0, party).require_day(1, question, days)
    facts: dict[str, Value] = {"party": party_name(party), "received": day}
    facts["last"] = day + tx.agreement.termination_days * DAY
    letter = await require_letter(context, 2, text("terminate-which-letter", **facts))
    ends = Line(name="terminates", value=party_name(party), at=0)
    await _check(context, text("terminate-act", **facts), party, day, letter, ends)
    await service.record(tx, context.person, party, received_on=day, letter=letter)
    return await _shown(context, text("recorded-termination", party=party_name(party)))


async def _withdraw(context: CommandContext) -> Reply:
    running = await service.check_withdrawal(context.tx, context.person)
    days = withdrawal_days(running, context.tx.agreement, context.tx.now)
    context, day = await context.require_day(1, text("withdrawal-which-day"), days)
    letter = await require_letter(context, 2, text("withdrawal-which-letter", day=day))
    await _check(context, text("button-terminate-withdraw"), running.party, day, letter)
    await service.withdraw(context.tx, context.person, running, day=day, letter=letter)
    return await _shown(context, text("recorded-termination-withdrawn"))


async def _strike(context: CommandContext) -> Reply:
    struck = await service.check_strike(context.tx, context.person)
    entry = "given" if struck.withdrawal is None else "withdrawn"
    act = text("strike-act", entry=entry, party=party_name(struck.party))
    await require_confirmation(context, act, about=ABOUT)
    await service.strike(context.tx, context.person, struck)
    return await _shown(context, text("recorded-termination-struck"))


async def _check(
    context: CommandContext, act: Text, writer: PartyCode, day: date, letter: str, *above: Line
) -> None:
    lines = [*above, Line(name="received-on", value=day, at=1), letter_line(letter, 2)]
    doubts = await letter_doubts(context.tx, writer, letter)
    await require_confirmation(context, act, about=ABOUT, lines=lines, doubts=doubts)


async def _shown(context: CommandContext, done: Text) -> Reply:
    return context.confirm(done, await agreement_card(context.tx, context.person))


@COMMANDS.handle("difference", shows="difference")
async def difference(context: CommandContext) -> Reply:
    """Show a difference, open one, or propose to close it; without a code show the Agreement."""
    what = context.command.argument(0)
    if what is None:
        return context.finish(await agreement_card(context.tx, context.person))
    if what == OPEN:
        return await _open_difference(context)
    found = await service.lock_difference(context.tx, parse_difference_code(what))
    step = context.command.argument(1)
    if step is None:
        return context.finish(await difference_card(context.tx, context.person, found))
    parse_code(step, [CLOSE])
    act, line = text("button-difference-close"), Line(name="difference", value=found.title)
    await require_confirmation(context, act, about=found.code, lines=[line])
    approval = await service.propose_closing(context.tx, context.person, found.code)
    done = text("recorded-proposed", code=approval.code)
    return await _shown_difference(context, found, done)


async def _open_difference(context: CommandContext) -> Reply:
    require_role(context.person, COORDINATORS)
    words = await context.require(1, text("difference-which"))
    title = parse_title(words, known=context.vocabularies)
    line = Line(name="difference", value=title, at=1, to_end=True)
    act = text("button-difference")
    await require_confirmation(context, act, about="difference", lines=[line], several=True)
    opened = await service.open_difference(context.tx, context.person, title)
    return await _shown_difference(context, opened, text("recorded-difference", code=opened.code))


async def _shown_difference(context: CommandContext, found: Difference, done: Text) -> Reply:
    return context.confirm(done, await difference_card(context.tx, context.person, found))
