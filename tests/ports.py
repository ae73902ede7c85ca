"""Ports for the tests."""

import os
import socket
from itertools import count

_FIRST, _LAST = 12_000, 32_000
"""Below the ports that the system gives to connections, which it could give away in between."""
_tried = count(os.getpid() * 101)


def free_port() -> int:
    """A port of this machine on which nothing listens; another one at each call."""
    while True:
        port = _FIRST + next(_tried) % (_LAST - _FIRST)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
