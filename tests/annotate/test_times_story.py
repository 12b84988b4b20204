"""Times bound by what the text said before: its own dates, its dateline, its kind."""

import datetime as dt
from collections.abc import Callable

import pytest

from corrobora.annotate.times import dateline_date, find_times
from corrobora.annotate.tokens import Parsed

Parser = Callable[..., Parsed]
PUBLISHED = dt.date(2018, 5, 2)


def firsts(parsed: Parsed) -> list[str]:
    return [str(mention.when.first) for mention in find_times(parsed)]


@pytest.mark.parametrize(
    ("after", "first"),
    [
        ("The next day two more died.", "2018-04-04"),
        ("A day earlier it had been calm.", "2018-04-02"),
        ("That day it rained.", "2018-04-03"),
        ("Two weeks later he died.", "2018-04-16"),
        ("Five days later he died.", "2018-04-08"),
        ("The following month he died.", "2018-05-01"),
        ("The previous year he had been freed.", "2017-01-01"),
        ("Around 10 pm he was found.", "2018-04-03"),
    ],
)
def test_anchored_times_count_from_the_time_before(
    parse_text: Parser, after: str, first: str
) -> None:
    parsed = parse_text(f"He was shot on 3 April 2018. {after}", published=PUBLISHED)
    assert firsts(parsed) == ["2018-04-03", first]


def test_a_count_from_an_event_is_not_bound(parse_text: Parser) -> None:
    parsed = parse_text("He was shot on 3 April 2018. A week after the funeral his son fled.")
    assert firsts(parsed) == ["2018-04-03", "None"]


def test_a_month_takes_the_year_of_its_sentence(parse_text: Parser) -> None:
    parsed = parse_text(
        "He was arrested in February 2015 and released in May.", published=PUBLISHED
    )
    assert firsts(parsed) == ["2015-02-01", "2015-05-01"]


def test_a_month_takes_the_year_that_follows_in_a_list(parse_text: Parser) -> None:
    parsed = parse_text("Raids hit the town in April and May 2017.", published=PUBLISHED)
    assert firsts(parsed) == ["2017-04-01", "2017-05-01"]


def test_a_day_given_in_full_elsewhere_is_that_day(parse_text: Parser) -> None:
    parsed = parse_text(
        "The inquiry into 9 March opened.\n\nOn 9 March 2012 nine men were shot.",
        published=PUBLISHED,
    )
    assert firsts(parsed) == ["2012-03-09", "2012-03-09"]


CHRONICLE = (
    "In January 1951 the garrison revolted. It was relieved in June. The governor fled to the "
    "coast in October 1951, and in February his deputy followed. In 1952 the port was closed. "
    "By late 1953 the road was cut. In March 1954 a truce was made. It broke in August. "
    "In 1955 the last troops left."
)


def test_a_history_binds_months_to_its_own_years(parse_text: Parser) -> None:
    found = firsts(parse_text(CHRONICLE, published=PUBLISHED))
    assert found[1] == "1951-06-01"
    assert found[3] == "1952-02-01"
    assert found[7] == "1954-08-01"


def test_a_heading_that_is_a_year_dates_what_follows(parse_text: Parser) -> None:
    parsed = parse_text(
        "1936\n\nThe general died on 20 July. On 5 September the town fell.", published=PUBLISHED
    )
    assert firsts(parsed) == ["1936-01-01", "1936-07-20", "1936-09-05"]


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ("PORTO LUNA, 18 FEB 90 (AGENCY) -- [TEXT] THE PORT WAS HIT.", "1990-02-18"),
        ("LA VEGA, 3 MAR 89 -- THE PORT WAS HIT.", "1989-03-03"),
        ("HARBOUR TOWN, Nowhere (Nov. 20, 2012)\nThe port was hit.", "2012-11-20"),
        ("HARBOUR TOWN, Nowhere (Nov. 20, 2012) — The port was hit.", "2012-11-20"),
        ("2012-11-S-004\n\nHARBOUR TOWN, Nowhere (Nov. 20)\nThe port was hit.", "2012-11-20"),
        ("The port was hit on Nov. 20, 2012 by two shells.", "None"),
        ("HARBOUR TOWN, Nowhere (Nov. 20)\nThe port was hit.", "None"),
    ],
)
def test_datelines_are_told_from_dates_in_passing(parse_text: Parser, head: str, date: str) -> None:
    assert str(dateline_date(parse_text(head))) == date


def test_the_dateline_anchors_where_publication_is_unknown(parse_text: Parser) -> None:
    dateline, night = find_times(
        parse_text("PORTO LUNA, 18 FEB 90 (AGENCY) -- THE PORT WAS HIT LAST NIGHT.")
    )
    assert dateline.rule == "dateline"
    assert night.when.first == dt.date(1990, 2, 17)
    assert night.rule.endswith("@dateline")


def test_publication_outranks_the_dateline(parse_text: Parser) -> None:
    _, night = find_times(
        parse_text(
            "PORTO LUNA, 18 FEB 90 (AGENCY) -- THE PORT WAS HIT YESTERDAY.",
            published=dt.date(1990, 2, 19),
        )
    )
    assert night.when.first == dt.date(1990, 2, 18)
    assert night.rule == "yesterday"
