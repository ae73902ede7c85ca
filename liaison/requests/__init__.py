"""Requests: their steps, due dates, reminders, extensions and lists."""
