"""Notifications: recipients, escalation, delivery and expiry of messages."""
