"""Views of the Agreement: its clauses, its Parties, terminations, amendments and differences."""

from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import date

from liaison.agreement.repository import Differences, Terminations
from liaison.agreement.rules import (
    DIFFERENCE_APPROVAL,
    DIFFERENCE_PREFIX,
    Difference,
    Termination,
    TerminationState,
)
from liaison.agreement.service import AMENDMENT_APPROVAL, may_strike
from liaison.approvals.repository import Approvals
from liaison.approvals.rules import Approval, ProposedChange
from liaison.approvals.service import Terms
from liaison.approvals.views import approval_line, name_for
from liaison.core.agreement import Agreement, MeetingKind, party_name, term
from liaison.core.cards import MENU, Button, Card, Row, Text, Value, card, open_button, text
from liaison.core.outbox import AGREEMENT_SUBJECT
from liaison.core.people import APPROVER_ROLES, COORDINATORS, Person
from liaison.core.references import DifferenceCode
from liaison.core.transaction import Tx
from liaison.core.working_time import days_left, local_date
from liaison.disclosures.repository import Disclosures
from liaison.disclosures.rules import DisclosureCode
from liaison.disclosures.views import disclosure_card
from liaison.meetings.model import Meeting, MeetingState
from liaison.meetings.repository import Meetings
from liaison.notifications.delivery import delivery_status_lines
from liaison.notifications.rules import Notice
from liaison.notifications.subjects import SubjectRecord
from liaison.redactions.service import redaction_row
from liaison.requests.model import Request, State

MAX_AMENDMENTS = 5
OWN_KINDS = frozenset({AMENDMENT_APPROVAL, DIFFERENCE_APPROVAL})
"""Kinds of approvals about the Agreement itself."""


async def difference_terms(tx: Tx, change: ProposedChange) -> Terms:
    """What a difference that is to be closed is about."""
    found = await tx.of(Differences).lock(DifferenceCode(change.of))
    return [] if found is None else [("difference", text("answer", value=found.title))]


async def agreement_card(tx: Tx, viewer: Person, *, brief: bool = False) -> Card:
    """The Agreement and its present state; a ``brief`` card has only the notice to end it."""
    agreement = tx.agreement
    termination = await tx.of(Terminations).latest()
    differences = await tx.of(Differences).opened()
    waiting = [each for each in await tx.of(Approvals).listed() if each.change.kind in OWN_KINDS]
    parties = [
        text("of-party", party=text(each.name), value=text(each.authority))
        for each in agreement.parties
    ]
    ending = [] if termination is None else [await _termination(tx, viewer, termination)]
    state = [
        text("clocks-title"),
        *ending,
        *[line async for line in _amendments(tx, viewer)],
        *_differences(differences),
        *(approval_line(tx, each) for each in waiting),
    ]
    return card(
        None if brief else text("title", name=text(agreement.name)),
        ending if brief else state,
        details=() if brief else [*parties, *_clauses(agreement)],
        rows=[
            *((open_button("difference", each.code),) for each in differences),
            *_approval_rows(viewer, waiting),
            tuple(_steps(tx, viewer, termination)),
            MENU,
        ],
        more=[row async for row in _endings(tx, viewer, termination)],
        view="agreement",
    )


async def difference_card(tx: Tx, viewer: Person, difference: Difference) -> Card:
    """A difference and its present state."""
    lines = [
        text("difference-title", code=difference.code, title=difference.title),
        text(
            "difference-opened",
            who=await name_for(tx, viewer, difference.by),
            at=difference.opened_at,
        ),
    ]
    lines += await delivery_status_lines(tx, viewer, AGREEMENT_SUBJECT, difference.code)
    approval = await tx.of(Approvals).find_open(DIFFERENCE_APPROVAL, difference.code)
    rows: list[Row] = []
    if difference.closed_at is not None:
        lines.append(text("difference-closed", at=difference.closed_at))
    elif approval is not None:
        lines.append(
            text("difference-closing", code=approval.code, party=party_name(approval.party))
        )
        rows += _approval_rows(viewer, [approval])
    else:
        lines.append(text("difference-open"))
    meeting = await consultation(tx, difference)
    if meeting is not None:
        lines.append(text("difference-meeting", code=meeting.code))
        rows.append((open_button("meeting", meeting.code),))
    to_come = meeting is not None and not meeting.is_over(tx.now)
    rows += _closing_rows(viewer, difference, to_come=to_come, approval=approval)
    back = (Button(text("command-agreement"), "agreement"), *MENU)
    more = [redaction_row(viewer, difference.code)]
    return card(lines, rows=[*rows, back], more=more, view=f"difference {difference.code}")


async def subject_card(tx: Tx, viewer: Person, of: str) -> Card:
    """The card for a notice about the Agreement: a difference, a disclosure, or the Agreement."""
    disclosure = await tx.of(Disclosures).lock(DisclosureCode(of))
    if disclosure is not None:
        return await disclosure_card(tx, viewer, disclosure, brief=True)
    if of.startswith(DIFFERENCE_PREFIX):
        difference = await tx.of(Differences).lock(DifferenceCode(of))
        if difference is not None:
            return await difference_card(tx, viewer, difference)
    return await agreement_card(tx, viewer, brief=True)


async def consultation(tx: Tx, difference: Difference) -> Meeting | None:
    """The meeting about a difference: agreed or proposed, else the last one that was held."""
    kind, code = MeetingKind.DIFFERENCE, difference.code
    agreed = await tx.of(Meetings).find(kind, code, MeetingState.AGREED)
    if agreed is not None and not agreed.is_over(tx.now):
        return agreed
    return await tx.of(Meetings).find(kind, code, MeetingState.PROPOSED) or agreed


