"""The Bot API over HTTP: its methods, with their checks, errors and faults."""
