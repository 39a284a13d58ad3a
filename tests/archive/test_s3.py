"""Decisions in an object store are read as those in a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.archives import copy_pdfs, rows
from textkit.archive import Options, Store, add

pytest.importorskip("s3fs")
moto = pytest.importorskip("moto.server")
pytestmark = pytest.mark.filterwarnings("ignore")
"""What the two libraries say of each other's versions is not ours."""


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket of a server on loopback; the endpoint is given as users give it, in the environment."""
    server = moto.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    import s3fs

    fs = s3fs.S3FileSystem(skip_instance_cache=True)
    fs.makedirs("kaupunki", exist_ok=True)
    yield "kaupunki"
    s3fs.S3FileSystem.clear_instance_cache()
    server.stop()


def test_a_bucket_is_a_source(bucket: str, tmp_path: Path) -> None:
    import s3fs

    fs = s3fs.S3FileSystem(skip_instance_cache=True)
    local = copy_pdfs(tmp_path / "pdfs", 3)
    fs.put(f"{local}/", f"{bucket}/2024/", recursive=True)
    store = Store(tmp_path / "store", create=True)
    report = add(store, [f"s3://{bucket}/2024/*.pdf"], Options(workers=1))
    assert (report.decisions, report.failures) == (3, 0)
    assert [s for (s,) in rows(store, "SELECT source FROM decisions ORDER BY 1")] == [
        f"s3://{bucket}/2024/{path.name}" for path in sorted(local.iterdir())
    ]
    assert add(store, [f"s3://{bucket}/2024"], Options(workers=1)).skipped == 3
    again = add(store, [str(local)], Options(workers=1))
    assert (again.same, again.decisions) == (3, 0)


def test_a_bucket_that_is_not_there_is_a_row(bucket: str, tmp_path: Path) -> None:
    store = Store(tmp_path / "store", create=True)
    report = add(store, ["s3://puuttuu/x"], Options(workers=1))
    assert (report.decisions, report.failures) == (0, 1)