def _clauses(agreement: Agreement) -> Iterator[Text]:
    articles, rule = agreement.articles, agreement.verification
    asked = tuple(term("request", each.code) for each in agreement.request_types)
    yield text("clause-asked", types=asked)
    yield text(
        "clause-verification", article=articles["verification"], days=rule.days, unit=rule.unit
    )
    channels = tuple(term("channel", each) for each in agreement.channels)
    yield text("clause-repatriation", article=articles["repatriation"], channels=channels)
    yield text("clause-meetings", article=articles["meetings"])
    grounds = tuple(term("ground", each) for each in agreement.grounds)
    yield text("clause-refusal", article=articles["refusal"], grounds=grounds)
    yield text("clause-confidentiality", article=articles["confidentiality"])
    yield text("clause-differences", article=articles["differences"])
    yield text("clause-amendment", article=articles["termination"])
    yield text(
        "clause-termination", article=articles["termination"], days=agreement.termination_days
    )


async def _termination(tx: Tx, viewer: Person, termination: Termination) -> Text:
    """The notice in force or the last one withdrawn: which Party gave it, and who entered it."""
    notice, party = termination.notice, party_name(termination.party)
    facts: dict[str, Value] = {"party": party, "letter": notice.letter, "received": notice.day}
    entered = await name_for(tx, viewer, notice.by)
    match termination.state(tx.now):
        case TerminationState.RUNNING:
            zone = tx.agreement.other(termination.party).zone
            facts["days"] = days_left(termination.ends_on, local_date(tx.now, zone))
            return text("termination-running", **facts, last=termination.ends_on, who=entered)
        case TerminationState.ENDED:
            return text("termination-ended", **facts, last=termination.ends_on, who=entered)
        case TerminationState.WITHDRAWN:
            back = termination.withdrawal or notice
            return text("termination-withdrawn", **facts, withdrawal=back.letter, day=back.day)


async def _amendments(tx: Tx, viewer: Person) -> AsyncIterator[Text]:
    agreed = await tx.of(Approvals).agreed(AMENDMENT_APPROVAL)
    if not agreed:
        yield text("amendments-none")
        return
    yield text("amendments-title", total=len(agreed))
    for approval in agreed[:MAX_AMENDMENTS]:
        yield text(
            "amendment-line",
            reference=approval.change.of,
            day=amendment_day(approval.change),
            proposed=await name_for(tx, viewer, approval.by),
            agreed=await name_for(tx, viewer, approval.ended_by),
            at=approval.ended_at or tx.now,
        )


def _differences(differences: Sequence[Difference]) -> Iterator[Text]:
    if not differences:
        yield text("differences-none")
        return
    yield text("differences-title", total=len(differences))
    for each in differences:
        yield text(
            "difference-line",
            code=each.code,
            title=each.title,
            party=party_name(each.party),
            at=each.opened_at,
        )


def _approval_rows(viewer: Person, waiting: Sequence[Approval]) -> Iterator[Row]:
    if viewer.role in APPROVER_ROLES:
        for approval in waiting:
            yield (open_button("approval", approval.code),)


async def _endings(tx: Tx, viewer: Person, termination: Termination | None) -> AsyncIterator[Row]:
    state = None if termination is None else termination.state(tx.now)
    if viewer.role in APPROVER_ROLES and state is not TerminationState.ENDED:
        if termination is None or state is TerminationState.WITHDRAWN:
            yield (Button(text("button-terminate"), "terminate"),)
        elif termination.party == viewer.party:
            yield (Button(text("button-terminate-withdraw"), "terminate withdraw"),)
    if await may_strike(tx, viewer):
        yield (Button(text("button-terminate-strike"), "terminate strike"),)
    if termination is not None:
        yield redaction_row(viewer, termination.code)


def _steps(tx: Tx, viewer: Person, termination: Termination | None) -> Iterator[Button]:
    """Buttons to amend the Agreement and to open a difference."""
    ended = termination is not None and termination.state(tx.now) is TerminationState.ENDED
    if viewer.role in APPROVER_ROLES and not ended:
        yield Button(text("button-amend"), "amend")
    if viewer.role in COORDINATORS:
        yield Button(text("button-difference"), "difference open")


def _closing_rows(
    viewer: Person, difference: Difference, *, to_come: bool, approval: Approval | None
) -> Iterator[Row]:
    if not difference.is_open or viewer.role not in APPROVER_ROLES:
        return
    if not to_come and viewer.role in COORDINATORS:
        consult = Button(text("button-consult"), f"propose {difference.code}")
        yield (consult,)
    if approval is None:
        yield (Button(text("button-difference-close"), f"difference {difference.code} close"),)


def amendment_day(change: ProposedChange) -> date:
    """The date of the text of an amendment."""
    return date.fromisoformat(change.after)


async def load_subject(tx: Tx, notice: Notice) -> SubjectRecord:
    """Load the record that a notice about the Agreement is about."""
    return SubjectRecord(card=lambda viewer: subject_card(tx, viewer, notice.subject_id))


async def state_of(tx: Tx, _person: Person, code: str) -> str | None:
    """The state of a disclosure; other messages about the Agreement do not depend on a state."""
    disclosure = await tx.of(Disclosures).lock(DisclosureCode(code))
    return None if disclosure is None else disclosure.state(tx.now)


async def request_buttons(_tx: Tx, viewer: Person, request: Request) -> Row:
    """A button from a refused request to a difference, for coordinators of the Party that asked."""
    refused = request.state is State.REFUSED and viewer.party == request.requesting
    if not refused or viewer.role not in COORDINATORS:
        return ()
    return (Button(text("button-difference"), "difference open"),)
