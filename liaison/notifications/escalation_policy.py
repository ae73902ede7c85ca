"""Escalation policies: who is notified next while a notice is not acknowledged."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Priority(StrEnum):
    """The urgency of a notice."""

    ROUTINE = "routine"
    """For information; needs no acknowledgement."""
    IMPORTANT = "important"
    """Needs an acknowledgement; waits for the morning of a working day."""
    URGENT = "urgent"
    """Goes at once to the person on duty, and escalates until it is answered."""
    EMERGENCY = "emergency"
    """Needs an acknowledgement at once, at any hour."""


class EscalationTarget(StrEnum):
    """Who is notified next of a notice that was not acknowledged."""

    SAME_PEOPLE = "again"
    """The same people, and their acting deputies."""
    DEPUTY = "deputy"
    """The deputies whom these people named last, even if those people are not absent now."""
    COORDINATORS = "coordinators"
    """The coordinators of the own Party."""
    ADMINS = "admins"
    """The administrators of the own Party."""
    OTHER_SIDE = "other_side"
    """The coordinators of the other Party, once, with a notice of their own: this notice does not
    wait for their acknowledgement.
    """
    DAILY = "daily"
    """All people of the own Party who were notified so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationStep:
    """One escalation step: who is notified, and how long after the previous step.

    The time is working time for an important notice and else elapsed time.
    """

    to: EscalationTarget
    after: timedelta


@dataclass(frozen=True, slots=True)
class EscalationPolicy:
    """Escalation steps in their order; the last one repeats, except for an urgent notice. A routine
    notice has none.
    """

    steps: tuple[EscalationStep, ...] = ()
