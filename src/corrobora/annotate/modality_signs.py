"""The signs of certainty and stage around a predicate, read up the tree, the innermost first.

A predicate stands under its own auxiliaries and adverbs, and under the verbs, nouns and adjectives
that govern it: "denied that it had planned to kill" gives plan, then (through the attribution)
denied. Clauses of their own (relative clauses, "when …", what someone says) are a border.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from corrobora.annotate.modality_story import (
    adds_only,
    goes_on_where,
    habit,
    hearsay_before,
    is_over,
    lasting,
    supposed,
)
from corrobora.annotate.modality_words import modality_words
from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.tokens import Parsed, Token

_VERBAL = ("VERB", "AUX")
_NOMINAL = ("NOUN", "PROPN", "PRON", "ADJ", "NUM")
_DEEPEST = 8
_NOT = frozenset({"not", "n't"})


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its name (a group of the lexicon, or of this module) and the token that bears it.

    `depth` is how many governing words stand between the predicate and the sign's own.
    """

    name: str
    token: int
    depth: int


def signs(parsed: Parsed, token: int) -> list[Sign]:
    """All signs over the predicate `token`, the innermost first."""
    found: list[Sign] = []
    at, depth, shared = token, 0, False
    own = modality_words().own.get(parsed.tokens[token].lemma)
    if own:
        found.append(Sign(own, token, 0))
    elif lasting(parsed, token):
        found.append(Sign("lasting", token, 0))
    for depth in range(_DEEPEST):
        found += [Sign(name, where, depth) for name, where in _local(parsed, at, shared)]
        up = _up(parsed, at)
        if up is None:
            break
        found += [Sign(name, where, depth) for name, where in up.signs]
        if up.to is None:
            break
        at, shared = up.to, up.shared
    if _given(parsed, token):
        found = [sign for sign in found if not _takes_as_known(parsed, sign)]
    if _question(parsed, token):
        found.append(Sign("question", token, depth))
    return found


def _takes_as_known(parsed: Parsed, sign: Sign) -> bool:
    """Whether the sign is about who did it and takes the deed as known: "accused of the murder"."""
    return sign.name == "accuse" or parsed.tokens[sign.token].lemma == "deny"


@dataclass(frozen=True, slots=True)
class _Step:
    """One step up: the signs passed, where it leads, whether only shared words count there."""

    to: int | None
    signs: tuple[tuple[str, int], ...] = ()
    shared: bool = False


def _local(parsed: Parsed, index: int, shared: bool) -> Iterator[tuple[str, int]]:
    """The signs on the word itself: auxiliaries, negation, adverbs, adjectives."""
    tokens, words = parsed.tokens, modality_words()
    token = tokens[index]
    children = [tokens[at] for at in token.children]
    perfect = any(at.lemma == "have" and at.dep == "aux" for at in children)
    for at in children:
        if at.dep in ("aux", "auxpass"):
            name = words.auxiliaries.get(at.lower)
            # "had" shortened is no "would": a participle follows it.
            if name == "would" and at.lower == "'d" and token.tag == "VBN":
                name = None
            if name == "would" and habit(parsed, token):
                name = None
            if name:
                yield (f"{name}_have" if perfect else name), at.index
        elif at.lower in _NOT and adds_only(parsed, at):
            continue
        elif at.dep == "neg":
            yield "negated", at.index
        elif at.dep == "advcl" and any(
            tokens[mark].dep == "mark" and tokens[mark].lower in ("if", "unless")
            for mark in at.children
        ):
            yield "conditional", at.index
        elif shared:
            continue
        elif at.lower in words.adverbs and at.dep in ("advmod", "amod", "npadvmod", "preconj"):
            # "almost completely" is a degree, "almost hit" is not having hit.
            after = tokens[min(at.index + 1, len(tokens) - 1)]
            if words.adverbs[at.lower] != "nearly" or after.pos != "ADV":
                yield words.adverbs[at.lower], at.index
        elif at.dep in ("amod", "compound", "nmod") and token.pos in _NOMINAL:
            name = words.adjectives.get(at.lower)
            if name:
                yield name, at.index
        elif at.dep in ("det", "cc", "preconj") and at.lower in words.nobody:
            yield "nobody", at.index
        elif at.dep == "advmod" and at.lower == "yet" and token.lemma == "have":
            yield "negated", at.index
        elif at.dep in ("nsubj", "nsubjpass", "dobj", "attr", "expl"):
            yield from _nobody(parsed, token, at)
        elif at.dep == "prt" and at.lower == "out" and token.lemma == "rule":
            yield "prevent", at.index
    yield from _tense(parsed, token, perfect)


