"""Where tasks run: threads that each drive a worker process here, or the workers of a Dask cluster.

joblib makes both the same call. Threads and not joblib's own processes, since the work is done in worker processes
anyway, and a pool of joblib's ends as a whole when one of its processes dies.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, TypeVar

from textkit.archive.options import Options
from textkit.errors import UsageError

T = TypeVar("T")
R = TypeVar("R")
_CONNECT_SECONDS = 20


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def running(function: Callable[..., R], items: Iterable[T], options: Options, *fixed: Any) -> Iterator[Iterator[R]]:
    """``function(item, *fixed)`` for every item: the results as they come, in no order. Items are pulled as needed.

    :raises UsageError: if the cluster cannot be reached, or Dask is not installed.
    """
    from joblib import Parallel, delayed, parallel_config

    with ExitStack() as stack:
        if options.cluster is None:
            workers = options.workers or cores()
            stack.enter_context(parallel_config(backend="threading", n_jobs=workers))
            parallel = Parallel(return_as="generator_unordered", batch_size=1, pre_dispatch=2 * workers)
        else:
            workers = stack.enter_context(_dask(options.cluster))
            stack.enter_context(parallel_config(backend="dask", n_jobs=workers))
            parallel = Parallel(return_as="generator_unordered", batch_size=1, pre_dispatch=3 * workers)
        yield parallel(delayed(function)(item, *fixed) for item in items)


def _client(distributed: Any, address: str) -> Any:
    return distributed.Client(address, timeout=_CONNECT_SECONDS)


@contextmanager
def _dask(address: str) -> Iterator[int]:
    """A connection to a cluster, and how many threads its workers have together."""
    try:
        import distributed
    except ImportError as exc:
        raise UsageError("--cluster needs Dask: install decision-textkit[cluster]") from exc
    try:
        client = _client(distributed, address)
    except (OSError, ValueError, TimeoutError) as exc:
        raise UsageError(f"--cluster {address}: no scheduler answers there ({type(exc).__name__})") from exc
    with client:
        threads = sum(client.nthreads().values())
        if not threads:
            raise UsageError(f"--cluster {address}: the scheduler has no workers")
        yield threads
