"""What all records that change by steps have in common: steps, conflicts, reminders, homes."""
