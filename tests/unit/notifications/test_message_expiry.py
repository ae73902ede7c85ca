"""How long messages stay in a chat, around every boundary."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from liaison.core.channels import PAGE, TELEGRAM, Channel
from liaison.notifications.message_expiry import (
    IN_USE,
    MAX_AGE,
    MINUTE,
    RETRY_AFTER,
    ChatMessage,
    ChatMessageKind,
    ExpiryAction,
    ExpiryDecision,
    decide_expiry,
    full_minute,
)

SENT = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
LIFETIME, DELETABLE = timedelta(hours=24), timedelta(hours=48)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)


def posted(
    kind: ChatMessageKind = ChatMessageKind.CARD,
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
    message: ChatMessage, age: timedelta, *, talks: bool = False, channel: Channel = TELEGRAM
) -> ExpiryDecision:
    return decide_expiry(
        message, channel=channel, time_to_live=LIFETIME, in_conversation=talks, now=SENT + age
    )


@pytest.mark.parametrize(
    ("message", "talks", "end"),
    [
        (posted(ChatMessageKind.INPUT), False, LIFETIME),
        (posted(ChatMessageKind.FILE), False, LIFETIME),
        (posted(ChatMessageKind.TEMPORARY, lifetime=10 * MINUTE), False, 10 * MINUTE),
        (posted(), False, LIFETIME),
        (posted(changed=LIFETIME - MINUTE), False, LIFETIME - MINUTE + IN_USE),
        (posted(changed=9 * HOUR), True, 33 * HOUR),
        (posted(changed=30 * HOUR), True, MAX_AGE),
        (posted(changed=MAX_AGE), False, MAX_AGE),
        (posted(ChatMessageKind.INPUT, asked=LIFETIME), False, LIFETIME + RETRY_AFTER),
        (posted(asked=LIFETIME), False, LIFETIME + RETRY_AFTER),
    ],
)
def test_each_is_deleted_at_its_time(message: ChatMessage, *, talks: bool, end: timedelta) -> None:
    assert planned(message, end - SECOND, talks=talks) == ExpiryDecision(next_at=SENT + end)
    for age in (end, end + SECOND):
        assert planned(message, age, talks=talks) == ExpiryDecision(action=ExpiryAction.DELETE)


@pytest.mark.parametrize("kind", list(ChatMessageKind))
def test_what_telegram_no_longer_deletes_is_given_up(kind: ChatMessageKind) -> None:
    lifetime = MINUTE if kind is ChatMessageKind.TEMPORARY else None
    message = posted(kind, changed=DELETABLE, lifetime=lifetime)
    for talks in (True, False):
        assert planned(message, DELETABLE - SECOND, talks=talks).action is ExpiryAction.DELETE
        assert planned(message, DELETABLE, talks=talks).action is ExpiryAction.GIVE_UP


@pytest.mark.parametrize("kind", list(ChatMessageKind))
def test_a_page_can_always_delete_what_it_shows(kind: ChatMessageKind) -> None:
    found = planned(posted(kind), 30 * DELETABLE, channel=PAGE)
    assert found.action is ExpiryAction.DELETE


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
    talks=st.booleans(),
    changed=spans,
    asked=st.none() | spans,
    lifetime=st.integers(1, 44).map(lambda hours: timedelta(hours=hours)),
    age=spans,
)
def test_the_next_check_is_never_in_the_past_and_comes_before_it_is_too_late(
    kind: ChatMessageKind,
    *,
    talks: bool,
    changed: timedelta,
    asked: timedelta | None,
    lifetime: timedelta,
    age: timedelta,
) -> None:
    own = MINUTE if kind is ChatMessageKind.TEMPORARY else None
    message = posted(kind, changed=min(changed, age), asked=asked, lifetime=own)
    now = SENT + age
    found = decide_expiry(
        message, channel=TELEGRAM, time_to_live=lifetime, in_conversation=talks, now=now
    )
    if found.next_at is None:
        assert found.action is not None
        return
    assert found.action is None
    assert now < found.next_at
    if asked is None:
        assert found.next_at < SENT + DELETABLE
