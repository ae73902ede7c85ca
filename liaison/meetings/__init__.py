"""Meetings: proposals, agreed times, reminders and agendas."""
