"""What a story's form says of certainty: hearsay that goes on, habits, what is only supposed."""

from collections.abc import Iterator

from corrobora.annotate.modality_words import modality_words
from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.tokens import Parsed, Token

_VERBAL = ("VERB", "AUX")
_ADDING = frozenset({"only", "just", "merely", "simply"})
_OPEN = frozenset({"would", "could", "might", "may", "can"})


def goes_on_where(parsed: Parsed, clause: Token) -> bool:
    """Whether a relative clause opens with "where", on whichever of its verbs the word hangs."""
    between = parsed.tokens[clause.head + 1 : clause.index]
    return any(at.lower == "where" for at in between)


def hearsay_before(parsed: Parsed, place: Token) -> list[int]:
    """The hearsay adverbs under which a story goes on in a clause with "where" on `place`.

    "Dara reportedly moved to a town where he was arrested": the arrest is hearsay too.
    """
    at = place
    while at.pos not in _VERBAL and at.head != at.index:
        at = parsed.tokens[at.head]
    hearsay = speech_words().hearsay
    return [child for child in at.children if parsed.tokens[child].lower in hearsay]


def habit(parsed: Parsed, verb: Token) -> bool:
    """Whether "would" tells a habit: some people's towards others, under no condition.

    "Guards would beat prisoners for a word."
    """
    tokens = parsed.tokens
    sentence = parsed.sentences[verb.sentence]
    lowers = frozenset(at.lower for at in tokens[sentence.first : sentence.last])
    if verb.dep != "ROOT" or lowers & modality_words().conditions:
        return False
    ends = [at for at in verb.children if tokens[at].dep in ("nsubj", "dobj")]
    bare = [
        tokens[at].tag == "NNS" and not any(tokens[c].dep == "det" for c in tokens[at].children)
        for at in ends
    ]
    return len(bare) == 2 and all(bare)


def adds_only(parsed: Parsed, negation: Token) -> bool:
    """Whether "not only", "not just" adds to what is so, and denies nothing."""
    after = parsed.tokens[negation.index + 1 : negation.index + 2]
    return bool(after) and after[0].lower in _ADDING


def supposed(parsed: Parsed, noun: Token, verb: Token) -> Iterator[tuple[str, int]]:
    """ "A raid would wreck the truce": what only might be is supposed with what might come of it.

    Not where the noun is told of besides: "a raid on Monday", "a raid that killed six".
    """
    tokens = parsed.tokens
    article = parsed.child(noun.index, "det")
    if article is None or tokens[article].lower not in ("a", "an", "any", "another"):
        return
    under = [tokens[at] for at in parsed.subtree(noun.index)]
    if any(at.entity in ("DATE", "TIME") or at.dep in ("relcl", "acl") for at in under):
        return
    children = [tokens[at] for at in verb.children]
    if any(at.lemma == "have" and at.dep == "aux" for at in children):
        return
    for at in children:
        if at.dep == "aux" and at.lower in _OPEN:
            yield "supposed", at.index


def lasting(parsed: Parsed, token: int) -> bool:
    """Whether a noun of what lasts ("battle"), or a participle, is told in the present."""
    tokens = parsed.tokens
    at = tokens[token]
    noun = at.pos in ("NOUN", "PROPN") and at.lemma in modality_words().lasting
    participle = at.tag == "VBG" and at.dep == "acl"
    before = tokens[at.head]
    over = noun and before.dep == "prep" and before.lower in modality_words().over
    return (noun or participle) and not over and _present(parsed, token)


def _present(parsed: Parsed, token: int) -> bool:
    """Whether the closest verb above stands in the present."""
    tokens = parsed.tokens
    for up in parsed.ancestors(token):
        at = tokens[up]
        if at.pos in _VERBAL:
            children = (tokens[child] for child in at.children)
            helpers = [child for child in children if child.dep in ("aux", "auxpass")]
            finite = next((helper for helper in helpers if helper.tag != "VB"), at)
            return finite.tag in ("VBZ", "VBP")
    return False


def is_over(parsed: Parsed, verb: Token) -> bool:
    """Whether a clause tells of what has been: "fear that ten died", "may have been killed"."""
    children = [parsed.tokens[at] for at in verb.children]
    helpers = [at for at in children if at.dep in ("aux", "auxpass")]
    if verb.tag == "VBD" or any(at.lower in ("was", "were", "had", "has") for at in helpers):
        return True
    return any(at.lemma == "have" for at in helpers)
