"""Proposals as people walk through them: to and fro, with nonsense, over days, to a whole end."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import MeetingKind
from liaison.core.errors import Refusal
from liaison.meetings import rules as meeting_rules
from liaison.meetings.drafts import Purpose, finished, host, objection, places
from liaison.meetings.model import MeetingAct
from liaison.meetings.rules import OptionCount
from tests.unit.cast import REFERENCE, SOKHA
from tests.unit.proposing import CODE, COUNTER, EMERGENCY, NOW, PLAIN, Talk, at

pytestmark = pytest.mark.unit

NONSENSE = ("", "?", "x" * 5_000, "<b>1</b>", "📨", "\u202e3", "1990-03-07", "31.11", "-", "=9")
MOVES = st.tuples(
    st.sampled_from(["offered"] * 6 + ["typed", "typed", "back", "nonsense", "wait"]),
    st.integers(0, 40),
)


def take_move(talk: Talk, move: tuple[str, int]) -> None:
    """One move of a person; what is refused changes nothing, and what is offered is taken."""
    says, which = move
    question, before = talk.question, dict(talk.answers)
    if says == "back":
        talk.back()
    elif says == "wait":
        talk.now += timedelta(hours=which)
    elif question is not None and says == "offered":
        if question.offered:
            try:
                talk.says(question.offered[which % len(question.offered)])
            except OptionCount:
                assert question.name.startswith("venue")
    elif question is not None:
        soon = (talk.now + timedelta(days=which)).date().isoformat()
        typed = (soon, f"{soon} 14:0{which % 10}", "14:30", f"Room {which}", REFERENCE)
        choices = typed if says == "typed" else NONSENSE
        try:
            talk.says(choices[which % len(choices)])
        except Refusal:
            assert talk.answers == before


def bring_to_an_end(talk: Talk) -> None:
    """Answer what is still open as plainly as possible."""
    later = (talk.now + timedelta(days=60)).date().isoformat()
    for _ in range(40):
        asked = talk.asks
        if asked is None:
            return
        plain = {**PLAIN, "day": later, "time": "23:59", "venue": f"Hall {asked[-1]}"}
        talk.says(plain[asked.rstrip("12345")])
    raise AssertionError(talk)


ANEW = (COUNTER, Purpose.CHANGE)


@given(purpose=st.sampled_from(Purpose), moves=st.lists(MOVES, max_size=60))
def test_whichever_way_a_draft_is_walked_it_ends_in_a_proposal_that_can_be_sent(
    purpose: Purpose, moves: list[tuple[str, int]]
) -> None:
    talk = Talk(purpose, kind=MeetingKind.DIFFERENCE if purpose in ANEW else None)
    for move in moves:
        take_move(talk, move)
    bring_to_an_end(talk)
    assert set(talk.answers) >= {question.name for question in talk.asked}
    act = MeetingAct(person=SOKHA, at=talk.now, binds=True)
    if purpose in ANEW:
        begun = at("", EMERGENCY)
        plan = finished(begun.setting, begun.answers)
        meeting, _ = meeting_rules.propose(plan, replace(act, at=NOW), code=CODE, about="")
        offered = places(talk.setting, talk.answers)
        meeting, _ = meeting_rules.counter(
            meeting,
            act,
            options=offered,
            host=host(talk.answers),
            objection=objection(talk.answers),
        )
    else:
        plan = finished(talk.setting, talk.answers)
        offered = plan.options
        meeting, _ = meeting_rules.propose(plan, act, code=CODE, about="")
    assert meeting.offer is not None
    shown = [(each.start, each.venue) for each in meeting.offer.options]
    assert shown == list(offered)
    assert 1 <= len(shown) <= meeting_rules.MOST_OPTIONS
