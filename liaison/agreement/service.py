"""Terminations, recorded from diplomatic letters; amendments; and differences (Articles 11, 12)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from liaison.agreement import rules
from liaison.agreement.repository import Differences, Terminations
from liaison.agreement.rules import (
    DIFFERENCE_APPROVAL,
    DIFFERENCE_PREFIX,
    TERMINATION_PREFIX,
    ByLetter,
    Difference,
    Termination,
    TerminationCode,
    TerminationReminder,
    TerminationState,
    check_difference_open,
    next_termination_reminders,
)
from liaison.approvals import service as approval_service
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ApprovalKind, ProposedChange
from liaison.core.agreement import PartyCode, Priority, party_name
from liaison.core.cards import Text, text
from liaison.core.errors import Conflict, UserError
from liaison.core.outbox import AGREEMENT_SUBJECT
from liaison.core.people import APPROVER_ROLES, COORDINATORS, Person, require_role
from liaison.core.references import DifferenceCode
from liaison.core.transaction import People, Tx, unused_code
from liaison.lifecycle import steps
from liaison.lifecycle.model import lateness
from liaison.lifecycle.steps import NextCheck, Step
from liaison.notifications.kinds import NewNotice, NoticeKind, Side
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience

GIVEN, WITHDRAWN, STRUCK = "given", "withdrawn", "struck"
_KIND = partial(
    NoticeKind, subject=AGREEMENT_SUBJECT, audience=Audience.APPROVERS, priority=Priority.IMPORTANT
)
STEPS = {
    topic: _KIND(f"termination-{topic}", side=Side.OTHER) for topic in (GIVEN, WITHDRAWN, STRUCK)
}
"""The notices to the other Party that an entry was recorded, withdrawn, or deleted."""
REMINDER = _KIND("termination-reminder", side=Side.BOTH)
TIMER = "termination"
"""Timer kind for the reminders of a termination."""


async def check_new_termination(tx: Tx, person: Person) -> None:
    """Check that a person may record a notice. Raises ``NotYourRole`` or ``Conflict``."""
    require_role(person, APPROVER_ROLES)
    rules.check_none_exists(await tx.of(Terminations).latest(), tx.now)


async def record(
    tx: Tx, person: Person, party: PartyCode, *, received_on: date, letter: str
) -> Termination:
    """Record a notice of ``party``; the other Party received it on one of ``receipt_days``."""
    await check_new_termination(tx, person)
    notice = ByLetter(letter=letter, day=received_on, by=person.id, at=tx.now)
    code = await unused_code(
        tx, person.party, TERMINATION_PREFIX, TerminationCode, tx.of(Terminations).lock
    )
    termination = rules.give_notice(notice, party, tx.agreement, code=code)
    while not await tx.of(Terminations).add(termination):
        await check_new_termination(tx, person)
    step = _step(tx, person, termination, "record", topic=GIVEN)
    facts = {"party": party, "received_on": received_on}
    return await steps.finish_step(tx, replace(step, facts=facts))


async def check_withdrawal(tx: Tx, person: Person) -> Termination:
    """The notice in force, to be withdrawn. Raises what ``rules.check_withdrawal`` raises."""
    found = await tx.of(Terminations).latest()
    alone = found is not None and not await tx.of(People).team(found.party, *APPROVER_ROLES)
    return rules.check_withdrawal(found, person, alone=alone, now=tx.now)


async def withdraw(
    tx: Tx, person: Person, running: Termination, *, day: date, letter: str
) -> Termination:
    """Record the letter of a withdrawal; ``day`` is one of ``withdrawal_days``."""
    withdrawal = ByLetter(letter=letter, day=day, by=person.id, at=tx.now)
    termination = rules.withdraw(running, withdrawal)
    step = _step(tx, person, termination, "withdraw", topic=WITHDRAWN)
    return await steps.save_step(tx, replace(step, facts={"day": day}), tx.of(Terminations).change)


async def strike(tx: Tx, person: Person, struck: Termination) -> Termination:
    """Delete the latest entry as a mistake, after ``check_strike``; the audit record keeps both."""
    step = _step(tx, person, struck, "strike", topic=STRUCK)
    if struck.withdrawal is None:
        timer = NextCheck(TIMER, struck.code, at=None)
        deletion = replace(step, gone=True, timer=timer)
        return await steps.save_step(tx, deletion, tx.of(Terminations).strike)
    reinstated = rules.withdraw(struck, None)
    kept = replace(step, record=reinstated, timer=_timer(tx, reinstated))
    await steps.save_step(tx, kept, tx.of(Terminations).change)
    return struck


async def run_timer(tx: Tx, code: TerminationCode) -> None:
    """Send the reminders that came due. Proposed amendments expire when the Agreement ends."""
    termination = await tx.of(Terminations).lock(code)
    plan, notices = next_termination_reminders, partial(_reminders, tx)
    await steps.run_reminders(tx, TIMER, code, termination, plan=plan, notices=notices)
    if termination is None:
        return
    if termination.state(tx.now) is TerminationState.ENDED:
        for approval in await tx.of(Approvals).listed():
            if approval.change.kind == AMENDMENT_APPROVAL:
                await approval_service.expire_about(tx, approval.change.kind, approval.change.of)


def _timer(tx: Tx, termination: Termination) -> NextCheck:
    return steps.next_check(tx, TIMER, termination.code, termination, next_termination_reminders)


def _step(
    tx: Tx, person: Person, termination: Termination, action: str, *, topic: str
) -> Step[Termination]:
    kind = STEPS[topic]
    title = _title(termination, f"notice-{kind.key}", entry=_entry(termination))
    notices = kind.notices(tx.agreement, person.party, termination.code, title, by=person.id)
    return Step(
        termination,
        action,
        actor=person,
        timer=_timer(tx, termination),
        subject=AGREEMENT_SUBJECT,
        of=termination.code,
        notices=notices,
    )


def _reminders(
    tx: Tx, termination: Termination, reminders: Sequence[TerminationReminder]
) -> Iterator[NewNotice]:
    over = termination.state(tx.now) is TerminationState.ENDED
    key = "reminder-agreement-ended" if over else "reminder-agreement-ends"
    for reminder in reminders:
        yield REMINDER.notice(
            reminder.party,
            termination.code,
            _title(termination, key),
            due_by=None if over else termination.ends_at,
            late=lateness(reminder.at, tx.agreement, tx.now),
        )


def _entry(termination: Termination) -> str:
    return GIVEN if termination.withdrawal is None else WITHDRAWN


def _title(termination: Termination, key: str, **values: str) -> Text:
    return text(key, party=party_name(termination.party), last=termination.ends_on, **values)


async def check_strike(tx: Tx, person: Person) -> Termination:
    """Check that a person may delete the latest entry. Raises ``NotYourRole`` or ``Conflict``."""
    require_role(person, APPROVER_ROLES)
    found = await tx.of(Terminations).latest()
    if found is None:
        raise Conflict("error-entry-exists")
    entry = found.withdrawal or found.notice
    recorder = await tx.of(People).get(entry.by)
    own = recorder is not None and recorder.party == person.party
    seen = await _is_acknowledged(tx, person, found)
    return rules.check_strike(found, person.party, own=own, acknowledged=seen, now=tx.now)


async def may_strike(tx: Tx, person: Person) -> bool:
    """Whether a person may delete the latest entry."""
    try:
        await check_strike(tx, person)
    except UserError:
        return False
    return True


async def _is_acknowledged(tx: Tx, person: Person, termination: Termination) -> bool:
    """Whether the other Party has acknowledged the entry; false if it has no active people."""
    other = tx.agreement.other(person.party).code
    key = STEPS[_entry(termination)].key
    open_notice = await tx.of(Notices).find_open(other, AGREEMENT_SUBJECT, termination.code, key)
    return open_notice is None and bool(await tx.of(People).team(other))


# Amendments

AMENDMENT_APPROVAL = ApprovalKind("amendment")
"""A change of the Agreement's text, by a reference to the signed document (Article 12)."""

