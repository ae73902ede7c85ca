"""Meetings: lists, cards, proposals and agendas."""
