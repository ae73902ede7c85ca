"""The audit record of a Party, for its auditors."""

import json
from collections.abc import Mapping
from datetime import datetime

from liaison.core.agreement import party_name
from liaison.core.audit_chain import LISTED, AuditEntry
from liaison.core.cards import MENU, Button, Card, Row, Text, card, named, text
from liaison.core.people import Person, PersonId
from liaison.core.repository import People
from liaison.core.transaction import Tx
from liaison.requests.model import REQUEST_RECORD, Action

NOTES = "notes"
NOTE_OPENED = "note.open"
ROLE_CHANGED = "person.role"
ABOUT_PEOPLE = ("person", "pin", "guard", "notice")


async def audit_card(tx: Tx, viewer: Person, before: int | None, about: str | None) -> Card:
    """What people of the viewer's Party did, newest first, ``before`` an entry; ``about`` a record
    by its code, or who opened ``NOTES`` of the Party.
    """
    notes = about == NOTES
    action, subject = (NOTE_OPENED, None) if notes else (None, about)
    found = await tx.audit_entries(viewer.party, action=action, subject=subject, before=before)
    shown = found[: LISTED - 1]
    numbers = [each.person or 0 for each in shown]
    numbers += [int(_about(each)) for each in shown if _about(each).isdecimal()]
    people = await tx.of(People).those({PersonId(each) for each in numbers})
    lines = [
        text(
            "history-line",
            action=_action(each),
            at=datetime.fromisoformat(each.at),
            who=_who(each, viewer, people.get(PersonId(each.person or 0))),
            values=_subject(each, people),
            with_values="yes",
        )
        for each in shown
    ]
    older: Row = ()
    if len(found) == LISTED:
        command = " ".join(filter(None, ("audit", about, str(shown[-1].seq))))
        older = (Button(text("button-next-page"), command),)
    openings = (Button(text("audit-openings"), f"audit {NOTES}"),)
    head = await tx.audit_chain_head()
    title = text("audit-openings") if notes else text("menu-audit")
    rows = [older, openings if about is None else (), MENU]
    return card(
        title if notes or about is None else text("act-about", act=title, about=about),
        lines or text("audit-none" if before is None else "audit-none-before"),
        None if notes else text("audit-head", head=head.grouped),
        rows=rows,
    )


def _action(entry: AuditEntry) -> Text:
    """What was done; where no name is known, the action as it is recorded."""
    record, _, step = entry.action.partition(".")
    facts = json.loads(entry.facts)
    if entry.action == NOTE_OPENED:
        return text("audit-note-opened", number=int(facts["number"]))
    if entry.action == ROLE_CHANGED:
        return text("audit-role", role=named("role", facts["role"]))
    if record == REQUEST_RECORD and step in [*Action]:
        return named("action", step)
    named_step = entry.action.replace(".", "-")
    return text("audit-step", step=named_step, record=record, code=entry.action)


def _about(entry: AuditEntry) -> str:
    """The record that an entry is about, or the id of a person; of a notice, its subject."""
    if entry.action.partition(".")[0] not in ABOUT_PEOPLE:
        return ""
    return str(json.loads(entry.facts).get("of", entry.subject))


def _subject(entry: AuditEntry, people: Mapping[PersonId, Person]) -> str | Text:
    about = _about(entry)
    found = people.get(PersonId(int(about))) if about.isdecimal() else None
    if found is not None:
        return found.name
    return about if "-" in about else entry.subject


def _who(entry: AuditEntry, viewer: Person, person: Person | None) -> Text:
    """The name of a person of the own Party; the role of one of the other."""
    if person is not None and person.party == viewer.party:
        return text("answer", value=person.name)
    party = party_name(viewer.party if person is None else person.party)
    return text("history-role", role=named("role", entry.role or ""), party=party)
