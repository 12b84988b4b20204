"""Sentences are cut without a parser, and ranks, initials and quotes do not mislead the cutter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corrobora.annotate.sentences import sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Shells fell on Orvane. Nobody was hurt.",
            ["Shells fell on Orvane.", "Nobody was hurt."],
        ),
        ("Sgt. Ilya Soren fired. Two men fell.", ["Sgt. Ilya Soren fired.", "Two men fell."]),
        ("It was J. B. Marsh who called.", ["It was J. B. Marsh who called."]),
        ("“They ran.” The guards fired.", ["“They ran.”", "The guards fired."]),
        ("At 3.15 p.m. on Friday it rained.", ["At 3.15 p.m. on Friday it rained."]),
        ("Who fired? No one knows! ", ["Who fired?", "No one knows! "]),
        ("SHELLS FELL. GEN. ROSAS FLED.", ["SHELLS FELL.", "GEN. ROSAS FLED."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@given(st.text(alphabet='aB. !?\n"”)1', max_size=80))
def test_nothing_but_white_space_is_between_sentences(text: str) -> None:
    at = 0
    for start, end in sentences(text, 0, len(text)):
        assert not text[at:start].strip()
        assert start < end
        at = end
    assert not text[at:].strip()
