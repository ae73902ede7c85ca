"""The page of error codes lists each code that the program uses, and no other."""

import ast
import re
from functools import cache

from bot.commands.cli_output import NO_DATABASE, WRONG_INPUT
from bot.monitoring.checks import ABOUT_OTHERS, ALERTS
from bot.monitoring.watchdog import STUCK
from bot.telegram.send_errors import FailureKind
from tests.docs.blocks import DOCS, ROOT

PAGE = (DOCS / "error-codes.md").read_text(encoding="utf-8")
EVENT = re.compile(r"[a-z]+(-[a-z]+)*")
LOGGING = {"debug", "info", "warning", "error", "exception", "critical", "log"}
OF_WATCHDOG = {"_log_event", "_line"}
"""The functions with which the watchdog writes past the logs."""


def listed(heading: str) -> set[str]:
    """The codes in the first column of a section's table."""
    section = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return {code for cell in cells for code in re.findall(r"`([^`]+)`", cell)}


@cache
def trees() -> tuple[ast.Module, ...]:
    """The modules that may log."""
    paths = (
        path
        for name in ("bot", "handlers", "storage", "web")
        for path in (ROOT / name).rglob("*.py")
    )
    return tuple(ast.parse(path.read_text(encoding="utf-8")) for path in paths)


def constants(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def literals(node: ast.expr) -> set[str]:
    """The strings that an argument may be, as written there."""
    if isinstance(node, ast.IfExp):
        return literals(node.body) | literals(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def events(tree: ast.AST) -> set[str]:
    """The events that a module logs."""
    found: set[str] = set()
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        called = call.func
        name = getattr(called, "attr", getattr(called, "id", ""))
        logs = name in LOGGING and "log" in ast.unparse(called).split(".")[0]
        if logs or name in OF_WATCHDOG:
            found.update(*map(literals, call.args))
    return {event for event in found if EVENT.fullmatch(event)}


def test_each_log_event_is_listed_and_no_other() -> None:
    assert listed("Log events") == set().union(*map(events, trees()))


def test_each_alert_is_listed_and_no_other() -> None:
    used = {code for tree in trees() for code in constants(tree) if re.match(r"alert-[a-z]", code)}
    assert listed("Alerts") == used


def test_the_findings_and_the_other_codes_are_those_of_the_program() -> None:
    findings = listed("Findings of `/healthz`")
    assert set(ALERTS) - set(ABOUT_OTHERS) <= findings
    used = {each.strip() for tree in trees() for each in constants(tree)} | set(FailureKind)
    assert findings | listed("Codes of `/readyz`") | listed("Codes inside events") <= used


def test_each_code_with_which_nothing_can_be_sent_is_listed() -> None:
    rows = re.findall(r"^\| (.*?) \| (.*?) \|", PAGE, re.MULTILINE)
    codes = " ".join(code for code, where in rows if "`telegram-unusable`" in where)
    assert {f"`{kind}`" for kind in FailureKind} <= set(codes.split())


def test_the_exit_codes_are_listed() -> None:
    assert {str(WRONG_INPUT), str(NO_DATABASE), str(STUCK), "0", "1"} <= listed("Exit codes")
