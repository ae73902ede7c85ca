"""The tables of requests and their history, and their mapping to rows and back.

The numbers of letters, and JSON that may hold one, are encrypted.
"""

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date, datetime
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Index, Row, String, Text, UniqueConstraint
from sqlmodel import Field

from liaison.core.people import PersonId, Role
from liaison.core.references import Reference
from liaison.requests.model import (
    MAX_PERSONS,
    OPEN,
    Action,
    Channel,
    Event,
    Grounds,
    Kind,
    Letter,
    Missing,
    Outcome,
    Repatriation,
    ReportedStep,
    Request,
    RequestDetails,
    State,
    WithdrawalReason,
)
from liaison.requests.permissions import steps_to_review
from liaison.requests.repository import RequestFacts
from liaison.requests.rules import BEFORE
from liaison.requests.typed_texts import is_typed
from storage.crypto import Ciphertext, FieldCipher
from storage.encrypted_columns import EncryptedColumns
from storage.engine.schema import (
    Columns,
    Rows,
    UtcDateTime,
    WideInteger,
    check,
    columns_of,
    dump_json,
    load_json,
    number_key,
    one_of,
    partial_index,
    record_of,
    required,
    table_of,
)
from storage.errors import StorageError

OPEN_STATES = " OR ".join(f"state = '{state}'" for state in sorted(OPEN))
ENDS = (State.CLOSED, State.WITHDRAWN)
ENDED_STATES = " OR ".join(f"state = '{state}'" for state in ENDS)


class RequestRows(Rows, table=True):
    """Requests. ``requesting_reviews``: this Party has yet to review what the other recorded."""

    __tablename__ = "requests"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("state", State),
        one_of("letter_channel", Channel),
        one_of("withdrawal", WithdrawalReason),
        check("reference_length", "length(reference) = 10"),
        check("two_parties", "requesting <> requested"),
        check("parties_named", "length(requesting) = 2 AND length(requested) = 2"),
        check("persons_counted", f"persons BETWEEN 1 AND {MAX_PERSONS}"),
        check("children_among_persons", "children BETWEEN 0 AND persons"),
        check("versions", "version >= 1 AND shared_version BETWEEN 1 AND version"),
        check("sent_not_received", "state <> 'sent' OR received_on IS NULL"),
        check("received_on_a_day", "state <> 'received' OR received_on IS NOT NULL"),
        check("due_since_receipt", "(due_on IS NULL) = (received_on IS NULL)"),
        check(
            "extended_to_later",
            "first_due_on IS NULL OR due_on IS NOT NULL AND first_due_on < due_on",
        ),
        check("asked_while_received", "missing = '' OR state = 'received'"),
        check("offered_while_received", "offered_to IS NULL OR state = 'received'"),
        check("offered_to_another", "offered_to <> assignee"),
        check("answered_with_outcome", "state <> 'answered' OR outcome IS NOT NULL"),
        check("refused_with_ground", "state <> 'refused' OR refusal IS NOT NULL"),
        check(
            "closed_with_either",
            "state <> 'closed' OR outcome IS NOT NULL OR refusal IS NOT NULL",
        ),
        check("withdrawn_with_reason", "(state = 'withdrawn') = (withdrawal IS NOT NULL)"),
        check("no_draft_once_ended", f"refusal_draft IS NULL OR {OPEN_STATES}"),
        Index("ix_requests_requesting", "requesting", "state", "due_on"),
        Index("ix_requests_requested", "requested", "state", "due_on"),
        Index("ix_requests_requesting_reviews", "requesting", "requesting_reviews"),
        Index("ix_requests_requested_reviews", "requested", "requested_reviews"),
        Index("ix_requests_assignee", "assignee", "state"),
        Index("ix_requests_offered_to", "offered_to"),
        Index("ix_requests_logged_at", "logged_at"),
        Index("ix_requests_follows", "follows"),
        partial_index("ix_requests_open", "reference", where=OPEN_STATES),
        partial_index("ix_requests_ended", "changed_at", "reference", where=ENDED_STATES),
    )
    reference: str = Field(primary_key=True)
    kind: str
    urgent: bool
    persons: int
    children: int
    letter_reference: Ciphertext | None = Field(sa_type=String)
    letter_day: date | None
    letter_channel: str | None
    needed_by: date | None
    repatriation: str | None = Field(sa_type=Text)
    requesting: str
    requested: str
    state: str
    version: int
    shared_version: int
    logged_by: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    logged_at: datetime = Field(sa_type=UtcDateTime)
    changed_at: datetime = Field(sa_type=UtcDateTime)
    stepped_at: datetime = Field(sa_type=UtcDateTime)
    received_on: date | None
    due_on: date | None
    first_due_on: date | None
    assignee: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    offered_to: PersonId | None = Field(sa_type=WideInteger, foreign_key="people.id")
    missing: str
    outcome: Ciphertext | None = Field(sa_type=Text)
    refusal_draft: Ciphertext | None = Field(sa_type=Text)
    refusal: Ciphertext | None = Field(sa_type=Text)
    withdrawal: str | None
    reported_steps: Ciphertext = Field(sa_type=Text)
    inquired_at: datetime | None = Field(sa_type=UtcDateTime)
    progress: str | None
    progress_at: datetime | None = Field(sa_type=UtcDateTime)
    requesting_reviews: bool
    requested_reviews: bool
    assistance: str | None
    follows: str | None
    numbers: str | None = Field(sa_type=Text)


