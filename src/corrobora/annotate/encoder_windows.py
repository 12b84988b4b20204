"""A document cut into the windows that the encoder reads: word pieces with their offsets.

A window holds whole sentences, as many as fit, so that "the attack" is read beside the attack.
Every piece is in one window.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int32]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]

# Pieces of a window. Longer ones gain little and cost more; so do words read once more before it.
SIZE = 208

FIRST, LAST, PADDING = 101, 102, 0


@dataclass(frozen=True)
class Pieces:
    """The word pieces of a document in text order, N of them.

    `ids` [N] are the vocabulary's; `starts` and `ends` [N] offsets in code points of the document;
    `opens` [N] whether a piece begins a word; `parts` the ranges [first, last) of pieces that the
    paragraphs became, in order.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    opens: Bools
    parts: tuple[tuple[int, int], ...]

    def inside(self, start: int, end: int) -> list[int]:
        """The pieces that begin words and share a character with [start, end)."""
        first = int(np.searchsorted(self.ends, start, side="right"))
        last = int(np.searchsorted(self.starts, end, side="left"))
        return [at for at in range(first, last) if self.opens[at]]


@dataclass(frozen=True)
class Window:
    """The pieces [first, last) that are read together."""

    first: int
    last: int

    def ids(self, pieces: Pieces) -> list[int]:
        """What the encoder reads."""
        return [FIRST, *pieces.ids[self.first : self.last].tolist(), LAST]


def pieces_of(tokenizer: Any, text: str, parts: Sequence[tuple[int, int]]) -> Pieces:
    """The pieces of `text`, read in the ranges of characters given."""
    encoded = tokenizer.encode_batch(
        [text[start:end] for start, end in parts], add_special_tokens=False
    )
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    opens: list[bool] = []
    ranges = []
    for (start, _), one in zip(parts, encoded, strict=True):
        ranges.append((len(ids), len(ids) + len(one.ids)))
        ids += one.ids
        starts += [start + a for a, _ in one.offsets]
        ends += [start + b for _, b in one.offsets]
        opens += [not token.startswith("##") for token in one.tokens]
    return Pieces(
        np.array(ids, np.int32),
        np.array(starts, np.int32),
        np.array(ends, np.int32),
        np.array(opens, np.bool_),
        tuple(ranges),
    )


_ENDS = re.compile(r"[.!?]")


def windows(pieces: Pieces, text: str) -> Iterator[Window]:
    """The windows of a document in text order."""
    first = 0
    for start, end in _short_parts(pieces, text):
        if end - first > SIZE and start > first:
            yield Window(first, start)
            first = start
    if first < len(pieces.ids):
        yield Window(first, len(pieces.ids))


def _short_parts(pieces: Pieces, text: str) -> Iterator[tuple[int, int]]:
    """The paragraphs, those too long for a window cut after a sentence's end where there is one."""
    for start, last in pieces.parts:
        while last - start > SIZE:
            cut = next(
                (
                    at + 1
                    for at in range(start + SIZE - 1, start + SIZE // 3, -1)
                    if _ENDS.fullmatch(text[pieces.starts[at] : pieces.ends[at]])
                ),
                start + SIZE,
            )
            yield start, cut
            start = cut
        if last > start:
            yield start, last
