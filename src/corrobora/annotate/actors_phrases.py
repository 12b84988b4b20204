"""A noun phrase that names an actor, and how far it reaches in the text.

`[first, last)` are tokens: from the determiner to the head and the post-modifiers that belong to
the name ("of the Islamic State", "from a howitzer battalion"), relative clauses left out.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from corrobora.annotate.actors_words import actor_words
from corrobora.annotate.known import KnownActor
from corrobora.annotate.tokens import Parsed
from corrobora.values import ActorKind

_LEFT = frozenset(
    ["det", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "predet", "advmod", "neg"]
)
# "the so-called battalions", "the widely feared unit": no phrase is longer before its head.
_FARTHEST = 14
_DEEPEST = 3


class Form(StrEnum):
    """What kind of words a phrase is made of."""

    PERSON_NAME = "person_name"
    KNOWN = "known"
    ORGANISATION = "organisation"
    BODY = "body"
    PEOPLE = "people"
    STATE = "state"
    PRONOUN = "pronoun"


NAMED = frozenset([Form.PERSON_NAME, Form.KNOWN, Form.ORGANISATION, Form.STATE])


@dataclass(slots=True)
class Phrase:
    """A noun phrase or pronoun that names an actor; token indices, `last` exclusive.

    `name` are the tokens of the proper name (with a rank), `bare` those of the name alone.
    `side` is the party that the words put people on, where `kind` only says what they are.
    `same_as` is the head token of a phrase that the syntax makes the same actor.
    """

    first: int
    head: int
    last: int
    form: Form
    rule: str
    kind: ActorKind = ActorKind.UNKNOWN
    side: ActorKind | None = None
    plural: bool = False
    person: bool = False
    definite: bool = False
    noun: str = ""
    number: int | None = None
    sex: str | None = None
    name: tuple[int, int] | None = None
    bare: tuple[int, int] | None = None
    known: KnownActor | None = None
    modifiers: frozenset[str] = field(default_factory=frozenset)
    acronym: str | None = None
    same_as: int | None = None
    modifying: bool = False
    entity: int = -1


def left_edge(parsed: Parsed, head: int) -> int:
    """The first token of the noun phrase of `head`: its determiner or leftmost modifier."""
    first = head
    for at in parsed.tokens[head].children:
        if at < head and parsed.tokens[at].dep in _LEFT:
            start = at
            for below in parsed.subtree(at):
                if below < at and parsed.tokens[below].dep not in ("relcl", "punct"):
                    start = min(start, below)
            first = min(first, start)
    lowest = max(parsed.sentences[parsed.tokens[head].sentence].first, head - _FARTHEST)
    first = max(first, lowest)
    while first < head and parsed.tokens[first].tag in (",", "CC", "``", "''", "-LRB-", ":"):
        first += 1
    return first


def right_edge(parsed: Parsed, head: int, depth: int = 0) -> int:
    """The token after the last one that belongs to the phrase of `head`."""
    end = head + 1
    token = parsed.tokens[head]
    if token.entity == "ORG" and token.tag.startswith("NNP"):
        # "the Committee for the Defence of Terraces": the parser's label reaches further
        limit = parsed.sentences[token.sentence].last
        while end < limit and parsed.tokens[end].entity == "ORG":
            end += 1
        while end > head + 1 and not parsed.tokens[end - 1].tag.startswith("NN"):
            end -= 1
    if depth >= _DEEPEST:
        return end
    unit = _unit_behind(parsed, end)
    if unit is not None:
        return right_edge(parsed, unit, depth + 1)
    for at in parsed.tokens[head].children:
        child = parsed.tokens[at]
        if at != end or child.dep != "prep" or child.lower not in ("of", "from"):
            continue
        noun = parsed.child(at, "pobj")
        if noun is None or left_edge(parsed, noun) != at + 1:
            continue
        if child.lower == "from" and not _tells_unit(parsed, noun):
            continue
        end = right_edge(parsed, noun, depth + 1)
    return end


def _unit_behind(parsed: Parsed, at: int) -> int | None:
    """The unit behind "from" at a token, wherever the parser hangs it: "from the 4th Brigade"."""
    if at >= len(parsed.tokens) or parsed.tokens[at].lower != "from":
        return None
    noun = parsed.child(at, "pobj")
    if noun is None or left_edge(parsed, noun) != at + 1:
        return None
    body = actor_words().bodies.get(parsed.tokens[noun].lemma)
    return noun if body is not None and body.kind is ActorKind.STATE_FORCE else None


def _tells_unit(parsed: Parsed, noun: int) -> bool:
    """Whether "from" leads to the body that people belong to, not to where they came from."""
    token = parsed.tokens[noun]
    return token.lemma in actor_words().bodies or token.entity == "ORG"


def attached(parsed: Parsed, head: int) -> int | None:
    """The noun that `head` stands behind as an apposition, or is said to be by "is"; or None."""
    token = parsed.tokens[head]
    if token.dep == "appos":
        return token.head
    if token.dep == "attr":
        verb = parsed.tokens[token.head]
        if verb.lemma == "be" and not any(
            parsed.tokens[at].dep in ("neg", "aux") for at in verb.children
        ):
            return parsed.child(token.head, "nsubj")
    return None


def conjunct_head(parsed: Parsed, index: int) -> int:
    """The first of the coordinated words that `index` belongs to; itself if it stands alone."""
    at = index
    for _ in range(8):
        token = parsed.tokens[at]
        if token.dep != "conj" or parsed.tokens[token.head].pos in ("VERB", "AUX"):
            return at
        at = token.head
    return at


def place_of(parsed: Parsed, head: int) -> str | None:
    """Whether the phrase of `head` is the "doer" of something, is "acted" on, or neither (None)."""
    token = parsed.tokens[conjunct_head(parsed, head)]
    above = parsed.tokens[token.head]
    words = actor_words()
    if token.dep in ("nsubj", "csubj"):
        return "acted" if above.lemma in words.undergoing else "doer"
    if token.dep in ("nsubjpass", "dobj"):
        return "acted"
    if token.dep in ("poss", "compound", "amod", "nmod"):
        return "doer" if above.lemma in words.violence_nouns else None
    if token.dep == "pobj":
        if above.dep == "agent" or above.lower == "by":
            return "doer"
        if above.lower in ("on", "against", "at") or (
            above.lower == "of" and parsed.tokens[above.head].pos == "NOUN"
        ):
            return "acted"
    return None


def governor(parsed: Parsed, head: int) -> str:
    """The lemma of the verb or noun that the phrase of `head` depends on, prepositions passed."""
    token = parsed.tokens[conjunct_head(parsed, head)]
    above = parsed.tokens[token.head]
    while above.dep in ("prep", "agent") and above.head != above.index:
        above = parsed.tokens[above.head]
        if above.pos not in ("ADP", "SCONJ", "PART"):
            break
    return above.lemma


def text_end(parsed: Parsed, last: int) -> int:
    """The text offset where tokens up to `last` (exclusive) end, a sentence's own stop left out."""
    token = parsed.tokens[last - 1]
    inner = token.text[:-1]
    ends = last == len(parsed.tokens) or parsed.tokens[last].sentence != token.sentence
    if token.text.endswith(".") and ends and len(inner) > 0 and "." not in inner:
        known = inner.lower() in actor_words().ranks or inner.lower() in actor_words().titles
        return token.end if known else token.end - 1
    return token.end


def words_of(parsed: Parsed, first: int, last: int) -> str:
    """The words of the tokens `[first, last)` with single spaces, without a sentence's stop."""
    return " ".join(parsed.text[parsed.tokens[first].start : text_end(parsed, last)].split())
