"""Times bound to the day of publication, and those that stay open without one."""

import datetime as dt
import itertools
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corrobora.annotate.mentions import TimeMention
from corrobora.annotate.times import find_times
from corrobora.annotate.tokens import Parsed
from corrobora.values import Precision

Parser = Callable[..., Parsed]
WEDNESDAY = dt.date(2018, 5, 2)


@pytest.fixture(scope="module")
def read(parse_text: Parser) -> Callable[..., list[TimeMention]]:
    """A function from a text to its time mentions, published on Wednesday 2018-05-02."""

    def times(text: str, published: dt.date | None = WEDNESDAY) -> list[TimeMention]:
        return find_times(parse_text(text, published=published))

    return times


def days(mention: TimeMention) -> tuple[str | None, str | None]:
    first, last = mention.when.first, mention.when.last
    return first.isoformat() if first else None, last.isoformat() if last else None


Read = Callable[..., list[TimeMention]]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Two guards were shot on Monday.", "2018-04-30", "2018-04-30"),
        ("Two guards were shot on Wednesday.", "2018-05-02", "2018-05-02"),
        ("Two guards were shot last Wednesday.", "2018-04-25", "2018-04-25"),
        ("The envoys will meet on Friday.", "2018-05-04", "2018-05-04"),
        ("The envoys plan to meet on Friday.", "2018-05-04", "2018-05-04"),
        ("The talks resume on Friday.", "2018-05-04", "2018-05-04"),
        ("The convoy leaves next Tuesday.", "2018-05-08", "2018-05-08"),
        ("Gunmen raided the mill yesterday.", "2018-05-01", "2018-05-01"),
        ("Gunmen raided the mill today.", "2018-05-02", "2018-05-02"),
        ("Gunmen raided the mill overnight.", "2018-05-01", "2018-05-02"),
        ("Gunmen raided the mill last night.", "2018-05-01", "2018-05-01"),
        ("Gunmen raided the mill late on Sunday night.", "2018-04-29", "2018-04-29"),
        ("The mill burned over the weekend.", "2018-04-28", "2018-04-29"),
        ("The mill burned last week.", "2018-04-23", "2018-04-29"),
        ("The mill burned this week.", "2018-04-30", "2018-05-02"),
        ("The mill burned earlier this year.", "2018-01-01", "2018-05-02"),
        ("The mill burned last month.", "2018-04-01", "2018-04-30"),
        ("The mill burned last year.", "2017-01-01", "2017-12-31"),
        ("The mill burned last October.", "2017-10-01", "2017-10-31"),
        ("The mill burned in February.", "2018-02-01", "2018-02-28"),
        ("The mill burned in November.", "2017-11-01", "2017-11-30"),
        ("The mill will reopen in November.", "2018-11-01", "2018-11-30"),
        ("The mill burned three days ago.", "2018-04-29", "2018-04-29"),
        ("The mill burned two weeks ago.", "2018-04-16", "2018-04-22"),
        ("The mill burned three months ago.", "2018-02-01", "2018-02-28"),
        ("The mill burned four years ago.", "2014-01-01", "2014-12-31"),
        ("The mill burned a few months ago.", "2017-12-02", "2018-03-02"),
        ("Nine people died in the past 24 hours.", "2018-05-01", "2018-05-02"),
        ("Nine people died in the last month.", "2018-04-02", "2018-05-02"),
        ("Nine people died in recent weeks.", "2018-04-02", "2018-05-02"),
        ("Nine people died over the past three years.", "2015-05-02", "2018-05-02"),
    ],
)
def test_relative_times_are_counted_from_publication(
    read: Read, text: str, first: str, last: str
) -> None:
    (mention,) = read(text)
    assert days(mention) == (first, last)
    assert mention.when.anchor == WEDNESDAY


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("The mill burned in February.", 2),
        ("The mill burned last October.", 10),
        ("The mill burned in early March.", 3),
        ("The mill burned on 12 May.", 5),
        ("The mill burned last year.", None),
        ("The mill burned yesterday.", None),
        ("The mill burned on Monday.", None),
        ("The mill burned two weeks ago.", None),
        ("The mill burned during Ramadan.", None),
    ],
)
def test_without_publication_no_day_is_invented(read: Read, text: str, month: int | None) -> None:
    (mention,) = read(text, published=None)
    assert days(mention) == (None, None)
    assert mention.when.month == month
    assert mention.when.anchor is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("The road has been shut since 2014.", "2014-01-01", "2018-05-02"),
        ("The siege went on until June 2016.", None, "2016-06-30"),
        ("Before 2010 the road was open.", None, "2009-12-31"),
        ("After 2010 the road was shut.", "2011-01-01", None),
        ("They must leave by Friday.", None, "2018-05-04"),
    ],
)
def test_prepositions_leave_a_bound_open(
    read: Read, text: str, first: str | None, last: str | None
) -> None:
    (mention,) = read(text)
    assert days(mention) == (first, last)
    assert mention.when.precision is Precision.RANGE


