"""The draft of a proposal without its chat."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from liaison.core.agreement import MeetingKind, PartyCode
from liaison.core.form import SKIPPED, Question
from liaison.core.vocabulary import in_language
from liaison.meetings.drafts import ProposalContext, Purpose, number_of, questions
from liaison.meetings.model import MeetingCode
from tests.unit.samples import AGREEMENT, KH, Form

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
"""A Tuesday: ten in Phnom Penh, eleven in Beijing."""
CODE = MeetingCode("M26-7F3K9")
EMERGENCY, PROPOSE, COUNTER = Purpose.EMERGENCY, Purpose.PROPOSE, Purpose.COUNTER
PLAIN = {
    "kind": "difference",
    "occasion": "other",
    "objection": "time",
    "request": SKIPPED,
    "urgency": "routine",
    "day": "2026-11-27",
    "time": "14:00",
    "venue": "video",
    "host": "KH",
}


@dataclass
class Conversation(Form):
    """The draft of a proposal, at a time."""

    purpose: Purpose
    party: PartyCode = KH
    kind: MeetingKind | None = None
    now: datetime = NOW
    answers: dict[str, str | int] = field(default_factory=dict)

    @property
    def setting(self) -> ProposalContext:
        return ProposalContext(
            purpose=self.purpose,
            agreement=AGREEMENT,
            vocabularies=in_language(AGREEMENT.vocabularies, "en"),
            party=self.party,
            now=self.now,
            kind=self.kind,
        )

    @property
    def asked(self) -> list[Question]:
        return questions(self.setting, self.answers, adding=number_of(self.changing or ""))


def at(name: str, purpose: Purpose = EMERGENCY, **changes: str) -> Conversation:
    """A draft that has come to a question by the plainest answers."""
    conversation = Conversation(purpose)
    while (asked := conversation.asks) is not None and asked != name:
        conversation.says(changes.get(asked, PLAIN[asked.rstrip("12345")]))
    return conversation
