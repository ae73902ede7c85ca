"""What people say about their to-dos, and the messages of each morning."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Final, TypeAlias

from liaison.core.agreement import PartyCode
from liaison.core.cards import Card, card
from liaison.core.channels import Address
from liaison.core.outbox import Message, Op, SendPrecondition
from liaison.core.people import Person, PersonId, Role
from liaison.core.transaction import People, Timestamps, Tx, today_of
from liaison.core.working_time import DAY, Hours, day_ends, local_moment, night_ends
from liaison.notifications import outages
from liaison.notifications import service as notification_service
from liaison.notifications.delivery import message_key
from liaison.notifications.email_service import mail_card, mail_message
from liaison.notifications.recipients import hours_of, who_heard
from liaison.notifications.repository import ChatMessages
from liaison.notifications.rules import Notice
from liaison.notifications.sounds import Tells, message_to, told_by, with_sound
from liaison.notifications.subjects import NoticeButtons
from liaison.todos import rules, today_messages
from liaison.todos.lists import for_person, marks_of, taken_by, todos_by_person, unread_todo
from liaison.todos.model import Rank, Todo, TodoMark
from liaison.todos.repository import TodoMarks
from liaison.todos.rules import Morning, has_own_message, has_weekday, is_named, plan_morning
from liaison.todos.sources import MorningSection
from liaison.todos.views import drafts_card, due_card, due_list_card, morning_card

TIMER: Final = outages.MORNING
Shown: TypeAlias = Mapping[tuple[Address, str], int]
"""The ids of the messages of a morning that are still shown, by chat and slot."""
MORNING_SLOT: Final = TIMER
DUE_SLOT: Final = "due"
DAY_OFF_SLOT: Final = "due:off"
"""Of the near due dates of a day off: what was told on the last working day stays as it is."""


async def defer(tx: Tx, person: Person, todo: Todo, until: date) -> date:
    """Leave a to-do out of a person's mornings until a local day. Raises ``UserError``."""
    today, calendar = today_of(tx, person.party), tx.calendar(person.party)
    day = rules.defer(todo, until, today=today, calendar=calendar)
    mark = await _mark_of(tx, person, todo)
    await tx.of(TodoMarks).put(replace(mark, deferred_until=day))
    await today_messages.refresh_soon(tx)
    return day


async def take(tx: Tx, person: Person, todo: Todo) -> None:
    """Say "I am on it", which the colleagues see; the to-do stays."""
    mark = await _mark_of(tx, person, todo)
    await tx.of(TodoMarks).put(replace(mark, taken_at=tx.now))
    await notification_service.take_about(tx, person, todo.subject, todo.subject_id)
    await today_messages.refresh_soon(tx)


async def _mark_of(tx: Tx, person: Person, todo: Todo) -> TodoMark:
    found = (await marks_of(tx, person.party)).get((person.id, *todo.record))
    if found is not None and found.act == todo.act:
        return found
    return TodoMark(
        person=person.id, subject=todo.subject, subject_id=todo.subject_id, act=todo.act
    )


async def run_timer(tx: Tx, party: PartyCode) -> None:
    """Send the messages of a Party's morning if it has come, and schedule the next; during an
    outage none, as its end runs this timer again.
    """
    hours, name, any_morning = hours_of(tx, party), f"{TIMER}:{party}", f"{TIMER}:{party}:any"
    await tx.lock_timer(TIMER, party)
    today = today_of(tx, party)
    at = local_moment(today, hours.morning, hours.zone)
    # The mornings that are still to come, and outages, are those of a clock that was ahead.
    await tx.of(Timestamps).forget(name, tx.now if tx.now < at else day_ends(today, hours.zone))
    await tx.of(Timestamps).forget(outages.LAST_OUTAGE, tx.now)
    names = [name, any_morning, f"{name}:before", f"{any_morning}:before"]
    known = await tx.of(Timestamps).get(*names, outages.LAST_CONTACT, outages.LAST_OUTAGE)
    full = known.get(name, known.get(f"{name}:before"))
    if full is None:
        full = tx.now if at <= tx.now else tx.now - DAY
        await tx.of(Timestamps).record(full, name)
    is_news = known.get(outages.LAST_OUTAGE, full) > full
    outage = await outages.unreported_outage(tx, full, tx.now) if is_news else None
    last = known.get(any_morning, known.get(f"{any_morning}:before", full))
    plan = plan_morning(hours, full=full, last=last, now=tx.now, outage=outage)
    silence = tx.now - known.get(outages.LAST_CONTACT, tx.now)
    if plan.morning is not None and silence <= tx.agreement.notices.outage_after:
        waited = await notification_service.deliver_waiting(tx, party, quiet=plan.morning.quiet)
        await tx.lock_timer(today_messages.TIMER, party)  # before reading, to miss no change
        lists = await todos_by_person(tx, party)
        await _remove_lists(tx, party, DAY_OFF_SLOT, *(() if plan.morning.quiet else (DUE_SLOT,)))
        await _send_morning(tx, party, plan.morning, lists, waited)
        await today_messages.show(tx, party, lists)
        ran = {any_morning: last} if plan.morning.quiet else {any_morning: last, name: full}
        for each, before in ran.items():
            await tx.of(Timestamps).record(before, f"{each}:before")
            await tx.of(Timestamps).record(tx.now, each)
    await tx.schedule_timer(TIMER, party, plan.next_at)


