"""From an update to a command: parsing, personal data, conversation state, routing."""
