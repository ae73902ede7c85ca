"""The action plan: activities, their reminders and their changes."""
