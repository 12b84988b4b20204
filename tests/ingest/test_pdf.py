"""PDF: the text layer, and files that are made to do harm."""

import datetime as dt
import io
import zlib
from pathlib import Path

import pytest

from corrobora.ingest import IngestOptions, Limits
from tests.ingest.reading import SENTENCES, column, document, pdf, refused, write

PARAGRAPHS = [
    "Two people were killed in the market of the old town on Friday, the may-",
    "or said. The government-backed guards of the market, who are government-",
    "backed since spring, saw it.",
    "A spokesman for the army said on Saturday that it was looking into what",
    "he called reports.",
    "",
    "No group said that it was behind the attack on the market in the town",
]


def test_lines_become_paragraphs_and_cut_words_are_mended(tmp_path: Path) -> None:
    pages = [column(PARAGRAPHS), column(["so far, he said."])]
    found = document(write(tmp_path / "a.pdf", pdf(pages)))
    assert found.text == (
        "Two people were killed in the market of the old town on Friday, the mayor said. The "
        "government-backed guards of the market, who are government-backed since spring, saw it."
        "\n\nA spokesman for the army said on Saturday that it was looking into what he called "
        "reports.\n\nNo group said that it was behind the attack on the market in the town so far, "
        "he said."
    )
    assert found.media_type == "application/pdf"


def test_running_heads_and_page_numbers_are_left_out(tmp_path: Path) -> None:
    pages = [
        [("Town Monitor", 770.0), *column([f"Report {word} of the day is told here."]), ("7", 30.0)]
        for word in ("one", "two", "three")
    ]
    text = document(write(tmp_path / "a.pdf", pdf(pages))).text
    assert text == (
        "Town Monitor\n\nReport one of the day is told here.\n\n"
        "Report two of the day is told here.\n\nReport three of the day is told here."
    )


def test_the_day_the_file_was_made_is_seen_and_not_believed(tmp_path: Path) -> None:
    information = "/CreationDate (D:20190504101500Z) /Title (Two killed) /Author (A. Reporter)"
    pages = [column(["Two killed", "", "The mayor said so."])]
    found = document(write(tmp_path / "a.pdf", pdf(pages, information=information)))
    assert found.published is None
    assert [item.date for item in found.published_candidates] == [dt.date(2019, 5, 4)]
    assert (found.title, found.author) == ("Two killed", "A. Reporter")
    assert found.text[: found.headline_end] == "Two killed"


def test_the_file_beside_a_pdf_tells_its_date(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", pdf([column([SENTENCES])]))
    write(tmp_path / "a.meta.json", '{"published": "2019-05-04"}')
    assert document(path).published == dt.date(2019, 5, 4)


def encrypted(user: str) -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([column([SENTENCES])]))))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_an_encrypted_pdf_is_refused(tmp_path: Path) -> None:
    line = refused(write(tmp_path / "a.pdf", encrypted("secret")))
    assert line.endswith("a.pdf: is an encrypted PDF; save it without its password first")


def test_a_pdf_that_opens_without_a_password_is_read(tmp_path: Path) -> None:
    assert document(write(tmp_path / "a.pdf", encrypted(""))).text == SENTENCES


def test_a_pdf_of_pictures_is_refused(tmp_path: Path) -> None:
    assert "is a PDF without a text layer" in refused(write(tmp_path / "a.pdf", pdf([[]])))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (SENTENCES.encode(), "is no PDF"),
        (b"%PDF-1.4\n" + b"\0\xff" * 500, "PDF"),
        (pdf([column([SENTENCES])])[:300], "PDF"),
        (pdf([]), "is a PDF without pages"),
    ],
    ids=["empty", "text", "noise", "cut off", "no pages"],
)
def test_a_broken_pdf_is_refused_in_one_line(tmp_path: Path, content: bytes, why: str) -> None:
    line = refused(write(tmp_path / "a.pdf", content))
    assert line.startswith(f"{tmp_path / 'a.pdf'}: ")
    assert why in line
    assert "Traceback" not in line


def bomb(size: int) -> bytes:
    """A PDF whose one page unpacks to `size` bytes."""
    packed = zlib.compress(zlib.compress(b" " * size, 9), 9)
    content = pdf([column(["x"])])
    start, end = content.index(b"<< /Length"), content.index(b"endstream")
    head = b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(packed)
    return content[:start] + head + packed + b"\n" + content[end:]


def test_a_pdf_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", bomb(200_000_000))
    assert len(path.read_bytes()) < 10_000
    options = IngestOptions(limits=Limits(pdf_memory_bytes=200_000_000))
    assert "PDF" in refused(path, options=options)


def test_a_pdf_that_takes_too_long_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", pdf([column([SENTENCES])] * 5_000))
    options = IngestOptions(limits=Limits(pdf_seconds=1))
    line = refused(path, options=options)
    assert line.endswith(
        ("is a PDF that took more than 1 seconds to read", "is a PDF that brought its reader down")
    )


def test_a_pdf_with_too_much_text_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", pdf([column([SENTENCES])] * 2))
    options = IngestOptions(limits=Limits(report_bytes=100))
    assert "is a PDF with more than 100 characters" in refused(path, options=options)
