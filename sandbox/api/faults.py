"""Injected faults, and the flood limits of Telegram."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypedDict, Unpack

from sandbox.api.errors import ApiError


class FaultKind(StrEnum):
    """The kinds of faults of a call."""

    ERROR = "error"
    SLOW = "slow"
    HOLD = "hold"
    HANG_UP_BEFORE = "hang_up_before"
    HANG_UP_AFTER = "hang_up_after"


@dataclass
class Fault:
    """One planned fault. Without method or chat it matches any; `times` None lasts until clear."""

    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    code: int = 500
    description: str = "Internal Server Error"
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None
    html: bool = False
    seconds: float = 0.0
    after_effect: bool = False
    applied: int = 0
    reached: asyncio.Event = field(default_factory=asyncio.Event)
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def matches(self, method: str, chat_id: int | None) -> bool:
        """Whether this fault matches that call."""
        right_method = self.method is None or self.method.lower() == method
        return right_method and (self.chat_id is None or self.chat_id == chat_id)

    def error(self) -> ApiError:
        """The error of an `error` fault."""
        parameters = {}
        if self.retry_after is not None:
            parameters["retry_after"] = self.retry_after
        if self.migrate_to_chat_id is not None:
            parameters["migrate_to_chat_id"] = self.migrate_to_chat_id
        return ApiError(self.code, self.description, parameters=parameters)

    def release(self) -> None:
        """Release a held call."""
        self.released.set()


class Target(TypedDict, total=False):
    """The calls that a fault applies to, as the fields of `Fault`."""

    method: str | None
    chat_id: int | None
    times: int | None


class Faults:
    """The planned faults, oldest first; each call gets at most one."""

    def __init__(self) -> None:
        self.planned: list[Fault] = []

    def add(self, fault: Fault) -> Fault:
        """Plan a fault of any kind."""
        self.planned.append(fault)
        return fault

    def error(self, code: int, description: str, **target: Unpack[Target]) -> Fault:
        """Any error before the call takes effect, with its whole description."""
        return self.add(Fault(FaultKind.ERROR, code=code, description=description, **target))

    def too_many(self, retry_after: int, **target: Unpack[Target]) -> Fault:
        """429 that asks to wait `retry_after` seconds."""
        fault = self.error(429, f"Too Many Requests: retry after {retry_after}", **target)
        fault.retry_after = retry_after
        return fault

    def server_error(self, code: int = 502, **target: Unpack[Target]) -> Fault:
        """5xx with an HTML page instead of JSON, as a gateway answers."""
        fault = self.error(code, "Bad Gateway", **target)
        fault.html = True
        return fault

    def slow(self, seconds: float, **target: Unpack[Target]) -> Fault:
        """The call takes `seconds` of real time longer."""
        return self.add(Fault(FaultKind.SLOW, seconds=seconds, **target))

    def hold(self, *, after_effect: bool = False, **target: Unpack[Target]) -> Fault:
        """The call waits, before or after its effect, until the fault's `release()`."""
        return self.add(Fault(FaultKind.HOLD, after_effect=after_effect, **target))

    def hang_up(self, *, after_effect: bool, **target: Unpack[Target]) -> Fault:
        """The connection is cut, before or after the call took effect."""
        kind = FaultKind.HANG_UP_AFTER if after_effect else FaultKind.HANG_UP_BEFORE
        return self.add(Fault(kind, after_effect=after_effect, **target))

    def clear(self) -> None:
        """Clear all faults and release held calls."""
        for fault in self.planned:
            fault.release()
        self.planned = []

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault for a call, counted as applied."""
        for fault in self.planned:
            if (fault.times is None or fault.applied < fault.times) and fault.matches(
                method, chat_id
            ):
                fault.applied += 1
                return fault
        return None


@dataclass
class Flood:
    """30 messages a second overall, 1 a second in a private chat after a small burst, 20 a
    minute in a group. Off until `on` is set.
    """

    on: bool = False
    overall: int = 30
    burst: int = 4
    per_group_minute: int = 20
    _overall: dict[int, deque[datetime]] = field(default_factory=dict)
    _groups: dict[tuple[int, int], deque[datetime]] = field(default_factory=dict)
    _private: dict[tuple[int, int], tuple[float, datetime]] = field(default_factory=dict)

    def wait(self, bot_id: int, chat_id: int, now: datetime) -> int:
        """Seconds that a new message must wait; at 0 it may be sent, and is counted."""
        if not self.on:
            return 0
        overall = self._overall.setdefault(bot_id, deque())
        wait = window_wait(overall, now, limit=self.overall, seconds=1)
        key = (bot_id, chat_id)
        left = 0.0
        if chat_id < 0:
            group = self._groups.setdefault(key, deque())
            wait = max(wait, window_wait(group, now, limit=self.per_group_minute, seconds=60))
        else:
            left = self._tokens(key, now)
            wait = max(wait, math.ceil(1 - left) if left < 1 else 0)
        if wait:
            return wait
        overall.append(now)
        if chat_id < 0:
            self._groups[key].append(now)
        else:
            self._private[key] = (left - 1, now)
        return 0

    def _tokens(self, key: tuple[int, int], now: datetime) -> float:
        full = float(self.burst)
        before, at = self._private.get(key, (full, now))
        return min(full, before + max((now - at).total_seconds(), 0.0))


def window_wait(sent: deque[datetime], now: datetime, *, limit: int, seconds: int) -> int:
    """Seconds until fewer than `limit` of the times in `sent` are within the last `seconds`."""
    while sent and (now - sent[0]).total_seconds() >= seconds:
        sent.popleft()
    if len(sent) < limit:
        return 0
    oldest = sent[len(sent) - limit]
    return max(1, math.ceil(seconds - (now - oldest).total_seconds()))
