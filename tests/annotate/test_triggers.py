"""Words name an event of a kind, or do not."""

from collections.abc import Callable

import pytest

from corrobora.annotate.tokens import Parsed
from corrobora.annotate.triggers import find_triggers, patterns
from corrobora.codebook.table import table

Parse = Callable[..., Parsed]


@pytest.mark.parametrize("noun", [False, True])
def test_every_group_of_the_table_finds_its_own_example(parse_text: Parse, noun: bool) -> None:
    for group in table("lexicons/en/triggers")["noun" if noun else "verb"]:
        found = find_triggers(parse_text(group["example"]))
        assert group["kind"] in {t.kind for t in found}, group["example"]


def test_every_kind_of_the_table_stands_in_the_codebook() -> None:
    kinds = set(table("codebook")["kinds"])
    decided_later = {"DETENTION", "TAKING", "FLIGHT", "ATTACK", "OUSTING"}
    named = {pattern.kind for found in patterns().values() for pattern in found}
    assert named <= kinds | decided_later
    assert kinds <= named | {"capture", "arrest", "abduction"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The director shot a film in the desert.",
        "The two firms struck a deal.",
        "She died of natural causes.",
        "Teachers began a hunger strike.",
        "The ministry released a statement.",
        "The protest leader spoke to reporters.",
        "His death sentence was a surprise to nobody.",
        "He opened the door.",
        "The committee targeted a budget target of nine million.",
    ],
)
def test_words_that_name_no_event(parse_text: Parse, sentence: str) -> None:
    found = {t.kind for t in find_triggers(parse_text(sentence))}
    assert not found & {"shooting", "airstrike", "killing", "release", "protest", "ATTACK"}


def test_the_longer_pattern_wins(parse_text: Parse) -> None:
    parsed = parse_text("A car bomb attack was followed by a drone strike.")
    assert [(t.kind, parsed.text[t.start : t.end]) for t in find_triggers(parsed)] == [
        ("bombing", "bomb attack"),
        ("drone_strike", "drone strike"),
    ]
