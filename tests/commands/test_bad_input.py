"""Bad input: one line each that names file and reason, the others coded, the status saying so."""

import errno
import gzip
import io
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfWriter

from tests.commands.conftest import Run

GOOD = "A shell hit the mill. 9 people were killed, police said."


def _encrypted_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="AES-256")
    content = io.BytesIO()
    writer.write(content)
    return content.getvalue()


BAD = {
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "binary.txt": bytes(range(256)) * 20,
    "broken.pdf": b"%PDF-1.7\nnothing more",
    "encrypted.pdf": _encrypted_pdf(),
    "no-text.html": b"<html><head><script>x = 1</script></head><body></body></html>",
    "unknown.xyz": b"A shell hit the mill.",
    "torn.jsonl.gz": gzip.compress(b'{"text": "A shell."}\n' * 200)[:-40],
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_line_and_the_others_are_coded(
    run: Run, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / name).write_bytes(BAD[name])
    (folder / "zz-good.txt").write_text(GOOD)
    ended = run("code", folder, "--quiet")
    assert ended.status == 1
    (line,) = ended.err.splitlines()
    assert line.startswith("corrobora: ")
    assert name in line
    assert "shelling" in ended.out


def test_a_broken_line_is_told_by_its_number(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_text(f'{{"text": "{GOOD}"}}\n{{"text": \n{{"text": "A shell hit the dam."}}\n')
    ended = run("code", file, "--quiet")
    assert ended.status == 1
    (line,) = ended.err.splitlines()
    assert "reports.jsonl:2" in line
    assert ended.out.count("shelling") == 2


def test_a_line_of_fifty_megabytes_is_told_and_the_next_is_coded(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    with file.open("w") as out:
        out.write('{"text": "' + "x" * 50_000_000 + '"}\n')
        out.write(f'{{"text": "{GOOD}"}}\n')
    ended = run("code", file, "--quiet")
    assert ended.status == 1
    (line,) = ended.err.splitlines()
    assert "reports.jsonl:1" in line
    assert len(line) < 300
    assert ended.out.count("shelling") == 1


def test_an_unreadable_file_is_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "mill.txt"
    file.write_text(GOOD)
    opened = os.open

    def refuse(path: Any, *rest: Any, **options: Any) -> int:
        # Root may read every file, so permissions alone would not do in a test.
        if Path(path) == file:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *rest, **options)

    monkeypatch.setattr(os, "open", refuse)
    ended = run("code", file, "--quiet")
    assert ended.status == 1
    (line,) = ended.err.splitlines()
    assert "mill.txt" in line
    assert "ermission denied" in line


def test_a_missing_file_is_told(run: Run) -> None:
    ended = run("code", "nowhere.txt", "--quiet")
    assert ended.status == 1
    (line,) = ended.err.splitlines()
    assert "nowhere.txt" in line


def test_a_date_that_is_none_is_told_and_the_report_not_lost(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text(GOOD)
    (tmp_path / "mill.meta.json").write_text('{"published": "the day before"}')
    ended = run("code", tmp_path / "mill.txt", "--quiet", "--into", "kept")
    assert ended.status == 1
    (line,) = ended.err.splitlines()
    assert "mill" in line
    assert "the day before" in line


def test_a_name_twice_is_told_and_both_are_coded(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "mill.txt").write_text(GOOD)
    (folder / "mill.html").write_text(
        "<html><body><article><p>A shell hit the dam near the old river crossing. "
        "12 people were killed, and the market place was closed.</p></article></body></html>"
    )
    ended = run("code", folder, "--quiet")
    assert ended.status == 1
    assert "mill" in ended.err
    assert len(ended.err.splitlines()) == 1
    assert ended.out.count("shelling") == 2


def test_another_date_for_the_same_text_is_told(run: Run, tmp_path: Path) -> None:
    for name, day in (("one", "2021-03-04"), ("two", "2021-03-05")):
        (tmp_path / f"{name}.txt").write_text(GOOD)
        (tmp_path / f"{name}.meta.json").write_text(f'{{"published": "{day}"}}')
    ended = run("code", tmp_path / "one.txt", tmp_path / "two.txt", "--quiet")
    assert ended.status == 1
    (line,) = ended.err.splitlines()
    assert "two" in line
    assert "2021-03-05" in line
    assert ended.out.count("shelling") == 1


def test_refusals_are_kept_in_the_workspace_and_told_again(run: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    first = run("code", tmp_path / "empty.txt", "--quiet", "--into", "kept")
    second = run("code", tmp_path / "empty.txt", "--quiet", "--into", "kept")
    assert first.err == second.err != ""
    assert first.status == second.status == 1


def test_standard_input_is_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(GOOD.encode())))
    ended = run("code", "-", "--published", "2021-03-04", "--quiet")
    assert ended.status == 0
    assert "2021-03-04" in ended.out


def test_nothing_on_standard_input_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    ended = run("code", "-", "--quiet")
    assert ended.status == 1
    assert len(ended.err.splitlines()) == 1
