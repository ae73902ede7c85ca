"""Acts that leave two minutes after Send, those that no longer can, and dry runs of them."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import TypeAlias

from handlers.input.command_router import CommandContext, CommandHandler
from handlers.input.commands import Command, Reply, digest_of, parse_command
from handlers.input.conversation import Conversation, resume_buttons
from liaison.core.agreement import Priority
from liaison.core.cards import MENU, Card, JsonObject, Paragraph, Row, Text, card, one_page, text
from liaison.core.errors import Conflict, UserError
from liaison.core.outbox import Op
from liaison.core.people import NotYourRole, Person, Role
from liaison.core.references import any_code
from liaison.core.registry import Concept
from liaison.core.timers import TimerKind, run_for
from liaison.core.transaction import Conversations, ConversationState, People, Tx
from liaison.duty.service import told_first
from liaison.notifications.message_expiry import CONVERSATION_SLOT
from liaison.notifications.recipients import readers_of
from liaison.notifications.repository import Notices
from liaison.notifications.sounds import Tells
from liaison.notifications.views import delivery_forecast
from liaison.pending_acts.model import TIMER, ActState, PendingAct, leaving_time
from liaison.pending_acts.repository import PendingActs
from liaison.pending_acts.service import (
    end_sign_off,
    find_act,
    may_take,
    send_about,
    show_end,
    withhold,
)
from liaison.pending_acts.views import kept_card, pending_lines, take_back_row

Drafts: TypeAlias = Mapping[str, JsonObject]


async def dry_run(context: CommandContext, command: Command, drafts: Drafts) -> Sequence[Text]:
    """Take an act and undo it; returns when the other Party will be told. Raises what it raises."""
    other = context.tx.agreement.other(context.person.party).code
    async with context.tx.dry_run() as tx:
        await take_act(replace(context, tx=tx, is_dry_run=True), command, drafts)
        told = [each for each in tx.of(Notices).written(other) if each.ended_at is None]
        is_urgent = any(each.priority is Priority.URGENT for each in told)
        first = await told_first(tx, other) if is_urgent else None
        # Within it, the people of the other Party are loaded already.
        return (await delivery_forecast(tx, other, told, first=first),) if told else ()


async def told_later(context: CommandContext, command: Command, drafts: Drafts) -> Sequence[Text]:
    """What ``dry_run`` returns; nothing if the act is not possible now."""
    with suppress(UserError):
        return await dry_run(context, command, drafts)
    return ()


def leaves_at(context: CommandContext) -> datetime:
    """When an act of a person that is sent now leaves."""
    return leaving_time(context.tx.now, context.tx.agreement.party(context.person.party).zone)


async def leaving_first(context: CommandContext, about: str) -> PendingAct | None:
    """The act of a Party on a record that has not left, and stops another one."""
    return await find_act(context.tx, context.person.party, about, ActState.HELD)


async def before_draft(
    context: CommandContext, command: str, about: str
) -> tuple[Paragraph, list[Row], bool]:
    """What ``act_before`` says at the check of a draft of a command, and whether it blocks it."""
    first = await leaving_first(context, about)
    act = first or await latest_made(context, command)
    return *await act_before(context, act, blocks=first is not None), first is not None


async def latest_made(context: CommandContext, command: str) -> PendingAct | None:
    """What a person has made last by a command, and has not left."""
    found = await context.tx.of(PendingActs).of_party(context.person.party, ActState.HELD)
    own = [each for each in found if each.person == context.person.id and each.about == each.id]
    return next((each for each in reversed(own) if each.line.split()[0] == command), None)


async def own_acts(tx: Tx, person: Person) -> Sequence[PendingAct]:
    """The acts of a person that can still be taken back."""
    found = await tx.of(PendingActs).of_party(person.party, ActState.HELD, ActState.WAITS)
    return [each for each in found if each.person == person.id]


async def act_before(
    context: CommandContext, act: PendingAct | None, *, blocks: bool = True
) -> tuple[Paragraph, list[Row]]:
    """What a check says of an act that has not left, also if that ``blocks`` it, and the button
    that takes that one back.
    """
    if act is None:
        return (), []
    is_own = act.person == context.person.id
    lines = await pending_lines(context.tx, context.person, act.about)
    blocked = (text("check-blocked", own="yes" if is_own else "no"),) if blocks else ()
    return (*lines, *blocked), [take_back_row(act)] if is_own else []


async def take_act(context: CommandContext, command: Command, drafts: Drafts) -> Reply:
    """Take an act that leaves, with its stored draft. Raises what it raises."""
    handler = context.tx.registry.get(CommandHandler, command.name)
    conversation = Conversation(ConversationState(drafts=drafts))
    return await handler.handle(
        replace(context, command=command, conversation=conversation, leaving=True)
    )


async def run_timer(tx: Tx, act_id: str) -> None:
    """Let an act leave. Raises the ``UserError`` of its step if it is no longer possible. After an
    outage it can be taken back as long again, as a press may have waited.
    """
    act, person = await _take(tx, act_id)
    if act is None or person is None:
        return
    if tx.now - act.leaves_at > tx.agreement.notices.outage_after:
        zone = tx.agreement.party(act.party).zone
        again = replace(act, leaves_at=leaving_time(tx.now, zone))
        await tx.of(PendingActs).add(again)
        await tx.schedule_timer(TIMER, act_id, again.leaves_at)
        await send_about(tx, person, again, kept_card(tx, again), Tells.INFORMATION, Op.EDIT)
        await show_end(tx, again)
        return
    command = parse_command(act.line)
    if not may_take(tx, person, act):
        raise NotYourRole
    context = CommandContext.without_update(tx, person, act.line)
    checked = digest_of(act.title, act.details)
    context = replace(context, author=act.author, checked=checked)
    reply = await take_act(context, command, act.drafts)
    shown = reply.card or card()
    await send_about(tx, person, act, shown, Tells.INFORMATION, Op.EDIT)
    await _end_check(tx, person, act)


async def _end_check(tx: Tx, person: Person, act: PendingAct) -> None:
    """Take the buttons off a check that still offers to take back an act which has left."""
    held = await tx.of(Conversations).get(person.address)
    offered = [each.command for each in held.offered]
    if f"takeback {act.id}" in offered and any(each.sends for each in held.offered):
        told = text("check-overtaken", act=act.title)
        shown = card(told, rows=[*resume_buttons(held), MENU])
        slot = CONVERSATION_SLOT
        await send_about(tx, person, act, shown, Tells.INFORMATION, Op.EDIT, slot=slot)
        await tx.of(Conversations).set(person.address, held.offering(shown))


async def tell_rejection(tx: Tx, act_id: str, error: UserError) -> None:
    """Tell the person of an act that it did not leave, and why."""
    act, person = await _take(tx, act_id)
    if act is not None and person is not None:
        await withhold(tx, act, person, error.text())


async def _take(tx: Tx, act_id: str) -> tuple[PendingAct | None, Person | None]:
    await tx.schedule_timer(TIMER, act_id, None)
    act = await tx.of(PendingActs).take(act_id)
    return act, None if act is None else await tx.of(People).get(act.person)


async def end_impossible(tx: Tx, record: str, change: Callable[[Person], Text]) -> None:
    """After a step on a record, end each act on it that waits or would leave soon and is no longer
    possible. Its sender is told by whom the record was ``change``d, and sees what can be done now;
    what the coordinators were asked about it says so, too.
    """
    acts, people = tx.of(PendingActs), tx.of(People)
    found = [each for party in tx.agreement.parties for each in await acts.of_party(party.code)]
    for act in (each for each in found if each.about == record):
        sender = await people.get(act.person)
        if sender is None or await _is_possible(tx, act, sender):
            continue
        await _take(tx, act.id)
        told = {"act": act.title, "name": sender.name, "change": change(sender)}
        why = text("act-overtaken", **told, acts="unknown")
        await end_sign_off(tx, act, why)
        tells = Tells.OVERTAKEN if act.waits else Tells.NOT_SENT
        concerned = filter(None, (sender, await people.get(act.author)))
        for person in readers_of(tells, concerned, ()):
            shown = await _overtaken_card(tx, act, person, why)
            await send_about(tx, person, act, shown, tells)


async def _overtaken_card(tx: Tx, act: PendingAct, reader: Person, why: Text) -> Card:
    """Why an act did not leave, and what can be done now, above the present record."""
    context = CommandContext.without_update(tx, reader, act.line)
    if any_code(act.line) is None:  # the line of a draft does not name its record
        context = replace(context, command=context.command.replace_arguments(act.about))
    handler = tx.registry.get(CommandHandler, context.command.name)
    reply = await handler.on_conflict(context, Conflict(why.key, **why.values))
    shown = reply.card or card(why, rows=[MENU])
    offered = [parse_command(e.command) for row in (*shown.rows, *shown.more) for e in row]
    acts = "some" if any(each.version is not None for each in offered) else "none"
    told = text(why.key, **{**why.values, "acts": acts})
    [first, *others] = shown.paragraphs
    first = tuple(told if each == why else each for each in first)
    shown = replace(one_page(shown), paragraphs=(first, *others))
    return replace(shown, view="")  # it stays what it is when the record changes


async def _is_possible(tx: Tx, act: PendingAct, sender: Person) -> bool:
    """Whether a sender, or a coordinator who approves it, can still take an act."""
    person = replace(sender, role=Role.COORDINATOR) if act.state is not ActState.HELD else sender
    context = CommandContext.without_update(tx, person, act.line)
    context = replace(context, checked=digest_of(act.title, act.details))
    try:
        await dry_run(context, context.command, act.drafts)
    except UserError:
        return False
    return True


CONCEPT: Concept = (TimerKind(TIMER, run_for(str, run_timer), rejected=tell_rejection),)