def test_since_has_no_end_where_publication_is_unknown(read: Read) -> None:
    (mention,) = read("The road has been shut since 2014.", published=None)
    assert days(mention) == ("2014-01-01", None)


def test_after_an_hour_of_a_day_is_that_day(read: Read) -> None:
    (mention,) = read("A man was shot after 5 pm on Monday.")
    assert days(mention) == ("2018-04-30", "2018-04-30")


def test_a_mention_holds_the_preposition_and_its_extent_does_not(
    parse_text: Parser,
) -> None:
    parsed = parse_text("In February he fled. He was held in 2014, and last October he died.")
    quotes = [parsed.text[m.start : m.end] for m in find_times(parsed)]
    extents = [parsed.text[slice(*m.extent)] for m in find_times(parsed)]
    assert quotes == ["In February", "in 2014", "last October"]
    assert extents == ["February", "2014", "last October"]


def test_a_possessive_takes_no_preposition(parse_text: Parser) -> None:
    parsed = parse_text("By Saturday's count 40 had died.", published=WEDNESDAY)
    (mention,) = find_times(parsed)
    assert parsed.text[mention.start : mention.end] == "Saturday's"
    assert days(mention) == ("2018-04-28", "2018-04-28")


@pytest.mark.parametrize(
    "text",
    [
        "A 57-year-old farmer and his 12-year-old son drowned.",
        "The farmer was 57 years old.",
        "Soldiers may march on the capital.",
        "THE ARMY MAY ATTACK.",
        "The second guard fled.",
        "About 2000 people fled the camp.",
        "Resolution 2254 was ignored.",
        "The spring of the lock broke.",
        "May said Britain had no choice.",
    ],
)
def test_what_only_looks_like_a_time_is_none(read: Read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("They fought for two weeks.", "P2W"),
        ("They fought for several days.", "PXD"),
        ("They fought for two bloody weeks.", "P2W"),
        ("The week-long siege ended.", "P1W"),
        ("He waited for half an hour.", "PT0.5H"),
        ("He served twenty-five years.", "P25Y"),
    ],
)
def test_lengths_of_time_date_nothing(read: Read, text: str, timex: str) -> None:
    (mention,) = read(text)
    assert (mention.duration, mention.timex, days(mention)) == (True, timex, (None, None))


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("They march every Friday.", "XXXX-WXX-5"),
        ("They march daily.", "XXXX-XX-XX"),
        ("They march on Fridays.", "XXXX-WXX-5"),
        ("Trucks arrive twice a week.", "XXXX-WXX"),
    ],
)
def test_sets_of_times_are_repeated(read: Read, text: str, timex: str) -> None:
    (mention,) = read(text)
    assert (mention.repeated, mention.timex, days(mention)) == (True, timex, (None, None))


def test_a_capitals_text_reads_alike(read: Read) -> None:
    found = read("REBELS STRUCK LAST NIGHT. ON 18 FEB 90 TWO POLICEMEN DIED.")
    assert [days(m)[0] for m in found] == ["2018-05-01", "1990-02-18"]


def test_feasts_are_reckoned_by_their_calendar(read: Read) -> None:
    found = read("It was bombed during Ramadan 2016, on Easter Monday 2017 and on Christmas Eve.")
    assert [days(m) for m in found] == [
        ("2016-06-06", "2016-07-05"),
        ("2017-04-17", "2017-04-17"),
        ("2017-12-24", "2017-12-24"),
    ]


def test_mentions_are_in_order_and_never_overlap(read: Read) -> None:
    found = read(
        "On Monday, 30 April 2018, at 10:30 pm, after two weeks of calm, shells fell from dawn "
        "until the early hours of Tuesday, the worst night since the summer of 2016."
    )
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


PIECES = (
    "on Monday|late|May|12|–|2018|480 BC|the|end of|last|next|night|two weeks|ago|between|and|to|"
    "since|every|10:30 pm|Ramadan|summer|30 February|that day|1999|'09|before|of that year|."
).split("|")


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25), st.booleans())
def test_any_words_give_ordered_mentions_inside_the_text(
    parse_text: Parser, pieces: list[str], dated: bool
) -> None:
    text = " ".join(pieces)
    found = find_times(parse_text(text, published=WEDNESDAY if dated else None))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    for mention in found:
        assert 0 <= mention.start <= mention.extent[0] < mention.extent[1] <= mention.end
        assert mention.end <= len(text)
