"""The board, each list one press away; the scorecard that both Parties share."""

from tests.scenario import ScenarioDriver, ScenarioUser, at, code_in, log_verification


async def sent(service: ScenarioDriver, by: str = "sokha") -> str:
    """A request that waits for the other Party to acknowledge receipt."""
    return await log_verification(service, by, persons=1, children=0, letter="9/26")


async def received(service: ScenarioDriver) -> str:
    """A request received at once: on 2 March it is due on 1 April."""
    reference = await sent(service)
    await service["li"].sends(f"/receive {reference} today")
    return reference


async def needed(service: ScenarioDriver, by: str) -> str:
    """A request of information that is needed by a day, which waits for its receipt."""
    sokha = service["sokha"]
    await sokha.sends("/new", "information", "routine", "1", "0", "9/26", "-", "-", by)
    return code_in(sokha.card, "KH")


async def test_everything_on_the_board_is_a_list_one_press_away(
    service: ScenarioDriver, zhang: ScenarioUser, li: ScenarioUser
) -> None:
    await zhang.says("/overview")
    assert "Nothing needs attention now." in zhang.sees("Overview of China")
    rests = await needed(service, "2026-03-09")
    await li.sends(f"/receive {rests} today")
    await service.turn_to(at(3, 8, 15, 59))
    assert "Received, but no action for 7 days: 0" in await zhang.says("/overview")
    await service.turn_to(at(3, 8, 16))  # midnight in Beijing
    waits = await sent(service)
    li.phone.block()
    await service.settle()
    assert "Not yet received: 1" in await zhang.says("/requests overdue")
    assert waits in await zhang.presses("Not yet received (1)")
    await zhang.says("/overview")
    for line in (
        "Overdue: 0",
        "Due within 7 days: 1 (China 1, Cambodia 0)",
        "Not yet received: 1",
        "Received, but no action for 7 days: 1 (China 1, Cambodia 0)",
        "People who cannot be reached: 1",
    ):
        assert line in zhang.card
    assert "Overdue (0)" not in zhang.buttons
    for label, title, listed in (
        ("Due soon (1)", "Requests: Due soon (1)", rests),
        ("Not yet received (1)", "Requests: Not yet received (1)", waits),
        ("No action taken (1)", "Requests: No action taken (1)", rests),
        ("Not reachable (1)", "People of China", "Li"),
    ):
        await zhang.says("/overview")
        await zhang.presses(label)
        assert listed in zhang.sees(title)
    await service.turn_to(at(3, 9, 1))  # nine in the morning
    await zhang.says("/overview")
    await zhang.presses("Open notifications (1)")
    assert f"{waits}: new request" in zhang.sees("Notifications that no one has seen yet:")
    await zhang.sends(f"/ask {rests} 1 ok")
    await service.turn_to(at(3, 9, 16))
    assert "Received, but no action for 7 days: 0" in await zhang.says("/overview")
    await zhang.presses("Overdue (1)")
    zhang.sees(f"{rests} · ", "Information · Cambodia → China – received, one day overdue")


async def test_an_answer_needed_by_a_day_that_passes_unreceived_is_overdue(
    service: ScenarioDriver, zhang: ScenarioUser
) -> None:
    await needed(service, "2026-03-03")
    await zhang.says("/requests soon")
    assert "waiting for receipt" in zhang.sees("Requests: Due soon (1)")
    await service.turn_to(at(3, 3, 15, 59))
    assert "Requests: Overdue (0)" in await zhang.says("/requests overdue")
    await service.turn_to(at(3, 3, 16))
    await zhang.says("/overview")
    await zhang.presses("Overdue (1)")
    zhang.sees("Information · Cambodia → China – waiting for receipt, one day overdue")


async def test_the_board_is_for_coordinators_and_administrators(
    service: ScenarioDriver, sokha: ScenarioUser
) -> None:
    for line in ("/overview", "/overview score", "/settings digest_time 09:00"):
        await sokha.says(line)
        assert sokha.card.startswith("Your role does not allow this: ask a colleague. ")
    await sokha.says("/menu")
    assert "Overview" not in sokha.buttons


async def test_the_menu_leads_to_the_board_and_on_to_the_scorecard(service: ScenarioDriver) -> None:
    for name in ("dara", "wang"):
        player = service[name]
        await player.says("/menu")
        await player.presses("Overview", "Monthly scorecard")
        player.sees("Joint scorecard, March 2026")
        assert "Nothing needs attention now." in await player.presses("Overview")
        assert "Settings" not in player.buttons


async def test_the_scorecard_is_the_same_for_both_parties(
    service: ScenarioDriver, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    refused, late = await received(service), await sent(service)
    await service.turn_to(at(3, 4, 3))
    await service["li"].sends(f"/receive {late} today")
    await zhang.sends(f"/refuse {refused} security 8/26")
    await log_verification(service, "li", persons=1, children=0, letter="10/26")
    await service.turn_to(at(3, 5, 5))
    await zhang.sends(f"/answer {late} confirmed -")
    await zhang.says("/overview score")
    for name in ("bopha", "dara", "wang"):
        await service[name].says("/overview score")
        assert service[name].card == zhang.sees("Joint scorecard, March 2026")
    cambodia, china = dara.card.split("Requests to ")[1:]
    assert "Received within 24 working hours: 0 of 1" in cambodia
    assert "Replied in time: 0 of 0" in cambodia
    assert "Average days from receipt to reply: –" in cambodia
    assert "Open now: 1, of them overdue: 0" in cambodia
    assert "Received within 24 working hours: 1 of 2" in china
    assert "Replied in time: 2 of 2" in china
    assert "Average days from receipt to reply: 1.5" in china
    assert "Open now: 0, of them overdue: 0" in china


async def test_one_leafs_through_the_months_of_the_service_and_no_further(
    service: ScenarioDriver, dara: ScenarioUser
) -> None:
    reference = await received(service)
    await service["li"].sends(f"/answer {reference} confirmed -")
    await dara.sends(f"/close {reference}")
    await service.outage(at(5, 4, 3) - service.sandbox.now())
    assert "Joint scorecard, May 2026" in await dara.says("/overview score")
    assert "June 2026 ›" not in dara.buttons
    await dara.presses("‹ April 2026")
    assert "Received within 24 working hours: 0 of 0" in dara.sees("Joint scorecard, April 2026")
    await dara.presses("‹ March 2026")
    assert "Received within 24 working hours: 1 of 1" in dara.sees("Joint scorecard, March 2026")
    assert "‹ February 2026" not in dara.buttons
    assert "Joint scorecard, April 2026" in await dara.presses("April 2026 ›")
    for typed in ("2026-02", "2026-06", "មិថុនា ២០២៦", "2026年6月"):
        await dara.says(f"/overview score {typed}")
        dara.sees("The scorecard covers March 2026 to May 2026.")
    assert "Joint scorecard, April 2026" in await dara.says("/overview score មេសា ២០២៦")
    for typed in ("4月份月度统计", "scorecard of April", "ស្ថិតិប្រចាំខែ មេសា"):
        assert "Joint scorecard, April 2026" in await dara.says(typed), typed
    assert "Joint scorecard, May 2026" in await dara.says("月报")
