"""Any notice comes back from storage as it went in."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from liaison.core.agreement import EscalationPolicy, EscalationStep, EscalationTarget, Priority
from liaison.core.cards import text
from liaison.notifications.repository import Notices
from liaison.notifications.rules import Audience, Notice, NoticeState, Outage
from liaison.notifications.subjects import SubjectType
from storage.database import Database
from tests.contract.notifications.test_notifications import found, keep
from tests.contract.strategies import (
    CODES,
    MOMENTS,
    NUMBERS,
    PARTIES,
    PEOPLE,
    ROUND_TRIP,
    WORDS,
    join_both,
)
from tests.registered import REGISTRY

SPANS = st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=5000))
STEPS = st.builds(EscalationStep, to=st.sampled_from(EscalationTarget), after=SPANS)


@st.composite
def notices(draw: st.DrawFn) -> Notice:
    priority = draw(st.sampled_from(Priority))
    is_routine = priority is Priority.ROUTINE
    other = NoticeState.ACKNOWLEDGED if is_routine else NoticeState.DELIVERED
    state = draw(st.sampled_from([each for each in NoticeState if each is not other]))
    ended = state in {NoticeState.ACKNOWLEDGED, NoticeState.RESOLVED}
    steps = draw(st.lists(STEPS, min_size=1, max_size=4))
    number = next(NUMBERS)
    return Notice(
        code=f"{number:05}",
        party=draw(PARTIES),
        priority=priority,
        subject=draw(st.sampled_from([each.key for each in REGISTRY.all(SubjectType).values()])),
        subject_id=draw(CODES),
        notice_key=f"{draw(CODES)}:{number}",
        title=text(draw(CODES), words=draw(WORDS), at=draw(MOMENTS), n=draw(st.integers(0, 9))),
        audience=draw(st.sampled_from(Audience)),
        escalation_policy=EscalationPolicy() if is_routine else EscalationPolicy(tuple(steps)),
        made_at=draw(MOMENTS),
        states=tuple(draw(st.lists(CODES, max_size=3))),
        triggered_by=draw(st.none() | PEOPLE),
        internal=draw(st.booleans()),
        due_by=draw(st.none() | MOMENTS),
        late=draw(SPANS),
        state=state,
        version=draw(st.integers(1, 10_000)),
        escalation_step=draw(st.integers(0, 99)),
        notified_at=draw(MOMENTS if state is NoticeState.DELIVERED else st.none() | MOMENTS),
        grace=draw(SPANS),
        repeat=draw(st.booleans()),
        repeat_for=draw(st.none() | st.builds(Outage, start=MOMENTS, end=MOMENTS)),
        ended_at=draw(MOMENTS) if ended else None,
        ended_by=draw(PEOPLE) if state is NoticeState.ACKNOWLEDGED else None,
    )


@ROUND_TRIP
@given(notice=notices(), later=notices())
async def test_a_notice_comes_back_unchanged(db: Database, notice: Notice, later: Notice) -> None:
    later = replace(later, code=notice.code, party=notice.party, version=notice.version + 1)
    async with db.transaction() as tx:
        await join_both(tx)
        await keep(tx, notice)
        assert await found(tx, notice) == notice
        assert await tx.of(Notices).change(later)
        assert await found(tx, notice) == later
