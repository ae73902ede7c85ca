"""Requests: their life, due dates, reminders, extensions and lists."""
