"""The rate limit of new messages to one chat: three at once, then one a second."""

from dataclasses import dataclass

from liaison.core.channels import Address

BURST = 3.0
A_SECOND = 1.0
MAX_CHATS = 1_024


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float

    def filled(self, now: float) -> float:
        return min(BURST, self.tokens + (now - self.at) * A_SECOND)


class RateLimiter:
    """A token bucket for each chat. Moments are seconds of a monotonic clock."""

    def __init__(self) -> None:
        self._buckets: dict[Address, _Bucket] = {}

    def sent(self, address: Address, now: float) -> None:
        """Count a new message to a chat."""
        bucket = self._buckets.setdefault(address, _Bucket(BURST, now))
        bucket.tokens, bucket.at = bucket.filled(now) - 1, now
        if len(self._buckets) > MAX_CHATS:
            self._buckets = {
                chat: each for chat, each in self._buckets.items() if each.filled(now) < BURST
            }

    def waiting(self, now: float) -> frozenset[Address]:
        """The chats that must not get a new message now."""
        return frozenset(its for its, each in self._buckets.items() if each.filled(now) < 1)

    def next_at(self, now: float) -> float | None:
        """When the next chat may get a message; None if no chat waits."""
        fills = [each.filled(now) for each in self._buckets.values()]
        return min((now + (1 - full) / A_SECOND for full in fills if full < 1), default=None)