UNAMENDED = "none"
"""The value before an amendment: no text with that reference."""
TEXT = "text"
"""The reason of a proposal to amend; the text itself gives the reasons."""


def amendment(reference: str, day: date, agreed: Iterable[Approval]) -> ProposedChange:
    """The proposed text with that reference and date. Raises ``Conflict``."""
    for each in agreed:
        if each.change.of == reference and each.ended_at is not None:
            raise Conflict("error-amendment-agreed", at=each.ended_at)
    return ProposedChange(
        AMENDMENT_APPROVAL, reference, before=UNAMENDED, after=day.isoformat(), reason=TEXT
    )


async def check_not_ended(tx: Tx) -> None:
    """Check that the Agreement has not ended. Raises ``Conflict``."""
    rules.check_not_ended(await tx.of(Terminations).latest(), tx.now)


async def propose_amendment(tx: Tx, person: Person, *, reference: str, day: date) -> Approval:
    """Propose the text with that reference and one of ``text_days``. Raises ``UserError``."""
    await check_not_ended(tx)
    change = amendment(reference, day, await tx.of(Approvals).agreed(AMENDMENT_APPROVAL))
    return await approval_service.propose(tx, person, change)


# Differences

DIFFERENCE_OPENED = NoticeKind(
    "difference-opened", AGREEMENT_SUBJECT, Audience.APPROVERS, Side.OTHER, Priority.IMPORTANT
)
OPEN, CLOSED = "open", "closed"
SETTLED = "settled"
"""The reason of a proposal to close a difference."""


async def lock_difference(tx: Tx, code: DifferenceCode) -> Difference:
    """Load a difference. Raises ``WrongValue``."""
    return steps.found_or_raise(await tx.of(Differences).lock(code), "/agreement")


async def open_difference(tx: Tx, person: Person, title: str) -> Difference:
    """Open a difference and notify the other Party. Raises ``NotYourRole``."""
    require_role(person, COORDINATORS)
    difference = Difference(
        code=await unused_code(
            tx, person.party, DIFFERENCE_PREFIX, DifferenceCode, tx.of(Differences).lock
        ),
        title=title,
        party=person.party,
        by=person.id,
        opened_at=tx.now,
    )
    await tx.of(Differences).add(difference)
    opened = text("notice-difference-opened", code=difference.code)
    notices = DIFFERENCE_OPENED.notices(
        tx.agreement, person.party, difference.code, opened, by=person.id
    )
    step = Step(difference, "open", actor=person, notices=notices)
    return await steps.finish_step(tx, step)


async def propose_closing(tx: Tx, person: Person, code: DifferenceCode) -> Approval:
    """Propose to the other Party to close a difference as settled. Raises ``UserError``."""
    check_difference_open(await lock_difference(tx, code))
    change = ProposedChange(DIFFERENCE_APPROVAL, code, before=OPEN, after=CLOSED, reason=SETTLED)
    return await approval_service.propose(tx, person, change)


async def apply_closing(tx: Tx, person: Person, change: ProposedChange) -> None:
    """Close a difference that both Parties settled. Raises ``WrongValue`` or ``Conflict``."""
    closed = rules.close_difference(await lock_difference(tx, DifferenceCode(change.of)), at=tx.now)
    step = Step(closed, "close", actor=person, subject=AGREEMENT_SUBJECT, of=closed.code)
    await steps.save_step(tx, step, tx.of(Differences).change)
