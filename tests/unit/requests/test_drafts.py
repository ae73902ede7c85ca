"""Drafts: each kind's questions in order, back and skip, wrong answers, and always a whole end."""

from dataclasses import replace
from datetime import date

import pytest

from handlers.input.commands import Command
from liaison.core.agreement import PartyCode
from liaison.core.cards import Button, text
from liaison.core.errors import UserError
from liaison.core.form import SKIPPED, DateOutOfRange, NotAChoice, parse_answer
from liaison.core.text_parsing import NotACount, NotADate
from liaison.core.vocabulary import in_language
from liaison.requests.drafts import Mode, answers_from, finished, questions
from liaison.requests.model import (
    Channel,
    Check,
    Kind,
    Letter,
    Outcome,
    Repatriation,
    RequestDetails,
    Result,
)
from tests.unit.samples import AGREEMENT, CN, KH, Conversation, raises, sent

TODAY = date(2026, 3, 15)
FIRST = ["kind", "urgency", "persons", "children", "letter", "letter_day", "channel"]
RETURN = [
    "planned_on",
    "crossing",
    "safety_voluntary",
    "safety_retrafficking_risk",
    "safety_guardian",
    "safety_medical",
    "safety_interpreter",
]
PLAIN = {
    "urgency": "routine",
    "persons": "3",
    "children": "1",
    "letter": "9/26",
    "letter_day": "2026-03-15",
    "channel": "police",
    "received_on": "2026-03-15",
    "needed_by": "2026-03-15",
    "planned_on": "2026-03-15",
    "crossing": "KTI",
    "assistance": "shelter",
    **dict.fromkeys(RETURN[2:], "yes"),
}


def conversation(mode: Mode, *said: str) -> Conversation:
    begun = Conversation(mode, {})
    begun.says(*said)
    return begun


def at(name: str, mode: Mode = Mode.NEW, kind: Kind = Kind.REPATRIATION) -> Conversation:
    """A draft that has come to a question by the plainest answers."""
    begun = Conversation(mode, {})
    while (question := begun.question) is not None and question.name != name:
        begun.says(kind.value if question.name == "kind" else PLAIN[question.name])
    return begun


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("kind", Kind)
def test_each_kind_asks_its_own_questions_in_order(kind: Kind, mode: Mode) -> None:
    expected = list(FIRST)
    if mode is Mode.RECORD:
        expected += ["received_on"]
    if kind is not Kind.VERIFICATION:
        expected += ["needed_by"]
    if kind is Kind.REPATRIATION:
        expected += RETURN
    if kind is Kind.PROTECTION:
        expected += ["assistance"]
    whole = at("", mode, kind)
    assert list(whole.answers) == [question.name for question in whole.asked] == expected


def test_the_profile_decides_which_requests_have_a_due_date() -> None:
    counts_from_receipt = tuple(
        replace(each, counts_from_receipt=True) for each in AGREEMENT.request_types
    )
    profile = replace(AGREEMENT, request_types=counts_from_receipt, channels=("diplomatic",))
    asked = questions(
        Mode.NEW,
        {"kind": "handover"},
        agreement=profile,
        vocabularies=in_language(AGREEMENT.vocabularies, "en"),
        today=TODAY,
    )
    assert [question.name for question in asked] == FIRST
    assert asked[-1].offered == ("diplomatic",)
    few = replace(AGREEMENT, request_types=AGREEMENT.request_types[:2])
    found = questions(
        Mode.NEW,
        {},
        agreement=few,
        vocabularies=in_language(AGREEMENT.vocabularies, "en"),
        today=TODAY,
    )[0].offered
    assert found == ("verification", "repatriation")


@pytest.mark.parametrize(
    ("name", "offered"),
    [
        ("kind", tuple(Kind)),
        ("urgency", ("routine", "urgent")),
        ("persons", ("1", "2", "3", "4", "5")),
        ("children", ("0", "1", "2", "3")),
        ("letter", ()),
        ("channel", ("police", "diplomatic")),
        ("crossing", AGREEMENT.crossing_points),
        ("safety_guardian", ("yes", "no", "not_applicable")),
    ],
)
def test_each_question_offers_what_can_be_pressed(name: str, offered: tuple[str, ...]) -> None:
    question = at(name).question
    assert question is not None
    assert question.offered == offered


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("kind", Kind)
def test_every_answer_that_is_offered_is_taken_and_fits_on_a_button(kind: Kind, mode: Mode) -> None:
    whole = conversation(mode, kind.value)
    for question in whole.asked:
        for choice in question.offered:
            assert str(parse_answer(question, choice)) == choice
            Button(text("x"), str(Command(name="draft", args=("a1b2c3", question.name, choice))))


