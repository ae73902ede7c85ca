"""Connections, statements and the schema."""
