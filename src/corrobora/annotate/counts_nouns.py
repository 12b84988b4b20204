"""What a number counts: the noun phrase behind it, its bounds, and the phrase that goes with it.

The phrase is read from left to right with the tree as the judge of where it ends, since a tree
alone loses the noun in headlines and a window alone runs over into the next phrase.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corrobora.annotate.counts_numbers import amount_words
from corrobora.annotate.people import is_person_noun
from corrobora.annotate.tokens import Parsed, Token

# Longest run of words between a number and its noun: "six off-duty Afghan border police officers".
_LONGEST_PHRASE = 14

_PREMODIFIERS = frozenset(
    {"compound", "amod", "nmod", "poss", "npadvmod", "punct", "advmod", "nummod"}
)
_JOINTS = frozenset({"and", "or", ",", "/", "&", "plus"})
_QUOTES = frozenset("\"“”‘’'[]`") | {"``", "''"}
_DETERMINERS = frozenset(
    {"the", "his", "her", "its", "their", "our", "my", "your", "those", "these", "this", "that"}
)
_PRONOUNS = frozenset({"them", "whom", "which", "those", "these", "us", "you"})


@dataclass(frozen=True, slots=True)
class Counted:
    """The noun phrase that a number counts, in token indices; `noun` None where it is left out.

    `first` is the first premodifier, `last` the end of the phrase (exclusive) with its coordinated
    nouns. `further` marks "more", "others"; `pronoun` "of them" and "of the wounded"; `inner` is
    where the number of the whole stands in "some of the 2,000 guards".
    """

    noun: int | None
    first: int
    last: int
    further: bool = False
    pronoun: bool = False
    inner: int | None = None


def is_harm_noun(word: str) -> bool:
    """Whether a noun counts the people harmed: "casualties", "deaths", "a killing"."""
    held = amount_words("harm_nouns")
    if word in held or word in amount_words("harm_nouns", "plurals"):
        return True
    return word.endswith("s") and word[:-1] in held


def counts_people(token: Token) -> bool:
    """Whether a noun token counts people, by itself or by the harm that they met."""
    return is_person_noun(token.lower) or is_harm_noun(token.lower)


def counted(parsed: Parsed, last: int, *, partitive: bool) -> Counted:
    """What the number that ends before token `last` counts.

    `partitive` says that the number takes "of" before its noun as part of it ("dozens of").
    """
    tokens = parsed.tokens
    end = parsed.sentences[tokens[last - 1].sentence].last
    at, further = last, False
    while at < end and tokens[at].lower in ("more", "additional", "further", "extra", "new"):
        further, at = further or tokens[at].lower != "new", at + 1
    if at < end and tokens[at].lower == "others":
        return replace(_coordinated(parsed, Counted(at, at, at + 1), end), further=True)
    if at < end and tokens[at].lower == "other":
        further = True
    if at + 1 < end and tokens[at].lower == "of":
        found = _partitive(parsed, at + 1, end)
        if found:
            return replace(found, further=further or found.further)
        if partitive:
            at += 1
    found = _phrase(parsed, at, end)
    if found is None:
        return Counted(None, at if further else last, at if further else last, further)
    return replace(_coordinated(parsed, found, end), further=further)


def _partitive(parsed: Parsed, at: int, end: int) -> Counted | None:
    """What stands behind "of": a pronoun, or a phrase with a determiner or an owner."""
    tokens = parsed.tokens
    if tokens[at].lower in _PRONOUNS and not _begins_phrase(tokens, at, end):
        after = at + 1
        if after < end and tokens[after].lower in ("a", "an"):
            after += 1
        found = _phrase(parsed, after, end) if after < end else None
        if found and found.noun is not None and is_person_noun(tokens[found.noun].lower):
            return replace(_coordinated(parsed, found, end), pronoun=True)
        return Counted(None, at + 1, at + 1, pronoun=True)
    start = at
    while start < end and (tokens[start].lower in _DETERMINERS or tokens[start].lower == "all"):
        start += 1
    # An owner before the noun: "six of the group's fighters", "four of Turkey's soldiers".
    for owner in range(start, min(end, start + 5)):
        if tokens[owner].tag == "POS":
            start = owner + 1
            break
        if tokens[owner].pos not in ("NOUN", "PROPN", "ADJ", "DET"):
            break
    inner = start
    while start < end and tokens[start].pos == "NUM":
        start += 1
    found = _phrase(parsed, start, end)
    if found:
        whole = inner if start > inner else None
        return replace(_coordinated(parsed, found, end), inner=whole)
    if start > inner:
        return Counted(None, start, start, pronoun=True, inner=inner)
    if start > at and start < end and tokens[start].lower in amount_words("harm_words"):
        return Counted(None, start, start + 1, pronoun=True)
    return None


def _begins_phrase(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "those"/"these" is a determiner: "two of those soldiers"."""
    if tokens[at].lower not in ("those", "these") or at + 1 >= end:
        return False
    return tokens[at + 1].pos in ("NOUN", "PROPN", "ADJ", "NUM")


