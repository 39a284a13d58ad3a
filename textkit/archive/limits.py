"""What the kernel holds a worker to, so that it ends even when nobody is left to watch it."""

from __future__ import annotations

import sys

_MARGIN = 2.0
"""The watching process comes first; the kernel only steps in at this many times the limit of CPU time."""


def limit_memory(megabytes: int) -> None:
    """Makes allocations over the limit fail: a ``MemoryError``, or the process's end where a library cannot raise it.

    Counted is private memory. Only Linux counts anonymous mappings here, where all large allocations are.
    """
    if sys.platform != "linux":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (megabytes * 2**20, hard))


def allow_seconds(seconds: float) -> None:
    """Gives the process so much more CPU time, with a margin; the kernel ends it after that."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    soft = int(used.ru_utime + used.ru_stime + _MARGIN * seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, hard))
