"""The audit record of a Party, for its auditors."""

import json
from datetime import datetime

from liaison.core.agreement import party_name
from liaison.core.audit_chain import AuditEntry
from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, text
from liaison.core.people import Person, PersonId
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.requests.model import REQUEST_RECORD, Action

PAGE = 8
NOTES = "notes"
NOTE_OPENED = "note.open"


async def audit_card(tx: Tx, viewer: Person, before: int | None, *, notes: bool) -> Card:
    """What people of the viewer's Party did, newest first, ``before`` an entry; or who opened
    ``notes`` of the Party.
    """
    action = NOTE_OPENED if notes else None
    found = await tx.audit_entries(viewer.party, action=action, before=before, most=PAGE + 1)
    shown = found[:PAGE]
    people = await tx.of(People).those({PersonId(each.person or 0) for each in shown})
    lines = [
        text(
            "history-line",
            action=_action(each),
            at=datetime.fromisoformat(each.at),
            who=_who(each, viewer, people.get(PersonId(each.person or 0))),
            values=each.subject,
            with_values="yes",
        )
        for each in shown
    ]
    older: Row = ()
    if len(found) > PAGE:
        command = f"audit {NOTES}" if notes else "audit"
        older = (Button(text("button-next-page"), f"{command} {shown[-1].seq}"),)
    openings: Row = (Button(text("audit-openings"), f"audit {NOTES}"),)
    head = await tx.audit_chain_head()
    title = text("audit-openings") if notes else text("menu-audit")
    rows = [older, () if notes else openings, MENU]
    return card(
        title,
        lines or text("audit-none" if before is None else "audit-none-before"),
        None if notes else text("audit-head", head=head.grouped),
        rows=rows,
    )


def _action(entry: AuditEntry) -> Text:
    """The name of a step of a request; of other entries the action as it is recorded."""
    record, _, step = entry.action.partition(".")
    if entry.action == NOTE_OPENED:
        return text("audit-note-opened", number=int(json.loads(entry.facts)["number"]))
    if record == REQUEST_RECORD and step in [*Action]:
        return named("action", step)
    return text("answer", value=entry.action)


def _who(entry: AuditEntry, viewer: Person, person: Person | None) -> Text:
    """The name of a person of the own Party; the role of one of the other."""
    if person is not None and person.party == viewer.party:
        return text("answer", value=person.name)
    party = party_name(viewer.party if person is None else person.party)
    return text("history-role", role=named("role", entry.role or ""), party=party)
