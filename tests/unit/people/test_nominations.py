"""Nominations: proposed by one administrator, confirmed by another within 72 hours."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from liaison.core.errors import UserError
from liaison.core.people import Person, Role
from liaison.core.references import new_coded
from liaison.people import nominations
from liaison.people.nominations import (
    Nomination,
    NominationCode,
    NominationState,
)
from tests.unit.samples import BOPHA, KH, SENT_AT, SOKHA, person

VANNA = person(7, KH, Role.ADMIN)
SECOND = timedelta(seconds=1)
END = SENT_AT + timedelta(hours=72)
CODE = NominationCode(new_coded("N", 2026, lambda count: bytes(range(count))))
Word = Callable[..., Nomination]
WORDS: list[Word] = [nominations.confirm, nominations.decline]


def asked(who: Person | None = SOKHA) -> Nomination:
    """The nomination that Bopha proposes."""
    return Nomination(
        code=CODE,
        party=KH,
        person=None if who is None else who.id,
        agency="Unit 7",
        asked_by=BOPHA.id,
        asked_at=SENT_AT,
        expires_at=END,
    )


def test_another_administrator_confirms_and_the_one_who_asked_does_not() -> None:
    done = nominations.confirm(asked(), VANNA, at=SENT_AT + SECOND)
    assert (done.state, done.ended_by) == (NominationState.CONFIRMED, VANNA.id)
    with pytest.raises(UserError, match="error-own-nomination"):
        nominations.confirm(asked(), BOPHA, at=SENT_AT + SECOND)


@pytest.mark.parametrize("who", [BOPHA, VANNA])
def test_both_may_decline(who: Person) -> None:
    done = nominations.decline(asked(), who, at=SENT_AT + SECOND)
    assert (done.state, done.ended_by) == (NominationState.DECLINED, who.id)


@pytest.mark.parametrize("word", WORDS)
def test_an_answer_counts_until_72_hours_have_passed(word: Word) -> None:
    assert word(asked(), VANNA, at=END - SECOND).ended_at == END - SECOND
    with pytest.raises(UserError, match="error-nomination-ended"):
        word(asked(), VANNA, at=END)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("before", [*WORDS, None])
def test_after_its_end_no_answer_counts(word: Word, before: Word | None) -> None:
    ended = nominations.expire(asked(), at=SENT_AT)
    if before is not None:
        ended = before(asked(), VANNA, at=SENT_AT)
    with pytest.raises(UserError, match="error-nomination-ended"):
        word(ended, VANNA, at=SENT_AT)
