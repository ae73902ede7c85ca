"""Check and Send: what the other Party will see is first shown to the person, and leaves two
minutes after Send.

A complete command shows its check (``require_confirmation``), and ``send ID`` sends it. The modules
``checked_values`` and ``taking_back`` change it and take it back.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import partial
from itertools import compress

from handlers.input import command_router
from handlers.input.command_router import CANCEL, CommandContext, CommandHandler, Commands
from handlers.input.commands import (
    Asked,
    Command,
    Confirmation,
    Placement,
    Reply,
    digest_of,
    parse_command,
)
from handlers.input.conversation import Draft, change_rows, not_sent, resume_buttons
from handlers.pending_acts import sending
from liaison.core.cards import MAX_BUTTONS, Button, Sends, Text, Value, card, named, text
from liaison.core.errors import Conflict, UserError
from liaison.core.references import new_id
from liaison.core.transaction import CheckedCommand
from liaison.notifications.views import is_told_later
from liaison.pending_acts.model import TIMER, ActState, PendingAct, act_slot
from liaison.pending_acts.repository import PendingActs
from liaison.pending_acts.service import ask_sign_off, find_act
from liaison.pending_acts.views import kept_card, pending_line, pending_lines

TO_END, AS_LIST = "end", "list"
UNCHANGED = "unchanged"
"""An argument of ``send``: a text would correct what was sent, which is taken back first."""

COMMANDS = Commands()


class SendMode(Enum):
    """How an act leaves after Send."""

    HELD = auto()
    """After two minutes, in which it can be taken back."""
    AT_ONCE = auto()
    SIGNED_OFF = auto()
    """Two minutes after a coordinator has approved it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One value of a check; ``at`` is the argument that can be changed, with all ``to_end``.
    ``is_list``: the argument has items of a list, which are changed one by one. A value that
    ``is_confidential`` is shown by the check alone.
    """

    name: str
    value: Value
    at: int | None = None
    to_end: bool = False
    is_list: bool = False
    is_confidential: bool = False


async def require_confirmation(
    context: CommandContext,
    act: Text,
    *,
    about: str,
    lines: Sequence[Line | Text] = (),
    doubts: Sequence[Text] = (),
    several: bool = False,
    mode: SendMode = SendMode.HELD,
    colleague: Text | str | None = None,
) -> None:
    """End the handler of a complete command by showing what it would send, unless the person has
    sent it: what follows the call runs when the act leaves.

    ``about`` is the code of its record, or names what the ``act`` says; a Party may send
    ``several`` such acts within the two minutes, or takes the first back. No word such as "yes"
    sends an act with ``doubts``. ``mode`` is how it leaves, to the other Party or a ``colleague``.
    Raises ``Asked``, ``Conflict``, or what the step does.
    """
    titled = act if about[0].islower() else text("act-about", act=act, about=about)
    values, kept = _values(lines)
    checked = digest_of(titled, (kept,))
    if context.leaving:
        if context.checked not in (None, checked):
            raise Conflict("error-check-changed")
        return
    command, check_id = replace(context.command, check=None), new_id(context.tx.random)
    check = CheckedCommand(
        id=check_id,
        line=command.line,
        about=about,
        several=several,
        at_once=mode is SendMode.AT_ONCE,
        sign_off=mode is SendMode.SIGNED_OFF,
        checked=checked,
        changes=_changes(check_id, lines),
    )
    pending = () if several else await pending_lines(context.tx, context.person, about)
    state = ActState.WAITS if check.sign_off else ActState.HELD
    found = await find_act(context.tx, context.person.party, about, state)
    first = None if several or check.at_once else found
    made = await sending.latest_made(context, command.name) if several else first
    before, own = await sending.act_before(context, made, blocks=not several)
    if first is not None and (first.title, *first.details) == (titled, kept):
        if own:
            raise Asked(_kept(context, first))
        raise Conflict("error-act-sent", **(await pending_line(context.tx, first)).values)
    later = await sending.dry_run(replace(context, checked=None), command, {})
    earlier = context.conversation.stored.check
    dropped = () if earlier is None else not_sent(earlier.line, command)
    await context.conversation.wait_for_send(check)
    to = other_party(context) if colleague is None else colleague
    title, label = _title_and_label(check, is_inner=colleague is not None)
    send = send_button(label, context, f"send {check.id}", doubts, to=to)
    rows = change_rows(check)
    if len([send, *own, *rows, *CANCEL]) > MAX_BUTTONS:
        rows = [(Button(text("button-change-answers"), f"change {check.id}"),)]
    told = [*dropped, *(() if check.sign_off else later), *doubts, *(before or pending)]
    above = [text(title, act=titled, party=to), *told]
    rows = [*own, *rows, (send,)] if first else [(send,), *own, *rows]  # last if refused
    asked = context.ask(card(above, values, rows=[*rows, CANCEL]))
    shown = Confirmation(title=titled, details=(kept,), told=later)
    raise Asked(replace(asked, confirmation=shown))


def _values(lines: Sequence[Line | Text]) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
    """The lines of a check as it shows them, and those that are kept with the act."""
    values = tuple(
        text("named-value", name=named("field", each.name), value=each.value)
        if isinstance(each, Line)
        else each
        for each in lines
    )
    is_kept = [isinstance(each, Text) or not each.is_confidential for each in lines]
    return values, tuple(compress(values, is_kept))


def _changes(check_id: str, lines: Sequence[Line | Text]) -> dict[str, str]:
    """The commands that change a value of a check, by its name."""
    changed = [each for each in lines if isinstance(each, Line) and each.at is not None]
    return {each.name.replace("-", "_"): _change(check_id, each) for each in changed}


def _title_and_label(check: CheckedCommand, *, is_inner: bool) -> tuple[str, str]:
    """The keys of the title of a check and of the label of the button that sends it."""
    if check.sign_off:
        return "check-to-approve", "button-submit-act"
    if is_inner:
        return "check-title-person", "button-send-to-person"
    return "check-title", "button-send-to"


def send_button(
    label: str,
    context: CommandContext,
    line: str,
    doubts: Collection[Text],
    *,
    to: Text | str | None = None,
) -> Button:
    """The button that sends a check to the other Party, or to a colleague."""
    sends = Sends.BY_ITSELF if doubts or context.is_doubted else Sends.BY_WORDS
    return Button(text(label, party=to or other_party(context)), line, sends)


def _change(check_id: str, line: Line) -> str:
    how = TO_END if line.to_end else AS_LIST if line.is_list else ""
    return f"change {check_id} {line.at} {how}".rstrip()


def other_party(context: CommandContext) -> Text:
    """The name of the other Party."""
    return text(context.tx.agreement.other(context.person.party).name)


@COMMANDS.handle("send")
async def send(context: CommandContext) -> Reply:
    """Send what was checked; without its id, show what can be sent or taken back, and what a word
    does not send. Raises ``UserError`` if it was sent, cancelled or replaced.
    """
    stored = context.conversation.stored
    check, wanted = stored.check, context.command.argument(0)
    if context.pressed and check and check.id == wanted and stored.shown_check is None:
        wanted = None  # the button of a check that was put aside for a newer card
    if wanted is None:
        waiting = [f"{stored.draft_line(each)} resume" for each in stored.drafts]
        waiting += [] if check is None else [check.line]
        newest = [each for each in stored.offered if each.sends is not None]
        waiting.sort(key=lambda line: line.split()[0] in [e.command.split()[0] for e in newest])
        unsent = [text("check-doubtful", button=each.label) for each in newest]
        if stored.state is not None and not any(each.sends for each in stored.offered):
            waiting = [each.command for row in resume_buttons(stored) for each in row]
            unsent = [text("error-not-complete")]
        if waiting:
            shown = await run_again(context, parse_command(waiting[-1]), *unsent)
            if shown.card and not (context.pressed or unsent):  # it may be meant for another act
                sends = [each for row in shown.card.rows for each in row if each.sends is not None]
                told = (text("check-doubtful", button=each.label) for each in sends)
                shown = replace(shown, card=shown.card.below(*told))
            return replace(shown, placement=Placement.START)
    if check is None or check.id != wanted:
        return await sent_already(context, wanted or "")
    command = parse_command(check.line)
    if (first := await command_router.check_command(context, command)) is not None:
        return first
    return await command_router.with_conflicts(
        replace(context, command=command, checked=check.checked), partial(_send_checked, check)
    )


async def sent_already(context: CommandContext, act_id: str) -> Reply:
    """Show an act that was sent, and when it leaves. Raises ``UserError`` if there is none."""
    for act in await sending.own_acts(context.tx, context.person):
        if act_id in ("", act.id):
            shown, line = _kept(context, act), await pending_line(context.tx, act)
            if shown.card is not None and context.command.argument(1) == UNCHANGED:
                shown = replace(shown, card=shown.card.below(text("act-unchanged")))
            return replace(shown, toast=line, as_alert=True)
    raise UserError("error-draft-expired")


async def _send_checked(check: CheckedCommand, context: CommandContext) -> Reply:
    if check.at_once:
        await context.conversation.end_check()
        return await run_again(replace(context, leaving=True), context.command)
    handler = context.tx.registry.get(CommandHandler, context.command.name)
    try:
        reply = await handler.handle(replace(context, is_answer=True))
    except Conflict:
        if context.command.version is not None:  # it may still be possible, and is checked again
            again = replace(context, command=replace(context.command, version=None))
            return await _send_checked(replace(check, checked=""), again)
        await context.conversation.end_check()
        raise
    if reply.confirmation is not None:
        if check.checked not in (None, reply.confirmation.digest):
            changed = text("error-check-changed")
            return replace(reply, placement=Placement.AGAIN, toast=changed, as_alert=True)
        try:
            reply = await _hold(context, check, reply.confirmation, drafts={})
        except Conflict as error:  # the check waits until the other act is taken back
            return replace(reply, placement=Placement.AGAIN, toast=error.text(), as_alert=True)
        await context.conversation.end_check()
    return reply


async def send_draft(
    context: CommandContext, name: str, draft: Draft, shown: Confirmation
) -> Reply:
    """Send a complete draft by the step ``check`` of its command."""
    check = CheckedCommand(
        id=draft.id, line=f"{name} {draft.id} check", about=draft.about, at_once=draft.at_once
    )
    command, drafts = parse_command(check.line), {name: draft.dump()}
    try:
        if check.at_once:
            return await run_again(replace(context, leaving=True), command)
        told = await sending.dry_run(context, command, drafts)
        return await _hold(context, check, replace(shown, told=told), drafts=drafts)
    finally:
        await context.conversation.end(name)


async def _hold(
    context: CommandContext, check: CheckedCommand, shown: Confirmation, *, drafts: sending.Drafts
) -> Reply:
    """Keep an act with what was ``shown`` until it leaves or is approved. Raises ``UserError``."""
    tx, person = context.tx, context.person
    act = PendingAct(
        id=check.id,
        person=person.id,
        party=person.party,
        about=check.id if check.several else check.about,
        state=ActState.WAITS if check.sign_off else ActState.HELD,
        line=check.line,
        drafts=drafts,
        title=shown.title,
        details=shown.details,
        leaves_at=tx.now if check.sign_off else sending.leaves_at(context),
    )
    return await keep_act(context, act, told=shown.told)


async def keep_act(context: CommandContext, act: PendingAct, *, told: Sequence[Text]) -> Reply:
    """Keep an act, and show when it leaves, and when the other Party is ``told`` if that is later.
    Raises ``UserError``.
    """
    tx, acts = context.tx, context.tx.of(PendingActs)
    returned = await acts.of_party(act.party, ActState.RETURNED)
    if not await acts.add(act):
        other = await find_act(tx, act.party, act.about, act.state)
        raise Conflict("error-act-pending", pending=await pending_line(tx, other or act))
    for each in (each for each in returned if each.about == act.about):
        await acts.take(each.id)
    if act.waits:
        await ask_sign_off(tx, act, context.person, by=context.person)
    else:
        await tx.schedule_timer(TIMER, act.id, act.leaves_at)
    later = () if act.waits else [*filter(is_told_later, told)]
    return _kept(context, act, later)


def _kept(context: CommandContext, act: PendingAct, later: Sequence[Text] = ()) -> Reply:
    """The card of an act that leaves or waits for sign-off."""
    until = None if act.waits else act.leaves_at
    return Reply(card=kept_card(context.tx, act, later), slot=act_slot(act.id), until=until)


async def run_again(context: CommandContext, command: Command, *above: Text) -> Reply:
    """Answer a command in the place of the present card, below what is wrong, or end its check."""
    is_doubted, check = context.is_doubted or bool(above), context.conversation.stored.check
    is_same = check is not None and command.line == check.line and not context.leaving
    again = replace(context, command=command, is_answer=True, is_doubted=is_doubted)
    reply = await command_router.run_command(again)
    if is_same and reply.is_final and command.version is not None:  # with the record as it is now
        again = replace(again, command=replace(command, version=None))
        reply = await command_router.run_command(again)
    shown = context.conversation.stored.check
    if is_same and check and shown and check.checked != shown.checked:
        above = (text("error-check-changed"),)
    if above and context.conversation.stored.asks_for_pin:  # which comes before the check
        above = (text("error-not-complete"),)
    if above and reply.is_final:  # it can be sent no more
        await context.conversation.end_check()
        return reply
    return replace(reply, card=reply.card and reply.card.below(*above))
