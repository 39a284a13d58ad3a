"""What the user names → files: folders, globs, zips, lists of names, and URLs of object stores through fsspec.

A file is found before it is read, so that one that is known and unchanged is never read again.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textkit.archive.process import Failure
from textkit.errors import InputError, UsageError

LIST_MARK = "@"
MEMBER_MARK = "!/"
"""Between a zip file's name and that of a file in it."""
_MAGIC = frozenset("*?[")
_MOST_BYTES = 512 * 2**20


@dataclass(frozen=True, slots=True)
class Found:
    """A file that was found.

    :param stamp: changes when its content does: size and time of change, an object store's tag, a zip's checksum.
    :param load: reads its bytes. ``shared`` ones must be read before the next file is asked for.
    :raises InputError: ``load``, if it cannot be read.
    """

    source: str
    stamp: str
    load: Callable[[], bytes]
    shared: bool = False


def find(sources: Iterable[str]) -> Iterator[Found | Failure]:
    """Every file that the sources name, in the order of the sources and sorted within each.

    :param sources: files, folders, globs, URLs that fsspec knows, or ``@FILE``, a list of such names, one a line.
    :raises UsageError: if a list cannot be read, or a kind of URL needs a package that is not there.
    """
    for source in sources:
        if source.startswith(LIST_MARK):
            yield from find(_listed(source.removeprefix(LIST_MARK)))
        else:
            yield from _find_one(source)


def _listed(name: str) -> list[str]:
    try:
        lines = Path(name).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as exc:
        raise UsageError(f"{LIST_MARK}{name}: the list cannot be read ({exc})") from exc
    names = [line.strip() for line in lines]
    return [line for line in names if line and not line.startswith((LIST_MARK, "#"))]


def _find_one(source: str) -> Iterator[Found | Failure]:
    fs, path = _filesystem(source)
    try:
        infos = list(_infos(fs, path))
    except OSError as exc:
        yield failure_of(InputError(source, f"it cannot be listed ({_reason(exc)})", "check its name and your access"))
        return
    if not infos:
        yield failure_of(InputError(source, "no such file, or nothing in it", "check the name"))
    for info in infos:
        name = _url(fs, info["name"])
        if name.lower().endswith(".zip"):
            yield from _members(fs, info, name)
        else:
            yield Found(name, _stamp(info), _loader(fs, info, name))


def _filesystem(source: str) -> tuple[Any, str]:
    from fsspec.core import url_to_fs

    try:
        fs, path = url_to_fs(source)
    except ImportError as exc:
        raise UsageError(f"{source}: {exc}; for s3:// install decision-textkit[s3]") from exc
    except ValueError as exc:
        raise UsageError(f"{source}: {exc}") from exc
    return fs, path


def _infos(fs: Any, path: str) -> Iterator[dict[str, Any]]:
    """What the file system knows of every file under a path; hidden ones, and those in hidden folders, are left out."""
    if _MAGIC & set(path) and not fs.exists(path):
        for _, info in sorted(fs.glob(path, detail=True).items()):
            yield from _under(fs, info)
    elif fs.exists(path):
        yield from _under(fs, fs.info(path))


def _under(fs: Any, info: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if info["type"] != "directory":
        yield info
        return
    top = len(info["name"].rstrip("/")) + 1
    for name, below in sorted(fs.find(info["name"], detail=True).items()):
        if below["type"] != "directory" and not any(part.startswith(".") for part in name[top:].split("/")):
            yield below


def _url(fs: Any, name: str) -> str:
    return name if "file" in _protocols(fs) else str(fs.unstrip_protocol(name))


def _protocols(fs: Any) -> tuple[str, ...]:
    return (fs.protocol,) if isinstance(fs.protocol, str) else tuple(fs.protocol)


def _stamp(info: dict[str, Any]) -> str:
    changed = next((info[key] for key in ("ETag", "etag", "mtime", "LastModified", "created") if info.get(key)), "")
    return f"{info.get('size')}:{changed}"


def _loader(fs: Any, info: dict[str, Any], name: str) -> Callable[[], bytes]:
    def load() -> bytes:
        if (info.get("size") or 0) > _MOST_BYTES:
            raise InputError(name, f"the file is over a limit: {_MOST_BYTES // 2**20} MB", "split it")
        try:
            return bytes(fs.cat_file(info["name"]))
        except OSError as exc:
            raise InputError(name, f"the file cannot be read ({_reason(exc)})", "check its permissions") from exc

    return load


def _members(fs: Any, info: dict[str, Any], name: str) -> Iterator[Found | Failure]:
    from textkit.reading.unzip import BAD_ZIP, Budget, files

    try:
        with fs.open(info["name"], "rb") as file, zipfile.ZipFile(file) as archive:
            Budget().spend(archive.infolist(), name)
            for member in files(archive):
                stamp = f"{member.file_size}:{member.CRC:08x}"
                yield Found(f"{name}{MEMBER_MARK}{member.filename}", stamp, _unpacker(archive, member, name), True)
    except InputError as exc:
        yield failure_of(exc)
    except BAD_ZIP:
        yield failure_of(InputError(name, "the zip file is cut off or damaged", "get the file again"))


def _unpacker(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> Callable[[], bytes]:
    from textkit.reading.unzip import read_member

    return lambda: read_member(archive, member, f"{name}{MEMBER_MARK}{member.filename}")


def failure_of(error: InputError, sha256: str | None = None) -> Failure:
    """A file that could not be found or opened, as a row."""
    return Failure(error.name, sha256, None, "open", error.problem, error.advice)


def _reason(exc: OSError) -> str:
    return exc.strerror or str(exc) or type(exc).__name__
