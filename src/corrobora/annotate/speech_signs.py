"""Attributions by other cues than verbs: according to, reportedly, reports of, datelines."""

import re

from corrobora.annotate.speech_found import Found
from corrobora.annotate.speech_spans import (
    BREAKS,
    FINITE,
    SUBJECTS,
    bare,
    clause,
    has_verb,
    head_of,
    noun_phrase,
)
from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.tokens import Parsed, Sentence
from corrobora.values import Stance

_DATELINE = re.compile(r"^[A-Z][\w.,'’ \-/()]{2,60}?\((?P<agency>[A-Z][\w ./&-]{1,30})\)\s*[-–—]")


def signs(parsed: Parsed, sentence: Sentence) -> list[Found]:
    """The attributions of a sentence by prepositions, adverbs and nouns."""
    found: list[Found] = []
    words = speech_words()
    for index in range(sentence.first, sentence.last):
        token = parsed.tokens[index]
        opener = _opener(parsed, sentence, index)
        if opener:
            at = _according(parsed, sentence, index, opener)
        elif token.lower in words.hearsay:
            at = _hearsay(parsed, sentence, index)
        elif token.lemma in words.nouns and token.pos in ("NOUN", "PROPN"):
            at = _noun(parsed, sentence, index)
        else:
            at = None
        if at is not None:
            found.append(at)
    return found


def _opener(parsed: Parsed, sentence: Sentence, index: int) -> int:
    """How many words open "according to" here, 0 if none do."""
    for words in speech_words().openers.get(parsed.tokens[index].lower, ()):
        last = index + len(words)
        if last <= sentence.last and all(
            parsed.tokens[index + offset].lower == word for offset, word in enumerate(words)
        ):
            return len(words)
    return 0


def _according(parsed: Parsed, sentence: Sentence, index: int, length: int) -> Found | None:
    """The speaker runs to the comma, whatever the tree says; the rest of the clause is said.

    The parser takes "According to bloggers, soldiers shot …" for a list of bloggers and soldiers.
    """
    tokens = parsed.tokens
    cue = list(range(index, index + length))
    first = index + length
    stop = _source_end(parsed, sentence, first)
    source = [at for at in range(first, stop)]
    while source and bare(tokens[source[-1]]):
        source.pop()
    if not source:
        return None
    left = list(range(sentence.first, index))
    right = list(range(stop, sentence.last))
    if index > sentence.first + 1 and _within(parsed, index):
        left = []
    if any(not bare(tokens[at]) for at in right) and not _is_tail(parsed, right):
        content = right if not has_verb(parsed, left) else left + right
        if has_verb(parsed, left) and _starts_break(parsed, right):
            content = _last_clause(parsed, left)
    else:
        content = _last_clause(parsed, left)
    content = [
        at
        for at in content
        if not (at < index and tokens[at].lower in ("and", "but") and at == sentence.first)
    ]
    if not any(not bare(tokens[at]) for at in content):
        return None
    return Found(cue, source, head_of(parsed, source), content, "according")


def _source_end(parsed: Parsed, sentence: Sentence, first: int) -> int:
    """Where the speaker after "according to" ends: at the comma, past a short apposition."""
    tokens = parsed.tokens
    for at in range(first, sentence.last):
        token = tokens[at]
        if token.text in (";", ":", ")", "—", "–", ".", '"') or token.lower in ("who", "which"):
            return at
        if token.tag in FINITE and at > first and tokens[at].dep != "relcl":
            return at
        if token.text != ",":
            continue
        more = next(
            (stop for stop in range(at + 1, sentence.last) if tokens[stop].text in (",", ".")),
            sentence.last,
        )
        apposed = list(range(at + 1, more))
        if not apposed or has_verb(parsed, apposed):
            return at
        # "according to Name, a doctor, …": the apposition belongs to the name.
        last = more >= sentence.last - 1
        apposition = last or tokens[at + 1].lower in ("a", "an") or tokens[at + 1].dep == "appos"
        if tokens[at - 1].pos == "PROPN" and apposition:
            return more
        if tokens[at + 1].dep == "conj" and last:
            continue
        return at
    return sentence.last


