"""That nobody has owned up to a deed: "No group has claimed responsibility"."""

from collections.abc import Iterator

from corrobora.annotate.modality_words import modality_words
from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.tokens import Token
from corrobora.extract.context import Context, words
from corrobora.extract.said import Said
from corrobora.values import Stance


def unclaimed(context: Context) -> Iterator[tuple[Said, tuple[int, int]]]:
    """What is said to be unclaimed, with the words that say it `[start, end)`, in text order."""
    parsed = context.parsed
    for token in parsed.tokens:
        found = _by_nobody(context, token) or _no_claim(context, token)
        if found is None:
            continue
        first, last, deed = found
        span = parsed.tokens[first].start, parsed.tokens[last].end
        yield Said(first, deed, Stance.CERTAIN, "unclaimed"), span


_Found = tuple[int, int, frozenset[int]]


def _by_nobody(context: Context, token: Token) -> _Found | None:
    """ "No group has claimed responsibility for it", "nobody has admitted the bombing"."""
    parsed = context.parsed
    if token.lemma not in words("owning") or token.pos != "VERB":
        return None
    subject = parsed.child(token.index, "nsubj")
    what = parsed.child(token.index, "dobj")
    if subject is None or what is None:
        return None
    known = speech_words().responsibility_objects | words("deeds")
    if parsed.tokens[what].lemma not in known:
        return None
    first = _nobody(context, subject)
    if first is None:
        return None
    deed = frozenset(parsed.subtree(token.index)) - frozenset(parsed.subtree(subject))
    return first, what, deed


def _no_claim(context: Context, token: Token) -> _Found | None:
    """ "There was no immediate claim of responsibility"."""
    parsed = context.parsed
    if token.lemma != "claim" or token.pos != "NOUN":
        return None
    own = [at for at in parsed.subtree(token.index) if at >= token.index]
    owned = [at for at in own if parsed.tokens[at].lemma in speech_words().responsibility_objects]
    first = _nobody(context, token.index)
    if first is None or not owned:
        return None
    return first, owned[0], frozenset(own)


def _nobody(context: Context, noun: int) -> int | None:
    """The first token of a phrase that stands for nobody, None if it stands for somebody."""
    tokens, nobody = context.parsed.tokens, modality_words().nobody
    if tokens[noun].lower in nobody:
        return noun
    denying = (at for at in tokens[noun].children if tokens[at].lower in nobody)
    return next(denying, None)
