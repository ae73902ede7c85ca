"""Drafts as a conversation stores them: written as JSON, and read strictly."""

from typing import Any

import pytest

from handlers.meetings.proposal_form import ProposalDraft
from handlers.requests.drafts import RequestDraft
from liaison.meetings.drafts import Purpose
from liaison.requests.drafts import Mode

REQUEST = {"id": "a1b2c3", "mode": "new", "answers": {"kind": "other", "persons": 12}}


def test_a_draft_is_stored_as_json_and_read_again() -> None:
    draft = RequestDraft(id="a1b2c3", mode=Mode.NEW, answers={"kind": "other", "persons": 12})
    assert draft.dump() == REQUEST
    assert RequestDraft.load(REQUEST) == draft


def test_what_a_proposal_is_not_about_is_not_stored() -> None:
    new = ProposalDraft(id="a1b2c3", purpose=Purpose.EMERGENCY, answers={})
    assert new.dump() == {"id": "a1b2c3", "purpose": "emergency", "answers": {}}
    assert ProposalDraft.load(new.dump()) == new
    assert new.meeting is None


@pytest.mark.parametrize(
    "damaged",
    [
        "a draft",
        {"mode": "new", "answers": {}},
        REQUEST | {"id": 7},
        REQUEST | {"mode": "later"},
        REQUEST | {"answers": {"letter": 1.5}},
        REQUEST | {"answers": {"letter": None}},
        REQUEST | {"note": "Sok Dara"},
    ],
)
def test_what_is_no_draft_is_refused_and_not_quoted(damaged: Any) -> None:
    with pytest.raises(ValueError, match="RequestDraft") as found:
        RequestDraft.load(damaged)
    assert "Sok Dara" not in str(found.value)
