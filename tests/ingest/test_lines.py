"""JSON Lines: each line a report of its own."""

import datetime as dt
import gzip
import json
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest

from corrobora.ids import sha256
from corrobora.ingest import Ingested, IngestOptions, Limits, read_paths
from tests.ingest.reading import SENTENCES, both, document, documents, refused, told, write


def rows(*lines: object) -> bytes:
    return b"".join(json.dumps(line).encode() + b"\n" for line in lines)


@pytest.mark.parametrize("ending", ["jsonl", "jsonl.gz", "ndjson"])
def test_each_line_is_a_report(tmp_path: Path, ending: str) -> None:
    content = rows({"text": "One. " + SENTENCES, "doc_id": 7}, {"text": "Two. " + SENTENCES})
    packed = gzip.compress(content) if ending.endswith("gz") else content
    path = write(tmp_path / f"r.{ending}", packed)
    reports, refusals = both(path)
    assert refusals == []
    assert [report.document.name for report in reports] == ["7", "r:2"]
    assert [report.source for report in reports] == [f"{path}:1", f"{path}:2"]
    assert [report.original for report in reports] == content.splitlines()
    assert reports[0].document.original_sha256 == sha256(content.splitlines()[0])


def test_a_line_tells_of_its_report(tmp_path: Path) -> None:
    line = {
        "text": SENTENCES,
        "published": "2019-05-04T23:10:00-05:00",
        "url": "https://news.example/7",
        "publisher": "Example News",
        "section": {"fields": ["of", "their", "own"]},
    }
    found = document(write(tmp_path / "r.jsonl", rows(line)))
    assert found.published == dt.date(2019, 5, 4)
    assert found.published_grounds == "published, in this line"
    assert (found.url, found.publisher) == ("https://news.example/7", "Example News")
    assert (found.text, found.headline_end) == (SENTENCES, 0)


@pytest.mark.parametrize("field", ["headline", "title"])
def test_a_headline_apart_is_put_before_the_text(tmp_path: Path, field: str) -> None:
    found = document(write(tmp_path / "r.jsonl", rows({field: "Two\n killed", "text": SENTENCES})))
    assert found.text == f"Two killed\n\n{SENTENCES}"
    assert found.text[: found.headline_end] == "Two killed"


def test_a_headline_that_the_text_has_is_not_put_there_twice(tmp_path: Path) -> None:
    line = {"headline": "Two killed", "text": f"Two killed\n{SENTENCES}"}
    found = document(write(tmp_path / "r.jsonl", rows(line)))
    assert (found.text, found.headline_end) == (line["text"], 10)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b'{"text": "cut o', "is not JSON"),
        (b"two killed", "is not JSON"),
        (b'["text"]', "expected `object`"),
        (b"{}", "missing required field `text`"),
        (b'{"text": 7}', "$.text"),
        (b'{"text": "  "}', "holds no text"),
        (b'{"text": "a\\u0000b"}', "NUL"),
        (b'{"text": "Two \\ud800 killed"}', ""),
        (b'{"text": "a", "url": "\\udc00"}', ""),
        (b'{"text": "\xff"}', "is not JSON"),
        (b'{"x": ' + b"[" * 200_000, "is not JSON"),
        (b'{"text": "a", "url": []}', "$.url"),
    ],
)
def test_a_broken_line_is_refused_by_number_and_the_others_are_read(
    tmp_path: Path, line: bytes, why: str
) -> None:
    good = rows({"text": SENTENCES})
    path = write(tmp_path / "r.jsonl", good + line + b"\n\n" + good)
    reports, (refusal,) = both(path)
    assert [report.source for report in reports] == [f"{path}:1", f"{path}:4"]
    assert told(refusal).startswith(f"{path}:2: ")
    assert why.lower() in told(refusal).lower()


def test_a_wrong_date_costs_the_line_its_date_alone(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", rows({"text": SENTENCES, "published": "2018-02-31"}))
    (report,), (refusal,) = both(path)
    assert report.document.published is None
    assert told(refusal).startswith(f"{path}:1: is read without the date in this line: ")


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf\n"])
def test_a_file_without_lines_is_empty(tmp_path: Path, content: bytes) -> None:
    assert refused(write(tmp_path / "r.jsonl", content)).endswith("r.jsonl: is empty")
    packed = write(tmp_path / "r.jsonl.gz", gzip.compress(content))
    assert refused(packed).endswith("r.jsonl.gz: is empty")


def test_a_line_too_long_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    good = rows({"text": SENTENCES})
    long = b'{"text": "' + b"a" * 50_000_000 + b'"}\n'
    path = write(tmp_path / "r.jsonl.gz", gzip.compress(good + long + good, compresslevel=1))
    del long
    tracemalloc.start()
    reports, (refusal,) = both(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [report.source for report in reports] == [f"{path}:1", f"{path}:3"]
    assert told(refusal) == f"{path}:2: is a line of more than 20,000,000 bytes"
    assert most < 60_000_000


def test_many_lines_are_not_held_in_memory(tmp_path: Path) -> None:
    line = rows({"text": SENTENCES + " x" * 5_000, "language": "en"})
    path = write(tmp_path / "r.jsonl.gz", gzip.compress(line * 3_000, compresslevel=1))
    items: Iterator[object] = read_paths([path], IngestOptions())
    next(items)
    tracemalloc.start()
    assert sum(isinstance(item, Ingested) for item in items) == 2_999
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3_000_000


def test_a_gzip_file_cut_off_gives_the_lines_before_the_break(tmp_path: Path) -> None:
    import random

    noise = random.Random(7)
    lines = [{"text": f"{SENTENCES} {noise.random()}"} for _ in range(2_000)]
    packed = gzip.compress(rows(*lines))
    path = write(tmp_path / "r.jsonl.gz", packed[: len(packed) // 2])
    reports, (refusal,) = both(path)
    assert 100 < len(reports) < 2_000
    assert told(refusal).endswith(
        f"is a broken gzip file after line {len(reports)}; what follows is lost"
    )


def test_what_is_no_gzip_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl.gz", rows({"text": SENTENCES}))
    assert "is a broken gzip file" in refused(path)


def test_a_limit_may_be_set(tmp_path: Path) -> None:
    options = IngestOptions(limits=Limits(report_bytes=50))
    path = write(tmp_path / "r.jsonl", rows({"text": "short"}, {"text": SENTENCES}))
    reports, (refusal,) = both(path, options=options)
    assert len(reports) == 1
    assert "r.jsonl:2: is a line of more than 50 bytes" in told(refusal)
    assert "is larger than 50 bytes" in refused(
        write(tmp_path / "a.txt", SENTENCES), options=options
    )


def test_a_name_twice_in_the_lines_is_told(tmp_path: Path) -> None:
    line = {"text": SENTENCES, "doc_id": "7"}
    path = write(tmp_path / "r.jsonl", rows(line, line))
    reports, (refusal,) = both(path)
    assert [report.document.name for report in reports] == ["7", f"{path}:2"]
    assert "has the name 7, which an earlier report has" in told(refusal)


def test_the_last_line_needs_no_end(tmp_path: Path) -> None:
    path = write(tmp_path / "r.jsonl", b"\xef\xbb\xbf" + rows({"text": SENTENCES}).rstrip())
    assert len(documents(path)) == 1
