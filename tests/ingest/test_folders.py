"""Folders, names and what stands in them that is no report."""

import os
import socket
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from corrobora.ingest import Ingested, IngestOptions, read_paths
from corrobora.model import Refusal
from tests.ingest.reading import SENTENCES, both, documents, refused, told, write


def test_a_folder_is_read_in_order_with_what_is_in_it(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.txt", "c.TXT"):
        write(tmp_path / name, f"{name}: {SENTENCES}")
    write(tmp_path / "b.meta.json", "{}")
    write(tmp_path / ".hidden.txt", SENTENCES)
    write(tmp_path / ".git/x.txt", SENTENCES)
    assert [found.name for found in documents(tmp_path)] == ["a/b/c", "a/z", "b", "c"]


def test_paths_are_read_in_the_order_given(tmp_path: Path) -> None:
    first, second = write(tmp_path / "b.txt", SENTENCES), write(tmp_path / "a.txt", SENTENCES)
    assert [found.name for found in documents(first, second)] == ["b", "a"]


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", SENTENCES)
    write(tmp_path / "b.txt", b"")
    write(tmp_path / "c.txt", b"\0\1\2")
    write(tmp_path / "d.pdf", b"not a PDF")
    write(tmp_path / "e.jpeg", b"\xff\xd8\xff")
    write(tmp_path / "f.txt", SENTENCES)
    reports, refusals = both(tmp_path)
    assert [report.document.name for report in reports] == ["a", "f"]
    assert [Path(refusal.source or "").name for refusal in refusals] == [
        "b.txt",
        "c.txt",
        "d.pdf",
        "e.jpeg",
    ]


@pytest.mark.parametrize(
    ("name", "why"),
    [("a.docx", "has the ending .docx; read are .csv,"), ("README", "has no ending")],
)
def test_an_unknown_ending_is_told(tmp_path: Path, name: str, why: str) -> None:
    assert why in refused(write(tmp_path / name, SENTENCES))


@pytest.mark.parametrize("content", [b"", b"  \n\r\n "])
def test_an_empty_or_blank_file_is_refused(tmp_path: Path, content: bytes) -> None:
    line = refused(write(tmp_path / "a.txt", content))
    assert line.endswith((": is empty", ": holds no text"))


def test_a_path_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.txt") == f"{tmp_path / 'a.txt'}: is not there"
    assert refused(tmp_path / "b\0.txt").endswith("null byte")


def test_a_folder_without_reports_is_told(tmp_path: Path) -> None:
    assert refused(tmp_path).endswith("is a folder without reports")


def test_a_lone_meta_file_is_told(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", SENTENCES)
    write(tmp_path / "aa.meta.json", "{}")
    _, (refusal,) = both(tmp_path)
    assert told(refusal).endswith("aa.meta.json: tells of a report that is not beside it")
    assert "give the report" in refused(tmp_path / "aa.meta.json")


def test_a_name_twice_is_told_and_both_are_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", f"One. {SENTENCES}")
    write(tmp_path / "a.md", f"Two. {SENTENCES}")
    write(tmp_path / "b.txt", f"Three. {SENTENCES}")
    write(tmp_path / "b.meta.json", '{"doc_id": "a"}')
    reports, refusals = both(tmp_path)
    assert [report.document.name for report in reports] == [
        "a",
        str(tmp_path / "a.txt"),
        str(tmp_path / "b.txt"),
    ]
    assert [told(refusal) for refusal in refusals] == [
        f"{path}: has the name a, which an earlier report has; it is read as {path}"
        for path in (tmp_path / "a.txt", tmp_path / "b.txt")
    ]


def test_the_same_path_twice_is_a_name_twice(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", SENTENCES)
    reports, _ = both(path, path, path)
    assert len({report.document.name for report in reports}) == 3


def test_links_to_folders_are_followed_once(tmp_path: Path) -> None:
    write(tmp_path / "in/a.txt", SENTENCES)
    (tmp_path / "in/loop").symlink_to(tmp_path / "in")
    (tmp_path / "in/other").symlink_to(tmp_path / "aside")
    write(tmp_path / "aside/b.txt", SENTENCES)
    reports, (refusal,) = both(tmp_path / "in")
    assert [report.document.name for report in reports] == ["a", "other/b"]
    assert told(refusal).endswith("loop: is a link to a folder that is read already")


def test_links_that_lead_nowhere_or_to_themselves_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "b.txt")
    assert refused(tmp_path / "a.txt").endswith("is a link that leads nowhere")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert "cannot be read: too many levels of symbolic links" in refused(tmp_path / "a.txt")


def test_pipes_devices_and_sockets_are_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to("/dev/null")
    _, refusals = both(tmp_path)
    assert "is a pipe" in told(refusals[0])
    assert "is a device" in told(refusals[1])
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "c.txt"))
        assert "cannot be read" in refused(tmp_path / "c.txt")


def test_a_file_that_the_system_does_not_open_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "a.txt", SENTENCES)

    def forbidden(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("corrobora.ingest.opened.os.open", forbidden)
    assert refused(path) == f"{path}: cannot be read: permission denied"


def test_a_file_that_fails_while_read_is_refused(tmp_path: Path) -> None:
    for name in ("a.txt", "b.jsonl", "c.csv", "d.html", "e.pdf", "f.md", "g.jsonl.gz"):
        (tmp_path / name).symlink_to("/proc/self/mem")
    _, refusals = both(tmp_path)
    assert len(refusals) == 7
    assert all("cannot be read: input/output error" in told(refusal) for refusal in refusals)


def test_a_file_name_that_is_no_text_is_shown_as_it_is(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    write(path, SENTENCES)
    (report,), _ = both(tmp_path)
    assert report.document.name == "\\xff"
    assert report.source.isprintable()


def test_a_deep_folder_is_read(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(400):
        deep = deep / "d"
        deep.mkdir()
    write(deep / "a.txt", SENTENCES)
    assert len(documents(tmp_path)) == 1


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", SENTENCES)
    items: Iterator[Ingested | Refusal] = read_paths([tmp_path / "a.txt"], IngestOptions())
    write(tmp_path / "a.txt", "Changed. " + SENTENCES)
    (item,) = islice(items, 1)
    assert isinstance(item, Ingested)
    assert item.document.text.startswith("Changed.")
