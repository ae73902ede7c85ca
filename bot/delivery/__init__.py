"""Says what lies in the outbox; the only place that speaks to Telegram."""

from bot.delivery.channel import Channel
from bot.delivery.worker import Delivery

__all__ = ["Channel", "Delivery"]
