"""Terminations of the Agreement: recorded from the diplomatic letter, reminded of, withdrawn."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from liaison.agreement import terminations
from liaison.agreement.amendment_service import AMENDMENT_APPROVAL
from liaison.agreement.repository import Terminations
from liaison.agreement.terminations import (
    CODE_PREFIX,
    ByLetter,
    Termination,
    TerminationCode,
    TerminationReminder,
    TerminationState,
    next_termination_reminders,
)
from liaison.approvals import service as approval_service
from liaison.approvals.repository import Approvals
from liaison.core.access import APPROVER_ROLES, require_role
from liaison.core.agreement import PartyCode, Priority, party_name
from liaison.core.cards import Text, text
from liaison.core.errors import Conflict, UserError
from liaison.core.outbox import AGREEMENT_SUBJECT
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.core.transaction import Tx, unused_code
from liaison.lifecycle.reminders import lateness
from liaison.lifecycle.steps import (
    NextCheck,
    Step,
    finish_step,
    next_check,
    run_reminders,
    save_step,
)
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
    terminations.check_none_exists(await tx.of(Terminations).latest(), tx.now)


async def record(
    tx: Tx, person: Person, party: PartyCode, *, received_on: date, letter: str
) -> Termination:
    """Record a notice that ``party`` gave by diplomatic letter. The other Party received it on
    ``received_on``, its local date, and is notified.

    Raises what ``check_new_termination`` raises, or ``DateOutOfRange``.
    """
    await check_new_termination(tx, person)
    day = terminations.receipt_days(party, tx.agreement, tx.now).check(received_on)
    notice = ByLetter(letter=letter, day=day, by=person.id, at=tx.now)
    code = await unused_code(
        tx, person.party, CODE_PREFIX, TerminationCode, tx.of(Terminations).lock
    )
    termination = terminations.give_notice(notice, party, tx.agreement, code=code)
    while not await tx.of(Terminations).add(termination):
        await check_new_termination(tx, person)
    step = _step(tx, person, termination, "record", topic=GIVEN)
    facts = {"party": party, "received_on": day}
    return await finish_step(tx, replace(step, facts=facts))


async def check_withdrawal(tx: Tx, person: Person) -> Termination:
    """Check that a person may withdraw the notice in force, and return it.

    Raises what ``terminations.check_withdrawal`` raises.
    """
    found = await tx.of(Terminations).latest()
    alone = found is not None and not await tx.of(People).team(found.party, *APPROVER_ROLES)
    return terminations.check_withdrawal(found, person, alone=alone, now=tx.now)


async def withdraw(
    tx: Tx, person: Person, running: Termination, *, day: date, letter: str
) -> Termination:
    """Record the letter that withdraws the notice, after ``check_withdrawal``. ``day`` is a local
    date of the Party that received the notice. Raises ``DateOutOfRange``.
    """
    terminations.withdrawal_days(running, tx.agreement, tx.now).check(day)
    withdrawal = ByLetter(letter=letter, day=day, by=person.id, at=tx.now)
    termination = terminations.withdraw(running, withdrawal)
    step = _step(tx, person, termination, "withdraw", topic=WITHDRAWN)
    return await save_step(tx, replace(step, facts={"day": day}), tx.of(Terminations).change)


async def strike(tx: Tx, person: Person, struck: Termination) -> Termination:
    """Delete the latest entry as a mistake, after ``check_strike``: the notice
    itself or its withdrawal. The audit record keeps both steps; the other Party is notified.
    """
    step = _step(tx, person, struck, "strike", topic=STRUCK)
    if struck.withdrawal is None:
        timer = NextCheck(TIMER, struck.code, at=None)
        deletion = replace(step, gone=True, timer=timer)
        return await save_step(tx, deletion, tx.of(Terminations).strike)
    reinstated = terminations.withdraw(struck, None)
    kept = replace(step, record=reinstated, timer=_timer(tx, reinstated))
    await save_step(tx, kept, tx.of(Terminations).change)
    return struck


async def run_timer(tx: Tx, code: TerminationCode) -> None:
    """Send the reminders that came due. Proposed amendments expire when the Agreement ends."""
    termination = await tx.of(Terminations).lock(code)
    plan, notices = next_termination_reminders, partial(_reminders, tx)
    await run_reminders(tx, TIMER, code, termination, plan=plan, notices=notices)
    if termination is None:
        return
    if termination.state(tx.now) is TerminationState.ENDED:
        for approval in await tx.of(Approvals).listed():
            if approval.change.kind == AMENDMENT_APPROVAL:
                await approval_service.expire_about(tx, approval.change.kind, approval.change.of)


def _timer(tx: Tx, termination: Termination) -> NextCheck:
    return next_check(tx, TIMER, termination.code, termination, next_termination_reminders)


def _step(
    tx: Tx, person: Person, termination: Termination, action: str, *, topic: str
) -> Step[Termination]:
    """A step that notifies the other Party."""
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
    return terminations.check_strike(found, person.party, own=own, acknowledged=seen, now=tx.now)


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
