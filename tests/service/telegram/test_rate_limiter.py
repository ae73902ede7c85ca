"""How fast new messages go to one chat."""

from bot.telegram.rate_limiter import MAX_CHATS, RateLimiter
from liaison.core.channels import Address

ALICE, BOB = 1, 2


def test_three_go_at_once_and_then_one_a_second() -> None:
    rate_limiter = RateLimiter()
    for _ in range(3):
        assert ALICE not in rate_limiter.waiting(0.0)
        rate_limiter.sent(Address(ALICE), 0.0)
    assert rate_limiter.waiting(0.0) == {ALICE}
    assert rate_limiter.waiting(0.99) == {ALICE}
    assert rate_limiter.waiting(1.0) == frozenset()
    rate_limiter.sent(Address(ALICE), 1.0)
    assert rate_limiter.waiting(1.5) == {ALICE}


def test_one_chat_does_not_hold_another() -> None:
    rate_limiter = RateLimiter()
    for _ in range(5):
        rate_limiter.sent(Address(ALICE), 0.0)
    assert BOB not in rate_limiter.waiting(0.0)


def test_it_tells_when_the_next_one_may_go() -> None:
    rate_limiter = RateLimiter()
    assert rate_limiter.next_at(0.0) is None
    for _ in range(3):
        rate_limiter.sent(Address(ALICE), 10.0)
    assert rate_limiter.next_at(10.25) == 11.0
    assert rate_limiter.next_at(11.0) is None


def test_quiet_chats_are_forgotten() -> None:
    rate_limiter = RateLimiter()
    for chat in range(MAX_CHATS + 1):
        rate_limiter.sent(Address(chat), float(chat))
    assert len(rate_limiter._buckets) < 10
