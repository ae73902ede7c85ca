"""The home of each action on a record that both Parties share.

If each Party had its own installation, that of the home would assign the version of the step and
send it signed to the other. Until then only a test compares the table with the actions.
"""

from collections.abc import Mapping
from enum import StrEnum


class Home(StrEnum):
    """The Party that is the home of an action."""

    REQUESTING = "requesting"
    REQUESTED = "requested"
    PROPOSER = "proposer"
    """The Party that made the proposal; of a meeting its present version, or the last one."""
    LEADER = "leader"
    """The Party that leads an activity; if both lead it, the first Party of the Agreement."""
    RECEIVER = "receiver"
    """The Party that received a notice of termination: it counts the days."""
    ACTING = "acting"
    """The Party of the person who acts: no other Party changes these data."""


_ACTIONS: Mapping[tuple[str, Home], str] = {
    ("request", Home.REQUESTING): "log",
    (
        "request",
        Home.REQUESTED,
    ): "record receive inquire progress ask supply assign answer answer_part"
    " draft_refusal drop_refusal refuse withdraw close correct return agree object extend"
    " approve_safety postpone answer_safety",
    ("meeting", Home.PROPOSER): "propose counter back accept decline withdraw cancel expire",
    ("meeting", Home.ACTING): "attend held missed minutes approve_minutes",
    ("agenda", Home.PROPOSER): "add discuss carry drop",
    ("activity", Home.LEADER): "decide approved import start done move dropped",
    ("two_key", Home.PROPOSER): "propose agree decline withdraw expire settle",
    ("disclosure", Home.PROPOSER): "propose grant withdraw expire",
    ("difference", Home.PROPOSER): "open close",
    ("termination", Home.RECEIVER): "record withdraw strike",
    ("setting", Home.ACTING): "set",
    ("holidays", Home.ACTING): "say",
}
HOMES: Mapping[str, Home] = {
    f"{record}.{action}": home
    for (record, home), actions in _ACTIONS.items()
    for action in actions.split()
}
"""The home of each action, by its name in the audit record."""
