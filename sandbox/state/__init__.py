"""What Telegram stores: users, chats, bots, messages and updates, on one clock."""

from typing import Any

Json = dict[str, Any]
