"""What a story's form says of certainty: hearsay that goes on, habits told with "would"."""

from corrobora.annotate.modality_words import modality_words
from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.tokens import Parsed, Token

_VERBAL = ("VERB", "AUX")


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
