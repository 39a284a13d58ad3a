"""``archive add``: sources → files → batches → shards, and a record of the run."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from textkit.archive.cluster import running
from textkit.archive.compact import GROUP, compact
from textkit.archive.options import Options, Setting
from textkit.archive.plan import Known, Plan
from textkit.archive.store import Current, Store
from textkit.archive.tables import RUNS, connect, plain_table
from textkit.archive.task import POOL, Result, read_batch
from textkit.errors import ResourceError, StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textkit.archive.process import Failure
    from textkit.archive.sources import Found

_EVERY_SECONDS = 0.5
"""How often progress is told."""


@dataclass(slots=True)
class AddReport:
    """What a run has done so far. ``total`` is of the files that the sources name; ``rate`` is files a second."""

    run: int
    total: int
    files: int = 0
    skipped: int = 0
    same: int = 0
    changed: int = 0
    decisions: int = 0
    pages: int = 0
    failures: int = 0
    seconds: float = 0.0
    peak_megabytes: float = 0.0
    superseded: tuple[str, ...] = ()

    @property
    def rate(self) -> float:
        """Files read a second; those that were known are not counted."""
        return (self.files - self.skipped) / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """What the rest will take at this rate; None while there is none."""
        return max(0, self.total - self.files) / self.rate if self.rate else None


Progress = Callable[[AddReport], None]


def add(
    store: Store, sources: Sequence[str], options: Options | None = None, progress: Progress | None = None
) -> AddReport:
    """Reads what is new in the sources into the store.

    :param progress: is called now and then.
    :raises StoreError: if the store is in use, cannot be written, or was tagged by another model.
    :raises UsageError: if a source, the cluster or an option is wrong.
    :raises ResourceError: if the model or the policy is unusable, here or on a worker.
    """
    from textkit.archive.sources import find

    options = options or Options()
    with store.locked():
        setting = settle(store, options)
        total = sum(1 for _ in find(sources))
        report = AddReport(store.next_run(), total)
        known = known_of(store, retry=options.retry)
        with recorded(store, report, "add", setting, options, sources):
            _run(store, find(sources), known, report, setting, options, progress)
    return report


def settle(store: Store, options: Options) -> Setting:
    """What this run tags with: the store's model, which must still be the same.

    :raises StoreError: if the store was tagged by another model.
    """
    from textkit.archive.fingerprint import fingerprint
    from textkit.pipeline import load_tagger
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.tagging import model_in_use

    current = store.current
    policy = options.policy or (current.policy if current else DEFAULT_POLICY)
    loaded = load_policy(policy)
    name = options.model or (current.name if current else model_in_use(loaded.id))
    model = load_tagger(name).model
    themes = loaded.theme_ids
    if set(model.themes) != set(themes):
        raise ResourceError(name, f"the model was trained for {model.policy}, not for {policy}", "name another --model")
    limits = options.limit, options.megabytes
    found = Setting(policy, name, fingerprint(model), model.themes, options.engine, *limits, ocr=options.ocr)
    if current is None:
        store.set_current(Current(policy, name, found.fingerprint, model.themes))
    elif current.fingerprint != found.fingerprint or current.policy != policy:
        problem = f"the store was tagged with {current.fingerprint}, this is {found.fingerprint}"
        raise StoreError(store.folder, problem, f"tag it anew first: textkit archive retag --model {name}")
    return found


def known_of(store: Store, *, retry: bool = False) -> Known:
    """What the store has, from its shards.

    :param retry: whether files that failed count as not known.
    """
    known = Known()
    shards = store.shards()
    files = [str(store.text_file(shard, "files")) for shard in shards]
    failures = [str(store.text_file(shard, "failures")) for shard in shards]
    if not shards:
        return known
    latest = "SELECT source, arg_max(sha256, run), arg_max(stamp, run) FROM read_parquet(?) GROUP BY source"
    done = "SELECT DISTINCT sha256 FROM read_parquet(?) WHERE outcome = 'read' OR (outcome = 'failed' AND NOT ?)"
    broken = "SELECT source, arg_max(reason, run) FROM read_parquet(?) WHERE sha256 IS NULL GROUP BY source"
    with connect(None) as con:
        known.sources.update((s, (sha, stamp)) for s, sha, stamp in con.execute(latest, [files]).fetchall())
        known.contents.update(sha for (sha,) in con.execute(done, [files, retry]).fetchall())
        if not retry:
            known.broken.update(con.execute(broken, [failures]).fetchall())
    return known


@contextmanager
def recorded(
    store: Store, report: AddReport, command: str, setting: Setting, options: Options, sources: Sequence[str]
) -> Iterator[None]:
    """Writes the run's row when it begins and when it ends, however it ends; one that was killed stays ``running``."""
    row: dict[str, Any] = {
        "run": report.run,
        "command": command,
        "started": _now(),
        "model": setting.fingerprint,
        "policy": setting.policy,
        "where": options.cluster or f"{options.workers or 'all'} local",
        "sources": list(sources),
    }

    def put(state: str, **more: object) -> None:
        counts = {name: getattr(report, name) for name in _COUNTS}
        with closing(connect()) as con:
            store.put_run(report.run, plain_table([{**row, **counts, "state": state, **more}], RUNS, con))

    put("running")
    try:
        yield
    except BaseException:
        put("failed", ended=_now())
        raise
    put("done", ended=_now())


