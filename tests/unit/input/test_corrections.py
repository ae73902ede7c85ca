"""What a typed text corrects of the values of a check."""

import pytest

from bot.profile.agreement_file import default_agreement
from handlers.input.corrections import Checked, Correction, Meaning, may_be_value, read_correction
from handlers.input.said_values import Value
from liaison.core.vocabulary import words_for

KNOWN = default_agreement().vocabularies
CHANGE, WHICH, SAME, UNCLEAR, REMARK = Meaning
PRESENT: dict[str, Value] = {
    "urgency": "urgent", "persons": 3, "children": 1, "letter": "15/26 MoI", "venue": "Kep",
}  # fmt: skip


def line(name: str) -> Checked:
    """A value of a check: a closed answer, a number, a letter, or a place of any words."""

    async def read(words: str) -> Value | None:
        if name == "urgency":
            codes = ("urgent", "routine")
            found = [each for each in codes if words in (each, *words_for(each, KNOWN))]
            return found[0] if found else None
        if name == "letter":
            return words if "/26" in words else None
        return int(words) if name in ("persons", "children") and words.isdecimal() else None

    labels = ["Meeting point", "有会面处"] if name == "venue" else []
    return Checked(name=name, present=PRESENT[name], read=read, labels=labels)


@pytest.mark.parametrize(
    ("typed", "means", "values"),
    [
        ("letter: 16/26 MoI", CHANGE, {"letter": "16/26 MoI"}),
        ("letter 16/26 MoI", CHANGE, {"letter": "16/26 MoI"}),
        ("文号改为16/26", CHANGE, {"letter": "16/26"}),
        ("លិខិតលេខ ១៦/២៦", CHANGE, {"letter": "១៦/២៦"}),
        ("place: Siem Reap", CHANGE, {"venue": "Siem Reap"}),
        ("meeting point: The market", CHANGE, {"venue": "The market"}),
        ("有会面处：暹粒", CHANGE, {"venue": "暹粒"}),
        ("Meeting points are many", REMARK, {}),
        ("people: 3, children: 2", CHANGE, {"persons": "3", "children": "2"}),
        ("等一下，是7名", CHANGE, {"persons": "7"}),
        ("notice 16", REMARK, {}),
        ("letter 16/26 is not ready", UNCLEAR, {"letter": "16/26"}),
        ("4 people, letter 16/26", CHANGE, {"persons": "4", "letter": "16/26"}),
        ("letter 16/26, routine", CHANGE, {"letter": "16/26", "urgency": "routine"}),
        ("no children", CHANGE, {"children": "no"}),
        ("គ្មានលិខិត", CHANGE, {"letter": "គ្មាន"}),
        ("the letter is wrong", CHANGE, {"letter": ""}),
        ("letter not 15", CHANGE, {"letter": ""}),
        ("១៦/២៦ ក.ម៖ ទេ", CHANGE, {"letter": ""}),
        ("16 not 15", CHANGE, {"letter": "16/26 MoI"}),
        ("不是3，是4", CHANGE, {"persons": 4}),
        ("មិនមែន ៣ ទេ ៤", CHANGE, {"persons": 4}),
        ("不是紧急，是一般", CHANGE, {"urgency": "routine"}),
        ("not urgent", CHANGE, {"urgency": "routine"}),
        ("urgency: not urgent", CHANGE, {"urgency": "not urgent"}),
        ("错了，是一般", CHANGE, {"urgency": "routine"}),
        ("no, routine", CHANGE, {"urgency": "routine"}),
        ("ធម្មតា", CHANGE, {"urgency": "routine"}),
        ("16/26 MoI", CHANGE, {"letter": "16/26 MoI"}),
        ("2", WHICH, {"persons": 2, "children": 2}),
        ("no, 2", WHICH, {"persons": 2, "children": 2}),
        ("1", WHICH, {"persons": 1}),
        ("urgent", SAME, {}),
        ("紧急", SAME, {}),
        ("urgent: no", UNCLEAR, {}),
        ("no urgent", UNCLEAR, {}),
        ("紧急：否", UNCLEAR, {}),
        ("不是紧急", UNCLEAR, {}),
        ("បន្ទាន់៖ ទេ", UNCLEAR, {}),
        ("6 not 5", UNCLEAR, {}),
        ("result: confirmed", UNCLEAR, {}),
        ("tell them, letter 16/26", UNCLEAR, {"letter": "16/26"}),
        ("children have no guardian", UNCLEAR, {"children": "have no guardian"}),
        ("one person is not voluntary", UNCLEAR, {}),
        ("其中1人不自愿", UNCLEAR, {}),
        ("មាន ២ នាក់ ទៅមុន", UNCLEAR, {}),
        ("ប៉ុន្តែ ២ នាក់", CHANGE, {"persons": "២"}),
        ("people 60, letter", UNCLEAR, {"persons": "60", "letter": ""}),
        ("ok", REMARK, {}),
        ("call them back", REMARK, {}),
        ("send it on the 5th", REMARK, {}),
        ("紧急会议几点", REMARK, {}),
    ],
)
async def test_a_value_changes_only_if_the_text_leaves_no_doubt_which(
    typed: str, means: Meaning, values: dict[str, Value]
) -> None:
    checked = [line(each) for each in PRESENT]
    found = await read_correction(typed, checked, KNOWN, absent=["result"])
    assert found == (Correction(means, values))


async def read_none(_: str) -> None:
    """A value of any words is no value without its name."""


@pytest.mark.parametrize(
    ("typed", "means", "values"),
    [
        ("no planned date", CHANGE, {"planned_on": "no"}),
        ("planned date: 28 April", CHANGE, {"planned_on": "28 April"}),
        ("无计划日期", CHANGE, {"planned_on": "无"}),
        ("no letter date", CHANGE, {"letter_day": "no"}),
        ("place: Takeo", WHICH, {"venue1": "Takeo", "venue2": "Takeo"}),
        ("地点：茶胶", WHICH, {"venue1": "茶胶", "venue2": "茶胶"}),
        ("the place is wrong", WHICH, {"venue1": "", "venue2": ""}),
    ],
)
async def test_a_name_of_one_day_or_of_several_options_is_asked_about_or_clear(
    typed: str, means: Meaning, values: dict[str, Value]
) -> None:
    names = ("planned_on", "letter_day", "venue1", "venue2")
    checked = [Checked(name=each, present="", read=read_none) for each in names]
    assert await read_correction(typed, checked, KNOWN) == Correction(means, values)


@pytest.mark.parametrize(
    "typed",
    ["4", "៤ នាក់", "不是，是22号", "no, the 22nd", "45/26 MoI", "全部确认", "ទេ ថ្ងៃទី២៤", "urgent"],
)
def test_a_value_alone_can_change_another_one(typed: str) -> None:
    assert may_be_value(typed, KNOWN)


@pytest.mark.parametrize(
    "typed", ["2号在哪", "明天再发", "紧急会议几点", "call me at 2", "see you on 5 March"]
)
def test_a_remark_changes_none(typed: str) -> None:
    assert not may_be_value(typed, KNOWN)
