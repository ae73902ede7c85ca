"""Drafts as people walk through them: to and fro, with nonsense, over days, to a whole end."""

from collections.abc import Mapping
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from liaison.core.errors import UserError
from liaison.core.form import SKIPPED
from liaison.core.working_time import DAY
from liaison.requests import rules as request_rules
from liaison.requests.drafts import Mode, finished
from liaison.requests.model import Channel, Check, Kind
from tests.unit.samples import (
    AGREEMENT,
    CN,
    KH,
    LI,
    RECEIVED_AT,
    REFERENCE,
    SOKHA,
    Conversation,
    act,
)

TYPED: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(Kind),
    "urgency": ("routine", "urgent", " URGENT "),
    "persons": ("1", "៣", "１２", "999"),
    "children": ("0", "១", "２", "999"),
    "letter": ("123/26 MoI", "公刑〔2026〕18号", "លេខ ១២៣/២៦"),
    "letter_day": ("2026-03-01", "១២/៣/២០២៦", "２０２６年３月１４日", "15 March 2026"),
    "channel": tuple(Channel),
    "received_on": ("2026-03-15", "១៤/៣/២០២៦", "2 March 2026", "2025-12-31"),
    "needed_by": ("2026-03-15", "១៥/៤/២០២៦", "2026年12月31日", "16 March 2026"),
    "planned_on": ("2026-03-16", "២០/៣/២០២៦"),
    "crossing": ("KTI", "kti", "other"),
}
CHECKS = tuple(Check)
NONSENSE = ("", "?", "x" * 5_000, "<b>1</b>", "📨", "\u202e3", "1990-03-07", "-1", "0.5", "999999")


def take_move(walk: Conversation, move: tuple[str, int]) -> None:
    """One move of a person, sensible or not."""
    match move:
        case ("back", _):
            walk.back()
        case ("wait", days):
            walk.today += days * DAY
        case (says, which):
            answer_somehow(walk, says, which)


def answer_somehow(walk: Conversation, says: str, which: int) -> None:
    """Answer the question that is open, well or ill; what is refused changes nothing."""
    question = walk.question
    if question is None:
        return
    choices = {
        "nonsense": NONSENSE,
        "skip": (SKIPPED,),
        "answer": TYPED.get(question.name, CHECKS),
    }[says]
    before = dict(walk.answers)
    try:
        walk.says(choices[which % len(choices)])
    except UserError:
        assert walk.answers == before


def bring_to_an_end(walk: Conversation) -> None:
    """Answer what is still open as plainly as possible."""
    for _ in range(40):
        question = walk.question
        if question is None:
            return
        if question.optional:
            walk.says(SKIPPED)
        elif question.offered:
            walk.says(question.offered[0])
        else:
            walk.says("9/26" if question.name == "letter" else walk.today.isoformat())
    raise AssertionError(walk)


MOVES = st.tuples(
    st.sampled_from(["answer"] * 6 + ["skip", "skip", "back", "nonsense", "wait"]),
    st.integers(0, 30),
)


@given(mode=st.sampled_from(Mode), moves=st.lists(MOVES, max_size=60))
def test_any_way_ends_in_a_valid_request(mode: Mode, moves: list[tuple[str, int]]) -> None:
    walk = Conversation(mode, {})
    for move in moves:
        take_move(walk, move)
    bring_to_an_end(walk)
    assert set(walk.answers) == {question.name for question in walk.asked}
    what = finished(walk.answers, agreement=AGREEMENT)
    assert (what.needed_by is None) is AGREEMENT.request_type(what.kind).counts_from_receipt
    assert (what.repatriation is None) is (what.kind is not Kind.REPATRIATION)
    if mode is Mode.NEW:
        request_rules.log(
            what, act(SOKHA, RECEIVED_AT), reference=REFERENCE, requested=CN, today=walk.today
        )
        return
    received_on = date.fromisoformat(str(walk.answers["received_on"]))
    request_rules.record(
        what,
        act(LI, RECEIVED_AT, letter=str(walk.answers["letter"])),
        reference=REFERENCE,
        requesting=KH,
        received_on=received_on,
        due_on=what.needed_by or received_on + 30 * DAY,
        today=walk.today,
    )
