"""Offboarding: what ends when a person loses a role or access, and which requests to reassign."""

from collections.abc import Sequence
from functools import partial

from liaison.core.cards import Button, Row, Text, text
from liaison.core.people import STAFF, AccountStatus, Person, PersonId, Role
from liaison.core.transaction import NO_CONVERSATION, Conversations, Timestamps, Tx
from liaison.notifications import service as notification_service
from liaison.notifications.chat_messages import delete_messages
from liaison.notifications.message_expiry import CONFIDENTIAL, ChatMessageKind
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import acting_rows
from liaison.pages.service import end_access
from liaison.pending_acts.service import end_acts_of
from liaison.people import nomination_service
from liaison.people.notices import HANDOVER
from liaison.people.pin_service import delete_pin
from liaison.people.repository import Invites
from liaison.requests.lists import request_row
from liaison.requests.model import Request
from liaison.requests.repository import Requests

MAX_LISTED = 4
PRESENT = (AccountStatus.ACTIVE, AccountStatus.SUSPENDED)
"""A suspended person has not left."""


async def hand_over_open_work(
    tx: Tx, before: Person, after: Person, *, actor: Person
) -> Sequence[Request]:
    """End what a person began in a role or status that has ended; the administrators are locked.
    Returns the open requests to reassign, of which the coordinators are also notified; a person who
    can work again keeps them.
    """
    if after.active and after.role in STAFF:
        await notification_service.resolve_kind(tx, HANDOVER, after.party, str(after.id))
    if after.active and not before.active:
        return ()
    if before.role is Role.ADMIN and not (after.role is Role.ADMIN and after.status in PRESENT):
        await tx.of(Timestamps).record(tx.now, nomination_service.vacancy_key(before.party))
    await tx.of(Conversations).set(before.address, NO_CONVERSATION)
    await end_acts_of(tx, after)
    await delete_messages(tx, before.address, *(CONFIDENTIAL if after.active else ChatMessageKind))
    await end_access(tx, before, actor=actor)
    await nomination_service.end_with(tx, before)
    revoked = await tx.of(Invites).revoke_of(before.id)
    await nomination_service.record_revoked(tx, revoked, actor=actor)
    if after.status is AccountStatus.REMOVED:
        await delete_pin(tx, before, actor=actor)
    if after.active and after.role in STAFF:
        return ()
    open_requests = await tx.of(Requests).assigned_to(before.id)
    if open_requests:
        title = handover_text(before, open_requests)
        notice = HANDOVER.notice(before.party, str(before.id), title, by=actor.id)
        await notification_service.notify(tx, notice)
    return open_requests


def handover_text(
    person: Person, assigned_requests: Sequence[Request], *, assigned_by: tuple[Text, ...] = ()
) -> Text:
    """The number of open requests to reassign, for an administrator with who can do it."""
    key = "handover-by" if assigned_by else "notice-handover"
    return text(key, name=person.name, count=len(assigned_requests), names=assigned_by)


async def notice_rows(tx: Tx, viewer: Person, notice: Notice, rows: list[Row]) -> list[Row]:
    """What is to be reassigned."""
    left = await tx.of(Requests).assigned_to(PersonId(int(notice.subject_id)))
    buttons = [each for row in handover_rows(left, viewer) for each in row]
    return [row for each in buttons for row in acting_rows(each, rows)] or rows


def handover_rows(requests: Sequence[Request], viewer: Person) -> list[Row]:
    """A button for each of the first requests, which asks whom to assign it to or, for a viewer who
    may not, opens it; and one for the whole list if there are more.
    """
    more: Row = (Button(text("filter-left"), "requests left"),)
    first = [each.reference for each in requests[:MAX_LISTED]]
    shown = [request_row(each) for each in first]
    if viewer.role in STAFF:
        label = partial(text, "button-todo-assign")
        shown = [(Button(label(reference=each), f"assign {each}"),) for each in first]
    return [*shown, more] if len(requests) > MAX_LISTED else shown
