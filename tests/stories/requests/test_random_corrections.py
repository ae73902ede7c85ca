"""Random lines typed at a check: none changes a value that it does not name, denies or only asks
about, and none sends anything.
"""

from random import Random

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser
from tests.stories.prepared_state import received, reference_of

BEGINS_WITH = "one_request"
LINES = 30
SHOWN = (
    "Result",
    "Urgency",
    "People",
    "Children",
    "Letter",
    "Date of the letter",
    "Reply needed by",
)
KHMER = str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩")
FORMS = {
    "new": ("sokha", "/new again", "verification", "routine", "3", "1", "45/26", "1 March", "-"),
    "answer": ("li", "/answer {reference} partly 2 45/26"),
}
NAMES = {
    "en": {"People": "people", "Children": "children", "Letter": "letter", "Urgency": "urgency"},
    "zh": {"People": "人数", "Children": "儿童", "Letter": "文号", "Urgency": "紧急程度"},
    "km": {"People": "ចំនួន", "Children": "កុមារ", "Letter": "លេខលិខិត", "Urgency": "ភាពបន្ទាន់"},
}
URGENT = {"en": "urgent", "zh": "紧急", "km": "បន្ទាន់"}
CHANGES = {
    "en": ("{name}: {new}", "{name} {new}", "change {name} to {new}", "no, {name} {new}"),
    "zh": ("{name}：{new}", "{name}{new}", "{name}改为{new}", "不对，{name}是{new}"),
    "km": ("{name}៖ {new}", "{name} {new}", "ប្តូរ{name}ទៅ {new}", "ទេ {name} {new}"),
}
DENIALS = {
    "en": ("not {new}", "{name} is not {new}", "{new}: no", "{name} {new} is wrong"),
    "zh": ("不是{new}", "{name}不是{new}", "{new}：否", "{name}{new}错了", "{new}不对"),
    "km": ("មិនមែន {new}", "{name} មិនមែន {new} ទេ", "{new}៖ ទេ", "{name} {new} ខុស", "{new} ខុសហើយ"),
}
REMARKS = {
    "en": ("I will call {new} later", "see page {new}", "is it {new}?", "if {new} then stop"),
    "zh": ("我等{new}再说", "请看第{new}页", "是{new}吗？", "也许是{new}", "如果{new}就算了"),
    "km": ("ចាំដល់ {new} សិន", "មើលទំព័រ {new}", "តើ {new} មែនទេ?", "ប្រហែលជា {new}"),
}


@pytest.mark.parametrize("language", list(NAMES))
@pytest.mark.parametrize("form", list(FORMS))
async def test_a_typed_line_changes_only_what_it_names(
    service: ScenarioDriver, form: str, language: str
) -> None:
    name, begins, *answers = FORMS[form]
    await received(service)
    person, chance = service[name], Random(f"{form} {language}")
    begin = (begins.format(reference=reference_of(service)), *answers)
    await person.says(*begin)
    for _ in range(LINES):
        before = _values(person)
        about = chance.choice([each for each in NAMES[language] if each in before])
        kinds = (CHANGES, DENIALS, DENIALS, REMARKS)
        kind = chance.choice(kinds)
        new = _value(about, chance)
        words = URGENT[language] if new == "urgent" else new
        words = words.translate(KHMER) if language == "km" else words
        typed = chance.choice(kind[language]).format(name=NAMES[language][about], new=words)
        await person.says(typed)
        if "Send" not in " ".join(person.buttons):  # it asks, or shows what it has found
            assert kind is not DENIALS or "?" in person.card, typed
            await person.says("/cancel", *begin)
            continue
        after = _values(person)
        expected = before | {about: new} if kind is CHANGES else before
        assert after in (before, expected), (typed, before, after)


def _value(about: str, chance: Random) -> str:
    match about:
        case "Urgency":
            return "urgent"
        case "Letter":
            return f"{chance.randint(50, 400)}/26"
        case _:
            return str(chance.randint(0, 2) if about == "Children" else chance.randint(4, 9))


def _values(person: ScenarioUser) -> dict[str, str]:
    """The lines of the check, by their names."""
    lines = [line.partition(": ") for line in person.card.splitlines()]
    return {name: value for name, _, value in lines if name in SHOWN}
