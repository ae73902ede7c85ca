"""How long messages stay in a chat, around every boundary."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.notifications.message_expiry import (
    DELETABLE,
    IN_USE,
    LAST_LOOK,
    MINUTE,
    ONCE_MORE,
    Hold,
    Kind,
    Plan,
    Posted,
    Step,
    full_minute,
    plan,
)

pytestmark = pytest.mark.unit

SENT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LIFE = timedelta(hours=24)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def posted(
    kind: Kind = Kind.CARD,
    *,
    changed: timedelta = timedelta(0),
    asked: timedelta | None = None,
    life: timedelta | None = None,
) -> Posted:
    """A message that was sent at ``SENT``, changed and asked to go so long after."""
    return Posted(
        message_id=1,
        kind=kind,
        sent_at=SENT,
        changed_at=SENT + changed,
        asked_at=None if asked is None else SENT + asked,
        life=life,
    )


def planned(message: Posted, age: timedelta, hold: Hold | None = None) -> Plan:
    return plan(message, life=LIFE, hold=hold, now=SENT + age)


@pytest.mark.parametrize(
    ("message", "hold", "end", "step"),
    [
        (posted(Kind.INPUT), None, LIFE, Step.DELETE),
        (posted(Kind.FILE), None, LIFE, Step.DELETE),
        (posted(Kind.NOTE, life=10 * MINUTE), None, 10 * MINUTE, Step.DELETE),
        (posted(), None, LIFE, Step.DELETE),
        (posted(changed=LIFE - MINUTE), None, LIFE - MINUTE + IN_USE, Step.DELETE),
        (posted(), Hold.STANDS, LIFE, Step.REST),
        (posted(changed=9 * HOUR), Hold.STANDS, 33 * HOUR, Step.REST),
        (posted(changed=30 * HOUR), Hold.STANDS, 54 * HOUR, Step.REST),
        (posted(), Hold.PROMPT, LIFE, Step.TELL_AGAIN),
        (posted(changed=9 * HOUR), Hold.PROMPT, LIFE, Step.TELL_AGAIN),
        (posted(Kind.REST, changed=LIFE), None, LIFE, Step.DELETE),
        (posted(Kind.INPUT, asked=LIFE), None, LIFE + ONCE_MORE, Step.DELETE),
        (posted(asked=LIFE), Hold.STANDS, LIFE + ONCE_MORE, Step.REST),
    ],
)
def test_each_message_goes_when_its_time_is_over_and_not_before(
    message: Posted, hold: Hold | None, end: timedelta, step: Step
) -> None:
    assert planned(message, end - SECOND, hold) == Plan(look_at=SENT + end)
    assert planned(message, end, hold) == Plan(step=step)
    assert planned(message, end + SECOND, hold) == Plan(step=step)


@pytest.mark.parametrize(
    ("message", "hold", "before", "after"),
    [
        (posted(Kind.INPUT), None, Step.DELETE, Step.GIVE_UP),
        (posted(Kind.FILE), None, Step.DELETE, Step.GIVE_UP),
        (posted(Kind.NOTE, life=MINUTE), None, Step.DELETE, Step.GIVE_UP),
        (posted(), None, Step.DELETE, Step.GIVE_UP),
        (posted(asked=LIFE), None, Step.DELETE, Step.GIVE_UP),
        (posted(Kind.REST, changed=LIFE), None, Step.DELETE, Step.FORGET),
        (posted(), Hold.STANDS, Step.REST, Step.REST),
        (posted(asked=LIFE), Hold.STANDS, Step.REST, Step.GIVE_UP),
        (posted(), Hold.PROMPT, Step.TELL_AGAIN, Step.TELL_AGAIN),
        (posted(asked=LIFE), Hold.PROMPT, Step.TELL_AGAIN, Step.GIVE_UP),
    ],
)
def test_what_telegram_no_longer_deletes_is_given_up(
    message: Posted, hold: Hold | None, before: Step, after: Step
) -> None:
    assert planned(message, DELETABLE - SECOND, hold).step is before
    assert planned(message, DELETABLE, hold).step is after


def test_a_card_that_was_in_use_for_too_long_to_be_deleted_is_emptied() -> None:
    message = posted(changed=DELETABLE - IN_USE)
    assert planned(message, DELETABLE - SECOND) == Plan(look_at=SENT + DELETABLE)
    assert planned(message, DELETABLE) == Plan(step=Step.EMPTY)
    asked = posted(changed=DELETABLE, asked=DELETABLE + IN_USE)
    assert planned(asked, DELETABLE + IN_USE + ONCE_MORE) == Plan(step=Step.GIVE_UP)


def test_a_card_at_rest_is_looked_at_once_more_while_it_can_go_and_then_never() -> None:
    message = posted(Kind.REST, changed=LIFE)
    for hold in Hold:
        assert planned(message, LIFE, hold) == Plan(look_at=SENT + LAST_LOOK)
        assert planned(message, LAST_LOOK, hold) == Plan()


@pytest.mark.parametrize(
    ("moment", "minute"),
    [
        (SENT, SENT),
        (SENT + timedelta(microseconds=1), SENT + MINUTE),
        (SENT + 59 * SECOND, SENT + MINUTE),
        (SENT - SECOND, SENT),
    ],
)
def test_looks_are_at_full_minutes(moment: datetime, minute: datetime) -> None:
    assert full_minute(moment) == minute


spans = st.timedeltas(timedelta(0), timedelta(days=9))


@given(
    kind=st.sampled_from(list(Kind)),
    hold=st.none() | st.sampled_from(list(Hold)),
    changed=spans,
    asked=st.none() | spans,
    life=st.integers(1, 44).map(lambda hours: timedelta(hours=hours)),
    age=spans,
)
def test_a_look_ahead_is_never_in_the_past_and_comes_before_it_is_too_late(
    kind: Kind,
    hold: Hold | None,
    changed: timedelta,
    asked: timedelta | None,
    life: timedelta,
    age: timedelta,
) -> None:
    own = MINUTE if kind is Kind.NOTE else None
    message = posted(kind, changed=min(changed, age), asked=asked, life=own)
    now = SENT + age
    found = plan(message, life=life, hold=hold, now=now)
    if found.look_at is None:
        rests = kind is Kind.REST and hold is not None
        assert found.step is not None or (rests and age >= LAST_LOOK)
        return
    assert found.step is None
    assert now < found.look_at
    typed = kind in (Kind.INPUT, Kind.FILE, Kind.NOTE)
    if typed and asked is None:
        assert found.look_at <= SENT + life + MINUTE < SENT + DELETABLE
