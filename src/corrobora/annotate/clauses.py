"""Who does what to whom inside a clause, by meaning: passives, relatives, participles undone.

Works on the tree alone. `subjects` answers with the tokens that do the verb or that it befalls,
whichever the words' form hides: "troops shot by rebels", "rebels who shot", "before fleeing".
"""

import functools
from dataclasses import dataclass

from corrobora.annotate.tokens import Parsed, Token
from corrobora.codebook.table import table

_RELATIVES = frozenset(["who", "which", "that", "whom"])
_SUBJECT = ("nsubj", "csubj", "expl")
_PASSIVE_SUBJECT = ("nsubjpass", "csubjpass")
# "accuses X of firing", "kept X from leaving": the object of the verb does it.
_OF_OBJECT = frozenset(["of", "from", "for", "into"])
# Raising and light governors may be passed on the way up, but no endless chain.
_DEEPEST = 6


@dataclass(frozen=True)
class Arguments:
    """Tokens by surface function, the voice undone: `agents` do it, `patients` undergo it."""

    agents: tuple[int, ...]
    patients: tuple[int, ...]


def is_passive(parsed: Parsed, index: int) -> bool:
    """Whether a verb form is passive: with an auxiliary, as a participle, or conjoined to one."""
    token = parsed.tokens[index]
    if token.tag != "VBN":
        return False
    deps = {parsed.tokens[child].dep for child in token.children}
    if "auxpass" in deps or "nsubjpass" in deps or "agent" in deps:
        return True
    if deps & {"aux", "nsubj"}:
        return False
    if token.dep == "acl":
        return True
    if token.dep in ("conj", "ccomp", "xcomp", "advcl", "ROOT", "dep", "parataxis"):
        head = parsed.tokens[token.head]
        if token.dep == "conj" and head.pos in ("VERB", "AUX") and head.index != index:
            return is_passive(parsed, head.index)
        return "dobj" not in deps
    return False


def coordinated(parsed: Parsed, index: int) -> tuple[int, ...]:
    """A noun token and the nouns coordinated with it, in text order."""
    found, waiting = [], [index]
    while waiting:
        at = waiting.pop()
        found.append(at)
        waiting.extend(
            child
            for child in parsed.tokens[at].children
            if _listed(parsed, at, child)
            and parsed.tokens[child].pos not in ("VERB", "AUX")
            and not _bare_second(parsed, at, child)
        )
    return tuple(sorted(found))


def _listed(parsed: Parsed, first: int, second: int) -> bool:
    """Whether a noun goes on a list: by "and", or as "his deputy" in "a commander, his deputy and
    two guards", which the parser takes for another name of the first.
    """
    token = parsed.tokens[second]
    if token.dep != "appos":
        return token.dep == "conj"
    if second > first and _next_kin(parsed.tokens[first], token):
        return True
    deps = {parsed.tokens[at].dep for at in token.children}
    common = parsed.tokens[first].tag in ("NN", "NNS") and token.tag in ("NN", "NNS")
    return common and second > first and {"cc", "conj"} <= deps


def is_kin(token: Token) -> bool:
    """Whether a noun names one person by sex, age or family: "toddler", "wife"."""
    return token.tag in ("NN", "NNP") and token.lemma.casefold() in _kin()


def _two_people(first: Token, second: Token) -> bool:
    """Whether nouns side by side are two people: "a woman and toddler", no "wife and mother"."""
    if not (is_kin(first) and is_kin(second)) or first.lemma == second.lemma:
        return False
    return frozenset((first.lemma.casefold(), second.lemma.casefold())) not in _same_person()


def _next_kin(first: Token, second: Token) -> bool:
    """Whether a noun goes on a list of kin: "a boy, his wife, himself"."""
    himself = second.tag == "PRP" and second.lower.endswith("self")
    return _two_people(first, second) or (is_kin(first) and himself)


@functools.cache
def _kin() -> frozenset[str]:
    return frozenset(table("lexicons/en/settings")["kin"]["words"])


