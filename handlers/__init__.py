"""Routers, one per concept: each command is parsed, given to one service, and answered."""
