"""A parsed document as plain objects: paragraphs, sentences, tokens and the tree over them.

Nothing here knows which parser made the tree. Offsets are code points of the document's text,
token indices run through the whole document, and the root of a sentence is its own head.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corrobora.model import Document, Span


@dataclass(slots=True)
class Token:
    """One token: its place in the text, its forms, and its place in the tree."""

    index: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    entity: str
    sentence: int
    children: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph `[start, end)` of the text; the headline is a paragraph of its own."""

    start: int
    end: int
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: `[start, end)` in the text, `[first, last)` in the tokens."""

    index: int
    paragraph: int
    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True)
class Parsed:
    """A document with its paragraphs, sentences and tokens."""

    document: Document
    paragraphs: Sequence[Paragraph]
    sentences: Sequence[Sentence]
    tokens: Sequence[Token]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def words(self, first: int, last: int) -> str:
        """The text from token `first` up to, not including, token `last`."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def span(self, start: int, end: int) -> Span:
        """The span `[start, end)` of the document's text."""
        return Span(document_id=self.document.id, start=start, end=end)

    def sentence_tokens(self, sentence: int) -> Sequence[Token]:
        """The tokens of one sentence."""
        found = self.sentences[sentence]
        return self.tokens[found.first : found.last]

    def subtree(self, index: int) -> list[int]:
        """The indices of a token and of all that hangs on it, in text order."""
        found, waiting = [], [index]
        while waiting:
            at = waiting.pop()
            found.append(at)
            waiting.extend(self.tokens[at].children)
        return sorted(found)

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads above a token, nearest first."""
        head = self.tokens[index].head
        while head != index:
            yield head
            index, head = head, self.tokens[head].head

    def child(self, index: int, *deps: str) -> int | None:
        """The first child of a token by one of the relations `deps`, or None."""
        for at in self.tokens[index].children:
            if self.tokens[at].dep in deps:
                return at
        return None

    def token_at(self, offset: int) -> int | None:
        """The index of the token that covers the text offset, or None between tokens."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.tokens) and self.tokens[low].start <= offset:
            return low
        return None

    def tokens_in(self, start: int, end: int) -> range:
        """The indices of the tokens that overlap the text span `[start, end)`."""
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].end <= start:
                low = middle + 1
            else:
                high = middle
        last = low
        while last < len(self.tokens) and self.tokens[last].start < end:
            last += 1
        return range(low, last)
