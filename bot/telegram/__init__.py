"""Telegram: updates in, calls out, and the errors of both."""
