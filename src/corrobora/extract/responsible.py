""" "The army said the rebels were responsible": who is said to be the doer by being, not doing."""

from collections.abc import Iterator

from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.tokens import Token
from corrobora.extract.context import Context
from corrobora.extract.said import Said
from corrobora.values import Stance

_SUBJECTS = ("nsubj", "nsubjpass")


def responsible(context: Context) -> Iterator[tuple[Said, int]]:
    """What speakers say of who was responsible for a deed or behind it, each with its speech.

    Whoever says it of itself owns up to the deed, or denies it; of others, it accuses. What the
    text says so in its own voice is left to the other rules.
    """
    parsed = context.parsed
    for token in parsed.tokens:
        if token.lemma not in speech_words().answerable and token.lower != "behind":
            continue
        verb = parsed.tokens[token.head]
        if verb.lemma != "be" or token.dep not in ("acomp", "prep"):
            continue
        subject = parsed.child(verb.index, *_SUBJECTS)
        speech = context.speech_over(token.start)
        deed = _deed(context, token)
        if subject is None or speech is None or not deed:
            continue
        source = context.speeches[speech].source_token
        itself = source is not None and _same(context, subject, source)
        negated = parsed.child(verb.index, "neg") is not None
        if itself:
            stance, rule = (Stance.DENIED, "denied") if negated else (Stance.CERTAIN, "claimed")
            yield Said(source if source is not None else subject, deed, stance, rule), speech
        elif not negated:
            yield Said(subject, deed, Stance.POSSIBLE, "accused"), speech


def _deed(context: Context, token: Token) -> frozenset[int]:
    """The words of what somebody is responsible for, or behind."""
    parsed = context.parsed
    if token.lower == "behind":
        return frozenset(parsed.subtree(token.index)) - {token.index}
    preps = [at for at in token.children if parsed.tokens[at].lower == "for"]
    return frozenset(at for prep in preps for at in parsed.subtree(prep)) - frozenset(preps)


def _same(context: Context, subject: int, source: int) -> bool:
    """Whether the one spoken of is the one who speaks."""
    one, other = context.actor_at.get(subject), context.actor_at.get(source)
    if context.parsed.tokens[subject].lower in ("we", "i"):
        return True
    if one is None and context.parsed.tokens[subject].lower in ("it", "they"):
        return True  # "the front said it was responsible"
    return one is not None and other is not None and one.entity == other.entity
