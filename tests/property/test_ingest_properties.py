"""Whatever comes in: texts come back as they were, and no bytes raise."""

import csv
import datetime as dt
import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corrobora.errors import InputError
from corrobora.ingest import Ingested, IngestOptions, Limits, read_paths
from corrobora.ingest.dates import day_of
from corrobora.ingest.decode import decoded
from corrobora.ingest.markdown import flattened
from corrobora.ingest.names import Names
from corrobora.ingest.pdf_lines import Line, paragraphs
from corrobora.model import Document, Refusal
from corrobora.record import decode, encode

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)
READABLE = TEXTS.filter(lambda text: bool(text.strip()) and not text.startswith("\ufeff"))
# The first call of a reader loads its library.
unhurried = settings(deadline=None)
ENDINGS = ["txt", "md", "html", "jsonl", "jsonl.gz", "csv"]


def read(name: str, content: bytes, **options: object) -> list[Ingested | Refusal]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return list(read_paths([path], IngestOptions(language="en", **options)))  # type: ignore[arg-type]


def one(items: list[Ingested | Refusal]) -> Document:
    (item,) = items
    assert isinstance(item, Ingested), item
    return item.document


@unhurried
@given(READABLE)
def test_any_text_in_a_file_comes_back_as_it_was(text: str) -> None:
    content = text.encode()
    items = read("a.txt", content)
    if isinstance(items[0], Refusal):
        assert "it looks like" in items[0].reason
        return
    assert one(items).text == text
    assert decode(encode(one(items)), Document) == one(items)


@unhurried
@given(
    READABLE,
    st.fixed_dictionaries(
        {},
        optional={
            "doc_id": READABLE,
            "url": READABLE,
            "publisher": READABLE,
            "author": READABLE,
            "published": st.dates().map(str),
        },
    ),
)
def test_any_line_comes_back_as_it_was(text: str, fields: dict[str, str]) -> None:
    found = one(read("a.jsonl", json.dumps({"text": text, **fields}).encode()))
    assert found.text == text
    assert found.name == fields.get("doc_id", "a:1").strip()
    for name in ("url", "publisher", "author"):
        assert getattr(found, name) == (fields[name].strip() if name in fields else None)
    assert found.published == (
        dt.date.fromisoformat(fields["published"]) if "published" in fields else None
    )


@unhurried
@given(READABLE, READABLE)
def test_a_headline_heads_the_text_and_ends_in_it(headline: str, text: str) -> None:
    found = one(read("a.jsonl", json.dumps({"headline": headline, "text": text}).encode()))
    assert found.text[: found.headline_end].split() == headline.split()
    assert found.text.endswith(text)


@unhurried
@given(st.lists(READABLE, min_size=1, max_size=4))
def test_any_rows_come_back_as_they_were(texts: list[str]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([["text", "n"], *([text, "x"] for text in texts)])
    items = read("a.csv", out.getvalue().encode())
    documents = [item.document for item in items if isinstance(item, Ingested)]
    assert [document.text for document in documents] == texts


@pytest.mark.parametrize("ending", ENDINGS)
@unhurried
@given(content=st.one_of(st.binary(max_size=400), TEXTS.map(str.encode)))
def test_no_bytes_raise(ending: str, content: bytes) -> None:
    items = read(f"a.{ending}", content, limits=Limits(report_bytes=200))
    assert items
    for item in items:
        if isinstance(item, Refusal):
            assert item.source
            assert "\n" not in item.reason
        else:
            assert item.document.original_sha256


@unhurried
@given(st.binary(max_size=400))
def test_no_bytes_on_standard_input_raise(content: bytes) -> None:
    if not content.startswith(b"%PDF-"):
        options = IngestOptions(language="en", stdin=io.BytesIO(content))
        assert list(read_paths([None], options))


@settings(max_examples=10, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_in_a_pdf_raise(noise: bytes) -> None:
    (item,) = read("a.pdf", b"%PDF-1.4\n" + noise)
    assert isinstance(item, Refusal)


@unhurried
@given(st.binary(max_size=200))
def test_decoding_gives_text_or_a_reason(content: bytes) -> None:
    try:
        text, encoding = decoded(content)
    except InputError:
        return
    assert "\0" not in text
    assert text.encode(encoding) in content


@unhurried
@given(st.text(max_size=60))
def test_a_written_date_is_a_day_or_an_error(written: str) -> None:
    try:
        assert isinstance(day_of(written), dt.date)
    except InputError as error:
        assert "\n" not in str(error)


@unhurried
@given(st.dates())
def test_a_day_is_read_back_as_people_and_machines_write_it(day: dt.date) -> None:
    year = f"{day.year:04}"
    for written in (
        day.isoformat(),
        f"{day.isoformat()}T23:59:59+05:30",
        f"{year}{day.month:02}{day.day:02}",
        f"{day.day} {day:%B} {year}",
        f"{day:%a}, {day.day:02} {day:%b} {year} 10:11:12 GMT",
        f"{day:%B} {day.day}, {year}",
    ):
        assert day_of(written) == day


@unhurried
@given(st.text(alphabet="ab*_`[]()<>!#-=|~\\ \n&;1.>:/^'\"", max_size=300))
def test_markup_of_any_kind_is_flattened_in_time(markup: str) -> None:
    text, heading = flattened(markup)
    assert heading is None or text.startswith(heading)
    assert all(paragraph.strip() for paragraph in text.split("\n\n") if text)


@unhurried
@given(st.lists(st.lists(st.builds(Line, TEXTS, st.floats(0, 800), st.floats(0, 40)), max_size=9)))
def test_pages_lose_no_letters_but_those_of_their_edges(pages: list[list[Line]]) -> None:
    paragraphs(pages)


@unhurried
@given(st.lists(st.text(max_size=3)))
def test_names_are_new_once(names: list[str]) -> None:
    taken, seen = Names(), set()
    for name in names:
        assert taken.add(name) == (name not in seen)
        seen.add(name)


def test_many_names_are_told_apart() -> None:
    taken = Names()
    assert all(taken.add(str(number)) for number in range(20_000))
    assert not any(taken.add(str(number)) for number in range(20_000))
