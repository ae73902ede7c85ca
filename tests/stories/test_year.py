"""A year of meetings: nobody agrees on a date, the coordinators are told, the host takes turns."""

from datetime import UTC, datetime

import pytest

from bot.demo.cast import Cast, Player
from tests.stories.meeting_talk import changes, proposes

pytestmark = pytest.mark.stories


def at(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


async def test_a_year_without_a_date_is_brought_up_to_the_coordinators_of_both(
    desk: Cast, dara: Player, zhang: Player, sokha: Player
) -> None:
    await desk.turn_to(at(9, 1, 0, 59))
    missing = "No date is agreed yet for the annual consultation meeting 2026. Cambodia hosts."
    assert not zhang.has_seen(missing)
    await desk.turn_to(at(9, 1, 2, 1))
    zhang.sees(missing)
    dara.sees(missing)
    assert not sokha.has_seen(missing)
    for person in (dara, zhang):
        await person.presses("✓ Acknowledge notice")
    code = await proposes(
        zhang, "/propose", "annual", "routine", "20.10 9:00", "Phnom Penh", "no", "KH"
    )
    await dara.says(f"/accept {code} 1")
    zhang.sees("Costs (Article 7): China pays its own international travel")
    await desk.turn_to(at(10, 9, 2, 1))
    assert dara.has_seen(missing) == 1


async def test_an_annual_consultation_is_agreed_once_a_year_and_kept_within_it(
    desk: Cast, dara: Player, zhang: Player
) -> None:
    answers = ("annual", "routine", "20.4 9:00", "Phnom Penh", "no", "KH")
    code = await proposes(dara, "/propose", *answers)
    for answer in (f"/counter {code}", "20.1.2027 9:00", "video", "no", "KH"):
        await zhang.says(answer)
    await zhang.presses("Send")
    assert "takes place in that year" in zhang.toasts[-1]
    await zhang.says("/cancel")
    await zhang.says(f"/accept {code} 1")
    for answer in ("/propose", *answers):
        await zhang.says(answer)
    await zhang.presses("Send")
    zhang.sees(f"The annual consultation meeting of this year is agreed already: {code}.")
    await changes(zhang, code, "21.4 10:00")
    dara.sees("The other Party proposes to change the agreed meeting")


async def test_the_next_year_the_other_party_hosts_and_the_agenda_goes_on(
    desk: Cast, dara: Player, zhang: Player
) -> None:
    first = await proposes(
        dara, "/propose", "annual", "routine", "20.4 9:00", "Phnom Penh", "no", "KH"
    )
    await zhang.says(f"/accept {first} 1")
    await zhang.says(f"/agenda {first} add Joint training of investigators")
    await dara.says(f"/agenda {first} add Forms of the official letters")
    await desk.turn_to(at(4, 20, 10, 1))
    dara.sees("is over. Please record what was decided")
    await dara.says(f"/agenda {first}")
    await dara.presses("✓ № 2 discussed")
    await desk.turn_to(at(1, 11, 2, 0, year=2027))
    await dara.says("/meetings")
    dara.sees("Annual consultation meeting 2027: China hosts. No date is agreed yet.")
    second = await proposes(
        zhang, "/propose", "annual", "routine", "20.4 9:00", "Kunming", "no", "CN"
    )
    await dara.says(f"/accept {second} 1")
    await dara.says(f"/agenda {second}")
    assert "Joint training of investigators" in dara.card
    assert "Forms of the official letters" not in dara.card
