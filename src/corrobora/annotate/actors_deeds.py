"""Particulars of a person in what the text says that the person did or met with.

"He moved to Narvik", "she joined the Front", "Lund, who was convicted in 2009 of arson".
"""

from collections.abc import Iterator

from corrobora.annotate.actors_phrases import (
    Form,
    Phrase,
    left_edge,
    right_edge,
    text_end,
    words_of,
)
from corrobora.annotate.actors_words import actor_words
from corrobora.annotate.clauses import is_passive, surface_subject
from corrobora.annotate.mentions import Attribute
from corrobora.annotate.tokens import Parsed, Token
from corrobora.model import Role

_GROUPS = (Form.KNOWN, Form.ORGANISATION, Form.BODY)
_PENALTIES = frozenset(["sentence", "term"])


def told_by_verbs(parsed: Parsed, by_head: dict[int, Phrase]) -> Iterator[tuple[int, Attribute]]:
    """Actors' indices and what verbs tell of them, in text order."""
    words = actor_words()
    telling = (
        words.residence | words.membership | words.conviction | words.sentence
        | {"fight", "bear", "come", "hail", "be", "find", "plead", "work", "volunteer"}
    )  # fmt: skip
    for token in parsed.tokens:
        if not token.tag.startswith("VB") or _hedged(parsed, token):
            continue
        fronted = _fronted_origin(parsed, token)
        if token.lemma not in telling and fronted is None:
            continue
        subject = _subject(parsed, token)
        phrase = by_head.get(subject) if subject is not None else None
        if phrase is None or phrase.entity < 0:
            continue
        if fronted is not None:
            yield phrase.entity, attribute(parsed, Role.ORIGIN, fronted, "originally-from")
        for one in _of_verb(parsed, token, by_head):
            yield phrase.entity, one


def _subject(parsed: Parsed, token: Token) -> int | None:
    """A verb's subject; that of the conviction where the parser hangs the sentence on a crime."""
    words = actor_words()
    if token.lemma in words.sentence and token.dep == "conj":
        for at in parsed.ancestors(token.index):
            if parsed.tokens[at].lemma in words.conviction:
                return surface_subject(parsed, at)
            if parsed.tokens[at].pos in ("VERB", "AUX") and parsed.tokens[at].dep != "conj":
                break
    return surface_subject(parsed, token.index)


def _hedged(parsed: Parsed, token: Token) -> bool:
    """Whether a verb is negated, or only may be: then it tells nothing of the person."""
    return any(
        parsed.tokens[at].dep == "neg"
        or (parsed.tokens[at].dep == "aux" and parsed.tokens[at].tag == "MD")
        for at in token.children
    )


def attribute(parsed: Parsed, role: Role, span: tuple[int, int], rule: str) -> Attribute:
    """The attribute whose words are the tokens `span`."""
    start, end = parsed.tokens[span[0]].start, text_end(parsed, span[1])
    return Attribute(role, words_of(parsed, *span), start, end, rule)


def _objects(parsed: Parsed, token: Token, *prepositions: str) -> Iterator[int]:
    """The nouns behind the prepositions that hang on a verb."""
    for at in token.children:
        if parsed.tokens[at].dep == "prep" and parsed.tokens[at].lower in prepositions:
            noun = parsed.child(at, "pobj")
            if noun is not None:
                yield noun


def place_words(parsed: Parsed, noun: int) -> tuple[int, int]:
    """The tokens of a place with "in Y" behind it: "Gulu in Uganda", "the region of X"."""
    first, last = left_edge(parsed, noun), right_edge(parsed, noun)
    for at in parsed.tokens[noun].children:
        inner = parsed.child(at, "pobj") if at == last else None
        if inner is not None and parsed.tokens[at].lower in ("in", "of"):
            last = inner + 1 if parsed.tokens[inner].tag.startswith("NNP") else last
    return first, last


def _place(parsed: Parsed, noun: int) -> tuple[int, int] | None:
    """The tokens of a place by its name, None where no name stands."""
    first, last = place_words(parsed, noun)
    named = any(token.tag.startswith("NNP") for token in parsed.tokens[first : noun + 1])
    return (first, last) if named else None


def _fronted_origin(parsed: Parsed, token: Token) -> tuple[int, int] | None:
    """The place of "Originally from Gulu in Uganda," before a clause."""
    for at in token.children:
        child = parsed.tokens[at]
        if child.dep not in ("prep", "advcl", "advmod") or at > token.index:
            continue
        start = at if child.lower == "from" else None
        if start is None:
            start = next((c for c in child.children if parsed.tokens[c].lower == "from"), None)
        if start is None or start == 0 or parsed.tokens[start - 1].lower != "originally":
            continue
        noun = parsed.child(start, "pobj")
        return _place(parsed, noun) if noun is not None else None
    return None


def _of_verb(parsed: Parsed, token: Token, by_head: dict[int, Phrase]) -> Iterator[Attribute]:
    words = actor_words()
    lemma = token.lemma
    passive = is_passive(parsed, token.index)
    if lemma in words.residence and not passive:
        wanted = ("to",) if lemma in ("move", "relocate") else ("in", "at")
        for noun in _objects(parsed, token, *wanted):
            place = _place(parsed, noun)
            if place is not None:
                yield attribute(parsed, Role.RESIDENCE, place, "lives-in")
    if lemma == "bear" and passive:
        for noun in _objects(parsed, token, "in"):
            place = _place(parsed, noun)
            if place is not None and parsed.tokens[noun].entity not in ("DATE", "TIME"):
                yield attribute(parsed, Role.ORIGIN, place, "born-in")
    if lemma in ("come", "hail", "be"):
        for noun in _objects(parsed, token, "from"):
            place = _place(parsed, noun)
            if place is not None and parsed.tokens[noun].entity in ("GPE", "LOC", "NORP"):
                yield attribute(parsed, Role.ORIGIN, place, "comes-from")
    if not passive and (lemma in words.membership or lemma in ("fight", "volunteer", "work")):
        yield from _membership(parsed, token, by_head)
    if lemma in words.conviction or _guilty(parsed, token):
        yield from _conviction(parsed, token)
    sentenced = passive or (token.tag == "VBN" and parsed.child(token.index, "dobj") is None)
    if lemma in words.sentence and sentenced:
        for noun in _objects(parsed, token, "to", "for"):
            if parsed.tokens[noun].entity in ("DATE", "TIME", "CARDINAL") or (
                parsed.tokens[noun].lemma in ("death", "life", "imprisonment", "prison", "year")
            ):
                yield attribute(parsed, Role.PENALTY, _length(parsed, noun), "sentenced-to")
    if lemma == "serve":
        yield from _serving(parsed, token)


