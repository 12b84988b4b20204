"""Windows cover every word piece once, whole sentences together."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corrobora.annotate.encoder_windows import SIZE, Pieces, windows


def pieces(lengths: list[int]) -> tuple[Pieces, str]:
    """A document whose sentences have so many one-letter pieces, with a space after each."""
    text = "a " * sum(lengths)
    n = sum(lengths)
    starts = np.arange(n, dtype=np.int32) * 2
    ends = np.cumsum([0, *lengths])
    parts = tuple((int(a), int(b)) for a, b in pairwise(ends))
    return Pieces(np.ones(n, np.int32), starts, starts + 1, np.ones(n, np.bool_), parts), text


@given(st.lists(st.integers(1, 3 * SIZE), max_size=12))
def test_every_piece_is_in_one_window(lengths: list[int]) -> None:
    document, text = pieces(lengths)
    at = 0
    for window in windows(document, text):
        assert window.first == at
        assert 0 < window.last - window.first <= SIZE
        at = window.last
    assert at == len(document.ids)


def test_a_sentence_that_fits_is_not_torn() -> None:
    document, text = pieces([110, 100, 50])
    assert [(w.first, w.last) for w in windows(document, text)] == [(0, 110), (110, 260)]


def test_what_is_read_stands_between_the_signs_of_a_beginning_and_an_end() -> None:
    document, text = pieces([3])
    (window,) = windows(document, text)
    assert window.ids(document) == [101, 1, 1, 1, 102]


def test_words_of_a_range_are_those_that_share_a_character() -> None:
    document, _ = pieces([10])
    assert document.inside(2, 5) == [1, 2]
    assert document.inside(3, 4) == []
