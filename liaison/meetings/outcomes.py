"""What the Parties record after a meeting: whether it took place, and its minutes.

Nothing is assumed: each Party records it by itself.
"""

from dataclasses import replace

from liaison.core.errors import Conflict
from liaison.meetings.model import Meeting, MeetingAction, MeetingActionContext, Minutes
from liaison.meetings.rules import MeetingStep, next_version


def record_held(meeting: Meeting, context: MeetingActionContext, *, held: bool) -> MeetingStep:
    """Record for one Party whether an agreed meeting that is over took place."""
    if context.person.party == meeting.made_by:
        updated = replace(meeting, held_by_maker=held)
    else:
        updated = replace(meeting, held_by_other=held)
    return next_version(updated, MeetingAction.HELD if held else MeetingAction.MISSED, context)


def record_minutes(meeting: Meeting, context: MeetingActionContext, *, letter: str) -> MeetingStep:
    """Name the letter with the minutes. Raises ``Conflict``."""
    if meeting.minutes is not None and meeting.minutes.approved:
        raise Conflict("error-minutes-approved", code=meeting.code)
    minutes = Minutes(letter=letter, by=context.person.party)
    return next_version(replace(meeting, minutes=minutes), MeetingAction.MINUTES, context)


def approve_minutes(meeting: Meeting, context: MeetingActionContext) -> MeetingStep:
    """Let the minutes hold that the other Party named."""
    if meeting.minutes is None:
        msg = "minutes are approved that no Party has named"
        raise ValueError(msg)
    minutes = replace(meeting.minutes, approved=True)
    return next_version(replace(meeting, minutes=minutes), MeetingAction.APPROVE_MINUTES, context)
