"""People told without a number: "soldiers", "a soldier", "his wife", "the pair", a person's name.

A plural with no number is two or more, a single person one. These mentions matter where they are
what a deed was done to; a reader picks those.
"""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corrobora.annotate.counts_nouns import is_harm_noun
from corrobora.annotate.counts_numbers import amount_words
from corrobora.annotate.mentions import CountMention, Part
from corrobora.annotate.people import group_kind, is_person_noun
from corrobora.annotate.tokens import Parsed, Token
from corrobora.codebook.table import table
from corrobora.values import ActorKind

_INSIDE = frozenset({"amod", "compound", "nmod", "nummod", "npadvmod", "advmod", "punct"})
_OWNERS = frozenset({"his", "her", "its", "their", "our", "my", "your"})
_THE = frozenset({"the", "this", "that", "these", "those"})
_ORDINALS = frozenset(
    {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
)
# A single harm is counted only where the article singles it out.
_SINGLE_HARM = frozenset({"death", "casualty", "fatality", "arrest", "abduction", "injury"})


@functools.cache
def _collectives() -> Mapping[str, tuple[int, int | None]]:
    return {
        word: (group["low"], group.get("high"))
        for group in table("lexicons/en/counts")["collective"]["words"]
        for word in group["words"]
    }


def unnumbered(parsed: Parsed, taken: Sequence[tuple[int, int]]) -> list[CountMention]:
    """Mentions of people without a number, outside the token ranges `taken`, in text order."""
    covered = {at for first, last in taken for at in range(first, last)}
    found: list[CountMention] = []
    for token in parsed.tokens:
        if token.index in covered:
            continue
        mention = _named(parsed, token, covered) or _noun(parsed, token, covered)
        if mention:
            found.append(mention)
    return found


def _named(parsed: Parsed, token: Token, covered: set[int]) -> CountMention | None:
    """The mention of a named person whose name ends at `token`."""
    tokens = parsed.tokens
    if token.entity != "PERSON" or token.pos != "PROPN":
        return None
    following = tokens[token.index + 1] if token.index + 1 < len(tokens) else None
    same = following is not None and following.sentence == token.sentence
    if following is not None and following.text == "-" and following.start == token.end:
        return None
    if same and following is not None and following.entity == "PERSON" and following.pos == "PROPN":
        return None
    if token.dep == "compound" and same and tokens[token.head].entity != "PERSON":
        return None
    first = token.index
    while first > 0 and _before_name(tokens[first - 1], token, covered):
        first -= 1
    title = parsed.words(first, token.index + 1)
    return CountMention(
        start=tokens[first].start,
        end=token.end,
        number_start=tokens[first].start,
        number_end=tokens[first].start,
        low=1,
        high=1,
        noun=token.index,
        group=title,
        group_kind=group_kind(title),
        people=True,
        rule="named person",
    )


def _before_name(token: Token, name: Token, covered: set[int]) -> bool:
    if token.index in covered or token.sentence != name.sentence:
        return False
    if token.lower in amount_words("time_units"):
        return False
    if token.entity == "PERSON" and token.pos in ("PROPN", "PUNCT"):
        return True
    if token.text == "-":
        return token.end == name.start
    return token.head == name.index and token.dep in ("compound", "amod", "nmod")


def _noun(parsed: Parsed, token: Token, covered: set[int]) -> CountMention | None:
    """The mention of people by a noun without a number."""
    if token.lower == "another" and token.dep in ("nsubj", "nsubjpass", "dobj", "conj"):
        return replace(
            _mention(parsed, (token.index, token.index), (1, 1), "singular", ""),
            group=None,
            group_kind=None,
            part=Part.FURTHER,
        )
    if token.pos not in ("NOUN", "PROPN") and token.tag not in ("NNS", "NNPS"):
        return _aged(parsed, token, covered)
    harm = is_harm_noun(token.lower)
    if token.lower in amount_words("harm_nouns", "numbered") or token.lower == "police":
        return None
    if not harm and not is_person_noun(token.lower):
        return None
    if token.entity == "PERSON" or _inside_phrase(parsed, token) or _negated(parsed, token):
        return None
    words = _phrase(parsed, token, covered)
    opening = _opening(parsed, words[0])
    plural = token.tag in ("NNS", "NNPS")
    if opening == "any":
        none = _denied(parsed, token)
        return _mention(parsed, (words[0], token.index), (0, 0), "none", opening) if none else None
    if token.lower in amount_words("harm_nouns", "adjectives"):
        adjective = opening in _THE or opening in _OWNERS
        bounds: tuple[int, int | None] = (2, None)
        phrase = (words[0], token.index)
        return _mention(parsed, phrase, bounds, "bare plural", opening) if adjective else None
    if plural:
        return _mention(parsed, (words[0], token.index), (2, None), "bare plural", opening)
    if token.lower in _collectives() and opening:
        bounds = _collectives()[token.lower]
        return _mention(parsed, (words[0], token.index), bounds, "collective", opening)
    if harm and token.lower not in _SINGLE_HARM:
        return None
    single = opening in ("a", "an", "another", "one", "each")
    if harm and not single:
        return None
    if not opening and not _headline_noun(parsed, token):
        return None
    return _mention(parsed, (words[0], token.index), (1, 1), "singular", opening)


def _aged(parsed: Parsed, token: Token, covered: set[int]) -> CountMention | None:
    """The mention of one person by an age alone: "a 12-year-old"."""
    tokens, at = parsed.tokens, token.index
    if token.lower not in ("old", "olds") or at < 5 or tokens[at - 1].text != "-":
        return None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.dep == "amod" and token.head > at and tokens[token.head].pos in ("NOUN", "PROPN"):
        return None
    if following is not None and following.pos in ("NOUN", "PROPN", "ADJ"):
        return None
    first = at - 4
    opens = first == parsed.sentences[token.sentence].first
    opening = "" if opens else tokens[first - 1].lower
    # Headlines leave the article out: "Two held in shooting of 15-year-old".
    headline = opens or opening == "of"
    if token.lower == "old" and not headline and opening not in ("a", "an", "the", "another"):
        return None
    bounds = (1, 1) if token.lower == "old" else (2, None)
    rule = "singular" if token.lower == "old" else "bare plural"
    return _mention(parsed, (first, at), bounds, rule, opening)


def _inside_phrase(parsed: Parsed, token: Token) -> bool:
    """Whether the noun only premodifies another: "police" in "police officers"."""
    if token.dep not in ("compound", "amod", "nmod", "npadvmod"):
        return False
    head = parsed.tokens[token.head]
    return head.index > token.index and head.pos in ("NOUN", "PROPN")


def _negated(parsed: Parsed, token: Token) -> bool:
    """Whether "no" stands over the noun: "no reports of casualties"."""
    at = token.index
    for _ in range(4):
        for child in parsed.tokens[at].children:
            if parsed.tokens[child].lower in ("no", "without", "not", "n't", "never"):
                return True
        head = parsed.tokens[at].head
        if head == at or parsed.tokens[head].pos in ("VERB", "AUX"):
            break
        at = head
    return False


def _denied(parsed: Parsed, token: Token) -> bool:
    """Whether the verb over the noun is denied: "did not cause any casualties"."""
    for at in parsed.ancestors(token.index):
        head = parsed.tokens[at]
        if any(parsed.tokens[child].dep == "neg" for child in head.children):
            return True
        if head.lower == "without":
            return True
        if head.pos in ("VERB", "AUX"):
            return False
    return False


def _phrase(parsed: Parsed, token: Token, covered: set[int]) -> tuple[int, int]:
    """The tokens of the noun with its premodifiers, without article or owner."""
    first, tokens = token.index, parsed.tokens
    start = parsed.sentences[token.sentence].first
    while first > start and first - 1 not in covered:
        before = tokens[first - 1]
        if before.dep not in _INSIDE or not _hangs_on(tokens, before, token):
            break
        first -= 1
    while first < token.index and tokens[first].dep == "punct":
        first += 1
    return first, token.index + 1


def _hangs_on(tokens: Sequence[Token], before: Token, noun: Token) -> bool:
    at = before
    for _ in range(5):
        if at.head == noun.index:
            return True
        if at.head == at.index or at.head > noun.index:
            return False
        at = tokens[at.head]
    return False


def _opening(parsed: Parsed, first: int) -> str:
    """The article, owner or number word right before the phrase, lower case, or ""."""
    if first == 0:
        return ""
    before = parsed.tokens[first - 1]
    if before.sentence != parsed.tokens[first].sentence:
        return ""
    if before.tag == "POS":
        return "'s"
    held = _OWNERS | _THE | {"a", "an", "another", "one", "each", "every", "any", "no"}
    return before.lower if before.lower in held else ""


def _headline_noun(parsed: Parsed, token: Token) -> bool:
    """Whether a singular without article stands for one person: "Man shot", "Woman, 61"."""
    if token.lower in _collectives() or token.lower in ("police", "staff"):
        return False
    subject = token.dep in ("nsubj", "nsubjpass", "ROOT", "dobj", "appos", "conj")
    sentence = parsed.sentences[token.sentence]
    if token.dep in ("nsubj", "nsubjpass", "dobj") and token.pos == "NOUN":
        return True
    return subject and (
        parsed.paragraphs[sentence.paragraph].headline
        or token.index == sentence.first
        or parsed.tokens[sentence.first].dep in _INSIDE
    )


def _mention(
    parsed: Parsed,
    phrase: tuple[int, int],
    bounds: tuple[int, int | None],
    rule: str,
    opening: str,
) -> CountMention:
    tokens, (first, noun) = parsed.tokens, phrase
    start = tokens[first].start
    number_end = 0
    if opening in ("a", "an", "another", "one") or opening in _OWNERS:
        start = tokens[first - 1].start
    if opening in ("a", "an", "another", "one"):
        number_end = tokens[first - 1].end
    harm = is_harm_noun(tokens[noun].lower) and not is_person_noun(tokens[noun].lower)
    group = parsed.words(first, noun + 1)
    premodifiers = {tokens[at].lower for at in range(first, noun)}
    further = opening == "another" or "other" in premodifiers or tokens[noun].lower == "others"
    further = further or (opening in ("a", "an") and bool(premodifiers & _ORDINALS))
    further = further or tokens[first].lower in ("more", "additional", "further")
    kind = None if harm else group_kind(group)
    if kind is ActorKind.UNKNOWN and first < noun:
        kind = group_kind(parsed.words(first, noun)) or kind
    return CountMention(
        start=start,
        end=tokens[noun].end,
        number_start=start,
        number_end=max(start, number_end),
        low=bounds[0],
        high=bounds[1],
        noun=noun,
        group=group,
        group_kind=kind,
        people=True,
        rule=rule,
        part=Part.FURTHER if further else Part.WHOLE,
    )