def _nobody(parsed: Parsed, verb: Token, noun: Token) -> Iterator[tuple[str, int]]:
    """ "no one was hurt", "none of the shells hit": the subject or object denies the act."""
    nobody = modality_words().nobody
    if verb.pos not in _VERBAL:
        return
    if noun.lower in nobody:
        yield "nobody", noun.index
    for child in noun.children:
        at = parsed.tokens[child]
        if at.dep in ("det", "neg", "preconj", "cc") and at.lower in nobody:
            yield "nobody", child


def _tense(parsed: Parsed, token: Token, perfect: bool) -> Iterator[tuple[str, int]]:
    """The signs of the verb's form: progressive, plain present, bare infinitive."""
    tokens = parsed.tokens
    if token.tag == "VBG":
        helpers = [tokens[at] for at in token.children if tokens[at].dep == "aux"]
        lowers = {at.lower for at in helpers}
        if any(at.lemma == "be" for at in helpers) or perfect:
            past = bool(lowers & {"was", "were"})
            yield ("progressive_past" if past else "progressive"), token.index
    elif token.tag in ("VBZ", "VBP") and token.dep != "auxpass":
        yield "present", token.index
    elif token.tag == "VBN":
        helpers = [tokens[at] for at in token.children if tokens[at].dep in ("aux", "auxpass")]
        finite = any(at.tag in ("VBZ", "VBP", "VBD", "VBN") for at in helpers)
        if finite and any(at.tag == "VBG" and at.lemma == "be" for at in helpers):
            past = any(at.lower in ("was", "were") for at in helpers)
            yield ("progressive_past" if past else "progressive"), token.index
        elif helpers and all(at.tag in ("VBZ", "VBP") and at.lemma == "be" for at in helpers):
            yield "present", token.index


def _up(parsed: Parsed, index: int) -> _Step | None:
    """The step from a word to what governs it, None at a border."""
    tokens = parsed.tokens
    token = tokens[index]
    if token.head == index:
        return None
    head = tokens[token.head]
    if token.dep == "conj":
        return _conjunct(parsed, token, head)
    if token.dep in ("xcomp", "ccomp", "oprd", "acomp", "attr") and token.pos in (
        *_VERBAL,
        "ADJ",
        "NOUN",
    ):
        return _complement(parsed, token, head)
    if token.dep in ("acl", "relcl"):
        return _modifier(parsed, token, head)
    if token.dep in ("advcl", "parataxis"):
        return _adverbial(parsed, token, head)
    if token.dep in ("pcomp", "pobj"):
        return _prepositional(parsed, token, head)
    if token.dep in ("dobj", "nsubjpass", "nsubj", "dative"):
        return _argument(parsed, token, head)
    if token.dep == "compound":
        name = modality_words().nouns.get(head.lemma)
        return _Step(head.index, ((name, head.index),)) if name else None
    return None


def _conjunct(parsed: Parsed, token: Token, head: Token) -> _Step | None:
    """ "tried to kill and rob": the second shares what governs the first."""
    if token.pos not in _VERBAL:
        return _Step(head.index, shared=True) if token.pos in _NOMINAL else None
    own = parsed.child(token.index, "nsubj", "nsubjpass", "mark")
    finite = token.tag in ("VBD", "VBZ", "VBP")
    denied = parsed.child(head.index, "neg") is not None
    if denied and own is None and any(parsed.tokens[at].lower == "or" for at in head.children):
        return _Step(head.index, shared=True)  # "had not admitted it or named anyone"
    helped = parsed.child(token.index, "aux", "auxpass")
    perfect = any(parsed.tokens[at].lemma == "have" for at in head.children)
    if perfect and own is None and helped is None and token.tag in ("VBD", "VBN"):
        return _Step(head.index, shared=True)  # "may have killed one and wounded another"
    if own is not None or finite or helped is not None or head.pos not in _VERBAL:
        return None
    # A bare form goes with a bare form ("will storm and burn"), a participle with a participle.
    return _Step(head.index, shared=True) if token.tag[:3] == head.tag[:3] else None