_COUNTS = ("files", "skipped", "same", "changed", "failures", "decisions", "pages")


def _run(
    store: Store,
    found: Iterator[Found | Failure],
    known: Known,
    report: AddReport,
    setting: Setting,
    options: Options,
    progress: Progress | None,
) -> None:
    plan = Plan(found, known, report.total)
    teller = Teller(store, report, progress)
    try:
        with running(read_batch, plan, options, setting, report.run) as results:
            for number, result in enumerate(results, 1):
                _keep(store, result, setting)
                if number % GROUP == 0:
                    compact(store)
                _count(report, result, plan)
                teller.tell()
    finally:
        POOL.close()
    compact(store)
    _count(report, Result("", {}, {}), plan)
    teller.tell(last=True)


def _keep(store: Store, result: Result, setting: Setting) -> None:
    if result.unusable is not None:
        raise ResourceError(*result.unusable)
    store.put_tags(result.name, setting.fingerprint, result.tags)
    store.put_shard(result.name, result.text)


def _count(report: AddReport, result: Result, plan: Plan) -> None:
    report.decisions += result.decisions
    report.pages += result.pages
    report.failures += result.failures
    report.peak_megabytes = max(report.peak_megabytes, result.peak_megabytes)
    report.files += result.files + plan.tally.skipped - report.skipped
    report.skipped, report.same, report.changed = plan.tally.skipped, plan.tally.same, plan.tally.changed
    report.superseded = tuple(plan.changed)


class Teller:
    """Tells the caller, and whoever asks ``archive status``, how far the run is; not more often than is useful."""

    def __init__(self, store: Store, report: AddReport, progress: Progress | None) -> None:
        self._store = store
        self._report = report
        self._progress = progress
        self._start = time.monotonic()
        self._told = 0.0

    def tell(self, *, last: bool = False) -> None:
        """Tells it, if it is time."""
        now = time.monotonic()
        self._report.seconds = now - self._start
        if not last and now - self._told < _EVERY_SECONDS:
            return
        self._told = now
        self._store.put_progress(progress_row(self._report))
        if self._progress is not None:
            self._progress(self._report)


def progress_row(report: AddReport) -> Mapping[str, Any]:
    """A report as JSON."""
    row = asdict(report)
    del row["superseded"]
    return {**row, "rate": report.rate, "seconds_left": report.seconds_left, "at": _now()}


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).replace(tzinfo=None).isoformat(timespec="seconds")
