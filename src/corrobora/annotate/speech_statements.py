"""Statements given whole: "The minister said:" ends a paragraph, and the next ones are his."""

from collections.abc import Iterator, Sequence

from corrobora.annotate.speech_found import Found
from corrobora.annotate.speech_spans import cue_words, noun_phrase, subject
from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.text import plain
from corrobora.annotate.tokens import Parsed, Sentence

_FIRST_PERSON = frozenset({"i", "we", "my", "our", "us", "me"})


def statements(parsed: Parsed, found: Sequence[Found]) -> list[Found]:
    """The attributions of paragraphs to the speaker whom the paragraph before names with a colon.

    The statement goes on over further paragraphs as long as they speak in the first person.
    """
    taken = {index for at in found for index in at.cue}
    more = []
    for sentence in parsed.sentences:
        verb = _opening(parsed, sentence)
        if verb is None or verb in taken:
            continue
        head = subject(parsed, verb)
        if head is None or parsed.tokens[head].pos not in ("NOUN", "PROPN", "PRON"):
            continue
        source = noun_phrase(parsed, head, without=verb)
        content = list(_said(parsed, sentence.paragraph))
        if source and content:
            more.append(Found(cue_words(parsed, verb), source, head, content, "statement"))
    return more


def _opening(parsed: Parsed, sentence: Sentence) -> int | None:
    """The verb of saying of a sentence that ends its paragraph with a colon behind it."""
    tokens = parsed.tokens
    follows = parsed.sentences[sentence.index + 1 : sentence.index + 2]
    if not follows or follows[0].paragraph == sentence.paragraph:
        return None
    inside = [at for at in range(sentence.first, sentence.last) if tokens[at].text.strip()]
    if not inside or tokens[inside[-1]].text != ":":
        return None
    for at in reversed(inside):
        groups = speech_words().verbs.get(tokens[at].lemma, frozenset())
        if tokens[at].tag in ("VBD", "VBZ", "VBP", "VBN") and "say" in groups:
            return at
    return None


def _said(parsed: Parsed, opened: int) -> Iterator[int]:
    """The tokens of the paragraph behind the one that opens, and of those that go on."""
    by_paragraph: dict[int, list[Sentence]] = {}
    for sentence in parsed.sentences:
        if sentence.paragraph > opened:
            by_paragraph.setdefault(sentence.paragraph, []).append(sentence)
    for number, paragraph in enumerate(sorted(by_paragraph)):
        inside = range(by_paragraph[paragraph][0].first, by_paragraph[paragraph][-1].last)
        words = {parsed.tokens[at].lower for at in inside}
        quoted = plain(parsed.tokens[inside[0]].text) == '"'
        if number and (quoted or not words & _FIRST_PERSON):
            return
        yield from inside
        if quoted:
            return  # a quotation goes on by its own marks
