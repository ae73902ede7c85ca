"""What one act may cost, with all the messages that it causes."""

import pytest

from benchmarks.acts import Meter
from tests.driver import Cast, Player
from tests.stories.company import Company

pytestmark = pytest.mark.stories


@pytest.fixture
def company(one_case: Company) -> Company:
    return one_case


async def test_receipt_of_a_request_costs_few_statements_and_transactions(
    desk: Cast, sokha: Player, li: Player
) -> None:
    meter = Meter()
    li.phone.press("Received today")
    with meter.listening(), meter.counting():
        await desk.settle()
    sokha.sees("receipt has been acknowledged")
    assert meter.statements <= 40
    assert meter.transactions <= 8
