"""The home of each action on a record that both Parties share.

It is the Party that numbers the step. Were each Party to run an installation of its own, only that
of the home would take the step, and send it signed to the other one.
"""

from collections.abc import Mapping
from enum import StrEnum


class Home(StrEnum):
    """Which Party is the home of an action."""

    REQUESTING = "requesting"
    REQUESTED = "requested"
    PROPOSER = "proposer"
    """The one that made the proposal; of a meeting its present version, or the last one."""
    LEADER = "leader"
    """The one that leads an activity; where both do, the first one of the Agreement."""
    RECEIVER = "receiver"
    """The one that received a notice of termination: the days are counted there."""
    ACTING = "acting"
    """The one whose person acts: nobody else changes what is said there."""


_ACTIONS: Mapping[tuple[str, Home], str] = {
    ("request", Home.REQUESTING): "log",
    ("request", Home.REQUESTED): "record receive ask supply assign answer draft_refusal"
    " drop_refusal refuse withdraw close agree object extend",
    ("meeting", Home.PROPOSER): "propose counter back accept decline withdraw cancel expire",
    ("meeting", Home.ACTING): "attend",
    ("agenda", Home.PROPOSER): "add discuss carry drop",
    ("activity", Home.LEADER): "decide import start done move dropped",
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
