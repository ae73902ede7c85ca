"""Requests: lists, cards, drafts, steps and due dates."""
