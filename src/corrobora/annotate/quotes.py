"""Quotations: pairs of marks, runs over several paragraphs, and marks that only set words off.

The text is read with its marks evened out, so that “ ”, « » and " are one; a quotation that a
paragraph leaves open and the next paragraph opens again is one quotation in two pieces.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.annotate.text import plain
from corrobora.annotate.tokens import Parsed, Sentence

# Two typewriter apostrophes serve as a quotation mark in some wire copy.
_MARK = re.compile(r"\"|''|``")
_OPENERS = frozenset("“„«‘`")
_CLOSERS = frozenset("”»")
# Up to this many words inside marks may be a name or a word set off, not speech.
SET_OFF = 3


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words inside quotation marks; each piece `[start, end)` takes in its marks."""

    pieces: tuple[tuple[int, int], ...]
    words: int

    @property
    def start(self) -> int:
        """Where the first mark stands."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """Where the last mark ends."""
        return self.pieces[-1][1]

    @property
    def set_off(self) -> bool:
        """Whether the marks may only set a few words off."""
        return self.words <= SET_OFF


def find_quotations(parsed: Parsed) -> list[Quotation]:
    """The quotations of a document in text order; those never closed end with their paragraph."""
    found: list[Quotation] = []
    carried: list[tuple[int, int]] = []
    for paragraph in parsed.paragraphs:
        pieces, open_at = _pairs(parsed.text, paragraph.start, paragraph.end)
        if carried and (not pieces or pieces[0][0] != paragraph.start):
            reopened = open_at == paragraph.start and not pieces
            if not reopened:
                found.append(_quotation(parsed, carried))
                carried = []
        if carried and pieces:
            found.append(_quotation(parsed, [*carried, pieces.pop(0)]))
            carried = []
        found += [_quotation(parsed, [piece]) for piece in pieces]
        if open_at is not None:
            carried.append((open_at, paragraph.end))
    if carried:
        found.append(_quotation(parsed, carried))
    return found


def _quotation(parsed: Parsed, pieces: list[tuple[int, int]]) -> Quotation:
    words = sum(len(re.findall(r"\w+", parsed.text[start:end])) for start, end in pieces)
    return Quotation(tuple(pieces), words)


def _pairs(text: str, start: int, end: int) -> tuple[list[tuple[int, int]], int | None]:
    """The closed pairs of a paragraph, and where a pair was left open, None if none was."""
    even = plain(text[start:end])
    pairs: list[tuple[int, int]] = []
    open_at: int | None = None
    for match in _MARK.finditer(even):
        mark = text[start + match.start()]
        before = even[match.start() - 1] if match.start() else " "
        after = even[match.end()] if match.end() < len(even) else " "
        if mark in _OPENERS:
            opens = True
        elif mark in _CLOSERS:
            opens = False
        elif before.isdigit() and open_at is None:
            continue  # inches and seconds
        else:
            opens = open_at is None and (before.isspace() or before in "([—–-" or not pairs)
            opens = opens and not after.isspace()
        if opens:
            # A second opening mark inside an open quotation is a slip of the first's closing.
            if open_at is None:
                open_at = start + match.start()
        elif open_at is not None:
            pairs.append((open_at, start + match.end()))
            open_at = None
    return pairs, open_at


def quoted_tokens(
    parsed: Parsed, sentence: Sentence, quotations: Sequence[Quotation]
) -> dict[int, Quotation]:
    """The tokens of the sentence that stand in a quotation."""
    found: dict[int, Quotation] = {}
    for quotation in quotations:
        if quotation.end <= sentence.start:
            continue
        if quotation.start >= sentence.end:
            break
        for start, end in quotation.pieces:
            for index in parsed.tokens_in(start, end):
                if sentence.first <= index < sentence.last:
                    found[index] = quotation
    return found
