"""Acts that a coordinator must sign off: ``approve ID`` shows one, ``approve ID ok`` lets it leave
after the usual two minutes, ``approve ID return WORDS`` gives it back to its sender after a check.
"""

from dataclasses import replace

from handlers.input.command_router import (
    CANCEL,
    CommandContext,
    CommandHandler,
    Commands,
    run_command,
    with_conflicts,
)
from handlers.input.commands import Command, Reply, digest_of, parse_command
from handlers.pending_acts.confirmation import Line, SendMode, keep_act, require_confirmation
from handlers.pending_acts.sending import dry_run, leaves_at, told_later
from liaison.approvals.repository import Approvals
from liaison.core.cards import MENU, Button, Card, Text, card, text
from liaison.core.errors import UserError
from liaison.core.outbox import Op
from liaison.core.people import Person
from liaison.core.transaction import Conversations, People, Tx
from liaison.core.validation import parse_title
from liaison.notifications.sounds import Tells
from liaison.pending_acts.model import ActState, PendingAct
from liaison.pending_acts.repository import PendingActs
from liaison.pending_acts.service import end_sign_off, find_act, send_about
from liaison.pending_acts.views import (
    pending_line,
    sign_off_card,
    sign_off_view,
    sign_offs_card,
)

COMMANDS = Commands()


@COMMANDS.handle("approve")
async def sign_off(context: CommandContext) -> Reply:
    """Show an act that waits, approve or return it; list all. Raises ``UserError``."""
    tx, act_id = context.tx, context.command.argument(0)
    if act_id is None:
        return await _list(context)
    if (act := await find_act(tx, context.person.party, act_id, ActState.WAITS)) is None:
        raise UserError("error-act-left")
    await context.conversation.stop_waiting()
    match context.command.argument(1):
        case "ok":
            checked = digest_of(act.title, act.details)
            leaving = replace(context, command=parse_command(act.line), checked=checked)
            return await with_conflicts(leaving, lambda its: _approve(its, act))
        case "return":
            return await _return(context, act)
    return await _show(context, act)


async def _show(context: CommandContext, act: PendingAct) -> Reply:
    later = await told_later(context, parse_command(act.line), act.drafts)
    return context.ask(sign_off_card(act, await pending_line(context.tx, act), *later))


async def _list(context: CommandContext) -> Reply:
    """The acts that wait, a button each; if there is one, that act; if none, joint approvals."""
    found = await context.tx.of(PendingActs).of_party(context.person.party, ActState.WAITS)
    if not found and await context.tx.of(Approvals).listed():
        return await run_command(replace(context, command=Command(name="approval")))
    if len(found) == 1:
        return await _show(context, found[0])
    return context.finish(sign_offs_card(found))


async def _approve(context: CommandContext, act: PendingAct) -> Reply:
    """Let an act leave in the name of the coordinator. Raises what its step raises."""
    tx, person = context.tx, context.person
    forecast = await dry_run(context, context.command, act.drafts)
    told = text("act-approved", act=act.title, name=person.name)
    await _end(tx, act, told)
    held = replace(act, state=ActState.HELD, leaves_at=leaves_at(context))
    approved = replace(held, person=person.id, author=act.person)
    author = await tx.of(People).get(act.person)
    if author is not None and author.active:
        await send_about(tx, author, act, card(told, *act.details), Tells.DECIDED, Op.EDIT)
    return await keep_act(context, approved, told=forecast)


async def _return(context: CommandContext, act: PendingAct) -> Reply:
    typed, tx = context.command.text_from(2), context.tx
    if typed is None:
        back = Button(text("button-back"), sign_off_view(act))
        approve = replace(sign_off_card(act).rows[0][0], sends=None)  # its label is no reason
        question = text("return-act-why", act=act.title)
        leave = (back, *CANCEL)
        return await context.ask_for_text(context.command, question, (approve,), leave=leave)
    why = parse_title(typed, known=context.vocabularies)
    author = await tx.of(People).get(act.person)
    await require_confirmation(
        context,
        text("return-act", act=act.title),
        about=act.id,
        lines=[Line(name="reason", value=why, at=2, to_end=True)],
        several=True,
        mode=SendMode.AT_ONCE,
        colleague=None if author is None else author.name,
    )
    told = text("act-returned", act=act.title, name=context.person.name, why=why)
    await _end(tx, act, told)
    await tx.of(PendingActs).add(replace(act, state=ActState.RETURNED, leaves_at=tx.now))
    if author is not None and author.active:
        shown = (await _given_back(tx, author, act)).below(told)
        await send_about(tx, author, act, shown, Tells.DECIDED)
    return context.finish(card(text("recorded-return-act", act=act.title), rows=[MENU]))


async def _given_back(tx: Tx, author: Person, act: PendingAct) -> Card:
    """The check of an act that was returned, or only its values if it cannot be shown."""
    held = await tx.of(Conversations).get(author.address)
    context = CommandContext.without_update(tx, author, act.line, held)
    if held.open_questions:
        return card(act.title, *act.details, rows=[MENU])
    try:
        reply = await tx.registry.get(CommandHandler, context.command.name).handle(context)
    except UserError as error:
        return card(error.text(), act.title, *act.details, rows=[MENU])
    await tx.of(Conversations).set(author.address, context.conversation.stored)
    return reply.card or card()


async def _end(tx: Tx, act: PendingAct, told: Text) -> None:
    await tx.of(PendingActs).take(act.id)
    await end_sign_off(tx, act, told)
