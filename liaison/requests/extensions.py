"""Extending the due date of a request: one Party proposes it, the other agrees or declines.

Only an extension changes the date. Each function returns the updated request.
"""

from collections.abc import Iterator
from datetime import date
from functools import partial

from liaison.approvals import service as approval_service
from liaison.approvals.rules import Approval, ApprovalAction, ApprovalState, ProposedChange
from liaison.core import transaction
from liaison.core.agreement import Agreement
from liaison.core.cards import Button, Text, named, text
from liaison.core.errors import Conflict
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.lifecycle.model import VersionedRef
from liaison.lifecycle.steps import check_seen
from liaison.notifications import service as notification_service
from liaison.notifications.kinds import NewNotice
from liaison.notifications.rules import Audience
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
from liaison.requests.service import lock, take_step

NOTICE_KEY = "extend"
"""The key of the notice of a proposed extension."""
_END_STATES = ("declined", "withdrawn", "expired")
_NOTICE_KEYS = frozenset({NOTICE_KEY, *(f"{NOTICE_KEY}_{state}" for state in _END_STATES)})


async def check_extension(tx: Tx, person: Person, ref: VersionedRef[Reference]) -> Request:
    """Check an extension before its date. Raises ``WrongValue``, ``Conflict`` or ``UserError``."""
    request = await lock(tx, person, ref.key)
    check_seen(ref.version, request.seen_version(person.party))
    side = request.side(person.party)
    wrong = check_permission(
        Action.EXTEND, role=person.role, side=side, state=request.state, other_absent=False
    )
    if wrong is not None:
        raise wrong(reference=request.reference)
    await approval_service.check_none_open(tx, EXTENSION_APPROVAL, request.reference)
    return request


async def propose(
    tx: Tx, person: Person, request: Request, *, to: date, reason: ExtensionReason
) -> Request:
    """Propose a later due date, a local one, after ``check_extension``. Raises ``UserError``."""
    days = request_rules.extension_days(request, transaction.today_of(tx, request.requested))
    days.check(to)
    change = ProposedChange(
        EXTENSION_APPROVAL,
        request.reference,
        before=str(request.due_on),
        after=to.isoformat(),
        reason=reason,
    )
    await approval_service.propose(tx, person, change)
    return request


async def check(tx: Tx, change: ProposedChange) -> None:
    """Check that the due date, local to the requested Party, is not over. Raises ``Conflict``."""
    reference, to = Reference(change.of), date.fromisoformat(change.after)
    request = await tx.of(Requests).lock(reference, party=tx.agreement.parties[0].code)
    if request is not None and to < transaction.today_of(tx, request.requested):
        raise Conflict("error-day-passed", day=to)


async def apply(tx: Tx, person: Person, change: ProposedChange) -> None:
    """Extend the due date, as both Parties agreed, whatever version the person saw."""
    ref = VersionedRef(Reference(change.of))
    permit = await request_service.check(tx, person, ref, Action.EXTEND)
    to, reason = date.fromisoformat(change.after), ExtensionReason(change.reason)
    await take_step(tx, permit, partial(request_rules.extend, to=to, reason=reason))


def extension_text(change: ProposedChange) -> Text:
    """The proposed change of the due date, in one line."""
    return text(
        "approval-extension",
        reference=change.of,
        before=date.fromisoformat(change.before),
        after=date.fromisoformat(change.after),
    )


async def extension_terms(_tx: Tx, change: ProposedChange) -> approval_service.Terms:
    """Why an extension is proposed."""
    return [("reason", named("extension-reason", change.reason))]


async def tell(tx: Tx, approval: Approval, actor: Person | None) -> None:
    """Send the notices of a proposal, which replace those about extensions of the same request; if
    it is agreed, the step of the request is told.
    """
    if approval.state is ApprovalState.AGREED:
        return
    await notification_service.after_step(
        tx,
        REQUEST_SUBJECT,
        approval.change.of,
        actor=actor,
        is_obsolete=lambda notice: notice.notice_key in _NOTICE_KEYS,
    )
    await notification_service.notify(tx, *notices_of(approval, tx.agreement, actor=actor))


def notices_of(
    approval: Approval, agreement: Agreement, *, actor: Person | None
) -> Iterator[NewNotice]:
    """The notices that a proposal is open, or how it ended, for the coordinators."""
    is_open = approval.is_open
    state = "proposed" if is_open else approval.state
    due = date.fromisoformat(approval.change.after)
    key = NOTICE_KEY if is_open else f"{NOTICE_KEY}_{state}"
    for party, own_key, priority in approval_service.told(approval, agreement, key, actor=actor):
        yield NewNotice(
            party=party,
            subject=REQUEST_SUBJECT,
            subject_id=approval.change.of,
            notice_key=own_key,
            title=text(f"notice-extension-{state}", reference=approval.change.of, due=due),
            audience=Audience.COORDINATORS_ONLY if is_open else Audience.COORDINATORS,
            priority=priority,
            states=(State.RECEIVED,),
            triggered_by=None if actor is None else actor.id,
        )


def extension_lines(
    agreement: Agreement, request: Request, approval: Approval | None
) -> Iterator[Text]:
    """The first due date of an extended request, and the open proposal with its dates."""
    if request.first_due_on is not None and request.due_on is not None:
        yield text("request-extended", first=request.first_due_on, due=request.due_on)
    if approval is not None:
        yield text(
            "request-extension-proposed",
            party=text(agreement.party(approval.party).name),
            first=date.fromisoformat(approval.change.before),
            due=date.fromisoformat(approval.change.after),
            reason=named("extension-reason", approval.change.reason),
            ends=approval.expires_at,
            code=approval.code,
        )


def answer_buttons(
    viewer: Person, approval: Approval, *actions: ApprovalAction
) -> Iterator[Button]:
    """The buttons for a proposal: the own Party withdraws it, the other one decides."""
    for each in actions:
        if (each is ApprovalAction.WITHDRAW) is (approval.party == viewer.party):
            line = f"extend {approval.change.of} {each} {approval.code}"
            yield Button(text(f"button-extension-{each}"), line)
