"""The errors of the Bot API, with Telegram's own texts."""

from __future__ import annotations

from collections.abc import Mapping


class ApiError(Exception):
    """An error answer: `code` is both its HTTP status and its `error_code`."""

    def __init__(
        self, code: int, description: str, *, parameters: Mapping[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = dict(parameters or {})


def bad_request(text: str) -> ApiError:
    """400 with Telegram's prefix before `text`."""
    return ApiError(400, f"Bad Request: {text}")


def forbidden(text: str) -> ApiError:
    """403 with Telegram's prefix before `text`."""
    return ApiError(403, f"Forbidden: {text}")


def conflict(text: str) -> ApiError:
    """409 with Telegram's prefix before `text`."""
    return ApiError(409, f"Conflict: {text}")


def too_many_requests(retry_after: int) -> ApiError:
    """429 that asks to wait `retry_after` seconds."""
    return ApiError(
        429,
        f"Too Many Requests: retry after {retry_after}",
        parameters={"retry_after": retry_after},
    )
