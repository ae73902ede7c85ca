"""Whether Telegram delivers to a person, and the consequences if not."""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime

from liaison.audit import service as audit_service
from liaison.core.agreement import PartyCode
from liaison.core.cards import Button, card, text
from liaison.core.outbox import PERSON_SUBJECT
from liaison.core.people import STAFF, Person, PersonId, Role
from liaison.core.transaction import People, Tx
from liaison.core.working_time import local_date
from liaison.notifications import service as notification_service
from liaison.notifications.delivery import ARRIVAL, mail_recipient, message_key, show_delivery
from liaison.notifications.kinds import NoticeKind
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience, Notice, NoticeRecipient
from liaison.notifications.sounds import Tells, message_to
from liaison.notifications.views import notice_button, present_title

UNREACHABLE = NoticeKind("unreachable", PERSON_SUBJECT, Audience.ADMINS)
MOST_NAMED = 3
"""How many notices the greeting of a person who can be reached again names, urgent ones first."""


@dataclass(frozen=True, slots=True)
class AroundReachability:
    """What a concept does around a change of whether a person of a Party can be reached."""

    key: str
    around: Callable[[Tx, PartyCode], AbstractAsyncContextManager[None]]


async def mark_unreachable(tx: Tx, person: PersonId) -> None:
    """Mark a person as unreachable through Telegram, if not done yet: open notices escalate at
    once, an e-mail without content is sent, and the administrators are notified.
    """
    known = await tx.of(People).get(person)
    if known is None or not known.reachable:
        return
    await _change(tx, known, tx.now)
    await audit_service.record_step(tx, "unreachable", known, actor=None)
    waiting = await tx.of(Notices).waiting_for(person)
    for notice in waiting:
        await mail_recipient(tx, known, notice)
        await notification_service.run_timer(tx, notice.code)
    title = text("notice-unreachable", name=known.name, agency=known.agency)
    told = UNREACHABLE.notice(known.party, str(person), title, by=person)
    if any(each.escalates for each in waiting):
        told = replace(told, at_once=True)
    if known.role is Role.ADMIN:
        told = replace(told, audience=Audience.APPROVERS)
    await notification_service.notify(tx, told)


async def touch_last_seen(tx: Tx, person: Person) -> None:
    """Save the day, in the Party's zone, of a person's last update, once a day."""
    day = local_date(tx.now, tx.agreement.party(person.party).zone)
    if person.active and person.last_seen_on != day:
        await tx.of(People).change(person.id, last_seen_on=day)


async def mark_reachable(tx: Tx, person: Person) -> None:
    """Mark a person as reachable again, and report the notices that wait."""
    await _change(tx, person, None)
    await audit_service.record_step(tx, "reachable", person, actor=person)
    await notification_service.resolve_kind(tx, UNREACHABLE, person.party, str(person.id))
    await report_waiting(tx, person)


async def report_waiting(tx: Tx, person: Person) -> None:
    """Report to a person who is back the notices that wait, the urgent ones first."""
    waiting = sorted(await _tell_again(tx, person), key=lambda each: not each.escalates)
    if waiting:
        named = waiting[:MOST_NAMED]
        lines = [await present_title(tx, each) for each in named]
        urgent = sum(each.escalates for each in named)
        buttons = [*map(notice_button, named), Button(text("command-inbox"), "inbox")]
        shown = card(
            [text("notices-waiting-urgent"), *lines[:urgent]] if urgent else None,
            [text("notices-waiting", count=len(waiting)), *lines[urgent:]],
            rows=[(each,) for each in buttons],
        )
        key = message_key(Tells.WAITED, person.id, tx.now)
        await tx.enqueue(message_to(person, shown, Tells.WAITED, dedupe_key=key))


async def _tell_again(tx: Tx, person: Person) -> Sequence[Notice]:
    """Count the notices that wait for a person as delivered now, who can be reached again, and what
    is urgent for the Party and still open. Returns them.
    """
    waiting = {each.code: each for each in await tx.of(Notices).waiting_for(person.id)}
    for each, _ in await tx.of(Notices).unread(person.party):
        if each.escalates and person.role in STAFF:
            waiting[each.code] = each
    told = NoticeRecipient(person=person.id, notified_at=tx.now)
    for each in waiting.values():
        known = await tx.of(Notices).recipients(each.code)
        if not any(its.person == person.id and not its.by_mail for its in known):
            await tx.of(Notices).save_recipients(each.code, told)
            await show_delivery(tx, each, tx.now + ARRIVAL)
    return [*waiting.values()]


async def _change(tx: Tx, person: Person, unreachable_since: datetime | None) -> None:
    async with AsyncExitStack() as stack:
        for each in tx.registry.all(AroundReachability).values():
            await stack.enter_async_context(each.around(tx, person.party))
        await tx.of(People).change(person.id, unreachable_since=unreachable_since)
