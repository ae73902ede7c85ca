"""Acts that wait for the sign-off of a coordinator: what the coordinators are asked."""

from dataclasses import replace

from liaison.core.agreement import PartyCode, Priority
from liaison.core.cards import MENU, Button, Card, Text, card, dump, open_button, text
from liaison.core.errors import UserError
from liaison.core.outbox import Op, Urgency
from liaison.core.people import AccountStatus, NotYourRole, Person, Role, may_use
from liaison.core.timers import refresh_cards_at
from liaison.core.transaction import Conversations, People, Tx
from liaison.core.working_time import is_quiet
from liaison.notifications import service as notification_service
from liaison.notifications.delivery import change_message
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.recipients import hours_of, readers_of
from liaison.notifications.repository import ChatMessages, Notices
from liaison.notifications.rules import Audience, Notice
from liaison.notifications.sounds import Tells, message_to
from liaison.notifications.subjects import EndsBy, SubjectRecord
from liaison.notifications.views import notice_view
from liaison.pending_acts.model import ACT_SUBJECT, TIMER, ActState, PendingAct, act_slot
from liaison.pending_acts.repository import PendingActs
from liaison.pending_acts.views import sign_off_card, sign_off_view, take_back_row, withheld_detail
from liaison.todos.model import Rank, Todo, TodoAct
from liaison.todos.sources import PartyContext
from liaison.todos.today_messages import refresh_soon

WAITS = NoticeKind(
    "act-waits", ACT_SUBJECT, Audience.COORDINATORS_ONLY, priority=Priority.IMPORTANT
)
WITHHELD = NoticeKind(
    "act-withheld", ACT_SUBJECT, Audience.COORDINATORS, priority=Priority.IMPORTANT
)


async def ask_sign_off(tx: Tx, act: PendingAct, author: Person, *, by: Person) -> None:
    """Ask the coordinators, but not who does so, to approve an act. Raises ``UserError``."""
    if not await tx.of(People).team(act.party, Role.COORDINATOR):
        raise UserError("error-act-no-coordinator")
    await _notify(tx, act, author, WAITS, by=by)
    await refresh_soon(tx)


def may_take(tx: Tx, person: Person, act: PendingAct) -> bool:
    """Whether a person has access, and the role that an act needs."""
    return person.active and may_use(tx.registry, act.line.split()[0], person.role)


async def end_acts_of(tx: Tx, person: Person) -> None:
    """End the acts that a person may no longer take, and tell the coordinators."""
    for act in await tx.of(PendingActs).of_party(person.party):
        if act.person == person.id and not may_take(tx, person, act):
            await tx.of(PendingActs).take(act.id)
            await tx.schedule_timer(TIMER, act.id, None)
            told = {"act": act.title, "name": person.name, "change": "", "acts": "unknown"}
            await end_sign_off(tx, act, text("act-overtaken", **told))
            await withhold(tx, act, person, NotYourRole().text())


async def withhold(tx: Tx, act: PendingAct, person: Person, why: Text) -> None:
    """Tell the person and the author of an act that it did not leave, and why; its draft is given
    back. If the person may no longer take it, the coordinators are told instead.
    """
    drafts = act.drafts if may_take(tx, person, act) else {}
    await show_end(tx, act)
    if may_take(tx, person, act):
        conversations = tx.of(Conversations)
        held = await conversations.get(person.address)
        await conversations.set(person.address, replace(held, drafts={**drafts, **held.drafts}))
    else:
        await _notify(tx, act, person, WITHHELD, by=person)
    author = await tx.of(People).get(act.author)
    resume = [(Button(text("button-resume-draft"), act.line),)] if drafts else []
    told = card(text("act-not-sent"), act.title, why, rows=[*resume, MENU])
    for reader in readers_of(Tells.NOT_SENT, filter(None, (person, author)), ()):
        if reader.active:
            await send_about(tx, reader, act, told, Tells.NOT_SENT)
        elif reader.status is AccountStatus.SUSPENDED:  # who is told once restored
            held = await tx.of(Conversations).get(reader.address)
            unsent = (*held.unsent, dump(act.title))
            await tx.of(Conversations).set(reader.address, replace(held, unsent=unsent))


