"""Processes that have only a part of a processor each, as on small machines of their own.

Where several share the processors of one machine, these are the limit, and nothing is seen of what
several machines do. So each is stopped most of the time, and no two of them run at once.
"""

import os
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import Event, Thread

RUN_SECONDS, CYCLE_SECONDS = 0.005, 0.025
SHARE = RUN_SECONDS / CYCLE_SECONDS


@contextmanager
def slowed(processes: Sequence[int]) -> Iterator[None]:
    """Let each process run for ``SHARE`` of the time, one after the other."""
    over = Event()
    turning = Thread(target=_turn, args=(processes, over), daemon=True)
    turning.start()
    try:
        yield
    finally:
        over.set()
        turning.join()
        for each in processes:
            os.kill(each, signal.SIGCONT)


def _turn(processes: Sequence[int], over: Event) -> None:
    for each in processes:
        os.kill(each, signal.SIGSTOP)
    while not over.is_set():
        for each in processes:
            os.kill(each, signal.SIGCONT)
            over.wait(RUN_SECONDS)
            os.kill(each, signal.SIGSTOP)
        over.wait(CYCLE_SECONDS - RUN_SECONDS * len(processes))
