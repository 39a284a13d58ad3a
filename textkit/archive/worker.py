"""The process that reads documents, one after the other; it may hang, swell or die, and takes only that one with it.

It is started as ``python -m textkit.archive.worker`` and talks on its standard streams. In: a line of JSON with the
setting, then for each document a line of JSON about it and its bytes. Out, a letter and a line each:

    R  ready, with the model's fingerprint; or X, why it cannot work
    S  the stage that begins
    D  a record of a decision: it goes to the shard as it is
    F  what could not be read, as JSON
    .  the document is done, or ! that it is and the process should be replaced
"""

from __future__ import annotations

import json
import os
import sys
from typing import IO, TYPE_CHECKING, Any

from textkit.archive.limits import allow_seconds, limit_memory
from textkit.document import Decision, decision_from_dict
from textkit.errors import InputError, TextkitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from textkit.policy import Policy
    from textkit.tagging import Tagger


class Worker:
    """Reads, segments, tags and aligns documents with one policy and one tagger."""

    def __init__(self, setting: Mapping[str, Any], out: IO[bytes]) -> None:
        from textkit.archive.fingerprint import fingerprint
        from textkit.pipeline import load_tagger
        from textkit.policy import load_policy

        self._setting = setting
        self._out = out
        self._policy: Policy = load_policy(setting["policy"])
        self._tagger: Tagger = load_tagger(setting["model"])
        self.fingerprint = fingerprint(self._tagger.model)

    def say(self, letter: str, text: str = "") -> None:
        """Sends a line; it must arrive even if the process dies in the next moment."""
        self._out.write(f"{letter}{text}\n".encode())
        self._out.flush()

    def warm_up(self) -> None:
        """Loads what is loaded when it is first used, so that the first document's time is its own."""
        from textkit.reading.lexicon import finnish_lexicon
        from textkit.tagging import Passage

        finnish_lexicon()
        list(self._tagger.tag([Passage("", "")]))

    def work(self, document: Mapping[str, Any], data: bytes) -> None:
        """Does one document. Whatever goes wrong in it is said, and the next is done."""
        try:
            if document["stored"]:
                self._tag_stored(data)
            else:
                self._read(document, data)
            self.say(".")
        except MemoryError:
            self._fail("memory", f"over the memory limit of {self._setting['megabytes']} MB", "split the file")
            self.say("!")
        except Exception as exc:
            # A document that trips over a fault of ours costs its row, not the run.
            self._fail("fault", f"{type(exc).__name__}: {exc}", "report it with the file")
            self.say("!")

    def _read(self, document: Mapping[str, Any], data: bytes) -> None:
        from textkit.archive.analysis import analyse
        from textkit.archive.rows import decision_id, whole_record
        from textkit.segmentation import segment

        source, sha256 = document["source"], document["sha256"]
        self.say("S", "read")
        for number, item in enumerate(self._items(data, source), 1):
            if isinstance(item, InputError):
                self._fail("read", item.problem, item.advice, item.name)
                continue
            self.say("S", "segment")
            decision = segment(item)
            self.say("S", "tag")
            found = analyse(decision, self._policy, self._tagger)
            self._record(whole_record(decision_id(sha256, number), decision, source, sha256, found))
            self.say("S", "read")

    def _items(self, data: bytes, source: str) -> Iterator[Decision | InputError]:
        from textkit.reading.sources import Input, decisions_in

        name = source.rsplit("/", 1)[-1]
        return decisions_in(Input(data, name, source, self._setting["engine"], self._setting["ocr"]))

    def _tag_stored(self, data: bytes) -> None:
        from textkit.archive.analysis import analyse
        from textkit.archive.rows import tag_record

        self.say("S", "tag")
        for line in data.splitlines():
            stored = json.loads(line)
            decision = decision_from_dict(stored["decision"])
            self._record(tag_record(stored["decision_id"], analyse(decision, self._policy, self._tagger)))

    def _record(self, record: Mapping[str, Any]) -> None:
        self.say("D", json.dumps(record, ensure_ascii=False, separators=(",", ":")))
        allow_seconds(self._setting["seconds"])

    def _fail(self, stage: str, reason: str, advice: str, part: str | None = None) -> None:
        self.say("F", json.dumps({"stage": stage, "reason": reason, "advice": advice, "part": part}))


def main() -> int:
    """Works until standard input ends."""
    stdin, out = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not be taken for an answer.
    os.dup2(2, 1)
    setting = json.loads(stdin.readline())
    try:
        worker = Worker(setting, out)
    except TextkitError as exc:
        out.write(f"X{exc}\n".encode())
        out.flush()
        return exc.exit_code
    limit_memory(setting["megabytes"])
    worker.warm_up()
    worker.say("R", worker.fingerprint)
    while line := stdin.readline():
        document = json.loads(line)
        allow_seconds(setting["seconds"])
        worker.work(document, stdin.read(document["size"]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
