"""The checker of histories finds what is wrong with them, and nothing in one that is right."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.catalog import Catalog
from liaison.domain.agreement_files import default_agreement
from tests.faults.history import Figure, History, Wrong
from tests.faults.sights import Reader
from tests.faults.transcript import Doing, Moment

pytestmark = pytest.mark.unit

REF = "KH26-7F3K9"
READER = Reader(Catalog.load(agreement=default_agreement(), strict=True))
FIGURES = {
    "Sokha": Figure("KH", "focal_person"),
    "Bopha": Figure("KH", "admin"),
    "Dara": Figure("KH", "coordinator"),
    "Li": Figure("CN", "focal_person"),
    "Zhang": Figure("CN", "coordinator"),
}
AT = "2 March 2026, 09:00 Phnom Penh · 10:00 Beijing · 02:00 UTC"
SENT = f"Sent {AT}. Receipt has not been acknowledged yet."
RECEIVED = "Received on 2 March 2026. Answer due by 1 April 2026: 30 days left."
ASKED = "Information asked for: dates of birth. The days go on being counted."
STOOD = "Received on 2 March 2026; the answer was due by 1 April 2026."
ANSWERED = f"Answered {AT}.\n{STOOD}"
REFUSED = f"Refused {AT}.\n{STOOD}"
WITHDRAWN = f"Withdrawn {AT}."
CLOSED = f"Closed {AT}.\n{STOOD}"
PREPARED = (
    "Refusal prepared, waiting for a coordinator of your Party. Grounds: security. Letter 31/26."
)
PREPARING = f"The refusal of {REF} has been prepared. A coordinator of your Party must confirm it."
AGAIN = "This message may have reached you before. It is sent again to be sure."


def card(*standing: str, said: str = "") -> str:
    """A case as a phone shows it, under a headline."""
    title = f"{REF} verification of nationality and identity – urgent\nCambodia → China"
    persons = "3 persons, one of them a child"
    return "\n\n".join([*([said] if said else []), title, *standing, persons])


Beat = tuple[str, Doing, str]


def says(who: str, words: str) -> Beat:
    return who, Doing.SAYS, words


def presses(who: str, words: str) -> Beat:
    return who, Doing.PRESSES, words


def sees(who: str, *standing: str, said: str = "") -> Beat:
    return who, Doing.SEES, card(*standing, said=said)


def looks(who: str, *standing: str) -> list[Beat]:
    """Somebody asks for the case and sees it."""
    return [says(who, f"/case {REF}"), sees(who, *standing)]


LOGGED = [
    presses("Sokha", "draft 0a1b2c send"),
    sees("Sokha", SENT, said=f"Request {REF} has been sent."),
    sees(
        "Li",
        SENT,
        said=f"📨 {REF}: a new request has arrived. Please record the day of its receipt.",
    ),
]
RECEIPT = [
    presses("Li", f"receive {REF} @1 today"),
    sees("Li", RECEIVED, said=f"Receipt of {REF} has been recorded."),
    sees("Sokha", RECEIVED, said=f"{REF}: receipt has been acknowledged."),
]
QUESTION = [
    says("Li", f"/ask {REF} birth ok"),
    sees(
        "Li",
        RECEIVED,
        ASKED,
        said=f"The question on {REF} has been sent. The days go on being counted.",
    ),
]
SUPPLIED = [
    says("Sokha", f"/supply {REF} 130/26 MoI"),
    sees("Sokha", RECEIVED, said=f"Recorded: the information on {REF} was sent."),
]
ANSWER = [
    says("Li", f"/answer {REF} confirmed -"),
    sees("Li", ANSWERED, said=f"The answer to {REF} has been sent."),
]
CLOSING = [
    says("Sokha", f"/close {REF}"),
    sees("Sokha", CLOSED, said=f"{REF} has been closed."),
    sees("Li", CLOSED, said=f"{REF} has been closed."),
]
WHOLE = [*LOGGED, *RECEIPT, *QUESTION, *SUPPLIED, *ANSWER, *CLOSING, *looks("Li", CLOSED)]
PROPOSED = (
    "Cambodia proposes to extend the time from 1 April 2026 to 9 April 2026. Reason: a court is "
    f"dealing with it. The date stands until the other Party agrees; open until {AT}. № K26-7F3K9"
)
PROPOSING = [
    says("Dara", f"/extend {REF} 2026-04-09 court"),
    sees(
        "Dara",
        RECEIVED,
        PROPOSED,
        said=f"The extension of {REF} has been proposed to the other Party. The date stands until "
        "it agrees.",
    ),
]
LONGER = [
    RECEIVED.replace("1 April", "9 April"),
    "Extended by both Parties from 1 April 2026 to 9 April 2026.",
]


def agrees(who: str) -> list[Beat]:
    """Somebody turns a key of the extension."""
    said = f"Agreed: the time for {REF} has been extended."
    return [says(who, f"/extend {REF} agree K26-7F3K9"), sees(who, *LONGER, said=said)]


TAKEN_BACK = [
    says("Sokha", f"/withdraw {REF} settled -"),
    sees("Sokha", WITHDRAWN, said=f"{REF} has been withdrawn."),
]


def wrongs(beats: Sequence[Beat]) -> list[Wrong]:
    """What the checker finds in a history."""
    begin = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    moments = [
        Moment(begin + timedelta(seconds=at), who, doing, words)
        for at, (who, doing, words) in enumerate(beats)
    ]
    return [each.wrong for each in History(moments, FIGURES, READER).violations()]


def without(beats: Sequence[Beat], *gone: Beat) -> list[Beat]:
    return [each for each in beats if each not in gone]


def test_a_whole_life_is_legal() -> None:
    assert wrongs(WHOLE) == []


@pytest.mark.parametrize("length", range(len(WHOLE)))
def test_a_life_as_far_as_it_came_is_legal(length: int) -> None:
    assert wrongs(WHOLE[:length]) == []


def test_a_withdrawal_and_a_prepared_refusal_are_legal() -> None:
    prepared = [
        says("Li", f"/refuse {REF} security 31/26"),
        sees(
            "Li",
            SENT,
            PREPARED,
            said=PREPARING,
        ),
        *looks("Sokha", SENT),
    ]
    confirmed = [
        presses("Zhang", f"refuse {REF} @2 ok"),
        sees("Zhang", f"Refused {AT}.", said=f"The refusal of {REF} has been sent."),
    ]
    assert wrongs([*LOGGED, *prepared, *confirmed]) == []
    assert wrongs([*LOGGED, *prepared, *TAKEN_BACK]) == []


def test_what_is_told_late_or_again_is_legal() -> None:
    """Zhang answers what Li was not shown yet; what came of Li's press comes twice, marked so."""
    late = RECEIPT[1]
    zhang = [says("Zhang", f"/answer {REF} confirmed -"), ("Zhang", *ANSWER[1][1:])]
    again = (late[0], late[1], f"{AGAIN}\n\n{late[2]}")
    assert wrongs([*LOGGED, RECEIPT[0], *zhang, late, again]) == []


