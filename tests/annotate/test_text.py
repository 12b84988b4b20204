"""Paragraphs are cut before sentences, and preparing text moves no offset."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corrobora.annotate.text import hard_wrapped, paragraphs, plain, readable
from corrobora.model import Document


def cut(text: str, **fields: int) -> list[str]:
    document = Document(text=text, **fields)  # type: ignore[arg-type]
    return [text[p.start : p.end] for p in paragraphs(document)]


def test_blank_lines_part_paragraphs() -> None:
    assert cut("One.\n\nTwo.\n \nThree.") == ["One.", "Two.", "Three."]


def test_the_headline_is_never_glued_to_the_lead() -> None:
    text = "Mayor Shot\nThe mayor of Orsk was shot."
    found = paragraphs(Document(text=text, headline_end=10))
    assert [(text[p.start : p.end], p.headline) for p in found] == [
        ("Mayor Shot", True),
        ("The mayor of Orsk was shot.", False),
    ]


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Rebels attacked the power station on the river during the\n"
        "night, a spokesman said, and withdrew to the hills before\n"
        "the army came."
    )
    assert hard_wrapped(text)
    assert cut(text) == [text]


def test_short_lines_of_uneven_length_stay_apart() -> None:
    assert cut(
        "Police said so.\nThe army, which had been in the town since May, denied it.\nNo."
    ) == [
        "Police said so.",
        "The army, which had been in the town since May, denied it.",
        "No.",
    ]


def test_an_overlong_paragraph_is_cut_at_sentence_ends() -> None:
    text = "A shell fell on the town. " * 2_000
    pieces = cut(text)
    assert len(pieces) > 1
    assert all(piece.endswith(".") for piece in pieces)


@given(st.text())
def test_evening_out_characters_keeps_the_length(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text(min_size=1).filter(str.strip), st.integers(min_value=0, max_value=20))
def test_paragraphs_are_in_order_and_hold_all_that_is_no_white_space(
    text: str, cut_at: int
) -> None:
    document = Document(text=text, headline_end=min(cut_at, len(text)))
    found = paragraphs(document)
    assert all(p.start < p.end for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    kept = "".join(text[p.start : p.end] for p in found)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(len(readable(text, p)) == p.end - p.start for p in found)