def _complement(parsed: Parsed, token: Token, head: Token) -> _Step | None:
    words, tokens = modality_words(), parsed.tokens
    if head.pos == "ADJ" or (head.lower in words.predicates and head.pos not in _VERBAL):
        name = words.predicates.get(head.lower)
        above = head.head if head.head != head.index else None
        too = any(parsed.tokens[at].lower == "too" for at in head.children)
        if too and token.tag == "VB":
            return _Step(above, (("unable", head.index),))
        if head.lower == "able" and above is not None and tokens[above].lower in ("was", "were"):
            return _Step(above)  # "was able to flee": it did
        return _Step(above, ((name, head.index),) if name else ())
    name = words.verbs.get(head.lemma)
    if token.dep == "ccomp":
        mark = parsed.child(token.index, "mark")
        if mark is not None and parsed.tokens[mark].lower in words.conditions:
            return _Step(None, (("condition", mark),))
        if token.tag == "VB" and name in ("manage", "want", "allow", "prevent"):
            return _Step(head.index, ((name, head.index),))
        if token.tag == "VBN" and head.lemma == "see" and mark is None:
            return _Step(head.index)  # "could see them executed"
        if head.lemma in words.with_that and name in (
            "fear",
            "hold",
            "want",
            "plan",
            "threaten",
            "seem",
            "prevent",
            "know",
            "refuse",
        ):
            sign = "feared" if name == "fear" and is_over(parsed, token) else f"{name}_that"
            return _Step(None, ((sign, head.index),))
        return None
    if head.lemma == "go" and head.tag == "VBG" and token.tag == "VB":
        name = "will"
    elif head.lemma in ("have", "need") and token.tag == "VB":
        name = "must"
    elif head.lemma == "be" and token.tag == "VB":
        name = "plan"
    if name == "fear" and token.dep == "oprd":
        return _Step(head.index, (("possible", head.index),))  # "feared dead"
    if name:
        if name == "allow" and head.tag in ("VBD", "VBN"):
            name = "manage"
        return _Step(head.index, ((name, head.index),))
    return _Step(head.index, (("infinitive", token.index),) if token.tag == "VB" else ())


def _modifier(parsed: Parsed, token: Token, head: Token) -> _Step | None:
    """ "a bid to kill", "the plan that would": infinitives and "that" clauses on a noun."""
    tokens = parsed.tokens
    if token.dep == "relcl" and goes_on_where(parsed, token):
        return _Step(None, tuple(("hearsay", at) for at in hearsay_before(parsed, head)))
    name = modality_words().nouns.get(head.lemma)
    to = any(tokens[at].lower == "to" and tokens[at].dep == "aux" for at in token.children)
    that = any(
        tokens[at].dep in ("mark", "advmod") and tokens[at].lower == "that" for at in token.children
    )
    if name and (to or that):
        return _Step(head.index, ((name, head.index),))
    if to:
        return _Step(None, ((_purpose(parsed, head), token.index),))
    return None


def _purpose(parsed: Parsed, head: Token) -> str:
    """ "purpose"; "struggle" on a noun of fighting; "purpose_done" after a past verb of going.

    "left home to join the group" tells of the joining as done; "will send troops to retake" and
    "is on its way to" do not.
    """
    tokens, at = parsed.tokens, head
    if at.pos in ("NOUN", "PROPN") and at.lemma in modality_words().lasting:
        return "struggle"  # "the battle to retake the town": it is being fought for
    while at.pos not in _VERBAL and at.head != at.index:
        at = tokens[at.head]
    helpers = {tokens[child].lower for child in at.children if tokens[child].dep == "aux"}
    past = at.tag == "VBD" or helpers & {"had", "have", "has"}
    done = past and at.lemma in modality_words().going and not helpers & {"not", "would"}
    return "purpose_done" if done else "purpose"


def _adverbial(parsed: Parsed, token: Token, head: Token) -> _Step | None:
    tokens, conditions = parsed.tokens, modality_words().conditions
    for child in token.children:
        if tokens[child].dep in ("mark", "advmod") and tokens[child].lower in conditions:
            return _Step(None, (("condition", child),))
        if tokens[child].dep == "mark" and tokens[child].lower in ("before", "until"):
            return _Step(None, (("before", child),))
    to = any(tokens[at].lower == "to" and tokens[at].dep == "aux" for at in token.children)
    if to and token.tag == "VB":
        name = modality_words().verbs.get(head.lemma)
        if name and head.index < token.index:
            return _Step(head.index, ((name, head.index),))
        return _Step(None, ((_purpose(parsed, head), token.index),))
    if token.tag == "VBG" and head.pos in _VERBAL and parsed.child(token.index, "mark") is None:
        # "could fire, killing many": what comes of an act shares its doubt.
        return _Step(head.index, shared=True)
    return None


