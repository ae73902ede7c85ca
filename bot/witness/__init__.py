"""Signed statements about the audit record, and the witness that keeps a copy of the record."""
