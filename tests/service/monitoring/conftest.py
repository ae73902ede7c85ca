"""The service of these tests audits each timer that ran."""

from typing import Any

import pytest

from tests.service.monitoring.monitored import Audited


@pytest.fixture
def options() -> dict[str, Any]:
    return {"timer_runner": Audited()}
