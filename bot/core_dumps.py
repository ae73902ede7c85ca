"""Disables core dumps, as the memory of the process has the encryption keys."""

import resource


def disable_core_dumps() -> None:
    """Disable core dumps of this process and of those it starts."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
