"""The service of these tests audits each timer that ran."""

from importlib.util import find_spec
from typing import Any

import pytest

from tests.service.monitoring.monitored import Audited

# The extra ``tracing``, which the lock of the tests has.
collect_ignore = [] if find_spec("opentelemetry") else ["test_tracing.py"]


@pytest.fixture
def options() -> dict[str, Any]:
    return {"timer_runner": Audited()}
