"""Quotations: which marks pair, and which pairs are one quotation."""

from collections.abc import Callable

import pytest

from corrobora.annotate.quotes import find_quotations
from corrobora.annotate.tokens import Parsed

Parse = Callable[..., Parsed]


def quoted(parsed: Parsed) -> list[list[str]]:
    return [
        [parsed.text[start:end] for start, end in quotation.pieces]
        for quotation in find_quotations(parsed)
    ]


@pytest.mark.parametrize(
    "marks", ["“{}”", '"{}"', "''{}''", "«{}»"], ids=["curly", "typewriter", "doubled", "angled"]
)
def test_marks_of_every_make_pair(parse_text: Parse, marks: str) -> None:
    words = marks.format("The road is open,")
    assert quoted(parse_text(f"{words} the mayor said.")) == [[words]]


def test_two_quotations_in_one_sentence_stay_two(parse_text: Parse) -> None:
    found = quoted(parse_text('"It burned," he said, "and then it fell."'))
    assert found == [['"It burned,"'], ['"and then it fell."']]


def test_a_paragraph_left_open_goes_on_in_the_next_that_opens(parse_text: Parse) -> None:
    text = "“They came at night.\n\n“They left at dawn,” she said."
    assert quoted(parse_text(text)) == [["“They came at night.", "“They left at dawn,”"]]


def test_a_quotation_never_closed_ends_with_its_paragraph(parse_text: Parse) -> None:
    text = "He said: “They came at night.\n\nThe road was closed."
    assert quoted(parse_text(text)) == [["“They came at night."]]


def test_an_apostrophe_is_no_mark(parse_text: Parse) -> None:
    assert quoted(parse_text("The farmers' carts and the mayor's house burned.")) == []


def test_inches_are_no_mark(parse_text: Parse) -> None:
    assert quoted(parse_text('The shell was 12" long and the crater 9 yards wide.')) == []


def test_a_few_words_may_only_be_set_off(parse_text: Parse) -> None:
    parsed = parse_text('The "safe zone" is empty, and "nobody wants to go back there".')
    assert [quotation.set_off for quotation in find_quotations(parsed)] == [True, False]
