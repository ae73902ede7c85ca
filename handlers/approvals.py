"""Approvals by both Parties: extensions of a due date, and other proposals.

``approvals`` lists the open ones; ``approval CODE`` shows a proposal, ``approval CODE agree``,
``decline`` and ``withdraw`` end it. ``extensions`` is the list in the words of those who may answer
an extension.

``extend REF DATE REASON`` proposes an extension, ``extend REF +10 REASON`` one by ten days; missing
arguments are asked for. ``extend REF agree CODE``, ``decline`` and ``withdraw`` answer the proposal
with that code.
"""

import re
from dataclasses import replace

from handlers.input.command_router import CommandContext, Commands, Takes, run_command
from handlers.input.commands import Command, Reply, code_rows
from handlers.input.date_extraction import day_until
from handlers.input.targets import Target, Targets
from handlers.pending_acts.confirmation import Line, require_confirmation
from handlers.requests.steps import back_row, confirmation_of, requests_for, versioned_ref
from liaison.approvals import service
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import (
    ENDS_IN,
    Approval,
    ApprovalAction,
    ApprovalState,
    parse_approval_code,
)
from liaison.approvals.service import change_text, terms_of
from liaison.approvals.views import approval_card, approvals_card
from liaison.core.cards import Row, Text, named, text
from liaison.core.errors import UNKNOWN_CODE, Conflict
from liaison.core.form import parse_code
from liaison.core.people import Person
from liaison.core.transaction import Tx, today_of
from liaison.core.vocabulary import codes_said
from liaison.core.working_time import DAY
from liaison.disclosures.rules import DISCLOSURE_APPROVAL, disclosure_code
from liaison.letters.model import LetterAct
from liaison.letters.views import with_letter
from liaison.requests import extensions
from liaison.requests.model import EXTENSION_APPROVAL, Action, ExtensionReason
from liaison.requests.rules import extension_days
from liaison.requests.service import lock

_MORE = re.compile(r"\+[0-9]{1,3}")
ENDINGS = {each.value: each for each in ENDS_IN}

COMMANDS = Commands(shows="request")


async def _open_approvals(tx: Tx, _: Person) -> list[Target]:
    found = await tx.of(Approvals).listed()
    return [Target(text("button-open", code=each.code), each.code) for each in found]


async def _extendable(tx: Tx, person: Person) -> list[Target]:
    """The requests whose due date may be moved, without those of which that is proposed."""
    proposed = {each.change.of for each in await tx.of(Approvals).listed()}
    found = await requests_for(Action.EXTEND).find(tx, person)
    return [each for each in found if each.argument not in proposed]


@COMMANDS.handle("extensions")
@COMMANDS.handle("approvals")
async def approvals(context: CommandContext) -> Reply:
    """List the proposals that wait for approval; with a code, the same as ``approval``."""
    if context.command.args:
        one = replace(context.command, name="approval")
        return await run_command(replace(context, command=one))
    return context.finish(await approvals_card(context.tx))


@COMMANDS.handle("approval", shows="approval", targets=Targets(find=_open_approvals))
async def approval(context: CommandContext) -> Reply:
    """Show a proposal, or end it; without a code, list those that wait for approval."""
    if not context.command.args:
        return context.finish(await approvals_card(context.tx))
    code = parse_approval_code(context.command.argument(0) or "")
    what = context.command.argument(1)
    found = await service.lock(context.tx, code)
    if what is None:
        return context.finish(await approval_card(context.tx, context.person, found))
    what = parse_code(what, [*ENDINGS])
    if found.change.kind == EXTENSION_APPROVAL:
        extension = Command(name="extend", args=(found.change.of, what, code))
        return await _answer(replace(context, command=extension), ENDINGS[what])
    await _check(context, text(f"button-approval-{what}"), found, about=code)
    ended = await service.answer_proposal(context.tx, context.person, found, ENDINGS[what])
    done = text("recorded-approval", action=what, code=code)
    shown = await approval_card(context.tx, context.person, ended)
    if found.change.kind == DISCLOSURE_APPROVAL and ended.state is ApprovalState.AGREED:
        shown = with_letter(shown, LetterAct.CONSENT, disclosure_code(found.change))
    return context.confirm(done, shown)


async def _check(context: CommandContext, act: Text, found: Approval, *, about: str) -> None:
    """The check of an answer to a proposal, with its terms."""
    terms = await terms_of(context.tx, found.change)
    values = [("proposal", change_text(context.tx, found.change)), *terms]
    lines = [Line(name=name, value=value) for name, value in values]
    await require_confirmation(context, act, about=about, lines=lines)


@COMMANDS.handle("extend", takes=Takes.DATE | Takes.VALUES, targets=Targets(find=_extendable))
async def extend(context: CommandContext) -> Reply:
    """Propose an extension, or answer one."""
    action = ENDINGS.get(context.command.argument(1) or "")
    if action is not None:
        return await _answer(context, action)
    request = await extensions.check_extension(
        context.tx, context.person, versioned_ref(context.command)
    )
    said = codes_said(context.command.raw, ExtensionReason, context.vocabularies)
    days = extension_days(request, today_of(context.tx, request.requested))
    question = text("extend-until", reference=request.reference, due=request.due_on or days.first)
    given = context.command.argument(1) or ""
    if _MORE.fullmatch(given) and request.due_on is not None:
        context = context.with_argument(1, str(request.due_on + int(given) * DAY))
    context, day = await context.require_day(1, question, days)
    command, question = context.command, text("extend-why", reference=request.reference, due=day)

    def rows(asked: Command) -> list[Row]:
        return [*code_rows(asked, "extension-reason", ExtensionReason), back_row(request)]

    beside = said[0] if len(said) == 1 and not command.args[2:] else None
    typed = await context.require(2, question, rows, given=beside)
    said = codes_said(typed, ExtensionReason, context.vocabularies)
    chosen = said if len(said) == 1 else []
    if (other := day_until(typed, days, context.vocabularies)) is not None:
        changed = command.replace_arguments(command.args[0], other.isoformat(), *chosen)
        return await extend(replace(context, command=changed))
    reason = ExtensionReason(chosen[0] if chosen else parse_code(typed, [*ExtensionReason]))
    command = command.replace_arguments(*command.args[:2], reason)
    context, named_reason = replace(context, command=command), named("extension-reason", reason)
    lines = [Line(name="due", value=day, at=1), Line(name="reason", value=named_reason, at=2)]
    await require_confirmation(context, text("button-extend"), about=request.reference, lines=lines)
    request = await extensions.propose(context.tx, context.person, request, to=day, reason=reason)
    proposed = text("recorded-extension-proposed")
    reply = await confirmation_of(context, request, proposed)
    shown = reply.card and with_letter(reply.card, LetterAct.EXTENSION, request.reference)
    return replace(reply, card=shown)


async def _answer(context: CommandContext, action: ApprovalAction) -> Reply:
    tx, person, reference = context.tx, context.person, context.command.reference()
    found = await service.lock(tx, parse_approval_code(context.command.argument(2) or ""))
    if found.change.of != reference:
        raise Conflict(UNKNOWN_CODE, list="/approvals")
    await _check(context, text(f"button-extension-{action}"), found, about=reference)
    await service.answer_proposal(tx, person, found, action)
    request = await lock(tx, person, reference)
    answered = text("recorded-extension", action=action)
    return await confirmation_of(context, request, answered)
