"""Text made ready for the parser: paragraphs cut first, characters evened out, offsets kept.

`plain` returns a string of exactly the input's length, so that an offset in what the parser saw is
an offset in the document.
"""

import re

from corrobora.annotate.case import natural_case
from corrobora.annotate.tokens import Paragraph
from corrobora.model import Document

# A parser's memory grows with the length of its input; a report's paragraph is rarely over 5,000.
LONGEST_PARAGRAPH = 20_000

_BLANK_LINE = re.compile(r"\n[ \t\r\f\v\u00a0]*\n\s*")
_LINE = re.compile(r"\n")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s+")
_WHITE_SPACE = re.compile(r"\s+")

_EVEN = str.maketrans(
    {
        "\n": " ",
        "\r": " ",
        "\t": " ",
        "\f": " ",
        "\v": " ",
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u2028": " ",
        "\u2029": " ",
        "‘": "'",
        "’": "'",
        "‛": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "‟": '"',
        "«": '"',
        "»": '"',
        "‐": "-",
        "‑": "-",
        "‒": "–",
        "―": "—",
    }
)


def plain(words: str) -> str:
    """`words` with white space, quotation marks and dashes evened out, character for character."""
    return words.translate(_EVEN)


def hard_wrapped(block: str) -> bool:
    """Whether single line breaks in `block` only wrap lines, as in wire copy and e-mail.

    Wrapped lines are of even length: nearly all but the last fill at least 60 % of the longest,
    and the longest is at most 100 characters.
    """
    lines = [line for line in block.split("\n") if line.strip()]
    if len(lines) < 3:
        return len(lines) == 2 and len(lines[0].rstrip()) > 40 and lines[1].lstrip()[:1].islower()
    lengths = [len(line.rstrip()) for line in lines]
    longest = max(lengths)
    full = sum(length >= 0.6 * longest for length in lengths[:-1])
    return longest <= 100 and full >= 0.8 * (len(lines) - 1)


def paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of a document in text order, none empty, the headline apart."""
    text, found = document.text, []
    if document.headline_end:
        found += _trimmed(text, 0, document.headline_end, headline=True)
    start = document.headline_end
    for match in _BLANK_LINE.finditer(text, start):
        found += _block(text, start, match.start())
        start = match.end()
    found += _block(text, start, len(text))
    return found


def _block(text: str, start: int, end: int) -> list[Paragraph]:
    """The paragraphs of a block without blank lines."""
    if hard_wrapped(text[start:end]):
        return _trimmed(text, start, end)
    found: list[Paragraph] = []
    for match in _LINE.finditer(text, start, end):
        found += _trimmed(text, start, match.start())
        start = match.end()
    return found + _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int, *, headline: bool = False) -> list[Paragraph]:
    """`[start, end)` without outer white space, cut where it is too long for the parser."""
    found = []
    while start < end:
        while start < end and text[start].isspace():
            start += 1
        stop = min(end, start + LONGEST_PARAGRAPH)
        if stop < end:
            for cut in (_SENTENCE_END, _WHITE_SPACE):
                ends = [m.end() for m in cut.finditer(text, stop - 2_000, stop)]
                if ends:
                    stop = ends[-1]
                    break
        last = stop
        while last > start and text[last - 1].isspace():
            last -= 1
        if last > start:
            found.append(Paragraph(start, last, headline))
        start = stop
    return found


def readable(text: str, paragraph: Paragraph) -> str:
    """What the parser reads for `paragraph`: evened out, capitals brought to natural case."""
    return natural_case(plain(text[paragraph.start : paragraph.end]))