@functools.cache
def _same_person() -> frozenset[frozenset[str]]:
    pairs = table("lexicons/en/settings")["one_and_the_same"]["pairs"]
    return frozenset(frozenset(pair) for pair in pairs)


def _bare_second(parsed: Parsed, first: int, second: int) -> bool:
    """Whether a coordinated noun shares the first one's phrase: "major towns and villages"."""
    token = parsed.tokens[second]
    if _two_people(parsed.tokens[first], token):
        return False
    if parsed.tokens[first].tag not in ("NN", "NNS") or token.tag not in ("NN", "NNS"):
        return False
    opening = ("det", "nummod", "amod", "poss", "compound")
    own = any(parsed.tokens[at].dep in opening for at in token.children)
    shared = any(parsed.tokens[at].dep in opening for at in parsed.tokens[first].children)
    return not own and shared


def _antecedent(parsed: Parsed, subject: int, verb: Token) -> int:
    """The noun that a relative pronoun stands for, or the token itself."""
    if parsed.tokens[subject].lower not in _RELATIVES:
        return subject
    at = verb
    for _ in range(_DEEPEST):
        if at.dep in ("relcl", "acl"):
            return at.head
        if at.head == at.index:
            return subject
        at = parsed.tokens[at.head]
    return subject


def subjects(parsed: Parsed, index: int) -> tuple[int, ...]:
    """The surface subject of a verb with what is coordinated with it; empty where it has none."""
    subject = surface_subject(parsed, index)
    return coordinated(parsed, subject) if subject is not None else ()


def surface_subject(parsed: Parsed, index: int, depth: int = 0) -> int | None:
    """The token that is, or is understood as, the grammatical subject of a verb."""
    token = parsed.tokens[index]
    own = parsed.child(index, *_SUBJECT, *_PASSIVE_SUBJECT)
    if own is not None:
        return _antecedent(parsed, own, token)
    being = _before_being(parsed, index)
    if being is not None:
        return being
    if depth >= _DEEPEST or token.head == index:
        return _fronted(parsed, token)
    head = parsed.tokens[token.head]
    if token.dep == "acl":
        return head.index if head.pos not in ("VERB", "AUX") else None
    if token.dep == "relcl":
        return head.index
    if token.dep == "pcomp":
        preposition, head = head, parsed.tokens[head.head]
        if preposition.lower in _OF_OBJECT and head.pos == "VERB":
            accused = parsed.child(head.index, "dobj")
            if accused is not None:
                return accused
        if head.pos == "NOUN" and head.dep in ("dobj", "attr", "pobj"):
            # "is serving a sentence for raping"
            head = parsed.tokens[head.head if head.dep != "pobj" else parsed.tokens[head.head].head]
        if head.pos not in ("VERB", "AUX"):
            return None
    if token.dep == "xcomp":
        controlled = parsed.child(head.index, "dobj")
        if controlled is not None:
            return controlled
    if token.dep in ("conj", "xcomp", "advcl", "pcomp", "dep") and head.pos in (
        "VERB",
        "AUX",
    ):
        return surface_subject(parsed, head.index, depth + 1)
    return _fronted(parsed, token)


def _before_being(parsed: Parsed, index: int) -> int | None:
    """The noun right before "being": "resulted in six villagers being killed"."""
    at = next((at for at in parsed.tokens[index].children if parsed.tokens[at].lower == "being"), 0)
    noun = parsed.tokens[at - 1] if at else None
    if noun is None or noun.pos not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    return noun.index if noun.dep in ("pobj", "dobj", "conj") else None


def _fronted(parsed: Parsed, verb: Token) -> int | None:
    """The noun right before a finite verb that the parse left without a subject.

    "According to bloggers, Sgt. Galushko shot …": the parser may take the doer for one of the
    bloggers. The noun phrase that ends right before the verb, after a comma or at the sentence's
    start, is its subject.
    """
    if verb.tag not in ("VBD", "VBZ", "VBP", "MD") and verb.dep != "ROOT":
        return None
    at = verb.index - 1
    first = parsed.sentences[verb.sentence].first
    while at >= first and parsed.tokens[at].pos in ("ADV", "AUX", "PART"):
        at -= 1
    if at < first or parsed.tokens[at].pos not in ("NOUN", "PROPN", "PRON"):
        return None
    return at


