"""A sampled mutation run: `python -m tests.mutation --sample 300`.

Small changes are made to the rules and services, one at a time. For each the tests that call the
changed function are run until one fails: then the change was noticed. Which tests call which
functions is recorded first, in one run of all of them. Exits with 1 where fewer are noticed than
``--least`` asks for.
"""

import argparse
import importlib
import json
import os
import signal
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
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
SECONDS = 60.0
"""Processor time for the tests of one change; where none of them failed by then, it was missed."""
HANG_SECONDS = 180
"""Real seconds after which a test is taken for hanging, which notices a change."""
NOT_MADE = 77
"""Exit code where a change cannot be made."""
WORKERS = os.cpu_count() or 1

Calls = Mapping[str, Sequence[str]]
"""The tests that call a function: first unit tests, then stories of its concept; of these first
those that call few functions.
"""


class Recorder:
    """Records the functions that each test calls."""

    def __init__(self) -> None:
        self.functions: dict[str, list[str]] = {}
        self._called: set[str] = set()
        for file in modules():
            watch(file, self._called)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self._called.clear()
        result = yield
        self.functions[item.nodeid] = sorted(self._called)
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


def record(folder: Path) -> Calls:
    """Run all tests once, and see which functions each of them calls."""
    files = sorted(str(each) for name in TESTS for each in Path(name).rglob("test_*.py"))

    def part(number: int) -> int:
        recorder = Recorder()
        code = pytest.main([*files[number::WORKERS], *OPTIONS], plugins=[recorder])
        (folder / f"{number}.json").write_text(json.dumps(recorder.functions), "utf-8")
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
    calls = defaultdict(list)
    for test in sorted(tests, key=lambda each: (len(tests[each]), each)):
        for function in tests[test]:
            calls[function].append(test)
    return {each: sorted(calls[each], key=partial(distance, each)) for each in calls}


def distance(function: str, test: str) -> tuple[bool, bool]:
    """Whether a test is a story, and whether it is not in a folder of the function's concept."""
    parts = Path(test).parts
    return "stories" in parts, Path(function).parts[1] not in parts


def try_out(change: Change, tests: Sequence[str]) -> int:
    """Make a change and run tests until one fails; pytest's exit code."""
    if not change.apply():
        return NOT_MADE
    os.dup2(1, 2)  # what is broken on purpose is not reported
    return pytest.main(["-x", *OPTIONS, *tests], plugins=[Limits()]) if tests else 0


def sampled(changes: Sequence[Change], calls: Calls, *, sample: int) -> tuple[int, list[Change]]:
    """Try out so many of the changes, as many at a time as there are processors; how many were
    tried, and those that were missed.
    """
    waiting, running = list(reversed(changes)), dict[int, Change]()
    done, missed = 0, list[Change]()
    while running or (waiting and done < sample):
        if waiting and len(running) < WORKERS and done + len(running) < sample:
            change = waiting.pop()
            process = fork(partial(try_out, change, calls.get(change.function, ())))
            running[process] = change
            continue
        process, status = os.wait()
        change, code = running.pop(process), os.waitstatus_to_exitcode(status)
        if code != NOT_MADE:
            done += 1
        if code == 0:
            missed.append(change)
            say(f"{done}: missed {change.path}:{change.line}: {change.shown}")
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
    with tempfile.TemporaryDirectory() as folder:
        calls = record(Path(folder))
    say(f"mutation: recorded in {perf_counter() - began:.0f} s")
    done, missed = sampled(changes, calls, sample=asked.sample)
    noticed = 100 * (done - len(missed)) / done
    say(
        f"mutation: seed {asked.seed}, {done} of {len(changes)} changes, {noticed:.1f} % noticed, "
        f"{len(missed)} missed, {perf_counter() - began:.0f} s"
    )
    raise SystemExit(noticed < asked.least)


if __name__ == "__main__":
    main()
