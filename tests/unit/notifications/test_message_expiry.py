"""How long messages stay in a chat, around every boundary."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.notifications.message_expiry import (
    DELETABLE,
    IN_USE,
    LAST_CHECK,
    MINUTE,
    RETRY_AFTER,
    ChatMessage,
    ChatMessageKind,
    ExpiryAction,
    ExpiryDecision,
    RetainReason,
    decide_expiry,
    full_minute,
)

CARD, INPUT, FILE, TEMPORARY, PLACEHOLDER = (
    ChatMessageKind.CARD,
    ChatMessageKind.INPUT,
    ChatMessageKind.FILE,
    ChatMessageKind.TEMPORARY,
    ChatMessageKind.PLACEHOLDER,
)
DELETE, REPLACE, RESEND = ExpiryAction.DELETE, ExpiryAction.REPLACE, ExpiryAction.RESEND
EMPTY, GIVE_UP, UNTRACK = ExpiryAction.EMPTY, ExpiryAction.GIVE_UP, ExpiryAction.UNTRACK
NEWEST, OPEN_PROMPT = RetainReason.NEWEST, RetainReason.OPEN_PROMPT
SENT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LIFETIME = timedelta(hours=24)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def posted(
    kind: ChatMessageKind = CARD,
    *,
    changed: timedelta = timedelta(0),
    asked: timedelta | None = None,
    lifetime: timedelta | None = None,
) -> ChatMessage:
    """A message sent at ``SENT``, changed and to be deleted so long after."""
    return ChatMessage(
        message_id=1,
        kind=kind,
        sent_at=SENT,
        changed_at=SENT + changed,
        deletion_requested_at=None if asked is None else SENT + asked,
        time_to_live=lifetime,
    )


def planned(
    message: ChatMessage, age: timedelta, hold: RetainReason | None = None
) -> ExpiryDecision:
    return decide_expiry(message, time_to_live=LIFETIME, retained=hold, now=SENT + age)


@pytest.mark.parametrize(
    ("message", "hold", "end", "step"),
    [
        (posted(INPUT), None, LIFETIME, DELETE),
        (posted(FILE), None, LIFETIME, DELETE),
        (posted(TEMPORARY, lifetime=10 * MINUTE), None, 10 * MINUTE, DELETE),
        (posted(), None, LIFETIME, DELETE),
        (posted(changed=LIFETIME - MINUTE), None, LIFETIME - MINUTE + IN_USE, DELETE),
        (posted(), NEWEST, LIFETIME, REPLACE),
        (posted(changed=9 * HOUR), NEWEST, 33 * HOUR, REPLACE),
        (posted(changed=30 * HOUR), NEWEST, 54 * HOUR, REPLACE),
        (posted(), OPEN_PROMPT, LIFETIME, RESEND),
        (posted(changed=9 * HOUR), OPEN_PROMPT, LIFETIME, RESEND),
        (posted(PLACEHOLDER, changed=LIFETIME), None, LIFETIME, DELETE),
        (posted(INPUT, asked=LIFETIME), None, LIFETIME + RETRY_AFTER, DELETE),
        (posted(asked=LIFETIME), NEWEST, LIFETIME + RETRY_AFTER, REPLACE),
    ],
)
def test_each_message_goes_when_its_time_is_over_and_not_before(
    message: ChatMessage, hold: RetainReason | None, end: timedelta, step: ExpiryAction
) -> None:
    assert planned(message, end - SECOND, hold) == ExpiryDecision(next_at=SENT + end)
    assert planned(message, end, hold) == ExpiryDecision(action=step)
    assert planned(message, end + SECOND, hold) == ExpiryDecision(action=step)


@pytest.mark.parametrize(
    ("message", "hold", "before", "after"),
    [
        (posted(INPUT), None, DELETE, GIVE_UP),
        (posted(FILE), None, DELETE, GIVE_UP),
        (posted(TEMPORARY, lifetime=MINUTE), None, DELETE, GIVE_UP),
        (posted(), None, DELETE, GIVE_UP),
        (posted(asked=LIFETIME), None, DELETE, GIVE_UP),
        (posted(PLACEHOLDER, changed=LIFETIME), None, DELETE, UNTRACK),
        (posted(), NEWEST, REPLACE, REPLACE),
        (posted(asked=LIFETIME), NEWEST, REPLACE, GIVE_UP),
        (posted(), OPEN_PROMPT, RESEND, RESEND),
        (posted(asked=LIFETIME), OPEN_PROMPT, RESEND, GIVE_UP),
    ],
)
def test_what_telegram_no_longer_deletes_is_given_up(
    message: ChatMessage, hold: RetainReason | None, before: ExpiryAction, after: ExpiryAction
) -> None:
    assert planned(message, DELETABLE - SECOND, hold).action is before
    assert planned(message, DELETABLE, hold).action is after


def test_a_card_that_was_in_use_for_too_long_to_be_deleted_is_emptied() -> None:
    message = posted(changed=DELETABLE - IN_USE)
    assert planned(message, DELETABLE - SECOND) == ExpiryDecision(next_at=SENT + DELETABLE)
    assert planned(message, DELETABLE) == ExpiryDecision(action=EMPTY)
    asked = posted(changed=DELETABLE, asked=DELETABLE + IN_USE)
    assert planned(asked, DELETABLE + IN_USE + RETRY_AFTER) == ExpiryDecision(action=GIVE_UP)


def test_a_placeholder_is_checked_once_more_while_it_can_be_deleted() -> None:
    message = posted(PLACEHOLDER, changed=LIFETIME)
    for hold in RetainReason:
        assert planned(message, LIFETIME, hold) == ExpiryDecision(next_at=SENT + LAST_CHECK)
        assert planned(message, LAST_CHECK, hold) == ExpiryDecision()


@pytest.mark.parametrize(
    ("moment", "minute"),
    [
        (SENT, SENT),
        (SENT + timedelta(microseconds=1), SENT + MINUTE),
        (SENT + 59 * SECOND, SENT + MINUTE),
        (SENT - SECOND, SENT),
    ],
)
def test_checks_are_at_full_minutes(moment: datetime, minute: datetime) -> None:
    assert full_minute(moment) == minute


spans = st.timedeltas(timedelta(0), timedelta(days=9))


@given(
    kind=st.sampled_from(list(ChatMessageKind)),
    hold=st.none() | st.sampled_from(list(RetainReason)),
    changed=spans,
    asked=st.none() | spans,
    lifetime=st.integers(1, 44).map(lambda hours: timedelta(hours=hours)),
    age=spans,
)
def test_the_next_check_is_in_the_future_and_before_it_is_too_late(
    kind: ChatMessageKind,
    hold: RetainReason | None,
    changed: timedelta,
    asked: timedelta | None,
    lifetime: timedelta,
    age: timedelta,
) -> None:
    own = MINUTE if kind is TEMPORARY else None
    message = posted(kind, changed=min(changed, age), asked=asked, lifetime=own)
    now = SENT + age
    found = decide_expiry(message, time_to_live=lifetime, retained=hold, now=now)
    if found.next_at is None:
        rests = kind is PLACEHOLDER and hold is not None
        assert found.action is not None or (rests and age >= LAST_CHECK)
        return
    assert found.action is None
    assert now < found.next_at
    typed = kind in (INPUT, FILE, TEMPORARY)
    if typed and asked is None:
        assert found.next_at <= SENT + lifetime + MINUTE < SENT + DELETABLE
