"""Where sentences end, found without a parser: paragraphs cut for the encoder and its gate."""

import re
from collections.abc import Iterator

from corrobora.codebook.table import table

_END = re.compile(r"[.!?]['\"”’)\]]*\s+(?=['\"“‘(\[]*[A-Z0-9])")
_LAST_WORD = re.compile(r"([A-Za-z]+)\.['\"”’)\]]*\s+$")
_ABBREVIATIONS = frozenset(
    word.lower() for word in table("lexicons/en/abbreviations")["no_sentence_end"]["words"]
)


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of the paragraph [start, end) as ranges without outer white space, in order.

    A full stop after an abbreviation or an initial ends none.
    """
    first = start
    for match in _END.finditer(text, start, end):
        word = _LAST_WORD.search(text[max(first, match.end() - 24) : match.end()])
        if word and (len(word[1]) == 1 or word[1].lower() in _ABBREVIATIONS):
            continue
        yield first, first + len(text[first : match.end()].rstrip())
        first = match.end()
    if first < end:
        yield first, end
