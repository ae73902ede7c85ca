"""Proposals of a change: made by one Party, answered by the other or expired, and told to both."""

from collections.abc import Awaitable, Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import KW_ONLY, dataclass
from datetime import date
from typing import TypeAlias

from liaison.approvals import rules
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import (
    APPROVAL_SUBJECT,
    CODE_PREFIX,
    Approval,
    ApprovalAction,
    ApprovalCode,
    ApprovalKind,
    ProposedChange,
)
from liaison.core.agreement import Agreement, PartyCode, Priority
from liaison.core.cards import Button, Text, text
from liaison.core.errors import UNKNOWN_CODE, Conflict, UserError
from liaison.core.outbox import Subject
from liaison.core.people import Person, Role
from liaison.core.registry import Unregistered
from liaison.core.transaction import People, Tx, unused_code
from liaison.core.working_time import DAY
from liaison.lifecycle.steps import NextCheck, Step, finish_step, save_step
from liaison.notifications import service as notification_service
from liaison.notifications.kinds import NewNotice, NoticeKind
from liaison.notifications.rules import Audience

Terms: TypeAlias = "Sequence[tuple[str, Text]]"
"""The names of fields, and their values."""


@dataclass(frozen=True, slots=True)
class ApprovalType:
    """A kind of change that one Party proposes and the other approves.

    People in ``approvers`` propose and agree. ``text`` describes the change in one line, and
    ``terms`` are the values of its record that it does not name. ``lock``
    locks the record of a proposal; every transaction locks that first and the proposal second.
    ``check`` raises what prevents agreement. ``apply`` makes the agreed change; if it raises, the
    proposal stays open. The button that ``opens`` the record is for those who may use its command.
    ``command`` shows and answers a proposal through its record; ``tell`` notifies of a proposal
    or its end, by an actor or none, in place of the usual notices. A list names it with the record
    that it is ``about``, if there is one; ``record`` names the one whose cards show its state. It
    is ``due`` by a day, if only an answer by then is in time.
    """

    key: ApprovalKind
    approvers: frozenset[Role]
    _: KW_ONLY
    text: Callable[[ProposedChange], Text]
    terms: Callable[[Tx, ProposedChange], Awaitable[Terms]] | None = None
    lock: Callable[[Tx, Approval], Awaitable[object]] | None = None
    check: Callable[[Tx, ProposedChange], Awaitable[None]] | None = None
    apply: Callable[[Tx, Person, ProposedChange], Awaitable[None]] | None = None
    opens: Callable[[ProposedChange], Button] | None = None
    command: Callable[[ProposedChange], str] | None = None
    about: Callable[[ProposedChange], tuple[Subject, str] | None] = lambda _change: None
    record: Callable[[ProposedChange], str] = lambda change: change.of
    due: Callable[[ProposedChange], date] | None = None
    tell: Callable[[Tx, Approval, Person | None], Awaitable[None]] | None = None


def approval_type(tx: Tx, change: ProposedChange) -> ApprovalType:
    """The registered approval type of a change. Raises ``Unregistered``."""
    return tx.registry.get(ApprovalType, change.kind)


async def terms_of(tx: Tx, change: ProposedChange) -> Terms:
    """The values of the record of a change that its line does not name."""
    terms = approval_type(tx, change).terms
    return () if terms is None else await terms(tx, change)


def change_text(tx: Tx, change: ProposedChange) -> Text:
    """A proposed change in one line, before and after."""
    return approval_type(tx, change).text(change)


TIMER = "two_key"
"""Timer kind for the expiry of proposals."""
PROPOSED = "proposed"
"""Key of the notice that asks for approval."""
LAPSED = NoticeKind("lapsed", APPROVAL_SUBJECT, Audience.APPROVERS, informs=True)
"""That it is too late to approve, as the Party is told that was reminded of it until then."""


async def propose(
    tx: Tx, person: Person, change: ProposedChange, *, others: Collection[Role] = ()
) -> Approval:
    """Propose a change of a locked record, as its approvers may and people of the roles ``others``,
    and notify the other Party. Raises ``NotYourRole``, ``UserError`` or ``Conflict``.
    """
    other, kind = tx.agreement.other(person.party), approval_type(tx, change)
    if not await tx.of(People).team(other.code, *kind.approvers):
        raise UserError("error-no-approver", party=text(other.name))
    while True:
        await check_none_open(tx, change.kind, change.of)
        approval = rules.propose(
            change,
            person,
            approvers={*kind.approvers, *others},
            code=await unused_code(
                tx, person.party, CODE_PREFIX, ApprovalCode, tx.of(Approvals).get
            ),
            at=tx.now,
            open_for=tx.agreement.approval_days * DAY,
        )
        if await tx.of(Approvals).add(approval):
            break
    timer = NextCheck(TIMER, approval.code, at=approval.expires_at)
    step = Step(approval, "propose", actor=person, timer=timer, of=kind.record(change))
    await finish_step(tx, step)
    await _tell(tx, approval, actor=person)
    return approval


async def check_none_open(tx: Tx, kind: ApprovalKind, of: str) -> None:
    """Check that no proposal about the same subject is open. Raises ``Conflict``."""
    opened = await tx.of(Approvals).find_open(kind, of)
    if opened is not None:
        raise Conflict("error-approval-pending", code=opened.code)


