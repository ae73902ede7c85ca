"""Procedures in a transaction: a version that both Parties agree to, and marks of its steps."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liaison.approvals import service as approval_service
from liaison.approvals.rules import Approval, ProposedChange
from liaison.core.cards import named, text
from liaison.core.errors import UNKNOWN_CODE, UserError, WrongValue
from liaison.core.people import Person
from liaison.core.references import Reference
from liaison.core.transaction import Tx
from liaison.lifecycle.steps import Step, finish_step, found_or_raise, save_step
from liaison.notifications.kinds import NoticeKind, Side
from liaison.notifications.rules import Audience
from liaison.procedures import rules
from liaison.procedures.model import (
    PROCEDURE_APPROVAL,
    ExampleProcedure,
    Mark,
    OmissionReason,
    Procedure,
    ProcedureNumber,
    ProcedureStep,
    StepMark,
    StepState,
)
from liaison.procedures.repository import Procedures, StepMarks
from liaison.requests.model import REQUEST_SUBJECT, Request
from liaison.requests.service import find, lock

ALL_VERSIONS = "versions"
"""The subject of proposals, so that one is open at a time."""
LEFT_OUT = NoticeKind(
    "step-left-out", REQUEST_SUBJECT, Audience.REQUEST_TEAM, side=Side.OTHER, informs=True
)
"""That the other Party leaves a step out."""
DONE_AFTER_ALL = NoticeKind(
    "step-done-after-all", REQUEST_SUBJECT, Audience.REQUEST_TEAM, side=Side.OTHER, informs=True
)
"""That the other Party has done a step that it had left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """A request with the procedure that it follows, the state of its steps, and their marks."""

    request: Request
    procedure: Procedure
    states: Sequence[StepState]
    marks: Sequence[StepMark]

    def state(self, number: int) -> StepState:
        """The step of a number. Raises ``WrongValue``."""
        found = next((each for each in self.states if each.number == number), None)
        return found_or_raise(found, f"/procedure {self.request.reference}")


async def in_force(tx: Tx) -> Procedure | None:
    """The version in force, if there is one."""
    return next(iter(await tx.of(Procedures).agreed()), None)


async def version(tx: Tx, number: int) -> Procedure:
    """One version, also a proposed one. Raises ``WrongValue``."""
    found = await tx.of(Procedures).get(ProcedureNumber(number))
    return found_or_raise(found, "/procedure")


async def example_steps(tx: Tx) -> tuple[ProcedureStep, ...]:
    """The steps that ship with the profile; none if they are in force."""
    found, present = tx.registry.find(ExampleProcedure, "example"), await in_force(tx)
    if found is None or (present is not None and present.steps == found.steps):
        return ()
    return found.steps


async def propose_example(tx: Tx, person: Person) -> Approval:
    """Propose the procedure that ships with the profile. Raises ``UserError``."""
    steps, present = await example_steps(tx), await in_force(tx)
    if not steps:
        raise WrongValue(UNKNOWN_CODE, list="/procedure")
    procedure = await tx.of(Procedures).add(steps, actor=person)
    await finish_step(tx, Step(procedure, "propose", actor=person))
    change = ProposedChange(
        PROCEDURE_APPROVAL,
        ALL_VERSIONS,
        before=str(0 if present is None else present.number),
        after=str(procedure.number),
        reason=str(len(steps)),
    )
    return await approval_service.propose(tx, person, change)


async def agree(tx: Tx, person: Person, change: ProposedChange) -> None:
    """Put the version that both Parties agreed to in force, for requests that begin later."""
    found = await tx.of(Procedures).lock(ProcedureNumber(int(change.after)))
    agreed = rules.in_force_from(found_or_raise(found, "/procedure"), tx.now)
    await save_step(tx, Step(agreed, "agree", actor=person), tx.of(Procedures).change)


async def followed(tx: Tx, request: Request) -> Followed | None:
    """What a request follows; None if no procedure was in force for it when it began."""
    return next(iter(await followed_each(tx, [request])), None)


async def followed_each(tx: Tx, requests: Iterable[Request]) -> Sequence[Followed]:
    """What each of these requests follows that follows any."""
    agreed = await tx.of(Procedures).agreed()
    found = [(each, rules.followed_by(each, agreed)) for each in requests if agreed]
    following = [(request, procedure) for request, procedure in found if procedure is not None]
    if not following:
        return []
    known = await tx.of(StepMarks).of([request.reference for request, _ in following])
    return [
        Followed(
            request=request,
            procedure=procedure,
            states=rules.states_of(
                procedure, request, marks, tx.agreement.party(request.requested).zone
            ),
            marks=marks,
        )
        for request, procedure in following
        for marks in [known.get(request.reference, ())]
    ]


async def followed_of(
    tx: Tx, person: Person, reference: Reference, *, locked: bool = False
) -> Followed:
    """What a request of the person's Party follows. Raises ``UserError``."""
    request = await (lock if locked else find)(tx, person, reference)
    found = await followed(tx, request)
    if found is None:
        raise UserError("error-no-procedure", reference=reference)
    return found


async def mark_step(
    tx: Tx,
    person: Person,
    of: Followed,
    state: StepState,
    mark: Mark,
    reason: OmissionReason | None = None,
) -> None:
    """Mark a step of a locked request as done or left out, and tell the other Party if it is left
    out, or done after that. Raises as ``check_mark``.
    """
    rules.check_mark(of.request, state, mark, person)
    reference = of.request.reference
    made = StepMark(
        reference=reference,
        number=len(of.marks) + 1,
        step=state.step.code,
        mark=mark,
        reason=reason,
        party=person.party,
        by=person.id,
        at=tx.now,
    )
    await tx.of(StepMarks).add(made)
    named_step, notices = rules.step_named(state.number, state.step), []
    if reason is not None or state.mark is not None:
        kind = DONE_AFTER_ALL if reason is None else LEFT_OUT
        given = {} if reason is None else {"reason": named("omission", reason)}
        title = text(f"notice-{kind.key}", reference=reference, step=named_step, **given)
        notices = kind.notices(tx.agreement, person.party, reference, title, by=person.id)
    step = Step(
        made,
        f"step_{mark}",
        actor=person,
        subject=REQUEST_SUBJECT,
        of=reference,
        is_obsolete=lambda _: False,
        notices=notices,
    )
    await finish_step(tx, step)
