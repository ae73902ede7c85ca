"""Routers, one per concept: each command is parsed, passed to one service, and answered."""
