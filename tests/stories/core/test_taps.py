"""What usual tasks cost a person: the script of the benchmarks counts it."""

from benchmarks.taps import taps

COUNTS = {
    "a verification logged, two values corrected at the check": (13, 2),
    "receipt confirmed": (2, 0),
    "a reply": (3, 1),
    "the reply corrected": (3, 1),
    "an emergency from the command to agreed, both Parties": (4, 1),
    "a setting with one mistake": (3, 3),
    "a request found and opened": (0, 1),
}
"""The presses, with Send, and the typed lines of each task; no PIN, which counts as entered."""


async def test_a_task_costs_no_more_presses_and_typed_lines_than_it_did() -> None:
    counted = {each.what: each.ours for each in await taps(quick=True)}
    for task, (presses, lines) in COUNTS.items():
        found = counted.pop(f"presses, {task}"), counted.pop(f"typed lines, {task}")
        assert found == (presses, lines), task
    assert not counted