def _prepositional(parsed: Parsed, token: Token, head: Token) -> _Step | None:
    """ "fears of an attack", "accused of killing", "kept from leaving", "without firing"."""
    words = modality_words()
    if head.lower in ("without", "than") or (
        head.lower == "of" and parsed.tokens[head.index - 1].lower == "instead"
    ):
        rather = head.lower != "than" or parsed.tokens[head.index - 1].lower == "rather"
        return _Step(None, (("nobody", head.index),)) if rather else None
    host = parsed.tokens[head.head]
    if head.head == head.index:
        return None
    if host.pos in ("NOUN", "PROPN"):
        above = parsed.tokens[host.head]
        if token.tag == "VBG" and host.dep == "dobj" and above.lemma == "accuse":
            return _Step(above.index, (("accuse", above.index),))  # "accused them of killing two"
        name = words.nouns.get(host.lemma)
        if name and head.lower in ("of", "to", "for", "at", "on", "about", "that", "against"):
            return _Step(host.index, ((name, host.index),))
        if host.lemma in ("wave", "series", "round", "number", "spate", "use", "start", "outbreak"):
            return _Step(host.index)
        return None
    if host.pos in _VERBAL:
        name = words.verbs.get(host.lemma)
        accused = name == "hold" and host.lemma == "suspect"
        if accused or name == "accuse" or host.lemma == "accuse":
            return _Step(host.index, (("accuse", host.index),))
        if name and head.lower in ("from", "of", "for", "to", "at", "on", "in", "against"):
            return _Step(host.index, ((name, host.index),))
        if host.lemma in words.bearing and head.lower in ("to", "out", "in"):
            return _Step(host.index)
        return None
    name = words.predicates.get(host.lower)
    return _Step(host.head, ((name, host.index),)) if name else None


def _argument(parsed: Parsed, token: Token, head: Token) -> _Step | None:
    """ "planned an attack", "will launch an attack", "an attack could happen"."""
    if token.pos not in ("NOUN", "PROPN", "ADJ", "VERB") or head.pos not in _VERBAL:
        return None
    words = modality_words()
    if token.dep in ("nsubj", "dative"):
        if head.lemma not in words.happening:
            return _Step(None, tuple(supposed(parsed, token, head)))
        name = words.verbs.get(head.lemma)
        return _Step(head.index, ((name, head.index),) if name == "continue" else ())
    name = words.verbs.get(head.lemma)
    if head.lemma in words.bearing:
        return _Step(head.index)
    if name == "allow" and head.tag in ("VBD", "VBN"):
        return _Step(head.index)
    if name == "attempt" and head.lemma in ("fight", "seek", "struggle"):
        return None
    if name and name not in ("manage", "know", "seem"):
        if head.lemma in speech_words().verbs and name == "hold":
            return None
        return _Step(head.index, ((name, head.index),))
    article = parsed.child(token.index, "det")
    if article is not None and parsed.tokens[article].lower in ("a", "an", "any"):
        # "has not signed an agreement": what is not brought about is not there.
        return _Step(head.index)
    return None


def _given(parsed: Parsed, token: int) -> bool:
    """Whether a noun of action is taken as known: "denied carrying out the massacre"."""
    children = (parsed.tokens[at] for at in parsed.tokens[token].children)
    noun = parsed.tokens[token].pos in ("NOUN", "PROPN")
    return noun and any(at.dep == "det" and at.lower in ("the", "this") for at in children)


def _question(parsed: Parsed, token: int) -> bool:
    """Whether the main clause, in which the token stands, asks whether it is so.

    "Why were they shot?" takes the shooting as given.
    """
    tokens = parsed.tokens
    sentence = parsed.sentences[tokens[token].sentence]
    inside = range(sentence.first, sentence.last)
    if not any(tokens[at].text == "?" for at in inside[-2:]):
        return False
    if any(tokens[at].tag in ("WRB", "WP", "WDT") for at in inside):
        return False
    return tokens[token].dep in ("ROOT", "conj", "dobj", "nsubjpass", "attr")
