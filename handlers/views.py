"""Cards of records after they were sent: their further buttons, and their changes.

``more PAGE VIEW`` shows a page of the buttons of a card behind its first ones. After a step the
messages that show its record are edited.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial

from handlers.input.command_router import (
    CommandContext,
    CommandHandler,
    Commands,
    run_command,
    run_inner,
)
from handlers.input.commands import Reply, parse_command
from handlers.pending_acts.sending import end_impossible
from liaison.core.agreement import PartyCode
from liaison.core.cards import Card, Text, one_page, text
from liaison.core.channels import Address
from liaison.core.errors import UserError
from liaison.core.form import NotAChoice
from liaison.core.outbox import NO_BUTTONS
from liaison.core.people import PARTICIPANTS, Person, shown_to
from liaison.core.timers import OPEN_CARDS, TimerKind, run_for
from liaison.core.transaction import Conversations, People, Tx
from liaison.lifecycle.steps import CHANGED, CHANGED_FOR_ALL, Change
from liaison.notifications.delivery import change_message
from liaison.notifications.repository import ChatMessages, Notices
from liaison.notifications.subjects import SubjectType, load_subject
from liaison.notifications.views import notice_card, notice_view
from liaison.requests.history import history_line
from liaison.todos.service import run_today_timer
from liaison.todos.today_messages import TIMER as TODAY

OPEN_LISTS = (*(f"today {page}" for page in range(1, 10)), "approve")
"""The views of lists that become short when something is done."""

COMMANDS = Commands()


@COMMANDS.handle("more")
async def more(context: CommandContext) -> Reply:
    """Show further buttons of the card that a command shows."""
    page, view = context.command.page(0), parse_command(context.command.text_from(1) or "")
    shown = await run_inner(context, view)
    if shown.card is None:
        raise NotAChoice
    return replace(shown, card=one_page(shown.card, page))


async def show_change(tx: Tx, written: str, since: datetime, *, for_all: bool = False) -> None:
    """Show a change of a record in all messages about it, but unless ``for_all`` not in the chat of
    who made it: there the answer shows it.
    """
    change = Change.parse(written)
    actor = await tx.of(People).get(change.actor)
    await end_impossible(tx, change.record, lambda reader: _change_line(reader, actor, since))
    parties = [each.code for each in tx.agreement.parties if change.party in (None, each.code)]
    teams = [await tx.of(People).team(each) for each in parties]
    people = {each.address: each for team in teams for each in team}
    others = {address: each for address, each in people.items() if for_all or each != actor}
    views = _views_of(tx, change.record)

    def changed(shown: Card, reader: Person) -> Card:
        return _with_change(shown, _step_line(tx, change, reader, actor, since))

    await _edit_open(tx, others, views, changed)
    readers = [each for each in people.values() if each.role in PARTICIPANTS]
    waiting = [await tx.of(Notices).unread(each) for each in parties]
    for notice, recipients in (each for found in waiting for each in found):
        about = (notice.subject, notice.subject_id)
        told_at = notice.notified_at or notice.made_at
        if about == (change.subject, change.record) and told_at < since:
            record = await load_subject(tx, notice)
            for person in (each for each in readers if each.id in recipients):
                told = await notice_card(tx, person, notice, record)
                await change_message(tx, person, notice_view(notice), changed(told, person))


async def refresh_cards(tx: Tx, written: str, _since: datetime) -> None:
    """Bring the open cards of a record in the chats of a Party up to date."""
    party, record = written.split(" ")
    people = {each.address: each for each in await tx.of(People).team(PartyCode(party))}
    await _edit_open(tx, people, _views_of(tx, record), lambda shown, _: shown)


async def refresh(tx: Tx, party: PartyCode) -> None:
    """Bring the Today messages of a Party, and the lists that are open in its chats, up to date."""
    await run_today_timer(tx, party)
    people = {each.address: each for each in await tx.of(People).team(party)}
    await _edit_open(tx, people, OPEN_LISTS, lambda shown, _: shown)


def _views_of(tx: Tx, record: str) -> list[str]:
    handlers = tx.registry.all(CommandHandler).values()
    return [f"{each.key} {record}" for each in handlers if each.shows == each.key]


async def _edit_open(
    tx: Tx,
    people: Mapping[Address, Person],
    views: Sequence[str],
    change: Callable[[Card, Person], Card],
) -> None:
    """Edit the messages that show these views to people, by their addresses, as ``change`` says."""
    for address, view in await tx.of(ChatMessages).in_slots(people, views):
        shown = change(await _shown(tx, people[address], view), people[address])
        await change_message(tx, people[address], view, shown)
        held = await tx.of(Conversations).get(address)
        if held.newest.view == view:  # its labels can be typed
            await tx.of(Conversations).set(address, held.offering(shown))


async def _shown(tx: Tx, person: Person, view: str) -> Card:
    """The present card of a view; if the person may not see it any more, only its buttons go."""
    try:
        reply = await run_command(CommandContext.without_update(tx, person, view))
    except UserError:
        return NO_BUTTONS
    return reply.card or NO_BUTTONS


def _with_change(shown: Card, line: Text) -> Card:
    """A card with what has changed its record."""
    if not shown.view:
        return shown
    (title, *first), *others = shown.paragraphs
    return replace(shown, paragraphs=((title, line, *first), *others))


def _step_line(tx: Tx, change: Change, reader: Person, actor: Person | None, at: datetime) -> Text:
    """What happened, as in the history, and by whom."""
    of = tx.registry.find(SubjectType, change.subject)
    if actor is None or of is None or of.steps is None or not change.action:
        return _change_line(reader, actor, at)
    return history_line(of.steps(change.action), at, shown_to(reader, actor))


def _change_line(reader: Person, actor: Person | None, at: datetime) -> Text:
    """Who has changed a record: by name in the own Party, by role in the other."""
    if actor is None:
        return text("record-changed", at=at)
    return text("record-changed-by", who=shown_to(reader, actor), at=at)


COMMANDS += [
    TimerKind(CHANGED, show_change, once=True),
    TimerKind(CHANGED_FOR_ALL, partial(show_change, for_all=True), once=True),
    TimerKind(OPEN_CARDS, refresh_cards, once=True),
    TimerKind(TODAY, run_for(PartyCode, refresh)),
]