def test_a_toast_and_a_card_tell_of_one_step() -> None:
    toast = ("Li", Doing.TOAST, f"Receipt of {REF} has been recorded.")
    assert wrongs([*LOGGED, RECEIPT[0], toast, *RECEIPT[1:]]) == []


def test_a_day_that_both_parties_moved_is_legal() -> None:
    both = [*LOGGED, *RECEIPT, *PROPOSING, *agrees("Zhang"), *looks("Sokha", *LONGER)]
    assert wrongs(both) == []


def test_a_day_that_one_party_moved_is_found() -> None:
    alone = [*LOGGED, *RECEIPT, *PROPOSING, *agrees("Dara")]
    assert wrongs(alone)[0] is Wrong.ILLEGAL
    assert wrongs([*LOGGED, *RECEIPT, *PROPOSING, *looks("Sokha", *LONGER)])[0] is Wrong.AHEAD


def test_an_answer_before_the_receipt_is_found() -> None:
    assert Wrong.ILLEGAL in wrongs([*LOGGED, *ANSWER])


def test_an_answer_to_what_was_withdrawn_is_found() -> None:
    assert wrongs([*LOGGED, *RECEIPT, *TAKEN_BACK, ANSWER[0], ANSWER[1]])[0] is Wrong.ILLEGAL


def test_a_second_receipt_is_found() -> None:
    zhang = [says("Zhang", f"/receive {REF} today"), ("Zhang", *RECEIPT[1][1:])]
    assert wrongs([*LOGGED, *RECEIPT, *zhang]) == [Wrong.ILLEGAL]


def test_information_that_nobody_asked_for_is_found() -> None:
    assert wrongs([*LOGGED, *RECEIPT, *SUPPLIED]) == [Wrong.ILLEGAL]


