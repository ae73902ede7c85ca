"""What people can do, and the updates that the bot gets."""

from typing import Any

from sandbox import Phone
from tests.sandbox.conftest import TOKEN, Raw
from tests.sandbox.response_validator import ResponseValidator


async def heard(raw: Raw, token: str = TOKEN) -> list[dict[str, Any]]:
    """All updates, confirmed."""
    updates: list[dict[str, Any]] = (await raw("getUpdates", token=token)).result
    if updates:
        await raw("getUpdates", token=token, offset=updates[-1]["update_id"] + 1)
    return updates


async def test_updates_are_validated(raw: Raw, alice: Phone, validator: ResponseValidator) -> None:
    alice.say("x")
    await heard(raw)
    assert validator.updates_seen == 1
