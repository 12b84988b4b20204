"""Cells that no spreadsheet runs and every CSV reader gives back."""

import csv
import datetime as dt
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.export.cells import CsvRows, cell, plain_text, read_rows

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
HOSTILE = st.builds(
    "".join, st.tuples(st.sampled_from(["=", "+", "-", "@", "\t", "'", "'="]), TEXTS)
)


def written(*texts: str) -> str:
    stream = io.StringIO(newline="")
    rows = CsvRows(stream, ["first", "second"])
    for text in texts:
        rows.add({"first": text, "second": None})
    return stream.getvalue()


@given(st.lists(TEXTS | HOSTILE, max_size=4))
def test_rows_read_back_as_they_were_written(texts: list[str]) -> None:
    back = list(read_rows(io.StringIO(written(*texts), newline="")))
    assert [row["first"] for row in back] == texts


@given(TEXTS | HOSTILE)
def test_no_text_cell_begins_like_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))
    assert plain_text(cell(text)) == text


@pytest.mark.parametrize("text", ["'Ain Selwa", "O'Hare", "plain", "3-4", ""])
def test_harmless_text_is_left_as_it_is(text: str) -> None:
    assert cell(text) == text


def test_numbers_and_days_are_written_bare_and_unknown_as_empty() -> None:
    values = (-12.5, 0, dt.date(2021, 5, 3), None)
    assert [cell(value) for value in values] == ["-12.5", "0", "2021-05-03", ""]


def test_records_end_in_cr_lf_and_line_breaks_stay_inside_quotes() -> None:
    assert written("a\nb", 'say "x"') == 'first,second\r\n"a\nb",\r\n"say ""x""",\r\n'


def test_any_csv_reader_reads_it() -> None:
    lines = list(csv.reader(io.StringIO(written("a,b", "c"), newline="")))
    assert lines == [["first", "second"], ["a,b", ""], ["c", ""]]