def verb_arguments(parsed: Parsed, index: int) -> Arguments:
    """The doers and the undergoers of a verb, in whatever form it stands."""
    token = parsed.tokens[index]
    subject = _behind_colon(parsed, surface_subject(parsed, index))
    objects = [at for at in token.children if parsed.tokens[at].dep in ("dobj", "dative")]
    if token.dep == "relcl":
        # "the men whom police arrested", "the town the army took"
        objects = [_antecedent(parsed, at, token) for at in objects]
        own = parsed.child(index, *_SUBJECT)
        if not objects and own is not None and not is_passive(parsed, index):
            missing = parsed.tokens[own].lower not in _RELATIVES
            if missing and not _has_clause_object(parsed, index):
                objects = [token.head]
    agents: list[int] = []
    patients: list[int] = []
    if is_passive(parsed, index):
        if subject is not None:
            patients += [*coordinated(parsed, subject), *_before_in_list(parsed, token, subject)]
        for at in token.children:
            child = parsed.tokens[at]
            if child.dep == "agent" or (child.dep == "prep" and child.lower == "by"):
                noun = parsed.child(at, "pobj")
                if noun is not None:
                    agents += coordinated(parsed, noun)
        patients += [n for at in objects for n in coordinated(parsed, at)]
    else:
        if subject is not None:
            agents += coordinated(parsed, subject)
        patients += [n for at in objects for n in coordinated(parsed, at)]
        if not objects:
            patients += _shared_object(parsed, token)
    return Arguments(tuple(agents), tuple(patients))


def _behind_colon(parsed: Parsed, subject: int | None) -> int | None:
    """What a headline tells of, where it names its source first: "Police: Girl killed"."""
    if subject is None or subject + 1 >= len(parsed.tokens):
        return subject
    if parsed.tokens[subject + 1].text != ":":
        return subject
    return parsed.child(subject, "appos")


def _before_in_list(parsed: Parsed, verb: Token, subject: int) -> list[int]:
    """Who stands before the last of a headline's list: "Girl, man killed"."""
    token = parsed.tokens[subject]
    head = parsed.tokens[token.head]
    bare = not any(parsed.tokens[at].dep in ("det", "poss") for at in head.children)
    listed = verb.dep == "acl" and token.dep == "appos" and _next_kin(head, token)
    return [head.index] if listed and bare else []


def _has_clause_object(parsed: Parsed, index: int) -> bool:
    return parsed.child(index, "ccomp", "xcomp") is not None


def _shared_object(parsed: Parsed, token: Token) -> list[int]:
    """The object that a verb shares with a later coordinated one: "shot and killed six"."""
    for at in token.children:
        child = parsed.tokens[at]
        if child.dep == "conj" and child.pos == "VERB" and parsed.child(at, "nsubj") is None:
            between = parsed.tokens[token.index + 1 : at]
            if any(other.pos in ("NOUN", "PROPN", "PRON") for other in between):
                return []
            objects = [n for n in child.children if parsed.tokens[n].dep == "dobj"]
            return [n for noun in objects for n in coordinated(parsed, noun)]
    return []


def prepositional(parsed: Parsed, index: int, *prepositions: str) -> tuple[int, ...]:
    """The nouns that hang on a token by one of the prepositions, in text order."""
    found: list[int] = []
    for at in parsed.tokens[index].children:
        child = parsed.tokens[at]
        if child.dep in ("prep", "agent", "dative") and child.lower in prepositions:
            noun = parsed.child(at, "pobj")
            if noun is not None:
                found += coordinated(parsed, noun)
            else:
                inner = parsed.child(at, "prep")
                deeper = parsed.child(inner, "pobj") if inner is not None else None
                if deeper is not None:
                    found += coordinated(parsed, deeper)
    return tuple(found)
