"""Standard input: what its first bytes show it to be."""

import gzip
import io
import json
from pathlib import Path

import pytest

from corrobora.ingest import Ingested, IngestOptions, read_paths
from corrobora.model import Refusal
from tests.ingest.reading import SENTENCES, column, pdf, told

LINE = json.dumps({"text": SENTENCES}).encode() + b"\n"


def piped(content: bytes, path: Path | None = None) -> list[Ingested | Refusal]:
    return list(read_paths([path], IngestOptions(stdin=io.BytesIO(content))))


@pytest.mark.parametrize("path", [None, Path("-")])
def test_a_text_is_read(path: Path | None) -> None:
    (item,) = piped(SENTENCES.encode(), path)
    assert isinstance(item, Ingested)
    assert (item.document.text, item.document.name) == (SENTENCES, "stdin")
    assert (item.source, item.original) == ("standard input", SENTENCES.encode())


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_json_lines_are_known_by_their_look(pack: type[bytes]) -> None:
    items = piped(pack(LINE + b"{broken\n" + LINE))
    assert [getattr(item, "source", None) for item in items] == [
        f"standard input:{number}" for number in (1, 2, 3)
    ]
    assert isinstance(items[1], Refusal)
    assert isinstance(items[2], Ingested)


def test_a_long_first_line_of_json_is_known_too() -> None:
    (item,) = piped(json.dumps({"text": SENTENCES * 2_000}).encode())
    assert isinstance(item, Ingested)
    assert item.document.text == SENTENCES * 2_000


def test_a_text_that_begins_with_a_brace_is_a_text() -> None:
    (item,) = piped(b"{sic} Two died.\nMore.")
    assert isinstance(item, Ingested)
    assert item.document.text == "{sic} Two died.\nMore."


def test_a_page_and_a_pdf_are_known_by_their_look() -> None:
    html = f"<!doctype html><html><body><article><p>{SENTENCES}</p></article></body></html>"
    for content in (html.encode(), pdf([column([SENTENCES])])):
        (item,) = piped(content)
        assert isinstance(item, Ingested)
        assert item.document.text == SENTENCES


def test_a_long_text_is_read_whole() -> None:
    content = (SENTENCES + "\n") * 5_000
    (item,) = piped(content.encode())
    assert isinstance(item, Ingested)
    assert item.document.text == content


@pytest.mark.parametrize(("content", "why"), [(b"", "is empty"), (b"\0", "is binary")])
def test_nothing_and_noise_are_refused(content: bytes, why: str) -> None:
    (item,) = piped(content)
    assert isinstance(item, Refusal)
    assert told(item).startswith(f"standard input: {why}")
