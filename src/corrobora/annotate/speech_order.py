"""Attributions by the order of the words and sentences, where the tree is not to be trusted."""

from corrobora.annotate.speech_found import Found
from corrobora.annotate.speech_spans import BREAKS, FINITE, bare, has_verb, head_of
from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.tokens import Parsed, Sentence

_EDGES = frozenset({",", '"', "”", "—", "–", "''"})
_TELLING = frozenset({"verb", "aside", "carried"})
_UNSURE = frozenset({"tell", "expect", "hope", "consider"})


def asides(parsed: Parsed, sentence: Sentence) -> list[Found]:
    """ ", NP said." at a sentence's end and ", NP said," inside it, by the words' order alone.

    The parser often takes the NP for an apposition or a conjunct of the noun before the comma.
    """
    tokens, words = parsed.tokens, speech_words()
    found = []
    for index in range(sentence.first + 2, sentence.last):
        token = tokens[index]
        groups = words.verbs.get(token.lemma, frozenset())
        if token.tag not in ("VBD", "VBZ", "VBP", "VBN"):
            continue
        if token.lemma not in words.aside_only and (
            not groups & {"say", "mind"} or token.lemma in words.clause_only | _UNSURE
        ):
            continue
        first = index
        while first > sentence.first and tokens[first - 1].dep in ("aux", "advmod", "neg"):
            first -= 1
        source = _phrase_before(parsed, sentence, first)
        after = _aside_end(parsed, sentence, index)
        if not source or after is None or (token.tag == "VBN" and first == index):
            continue
        left = list(range(sentence.first, source[0]))
        if not has_verb(parsed, left) or tokens[left[0]].lower in ("if", "when", "although"):
            continue
        content = left + _beyond(parsed, sentence, after)
        cue = list(range(first, index + 1))
        found.append(Found(cue, source, head_of(parsed, source), content, "aside", quotes=True))
    return found


def _beyond(parsed: Parsed, sentence: Sentence, after: int) -> list[int]:
    """What follows ", NP said,": more of what is said, unless a clause of its own begins."""
    if after >= sentence.last:
        return []
    opens = parsed.tokens[after]
    own = opens.tag == "VBG" or opens.lower in BREAKS or opens.lower in ("and", "who", "which")
    return [] if own else list(range(after, sentence.last))


def _phrase_before(parsed: Parsed, sentence: Sentence, verb: int) -> list[int]:
    """The verbless words between the comma (or closing mark) and the verb, over an apposition."""
    tokens = parsed.tokens
    # "…, Name, a spokesman, said": a comma before the verb closes an apposition.
    hops = 2 if tokens[verb - 1].text == "," else 1
    start = verb - 1 if hops == 2 else verb
    for hop in range(hops):
        start -= hop
        while start > sentence.first and tokens[start - 1].text not in _EDGES:
            start -= 1
        if start == sentence.first or verb - start > 16:
            return []
    phrase = list(range(start, verb))
    while phrase and bare(tokens[phrase[-1]]):
        phrase.pop()
    if not phrase or any(tokens[at].tag in FINITE for at in phrase):
        return []
    opens = tokens[phrase[0]]
    if opens.pos not in ("DET", "PROPN", "NOUN", "ADJ", "PRON", "NUM") or opens.tag == "WDT":
        return []
    if opens.lower in ("who", "which", "that", "whom"):
        return []
    return phrase


def _aside_end(parsed: Parsed, sentence: Sentence, verb: int) -> int | None:
    """Where the text goes on after ", NP said": behind a comma, or after a time at the end."""
    tokens = parsed.tokens
    if verb + 1 >= sentence.last or tokens[verb + 1].text in (".", '"', "”", "!", ""):
        return sentence.last
    if tokens[verb + 1].text == ",":
        return verb + 2
    rest = [at for at in range(verb + 1, sentence.last) if not bare(tokens[at])]
    short = len(rest) <= 12 and not any(tokens[at].tag in FINITE for at in rest)
    opens = tokens[rest[0]] if rest else None
    adjunct = opens is not None and (
        opens.pos in ("ADP", "ADV") or opens.entity in ("DATE", "TIME") or opens.tag == "RB"
    )
    return sentence.last if short and adjunct and opens and opens.lower != "that" else None


def carried(parsed: Parsed, found: list[Found]) -> list[Found]:
    """Sentences that go on under the speaker of the sentence before, marked by a shifted tense.

    "The army said the bridge was open. Two trucks had crossed it." The past perfect and "would"
    of a sentence without a speaker of its own are the marks.
    """
    by_sentence: dict[int, list[Found]] = {}
    for at in found:
        if at.source and at.rule != "dateline":
            by_sentence.setdefault(parsed.tokens[at.cue[0]].sentence, []).append(at)
    more = []
    for sentence in parsed.sentences[1:]:
        before = by_sentence.get(sentence.index - 1)
        if not before or sentence.index in by_sentence or not _shifted(parsed, sentence):
            continue
        if parsed.sentences[sentence.index - 1].paragraph != sentence.paragraph:
            continue
        last = next((at for at in before if at.rule in _TELLING and _past(parsed, at)), None)
        if last is not None:
            content = list(range(sentence.first, sentence.last))
            at = Found(last.cue, last.source, last.source_token, content, "carried")
            more.append(at)
            by_sentence[sentence.index] = [at]
    return more


def _past(parsed: Parsed, at: Found) -> bool:
    """Whether the verb of saying stands in the past tense, outside a quotation."""
    said = parsed.tokens[at.cue[0]]
    groups = speech_words().verbs.get(said.lemma, frozenset())
    return at.rule == "carried" or ("say" in groups and said.tag == "VBD" and not at.quotes)


def _shifted(parsed: Parsed, sentence: Sentence) -> bool:
    tokens = parsed.tokens
    inside = range(sentence.first, sentence.last)
    if any(tokens[at].text in _EDGES - {","} or tokens[at].text == "“" for at in inside):
        return False
    root = next((at for at in inside if tokens[at].head == at), None)
    if root is None:
        return False
    return any(
        tokens[at].dep == "aux" and tokens[at].lower in ("had", "would")
        for at in tokens[root].children
    )