async def show_end(tx: Tx, act: PendingAct) -> None:
    """Bring the open cards of a record, on which an act no longer waits, up to date."""
    await refresh_cards_at(tx, act.party, act.about, tx.now)


async def send_about(
    tx: Tx,
    person: Person,
    act: PendingAct,
    shown: Card,
    tells: Tells,
    op: Op = Op.SEND,
    *,
    slot: str | None = None,
) -> None:
    """Send a person a message about an act, by default in its slot."""
    quiet = is_quiet(tx.now, hours_of(tx, person.party))
    made = message_to(person, shown, tells, quiet=quiet, urgency=Urgency.REPLY)
    slot = slot or act_slot(act.id)
    await tx.enqueue(replace(made, op=op, message_slot=slot, replaces=op is Op.SEND))


async def _notify(tx: Tx, act: PendingAct, person: Person, kind: NoticeKind, *, by: Person) -> None:
    title = text(f"notice-{kind.key}", act=act.title, name=person.name)
    detail = withheld_detail(act) if kind is WITHHELD else ""
    made = kind.notice(act.party, act.id, title, by=by.id, detail=detail)
    await notification_service.notify(tx, made)


async def end_sign_off(tx: Tx, act: PendingAct, told: Text) -> None:
    """End what the coordinators were asked: all open messages about it show how."""
    notice = await tx.of(Notices).find_open(act.party, ACT_SUBJECT, act.id, WAITS.key)
    await notification_service.resolve_kind(tx, WAITS, act.party, act.id)
    views = [sign_off_view(act), *([] if notice is None else [notice_view(notice)])]
    team = await tx.of(People).team(act.party, Role.COORDINATOR)
    people = {each.address: each for each in team}
    ended = card(told, *act.details, rows=[MENU])
    for address, view in await tx.of(ChatMessages).in_slots(people, views):
        await change_message(tx, people[address], view, ended)
    await refresh_soon(tx)


async def wait_again(tx: Tx, act: PendingAct, *, by: Person) -> PendingAct | None:
    """What a coordinator approved and took back, as it waits for sign-off again; its author is
    told. None if the person is its author, or it cannot wait.
    """
    author = await tx.of(People).get(act.author)
    if author is None or not author.active:
        return None
    waiting = replace(act, state=ActState.WAITS, person=author.id, author=None, leaves_at=tx.now)
    if not await tx.of(PendingActs).add(waiting):
        return None
    await ask_sign_off(tx, waiting, author, by=by)
    told = card(text("act-waits-again", act=act.title, name=by.name), rows=[take_back_row(act)])
    await send_about(tx, author, act, told, Tells.WAITS_AGAIN)
    return waiting


async def find_act(tx: Tx, party: PartyCode, wanted: str, *states: ActState) -> PendingAct | None:
    """An act of a Party in one of ``states``, by its id or its record."""
    found, known = await tx.of(PendingActs).of_party(party, *states), wanted.lower()
    return next((each for each in found if known in (each.id, each.about.lower())), None)


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """The act of a notice."""
    act = await find_act(tx, notice.party, notice.subject_id, ActState.WAITS)
    if act is None:
        return SubjectRecord()

    async def shown(_: Person) -> Card:
        return sign_off_card(act)

    return SubjectRecord(card=shown, asked="approve", ends_by=EndsBy.STEP)


def act_todo(act: PendingAct, party_context: PartyContext) -> Todo:
    """An act that waits for sign-off, or that its author has to send again."""
    returned = act.state is ActState.RETURNED
    owed = TodoAct("todo-returned" if returned else "todo-approve")
    view = f"takeback {act.id}" if returned else sign_off_view(act)
    return Todo(
        subject=ACT_SUBJECT,
        subject_id=act.id,
        states=(),
        act=owed,
        line=text(owed, act=act.title, due=text("todo-not-due")),
        button=Button(text("button-todo-approve", act=act.title), view),
        view=open_button("request", act.about),
        people=frozenset({act.person}) if returned else party_context.coordinators,
        rank=Rank.OPEN,
        since=act.leaves_at,
        repeat_on=party_context.morning_after(act.leaves_at),
        escalates_from=None if returned else act.leaves_at,
    )
