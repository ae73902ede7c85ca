"""A sampled mutation run: `python -m tests.mutation --sample 300`.

Small changes are made to the rules and services, one at a time. For each the tests that reach the
changed statement are run until one fails: then the change was noticed. Which tests reach which
statements is recorded first, in one run of all of them. Exits with 1 where fewer are noticed than
``--least`` asks for.
"""

import argparse
import importlib
import json
import os
import signal
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from contextlib import redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path
from random import Random
from time import perf_counter, process_time

import pytest

from tests.mutation.changes import Change, changes_of, watch

FOLDERS = ("liaison",)
TESTS = ("tests/unit", "tests/stories", "tests/docs")
PRELOADED = ("bot.app", "bot.commands.demo", "handlers", "sandbox")
OPTIONS = (
    "-q", "-p", "no:cacheprovider", "-o", "addopts=", "-m", "not soak", "--import-mode=importlib",
)  # fmt: skip
SECONDS = 120.0
"""Processor time for the tests of one change; where none of them failed by then, it was missed."""
HANG_SECONDS = 180
"""Real seconds after which a test is taken for hanging, which notices a change."""
NOT_MADE = 77
"""Exit code where a change cannot be made."""
WORKERS = os.cpu_count() or 1

Reaching = Mapping[str, Sequence[str]]
"""The tests that reach a statement: first unit tests, then stories of its concept; of these first
one of each file, that which reaches fewest statements.
"""


class Recorder:
    """Records which of these statements each test reaches."""

    def __init__(self, statements: Set[str]) -> None:
        self.statements: dict[str, list[str]] = {}
        self._reached: set[str] = set()
        watch(modules(), statements, self._reached)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._reached.clear()
        result = yield
        self.statements[item.nodeid] = sorted(self._reached)
        return result

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            sys.stderr.write(f"mutation: fails without a change: {report.nodeid}\n")
            sys.stderr.flush()
            os._exit(pytest.ExitCode.TESTS_FAILED)


class Limits:
    """Ends a test that hangs, and all of them when their time is over."""

    def pytest_runtest_setup(self) -> None:
        signal.alarm(HANG_SECONDS)
        if process_time() > SECONDS:
            pytest.exit("no time is left", returncode=0)


def modules() -> list[Path]:
    """The modules whose functions are changed."""
    return sorted(each for name in FOLDERS for each in Path(name).rglob("*.py"))


def fork(work: Callable[[], int]) -> int:
    """Do something in a process of its own, without its output; its process id."""
    process = os.fork()
    if process == 0:
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
        os._exit(work())
    return process


def record(folder: Path, statements: Set[str]) -> Reaching:
    """Run all tests once, and see which of these statements each of them reaches."""
    files = sorted(str(each) for name in TESTS for each in Path(name).rglob("test_*.py"))

    def part(number: int) -> int:
        recorder = Recorder(statements)
        code = pytest.main([*files[number::WORKERS], *OPTIONS], plugins=[recorder])
        (folder / f"{number}.json").write_text(json.dumps(recorder.statements), "utf-8")
        return code

    processes = [fork(partial(part, number)) for number in range(WORKERS)]
    statuses = [os.waitpid(each, 0)[1] for each in processes]
    if any(statuses):
        raise SystemExit("mutation: the tests have to pass without a change, first")
    tests: dict[str, list[str]] = {}
    for file in folder.glob("*.json"):
        tests |= json.loads(file.read_text("utf-8"))
    with redirect_stdout(StringIO()):  # here, so that what tests a change finds them imported
        if pytest.main(["--collect-only", *OPTIONS, *tests]):
            raise SystemExit("mutation: the tests are not found by their names")
    reaching = defaultdict(list)
    for test in sorted(tests, key=lambda each: (len(tests[each]), each)):
        for statement in tests[test]:
            reaching[statement].append(test)
    return {each: in_order(each, reaching[each]) for each in reaching}


def in_order(statement: str, tests: Sequence[str]) -> list[str]:
    """The tests in the order in which they are run."""
    of_file = Counter[str]()

    def key(test: str) -> tuple[bool, bool, int]:
        parts = Path(test).parts
        file = test.partition("::")[0]
        of_file[file] += 1
        return "stories" in parts, Path(statement).parts[1] not in parts, of_file[file]

    return sorted(tests, key=key)


def try_out(change: Change, tests: Sequence[str]) -> int:
    """Make a change and run tests until one fails; pytest's exit code."""
    if not change.apply():
        return NOT_MADE
    os.dup2(1, 2)  # what is broken on purpose is not reported
    return pytest.main(["-x", *OPTIONS, *tests], plugins=[Limits()]) if tests else 0


def try_all(changes: Sequence[Change], reaching: Reaching) -> tuple[int, list[Change]]:
    """Try out the changes, as many at a time as there are processors; how many could be made, and
    those that were missed.
    """
    waiting, running = list(reversed(changes)), dict[int, Change]()
    done, missed = 0, list[Change]()
    while running or waiting:
        if waiting and len(running) < WORKERS:
            change = waiting.pop()
            process = fork(partial(try_out, change, reaching.get(change.statement, ())))
            running[process] = change
            continue
        process, status = os.wait()
        change, code = running.pop(process), os.waitstatus_to_exitcode(status)
        if code != NOT_MADE:
            done += 1
        if code == 0:
            missed.append(change)
            tests = len(reaching.get(change.statement, ()))
            say(f"{done}: missed by {tests} tests: {change.path}:{change.line}: {change.shown}")
    return done, missed


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Print what is missed, and how much is noticed."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    parser.add_argument("--sample", type=int, default=300)
    parser.add_argument("--seed", type=int, default=int(os.environ.get("TEST_SEED", "20261124")))
    parser.add_argument("--least", type=float, default=95.0, help="per cent")
    asked = parser.parse_args()
    began = perf_counter()
    for name in PRELOADED:
        importlib.import_module(name)
    changes = [each for file in modules() for each in changes_of(file)]
    Random(asked.seed).shuffle(changes)
    sample = changes[: asked.sample]
    with tempfile.TemporaryDirectory() as folder:
        reaching = record(Path(folder), {each.statement for each in sample})
    say(f"mutation: recorded in {perf_counter() - began:.0f} s")
    done, missed = try_all(sample, reaching)
    noticed = 100 * (done - len(missed)) / done
    say(
        f"mutation: seed {asked.seed}, {done} of {len(changes)} changes, {noticed:.1f} % noticed, "
        f"{len(missed)} missed, {perf_counter() - began:.0f} s"
    )
    raise SystemExit(noticed < asked.least)


if __name__ == "__main__":
    main()
