"""Lines on a page brought together to paragraphs, and words cut at a line's end mended."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import msgspec


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One line of text, with the height at which it stands and the size of its letters."""

    text: str
    y: float
    size: float


# A gap between lines this many times the usual one starts a paragraph.
_WIDE_GAP = 1.35
# So does a gap this many times the size of the letters, whatever is usual: double spacing is 2.4.
_WIDE_LEADING = 2.5
# A line that ends a sentence and fills less than this share of the usual line ends a paragraph.
_SHORT_LINE = 0.8
_PAGE_NUMBER = re.compile(
    r"\W*(?:page\s+)?[0-9]{1,4}(?:\s*(?:/|of)\s*[0-9]{1,4})?\W*", re.IGNORECASE
)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)\]]*$")
_CUT_WORD = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]$")
_AROUND = "“”‘’\"'()[],.;:!?"
_ITEM = re.compile(r"(?:[•▪●–*-]|\(?[0-9a-z]{1,2}[.)])\s")
# On so many pages a line at the top or the bottom is the page's furniture, not the report.
_REPEATED = 3


def paragraphs(pages: Sequence[Sequence[Line]]) -> str:
    """The text of the pages: paragraphs with blank lines between, running heads left out."""
    bodies = _without_furniture([[line for line in page if line.text.strip()] for page in pages])
    whole = {
        word.strip(_AROUND).lower()
        for page in bodies
        for line in page
        for word in line.text.split()
    }
    found: list[str] = []
    for page in bodies:
        for number, block in enumerate(_blocks(page)):
            words = _joined(block, whole)
            goes_on = found and number == 0 and not _SENTENCE_END.search(found[-1])
            if goes_on and words[:1].islower():
                found[-1] = _joined([found[-1], words], whole)
            else:
                found.append(words)
    return "\n\n".join(found)


def _without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without page numbers and lines that stand at the edge of most pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        edges.update({_shape(line) for line in (*page[:1], *page[-1:])})
    repeated = {
        shape for shape, count in edges.items() if count >= _REPEATED and count > len(pages) / 2
    }

    kept = []
    for number, page in enumerate(pages):
        body = list(page)
        # What heads all pages is the report's title on the first of them.
        heads = repeated if number else set()
        # At most two lines at each edge: the running head and the page's number.
        for edge in (0, 0, -1, -1):
            if len(body) > 1 and _is_furniture(body[edge], heads):
                del body[edge]
        kept.append(body)
    return kept


def _is_furniture(line: Line, heads: set[str]) -> bool:
    return _shape(line) in heads or _PAGE_NUMBER.fullmatch(line.text) is not None


def _shape(line: Line) -> str:
    """The line with its numbers made alike, so that "3 of 9" and "4 of 9" are one."""
    return re.sub(r"[0-9]+", "0", " ".join(line.text.split()))


def _blocks(page: Sequence[Line]) -> Iterator[list[str]]:
    """The lines of a page, a list for each paragraph."""
    if not page:
        return
    gaps = [above.y - below.y for above, below in pairwise(page)]
    usual_gap = median([gap for gap in gaps if gap > 0] or [0.0])
    usual_length = median(sorted(len(line.text) for line in page)[-max(1, len(page) // 2) :])
    block = [page[0].text]
    for gap, above, below in zip(gaps, page[:-1], page[1:], strict=True):
        wide = min(_WIDE_GAP * usual_gap, _WIDE_LEADING * (above.size or usual_gap))
        apart = usual_gap > 0 and (gap > wide or gap < -usual_gap)
        ended = _SENTENCE_END.search(above.text.rstrip()) and (
            len(above.text.rstrip()) < _SHORT_LINE * usual_length
        )
        # A column's end is no paragraph's: the text goes on at the top of the next.
        if gap < 0 and below.text.strip()[:1].islower():
            apart = False
        other_size = abs(above.size - below.size) > 0.15 * max(above.size, below.size, 1.0)
        if apart or ended or other_size or _ITEM.match(below.text.strip()):
            yield block
            block = []
        block.append(below.text)
    yield block


def _joined(lines: Sequence[str], whole: set[str]) -> str:
    """The lines as one, words cut at a line's end put together.

    A hyphen stays where the document has the word with it elsewhere ("Taliban-held"); `whole` holds
    its words in small letters.
    """
    text = ""
    for line in lines:
        words = " ".join(line.split())
        cut = _CUT_WORD.search(text)
        if not text or not words:
            text += words
        elif cut and words[0].islower():
            rest = re.split(r"[\W\d_]", words, maxsplit=1)[0].lower()
            with_hyphen = f"{cut[1].lower()}-{rest}"
            if with_hyphen in whole:
                text += words
            else:
                text = text[:-1] + words
        else:
            text += " " + words
    return text
