"""Telegram: receiving updates, making calls, and their errors."""
