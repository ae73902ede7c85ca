"""The service and its users in the sandbox: what stories and campaigns play with."""

from bot.demo.cast import (
    MORNING,
    PARTS,
    TOKEN,
    Cast,
    NotSeen,
    Part,
    Player,
    Turned,
    open_cast,
    plain,
)
from bot.demo.keeper import kept
from bot.demo.story import Story, log_verification

__all__ = [
    "MORNING",
    "PARTS",
    "TOKEN",
    "Cast",
    "NotSeen",
    "Part",
    "Player",
    "Story",
    "Turned",
    "kept",
    "log_verification",
    "open_cast",
    "plain",
]
