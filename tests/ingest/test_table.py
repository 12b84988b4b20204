"""CSV tables: each row a report of its own."""

import datetime as dt
from pathlib import Path

import pytest

from corrobora.ingest import IngestOptions, Limits
from tests.ingest.reading import SENTENCES, both, document, documents, refused, told, write

HEADER = "doc_id,published,text,remark\n"


def test_each_row_is_a_report(tmp_path: Path) -> None:
    content = f'{HEADER}7,2019-05-04,"One,\n""quoted"".\r\n\r\nMore.",x\r\n8,,Two died.,y\n'
    path = write(tmp_path / "t.csv", content)
    reports, refusals = both(path)
    assert refusals == []
    assert [report.document.text for report in reports] == [
        'One,\n"quoted".\r\n\r\nMore.',
        "Two died.",
    ]
    assert [report.document.name for report in reports] == ["7", "8"]
    assert [report.source for report in reports] == [f"{path}:2", f"{path}:6"]
    assert reports[0].document.published == dt.date(2019, 5, 4)
    assert reports[0].document.published_grounds == "published, in this row"
    assert reports[1].document.published is None


def test_the_original_of_a_row_is_a_table_that_reads_the_same(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", f"{HEADER}7,,One died.,x\n8,,Two died.,y\n")
    for report in both(path)[0]:
        alone = document(write(tmp_path / "alone.csv", report.original))
        assert alone == report.document


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_spreadsheets_that_write_other_signs_are_read(tmp_path: Path, delimiter: str) -> None:
    content = f"Headline{delimiter} Text \nTwo killed{delimiter}{SENTENCES}\n"
    found = document(write(tmp_path / "t.csv", content.encode("utf-8-sig")))
    assert found.text == f"Two killed\n\n{SENTENCES}"
    assert found.headline_end == 10


def test_a_table_from_an_old_spreadsheet_is_decoded(tmp_path: Path) -> None:
    content = f"text\n{SENTENCES.replace(',', '')} The café’s owner agreed.\n".encode("cp1252")
    assert document(write(tmp_path / "t.csv", content)).text.endswith("The café’s owner agreed.")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("7,2019-05-04", "has 2 fields where the header has 4"),
        ("7,,a,b,c", "has 5 fields where the header has 4"),
        ('7,,"a"b,c', "is a broken row"),
        ("7,, ,c", "holds no text"),
        ("7,,a\0b,c", "NUL"),
    ],
)
def test_a_row_that_does_not_fit_is_refused_and_the_others_are_read(
    tmp_path: Path, row: str, why: str
) -> None:
    good = "{},,One died.,x\n"
    content = f"{HEADER}{good.format(1)}{row}\n\n{good.format(2)}"
    path = write(tmp_path / "t.csv", content)
    reports, (refusal,) = both(path)
    assert [report.document.name for report in reports] == ["1", "2"]
    assert told(refusal).startswith(f"{path}:3: ")
    assert why in told(refusal)


def test_a_quotation_mark_never_closed_costs_one_row(tmp_path: Path) -> None:
    content = f'{HEADER}1,,"One died.,x\n2,,Two died.,x\n3,,Three died.,x\n'
    path = write(tmp_path / "t.csv", content)
    reports, (refusal,) = both(path)
    assert [report.document.name for report in reports] == ["2", "3"]
    assert told(refusal) == f"{path}:2: is a broken row: a quotation mark is never closed"


def test_bytes_that_are_no_text_cost_one_row(tmp_path: Path) -> None:
    row = b",,One died.," + b"x" * 1_000 + b"\n"
    rows = b"".join(b"%d" % number + row for number in range(1_100))
    path = write(tmp_path / "t.csv", HEADER.encode() + rows + b"x,,\xff,x\nlast,,One died.,x\n")
    reports, (refusal,) = both(path)
    assert reports[-1].document.name == "last"
    assert told(refusal) == f"{path}:1102: is not text in utf-8"


def test_a_row_too_large_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    long = "1,," + "a" * 300 + ",x\n"
    lines = '2,,"' + "a\n" * 150 + '",x\n'
    path = write(tmp_path / "t.csv", f"{HEADER}{long}3,,One died.,x\n{lines}4,,Two died.,x\n")
    reports, refusals = both(path, options=IngestOptions(limits=Limits(report_bytes=200)))
    assert [report.document.name for report in reports] == ["3", "4"]
    assert "t.csv:2: is a line of more than 200 bytes" in told(refusals[0])
    assert "t.csv:4: is a row of more than 200 bytes" in told(refusals[1])


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "has no header"),
        (b"\n\n", "has no header"),
        (b"a,b\n1,2\n", "has no column called text"),
        (b"text,text\na,b\n", "has two columns called text"),
        (b"text\n", "holds no row below its header"),
        ("text\nOne died.\n".encode("utf-16"), "is a table in utf-16-le; save it as UTF-8"),
        (b"PK\x03\x04", "office document"),
        (b"text\0\n", "NUL"),
    ],
)
def test_a_table_that_cannot_be_used_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    assert why in refused(write(tmp_path / "t.csv", content))


def test_a_long_field_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "t.csv", "text\n" + "word " * 60_000 + "\n")
    assert len(documents(path)[0].text) == 300_000
