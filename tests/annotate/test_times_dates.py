"""Calendar dates in all written forms, their parts, ranges and times of day."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.annotate import times_values as values
from corrobora.annotate.mentions import TimeMention
from corrobora.annotate.times import find_times
from corrobora.annotate.times_units import count_of, duration_text, full_year
from corrobora.annotate.tokens import Parsed
from corrobora.values import Precision

Parser = Callable[..., Parsed]


def one(parse_text: Parser, text: str) -> TimeMention:
    (mention,) = find_times(parse_text(text))
    return mention


def days(mention: TimeMention) -> tuple[str, str]:
    return str(mention.when.first), str(mention.when.last)


@pytest.mark.parametrize(
    "written",
    [
        "18 February 1990",
        "February 18, 1990",
        "Feb. 18, 1990",
        "the 18th of February 1990",
        "Sunday, February 18, 1990",
        "1990-02-18",
        "18/02/1990",
        "02/18/1990",
    ],
)
def test_a_full_date_is_one_day_however_written(parse_text: Parser, written: str) -> None:
    mention = one(parse_text, f"The bridge was blown up on {written}.")
    assert days(mention) == ("1990-02-18", "1990-02-18")
    assert mention.timex == "1990-02-18"


def test_a_date_that_may_be_read_two_ways_keeps_both(parse_text: Parser) -> None:
    mention = one(parse_text, "The bridge was blown up on 03/04/2015.")
    assert days(mention) == ("2015-03-04", "2015-04-03")


@pytest.mark.parametrize(
    ("written", "first", "last", "timex"),
    [
        ("March 2017", "2017-03-01", "2017-03-31", "2017-03"),
        ("early March 2017", "2017-03-01", "2017-03-10", "2017-03"),
        ("mid-March 2017", "2017-03-11", "2017-03-20", "2017-03"),
        ("late March 2017", "2017-03-21", "2017-03-31", "2017-03"),
        ("the end of March 2017", "2017-03-21", "2017-03-31", "2017-03"),
        ("early 2017", "2017-01-01", "2017-04-30", "2017"),
        ("mid-2017", "2017-05-01", "2017-08-31", "2017"),
        ("late 2017", "2017-10-01", "2017-12-31", "2017"),
        ("the summer of 2017", "2017-06-01", "2017-08-31", "2017-SU"),
        ("the winter of 2017", "2017-12-01", "2018-02-28", "2017-WI"),
        ("the second quarter of 2017", "2017-04-01", "2017-06-30", "2017-Q2"),
        ("the first half of 2017", "2017-01-01", "2017-06-30", "2017-H1"),
        ("the 1980s", "1980-01-01", "1989-12-31", "198"),
        ("the late 1980s", "1987-01-01", "1989-12-31", "198"),
        ("the 19th century", "1801-01-01", "1900-12-31", "18"),
    ],
)
def test_a_stretch_keeps_its_own_precision(
    parse_text: Parser, written: str, first: str, last: str, timex: str
) -> None:
    mention = one(parse_text, f"The fort was rebuilt in {written}.")
    assert (*days(mention), mention.timex) == (first, last, timex)


def test_years_before_christ_have_a_value_and_no_days(parse_text: Parser) -> None:
    mention = one(parse_text, "The fort was taken in 480 BC.")
    assert (mention.timex, mention.when.first) == ("BC0480", None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It burned between 3 and 5 June 2017.", "2017-06-03", "2017-06-05"),
        ("It burned on June 3-5, 2017.", "2017-06-03", "2017-06-05"),
        ("It burned on the night of 12–13 May 2017.", "2017-05-12", "2017-05-13"),
        ("He was held from March to May 2017.", "2017-03-01", "2017-05-31"),
        ("He was held from November to March 2017.", "2016-11-01", "2017-03-31"),
        ("He was held from 3 March 2016 until 4 May 2017.", "2016-03-03", "2017-05-04"),
        ("The war of 2011–13 emptied it.", "2011-01-01", "2013-12-31"),
        ("He ruled between 1954 and 1963.", "1954-01-01", "1963-12-31"),
    ],
)
def test_a_range_is_one_mention_with_two_ends(
    parse_text: Parser, text: str, first: str, last: str
) -> None:
    mention = one(parse_text, text)
    assert days(mention) == (first, last)
    assert len(mention.parts) == 2


@pytest.mark.parametrize(
    ("text", "timex", "precision"),
    [
        ("It fell at 10:30 pm on 5 May 2017.", "2017-05-05T22:30", Precision.MINUTE),
        ("It fell on 5 May 2017 at 11 am.", "2017-05-05T11", Precision.HOUR),
        ("It fell at 2330 on 5 May 2017.", "2017-05-05T23:30", Precision.MINUTE),
        ("It fell on the morning of 5 May 2017.", "2017-05-05TMO", Precision.DAYPART),
        ("It fell in the early hours of 5 May 2017.", "2017-05-05TMO", Precision.DAYPART),
    ],
)
def test_a_time_of_day_sharpens_precision_and_leaves_the_day(
    parse_text: Parser, text: str, timex: str, precision: Precision
) -> None:
    mention = one(parse_text, text)
    assert days(mention) == ("2017-05-05", "2017-05-05")
    assert (mention.timex, mention.when.precision) == (timex, precision)


@given(st.dates(dt.date(1583, 1, 1), dt.date(9000, 1, 1)), st.sampled_from("D W MO Q Y".split()))
def test_a_unit_holds_the_day_it_was_asked_for(day: dt.date, unit: str) -> None:
    period = values.of_unit(day, unit)
    assert period.first is not None and period.last is not None
    assert period.first <= day <= period.last


@given(st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)), st.integers(-400, 400))
def test_shifting_by_months_lands_in_the_right_month(day: dt.date, months: int) -> None:
    there = values.shifted(day, months)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == months
    assert there.day <= day.day


@given(st.integers(1600, 2500))
def test_easter_is_a_sunday_in_spring(year: int) -> None:
    day = values.easter(year)
    assert day.weekday() == 6
    assert dt.date(year, 3, 22) <= day <= dt.date(year, 4, 25)


@given(st.integers(1, 9999), st.sampled_from(["START", "MID", "END", None]))
def test_a_part_lies_inside_its_year(year: int, part: str | None) -> None:
    whole, piece = values.of_year(year), values.of_year(year, part)
    assert whole.first and whole.last and piece.first and piece.last
    assert whole.first <= piece.first <= piece.last <= whole.last


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("two", 2, 2),
        ("twenty-five", 25, 25),
        ("a couple of", 2, 2),
        ("a dozen", 12, 12),
        ("two dozen", 24, 24),
        ("two to three", 2, 3),
        ("six to 12", 6, 12),
        ("several", None, None),
        ("a few", None, None),
        ("half", 0.5, 0.5),
    ],
)
def test_counts_in_words(words: str, low: float | None, high: float | None) -> None:
    assert count_of(words) == (low, high)


def test_durations_are_written_as_timex2_does() -> None:
    assert [duration_text(2, unit) for unit in ("H", "D", "W", "MO", "Y", "DE", "F")] == [
        "PT2H",
        "P2D",
        "P2W",
        "P2M",
        "P2Y",
        "P2DE",
        "P4W",
    ]


def test_two_digits_are_the_latest_year_not_after_publication() -> None:
    assert full_year(90, dt.date(1990, 3, 1)) == 1990
    assert full_year(12, dt.date(2018, 3, 1)) == 2012
    assert full_year(90, dt.date(2018, 3, 1)) == 1990
