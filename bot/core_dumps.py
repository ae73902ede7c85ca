"""No picture of the memory, in which the keys lie, is left on a disk when the process dies."""

import resource


def disable_core_dumps() -> None:
    """Forbid core dumps of this process and of those it starts."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
