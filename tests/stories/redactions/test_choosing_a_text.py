"""The text that is to be taken out is found without its code, and chosen by typed words."""

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, at, code_in, log_verification
from tests.stories.meetings.test_agendas import agreed
from tests.stories.redactions.test_redactions import NAME, logged


async def test_without_a_code_the_records_with_letters_are_offered(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    alone = await dara.says("/redact")
    assert "No record with a letter was found." in alone
    assert "or write /redact with its number" in alone
    first = await logged(service)
    assert f"Which text of {first} contains" in await dara.says("/redact"), "the only one"
    second = await log_verification(service, "sokha", persons=1, children=0, letter="48/26 MoI")
    for player in (dara, zhang):
        await player.says("/redact")
        assert {f"{NAME} · {first}", f"48/26 MoI · {second}"} <= {*player.buttons}
    assert f"Which text of {second} contains" in await zhang.says(second)
    code = await agreed(service, start=at(3, 5, 2), venue="Hall of Sok Chanthou")
    await dara.says("/redact")
    assert f"Which text of {code} contains" in await dara.says(code)
    dara.sees("1. Place · Time: 5 March, 09:00")


@pytest.mark.parametrize(
    "label",
    [
        "take out personal data",
        "删除误填的个人信息",
        "លុបទិន្នន័យផ្ទាល់ខ្លួន",
        "លុប\u200bទិន្នន័យ\u200bផ្ទាល់ខ្លួន",
    ],
)
async def test_the_label_and_the_number_of_a_text_are_understood_when_typed(
    service: ScenarioDriver, dara: ScenarioUser, label: str
) -> None:
    reference = await logged(service)
    await dara.sends(f"/correct {reference} letter 48/26 MoI")
    await dara.says("/today")
    assert f"Which text of {reference} contains" in await dara.says(label)
    for wrong in ("3", "៣", "Chanthou"):
        assert "Which text of" in await dara.says(wrong)
        dara.sees("1 to 2")
    for typed in ("2", "២", "អត្ថបទទី២", "第2处", "二"):
        await dara.says(f"/redact {reference}")
        await dara.says(typed)
        dara.sees("Please check. This goes to China.", "Written: today 09:0")
    await dara.sends()
    assert "Written: today 09:0" in await dara.says(f"/approval {code_in(dara.card, 'K')}")
