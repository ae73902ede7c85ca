"""The work queues: inbox, outbox and timers."""
