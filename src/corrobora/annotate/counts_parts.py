"""How a count stands to the others of its sentence: a part, a further number, an update."""

import functools
from collections.abc import Sequence
from dataclasses import replace

from corrobora.annotate.counts_numbers import Phrases, amount_words, matches, phrases
from corrobora.annotate.mentions import CountMention, Part
from corrobora.annotate.tokens import Parsed, Token

# How far back of a count its cue of a part may stand, past articles and adverbs.
_NEAR = 3
# How far back the word "toll" may stand before the number that updates it.
_TOLL_REACH = 14


@functools.cache
def _before() -> Phrases:
    """Cues of a part, by their last word, turned round: they are matched backwards."""
    cues = amount_words("parts", "before")
    return phrases((" ".join(reversed(cue.split())), "part") for cue in cues)


@functools.cache
def _after() -> Phrases:
    return phrases((cue, "part") for cue in amount_words("parts", "after"))


def parts(parsed: Parsed, found: Sequence[CountMention]) -> list[CountMention]:
    """`found`, in text order, each marked as a part or an update where the words say so."""
    marked: list[CountMention] = []
    for mention in found:
        part = mention.part
        if mention.people:
            if _is_part(parsed, mention, marked[-1] if marked else None):
                part = Part.PART
            elif part is Part.WHOLE and _is_update(parsed, mention):
                part = Part.UPDATE
        mention = mention if part is mention.part else replace(mention, part=part)
        marked.append(_others(parsed, mention, marked[-1] if marked else None))
    return marked


def _others(parsed: Parsed, mention: CountMention, former: CountMention | None) -> CountMention:
    """`mention` of "others" with the kind of those just counted: "a gunman and two others"."""
    if mention.group is None or mention.group.lower() != "others" or former is None:
        return mention
    same = parsed.tokens_in(former.start, mention.end)
    if parsed.tokens[same[0]].sentence != parsed.tokens[same[-1]].sentence:
        return mention
    if former.group_kind is None or former.rule == "named person":
        return mention
    return replace(mention, group_kind=former.group_kind)


def _is_part(parsed: Parsed, mention: CountMention, former: CountMention | None) -> bool:
    """Whether the words before or behind a count make it a part of another."""
    tokens = parsed.tokens
    first = parsed.token_at(mention.start)
    if first is None:
        return False
    begin = parsed.sentences[tokens[first].sentence].first
    back = [tokens[at].lower for at in range(first - 1, max(begin, first - 9) - 1, -1)]
    skipped = 0
    while skipped < len(back) and skipped <= _NEAR:
        if any(True for _ in matches(_before(), back, skipped)):
            return True
        if back[skipped] not in (
            "at",
            "least",
            "the",
            "a",
            "an",
            ",",
            "were",
            "was",
            "are",
            "also",
        ):
            break
        skipped += 1
    end = parsed.tokens_in(mention.start, mention.end)
    ahead = [token.lower for token in tokens[end[-1] + 1 : end[-1] + 5]]
    if mention.rule not in ("named person", "bare plural") and any(
        True for _ in matches(_after(), ahead, 0)
    ):
        return True
    return _follows_part(tokens, first, former)


def _follows_part(tokens: Sequence[Token], first: int, former: CountMention | None) -> bool:
    """Whether a count goes on a list of parts: "including four children and two women"."""
    if former is None or former.part is not Part.PART or former.rule == "parent of":
        return False
    between = first - 1
    while between >= 0 and tokens[between].lower in ("and", ",", "a", "an", "the", "as", "well"):
        between -= 1
    return tokens[between].start < former.end <= tokens[first].start and between < first - 1


def _is_update(parsed: Parsed, mention: CountMention) -> bool:
    """Whether a count is the newest state of an older one: "the toll rose to 14"."""
    tokens, first = parsed.tokens, parsed.token_at(mention.start)
    if first is None or mention.number_start == mention.number_end:
        return False
    begin = parsed.sentences[tokens[first].sentence].first
    before = tokens[max(begin, first - _TOLL_REACH) : first]
    tolls, verbs = amount_words("toll_nouns", "toll"), amount_words("update_verbs")
    toll = [token for token in before if token.lemma in tolls or token.lower in tolls]
    verb = [token for token in before if token.lemma in verbs or token.lower in verbs]
    if not verb:
        return False
    closing = tokens[first - 1].lower
    direct = verb[-1].index == first - 1 and verb[-1].lemma in (
        "reach",
        "pass",
        "exceed",
        "top",
        "hit",
    )
    if closing not in ("to", "at", "past", "by", "now") and not direct:
        return False
    if closing == "by" or (closing == "at" and verb[-1].lemma != "stand"):
        return False
    total = any(token.lower in ("total", "number", "figure") for token in before)
    return bool(toll) or total
