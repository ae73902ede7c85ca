"""Disclosures to third parties, with the written consent of the providing Party (Article 9).

The Party that wants to disclose proposes it with the letter of consent; a coordinator of the
providing Party approves. The state of a disclosure is computed from its approval, a withdrawal and
the present time, and is never stored: an expired consent needs no timer to end.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from liaison.approvals.rules import Approval, ApprovalKind, ApprovalState, ProposedChange
from liaison.audit.digests import RecordKind
from liaison.core.agreement import PartyCode, party_name, term
from liaison.core.cards import Text, Value, named, short, text
from liaison.core.errors import UserError
from liaison.core.form import Days
from liaison.core.people import COORDINATORS, NotYourSide, Person, PersonId, require_role
from liaison.core.references import code_parser
from liaison.core.working_time import DAY, day_ends

DISCLOSURE_RECORD = RecordKind("disclosure")
DISCLOSURE_APPROVAL = ApprovalKind("disclosure")
"""The disclosure of information to a third party (Article 9)."""

DisclosureCode = NewType("DisclosureCode", str)

CODE_PREFIX = "C"
ALL_REQUESTS = "cases"
"""The item of a disclosure of all requests; otherwise it is the reference of one."""
MAX_AHEAD = 3 * 366 * DAY
NOTHING = "none"
"""The value before a disclosure: no consent."""
CONSENT = "consent"
"""The reason of a proposal: the letter of consent."""


class Scope(StrEnum):
    """How much of a request may be disclosed, narrowest first."""

    STATUS = "status"
    """The type of request, its state, the number of persons, and the dates."""
    RECORD = "record"
    """All class 1 data of the request."""


class DisclosureState(StrEnum):
    """The state of a disclosure."""

    PROPOSED = "proposed"
    GRANTED = "granted"
    DECLINED = "declined"
    RETRACTED = "retracted"
    """The proposing Party withdrew the proposal."""
    LAPSED = "lapsed"
    """The proposal was not answered in time."""
    WITHDRAWN = "withdrawn"
    """The providing Party withdrew its consent."""
    EXPIRED = "expired"
    """The last day of the consent is over."""


parse_disclosure_code = code_parser(DisclosureCode, CODE_PREFIX, "/disclosures")


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureTerms:
    """The terms of a consent, up to and with the day ``until`` in the zone of the providing Party;
    ``letter`` and ``letter_day`` are those of its written consent.
    """

    item: str
    third_party: str
    purpose: str
    scope: Scope
    until: date
    letter: str
    letter_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclosure:
    """A disclosure; ``approval`` is its proposal and answer. Instants are aware UTC. ``ends_at`` is
    the end of the last day in the zone of the providing Party.
    """

    code: DisclosureCode
    providing: PartyCode
    terms: DisclosureTerms
    ends_at: datetime
    approval: Approval
    withdrawn_at: datetime | None = None
    withdrawn_by: PersonId | None = None
    version: int = 1

    @property
    def disclosing(self) -> PartyCode:
        """The Party that may disclose under it."""
        return self.approval.party

    def state(self, now: datetime) -> DisclosureState:
        """The state at an aware instant."""
        match self.approval.state:
            case ApprovalState.OPEN if now < self.approval.expires_at:
                return DisclosureState.PROPOSED
            case ApprovalState.OPEN | ApprovalState.EXPIRED:
                return DisclosureState.LAPSED
            case ApprovalState.DECLINED:
                return DisclosureState.DECLINED
            case ApprovalState.WITHDRAWN:
                return DisclosureState.RETRACTED
        if self.withdrawn_at is not None:
            return DisclosureState.WITHDRAWN
        return DisclosureState.GRANTED if now < self.ends_at else DisclosureState.EXPIRED


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportScope:
    """The requested export; without ``item`` or ``scope``, all that the consent covers."""

    third_party: str
    item: str | None = None
    scope: Scope | None = None


def consent_days(today: date) -> Days:
    """The possible last days, local to the providing Party: today to three years ahead."""
    likely = [today + days * DAY for days in (90, 180, 365)]
    return Days(today=today, first=today, last=today + MAX_AHEAD, likely=likely)


def disclosure_change(
    code: DisclosureCode, terms: DisclosureTerms, *, party: PartyCode
) -> ProposedChange:
    """The proposed change; for one item, third party, purpose and scope, one proposal is open. The
    letter comes last because it may contain spaces.
    """
    return ProposedChange(
        DISCLOSURE_APPROVAL,
        " ".join((party, terms.item, terms.third_party, terms.purpose, terms.scope)),
        before=NOTHING,
        after=f"{code} {terms.until} {terms.letter_day} {terms.letter}",
        reason=CONSENT,
    )


def disclosure_code(change: ProposedChange) -> DisclosureCode:
    """The code of the proposed disclosure."""
    return DisclosureCode(change.after.partition(" ")[0])


def terms_in(change: ProposedChange) -> DisclosureTerms:
    """The proposed terms: the inverse of ``disclosure_change``."""
    _, item, third_party, purpose, scope = change.of.split()
    _, until, letter_day, letter = change.after.split(" ", 3)
    return DisclosureTerms(
        item=item,
        third_party=third_party,
        purpose=purpose,
        scope=Scope(scope),
        until=date.fromisoformat(until),
        letter=letter,
        letter_day=date.fromisoformat(letter_day),
    )


def new_disclosure(approval: Approval, *, providing: PartyCode, zone: str) -> Disclosure:
    """The disclosure for a proposal; ``zone`` is that of the providing Party."""
    terms = terms_in(approval.change)
    return Disclosure(
        code=disclosure_code(approval.change),
        providing=providing,
        terms=terms,
        ends_at=day_ends(terms.until, zone),
        approval=approval,
    )


def disclosure_facts(disclosure: Disclosure) -> Mapping[str, object]:
    """The digested facts of a disclosure; the state of its proposal is not included."""
    terms = disclosure.terms
    return {
        "code": disclosure.code,
        "proposal": disclosure.approval.code,
        "disclosing": disclosure.disclosing,
        "providing": disclosure.providing,
        **asdict(terms),
        "scope": terms.scope.value,
        "ends_at": disclosure.ends_at,
        "made_at": disclosure.approval.made_at,
        "version": disclosure.version,
        "withdrawn_at": disclosure.withdrawn_at,
        "withdrawn_by": disclosure.withdrawn_by,
    }


def check_new_disclosure(
    terms: DisclosureTerms, others: Sequence[Disclosure], now: datetime
) -> None:
    """Check that the Party has no consent on the same terms. Raises ``UserError``."""
    for each in others:
        if each.terms == terms and each.state(now) is DisclosureState.GRANTED:
            raise UserError("error-disclosure-granted", code=each.code)


def standing(disclosure: Disclosure, now: datetime) -> Mapping[str, Value]:
    """The values of the message about the state of a disclosure."""
    approval = disclosure.approval
    return {
        "state": disclosure.state(now),
        "proposal": approval.code,
        "party": party_name(disclosure.providing),
        "at": disclosure.withdrawn_at or approval.ended_at or now,
        "ends": approval.expires_at,
        "last": disclosure.terms.until,
    }


def item_text(terms: DisclosureTerms) -> Text:
    """The disclosed item: one request by its reference, or all."""
    if terms.item == ALL_REQUESTS:
        return text("disclosure-all-requests")
    return text("disclosure-one-request", reference=terms.item)


def terms_values(terms: DisclosureTerms) -> Mapping[str, Value]:
    """The values of texts about proposed terms."""
    return {
        "item": item_text(terms),
        "third": short(term("third-party", terms.third_party)),
        "purpose": term("purpose", terms.purpose),
        "scope": named("disclosure-scope", terms.scope),
        "last": terms.until,
        "day": terms.letter_day,
    }


def check_in_force(disclosure: Disclosure, now: datetime) -> None:
    """Check that a consent is in force. Raises ``UserError``."""
    if disclosure.state(now) is not DisclosureState.GRANTED:
        raise UserError("disclosure-standing", **standing(disclosure, now))


def check_export(
    disclosure: Disclosure, person: Person, wanted: ExportScope, now: datetime
) -> None:
    """Check a consent to an export (Article 9). Raises ``NotYourRole`` or ``UserError``."""
    require_role(person, COORDINATORS)
    terms, code = disclosure.terms, disclosure.code
    if person.party != disclosure.disclosing:
        raise UserError("error-not-your-disclosure", code=code)
    check_in_force(disclosure, now)
    if (
        wanted.third_party != terms.third_party
        or (wanted.item is not None and terms.item not in (ALL_REQUESTS, wanted.item))
        or (wanted.scope is Scope.RECORD and terms.scope is Scope.STATUS)
    ):
        raise UserError("error-not-covered", code=code, **terms_values(terms))


def withdraw(disclosure: Disclosure, person: Person, *, at: datetime) -> Disclosure:
    """Withdraw a consent. Raises ``NotYourRole``, or ``UserError`` also if it has ended."""
    require_role(person, COORDINATORS)
    if person.party != disclosure.providing:
        raise NotYourSide
    check_in_force(disclosure, at)
    return replace(
        disclosure, withdrawn_at=at, withdrawn_by=person.id, version=disclosure.version + 1
    )