def _phrase(parsed: Parsed, at: int, end: int) -> Counted | None:
    """The noun phrase without determiner that starts at token `at`."""
    tokens, start = parsed.tokens, at
    while at < min(end, start + _LONGEST_PHRASE):
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < end else None
        if token.lower in _QUOTES and following is not None:
            start += at == start
            at += 1
            continue
        if token.lower in amount_words("time_units") and token.tag == "NNP":
            return None
        if token.lower in ("and", ",") and following is not None and following.pos == "NUM":
            return _shared(tokens, start, at, end)
        if _age_at(tokens, at, end):
            at += 4
            if tokens[at].lower == "olds" or not _goes_on(tokens, at, end):
                return Counted(at, start, at + 1)
            at += 1
            continue
        if _is_noun(token):
            if _goes_on(tokens, at, end):
                at += 1
                continue
            if token.lower in amount_words("harm_words") and token.lower != "missing":
                return None
            return Counted(at, start, at + 1)
        if not _premodifies(tokens, at, end):
            return None
        at += 1
    return None


def _shared(tokens: Sequence[Token], start: int, at: int, end: int) -> Counted | None:
    """A phrase whose noun follows a second number: "four Afghan and two coalition soldiers"."""
    head = tokens[at - 1].head
    if at == start or not at < head < end or not counts_people(tokens[head]):
        return None
    return Counted(head, start, at)


def _is_noun(token: Token) -> bool:
    if token.pos in ("NOUN", "PROPN"):
        return True
    # Plurals that the tagger took for verbs or adjectives: "two suspects", "12 Taliban".
    return token.tag not in ("VBD", "VBN", "VBG", "JJ", "IN", "DT") and counts_people(token)


