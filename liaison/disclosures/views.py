"""Views of disclosures to third parties: one, and the ledger of all (Article 9)."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime

from liaison.approvals.rules import ApprovalState
from liaison.approvals.views import name_for
from liaison.core.agreement import party_name, term
from liaison.core.cards import (
    MENU,
    Button,
    Card,
    Row,
    Text,
    card,
    field_line,
    named,
    open_button,
    paging,
    text,
)
from liaison.core.people import APPROVER_ROLES, COORDINATORS, STAFF, Person
from liaison.core.transaction import Tx
from liaison.disclosures.repository import Disclosures
from liaison.disclosures.rules import Disclosure, DisclosureState, item_text, standing
from liaison.redactions.service import redaction_row
from liaison.requests.history import history_line
from liaison.requests.model import Request

PAGE = 5
_ENDINGS = {
    ApprovalState.AGREED: DisclosureState.GRANTED,
    ApprovalState.DECLINED: DisclosureState.DECLINED,
    ApprovalState.WITHDRAWN: DisclosureState.RETRACTED,
    ApprovalState.EXPIRED: DisclosureState.LAPSED,
}


async def disclosure_card(
    tx: Tx, viewer: Person, disclosure: Disclosure, *, brief: bool = False
) -> Card:
    """A disclosure and its present state; a ``brief`` card says only what goes to whom."""
    state = disclosure.state(tx.now)
    ledger = [Button(text("command-disclosures"), "disclosures")] if viewer.role in STAFF else []
    withdrawal: Row = ()
    if _is_granted_to(viewer, state) and viewer.party != disclosure.disclosing:
        line = f"disclosures {disclosure.code} withdraw"
        withdrawal = (Button(text("button-disclosure-withdraw"), line),)
    return card(
        [
            text(
                "disclosure-title",
                code=disclosure.code,
                state=text("disclosure-state", state=state),
            ),
            *([] if brief else [text("disclosure-standing", **standing(disclosure, tx.now))]),
        ],
        list(_terms(disclosure))[: 2 if brief else None],
        rows=[tuple(_steps(viewer, disclosure, state)), (*ledger, *MENU)],
        more=[withdrawal, redaction_row(viewer, disclosure.code)],
        view=f"disclosures {disclosure.code}",
    )


async def disclosures_card(tx: Tx, viewer: Person, *, page: int) -> Card:
    """A page of the ledger, newest first."""
    found, total = await tx.of(Disclosures).listed(offset=(page - 1) * PAGE, limit=PAGE)
    lines = [
        text(
            "disclosures-line",
            code=each.code,
            item=item_text(each.terms),
            third=term("third-party", each.terms.third_party),
            last=each.terms.until,
            state=text("disclosure-state", state=each.state(tx.now)),
        )
        for each in found
    ]
    rows = [(open_button("disclosures", each.code),) for each in found]
    page_line, page_buttons = paging("disclosures", page, total, PAGE)
    own: Row = ()
    if viewer.role in COORDINATORS:
        own = tuple(Button(text(f"command-{each}"), each) for each in ("disclose", "export"))
    article = tx.agreement.articles["confidentiality"]
    return card(
        text("disclosures-title", total=total, article=article),
        lines or [text("list-none")],
        page_line,
        rows=[*rows, page_buttons, own, MENU],
    )


async def request_lines(
    tx: Tx, viewer: Person, request: Request
) -> AsyncIterator[tuple[datetime, Text]]:
    """When a disclosure of a request was proposed, how its proposal ended, and a withdrawal."""
    for each in await tx.of(Disclosures).of_request(request.reference):
        approval = each.approval
        for at, by, state in (
            (approval.made_at, approval.by, DisclosureState.PROPOSED),
            (approval.ended_at, approval.ended_by, _ENDINGS.get(approval.state)),
            (each.withdrawn_at, each.withdrawn_by, DisclosureState.WITHDRAWN),
        ):
            if at is not None and state is not None:
                step = text("history-disclosure", state=state, code=each.code)
                third = (term("third-party", each.terms.third_party),)
                yield at, history_line(step, at, await name_for(tx, viewer, by), third)


def _terms(disclosure: Disclosure) -> Iterator[Text]:
    terms = disclosure.terms
    yield field_line("disclosed", item_text(terms))
    yield field_line("third-party", term("third-party", terms.third_party))
    yield text(
        "disclosure-parties",
        providing=party_name(disclosure.providing),
        disclosing=party_name(disclosure.disclosing),
    )
    yield field_line("purpose", term("purpose", terms.purpose))
    yield field_line("scope", named("disclosure-scope", terms.scope))
    yield text("disclosure-until", last=terms.until)
    yield text("disclosure-letter", letter=terms.letter, day=terms.letter_day)


def _steps(viewer: Person, disclosure: Disclosure, state: DisclosureState) -> Iterator[Button]:
    code = disclosure.code
    if state is DisclosureState.PROPOSED and viewer.role in APPROVER_ROLES:
        yield open_button("approval", disclosure.approval.code)
    if _is_granted_to(viewer, state) and viewer.party == disclosure.disclosing:
        yield Button(text("button-export"), f"export {code} {disclosure.terms.third_party}")


def _is_granted_to(viewer: Person, state: DisclosureState) -> bool:
    return state is DisclosureState.GRANTED and viewer.role in COORDINATORS
