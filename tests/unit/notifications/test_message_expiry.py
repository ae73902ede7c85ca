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

pytestmark = pytest.mark.unit

SENT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LIFETIME = timedelta(hours=24)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def posted(
    kind: ChatMessageKind = ChatMessageKind.CARD,
    *,
    changed: timedelta = timedelta(0),
    asked: timedelta | None = None,
    lifetime: timedelta | None = None,
) -> ChatMessage:
    """A message that was sent at ``SENT``, changed and asked to go so long after."""
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
        (posted(ChatMessageKind.INPUT), None, LIFETIME, ExpiryAction.DELETE),
        (posted(ChatMessageKind.FILE), None, LIFETIME, ExpiryAction.DELETE),
        (
            posted(ChatMessageKind.TEMPORARY, lifetime=10 * MINUTE),
            None,
            10 * MINUTE,
            ExpiryAction.DELETE,
        ),
        (posted(), None, LIFETIME, ExpiryAction.DELETE),
        (posted(changed=LIFETIME - MINUTE), None, LIFETIME - MINUTE + IN_USE, ExpiryAction.DELETE),
        (posted(), RetainReason.NEWEST, LIFETIME, ExpiryAction.REPLACE),
        (posted(changed=9 * HOUR), RetainReason.NEWEST, 33 * HOUR, ExpiryAction.REPLACE),
        (posted(changed=30 * HOUR), RetainReason.NEWEST, 54 * HOUR, ExpiryAction.REPLACE),
        (posted(), RetainReason.OPEN_PROMPT, LIFETIME, ExpiryAction.RESEND),
        (posted(changed=9 * HOUR), RetainReason.OPEN_PROMPT, LIFETIME, ExpiryAction.RESEND),
        (
            posted(ChatMessageKind.PLACEHOLDER, changed=LIFETIME),
            None,
            LIFETIME,
            ExpiryAction.DELETE,
        ),
        (
            posted(ChatMessageKind.INPUT, asked=LIFETIME),
            None,
            LIFETIME + RETRY_AFTER,
            ExpiryAction.DELETE,
        ),
        (posted(asked=LIFETIME), RetainReason.NEWEST, LIFETIME + RETRY_AFTER, ExpiryAction.REPLACE),
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
        (posted(ChatMessageKind.INPUT), None, ExpiryAction.DELETE, ExpiryAction.GIVE_UP),
        (posted(ChatMessageKind.FILE), None, ExpiryAction.DELETE, ExpiryAction.GIVE_UP),
        (
            posted(ChatMessageKind.TEMPORARY, lifetime=MINUTE),
            None,
            ExpiryAction.DELETE,
            ExpiryAction.GIVE_UP,
        ),
        (posted(), None, ExpiryAction.DELETE, ExpiryAction.GIVE_UP),
        (posted(asked=LIFETIME), None, ExpiryAction.DELETE, ExpiryAction.GIVE_UP),
        (
            posted(ChatMessageKind.PLACEHOLDER, changed=LIFETIME),
            None,
            ExpiryAction.DELETE,
            ExpiryAction.UNTRACK,
        ),
        (posted(), RetainReason.NEWEST, ExpiryAction.REPLACE, ExpiryAction.REPLACE),
        (posted(asked=LIFETIME), RetainReason.NEWEST, ExpiryAction.REPLACE, ExpiryAction.GIVE_UP),
        (posted(), RetainReason.OPEN_PROMPT, ExpiryAction.RESEND, ExpiryAction.RESEND),
        (
            posted(asked=LIFETIME),
            RetainReason.OPEN_PROMPT,
            ExpiryAction.RESEND,
            ExpiryAction.GIVE_UP,
        ),
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
    assert planned(message, DELETABLE) == ExpiryDecision(action=ExpiryAction.EMPTY)
    asked = posted(changed=DELETABLE, asked=DELETABLE + IN_USE)
    assert planned(asked, DELETABLE + IN_USE + RETRY_AFTER) == ExpiryDecision(
        action=ExpiryAction.GIVE_UP
    )


def test_a_card_at_rest_is_looked_at_once_more_while_it_can_go_and_then_never() -> None:
    message = posted(ChatMessageKind.PLACEHOLDER, changed=LIFETIME)
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
def test_looks_are_at_full_minutes(moment: datetime, minute: datetime) -> None:
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
def test_a_look_ahead_is_never_in_the_past_and_comes_before_it_is_too_late(
    kind: ChatMessageKind,
    hold: RetainReason | None,
    changed: timedelta,
    asked: timedelta | None,
    lifetime: timedelta,
    age: timedelta,
) -> None:
    own = MINUTE if kind is ChatMessageKind.TEMPORARY else None
    message = posted(kind, changed=min(changed, age), asked=asked, lifetime=own)
    now = SENT + age
    found = decide_expiry(message, time_to_live=lifetime, retained=hold, now=now)
    if found.next_at is None:
        rests = kind is ChatMessageKind.PLACEHOLDER and hold is not None
        assert found.action is not None or (rests and age >= LAST_CHECK)
        return
    assert found.action is None
    assert now < found.next_at
    typed = kind in (ChatMessageKind.INPUT, ChatMessageKind.FILE, ChatMessageKind.TEMPORARY)
    if typed and asked is None:
        assert found.next_at <= SENT + lifetime + MINUTE < SENT + DELETABLE