async def next_morning(tx: Tx, party: PartyCode, hours: Hours) -> datetime:
    """When the next morning message of a working day would come, by these hours (aware UTC)."""
    ran = await tx.of(Timestamps).get(f"{TIMER}:{party}", f"{TIMER}:{party}:any")
    last = max(ran.values(), default=tx.now - DAY)
    return rules.next_working_morning(hours, last=last, now=tx.now)


async def _remove_lists(tx: Tx, party: PartyCode, *slots: str) -> None:
    """Delete the lists of near due dates of earlier mornings, which would no longer be edited."""
    addresses = [each.address for each in await tx.of(People).team(party)]
    found = await tx.of(ChatMessages).in_slots(addresses, slots)
    for (address, _), message in found.items():
        await tx.enqueue(Message(address, Op.DELETE, message_id=message, must_deliver=False))


async def run_today_timer(tx: Tx, party: PartyCode) -> None:
    """Bring the Today messages of a Party, and those of its last morning, up to date: when to-dos
    have changed, and at the end of each day of either Party.
    """
    await tx.lock_timer(today_messages.TIMER, party)  # before reading, to miss no change
    lists = await todos_by_person(tx, party)
    await today_messages.show(tx, party, lists)
    chats = [each.address for each in await tx.of(People).team(party)]
    due = {todo.subject_id for todos in lists.values() for todo in todos if todo.due_on}
    slots = {MORNING_SLOT, DUE_SLOT, DAY_OFF_SLOT, *(f"{DUE_SLOT}:{each}" for each in due)}
    shown = await tx.of(ChatMessages).in_slots(chats, slots)
    if shown:
        await _edit_mornings(tx, party, lists, shown)
    ends = [day_ends(today_of(tx, each.code), each.zone) for each in tx.agreement.parties]
    await tx.schedule_timer(today_messages.TIMER, party, min(ends))


async def _edit_mornings(
    tx: Tx, party: PartyCode, lists: Mapping[PersonId, Sequence[Todo]], shown: Shown
) -> None:
    """Edit the messages of a Party's last morning, and of a day off after it, as they would be with
    the present to-dos.
    """
    names = (f"{TIMER}:{party}:any", f"{TIMER}:{party}")  # of both at one moment, the working day
    known = await tx.of(Timestamps).get(*names, *(f"{each}:before" for each in names))
    ran = {known[each]: known.get(f"{each}:before", known[each]) for each in names if each in known}
    for at, before in ran.items():
        outage = await outages.unreported_outage(tx, before, at)
        plan = plan_morning(hours_of(tx, party), full=before, last=before, now=at, outage=outage)
        if plan.morning is not None:
            waited = await notification_service.told_at(tx, party, at)
            await _send_morning(tx, party, plan.morning, lists, waited, shown)


async def _send_morning(
    tx: Tx,
    party: PartyCode,
    morning: Morning,
    lists: Mapping[PersonId, Sequence[Todo]],
    waited: Sequence[tuple[Notice, Collection[PersonId]]],
    shown: Shown | None = None,
) -> None:
    """Send each person of a Party the messages of a morning, with the notices that ``waited`` for
    it, or edit those that are ``shown``. Figures alone come beside a near due date only once a
    week.
    """
    marks, team = await marks_of(tx, party), await tx.of(People).team(party)
    taken = taken_by(marks.values(), team)
    settings = tx.agreement.party(party)
    weekly = has_weekday(morning, settings.weekly_digest_day)
    found = () if morning.quiet else tx.registry.all(MorningSection).values()
    sections = [await each.find(tx, party, weekly, morning.now) for each in found]
    lost = morning.outage is not None and morning.outage.loses_updates
    night = night_ends(morning.today, hours_of(tx, party))
    heard = await who_heard(tx, party, night, morning.now)
    for person in team:
        todos = [for_person(tx, person, todo, taken) for todo in lists.get(person.id, [])]
        unheard = [each for each, people in waited if person.id in people]
        news = [await _news_line(tx, person, each, todos) for each in unheard]
        is_news = {each.record for each in news}
        near = [each for each in todos if has_own_message(each, morning, settings.near_days)]
        due = rules.one_each(
            todo
            for todo in todos
            if todo in near
            or is_named(
                todo,
                morning,
                marks.get((person.id, *todo.record)),
                is_told=todo.record in is_news or person.id in heard.get(todo.record, ()),
            )
        )
        records = dict.fromkeys(todo.named_with for todo in near)
        asked = [todo for todo in due if todo.is_owed or todo.due_on is not None]
        own = [[todo for todo in asked if todo.named_with == each] for each in records]
        named = rules.in_order([*news, *(todo for todo in due if todo.named_with not in records)])
        more = [each[person.role] for each in sections if person.role in each]
        drafts = card() if morning.quiet else await drafts_card(tx, person)
        slot = DAY_OFF_SLOT if morning.quiet else DUE_SLOT
        is_list = len(own) > settings.own_messages or (person.address, slot) in (shown or ())
        listed_in = slot if is_list else None
        due_messages = [*_due_messages(person, own, morning, team, listed_in)]
        if shown and not own and any(todo.rank in (Rank.OVERDUE, Rank.DUE) for todo in todos):
            due_messages = []  # an edited list would no longer name what is still due
        for each in due_messages:
            await _send(tx, person, each, shown)
        tells, is_new = bool(named) or lost, morning.since < morning.today
        beside = is_new and (weekly or not own) and bool(more or drafts.lines)
        if (shown and not morning.quiet) or tells or beside:
            lines = [rules.told_by(todo, morning) for todo in named]
            owed = [todo for todo in todos if todo.counts]
            if named and not own and not any(todo.is_owed for todo in named):
                named = [*rules.one_each(owed)[:1], *named]
            matters = {todo.matter for todo in named}
            waits = (todo for todo in rules.one_each(todos) if todo.matter in matters)
            made = morning_card(
                named,
                owed=owed,
                apart=[todo for each in own for todo in each],
                drafts=drafts,
                more=more,
                unread=any(todo.rank is Rank.UNREAD for todo in todos),
                may_wait=any(rules.may_defer(todo, morning.today) for todo in waits),
                outage=morning.outage,
            )
            message = _message(person, made, MORNING_SLOT, morning)
            lines += [Tells.NEWS] if lost else []
            message = with_sound(message, *lines, is_first=not own)
            await _send(tx, person, message, shown, by_mail=tells)


