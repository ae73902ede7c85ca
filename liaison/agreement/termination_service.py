"""The end of the Agreement: recorded from the diplomatic letter, brought up, taken back."""

from datetime import date, datetime

from liaison.agreement import termination_correction, terminations
from liaison.agreement.amendments import AMENDMENT_APPROVAL
from liaison.agreement.repository import Terminations
from liaison.agreement.termination_correction import ENDS, GIVEN, STRUCK, WITHDRAWN
from liaison.agreement.terminations import (
    ByLetter,
    EndPrompt,
    Termination,
    TerminationCode,
    TerminationState,
    new_termination_code,
    next_end_prompts,
)
from liaison.approvals import proposals as approval_proposals
from liaison.approvals.repository import TwoKeys
from liaison.audit import service as audit_service
from liaison.core.access import APPROVER_ROLES
from liaison.core.agreement import PartyCode, party_name
from liaison.core.cards import Text, text
from liaison.core.escalation_policy import Priority
from liaison.core.outbox import AGREEMENT_SUBJECT
from liaison.core.people import Person
from liaison.core.repository import People
from liaison.core.transaction import Tx, new_code
from liaison.notifications import service as notification_service
from liaison.notifications.rules import Audience
from liaison.notifications.service import Draft

WAKE = "termination"
"""The kind under which notices of termination are looked at again."""


async def check_new(tx: Tx, person: Person) -> None:
    """Let a person record a notice. Raises ``NotYourRole``, ``TerminationRuns`` or
    ``AgreementEnded``.
    """
    terminations.check_keeper(person)
    terminations.check_none_stands(await tx.of(Terminations).latest(), tx.now)


async def record(
    tx: Tx, person: Person, party: PartyCode, *, received_on: date, letter: str
) -> Termination:
    """Record a notice that a Party gave by diplomatic letter; the other Party received it on that
    local date. The Party of who records hears of it from that person, the other one from the desk.

    Raises what ``check_new`` raises, or ``DateOutOfRange``.
    """
    await check_new(tx, person)
    day = terminations.check_receipt(received_on, party, tx.agreement, tx.now)
    said = ByLetter(letter=letter, day=day, by=person.id, at=tx.now)
    code = await new_code(tx, person.party, new_termination_code, tx.of(Terminations).exists)
    termination = terminations.give_notice(said, party, tx.agreement, code=code)
    while not await tx.of(Terminations).add(termination):
        await check_new(tx, person)
    await audit_service.record_step(
        tx, "record", termination, by=person, party=party, received_on=day
    )
    await _plan_look(tx, termination)
    await _tell_other(tx, person, termination, GIVEN)
    return termination


async def check_withdrawal(tx: Tx, person: Person) -> Termination:
    """Let a person take back the notice that runs; gives it.

    Raises what ``life.check_withdrawal`` raises.
    """
    found = await tx.of(Terminations).latest()
    alone = found is not None and not await tx.of(People).team(found.party, *APPROVER_ROLES)
    return terminations.check_withdrawal(found, person, alone=alone, now=tx.now)


async def withdraw(tx: Tx, person: Person, *, day: date, letter: str) -> Termination:
    """Record the letter of that date, local to who received the notice, that takes it back.

    Raises what ``check_withdrawal`` raises, or ``DateOutOfRange``.
    """
    running = await check_withdrawal(tx, person)
    terminations.check_withdrawal_day(running, day, tx.agreement, tx.now)
    said = ByLetter(letter=letter, day=day, by=person.id, at=tx.now)
    termination = terminations.withdraw(running, said)
    await audit_service.save(tx, tx.of(Terminations), termination, "withdraw", by=person, day=day)
    await tx.wake(WAKE, termination.code, None)
    await notification_service.after_step(
        tx, AGREEMENT_SUBJECT, termination.code, by=person, is_moot=lambda _: True
    )
    await _tell_other(tx, person, termination, WITHDRAWN)
    return termination


async def strike(tx: Tx, person: Person) -> Termination:
    """Strike the latest entry, which was a mistake: a notice as if it had never been recorded, or
    the word that one was taken back. The audit record keeps both steps; the other Party is told.

    Raises what ``termination_correction.check`` raises.
    """
    struck = await termination_correction.check(tx, person)
    left = None if struck.withdrawal is None else terminations.reinstate(struck)
    if left is None:
        if not await tx.of(Terminations).strike(struck):
            raise RuntimeError("the notice of termination is locked, and changed all the same")
        await audit_service.record_step(tx, "strike", struck, by=person, gone=True)
    else:
        await audit_service.save(tx, tx.of(Terminations), left, "strike", by=person)
    await notification_service.after_step(
        tx, AGREEMENT_SUBJECT, struck.code, by=person, is_moot=lambda _: True
    )
    if left is None:
        await tx.wake(WAKE, struck.code, None)
    else:
        await _plan_look(tx, left)
    await _tell_other(tx, person, struck, STRUCK)
    return struck


async def look(tx: Tx, code: TerminationCode, *, since: datetime) -> None:
    """Look at a notice whose time has come; ``since`` is the last look at it (aware UTC). With the
    Agreement ends what was proposed to amend it.
    """
    termination = await tx.of(Terminations).get(code)
    if termination is None:
        await tx.wake(WAKE, code, None)
        return
    # Another replica may have looked since this look began to wait for the notice.
    looked = await tx.looked(WAKE, code)
    plan = next_end_prompts(
        termination, tx.agreement, since=max(since, looked or since), now=tx.now
    )
    for prompt in plan.prompts:
        await notification_service.tell(tx, _reminder(tx, termination, prompt))
    await tx.wake(WAKE, code, plan.wake_at)
    if termination.state(tx.now) is TerminationState.ENDED:
        for key in await tx.of(TwoKeys).listed():
            if key.change.kind == AMENDMENT_APPROVAL:
                await approval_proposals.settle(tx, key.change.kind, key.change.of)


async def _plan_look(tx: Tx, termination: Termination) -> None:
    plan = next_end_prompts(termination, tx.agreement, since=tx.now, now=tx.now)
    await tx.wake(WAKE, termination.code, plan.wake_at)


async def _tell_other(tx: Tx, person: Person, termination: Termination, topic: str) -> None:
    await notification_service.tell(
        tx,
        Draft(
            party=tx.agreement.other(person.party).code,
            subject=AGREEMENT_SUBJECT,
            of=termination.code,
            topic=topic,
            headline=_headline(
                termination, f"notice-termination-{topic}", entry=_entry(termination)
            ),
            audience=Audience.KEYHOLDERS,
            priority=Priority.IMPORTANT,
            actor=person.id,
        ),
    )


def _reminder(tx: Tx, termination: Termination, prompt: EndPrompt) -> Draft:
    late = tx.now - prompt.at
    over = termination.state(tx.now) is TerminationState.ENDED
    return Draft(
        party=prompt.party,
        subject=AGREEMENT_SUBJECT,
        of=termination.code,
        topic=ENDS,
        headline=_headline(
            termination, "reminder-agreement-ended" if over else "reminder-agreement-ends"
        ),
        audience=Audience.KEYHOLDERS,
        priority=Priority.IMPORTANT,
        due_by=None if over else termination.ends_at,
        late=late if late >= tx.agreement.notices.outage_after else late * 0,
    )


def _entry(termination: Termination) -> str:
    return GIVEN if termination.withdrawal is None else WITHDRAWN


def _headline(termination: Termination, key: str, **values: str) -> Text:
    return text(key, party=party_name(termination.party), last=termination.ends_on, **values)
