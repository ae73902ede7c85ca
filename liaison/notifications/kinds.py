"""Notices to be made, and whom each kind tells that no step of a record decides."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from enum import StrEnum

from liaison.core.agreement import Agreement, EscalationPolicy, PartyCode, Priority
from liaison.core.cards import Text
from liaison.core.outbox import Subject
from liaison.core.people import PersonId
from liaison.notifications.rules import EMERGENCY_WINDOW, Audience, Notice


class Side(StrEnum):
    """The Parties that a kind of notice tells, as seen from the Party of what happened."""

    OWN = "own"
    OTHER = "other"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNotice:
    """A notice to be made, with the fields of ``Notice``. ``at_once`` waits for no morning;
    ``beside`` is told beside one of the same key that was not delivered yet, not in its place.
    """

    party: PartyCode
    subject: Subject
    subject_id: str
    notice_key: str
    title: Text
    audience: Audience
    priority: Priority = Priority.ROUTINE
    states: tuple[str, ...] = ()
    triggered_by: PersonId | None = None
    internal: bool = False
    due_by: datetime | None = None
    late: timedelta = timedelta(0)
    at_once: bool = False
    beside: bool = False

    def made(
        self, code: str, policies: Mapping[Priority, EscalationPolicy], at: datetime
    ) -> Notice:
        """The notice as it is made at an instant (aware UTC)."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        del values["beside"]
        if values.pop("at_once"):
            values["due_by"] = at + EMERGENCY_WINDOW
        return Notice(code=code, escalation_policy=policies[self.priority], made_at=at, **values)


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of notice: whom it tells, at which priority, whether at any hour, then perhaps
    ``silent_at_night``, and whether it only ``informs`` or ``asks``: then its answer ends it, and
    not that a person has seen it. The key of its notices is its own, with a detail after a colon.
    """

    key: str
    subject: Subject
    audience: Audience
    side: Side = Side.OWN
    priority: Priority = Priority.ROUTINE
    at_once: bool = False
    silent_at_night: bool = False
    informs: bool = False
    asks: bool = False

    def key_with(self, detail: str) -> str:
        """The key of a notice of this kind with that detail, if any."""
        return f"{self.key}:{detail}" if detail else self.key

    def notice(
        self,
        party: PartyCode,
        subject_id: str,
        title: Text,
        *,
        by: PersonId | None = None,
        detail: str = "",
        due_by: datetime | None = None,
        late: timedelta = timedelta(0),
    ) -> NewNotice:
        """A notice of this kind to a Party, about what a person did, if any."""
        return NewNotice(
            party=party,
            subject=self.subject,
            subject_id=subject_id,
            notice_key=self.key_with(detail),
            title=title,
            audience=self.audience,
            priority=self.priority,
            triggered_by=by,
            internal=self.side is Side.OWN,
            due_by=due_by,
            late=late,
            at_once=self.at_once,
        )

    def notices(
        self,
        agreement: Agreement,
        party: PartyCode,
        subject_id: str,
        title: Text,
        *,
        by: PersonId | None = None,
    ) -> list[NewNotice]:
        """The notices of this kind of what happened at a Party, to the Parties of its side."""
        other = agreement.other(party).code
        told = {Side.OWN: (party,), Side.OTHER: (other,), Side.BOTH: (party, other)}[self.side]
        return [self.notice(each, subject_id, title, by=by) for each in told]
