"""Extending the due date of a case: one Party proposes it, the other agrees or declines.

Nothing else moves the date. Every verb returns the case as it then stands.
"""

from datetime import date
from functools import partial

from liaison.approvals import service as approval_service
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import (
    Approval,
    ApprovalAction,
    ApprovalCode,
    ProposedChange,
    UnknownApproval,
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
from liaison.notifications.service import NewNotice
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
from liaison.requests.permissions import check_permission
from liaison.requests.repository import Requests
from liaison.requests.service import VersionedRequestRef, find, take_step

TOPIC = "extend"
"""The topic of whatever says that an extension is proposed."""
_ENDINGS = ("declined", "withdrawn", "expired")
_TOPICS = frozenset({TOPIC, *(f"{TOPIC}_{ending}" for ending in _ENDINGS)})


async def check(tx: Tx, person: Person, ref: VersionedRequestRef) -> Request:
    """Check all that does not depend on what is proposed; nothing is written.

    Raises ``UnknownReference``, ``RecordChanged``, what ``access.judge`` finds, or ``KeyOpen``.
    """
    request = await find(tx, person, ref.reference)
    changed = RecordChanged(request_rules.CONFLICTS.changed, reference=request.reference)
    check_seen(ref.version, request.seen_version(person.party), changed)
    side = request.side(person.party)
    wrong = check_permission(
        Action.EXTEND, role=person.role, side=side, state=request.state, alone=False
    )
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
    change = ProposedChange(
        kind=EXTENSION_APPROVAL,
        of=request.reference,
        before=before.isoformat(),
        after=to.isoformat(),
        reason=reason,
    )
    await approval_service.propose(tx, person, change)
    await _step(tx, request.reference, actor=person)
    await notification_service.notify(
        tx,
        NewNotice(
            party=tx.agreement.other(person.party).code,
            subject=REQUEST_SUBJECT,
            subject_id=request.reference,
            notice_key=TOPIC,
            title=text("notice-extension-proposed", reference=request.reference, due=to),
            audience=Audience.COORDINATORS_ONLY,
            priority=Priority.IMPORTANT,
            states=(State.RECEIVED,),
            triggered_by=person.id,
        ),
    )
    return request


async def answer(
    tx: Tx, person: Person, ref: VersionedRequestRef, *, code: ApprovalCode, action: ApprovalAction
) -> Request:
    """Agree to an extension, decline it, or withdraw the own Party's.

    Raises ``UnknownReference``, ``UnknownApproval``, ``ExtensionPassed`` or what ``two_keys.end``
    raises.
    """
    request = await find(tx, person, ref.reference)
    approval = await tx.of(Approvals).get(code)
    if approval is None or approval.change.of != request.reference:
        raise UnknownApproval
    to = date.fromisoformat(approval.change.after)
    if action is ApprovalAction.AGREE:
        check_ahead(to, today=transaction.today_of(tx, request.requested))
    ended = await approval_service.end(tx, person, approval, action)
    if action is ApprovalAction.AGREE:
        # It is bound to the proposal of that code, not to the version of the case.
        offered = VersionedRequestRef(reference=request.reference)
        permit = await request_service.check(tx, person, offered, Action.EXTEND)
        reason = ExtensionReason(approval.change.reason)
        return await take_step(tx, permit, partial(request_rules.extend, to=to, reason=reason))
    await _step(tx, request.reference, actor=person)
    await _notify_end(tx, ended, tx.agreement.other(person.party).code, actor=person)
    return request


async def lock(tx: Tx, approval: Approval) -> Request | None:
    """Lock the request whose due date a proposal would move."""
    return await tx.of(Requests).get(Reference(approval.change.of), party=approval.party)


async def tell_expiry(tx: Tx, approval: Approval) -> None:
    """Tell both Parties that nobody has answered a proposal in time."""
    await _step(tx, Reference(approval.change.of), actor=None)
    for party in tx.agreement.parties:
        await _notify_end(tx, approval, party.code, actor=None)


def extension_text(change: ProposedChange) -> Text:
    """Which due date would move, in one line."""
    return text(
        "approval-extension",
        reference=change.of,
        before=date.fromisoformat(change.before),
        after=date.fromisoformat(change.after),
    )


def command(change: ProposedChange) -> str:
    """The command that shows the request with what is proposed for it."""
    return f"case {change.of}"


async def _step(tx: Tx, reference: Reference, *, actor: Person | None) -> None:
    """End what was told of extensions of a case: something newer is said now."""
    await notification_service.after_step(
        tx,
        REQUEST_SUBJECT,
        reference,
        actor=actor,
        is_obsolete=lambda notice: notice.notice_key in _TOPICS,
    )


async def _notify_end(
    tx: Tx, approval: Approval, party: PartyCode, *, actor: Person | None
) -> None:
    """Tell the coordinators of a Party that nothing came of a proposal: whoever made it, so that
    they hear of it for certain.
    """
    pressing = Priority.IMPORTANT if party == approval.party else Priority.ROUTINE
    await notification_service.notify(
        tx,
        NewNotice(
            party=party,
            subject=REQUEST_SUBJECT,
            subject_id=approval.change.of,
            notice_key=f"{TOPIC}_{approval.state}",
            title=text(f"notice-extension-{approval.state}", reference=approval.change.of),
            audience=Audience.COORDINATORS,
            priority=pressing,
            states=(State.RECEIVED,),
            triggered_by=None if actor is None else actor.id,
        ),
    )
