"""Acts that leave two minutes after Send, and those that no longer can."""

import json
from dataclasses import replace

from handlers.input.command_router import CommandContext
from handlers.input.commands import parse_command
from handlers.pending_acts import dry_run, take_act
from liaison.core.access import NotYourRole, may_use
from liaison.core.cards import MENU, card, text
from liaison.core.errors import UserError
from liaison.core.outbox import Op
from liaison.core.people import Person, Role
from liaison.core.registry import Concept
from liaison.core.repository import People
from liaison.core.timers import Timer
from liaison.core.transaction import Tx
from liaison.pending_acts.model import TIMER, PendingAct
from liaison.pending_acts.repository import PendingActs
from liaison.pending_acts.service import end_approval, message, withhold


async def run_timer(tx: Tx, act_id: str) -> None:
    """Let an act leave. Raises the ``UserError`` of its step if it is no longer possible."""
    act, person = await _take(tx, act_id)
    if act is None or person is None:
        return
    command = parse_command(act.line)
    if not person.active or not may_use(tx.registry, command.name, person.role):
        raise NotYourRole
    context = CommandContext.detached(tx, person, act.line)
    reply = await take_act(context, command, json.loads(act.data))
    await tx.enqueue(message(person, act_id, reply.card or card()))


async def tell_refusal(tx: Tx, act_id: str, error: UserError) -> None:
    """Tell the person of an act that it did not leave, and why."""
    act, person = await _take(tx, act_id)
    if act is not None and person is not None:
        await withhold(tx, act, person, error.text())


async def _take(tx: Tx, act_id: str) -> tuple[PendingAct | None, Person | None]:
    await tx.schedule_timer(TIMER, act_id, None)
    act = await tx.of(PendingActs).take(act_id)
    return act, None if act is None else await tx.of(People).get(act.person)


async def end_impossible(tx: Tx, record: str) -> None:
    """After a step on a record, end each act on it that waits and is no longer possible; its author
    and the coordinators are told without a sound.
    """
    acts, people = tx.of(PendingActs), tx.of(People)
    found = [each for party in tx.agreement.parties for each in await acts.of_party(party.code)]
    for act in (each for each in found if each.waits and each.record == record):
        author = await people.get(act.person)
        if author is None or await _is_possible(tx, act, author):
            continue
        why = text("act-overtaken", act=act.title, name=author.name)
        await acts.take(act.id)
        await end_approval(tx, act, why)
        told = card(why, rows=[MENU])
        coordinators = await people.team(act.party, Role.COORDINATOR)
        for person in {each.id: each for each in (author, *coordinators)}.values():
            await tx.enqueue(replace(message(person, act.id, told, Op.SEND), silent=True))


async def _is_possible(tx: Tx, act: PendingAct, author: Person) -> bool:
    """Whether a coordinator could still approve an act, whatever version its author has seen."""
    context = CommandContext.detached(tx, replace(author, role=Role.COORDINATOR), act.line)
    try:
        await dry_run(context, replace(context.command, version=None), json.loads(act.data))
    except UserError:
        return False
    return True


COMMANDS: Concept = (Timer(TIMER, lambda tx, of, _since: run_timer(tx, of), refused=tell_refusal),)
