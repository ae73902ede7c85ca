"""Proposals as people walk through them: to and fro, with nonsense, over days, to a whole end."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import MeetingKind
from liaison.core.errors import UserError
from liaison.meetings import rules as meeting_rules
from liaison.meetings.drafts import Purpose, finished, host, objection, places
from liaison.meetings.model import MeetingActionContext
from tests.unit.meetings.proposal_form import CODE, COUNTER, EMERGENCY, NOW, PLAIN, Conversation, at
from tests.unit.samples import REFERENCE, SOKHA

NONSENSE = ("", "?", "x" * 5_000, "<b>1</b>", "📨", "\u202e3", "1990-03-07", "31.11", "-", "=9")
MOVES = st.tuples(
    st.sampled_from(["offered"] * 6 + ["typed", "typed", "back", "nonsense", "wait"]),
    st.integers(0, 40),
)


def take_move(conversation: Conversation, move: tuple[str, int]) -> None:
    """One move of a person; what is refused changes nothing, and what is offered is taken."""
    says, which = move
    question, before = conversation.question, dict(conversation.answers)
    if says == "back":
        conversation.back()
    elif says == "wait":
        conversation.now += timedelta(hours=which)
    elif question is not None and says == "offered":
        if question.offered:
            try:
                conversation.says(question.offered[which % len(question.offered)])
            except UserError:
                assert question.name.startswith("venue")
    elif question is not None:
        soon = (conversation.now + timedelta(days=which)).date().isoformat()
        typed = (soon, f"{soon} 14:0{which % 10}", "14:30", f"Room {which}", REFERENCE)
        choices = typed if says == "typed" else NONSENSE
        try:
            conversation.says(choices[which % len(choices)])
        except UserError:
            assert conversation.answers == before


def bring_to_an_end(conversation: Conversation) -> None:
    """Answer what is still open as plainly as possible."""
    later = (conversation.now + timedelta(days=60)).date().isoformat()
    for _ in range(40):
        asked = conversation.asks
        if asked is None:
            return
        plain = {**PLAIN, "day": later, "time": "23:59", "venue": f"Hall {asked[-1]}"}
        conversation.says(plain[asked.rstrip("12345")])
    raise AssertionError(conversation)


OF_A_MEETING = (COUNTER, Purpose.CHANGE)


@given(purpose=st.sampled_from(Purpose), moves=st.lists(MOVES, max_size=60))
def test_any_way_ends_in_a_valid_proposal(purpose: Purpose, moves: list[tuple[str, int]]) -> None:
    kind = MeetingKind.DIFFERENCE if purpose in OF_A_MEETING else None
    conversation = Conversation(purpose, kind=kind)
    for move in moves:
        take_move(conversation, move)
    bring_to_an_end(conversation)
    assert set(conversation.answers) >= {question.name for question in conversation.asked}
    context = MeetingActionContext(person=SOKHA, at=conversation.now, binds=True)
    if purpose in OF_A_MEETING:
        begun = at("", EMERGENCY)
        plan = finished(begun.setting, begun.answers)
        meeting, _ = meeting_rules.propose(plan, replace(context, at=NOW), code=CODE, about="")
        offered = places(conversation.setting, conversation.answers)
        meeting, _ = meeting_rules.counter(
            meeting,
            context,
            options=offered,
            host=host(conversation.answers),
            objection=objection(conversation.answers),
        )
    else:
        plan = finished(conversation.setting, conversation.answers)
        offered = plan.options
        meeting, _ = meeting_rules.propose(plan, context, code=CODE, about="")
    assert meeting.offer is not None
    shown = [(each.start, each.venue) for each in meeting.offer.options]
    assert shown == list(offered)
    assert 1 <= len(shown) <= meeting_rules.MAX_OPTIONS
