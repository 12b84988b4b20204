"""Phrases that are names: known actors, states that act, organisations, peoples' adjectives."""

from collections.abc import Iterator

from corrobora.annotate.actors_found import MODIFYING, Found, body_at, is_modifier, modifiers_in
from corrobora.annotate.actors_kinds import body_kind
from corrobora.annotate.actors_phrases import (
    Form,
    Phrase,
    conjunct_head,
    governor,
    left_edge,
    place_of,
    right_edge,
)
from corrobora.annotate.actors_words import actor_words
from corrobora.annotate.known import KnownName
from corrobora.annotate.tokens import Parsed, Token
from corrobora.values import ActorKind

_PLACING = ("in", "from", "near", "to", "into", "at", "outside", "around", "through")
_BRACKETS = {"(": ")", "[": "]"}


def _name_head(parsed: Parsed, first: int, last: int) -> int:
    """The token among `[first, last)` whose head lies outside, the last of them."""
    for at in range(last - 1, first - 1, -1):
        if not first <= parsed.tokens[at].head < last or parsed.tokens[at].head == at:
            return at
    return last - 1


def known_phrase(found: Found, name: KnownName) -> Phrase | None:
    """The phrase of a known actor's name, or None where it stands inside another actor's phrase."""
    parsed = found.parsed
    head = _name_head(parsed, name.first, name.last)
    token = parsed.tokens[head]
    above = parsed.tokens[token.head]
    modifying = token.dep in MODIFYING and above.index > head
    inside = above.index in found.phrases or above.lower in actor_words().bodies
    if modifying and inside and name.actor.state:
        return None
    if name.actor.state and not _state_acts(parsed, head, name, modifying):
        return None
    first, last = name.first, name.last
    if not modifying:
        first = min(first, left_edge(parsed, head))
        if not name.actor.state:
            last = max(last, right_edge(parsed, head))
    acronym = _acronym(parsed, last)
    return Phrase(
        first=first,
        head=head,
        last=last if acronym is None else acronym + 2,
        form=Form.STATE if name.actor.state else Form.KNOWN,
        rule="state" if name.actor.state else "known-actor",
        kind=name.actor.kind,
        definite=True,
        noun=parsed.tokens[name.last - 1].lower,
        name=(name.first, name.last),
        bare=(name.first, name.last),
        known=name.actor,
        modifiers=modifiers_in(parsed, first, name.first),
        acronym=parsed.tokens[acronym].lower if acronym is not None else None,
        modifying=modifying or token.dep == "poss",
    )


def _state_acts(parsed: Parsed, head: int, name: KnownName, modifying: bool) -> bool:
    """Whether a state's or seat's name stands for those who act, not for the ground."""
    words = actor_words()
    token = parsed.tokens[head]
    place, acts = place_of(parsed, head), governor(parsed, head)
    if modifying or token.dep == "poss":
        noun = parsed.tokens[token.head].lemma
        return noun in words.violence_nouns
    if name.seat:
        return place == "doer" and acts in words.doing_verbs and token.dep in ("nsubj", "conj")
    if place == "doer" or _does_in_relative(parsed, head):
        return True
    if place == "acted":
        above = parsed.tokens[token.head]
        return token.dep == "pobj" and above.lower == "against"
    above = parsed.tokens[token.head]
    return token.dep == "pobj" and above.lower in ("with", "against", "between")


def _does_in_relative(parsed: Parsed, head: int) -> bool:
    """Whether a relative clause says what a state did: "Ruritania, which had threatened …"."""
    for at in parsed.tokens[head].children:
        verb = parsed.tokens[at]
        if verb.dep == "relcl" and verb.lemma in actor_words().doing_verbs:
            subject = parsed.child(at, "nsubj")
            return subject is not None and parsed.tokens[subject].lower in ("who", "which", "that")
    return False