def _length(parsed: Parsed, noun: int) -> tuple[int, int]:
    """The words of a penalty: "25 years in prison" -> "25 years"."""
    first = left_edge(parsed, noun)
    while first < noun and parsed.tokens[first].tag == "DT":
        first += 1
    return first, right_edge(parsed, noun)


def _membership(parsed: Parsed, token: Token, by_head: dict[int, Phrase]) -> Iterator[Attribute]:
    wanted = {"join": (), "enlist": ("in", "with")}.get(token.lemma, ("in", "with", "for"))
    nouns = list(_objects(parsed, token, *wanted))
    if token.lemma == "join":
        nouns += [at for at in token.children if parsed.tokens[at].dep == "dobj"]
    for noun in nouns:
        phrase = by_head.get(noun)
        if phrase is not None and phrase.form in _GROUPS:
            span = (phrase.first, phrase.last)
            yield attribute(parsed, Role.MEMBER_OF, span, f"{token.lemma}s")


def _guilty(parsed: Parsed, token: Token) -> bool:
    """Whether a verb finds or pleads guilty."""
    if token.lemma not in ("find", "plead"):
        return False
    return any(parsed.tokens[at].lower == "guilty" for at in token.children)


def _conviction(parsed: Parsed, token: Token) -> Iterator[Attribute]:
    """What for, and in which year: "convicted in 2009 of arson and theft"."""
    holders = [
        token,
        *(parsed.tokens[a] for a in token.children if parsed.tokens[a].lower == "guilty"),
    ]
    for holder in holders:
        for at in holder.children:
            child = parsed.tokens[at]
            if child.dep != "prep":
                continue
            noun = parsed.child(at, "pobj")
            if noun is not None and child.lower == "in" and parsed.tokens[noun].entity == "DATE":
                yield attribute(parsed, Role.CONVICTED_IN, (noun, noun + 1), "convicted-in")
            elif child.lower in ("of", "for", "to"):
                yield from _crimes(parsed, at)
                inner = [
                    a for a in (parsed.tokens[noun].children if noun is not None else ())
                    if parsed.tokens[a].dep == "prep"
                ]  # fmt: skip
                for other in inner:
                    if parsed.tokens[other].lower == "in":
                        year = parsed.child(other, "pobj")
                        if year is not None and parsed.tokens[year].entity == "DATE":
                            span = (year, year + 1)
                            yield attribute(parsed, Role.CONVICTED_IN, span, "convicted-in")
            elif child.lower == "in" and noun is not None:
                continue
    # The parser may hang "of murder" on the year in front of it.
    for noun in _objects(parsed, token, "in"):
        for at in parsed.tokens[noun].children:
            if parsed.tokens[at].lower == "of" and parsed.tokens[noun].entity == "DATE":
                yield from _crimes(parsed, at)


def _crimes(parsed: Parsed, preposition: int) -> Iterator[Attribute]:
    """Each crime behind "of": nouns one by one, a verb with its objects as one."""
    verb = parsed.child(preposition, "pcomp")
    if verb is not None:
        yield attribute(parsed, Role.CONVICTED_OF, _deed(parsed, verb), "convicted-of")
        return
    noun = parsed.child(preposition, "pobj")
    if noun is None:
        return
    at: int | None = noun
    while at is not None:
        if parsed.tokens[at].tag.startswith("NN") or parsed.tokens[at].tag == "VBG":
            span = (left_edge(parsed, at), right_edge(parsed, at))
            yield attribute(parsed, Role.CONVICTED_OF, span, "convicted-of")
        at = parsed.child(at, "conj")


def _deed(parsed: Parsed, verb: int) -> tuple[int, int]:
    """A gerund with its coordinated verbs and objects, without what only dates or explains it."""
    last = verb + 1
    waiting = [verb]
    while waiting:
        at = waiting.pop()
        for child in parsed.tokens[at].children:
            token = parsed.tokens[child]
            if token.dep in ("advcl", "mark", "prep", "relcl", "punct", "npadvmod"):
                continue
            if child >= last - 1 or token.dep in ("conj", "dobj", "cc"):
                last = max(last, child + 1)
                waiting.append(child)
    while last > verb + 1 and parsed.tokens[last - 1].tag in ("CC", ",", "IN"):
        last -= 1
    return verb, last


def _serving(parsed: Parsed, token: Token) -> Iterator[Attribute]:
    """ "serving a 23-year sentence for theft"."""
    noun = parsed.child(token.index, "dobj")
    if noun is None or parsed.tokens[noun].lemma not in _PENALTIES | {"year", "month"}:
        return
    yield attribute(parsed, Role.PENALTY, _length(parsed, noun), "serving")
    for holder in (parsed.tokens[noun], token):
        for at in holder.children:
            if parsed.tokens[at].lower == "for":
                yield from _crimes(parsed, at)
