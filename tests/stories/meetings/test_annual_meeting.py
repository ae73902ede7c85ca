"""A year of meetings: no one agrees on a date, the coordinators are told, the host takes turns."""

from datetime import date

from liaison.core.cards import text
from tests.scenario import ScenarioDriver, ScenarioUser, at
from tests.stories.meetings.proposal_steps import changes, proposes
from tests.stories.prepared_state import skip_to
from tests.stories.sent_messages import never_notified


async def test_a_year_without_a_date_is_brought_up_to_the_coordinators_of_both(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser, sokha: ScenarioUser
) -> None:
    await skip_to(service, at(8, 31, 15))
    missing = "The annual consultation 2026 has no date yet."
    await service.turn_to(at(9, 1, 0, 59))
    never_notified(zhang, missing)
    await service.turn_to(at(9, 1, 2, 1))
    for each in (zhang, dara):  # a line of the one message of the morning
        each.sees("Good morning.", missing)
    never_notified(sokha, missing)
    assert "Seen" not in "".join(zhang.buttons)
    await zhang.presses("Propose a meeting", "Cancel")
    code = await proposes(zhang, "提议年度磋商 10月20日上午9点", "Phnom Penh", "KH")
    await dara.says("/inbox")
    assert missing.partition(" Cambodia")[0] in dara.card
    assert "Meetings proposed, not agreed: 1" in await dara.says("/meetings")
    await dara.sends(f"/accept {code} 1")
    await dara.says("/inbox")
    assert missing.partition(" Cambodia")[0] not in dara.card
    await dara.says("/meetings")
    assert "Annual consultation 2026: Cambodia hosts, 20 October" in dara.card
    assert "not agreed" not in dara.card
    zhang.sees("Costs (Article 7): China pays its international travel")
    agreed_at = service.sandbox.now()
    await skip_to(service, at(10, 8, 12))
    await service.turn_to(at(10, 9, 2, 1))
    never_notified(dara, missing, since=agreed_at)


async def test_an_annual_consultation_is_agreed_once_a_year_and_kept_within_it(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    answers = ("annual", "20.4 9:00", "Phnom Penh", "KH")
    checked = await dara.says("/propose", *answers)
    assert "Meeting: annual consultation" in checked
    assert "Subject" not in checked
    code = await proposes(dara, "/cancel", "/propose", *answers)
    await zhang.says(f"/counter {code}", "20.1.2027 9:00", "video", "KH")
    await zhang.presses_send()
    assert "must be in that year" in zhang.toasts[-1]
    await zhang.sends("/cancel", f"/accept {code} 1")
    await zhang.says("/propose", *answers)
    await zhang.presses_send()
    zhang.sees(f"The annual consultation of this year is already agreed: {code}.")
    await changes(zhang, code, "21.4 10:00")
    dara.sees("China proposes to change")


async def test_the_next_year_the_other_party_hosts_and_the_agenda_goes_on(
    driver: ScenarioDriver,
) -> None:
    """Each reads the own language: Khmer, Chinese and English at once."""
    await driver.gather("bopha", "sokha", "dara", "wang", "li", "zhang")
    sokha, dara, zhang = driver["sokha"], driver["dara"], driver["zhang"]
    assert {player.language for player in driver.players.values()} == {"en", "km", "zh"}
    annual, training = text("meeting-kind-annual"), "Joint training of investigators"
    answers = ("annual", "20.4 9:00", "Phnom Penh", "KH")
    first = await proposes(dara, "/propose", *answers)
    await zhang.sends(f"/accept {first} 1")
    day, start = date(2026, 4, 20), at(4, 20, 2)
    for person in (dara, sokha):
        person.sees_key("notice-meeting-agreed", code=first, kind=annual, day=day, at=start)
    await zhang.sends(f"/agenda {first} add {training}")
    await dara.sends(f"/agenda {first} add Forms of the official letters")
    await skip_to(driver, at(4, 20, 0))
    await driver.turn_to(at(4, 20, 10, 1))
    dara.sees_key("notice-meeting-record", code=first, kind=annual)
    zhang.sees_key("notice-meeting-record", code=first, kind=annual)
    await dara.sends(f"/held {first} yes")
    await dara.sends(f"/agenda {first} discuss 2")
    await skip_to(driver, at(1, 11, 2, 0, year=2027))
    await sokha.says("/meetings")
    sokha.sees_key("meetings-annual-open", year=2027, host=text("agreement-party-cn"))
    second = await proposes(zhang, "/propose", *answers[:3], "Kunming", "CN")
    await dara.sends(f"/accept {second} 1")
    for person in (dara, sokha, zhang):
        assert training in await person.says(f"/agenda {second}")
        assert "Forms of the official letters" not in person.card
