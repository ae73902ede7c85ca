"""A local Telegram for tests and demos: the Bot API over HTTP, and phones of test users."""

from sandbox.conversation import Shown
from sandbox.faults import Fault, FaultKind, Faults, Flood
from sandbox.group import Group
from sandbox.keyboards import Button
from sandbox.local import Sandbox
from sandbox.phone import Command, Phone
from sandbox.server import Call

__all__ = [
    "Button",
    "Call",
    "Command",
    "Fault",
    "FaultKind",
    "Faults",
    "Flood",
    "Group",
    "Phone",
    "Sandbox",
    "Shown",
]
