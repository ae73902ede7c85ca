"""Redactions: both Parties agree to take a typed text out of all records and chats."""