def _within(parsed: Parsed, index: int) -> bool:
    """Whether the cue opens a clause that someone else says ("he said that, according to …")."""
    before = [at for at in (index - 1, index - 2) if not bare(parsed.tokens[at])]
    return bool(before) and parsed.tokens[before[0]].lower == "that"


def _is_tail(parsed: Parsed, indices: list[int]) -> bool:
    """Whether the words after the speaker only tell more of the speaker."""
    opens = next((at for at in indices if not bare(parsed.tokens[at])), None)
    relative = opens is not None and parsed.tokens[opens].lower in ("who", "which", "whose")
    return relative or not has_verb(parsed, indices)


def _starts_break(parsed: Parsed, indices: list[int]) -> bool:
    words = [parsed.tokens[at].lower for at in indices if not bare(parsed.tokens[at])]
    return bool(words) and words[0] in BREAKS


def _last_clause(parsed: Parsed, left: list[int]) -> list[int]:
    """The part of `left` behind the last "but" or "while" that has a clause on either side."""
    for place in range(len(left) - 1, 0, -1):
        if parsed.tokens[left[place]].lower in BREAKS:
            before, after = left[:place], left[place + 1 :]
            if has_verb(parsed, before) and has_verb(parsed, after):
                return after
    return left


def _hearsay(parsed: Parsed, sentence: Sentence, index: int) -> Found | None:
    """ "reportedly": the clause, or the noun, that the adverb hangs on."""
    token = parsed.tokens[index]
    head = token.head
    if head == index:
        return None
    host = parsed.tokens[head]
    if host.pos not in ("VERB", "AUX"):
        said = [at for at in parsed.subtree(head) if at != index]
    else:
        said = [at for at in clause(parsed, head) if at != index]
        if parsed.child(head, *SUBJECTS) is None and host.dep == "conj":
            shared = parsed.child(host.head, *SUBJECTS)
            said = (noun_phrase(parsed, shared) if shared is not None else []) + said
    return Found([index], [], None, said, "hearsay", Stance.POSSIBLE) if said else None


def _noun(parsed: Parsed, sentence: Sentence, index: int) -> Found | None:
    """ "reports of", "the claim that", "the army's denial that", "a warning by police"."""
    tokens, words = parsed.tokens, speech_words()
    token = tokens[index]
    content: list[int] = []
    speaker: int | None = None
    cue = [index]
    for child in token.children:
        at = tokens[child]
        if at.dep in ("ccomp", "acl", "relcl") and child > index:
            marked = any(tokens[inner].lower in ("that", "to") for inner in at.children)
            subject = parsed.child(child, *SUBJECTS)
            relative = subject is not None and tokens[subject].lower in ("that", "which", "who")
            missing = at.dep == "relcl" and any(
                tokens[inner].lower == "that" and tokens[inner].dep not in ("mark", "advmod")
                for inner in at.children
            )
            if marked and not relative and not missing:
                content += clause(parsed, child)
        elif at.dep == "prep" and child > index:
            inner = parsed.child(child, "pobj", "pcomp")
            if inner is None:
                continue
            if at.lower in ("of", "about") and token.lemma in words.of_nouns:
                content += clause(parsed, inner)
            elif at.lower in ("by", "from") and tokens[inner].pos in ("NOUN", "PROPN", "PRON"):
                speaker = inner
        elif at.dep == "poss":
            speaker = child
    if not content:
        return None
    if token.lemma in words.possible_nouns:
        stance: Stance | None = Stance.POSSIBLE
    elif token.lemma in words.denied_nouns:
        stance = Stance.DENIED
    else:
        stance = words.mind_stances.get(token.lemma)
    source = noun_phrase(parsed, speaker) if speaker is not None else []
    content = sorted(set(content) - set(source) - set(cue))
    return Found(cue, source, speaker, content, "noun", stance) if content else None


def datelines(parsed: Parsed) -> list[Found]:
    """The agency of the dateline ("KABUL, May 3 (Agency) —"): the outermost speaker."""
    for paragraph in parsed.paragraphs[:4]:
        match = _DATELINE.match(parsed.text[paragraph.start : paragraph.end])
        if match is None:
            continue
        start = paragraph.start + match.start("agency")
        end = paragraph.start + match.end("agency")
        inside = list(parsed.tokens_in(start, end))
        if inside:
            return [Found(inside, inside, inside[-1], [], "dateline")]
    return []
