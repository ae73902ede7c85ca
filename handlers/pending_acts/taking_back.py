"""Take back: what was sent and has not left, and what helps after it has left."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from handlers.input.command_router import CommandContext, Commands, Takes
from handlers.input.commands import Placement, Reply, code_in, parse_command
from handlers.input.conversation import resume_buttons
from handlers.input.free_text import CORRECT
from handlers.pending_acts import sending
from handlers.pending_acts.confirmation import other_party, run_again
from liaison.core.cards import MENU, Button, Row, Text, card, text
from liaison.core.errors import UserError
from liaison.core.outbox import Op
from liaison.core.references import CodePrefix, any_code, opening
from liaison.notifications.sounds import Tells
from liaison.pending_acts.model import TIMER, ActState, act_slot
from liaison.pending_acts.repository import PendingActs
from liaison.pending_acts.service import end_sign_off, send_about, show_end, wait_again
from liaison.pending_acts.views import pending_line, pending_lines, sign_off_card, take_back_row
from liaison.todos.today_messages import refresh_soon
from liaison.todos.views import draft_row

DELETE = "delete"
REPORTED = "request.progress"
"""A step that is taken again."""
UNDOING = (CORRECT, "withdraw", "retract", "calloff")
"""The commands that correct or withdraw what has left."""

COMMANDS = Commands()


async def show_pending(
    context: CommandContext, above: Sequence[Text] = (), rows: Sequence[Row] = ()
) -> Reply | None:
    """The acts of a person that can be taken back, in the slot of the first to leave; or None."""
    found = sorted(await sending.own_acts(context.tx, context.person), key=lambda each: each.waits)
    if not found:
        return None
    lines = [await pending_line(context.tx, each) for each in found]
    shown = card(above, lines, rows=[*map(take_back_row, found), *rows, MENU])
    return replace(context.finish(shown), slot=act_slot(found[0].id))


async def rows_of_last_step(
    context: CommandContext, code: str | None = None, *, undoing: Sequence[str] = UNDOING
) -> list[Row]:
    """Buttons that correct, withdraw or open a record, by default that of the last step."""
    tx, person = context.tx, context.person
    entries = await tx.audit_entries(person.party, action=None, subject=None, before=None)
    steps = [(any_code(e.subject), e.action) for e in entries if e.person == person.id]
    about, last = next((each for each in steps if each[0] and code in (None, each[0])), ("", ""))
    opens = opening(tx.registry.all(CodePrefix), code := code or about or "")
    if opens is None:
        return []
    shown = (await run_again(context, parse_command(opens))).card or card()
    found = [e for e in chain(*shown.rows, *shown.more) if e.command.split()[0] in undoing]
    found += [Button(text("button-progress"), f"status {code}")] if last == REPORTED else []
    return [(each,) for each in (*found, Button(text("button-open", code=code), opens))]


@COMMANDS.handle("takeback", takes=Takes.RECORD)
async def take_back(context: CommandContext) -> Reply:
    """Take an act back before it leaves, and show its check or its values: ``takeback ID``, or the
    latest one, also of a record; ``takeback ID delete`` for a returned one. Raises ``UserError``.
    """
    tx, code = context.tx, code_in(context.command.line)
    acts, found = tx.of(PendingActs), await sending.own_acts(tx, context.person)
    own = [each.id for each in found if code in (None, code_in(each.line))]
    wanted = (code is None and context.command.argument(0)) or next(reversed(own), "")
    for each in await acts.of_party(context.person.party, ActState.RETURNED):
        if each.id == wanted:
            if context.command.argument(1) == DELETE and each.person == context.person.id:
                await acts.take(wanted)
                await refresh_soon(tx)
                return context.finish(card(text("draft-cancelled"), rows=[MENU]))
            return await run_again(context, replace(parse_command(each.line), version=None))
    act = await acts.take(wanted) if wanted in own else None
    if act is None:
        return await _not_on_its_way(context, code)
    await tx.schedule_timer(TIMER, act.id, None)
    taken = text("act-taken-back", party=other_party(context))
    if act.author is None:  # one that was approved waits for sign-off no more
        await end_sign_off(tx, act, taken)
    await show_end(tx, act)
    # If it was taken back by a typed text, the card of the act has not been pressed.
    await send_about(tx, context.person, act, card(taken), Tells.INFORMATION, Op.EDIT)
    if (waiting := await wait_again(tx, act, by=context.person)) is not None:
        return Reply(card=sign_off_card(waiting, await pending_line(tx, waiting)), toast=taken)
    command, stored = parse_command(act.line), context.conversation.stored
    kept = (text("act-newer-kept", act=act.title), *chain(*act.details))
    of_same = (each for each, draft in stored.drafts.items() if act.about in draft.values())
    lines = [f"{stored.draft_line(each)} resume" for each in of_same]
    lines += [e.line for e in (stored.check,) if e and (e.several or e.about == act.about)]
    if lines:
        shown = await run_again(context, parse_command(lines[-1]))
        name = lines[-1].split()[0]
        is_same = name in stored.drafts or (name == command.name and act.about != act.id)
        told = (taken,) if is_same else (taken, *kept)
        shown = replace(shown, card=shown.card and shown.card.below(*told))
        return replace(shown, toast=taken, placement=Placement.START)
    newer = [draft_row(stored, each) for each in stored.drafts.keys() & act.drafts.keys()]
    if newer or (stored.check is not None and not act.drafts):
        return Reply(card=card(taken, kept, rows=[*newer, MENU]), toast=taken)
    await context.conversation.restore(act.drafts)
    context = replace(context, is_doubted=True)  # no courtesy sends it again
    return replace(await run_again(context, command), toast=taken, placement=Placement.START)


async def _not_on_its_way(context: CommandContext, code: str | None) -> Reply:
    """What can be taken back, is not sent, or still helps. Raises ``UserError`` if nothing does."""
    left, check = text("error-act-left"), context.conversation.stored.check
    if (pending := await show_pending(context, [left])) is not None:
        return pending
    if of_others := await pending_lines(context.tx, context.person):
        return context.finish(card(text("act-of-others"), of_others, rows=[MENU]))
    if check is not None:
        rows = [*resume_buttons(context.conversation.stored), MENU]
        return context.finish(card(text("act-not-on-its-way"), rows=rows))
    rows = await rows_of_last_step(context, code)
    if context.pressed or not rows:
        raise UserError(left.key)
    return context.finish(card(left, rows=[*rows, MENU]))