async def _news_line(tx: Tx, person: Person, notice: Notice, todos: Sequence[Todo]) -> Todo:
    """A notice as a line of the morning message, with the button of the newest to-do about it, or
    its own if it has one.
    """
    about = (notice.subject, notice.subject_id)
    found = unread_todo(notice, frozenset(), hours_of(tx, notice.party))
    if owed := [each for each in todos if each.is_owed and each.record == about]:
        found = replace(max(owed, key=lambda each: each.since), line=notice.title)
    elif told_by(tx.registry, notice) is Tells.INFORMATION:
        found = replace(found, rank=Rank.WATCH)
    buttons = tx.registry.find(NoticeButtons, notice.kind)
    match [] if buttons is None else await buttons.rows(tx, person, notice, []):
        case [(button,)]:
            return replace(found, button=button)
    return found


def _due_messages(
    person: Person,
    due: Sequence[Sequence[Todo]],
    morning: Morning,
    team: Sequence[Person],
    listed_in: str | None,
) -> Iterator[Message]:
    """The messages of near due dates: one for all that is due about each record or, if they are
    ``listed_in`` a slot, one. The first has a sound whatever else has just come.
    """
    if listed_in is not None:
        shown = due_list_card([todo for todos in due for todo in todos])
        found = _message(person, shown, listed_in, morning)
        yield with_sound(found, Tells.PRESSING)
        return
    for number, todos in enumerate(due):
        todo = todos[0]
        name = f"{DUE_SLOT}:{todo.subject_id}"
        asked = [each for each in team if each.id in todo.people]
        may_act = person.role in {Role.COORDINATOR, *(each.role for each in asked)}
        others = None if may_act else [each for each in asked if each.reachable]
        view = (todo.view or todo.button).command
        shown = due_card(todo, others) if len(todos) == 1 else due_list_card(todos, view=view)
        precondition = SendPrecondition(
            subject=todo.subject, subject_id=todo.subject_id, states=todo.states
        )
        message = _message(person, shown, name, morning)
        message = replace(message, precondition=precondition if todo.states else None)
        yield with_sound(message, Tells.PRESSING, is_first=not number)


def _message(person: Person, shown: Card, slot: str, morning: Morning) -> Message:
    key = message_key(slot, person.id, morning.now)
    message = message_to(person, shown, Tells.INFORMATION, dedupe_key=key)
    return replace(message, message_slot=slot, replaces=True)


async def _send(
    tx: Tx, person: Person, message: Message, shown: Shown | None, *, by_mail: bool = True
) -> None:
    """Send a message to the chat of a person or, if that cannot be reached, an e-mail without
    content; or edit it, if it is ``shown``.
    """
    if shown is not None:
        its_id = shown.get((person.address, message.message_slot or ""))
        if its_id is not None:  # not the one that has its slot when the edit is sent
            edit = replace(message, op=Op.EDIT, message_id=its_id, edit_only=True)
            await tx.enqueue(replace(edit, replaces=False, dedupe_key=None))
    elif person.reachable:
        await tx.enqueue(message)
    elif by_mail and tx.can_send_mail and person.email is not None:
        about = (message.precondition or SendPrecondition()).subject_id or "/today"
        key, limits, urgency = f"mail:{message.dedupe_key}", message.precondition, message.urgency
        mail = mail_message(person, mail_card(about), key=key, precondition=limits, urgency=urgency)
        await tx.enqueue(mail)
