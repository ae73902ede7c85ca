"""The minutes of a meeting, made from its record: the same for both, in each language."""

from tests.pdf_pages import archive_faults, text_of
from tests.scenario import ScenarioDriver, ScenarioUser, at
from tests.stories.meetings.test_agendas import agreed, put, take_place

BEIJING_FIRST = "10:00 Beijing · 09:00 Phnom Penh"
PHNOM_PENH_FIRST = "09:00 Phnom Penh · 10:00 Beijing"


async def test_minutes_have_who_attended_what_was_discussed_and_what_was_decided(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    code = await agreed(service, start=at(3, 5, 2))
    for topic in ("The form", "The workshop", "A typing error"):
        await put(dara, code, topic)
    await dara.sends(f"/agenda {code} drop 3")
    await dara.sends(f"/attend {code} yes")
    await zhang.sends(f"/attend {code} no")
    assert f"{code} has not taken place yet." in await dara.says(f"/agenda {code} minutes")
    await take_place(service, code, at(3, 5, 6))
    await sokha.sends(f"/agenda {code} discuss 1")
    await dara.sends(f"/decide {code} CN 2026-07-31 A joint workshop")
    await dara.says(f"/agenda {code}")
    made = await dara.presses("Minutes")
    for said in (
        f"Minutes of {code} (consultation on a difference)",
        "It took place: Thursday, 5 March",
        "By video · host: Cambodia",
        "Attending for Cambodia: coordinator (",
        "Attending for China: –",
        "1. The form – Cambodia – ✓ discussed",
        "2. The workshop – Cambodia",
        "1. A joint workshop – China, by 31 July – not yet approved",
    ):
        assert said in made, said
    assert "typing error" not in made
    assert "letter" not in made
    theirs = await zhang.says(f"/agenda {code} minutes")
    assert theirs.replace(BEIJING_FIRST, PHNOM_PENH_FIRST) == made
    await dara.says(f"/agenda {code} minutes")
    await dara.presses("PDF in English")
    for player, language in ((dara, "en"), (zhang, "zh"), (zhang, "km")):
        await player.says(f"/agenda {code} minutes {language}")
        player.sees(f"The minutes of {code} are being sent.")
        printed = text_of(player.calendar())
        assert not archive_faults(player.calendar())
        for said in (code, "The form", "A joint workshop"):
            assert said in printed
    for wrong in ("fr", "en docx"):
        assert f"“{wrong}”" in await dara.says(f"/agenda {code} minutes {wrong}")
    await dara.sends(f"/minutes {code} 12/26 MoI")
    await zhang.says(f"/meeting {code}")
    label = next(each for each in zhang.buttons if each.startswith("Open K"))
    await zhang.presses(label)
    assert "1. The form" in await zhang.presses("Minutes")
    zhang.sees("Minutes: letter 12/26 MoI of Cambodia, not yet approved by both Parties")
    for act in (f"agenda {code} discuss 2", f"decide {code} KH 2026-08-31 A form"):
        assert f"The minutes of {code} wait for approval" in await dara.says(f"/{act}")
    await zhang.says(label.replace("Open ", "/approval "))
    await zhang.presses("Agree")
    await zhang.sends()
    approved = await zhang.says(f"/agenda {code} minutes")
    assert "Minutes: letter 12/26 MoI of Cambodia, approved by both Parties" in approved
    refused = f"Both Parties have already approved the minutes of {code}. Nothing was changed."
    for act in (
        f"agenda {code} discuss 2",
        f"agenda {code} carry 2",
        f"agenda {code} drop 2",
        f"decide {code} KH 2026-08-31 A form",
        f"minutes {code} 13/26 MoI",
    ):
        assert refused in await dara.says(f"/{act}"), act
    assert await zhang.says(f"/agenda {code} minutes") == approved