@pytest.mark.parametrize(
    ("name", "typed", "read"),
    [
        ("kind", "Handover", "handover"),
        ("urgency", " URGENT ", "urgent"),
        ("persons", "៣", 3),
        ("letter", " 公刑〔2026〕18号 ", "公刑〔2026〕18号"),
        ("letter_day", "១/៣/២០២៦", "2026-03-01"),
        ("needed_by", "15 April 2026", "2026-04-15"),
        ("needed_by", "2026-03-15", "2026-03-15"),
        ("needed_by", "2027-03-16", "2027-03-16"),
        ("planned_on", "2026-03-15", "2026-03-15"),
        ("crossing", "kti", "KTI"),
        ("safety_medical", "Not_Applicable", "not_applicable"),
    ],
)
def test_answers_are_understood_as_people_type_them(name: str, typed: str, read: str | int) -> None:
    begun = at(name)
    begun.says(typed)
    assert begun.answers[name] == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [("legal,shelter", "shelter,legal"), ("៣,1", "shelter,health"), ("1,", "shelter,"), (",", ",")],
)
def test_kinds_of_help_are_chosen_until_no_comma_follows(typed: str, read: str) -> None:
    begun = at("assistance", kind=Kind.PROTECTION)
    with pytest.raises(NotAChoice):
        begun.says("food")
    begun.says(typed)
    assert begun.answers["assistance"] == read
    assert begun.asks == ("assistance" if read.endswith(",") else None)


@pytest.mark.parametrize(
    ("name", "typed", "refused"),
    [
        ("kind", "extension", NotAChoice),
        ("kind", "-", "error-not-skipped"),
        ("urgency", "very", NotAChoice),
        ("persons", "0", NotACount),
        ("persons", "1000", NotACount),
        ("persons", "-", "error-not-skipped"),
        ("children", "4", NotACount),
        ("letter", "Sok Dara", "error-not-a-letter"),
        ("letter_day", "2026-03-16", DateOutOfRange),
        ("channel", "post", NotAChoice),
        ("needed_by", "2026-03-14", "error-day-passed"),
        ("needed_by", "2027-03-17", DateOutOfRange),
        ("needed_by", "soon", NotADate),
        ("needed_by", "-", "error-not-skipped"),
        ("planned_on", "2026-03-14", DateOutOfRange),
        ("crossing", "Poipet", NotAChoice),
        ("safety_voluntary", "maybe", NotAChoice),
    ],
)
def test_a_wrong_answer_changes_nothing(
    name: str, typed: str, refused: type[UserError] | str
) -> None:
    begun = at(name)
    before = dict(begun.answers)
    with raises(refused):
        begun.says(typed)
    assert begun.answers == before
    assert begun.asks == name


@pytest.mark.parametrize("dash", ["-", " - ", "–", "—", "－", "−"])
def test_any_dash_skips_what_may_be_skipped(dash: str) -> None:
    begun = at("channel")
    begun.says(dash)
    assert begun.answers["channel"] == SKIPPED


@pytest.mark.parametrize(
    ("mode", "must"),
    [
        (Mode.NEW, {"kind", "urgency", "persons", "children", "needed_by"}),
        (
            Mode.RECORD,
            {"kind", "urgency", "persons", "children", "letter", "received_on", "needed_by"},
        ),
    ],
)
def test_what_the_clock_and_the_counts_need_cannot_be_skipped(mode: Mode, must: set[str]) -> None:
    asked = conversation(mode, "repatriation").asked
    assert {question.name for question in asked if not question.optional} == must


def test_a_letter_was_received_on_its_date_or_later() -> None:
    begun = at("letter_day", Mode.RECORD)
    begun.says("2026-03-10")
    begun.says("-")
    with pytest.raises(DateOutOfRange) as refused:
        begun.says("2026-03-09")
    assert refused.value.values == {"first": date(2026, 3, 10), "last": TODAY}
    begun.says("2026-03-10")
    assert begun.answers["received_on"] == "2026-03-10"


def test_a_letter_that_is_recorded_late_may_need_an_answer_by_a_day_that_has_passed() -> None:
    begun = at("received_on", Mode.RECORD, Kind.INFORMATION)
    begun = Conversation(Mode.RECORD, begun.answers | {"letter_day": "2026-02-01"})
    begun.says("2026-02-03")
    with pytest.raises(DateOutOfRange):
        begun.says("2026-02-02")
    begun.says("2026-02-28")
    assert begun.asks is None


