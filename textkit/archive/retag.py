"""``archive retag``: the stored text tagged by another model, without reading a file again.

Shard by shard beside the old tags, which count until the last shard is done; so a run that is killed goes on, and
two models can be compared.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textkit.archive.add import AddReport, Progress, Teller, recorded
from textkit.archive.cluster import running
from textkit.archive.options import Options, Setting
from textkit.archive.process import Document
from textkit.archive.rows import decision_of
from textkit.archive.store import Current, Store
from textkit.archive.tables import connect, tag_tables
from textkit.archive.task import POOL
from textkit.document import decision_to_dict
from textkit.errors import ResourceError


@dataclass(frozen=True, slots=True)
class Stored:
    """A shard's text, ready to be sent to a worker."""

    shard: str
    data: bytes
    decisions: int


@dataclass(frozen=True, slots=True)
class Retagged:
    """A shard's new tags; ``problem`` says why there are none."""

    shard: str
    tags: dict[str, bytes]
    decisions: int
    problem: tuple[str, str, str] | None = None


def retag(store: Store, options: Options | None = None, progress: Progress | None = None) -> AddReport:
    """Tags all stored decisions with a model, and makes its tags the ones that count.

    :raises StoreError: if the store is in use or cannot be written.
    :raises ResourceError: if the model or the policy is unusable, or a worker is lost with a shard.
    """
    options = options or Options()
    with store.locked():
        setting = _setting(store, options)
        shards = store.shards()
        waiting = [shard for shard in shards if not store.has_tags(shard, setting.fingerprint)]
        report = AddReport(store.next_run(), len(shards), len(shards) - len(waiting), len(shards) - len(waiting))
        with recorded(store, report, "retag", setting, options, ()):
            _run(store, waiting, report, setting, options, progress)
            store.set_current(Current(setting.policy, setting.model, setting.fingerprint, setting.themes))
    return report


def tag_stored(stored: Stored, setting: Setting) -> Retagged:
    """The task: tags a shard's text. It raises nothing."""
    process = POOL.take(setting)
    try:
        work = process.work(Document(stored.shard, stored.shard, "", stored.data, stored=True))
    except ResourceError as exc:
        return Retagged(stored.shard, {}, 0, (exc.name, exc.problem, exc.advice))
    finally:
        POOL.give(setting, process)
    if work.failures:
        failure = work.failures[0]
        return Retagged(stored.shard, {}, 0, (stored.shard, failure.reason, "run archive retag again"))
    with closing(connect()) as con:
        tags = tag_tables(work.records, setting.themes, setting.fingerprint, con)
    return Retagged(stored.shard, tags, len(work.records))


def _setting(store: Store, options: Options) -> Setting:
    from textkit.archive.fingerprint import fingerprint
    from textkit.pipeline import load_tagger
    from textkit.policy import DEFAULT_POLICY, load_policy
    from textkit.tagging import model_in_use

    current = store.current
    wanted = options.policy or (current.policy if current else DEFAULT_POLICY)
    name = options.model or model_in_use(load_policy(wanted).id)
    model = load_tagger(name).model
    policy = options.policy or model.policy
    if set(model.themes) != set(load_policy(policy).theme_ids):
        raise ResourceError(name, f"the model was trained for {model.policy}, not for {policy}", "name another --model")
    return Setting(policy, name, fingerprint(model), model.themes, options.engine, options.limit, options.megabytes)


def _run(
    store: Store,
    waiting: Sequence[str],
    report: AddReport,
    setting: Setting,
    options: Options,
    progress: Progress | None,
) -> None:
    teller = Teller(store, report, progress)
    try:
        with running(tag_stored, (stored_text(store, shard) for shard in waiting), options, setting) as results:
            for result in results:
                if result.problem is not None:
                    raise ResourceError(*result.problem)
                store.put_tags(result.shard, setting.fingerprint, result.tags)
                report.files += 1
                report.decisions += result.decisions
                teller.tell()
    finally:
        POOL.close()
    teller.tell(last=True)


def stored_text(store: Store, shard: str) -> Stored:
    """A shard's decisions with their paragraphs, a line of JSON each."""
    decisions = _rows(store.text_file(shard, "decisions"), "decision_id")
    paragraphs: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(store.text_file(shard, "paragraphs"), "decision_id, number"):
        paragraphs.setdefault(row["decision_id"], []).append(row)
    lines = []
    for row in decisions:
        decision = decision_of(row, paragraphs.get(row["decision_id"], []))
        line = {"decision_id": row["decision_id"], "decision": decision_to_dict(decision)}
        lines.append(json.dumps(line, ensure_ascii=False).encode() + b"\n")
    return Stored(shard, b"".join(lines), len(lines))


def _rows(file: Path, order: str) -> list[dict[str, Any]]:
    with closing(connect()) as con:
        cursor = con.execute(f"SELECT * FROM read_parquet(?) ORDER BY {order}", [str(file)])
        columns = [column[0] for column in cursor.description or ()]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]