class EventRows(Rows, table=True):
    """The history of requests: one row for each version."""

    __tablename__ = "request_events"
    __table_args__ = (
        UniqueConstraint("reference", "version"),
        one_of("action", Action),
        one_of("role", Role),
        check("version", "version >= 1"),
        check("letter_of_the_other", "(stated_for IS NULL) = (letter IS NULL)"),
        check("stated_for_the_other", "stated_for <> party"),
        Index("ix_request_events_action", "action", "at"),
        {"sqlite_autoincrement": True},
    )
    id: int = number_key()
    reference: str = Field(foreign_key="requests.reference")
    version: int
    action: str
    at: datetime = Field(sa_type=UtcDateTime)
    party: str
    role: str
    person: PersonId = Field(sa_type=WideInteger, foreign_key="people.id")
    private: bool
    stated_for: str | None
    letter: Ciphertext | None = Field(sa_type=String)
    facts: Ciphertext = Field(sa_type=Text)


REQUESTS = table_of(RequestRows)
EVENTS = table_of(EventRows)
ENCRYPTED = EncryptedColumns(
    table=REQUESTS,
    columns=("letter_reference", "outcome", "refusal_draft", "refusal", "reported_steps"),
    once_clear=True,
)
ENCRYPTED_EVENTS = EncryptedColumns(
    table=EVENTS,
    columns=("letter", "facts"),
    row_key=lambda row: f"{row.reference}/{row.version}",
    once_clear=True,
)


def request_values(request: Request, cipher: FieldCipher) -> Columns:
    """The columns of a request."""
    details, letter = request.details, request.details.letter
    return columns_of(
        RequestRows,
        request,
        kind=details.kind.value,
        urgent=details.urgent,
        persons=details.persons,
        children=details.children,
        letter_day=letter.day,
        letter_channel=None if letter.channel is None else letter.channel.value,
        needed_by=details.needed_by,
        repatriation=_dump(details.repatriation),
        assistance=None if details.assistance is None else " ".join(details.assistance),
        follows=details.follows,
        numbers=None if request.numbers is None else dump_json(request.numbers),
        **ENCRYPTED.encrypt(
            cipher,
            request,
            letter_reference=letter.reference,
            outcome=_dump(request.outcome),
            refusal_draft=_dump(request.refusal_draft),
            refusal=_dump(request.refusal),
            reported_steps=dump_json([asdict(each) for each in request.reported_steps]),
        ),
        **what_follows(request),
    )


def what_follows(request: Request) -> Columns:
    """The columns by which lists select, derived from the request."""
    return {
        "missing": " ".join(request.missing),
        "requesting_reviews": bool(steps_to_review(request, request.requesting)),
        "requested_reviews": bool(steps_to_review(request, request.requested)),
    }


def event_values(event: Event, cipher: FieldCipher) -> Columns:
    """The columns of a history entry."""
    facts = dump_json(dict(event.facts))
    typed = ENCRYPTED_EVENTS.encrypt(cipher, event, letter=event.letter, facts=facts)
    return columns_of(EventRows, event, **typed)


@lru_cache(maxsize=2_000)
def request_of(row: RequestRows, cipher: FieldCipher) -> Request:
    """The request in a row; a row that has not changed is decrypted once in a process."""
    letter, outcome, refusal_draft, refusal, reported = ENCRYPTED.decrypt(cipher, row)
    return record_of(
        Request,
        row,
        details=_details(row, letter),
        missing=tuple(Missing(each) for each in row.missing.split()),
        outcome=load_json(Outcome, outcome),
        refusal_draft=load_json(Grounds, refusal_draft),
        refusal=load_json(Grounds, refusal),
        reported_steps=load_json(tuple[ReportedStep, ...], reported) or (),
        numbers=load_json(dict[int, bool], row.numbers),
    )


def event_of(row: EventRows, cipher: FieldCipher) -> Event:
    """The history entry in a row."""
    letter, facts = ENCRYPTED_EVENTS.decrypt(cipher, row)
    return record_of(Event, row, letter=letter, facts=json.loads(required(facts)))


def facts_of(row: Row[*tuple[Any, ...]], cipher: FieldCipher) -> RequestFacts:
    """The facts of a request in a row; of a refusal the grounds alone."""
    values = row._asdict()
    refused, _ = values.pop("refusal"), values.pop("reference")
    [refusal] = ENCRYPTED.decrypt(cipher, row, "refusal") if refused else [None]
    found = load_json(Grounds, refusal)
    return RequestFacts(**values, grounds=() if found is None else found.codes)


@lru_cache(maxsize=10_000)
def replaced_numbers(
    cipher: FieldCipher, reference: Reference, version: int, stored: str
) -> Sequence[str]:
    """The numbers of letters that a step replaced, in lower case, a line each; they are decrypted
    once in a process.
    """
    row = SimpleNamespace(reference=reference, version=version, facts=stored)
    with suppress(StorageError):
        [facts] = ENCRYPTED_EVENTS.decrypt(cipher, row, "facts")
        known = json.loads(required(facts)).items()
        return [f"\n{e}".lower() for name, e in known if name.startswith(BEFORE) and is_typed(name)]
    return ()


def _dump(part: Repatriation | Outcome | Grounds | None) -> str | None:
    return None if part is None else dump_json(asdict(part))


def _details(row: RequestRows, letter: str | None) -> RequestDetails:
    channel = None if row.letter_channel is None else Channel(row.letter_channel)
    return record_of(
        RequestDetails,
        row,
        letter=Letter(reference=letter, day=row.letter_day, channel=channel),
        repatriation=load_json(Repatriation, row.repatriation),
        assistance=None if row.assistance is None else tuple(row.assistance.split()),
    )
