"""How a text tells a number: as it stands, as a change, as former, as a part, over a period."""

import pytest

from corrobora.assemble.views import views
from corrobora.link.manner import Manner, manner, numbered, only_hit, over_a_period
from tests.claims import Report, Subjected


def toll(text: str, words: str) -> Subjected:
    event = Report(text).event(text.split()[0], "other_violence")
    return event.toll(words, 1, 1)


def told(text: str, words: str) -> Manner:
    event = toll(text, words)
    return manner(event.claims[-1], event.report.document)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The toll of Monday's raid rose to at least 21, the mayor said.", "21"),
        ("Police raised the number of dead to 8 late on Friday.", "8"),
        ("The army revised its count down to six.", "six"),
        ("The tally has now passed thirty, a nurse said.", "thirty"),
        ("Deaths from the blast climbed to 17.", "17"),
        ("Gov. Vera Molo put it at 14, up from nine a day before.", "14"),
    ],
)
def test_a_change_is_told_as_a_change(text: str, words: str) -> None:
    assert told(text, words) is Manner.UPDATE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The office revised the toll down on Friday from 14.", "14"),
        ("It stands at 12, down from an earlier count of 15.", "15"),
        ("Earlier reports had spoken of 40 dead.", "40"),
        ("Nineteen dead were initially reported by the army.", "Nineteen"),
    ],
)
def test_a_number_that_no_longer_holds_is_former(text: str, words: str) -> None:
    assert told(text, words) is Manner.FORMER


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Three of the wounded died in the night.", "Three of the wounded"),
        ("Fire killed two of them at once.", "two of them"),
    ],
)
def test_some_of_others_are_a_part(text: str, words: str) -> None:
    assert told(text, words) is Manner.PART


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Fighting killed 41 people across the southern province this week.", "41 people"),
        ("Raids have killed 300 people since January.", "300 people"),
        ("Mines killed ten people in the past three months.", "ten people"),
        ("So far this year 90 people were killed on the road.", "90 people"),
    ],
)
def test_a_sum_over_more_than_one_happening_is_of_a_period(text: str, words: str) -> None:
    assert told(text, words) is Manner.PERIOD
    (event,) = views(toll(text, words).claims).events
    assert over_a_period(event, toll(text, words).report.document)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A blast killed nine people in Selwa on Monday.", "nine people"),
        ("The shelling that killed nine people this week shocked the town.", "nine people"),
        ("Police rose to help. A blast killed six people.", "six people"),
        ("Nine men from the village of Orvane died.", "Nine men"),
        ("The road to Selwa was cut. Sgt. Ilya Tarn died.", "Sgt. Ilya Tarn"),
    ],
)
def test_a_number_without_such_words_is_told_plainly(text: str, words: str) -> None:
    assert told(text, words) is Manner.PLAIN


def test_who_is_named_or_described_is_not_counted() -> None:
    for words, counts in (("two bakers", True), ("a baker", False), ("a 9-year-old boy", False)):
        event = toll(f"Shells killed {words} in the yard.", words)
        assert numbered(event.claims[-1], event.report.document) is counts


def test_those_shot_may_be_dead_and_others_are_not() -> None:
    for text, words, hit in (
        ("Four people were shot, three of them fatally.", "Four people", True),
        ("Five were killed and two others were shot.", "two others", False),
        ("Four people were wounded.", "Four people", False),
    ):
        event = toll(text, words)
        assert only_hit(event.claims[-1], event.report.document) is hit
