"""Extending the due date of a case: one Party proposes it, the other agrees or declines.

Nothing else moves the date. Every verb returns the case as it then stands.
"""

from datetime import date
from functools import partial

from liaison.approvals import service as approval_service
from liaison.approvals.repository import TwoKeys
from liaison.approvals.rules import (
    Change,
    TwoKey,
    TwoKeyAction,
    TwoKeyCode,
    UnknownKey,
    check_ahead,
)
from liaison.core import transaction
from liaison.core.agreement import PartyCode
from liaison.core.cards import Text, text
from liaison.core.escalation_policy import Priority
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.lifecycle.conflicts import RecordChanged
from liaison.lifecycle.steps import check_seen
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.notifications.service import Draft
from liaison.requests import rules as request_rules
from liaison.requests import service as request_service
from liaison.requests.model import (
    EXTENSION_APPROVAL,
    REQUEST_SUBJECT,
    Action,
    ExtensionReason,
    Request,
    State,
)
from liaison.requests.permissions import judge
from liaison.requests.repository import Requests
from liaison.requests.service import Press, find, take_step

TOPIC = "extend"
"""The topic of whatever says that an extension is proposed."""
_ENDINGS = ("declined", "withdrawn", "expired")
_TOPICS = frozenset({TOPIC, *(f"{TOPIC}_{ending}" for ending in _ENDINGS)})


async def check(tx: Tx, person: Person, press: Press) -> Request:
    """Check all that does not depend on what is proposed; nothing is written.

    Raises ``UnknownReference``, ``RecordChanged``, what ``access.judge`` finds, or ``KeyOpen``.
    """
    request = await find(tx, person, press.reference)
    changed = RecordChanged(request_rules.CONFLICTS.changed, reference=request.reference)
    check_seen(press.seen, request.seen_version(person.party), changed)
    side = request.side(person.party)
    wrong = judge(Action.EXTEND, role=person.role, side=side, state=request.state, alone=False)
    if wrong is not None:
        raise wrong(reference=request.reference)
    await approval_service.check_none_open(tx, EXTENSION_APPROVAL, request.reference)
    return request


async def propose(
    tx: Tx, person: Person, request: Request, *, to: date, reason: ExtensionReason
) -> Request:
    """Propose a later due date, a date in the requested Party's zone, after ``check``.

    Raises what ``life.check_extension`` and ``two_keys.propose`` raise.
    """
    before = request_rules.check_extension(
        request, to, today=transaction.today_of(tx, request.requested)
    )
    change = Change(
        kind=EXTENSION_APPROVAL,
        of=request.reference,
        before=before.isoformat(),
        after=to.isoformat(),
        reason=reason,
    )
    await approval_service.propose(tx, person, change)
    await _step(tx, request.reference, by=person)
    await notification_service.tell(
        tx,
        Draft(
            party=tx.agreement.other(person.party).code,
            subject=REQUEST_SUBJECT,
            of=request.reference,
            topic=TOPIC,
            headline=text("notice-extension-proposed", reference=request.reference, due=to),
            audience=Audience.CONFIRMERS,
            priority=Priority.IMPORTANT,
            states=(State.RECEIVED,),
            actor=person.id,
        ),
    )
    return request


async def answer(
    tx: Tx, person: Person, press: Press, *, code: TwoKeyCode, action: TwoKeyAction
) -> Request:
    """Agree to an extension, decline it, or withdraw the own Party's.

    Raises ``UnknownReference``, ``UnknownKey``, ``ExtensionPassed`` or what ``two_keys.end``
    raises.
    """
    request = await find(tx, person, press.reference)
    key = await tx.of(TwoKeys).get(code)
    if key is None or key.change.of != request.reference:
        raise UnknownKey
    to = date.fromisoformat(key.change.after)
    if action is TwoKeyAction.AGREE:
        check_ahead(to, today=transaction.today_of(tx, request.requested))
    ended = await approval_service.end(tx, person, key, action)
    if action is TwoKeyAction.AGREE:
        # It is bound to the proposal of that code, not to the version of the case.
        offered = Press(reference=request.reference)
        permit = await request_service.check(tx, person, offered, Action.EXTEND)
        reason = ExtensionReason(key.change.reason)
        return await take_step(tx, permit, partial(request_rules.extend, to=to, reason=reason))
    await _step(tx, request.reference, by=person)
    await _tell_end(tx, ended, tx.agreement.other(person.party).code, by=person)
    return request


async def lock(tx: Tx, key: TwoKey) -> Request | None:
    """Lock the request whose due date a proposal would move."""
    return await tx.of(Requests).get(Reference(key.change.of), party=key.party)


async def tell_expiry(tx: Tx, key: TwoKey) -> None:
    """Tell both Parties that nobody has answered a proposal in time."""
    await _step(tx, Reference(key.change.of), by=None)
    for party in tx.agreement.parties:
        await _tell_end(tx, key, party.code, by=None)


def extension_text(change: Change) -> Text:
    """Which due date would move, in one line."""
    return text(
        "key-extension",
        reference=change.of,
        before=date.fromisoformat(change.before),
        after=date.fromisoformat(change.after),
    )


def command(change: Change) -> str:
    """The command that shows the request with what is proposed for it."""
    return f"case {change.of}"


async def _step(tx: Tx, reference: Reference, *, by: Person | None) -> None:
    """End what was told of extensions of a case: something newer is said now."""
    await notification_service.after_step(
        tx,
        REQUEST_SUBJECT,
        reference,
        by=by,
        is_moot=lambda notice: notice.topic in _TOPICS,
    )


async def _tell_end(tx: Tx, key: TwoKey, party: PartyCode, *, by: Person | None) -> None:
    """Tell the coordinators of a Party that nothing came of a proposal: whoever made it, so that
    they hear of it for certain.
    """
    pressing = Priority.IMPORTANT if party == key.party else Priority.ROUTINE
    await notification_service.tell(
        tx,
        Draft(
            party=party,
            subject=REQUEST_SUBJECT,
            of=key.change.of,
            topic=f"{TOPIC}_{key.state}",
            headline=text(f"notice-extension-{key.state}", reference=key.change.of),
            audience=Audience.COORDINATORS,
            priority=pressing,
            states=(State.RECEIVED,),
            actor=None if by is None else by.id,
        ),
    )
