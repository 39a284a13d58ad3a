"""Small shards made into large ones: a question opens every shard, and a large archive would have too many.

The merged shard names those that it replaces, so from the moment it is there they count no more, even if we are killed
before they are removed. A reader that is just asking them gets an error of the file system, and asks again.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from textkit.archive.store import Store
from textkit.archive.tables import connect, quoted

GROUP = 64
"""Shards that are merged into one: with full batches four thousand files."""
_MERGED = "merged-"
_TEXT_TABLES = ("decisions", "paragraphs", "files", "failures")
_TAG_TABLES = ("tags", "alignments")


def compact(store: Store, group: int = GROUP) -> int:
    """Merges small shards as long as there are enough, and says how many it merged. The store must be locked.

    :raises StoreError: if the store cannot be written.
    """
    small = [shard for shard in store.shards() if not shard.startswith(_MERGED)]
    whole = len(small) // group * group
    for start in range(0, whole, group):
        _merge(store, small[start : start + group])
    return whole


def _merge(store: Store, shards: Sequence[str]) -> None:
    name = _MERGED + hashlib.sha256("\n".join(shards).encode()).hexdigest()[:24]
    for model in store.models():
        files = {table: [store.tag_file(shard, model, table) for shard in shards] for table in _TAG_TABLES}
        store.put_tags(name, model, _joined(files))
    files = {table: [store.text_file(shard, table) for shard in shards] for table in _TEXT_TABLES}
    store.put_shard(name, _joined(files), replaces=list(shards))
    store.clear()


def _joined(files: dict[str, list[Path]]) -> dict[str, bytes]:
    """The tables one after the other, as Parquet."""
    with tempfile.TemporaryDirectory(prefix="textkit-") as name, closing(connect()) as con:
        target = quoted(str(Path(name) / "joined.parquet"))
        joined = {}
        for table, parts in files.items():
            listed = ", ".join(quoted(str(part)) for part in parts)
            query = f"SELECT * FROM read_parquet([{listed}], union_by_name = true)"
            con.execute(f"COPY ({query}) TO {target} (FORMAT parquet, COMPRESSION zstd)")
            joined[table] = (Path(name) / "joined.parquet").read_bytes()
        return joined
