"""Which letters a Party can make, and what they say."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from liaison.letters.acts import request_letters
from liaison.letters.model import FIELDS, Letter, LetterAct
from liaison.requests.model import (
    Grounds,
    Kind,
    Missing,
    Outcome,
    Repatriation,
    Request,
    Result,
    State,
)
from tests.unit.samples import AGREEMENT, CN, DUE_ON, KH, LI, received, sent


def acts(request: Request, party: str) -> Sequence[LetterAct]:
    return [each.act for each in request_letters(AGREEMENT, AGREEMENT.party(party).code, request)]


def letter(request: Request, act: LetterAct, party: str) -> Letter:
    found = request_letters(AGREEMENT, AGREEMENT.party(party).code, request)
    return next(each for each in found if each.act is act)


ANSWERED = replace(
    received(), state=State.ANSWERED, outcome=Outcome(result=Result.CONFIRMED, letter="18/26")
)
REFUSED = replace(
    received(),
    state=State.REFUSED,
    refusal=Grounds(codes=("security",), letter="19/26", by=LI.id),
)


@pytest.mark.parametrize(
    ("request_", "requesting", "requested"),
    [
        (sent(), [LetterAct.REQUEST], []),
        (received(), [LetterAct.REQUEST], [LetterAct.RECEIPT]),
        (
            replace(received(), missing=(Missing.NAMES,)),
            [LetterAct.REQUEST],
            [LetterAct.RECEIPT, LetterAct.ASK],
        ),
        (ANSWERED, [LetterAct.REQUEST], [LetterAct.RECEIPT, LetterAct.REPLY]),
        (
            replace(received(), numbers={1: True, 3: False}),
            [LetterAct.REQUEST],
            [LetterAct.RECEIPT, LetterAct.PART],
        ),
        (
            replace(ANSWERED, numbers={1: True, 2: True, 3: False}),
            [LetterAct.REQUEST],
            [LetterAct.RECEIPT, LetterAct.REPLY],
        ),
        (REFUSED, [LetterAct.REQUEST], [LetterAct.RECEIPT, LetterAct.REFUSAL]),
    ],
)
def test_each_party_writes_its_own_letters(
    request_: Request, requesting: Sequence[LetterAct], requested: Sequence[LetterAct]
) -> None:
    assert acts(request_, KH) == requesting
    assert acts(request_, CN) == requested


def test_a_repatriation_is_an_advance_notice() -> None:
    details = replace(sent().details, kind=Kind.REPATRIATION, repatriation=Repatriation())
    assert acts(replace(sent(), details=details), KH) == [LetterAct.NOTICE]


def test_letters_have_the_numbers_that_are_recorded() -> None:
    assert letter(sent(), LetterAct.REQUEST, KH).number == "123/26 MoI"
    assert letter(received(), LetterAct.RECEIPT, CN).number is None
    assert letter(ANSWERED, LetterAct.REPLY, CN).number == "18/26"
    assert letter(REFUSED, LetterAct.REFUSAL, CN).number == "19/26"


def test_a_receipt_says_the_dates_and_names_the_letter() -> None:
    values = letter(received(), LetterAct.RECEIPT, CN).values
    assert values["letter"] == "123/26 MoI"
    assert values["due_on"] == DUE_ON
    assert {*values} <= FIELDS


def test_particulars_of_persons_are_written_by_hand() -> None:
    assert letter(sent(), LetterAct.REQUEST, KH).rows == sent().details.persons
    assert letter(REFUSED, LetterAct.REFUSAL, CN).ruled > 0
