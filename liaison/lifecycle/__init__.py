"""The common lifecycle of versioned records: steps, conflicts, reminders."""
