"""A corrected letter is found by both of its numbers; a refusal is corrected in its own values."""

from datetime import timedelta

import pytest

from tests.scenario import ScenarioDriver, ScenarioUser, log_verification

HOLD = timedelta(minutes=2)


async def refused(service: ScenarioDriver, zhang: ScenarioUser, li: ScenarioUser) -> str:
    """China has answered for two of five people and then refused the request."""
    letter = "145/26 MoI"
    reference = await log_verification(service, "sokha", persons=5, children=0, letter=letter)
    await zhang.sends(f"/receive {reference} today")
    await li.sends(f"/answer {reference} 1=c,2=n,3=u 12/26 MPS")
    await zhang.sends(f"/refuse {reference} security 18/26 MPS")
    await service.turn(HOLD)
    return reference


@pytest.mark.parametrize("typed", ["145/26 MoI", "145/26", "លិខិតលេខ ១៤៥/២៦", "文号145/26"])
async def test_the_former_number_of_a_letter_finds_its_request(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser, typed: str
) -> None:
    letter = "145/26 MoI"
    reference = await log_verification(service, "sokha", persons=1, children=0, letter=letter)
    await sokha.sends(f"/correct {reference} letter 541/26 MoI")
    await service.turn(HOLD)
    for each in (sokha, li):
        await each.says(typed)
        each.sees(reference, "Letter 541/26 MoI")
        assert reference in await each.says("541/26")


async def test_a_refusal_after_answers_by_number_is_corrected_and_found(
    service: ScenarioDriver, zhang: ScenarioUser, li: ScenarioUser, sokha: ScenarioUser
) -> None:
    reference = await refused(service, zhang, li)
    assert "1: confirmed" not in sokha.sees(f"{reference}: China has refused the request")
    await zhang.sends(f"/correct {reference} social_order 19/26 MPS")
    zhang.sees("The correction is sent: security → social order.")
    await service.turn(HOLD)
    told = sokha.sees(f"{reference}: China has corrected the refusal: security → social order")
    assert "1: confirmed" not in told
    for typed in ("18/26 MPS", "19/26 MPS"):
        shown = await sokha.says(typed)
        assert "By number: 1: confirmed and 2: not confirmed." in shown
        assert "The reason is in letter 19/26 MPS." in shown
    await sokha.says(f"/close {reference}")
    sokha.sees("Grounds: social order")
