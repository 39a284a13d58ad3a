"""Archives of documents."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest

from textkit.document import Decision
from textkit.errors import InputError, UsageError
from textkit.reading import read_all, read_bytes, read_file

CORPUS = Path(__file__).resolve().parents[2] / "corpus" / "decisions"
TEXT = "Päätös\n\nLautakunta päätti hyväksyä esityksen.".encode()


def packed(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def encrypted(data: bytes) -> bytes:
    """A zip file whose one member says that it is encrypted."""
    changed = bytearray(data)
    changed[6] |= 1
    changed[changed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(changed)


def claiming(data: bytes, size: int) -> bytes:
    """A zip file whose directory says of each member that it unpacks to ``size`` bytes."""
    changed = bytearray(data)
    at = changed.find(b"PK\x01\x02")
    while at >= 0:
        changed[at + 24 : at + 28] = size.to_bytes(4, "little")
        at = changed.find(b"PK\x01\x02", at + 1)
    return bytes(changed)


def test_all_members_are_read() -> None:
    pdf = (CORPUS / "14-erityisopettajan-virka.pdf").read_bytes()
    data = packed({"2024/virka.pdf": pdf, "muistio.txt": TEXT, "sisällä.zip": packed({"muistio.txt": TEXT})})
    decisions = read_bytes(data, "arkisto.zip")
    assert [d.source.name for d in decisions] == [
        "arkisto.zip/2024/virka.pdf",
        "arkisto.zip/muistio.txt",
        "arkisto.zip/sisällä.zip/muistio.txt",
    ]
    assert decisions[0].source.sha256 == hashlib.sha256(pdf).hexdigest()
    (alone,) = read_bytes(pdf, "virka.pdf")
    assert decisions[0].sections == alone.sections


def test_a_bad_member_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    path = tmp_path / "arkisto.zip"
    path.write_bytes(packed({"kuva.png": b"\x89PNG\r\n\x1a\n", "hyvä.txt": TEXT, "tyhjä.pdf": b"", "toinen.txt": TEXT}))
    found = list(read_all(path))
    assert [type(item) for item in found] == [InputError, Decision, InputError, Decision]
    assert str(found[0]).startswith(f"{path}/kuva.png: not a supported type (a PNG picture)")
    assert str(found[2]) == f"{path}/tyhjä.pdf: the file is empty – get it again"
    assert [d.source.name for d in read_file(path)] == ["arkisto.zip/hyvä.txt", "arkisto.zip/toinen.txt"]


def test_an_archive_of_nothing_readable(tmp_path: Path) -> None:
    one, two = {"kuva.png": b"\x89PNG\r\n\x1a\n"}, {"toinen.png": b"\x89PNG\r\n\x1a\n"}
    with pytest.raises(InputError, match=r"^x\.zip/kuva\.png: not a supported type"):
        read_bytes(packed(one), "x.zip")
    with pytest.raises(
        InputError, match=r"^x\.zip: none of the 2 documents in it can be read – the first: x\.zip/kuva\.png: "
    ):
        read_bytes(packed(one | two), "x.zip")


def test_what_operating_systems_add_is_no_member() -> None:
    junk = {"__MACOSX/._hyvä.txt": b"\0", ".DS_Store": b"\0", "kansio/Thumbs.db": b"\0", "kansio/": b""}
    assert len(read_bytes(packed(junk | {"hyvä.txt": TEXT}), "x.zip")) == 1


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (packed({}), "there is no file in the archive"),
        (packed({"a.txt": TEXT})[:-10], "cut off or damaged"),
        (b"PK\x03\x04", "cut off or damaged"),
        (encrypted(packed({"a.txt": TEXT})), "the file is encrypted"),
        (packed({"a.txt": TEXT}, zipfile.ZIP_STORED).replace("hyväksyä".encode(), "hylkäsi_".encode()), "damaged"),
        (claiming(packed({"a.txt": TEXT}), 300 * 2**20), "over a limit: it unpacks to 300 MB, over 256 MB"),
        (packed({f"{n}.txt": b"" for n in range(20_001)}), "over a limit: it has more than 20,000 files in it"),
        (
            claiming(packed({f"{n}.txt": TEXT for n in range(17)}), 250 * 2**20),
            "over a limit: it unpacks to more than 4 GB",
        ),
        (packed({"1.zip": packed({"2.zip": packed({"3.zip": packed({"a.txt": TEXT})})})}), "archives in archives"),
    ],
    ids=["empty", "cut off", "first bytes", "encrypted", "bad checksum", "bomb", "many", "sum", "nested"],
)
def test_archives_that_cannot_be_read(data: bytes, problem: str) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(data, "x.zip")
    assert problem in caught.value.problem


def test_limits_hold_for_archives_in_archives_together() -> None:
    inner = packed({f"{n}.txt": b"" for n in range(12_000)})
    found = []
    with pytest.raises(InputError, match=r"none of"):
        found = read_bytes(packed({"1.zip": inner, "2.zip": inner}), "x.zip")
    assert not found


def test_read_all_gives_a_missing_file_too(tmp_path: Path) -> None:
    (error,) = read_all(tmp_path / "ei.pdf")
    assert str(error) == f"{tmp_path / 'ei.pdf'}: no such file – check the name"
    (error,) = read_all(tmp_path)
    assert "this is a folder" in str(error)


def test_an_unknown_engine_is_wrong_usage_whatever_the_file() -> None:
    with pytest.raises(UsageError):
        read_bytes(TEXT, "x.txt", engine="ocr")


def test_a_file_larger_than_memory(tmp_path: Path) -> None:
    path = tmp_path / "suuri.zip"
    with path.open("wb") as file:
        file.truncate(5 * 2**30)
    with pytest.raises(InputError, match="over a limit: 4 GB"):
        read_file(path)
