"""How an archive stands, as a person asks it: from its files alone, so that any terminal can ask during a run."""

from __future__ import annotations

from collections.abc import Iterator

from textkit.archive.questions import Questions
from textkit.archive.store import Store

_COUNTS = """
SELECT (SELECT count(*) FROM decisions), (SELECT count(*) FROM paragraphs), (SELECT count(*) FROM sources),
       (SELECT count(*) FROM failures), (SELECT min(date) FROM decisions), (SELECT max(date) FROM decisions)
"""


def status_of(store: Store) -> Iterator[tuple[str, str]]:
    """What there is to say, as names and values.

    :raises StoreError: if the store is unusable.
    """
    with Questions(store) as questions:
        [(decisions, paragraphs, sources, failures, first, last)] = questions.ask(_COUNTS).rows
    yield "decisions", f"{decisions:,}" + (f" ({first} – {last})" if first else "")
    yield "paragraphs", f"{paragraphs:,}"
    yield "sources", f"{sources:,}"
    yield "failures", f"{failures:,}"
    current = store.current
    if current is not None:
        yield "policy", current.policy
        yield "model", current.fingerprint
    yield "run", _run(store)


def left(seconds: float | None) -> str:
    """The time left, as a person says it."""
    if seconds is None:
        return "time left unknown"
    hours, rest = divmod(round(seconds), 3600)
    minutes, rest = divmod(rest, 60)
    return f"{hours} h {minutes:02} min left" if hours else f"{minutes}:{rest:02} min left"


def _run(store: Store) -> str:
    progress = store.progress()
    if progress is None:
        return "running, nothing done yet" if store.busy else "none yet"
    done = f"{progress['files']:,} of {progress['total']:,} files, {progress['failures']:,} failures"
    if store.busy:
        return f"running: {done}, {progress['rate']:.1f} files/s, {left(progress['seconds_left'])}"
    if progress["files"] < progress["total"]:
        return f"broken off at {done}; run archive add again, it goes on"
    return f"done: {done}"
