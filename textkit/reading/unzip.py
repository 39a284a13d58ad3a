"""Zip files opened with care: what is in them is only read within limits, whatever they claim."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from textkit.errors import InputError

MAX_ENTRIES = 20_000
MAX_MEMBER = 256 * 2**20
MAX_UNPACKED = 4 * 2**30
"""Bytes that one member, and all of them together, may unpack to."""
_ENCRYPTED = 1
BAD_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)
"""What ``zipfile`` raises on damage, on methods that it cannot unpack and on passwords."""


@dataclass(slots=True)
class Budget:
    """What may still be unpacked; shared by an archive and the archives in it."""

    entries: int = MAX_ENTRIES
    unpacked: int = MAX_UNPACKED

    def spend(self, members: list[zipfile.ZipInfo], name: str) -> None:
        """Takes an archive's members off the budget.

        :raises InputError: if they are over it.
        """
        self.entries -= len(members)
        self.unpacked -= sum(member.file_size for member in members)
        if self.entries < 0:
            raise _over_limit(name, f"it has more than {MAX_ENTRIES:,} files in it")
        if self.unpacked < 0:
            raise _over_limit(name, f"it unpacks to more than {MAX_UNPACKED // 2**30} GB")


def open_zip(data: bytes, name: str, budget: Budget | None = None) -> zipfile.ZipFile:
    """Opens a zip file and checks its size.

    :param name: what to call the file in an error.
    :raises InputError: if it is damaged, or over a limit.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except BAD_ZIP as exc:
        raise InputError(name, "the file is cut off or damaged (no zip directory)", "get the file again") from exc
    (budget or Budget()).spend(archive.infolist(), name)
    return archive


def read_member(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo, name: str, limit: int = MAX_MEMBER) -> bytes:
    """The bytes of one member. ``zipfile`` never unpacks more than the directory says, so checking that is enough.

    :param name: what to call the member in an error.
    :raises InputError: if it is missing, encrypted, damaged or over the limit.
    """
    try:
        info = archive.getinfo(member) if isinstance(member, str) else member
    except KeyError as exc:
        raise InputError(name, f"the file is damaged: it lacks its part {member}", "get the file again") from exc
    if info.file_size > limit:
        raise _over_limit(name, f"it unpacks to {info.file_size / 2**20:,.0f} MB, over {limit // 2**20} MB")
    if info.flag_bits & _ENCRYPTED:
        raise InputError(name, "the file is encrypted", "save it without a password")
    try:
        return archive.read(info)
    except BAD_ZIP as exc:
        raise InputError(name, "the file is damaged: it cannot be unpacked", "get the file again") from exc


def files(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The members that a person put there: no folders, and nothing that an operating system adds."""
    for info in archive.infolist():
        parts = info.filename.split("/")
        if info.is_dir() or parts[0] == "__MACOSX" or parts[-1].startswith(".") or parts[-1] == "Thumbs.db":
            continue
        yield info


def _over_limit(name: str, what: str) -> InputError:
    return InputError(name, f"the file is over a limit: {what}", "split it, or unpack it first")
