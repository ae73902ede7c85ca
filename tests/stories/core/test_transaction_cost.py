"""What one act may cost, with all the messages that it causes."""

from benchmarks.acts import Meter
from tests.scenario import HOLD, ScenarioDriver, ScenarioUser

BEGINS_WITH = "one_request"


async def test_receipt_of_a_request_costs_few_statements_and_transactions(
    service: ScenarioDriver, sokha: ScenarioUser, li: ScenarioUser
) -> None:
    await service.settle()
    for press in ("Received today", li.send_label):
        meter = Meter()
        li.press(press)
        with meter.listening(), meter.counting():
            await service.settle()
        assert (meter.statements <= 40, meter.transactions <= 8) == (True, True), press
    await service.turn(HOLD)
    sokha.sees("receipt is confirmed")