def test_a_case_taken_from_a_colleague_by_a_focal_person_is_found() -> None:
    def assigned(name: str, who: str, line: str) -> list[Beat]:
        held = f"Assigned to {name}, MPS"
        return [says(who, line), sees(who, RECEIVED, held, said=f"{REF} has been assigned.")]

    first = [*LOGGED, *RECEIPT, *assigned("Zhang", "Zhang", f"/assign {REF} me")]
    assert wrongs(first) == []
    assert Wrong.ILLEGAL in wrongs([*first, *assigned("Li", "Li", f"/assign {REF} me")])


@pytest.mark.parametrize("who", ["Sokha", "Bopha"])
def test_a_receipt_by_the_wrong_side_is_found(who: str) -> None:
    foreign = [says(who, f"/receive {REF} today"), (who, *RECEIPT[1][1:])]
    assert wrongs([*LOGGED, *foreign]) == [Wrong.NOT_THEIRS]


def test_a_refusal_by_a_focal_person_is_found() -> None:
    refusal = [
        says("Li", f"/refuse {REF} security 31/26"),
        sees("Li", REFUSED, said=f"The refusal of {REF} has been sent."),
    ]
    assert wrongs([*LOGGED, *RECEIPT, *refusal]) == [Wrong.NOT_THEIRS]


def test_one_deed_shown_as_recorded_twice_is_found() -> None:
    assert wrongs([*LOGGED, *RECEIPT, RECEIPT[1]]) == [Wrong.TWICE]


def test_one_button_that_acts_twice_is_found() -> None:
    held = "Assigned to Li, MPS"
    taken = [
        presses("Li", f"assign {REF} @2 me"),
        sees("Li", RECEIVED, held, said=f"{REF} has been assigned."),
    ]
    assert wrongs([*LOGGED, *RECEIPT, *taken]) == []
    assert wrongs([*LOGGED, *RECEIPT, *taken, *taken]) == [Wrong.TWICE]


def test_what_nobody_did_is_found() -> None:
    assert Wrong.UNASKED in wrongs(without([*LOGGED, *RECEIPT], RECEIPT[0]))


def test_an_outcome_that_is_lost_is_found() -> None:
    lost = [*LOGGED, *RECEIPT, *ANSWER, *looks("Sokha", RECEIVED)]
    assert Wrong.LOST in wrongs(lost)


def test_a_question_that_is_lost_is_found() -> None:
    assert Wrong.LOST in wrongs([*LOGGED, *RECEIPT, *QUESTION, *looks("Sokha", RECEIVED)])


def test_a_state_that_nobody_brought_about_is_found() -> None:
    assert wrongs([*LOGGED, *RECEIPT, *looks("Sokha", ANSWERED)])[0] is Wrong.AHEAD
    assert wrongs([sees("Sokha", SENT)]) == [Wrong.AHEAD]


def test_news_of_what_did_not_happen_is_found() -> None:
    early = sees("Sokha", RECEIVED, said=f"{REF}: receipt has been acknowledged.")
    assert wrongs([*LOGGED, early]) == [Wrong.AHEAD]


def test_two_parties_that_see_two_things_are_found() -> None:
    refused = [*LOGGED, *RECEIPT, *ANSWER, *looks("Li", ANSWERED), *looks("Sokha", REFUSED)]
    assert Wrong.CONTRADICTION in wrongs(refused)


def test_two_parties_that_see_two_days_of_receipt_are_found() -> None:
    other = RECEIVED.replace("2 March", "3 March").replace("1 April", "2 April")
    days = [*LOGGED, *RECEIPT, *looks("Li", RECEIVED), *looks("Sokha", other)]
    assert wrongs(days) == [Wrong.CONTRADICTION]


def test_a_wrong_due_date_is_found() -> None:
    late = RECEIVED.replace("1 April", "2 April")
    assert (
        wrongs([*LOGGED, *RECEIPT, *looks("Li", late), *looks("Sokha", late)]).count(Wrong.DUE) == 2
    )


def test_a_prepared_refusal_that_the_other_party_sees_is_found() -> None:
    prepared = [
        says("Li", f"/refuse {REF} security 31/26"),
        ("Li", Doing.TOAST, PREPARING),
        *looks("Sokha", SENT, PREPARED),
    ]
    assert wrongs([*LOGGED, *prepared]) == [Wrong.INNER]
