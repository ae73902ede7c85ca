"""What people and the clock do with the desk: functions of a transaction, verbs by name."""
