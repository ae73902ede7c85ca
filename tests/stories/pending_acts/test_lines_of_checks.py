"""Each line of a check can be typed as it is shown, in any language."""

from collections.abc import Mapping

import pytest

from liaison.core.cards import text
from tests.scenario import ScenarioDriver, ScenarioUser, at
from tests.stories.meetings.test_agendas import agreed, take_place
from tests.stories.prepared_state import received, reference_of

BEGINS_WITH = "one_request"
SIGNS = {"en": ": ", "zh": "：", "km": "៖ "}
LETTER = ("99/26", "99/26")
CHECKS: Mapping[str, tuple[str, str, Mapping[str, tuple[str, str]]]] = {
    "receive": ("li", "receive {reference} 2 March", {"received-on": ("3 March", "3 March")}),
    "answer": (
        "li",
        "answer {reference} partly 2 45/26",
        {"result": ("not confirmed", "not confirmed (0 of 3)"), "letter": LETTER},
    ),
    "refuse": (
        "zhang",
        "refuse {reference} security 45/26",
        {"grounds": ("sovereignty", "sovereignty"), "letter": LETTER},
    ),
    "ask": ("li", "ask {reference} portrait", {"missing": ("circumstances", "circumstances")}),
    "withdraw": (
        "dara",
        "withdraw {reference} mistake 45/26",
        {"reason": ("the matter is settled", "the matter is settled"), "letter": LETTER},
    ),
    "extend": (
        "zhang",
        "extend {reference} 2026-04-20 court",
        {"due": ("28 April", "28 April"), "reason": ("public holidays", "public holidays")},
    ),
    "note": ("li", "note {reference} add note The file has come", {"note": ("A file", "A file")}),
    "amend": (
        "dara",
        "amend 2026-03-01 Protocol 2/2026 MFA",
        {"letter-day": ("28 February", "28 February"), "letter": LETTER},
    ),
    "terminate": (
        "dara",
        "terminate KH 2026-03-01 18/26 MFA",
        {
            "terminates": ("China", "China"),
            "received-on": ("28 February", "28 February"),
            "letter": LETTER,
        },
    ),
    "difference": ("dara", "difference open Holidays", {"difference": ("Deadlines", "Deadlines")}),
    "disclose": (
        "zhang",
        "disclose cases 6 3 1 2026-08-01 2026-03-01 18/26",
        {
            "until": ("2 August", "2 August"),
            "letter-day": ("28 February", "28 February"),
            "letter": LETTER,
        },
    ),
    "agenda": ("dara", "agenda {code} add Training", {"item": ("Two trainings", "Two trainings")}),
    "decide": (
        "dara",
        "decide {code} KH 2026-07-31 Workshop",
        {
            "lead": ("China", "China"),
            "last-day": ("30 July", "30 July"),
            "decision": ("Two workshops", "Two workshops"),
        },
    ),
    "minutes": ("zhang", "minutes {code} 30/26", {"letter": LETTER}),
    "appoint": (
        "wang",
        "appoint 2 2026-03-01 18/26",
        {"since": ("28 February", "28 February"), "letter": LETTER},
    ),
}


@pytest.mark.parametrize("kind", list(CHECKS))
async def test_a_line_typed_as_it_is_shown_is_known_or_changed(
    service: ScenarioDriver, kind: str
) -> None:
    name, line, others = CHECKS[kind]
    code, person, reference = "", service[name], reference_of(service)
    if "{code}" in line:
        code = await agreed(service, start=at(3, 5, 2))
        if kind != "agenda":
            await take_place(service, code, at(3, 5, 6))
    elif kind == "receive":
        await service.turn_to(at(3, 3, 2))
    else:
        await received(service)
    command = line.format(reference=reference, code=code)
    for language, sign in SIGNS.items():
        await person.says("/cancel", f"/{command}")
        for field, (other, shown) in others.items():
            own = person.words(f"field-{field}")
            label = service.catalog.plain(text(f"field-{field}"), language)
            present = _value(person, own)
            typed = f"{label}{sign}{present}"
            assert "It is already set like this." in await person.says(typed), (typed, person.card)
            assert _value(person, own) == present, typed
            typed = f"{label}{sign}{other}"
            await person.says(typed)
            assert _value(person, own) == shown, (typed, person.card)
            assert "Please check." in person.card, typed


def _value(person: ScenarioUser, name: str) -> str:
    """The value of a line of the check."""
    lines = (each.partition(": ") for each in person.card.splitlines())
    return next((value for label, _, value in lines if label == name), "")
