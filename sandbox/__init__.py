"""A local Telegram for tests and demos: the Bot API over HTTP, and phones of test users."""

from sandbox.api.bot_api import Call
from sandbox.api.faults import Fault, FaultKind, Faults, Flood
from sandbox.api.reply_markup import Button
from sandbox.server import Sandbox
from sandbox.users.actions import ShownMessage
from sandbox.users.group import Group
from sandbox.users.phone import Command, Phone

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
    "ShownMessage",
]
