"""Repairs of the tree where it contradicts itself, before anything reads it.

A finite verb modifies no noun. Where the parser says so ("A corporal shot four soldiers", with
"shot" before "soldiers" as their modifier), the verb is the root, the noun before it its subject
and the noun after it its object. Nor is a noun coordinated with a finite verb that has no subject
("A conscript shot and killed …"): it is a verb too.
"""

from collections.abc import Sequence

from corrobora.annotate.tokens import Token

_FINITE = frozenset(["VBD", "VBZ", "VBP"])
_MODIFIERS = frozenset(["amod", "nmod", "compound", "npadvmod"])
_NOUNS = frozenset(["NOUN", "PROPN", "NUM", "PRON"])

# Lemmas of past forms that are nouns as well.
_LEMMAS = {"shot": "shoot", "wound": "wound", "hit": "hit", "strike": "strike"}


def repair(tokens: Sequence[Token], first: int, last: int) -> None:
    """Mend the tree of the sentence of tokens `[first, last)` in place."""
    for token in tokens[first:last]:
        if token.tag in _FINITE and token.dep in _MODIFIERS:
            _raise_verb(tokens, first, token)
        elif token.tag in _FINITE and token.dep == "conj" and tokens[token.head].tag == "NN":
            _verb_of_pair(tokens, first, token)


def _verb_of_pair(tokens: Sequence[Token], first: int, second: Token) -> None:
    """The noun coordinated with a finite verb that has no subject is a verb: "shot and killed"."""
    noun = tokens[second.head]
    own = any(
        t.head == second.index and t.dep in ("nsubj", "nsubjpass")
        for t in tokens[noun.index : second.index]
    )
    doer = tokens[noun.index - 1] if noun.index > first else None
    if own or noun.index > second.index or doer is None or doer.head != noun.index:
        return
    if doer.pos not in _NOUNS | {"ADJ"} or noun.dep != "ROOT":
        return
    for token in tokens[first : noun.index]:
        if token is not doer and token.head == noun.index:
            token.head = doer.index
    if doer.pos == "ADJ":
        doer.pos, doer.tag = "NOUN", "NN"
    doer.dep = "nsubj"
    noun.tag, noun.pos = second.tag, "VERB"
    noun.lemma = _LEMMAS.get(noun.lower, noun.lemma)


def _raise_verb(tokens: Sequence[Token], first: int, verb: Token) -> None:
    noun = tokens[verb.head]
    if noun.index <= verb.index or noun.pos not in _NOUNS or noun.head != noun.index:
        return
    subject = verb.index - 1
    while subject >= first and tokens[subject].pos == "ADV":
        subject -= 1
    if subject < first or tokens[subject].pos not in _NOUNS | {"ADJ"}:
        return
    if tokens[subject].head not in (verb.index, noun.index):
        return
    doer = tokens[subject]
    if doer.pos == "ADJ":
        doer.pos, doer.tag = "NOUN", "NN"
    for token in tokens[first : verb.index]:
        if token is not doer and token.head in (verb.index, noun.index):
            token.head = doer.index
    doer.head, doer.dep = verb.index, "nsubj"
    noun.head, noun.dep = verb.index, "dobj"
    verb.head, verb.dep, verb.pos = verb.index, "ROOT", "VERB"
