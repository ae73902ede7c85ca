"""How fast new messages go to one chat."""

import pytest

from bot.telegram.rate_limiter import MOST_CHATS, Pace

pytestmark = pytest.mark.unit

ALICE, BOB = 1, 2


def test_three_go_at_once_and_then_one_a_second() -> None:
    pace = Pace()
    for _ in range(3):
        assert ALICE not in pace.waiting(0.0)
        pace.sent(ALICE, 0.0)
    assert pace.waiting(0.0) == {ALICE}
    assert pace.waiting(0.99) == {ALICE}
    assert pace.waiting(1.0) == frozenset()
    pace.sent(ALICE, 1.0)
    assert pace.waiting(1.5) == {ALICE}


def test_one_chat_does_not_hold_another() -> None:
    pace = Pace()
    for _ in range(5):
        pace.sent(ALICE, 0.0)
    assert BOB not in pace.waiting(0.0)


def test_it_says_when_the_next_one_may_go() -> None:
    pace = Pace()
    assert pace.next_at(0.0) is None
    for _ in range(3):
        pace.sent(ALICE, 10.0)
    assert pace.next_at(10.25) == 11.0
    assert pace.next_at(11.0) is None


def test_quiet_chats_are_forgotten() -> None:
    pace = Pace()
    for chat in range(MOST_CHATS + 1):
        pace.sent(chat, float(chat))
    assert len(pace._buckets) < 10
