"""Windows cover every word piece once, whole sentences together, each beside what went before."""

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corrobora.annotate.encoder_windows import BEFORE, OWN, Pieces, windows


def pieces(lengths: list[int]) -> tuple[Pieces, str]:
    """A document whose sentences have so many one-letter pieces, with a space after each."""
    text = "a " * sum(lengths)
    n = sum(lengths)
    starts = np.arange(n, dtype=np.int32) * 2
    ends = np.cumsum([0, *lengths])
    parts = tuple((int(a), int(b)) for a, b in pairwise(ends))
    return Pieces(np.ones(n, np.int32), starts, starts + 1, np.ones(n, np.bool_), parts), text


@given(st.lists(st.integers(1, 3 * OWN), max_size=12))
def test_every_piece_is_some_windows_own_once(lengths: list[int]) -> None:
    document, text = pieces(lengths)
    at = 0
    for window in windows(document, text):
        assert window.first == at
        assert 0 < window.last - window.first <= OWN
        assert window.first - window.before <= BEFORE
        at = window.last
    assert at == len(document.ids)


def test_a_sentence_that_fits_is_not_torn() -> None:
    document, text = pieces([100, 100, 50])
    assert [(w.first, w.last) for w in windows(document, text)] == [(0, 100), (100, 250)]


def test_a_window_is_read_after_the_words_before_it() -> None:
    document, text = pieces([100, 100])
    _, second = windows(document, text)
    ids = second.ids(document)
    assert second.before == 100 - BEFORE
    assert len(ids) == BEFORE + 100 + 3
    assert second.offset == BEFORE + 2


def test_words_of_a_range_are_those_that_share_a_character() -> None:
    document, _ = pieces([10])
    assert document.inside(2, 5) == [1, 2]
    assert document.inside(3, 4) == []
