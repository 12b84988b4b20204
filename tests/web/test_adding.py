"""Adding reports at the desk: files, pasted text, addresses, each told of and kept."""

import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from corrobora.ingest import Ingested
from corrobora.model import Refusal
from corrobora.pipeline import Coded
from corrobora.run.corpus import Done
from corrobora.store import query
from corrobora.store.workspace import Workspace, create
from corrobora.store.write import keep_coded
from corrobora.web.desk import Desk, Options
from tests.web.asking import Asker
from tests.web.conftest import client_of


def keeping(
    workspace: Workspace, incoming: Iterable[Ingested | Refusal]
) -> Iterator[Done | Refusal]:
    """Keep what comes in, with its original, and read nothing in it."""
    for item in incoming:
        if isinstance(item, Refusal):
            yield item
        else:
            workspace.originals.keep(item.original)
            keep_coded(workspace, Coded(document=item.document), origins=["rules@1"])
            yield Done(document_id=item.document.id, new=True)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty desk that reads nothing in the reports that it keeps."""
    with create(tmp_path / "w") as workspace:
        desk = Desk(workspace, Options(), code=keeping)
        yield desk
        desk.close()


@pytest.fixture
def ask(desk: Desk) -> Iterator[Asker]:
    """What asks it."""
    with client_of(desk) as client:
        yield Asker(client)


def over(desk: Desk) -> None:
    """Wait until nothing is being added."""
    until = time.monotonic() + 10
    while any(not job.over for job in desk.adding.jobs):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_pasted_text_is_a_report_with_what_was_said_of_it(desk: Desk, ask: Asker) -> None:
    ask.send(
        "/reports/text",
        text="Shelling killed nine in Selwa.",
        headline="Nine dead",
        publisher="Daily Orvane",
        published="2021-05-04",
        doc_id="mine",
    )
    over(desk)
    [report] = query.documents(desk.workspace)
    assert (report.name, report.publisher, str(report.published)) == (
        "mine",
        "Daily Orvane",
        "2021-05-04",
    )
    assert "Nine dead" in ask.page("/reports")


def test_a_file_keeps_its_bytes_and_stays_in_its_folder(desk: Desk, ask: Asker) -> None:
    ask.page("/login")
    token = ask.raw("/login").split('_csrf_token" value="')[1].split('"')[0]
    files = [
        ("files", ("../../evil.txt", b"Two people died.\n", "text/plain")),
        ("files", ("strange.xyz", b"?", "application/octet-stream")),
    ]
    answer = ask.client.post("/reports/files", data={"_csrf_token": token}, files=files)
    assert answer.status_code == 200
    over(desk)
    [report] = query.documents(desk.workspace)
    assert report.name == "evil"
    assert report.original_sha256 is not None
    assert desk.workspace.originals.read(report.original_sha256) == b"Two people died.\n"
    assert "strange.xyz" in ask.page("/reports"), "what is not read is told"


def test_no_address_is_fetched_unless_that_is_switched_on(desk: Desk, ask: Asker) -> None:
    assert "Switched off" in ask.page("/reports")
    answer = ask.send("/reports/address", answers=422, url="http://203.0.113.7/")
    assert "does not fetch" in answer


def test_a_text_that_is_none_is_told(desk: Desk, ask: Asker) -> None:
    assert "there is no text" in ask.send("/reports/text", answers=422, text="  ")
    assert "is no date" in ask.send("/reports/text", answers=422, text="x", published="May")