def _age_at(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether "12-year-old" starts here, five tokens long."""
    return (
        at + 4 < end
        and tokens[at + 1].text == "-"
        and tokens[at + 3].text == "-"
        and tokens[at + 4].lower in ("old", "olds")
    )


def _goes_on(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the noun at `at` only comes before the real one: "police" in "police officers"."""
    if at + 1 >= end:
        return False
    token, following = tokens[at], tokens[at + 1]
    if following.text == "-" and at + 2 < end and following.start == token.end:
        return tokens[at + 2].start == following.end
    if following.tag == "POS":
        return at + 2 < end and tokens[at + 2].pos in ("NOUN", "ADJ", "PROPN")
    if following.lower in ("]", "[") and at + 2 < end:
        return tokens[at + 2].pos in ("NOUN", "PROPN")
    if following.lower in amount_words("time_units") or following.lower in ("age", "ages", "aged"):
        return False
    if token.tag in ("NNS", "NNPS") and counts_people(token):
        # "six insurgents Taliban" is rare, "two people Monday" is not; a plural seldom premodifies.
        return token.dep in ("compound", "nmod") and following.tag in ("NNS", "NNPS")
    if following.pos in ("NOUN", "PROPN"):
        return (
            token.dep in _PREMODIFIERS
            or token.head == following.index
            or (is_person_noun(following.lower) and not is_person_noun(token.lower))
        )
    if following.lower in ("and", "or") and token.dep in ("compound", "nmod", "amod"):
        return token.head > following.index and token.head < end
    return following.pos in ("ADJ", "VERB") and token.dep in _PREMODIFIERS and token.head > at + 1


def _premodifies(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a word that is no noun belongs in front of one: adjectives, participles, hyphens."""
    token = tokens[at]
    following = tokens[at + 1] if at + 1 < end else None
    if following is None or token.pos == "AUX":
        return False
    if following.text == "-" and following.start == token.end:
        return at + 2 < end and tokens[at + 2].start == following.end
    leads = following.pos in ("NOUN", "PROPN", "ADJ") or following.tag in ("VBN", "VBG")
    if token.text in ("-", "–"):
        return following.start == token.end
    if token.lower in amount_words("harm_words"):
        time = following.lower in amount_words("time_units")
        return (following.pos in ("NOUN", "PROPN", "ADJ") and not time) or _joined(tokens, at, end)
    if token.pos == "ADJ" or token.tag in ("JJ", "JJR", "JJS", "VBN", "VBG", "VBD"):
        return leads or _joined(tokens, at, end) or counts_people(following)
    if token.pos == "ADV":
        return leads
    if token.pos == "NUM":
        return following.pos == "NOUN"
    if token.lower in ("and", ",", "or", "/"):
        return tokens[at - 1].dep in ("amod", "compound", "nmod", "conj") and leads
    return False


def _joined(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether two premodifiers are joined: "Afghan and coalition", "young, unarmed"."""
    if at + 2 >= end or tokens[at + 1].lower not in ("and", ",", "or", "/"):
        return False
    second = tokens[at + 2]
    if second.pos not in ("ADJ", "NOUN", "PROPN") and second.tag != "VBN":
        return False
    return tokens[at].dep == "amod" and at + 2 <= tokens[at].head < end


def _coordinated(parsed: Parsed, found: Counted, end: int) -> Counted:
    """`found` with the nouns for people that the same number counts: "men, women and children"."""
    tokens = parsed.tokens
    if found.noun is None or not is_person_noun(tokens[found.noun].lower):
        return found
    last, noun = found.last, found.noun
    while last + 1 < end and tokens[last].lower in _JOINTS:
        start = last + 1
        if tokens[last].lower == "," and tokens[start].lower in ("and", "or"):
            start += 1
        while start < end and tokens[start].lower in ("their", "other", "his", "her"):
            start += 1
        following = _phrase(parsed, start, end) if start < end else None
        if following is None or following.noun is None or _numbered(tokens, start, following.noun):
            break
        head = tokens[following.noun]
        plural = head.tag in ("NNS", "NNPS") and is_person_noun(head.lower)
        if not plural or not _conjoined(tokens, following.noun, noun):
            break
        # A comma alone joins only inside a list that an "and" or "or" closes.
        last, noun = following.last, following.noun
    closed = any(tokens[at].lower in ("and", "or", "&", "plus") for at in range(found.last, last))
    return replace(found, last=last) if closed else found


def _numbered(tokens: Sequence[Token], first: int, noun: int) -> bool:
    """Whether a number of its own stands before a noun; an age is none."""
    return any(tokens[at].pos == "NUM" and tokens[at + 1].text != "-" for at in range(first, noun))


def _conjoined(tokens: Sequence[Token], second: int, first: int) -> bool:
    """Whether the tree joins two nouns, directly or as members of one list."""
    at = second
    while tokens[at].dep in ("conj", "appos") and tokens[at].head < at:
        at = tokens[at].head
        if at == first:
            return True
        if tokens[first].dep in ("conj", "appos") and tokens[first].head == at:
            return True
    return False