async def lock(tx: Tx, code: ApprovalCode) -> Approval:
    """Load and lock a proposal. Raises ``Conflict``, also for a kind of a newer version."""
    with suppress(Unregistered):
        approval = await _locked(tx, code)
        if approval is not None:
            return approval
    raise Conflict(UNKNOWN_CODE, list="/approvals")


async def answer_proposal(
    tx: Tx, person: Person, approval: Approval, action: ApprovalAction
) -> Approval:
    """Agree to, decline or withdraw a proposal. Raises what prevents it; then it stays open."""
    kind = approval_type(tx, approval.change)
    agrees = action is ApprovalAction.AGREE
    if agrees and kind.check is not None:
        await kind.check(tx, approval.change)
    by = await tx.of(People).get(approval.ended_by)
    first = "" if by is None else by.name
    approvers = kind.approvers
    ended = rules.end(approval, action, person, approvers=approvers, at=tx.now, first=first)
    await _save(tx, ended, action, actor=person)
    if agrees and kind.apply is not None:
        await kind.apply(tx, person, approval.change)
    await _tell(tx, ended, actor=person)
    return ended


async def expire_about(tx: Tx, kind: ApprovalKind, subject_id: str) -> None:
    """Expire the open proposal about a record that has ended, and resolve its notices."""
    approval = await tx.of(Approvals).find_open(kind, subject_id)
    if approval is not None:
        await _save(tx, rules.expire(approval, at=tx.now), "settle", actor=None)
        await end_notices(tx, approval, actor=None)


async def run_timer(tx: Tx, code: ApprovalCode) -> None:
    """Expire a proposal whose time is over, and notify both Parties."""
    approval = await _locked(tx, code)
    if approval is None or not approval.is_open:
        await tx.schedule_timer(TIMER, code, None)
    elif approval.expires_at > tx.now:
        await tx.schedule_timer(TIMER, code, approval.expires_at)
    else:
        ended = rules.expire(approval, at=tx.now)
        await _save(tx, ended, "expire", actor=None)
        await _tell(tx, ended, actor=None)


def notices_of(
    approval: Approval, kind: ApprovalType, agreement: Agreement, *, actor: Person | None
) -> Iterator[NewNotice]:
    """The notices that a proposal is open, or how it ended, for people who may approve."""
    state = PROPOSED if approval.is_open else approval.state
    title = text(f"notice-approval-{state}", code=approval.code, matter=kind.text(approval.change))
    for party, key, priority in told(approval, agreement, state, actor=actor):
        yield NewNotice(
            party=party,
            subject=APPROVAL_SUBJECT,
            subject_id=approval.code,
            notice_key=key,
            title=title,
            audience=(
                Audience.APPROVERS if Role.ADMIN in kind.approvers else Audience.COORDINATORS_ONLY
            ),
            priority=priority,
            triggered_by=None if actor is None else actor.id,
        )


def told(
    approval: Approval, agreement: Agreement, key: str, *, actor: Person | None
) -> Iterator[tuple[PartyCode, str, Priority]]:
    """Who is told of a proposal or its end, and by a notice of which key: the Party that did not
    act, or both if it expired. The asked Party acknowledges it, the proposing one its answer.
    """
    for party in agreement.parties:
        is_asked, expired = party.code != approval.party, actor is None
        if actor is None or party.code != actor.party:
            important = approval.is_open or not (is_asked or expired)
            priority = Priority.IMPORTANT if important else Priority.ROUTINE
            yield party.code, LAPSED.key if is_asked and expired else key, priority


async def _locked(tx: Tx, code: ApprovalCode) -> Approval | None:
    """Load and lock a proposal after its record; every transaction locks in this order."""
    seen = await tx.of(Approvals).get(code)
    if seen is None:
        return None
    if (lock := approval_type(tx, seen.change).lock) is not None:
        await lock(tx, seen)
    return await tx.of(Approvals).lock(code)


async def _save(tx: Tx, approval: Approval, step: str, *, actor: Person | None) -> None:
    kind, timer = approval_type(tx, approval.change), NextCheck(TIMER, approval.code, at=None)
    ended = Step(
        approval,
        step,
        actor=actor,
        timer=timer,
        of=kind.record(approval.change),
        answers_by_itself=kind.command is None,
    )
    await save_step(tx, ended, tx.of(Approvals).change)


async def _tell(tx: Tx, approval: Approval, *, actor: Person | None) -> None:
    await (approval_type(tx, approval.change).tell or notify_of)(tx, approval, actor)


async def notify_of(tx: Tx, approval: Approval, actor: Person | None) -> None:
    """Notify of a proposal or its end, in the place of earlier notices about it."""
    kind = approval_type(tx, approval.change)
    if not approval.is_open:
        await end_notices(tx, approval, actor=actor)
    notices = notices_of(approval, kind, tx.agreement, actor=actor)
    await notification_service.notify(tx, *notices)


async def end_notices(tx: Tx, approval: Approval, *, actor: Person | None) -> None:
    """End the notices about a proposal."""
    await notification_service.after_step(
        tx, APPROVAL_SUBJECT, approval.code, actor=actor, is_obsolete=lambda _: True
    )
