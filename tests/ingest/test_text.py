"""Plain text and the file beside it."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from corrobora.ids import sha256
from corrobora.ingest import IngestOptions
from tests.ingest.reading import SENTENCES, both, document, refused, told, write


def beside(report: Path, **fields: Any) -> None:
    write(report.with_name(f"{report.stem}.meta.json"), json.dumps(fields))


@pytest.mark.parametrize(
    "text",
    [
        f"\n\n  {SENTENCES}  \r\nMore.\r\n\r\n",
        f"{SENTENCES}\rOld line end.\x0cForm feed.\x1e",
        "Left \u202eright\u202c \u200bzero\u00a0width; e\u0301 is not é.",
    ],
    ids=["white space", "odd line ends", "marks"],
)
def test_the_text_is_the_files_own_to_the_letter(tmp_path: Path, text: str) -> None:
    assert document(write(tmp_path / "a.txt", text)).text == text


def test_a_byte_order_mark_alone_is_taken_away(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"\xef\xbb\xbf" + SENTENCES.encode())
    assert document(path).text == SENTENCES


def test_the_original_is_kept_under_its_hash(tmp_path: Path) -> None:
    content = b"\xef\xbb\xbf" + SENTENCES.encode()
    (report,), _ = both(write(tmp_path / "a.txt", content))
    assert report.original == content
    assert report.document.original_sha256 == sha256(content)
    assert report.source == str(tmp_path / "a.txt")


def test_without_a_file_beside_it_a_report_has_its_name_and_no_date(tmp_path: Path) -> None:
    found = document(write(tmp_path / "market.txt", SENTENCES))
    assert (found.name, found.published, found.published_candidates) == ("market", None, ())


def test_the_file_beside_it_tells_of_the_report(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", SENTENCES)
    beside(
        path,
        doc_id="report-7",
        published="2019-05-04",
        url="https://news.example/7",
        publisher="Example News",
        author="A. Reporter",
        headline="Two killed",
        language="en-GB",
    )
    found = document(path)
    assert found.name == "report-7"
    assert found.published == dt.date(2019, 5, 4)
    assert found.published_grounds == "published, in the file beside it"
    assert (found.url, found.publisher) == ("https://news.example/7", "Example News")
    assert (found.author, found.title, found.language) == ("A. Reporter", "Two killed", "en")


def test_a_headline_at_the_beginning_ends_where_it_ends_in_the_text(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", f"\nTwo  killed\nin market \n\n{SENTENCES}")
    beside(path, headline="Two killed in market")
    found = document(path)
    assert found.text[: found.headline_end] == "\nTwo  killed\nin market"


@pytest.mark.parametrize("text", [SENTENCES, f"Two killed people were found.\n{SENTENCES}"])
def test_a_headline_that_is_no_line_of_the_text_is_only_the_title(
    tmp_path: Path, text: str
) -> None:
    path = write(tmp_path / "a.txt", text)
    beside(path, headline="Two killed")
    found = document(path)
    assert (found.text, found.headline_end, found.title) == (text, 0, "Two killed")


def test_the_users_date_overrules_and_the_reports_own_stays_to_be_seen(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", SENTENCES)
    beside(path, published="2019-05-04")
    found = document(path, IngestOptions(published=dt.date(2019, 5, 6)))
    assert (found.published, found.published_grounds) == (dt.date(2019, 5, 6), "given by the user")
    assert [candidate.date for candidate in found.published_candidates] == [dt.date(2019, 5, 4)]


@pytest.mark.parametrize("written", ["2018-02-31", "soon", "03/04/2018", 20, True])
def test_a_date_that_is_none_is_told_and_the_report_read_without_it(
    tmp_path: Path, written: object
) -> None:
    path = write(tmp_path / "a.txt", SENTENCES)
    beside(path, published=written)
    (report,), (refusal,) = both(path)
    assert report.document.published is None
    assert told(refusal).startswith(f"{path}: is read without the date in the file beside it: ")


@pytest.mark.parametrize("written", [None, "", "  "])
def test_a_missing_date_is_no_error(tmp_path: Path, written: str | None) -> None:
    path = write(tmp_path / "a.txt", SENTENCES)
    beside(path, published=written)
    assert document(path).published is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"{", "a.meta.json is not JSON"),
        (b"[]", "a.meta.json has wrong fields: expected"),
        (b'{"publised": "2019-05-04"}', "unknown field `publised`"),
        (b'{"url": 7}', "$.url"),
        (b"", "a.meta.json is empty"),
        (b'{"url": "\xff"}', "a.meta.json is not JSON"),
    ],
    ids=["cut off", "a list", "misspelt", "wrong type", "empty", "not UTF-8"],
)
def test_a_file_beside_it_that_cannot_be_used_refuses_the_report(
    tmp_path: Path, content: bytes, why: str
) -> None:
    path = write(tmp_path / "a.txt", SENTENCES)
    write(tmp_path / "a.meta.json", content)
    line = refused(path)
    assert line.startswith(f"{path}: ")
    assert why.lower() in line.lower()


def test_another_language_is_found_where_nobody_says_it(tmp_path: Path) -> None:
    german = "Bei einem Luftangriff auf den Markt sind am Freitag zwei Menschen getötet worden."
    assert document(write(tmp_path / "a.txt", german)).language == "de"
    assert document(write(tmp_path / "b.txt", "Két halott.")).language == "en", "too short to tell"
    given = IngestOptions(language="fr")
    assert document(write(tmp_path / "c.txt", german), given).language == "fr"


def test_capitals_are_english_too(tmp_path: Path) -> None:
    assert document(write(tmp_path / "a.txt", SENTENCES.upper())).language == "en"