def _acronym(parsed: Parsed, at: int) -> int | None:
    """The token of an acronym in brackets that begins at `at`: "(SDF)", "[FMLN]"; or None."""
    tokens = parsed.tokens
    if at + 2 >= len(tokens) or tokens[at].text not in _BRACKETS:
        return None
    inner = tokens[at + 1]
    closed = tokens[at + 2].text == _BRACKETS[tokens[at].text]
    short = 2 <= len(inner.text) <= 10 and sum(c.isupper() for c in inner.text) >= 2
    return at + 1 if closed and (short or inner.tag.startswith("NNP")) else None


def people_adjective(found: Found, token: Token) -> Phrase | None:
    """A people's adjective before an act of force: "Turkish" in "the Turkish offensive"."""
    parsed = found.parsed
    words = actor_words()
    if token.lower not in words.demonyms or not token.text[0].isupper():
        return None
    first = parsed.tokens[conjunct_head(parsed, token.index)]
    above = parsed.tokens[first.head]
    if above.tag == "VBN" and above.index > token.index:
        # "a Russian-led assault"
        first, above = above, parsed.tokens[above.head]
    acts = above.lemma in words.violence_nouns and above.index > token.index
    if first.dep not in ("amod", "compound", "nmod", "poss") or not acts:
        return None
    if token.index in found.person_at or token.index in found.known_at:
        return None
    return Phrase(
        first=token.index, head=token.index, last=token.index + 1, form=Form.STATE,
        rule="people-adjective", kind=ActorKind.STATE_FORCE, definite=True, noun=token.lower,
        bare=(token.index, token.index + 1), modifying=True,
        modifiers=frozenset([words.demonyms[token.lower]]),
    )  # fmt: skip


def organisations(found: Found) -> Iterator[Phrase]:
    """Names that the parser labels as organisations and nothing else has claimed."""
    parsed, words = found.parsed, actor_words()
    for token in parsed.tokens:
        if not token.tag.startswith("NNP") or token.entity not in ("ORG", "NORP"):
            continue
        if token.index in found.phrases or token.index in found.known_at:
            continue
        if token.index in found.person_at or is_modifier(parsed, token):
            continue
        if token.lower in words.things or token.lower in words.never:
            continue
        first, last = left_edge(parsed, token.index), right_edge(parsed, token.index)
        if not any(c.isalpha() for c in token.text):
            continue
        noun, _ = body_at(parsed, token)
        if noun is None and not _acts_as_body(parsed, token, first, last):
            continue
        known = found.known_in(first, last)
        kind = body_kind(parsed, (first, token.index, last), noun, known) if noun else None
        acronym = _acronym(parsed, last)
        bare = first
        while bare < token.index and parsed.tokens[bare].tag in ("DT", "PRP$"):
            bare += 1
        yield Phrase(
            first=first, head=token.index, last=last if acronym is None else acronym + 2,
            form=Form.ORGANISATION, rule="organisation", kind=kind or ActorKind.UNKNOWN,
            definite=True, noun=token.lower, name=(bare, last), bare=(bare, last),
            acronym=parsed.tokens[acronym].lower if acronym is not None else None,
            plural=token.tag == "NNPS", modifiers=modifiers_in(parsed, bare, token.index),
        )  # fmt: skip


def _acts_as_body(parsed: Parsed, token: Token, first: int, last: int) -> bool:
    """Whether a name with an organisation's label stands as one: labels alone are often wrong."""
    opening = parsed.tokens[first]
    if opening.tag == "CD" or opening.lower in ("a", "an"):
        return False
    above = parsed.tokens[token.head]
    placed = token.dep == "pobj" and above.lower in _PLACING
    sentence = parsed.sentences[token.sentence]
    mixed = any(c.islower() for c in parsed.text[sentence.start : sentence.end])
    if mixed and token.text.isupper() and len(token.text) >= 2 and last - first <= 2:
        return True
    if placed or last - first == 1 or not mixed:
        does = place_of(parsed, token.index) == "doer"
        return does and governor(parsed, token.index) in actor_words().doing_verbs
    words = actor_words()
    acts = governor(parsed, token.index)
    if place_of(parsed, token.index) == "doer" or token.dep == "appos":
        return True
    spoken_to = acts in words.doing_verbs and acts not in words.violence_verbs
    return spoken_to or (opening.tag == "DT" and acts not in words.violence_verbs)
