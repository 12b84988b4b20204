"""The table's words: ranges, precision, and what is not known left empty."""

import datetime as dt

import pytest

from corrobora.assemble.incidents import assemble
from corrobora.assemble.summary import summaries
from corrobora.export.table import COLUMNS, Row, rows
from corrobora.export.wording import bounds_words, place_words, time_words
from corrobora.values import Place, Stage, Stance, When
from tests.claims import Report, Subjected, selwa


def only(event: Subjected) -> Row:
    (found,) = rows(summaries(assemble(event.claims, [event.report.document])))
    return found


def test_a_row_says_what_the_reports_say() -> None:
    claims, documents, _ = selwa()
    first, _ = rows(summaries(assemble(claims, documents)))
    assert first.cells[1:] == (
        "shelling",
        "2021-05-03",
        "Selwa, XA",
        "The Northern Front",
        "",
        "9–11",
        "30",
        "certain",
        "the mayor",
        "2 reports, 2 publishers, 2 independent origins",
    )
    assert len(first.cells) == len(COLUMNS)


def test_what_nobody_says_is_empty_and_none_is_a_number() -> None:
    event = Report("An attack hurt no one.").event("attack", "clash")
    event.toll("no one", 0, 0, outcome="injured")
    found = only(event)
    assert (found.date, found.place, found.killed, found.injured) == ("", "", "", "0")
    assert found.sources == "1 report"


def test_an_open_toll_shows_that_it_is_open() -> None:
    event = Report("An attack killed dozens.").event("attack", "clash")
    assert only(event.toll("dozens", 24, None)).killed == "24+"


def test_what_did_not_happen_or_is_denied_shows_it() -> None:
    planned = Report("An attack is planned.").event("attack", "clash", stage=Stage.PLANNED)
    assert only(planned).stance == "certain, planned"
    denied = Report("An attack by no one, the army said.").event("attack", "clash")
    denied.who("the army", stance=Stance.DENIED)
    found = only(denied)
    assert (found.stance, found.who) == ("certain, in part denied", "")


def test_many_names_are_counted() -> None:
    event = Report("An attack by Arn, Bel, Cor and Dun.").event("attack", "clash")
    for name in ("Arn", "Bel", "Cor", "Dun"):
        event.who(name)
    assert only(event).who == "Arn; Bel and 2 more"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2021-05-03", "2021-05-03", "2021-05-03"),
        ("2021-05-01", "2021-05-31", "2021-05"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2021-05-03", "2021-05-05", "2021-05-03 to 2021-05-05"),
        ("2021-05-03", None, "from 2021-05-03"),
        (None, "2021-05-03", "until 2021-05-03"),
        (None, None, "no date"),
    ],
)
def test_a_time_is_shown_no_finer_than_it_is_known(
    first: str | None, last: str | None, words: str
) -> None:
    days = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    assert time_words(When(first=days[0], last=days[1])) == words


def test_a_relation_that_the_name_says_is_not_said_twice() -> None:
    assert place_words(Place(name="Selwa", relation="near", country="XA")) == "near Selwa, XA"
    assert place_words(Place(name="Orvane border", relation="border")) == "Orvane border"


def test_a_month_without_a_year_is_named() -> None:
    assert time_words(When(month=2)) == "February"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (12, 12, "12"),
        (12, 17, "12–17"),
        (12, None, "12+"),
        (0, 24, "up to 24"),
        (None, 24, "up to 24"),
        (0, 0, "0"),
        (None, None, "unknown"),
    ],
)
def test_bounds_are_shown_as_told(low: int | None, high: int | None, words: str) -> None:
    assert bounds_words(low, high) == words
