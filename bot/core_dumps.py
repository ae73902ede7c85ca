"""No picture of the memory, in which the keys lie, is left on a disk when the process dies."""

import resource


def leave_no_cores() -> None:
    """Forbid core dumps of this process and of those it starts."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
