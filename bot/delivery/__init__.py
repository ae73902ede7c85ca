"""Says what lies in the outbox; the only place that speaks to Telegram and to a mail server."""
