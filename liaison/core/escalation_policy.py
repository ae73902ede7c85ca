"""Whom a notice climbs to while nobody acknowledges it: ladders, as data of the agreement."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Priority(StrEnum):
    """How pressing a notice is."""

    ROUTINE = "routine"
    """To be known; nobody has to acknowledge it."""
    IMPORTANT = "important"
    """To be acknowledged; waits for the morning of a working day."""
    EMERGENCY = "emergency"
    """To be acknowledged at once, whatever the hour."""


class EscalationTarget(StrEnum):
    """Who is told next of a notice that nobody acknowledged."""

    SAME_PEOPLE = "again"
    """The same people, and who stands in for them."""
    DEPUTY = "deputy"
    """Those whom these people last named as their deputies, away or not."""
    COORDINATORS = "coordinators"
    """The coordinators of the own Party."""
    ADMINS = "admins"
    """The administrators of the own Party."""
    OTHER_SIDE = "other_side"
    """The coordinators of the other Party, once, by a notice of their own: this one waits for
    nothing of theirs.
    """
    DAILY = "daily"
    """All of the own Party who were told so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationStep:
    """One rung: who is told, and how long after the rung before.

    The time is working time for an important notice and plain time for an emergency.
    """

    to: EscalationTarget
    after: timedelta


@dataclass(frozen=True, slots=True)
class EscalationPolicy:
    """Rungs in their order; the last one is told again and again. A routine notice has none."""

    steps: tuple[EscalationStep, ...] = ()
