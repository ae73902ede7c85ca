"""The running service: settings, clock, Telegram, workers, monitoring and the command line."""
