"""The plan of action: activities, their reminders and their changes."""
