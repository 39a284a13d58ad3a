"""How an archive is worked on: what tags, on which machines, and what one document may cost."""

from __future__ import annotations

from dataclasses import dataclass

from textkit.errors import UsageError

DEFAULT_SECONDS, DEFAULT_OCR_SECONDS = 60.0, 900.0
"""A page takes milliseconds to read, and some three seconds to recognise."""
DEFAULT_MEGABYTES = 1024


@dataclass(frozen=True, slots=True)
class Options:
    """What a run is asked for.

    :param policy: id or file; None means the store's, in a new store the shipped one.
    :param model: name or folder; None means the store's, in a new store the shipped one.
    :param workers: how many processes read; None means one a core.
    :param cluster: address of a Dask scheduler; its workers take the place of local ones.
    :param seconds: what reading a file, and then each decision in it, may take; None means 60, or 900 with ``ocr``.
    :param megabytes: memory that a process may hold.
    :param retry: whether files that failed before are tried again.
    :param ocr: whether Tesseract reads the pages of PDFs that have no text; a page takes some seconds.
    """

    policy: str | None = None
    model: str | None = None
    engine: str = "auto"
    workers: int | None = None
    cluster: str | None = None
    seconds: float | None = None
    megabytes: int = DEFAULT_MEGABYTES
    retry: bool = False
    ocr: bool = False

    def __post_init__(self) -> None:
        """Checks the numbers here, once.

        :raises UsageError: if one is out of range, or both workers and a cluster are named.
        """
        if self.workers is not None and self.workers < 1:
            raise UsageError(f"workers is {self.workers}; expected at least 1")
        if self.workers is not None and self.cluster is not None:
            raise UsageError("workers and a cluster do not go together: the cluster has its own workers")
        if self.limit <= 0:
            raise UsageError(f"the time limit is {self.limit} s; expected more than 0")
        if self.megabytes < 256:
            raise UsageError(f"the memory limit is {self.megabytes} MB; a worker needs at least 256")

    @property
    def limit(self) -> float:
        """The time limit in seconds."""
        if self.seconds is None:
            return DEFAULT_OCR_SECONDS if self.ocr else DEFAULT_SECONDS
        return self.seconds


@dataclass(frozen=True, slots=True)
class Setting:
    """What every worker must know to do the same work: settled once, by whoever starts the run.

    ``fingerprint`` is of the model's content: a worker whose model differs refuses to work.
    """

    policy: str
    model: str
    fingerprint: str
    themes: tuple[str, ...]
    engine: str
    seconds: float
    megabytes: int
    ocr: bool = False
