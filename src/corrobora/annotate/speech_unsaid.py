"""What is not said: "declined to confirm that", "could not confirm reports", "neither … nor"."""

from corrobora.annotate.speech_found import Found
from corrobora.annotate.speech_spans import clause
from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.tokens import Parsed, Token
from corrobora.values import Stance

_ASKING = frozenset({"how", "who", "why", "when", "where", "what", "which"})


def unsaid(parsed: Parsed, verb: Token) -> bool:
    """Whether the subject of a verb of saying does not say it.

    "Did not say" is left to the words: what stands under it may be known all the same.
    """
    tokens, words = parsed.tokens, speech_words()
    above = tokens[verb.head] if verb.dep in ("conj", "xcomp") else verb
    if any(tokens[at].lower == "neither" for at in above.children if at < verb.index):
        return True
    if verb.dep == "xcomp" and above.lemma in words.declining:
        return True
    negated = parsed.child(verb.index, "neg") is not None
    return negated and verb.lemma in words.confirming


def unconfirmed(parsed: Parsed, verb: Token, cue: list[int]) -> Found | None:
    """What nobody vouches for: a clause or a report under such a verb, said by nobody.

    None where the words are no statement: "declined to say how many had died".
    """
    tokens = parsed.tokens
    told = [at for at in verb.children if tokens[at].dep in ("ccomp", "dobj")]
    content = [i for at in told for i in clause(parsed, at)]
    asked = any(tokens[at].lower in _ASKING for at in content[:2])
    clausal = any(tokens[at].pos in ("VERB", "AUX") for at in content)
    if not clausal or asked:
        return None
    return Found(cue, [], None, content, "unconfirmed", Stance.POSSIBLE)