def test_back_asks_the_question_before_again_and_keeps_every_answer() -> None:
    begun = at("letter")
    given = dict(begun.answers)
    for asked in ("children", "persons", "urgency", "kind", "letter"):
        begun.back()
        assert begun.asks == asked
    assert begun.answers == given
    begun.back()
    begun.says("0")
    assert begun.asks == "letter"


def test_one_value_is_changed_and_only_what_it_made_wrong_or_new_is_asked() -> None:
    begun = at("")
    for changing, typed, asked in (
        ("urgency", "urgent", None),
        ("persons", "12", None),
        ("letter", "10/26", None),
        ("children", "4", None),
        ("persons", "2", "children"),
    ):
        begun.changing = changing
        begun.says(typed)
        assert begun.asks == asked
    begun.says("0")
    begun.changing = "kind"
    begun.says("verification")
    assert set(begun.answers) == set(FIRST)
    begun.changing = "kind"
    begun.back()
    assert begun.asks is None


def test_a_day_that_passed_while_the_draft_lay_is_asked_for_again() -> None:
    begun = at("planned_on", kind=Kind.REPATRIATION)
    begun = Conversation(Mode.NEW, begun.answers | {"needed_by": "2026-03-20"})
    begun.says("2026-05-01")
    begun.today = date(2026, 3, 21)
    assert begun.asks == "needed_by"
    begun.says("2026-03-25")
    assert begun.asks == "crossing"
    assert begun.answers["planned_on"] == "2026-05-01"


def test_a_whole_repatriation_becomes_what_the_request_asks() -> None:
    whole = conversation(
        Mode.NEW, "repatriation", "urgent", "៣", "១", "123/26 MoI", "2026-03-10", "diplomatic"
    )
    whole.says("2026-04-20", "2026-04-18", "KTI", "yes", "-", "no", "not_applicable", "-")
    assert finished(whole.answers, agreement=AGREEMENT) == RequestDetails(
        kind=Kind.REPATRIATION,
        urgent=True,
        persons=3,
        children=1,
        letter=Letter(reference="123/26 MoI", day=date(2026, 3, 10), channel=Channel.DIPLOMATIC),
        needed_by=date(2026, 4, 20),
        repatriation=Repatriation(
            planned_on=date(2026, 4, 18),
            crossing="KTI",
            safety={"voluntary": Check.YES, "guardian": Check.NO, "medical": Check.NOT_APPLICABLE},
            open_points=("retrafficking_risk", "guardian", "interpreter"),
        ),
    )


@pytest.mark.parametrize(
    ("kind", "confirmed", "party", "begins_with"),
    [
        ("verification", 3, KH, ("repatriation", 3, 1, "123/26 MoI", "2026-03-12", "police")),
        ("verification", 2, KH, ("repatriation", 2, None, "123/26 MoI", "2026-03-12", "police")),
        ("verification", 0, CN, ("repatriation", 3, 1, None, None, None)),
        ("repatriation", None, CN, ("protection", 3, 1, None, None, None)),
        ("protection", None, CN, ("handover", 3, 1, None, None, None)),
        ("handover", None, CN, (None, 3, 1, None, None, None)),
        ("prevention", None, CN, (None, 3, 1, None, None, None)),
    ],
)
def test_the_next_request_begins_with_the_persons_and_the_own_letter_of_the_last(
    kind: str, confirmed: int | None, party: PartyCode, begins_with: tuple[str | int | None, ...]
) -> None:
    outcome = Outcome(result=Result.PARTLY_DONE, confirmed=confirmed)
    details = replace(sent().details, kind=Kind(kind))
    last = replace(sent(details), outcome=outcome)
    names = ("kind", "persons", "children", "letter", "letter_day", "channel")
    answers = answers_from(last, party)
    assert tuple(answers.get(name) for name in names) == begins_with
    assert answers["urgency"] == "routine"


def test_a_verification_with_everything_skipped_is_whole_too() -> None:
    whole = conversation(Mode.NEW, "verification", "routine", "1", "0", "-", "-", "-")
    assert whole.question is None
    assert finished(whole.answers, agreement=AGREEMENT) == RequestDetails(
        kind=Kind.VERIFICATION, urgent=False, persons=1, children=0, letter=Letter()
    )
