"""Notes are kept as long as needed: announced, then erased, unless a Party holds the request."""

from sqlalchemy import insert

from liaison.notes import timers as note_timers
from liaison.notes.rules import DAY, GRACE_DAYS
from storage.notes import RETENTION_RUNS
from tests.contract.samples import once
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser
from tests.stories.notes.note_steps import audited, kept, writes
from tests.stories.prepared_state import reference_of
from tests.stories.sent_messages import never_notified

BEGINS_WITH = "one_request"


async def quiet_days(service: ScenarioDriver, days: int) -> None:
    """Let so many days pass, at whose looks nothing was due."""
    looks = [{"at": service.sandbox.now() + (each + 1) * DAY} for each in range(days)]
    service.sandbox.turn(days * DAY)
    await once(service.app.database, lambda tx: tx._sql.run(insert(RETENTION_RUNS).inline(), looks))


async def days_pass(service: ScenarioDriver, days: int) -> None:
    """Let the service look once a day what is to be erased, and do nothing else meanwhile."""
    for _ in range(days):
        service.sandbox.turn(DAY)
        await once(service.app.database, note_timers.run_timer)
    await service.settle()


async def ended(service: ScenarioDriver) -> str:
    """A request with a note that has come to its end."""
    await writes(service["sokha"])
    await service["sokha"].says(f"/withdraw {reference_of(service)} mistake")
    await service["sokha"].presses("Without a letter")
    await service["sokha"].sends()
    return reference_of(service)


async def test_a_year_after_the_end_a_note_is_announced_and_then_erased(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await ended(service)
    await quiet_days(service, 364)
    await days_pass(service, 1)
    never_notified(dara, "will be erased")
    await days_pass(service, 1)
    await service.turn(DAY / 2)
    for coordinator in (dara, zhang):
        coordinator.sees(
            "One confidential note of ended requests will be erased from 10 March", reference
        )
    await days_pass(service, GRACE_DAYS)
    assert await kept(service) == [None]
    assert await audited(service, "note.erase") == [(None, '{"numbers":[1]}')]
    assert "Note 1 · Note · Cambodia (Sokha)" in await sokha.says(f"/note {reference}")
    assert "– erased" in sokha.card
    assert "Open note 1" not in sokha.buttons
    assert "Note 1 was erased" in await sokha.says(f"/note {reference} open 1")


async def test_a_legal_hold_keeps_a_note_until_it_is_lifted(
    service: ScenarioDriver, sokha: ScenarioUser, dara: ScenarioUser, zhang: ScenarioUser
) -> None:
    reference = await ended(service)
    await dara.says(f"/note {reference}")
    assert f"Which letter orders the legal hold on {reference}?" in await dara.presses(
        "⚖️ Start a legal hold"
    )
    await dara.says("Court 7/26")
    await dara.presses_send()
    assert "Legal hold" not in await zhang.says(f"/note {reference}")
    await service.turn(HOLD)
    assert f"the notes of {reference} are not erased until" in dara.card
    assert "Legal hold of Cambodia by letter Court 7/26" in dara.card
    await dara.says(f"/hold {reference} on 8/26")
    assert f"already has a legal hold on {reference}, by letter Court 7/26" in dara.card
    assert "Legal hold of Cambodia by letter Court 7/26" in await zhang.says(f"/note {reference}")
    assert "End the legal hold" not in zhang.buttons
    assert f"China has no legal hold on {reference}." in await zhang.says(f"/hold {reference} off")
    await sokha.says(f"/hold {reference} off")
    sokha.sees("Your role does not allow this: ask a colleague. The role of Dara allows it.")
    await dara.says(f"/hold {reference}")
    await dara.presses("More…")
    assert "End the legal hold" in dara.buttons
    await quiet_days(service, 365)
    await days_pass(service, 2 * GRACE_DAYS)
    assert await kept(service) != [None]
    await dara.says(f"/note {reference}")
    assert "Letter: Court 7/26" in await dara.presses("End the legal hold")
    assert f"ended its legal hold on {reference}" in await dara.sends()
    await days_pass(service, 1 + GRACE_DAYS)
    assert await kept(service) == [None]
    assert await audited(service, "hold.put") == [("Dara", "{}")]
    assert await audited(service, "hold.lift") == [("Dara", "{}")]


async def test_a_clock_that_jumps_ten_years_ahead_erases_nothing(service: ScenarioDriver) -> None:
    await ended(service)
    await service.turn(DAY)
    await service.outage(3650 * DAY)
    assert await kept(service) != [None]
    never_notified(service["dara"], "will be erased")
    await days_pass(service, 30)
    assert await kept(service) != [None]
