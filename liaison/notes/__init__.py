"""Confidential notes, legal holds and the erasure of old content."""
