"""The codes of records that commands name."""

from collections.abc import Mapping

from handlers.input.commands import Command
from liaison.core.references import CodePrefix, any_code


def opening(prefixes: Mapping[object, CodePrefix], code: str) -> Command | None:
    """The command that opens the record of a code, if there is one."""
    prefix = prefixes.get(code[0] if code[1].isdigit() else "")
    name = None if prefix is None else prefix.command
    return None if name is None else Command(name=name, args=(code,))


def code_in(command: str) -> str | None:
    """The code of the record that a command names first, if any."""
    _, code, *_ = (*command.split(), "", "")
    return any_code(code)
