"""Attributions by verbs in the passive: is said to have, was quoted as saying, recorded by."""

from corrobora.annotate.speech_found import Found
from corrobora.annotate.speech_spans import clause, noun_phrase
from corrobora.annotate.speech_words import speech_words
from corrobora.annotate.tokens import Parsed, Token
from corrobora.values import Stance

_ACCUSING = frozenset({"accuse", "blame", "charge", "suspect", "implicate", "attribute"})
_TOLD = frozenset({"tell", "inform", "notify", "ask", "urge", "order"})


def lent(parsed: Parsed, verb: Token) -> Stance | None:
    """The stance that a verb of saying lends to what is said, None if it lends none."""
    words = speech_words()
    negated = parsed.child(verb.index, "neg") is not None
    if "deny" in words.verbs.get(verb.lemma, ()) and not negated:
        return Stance.DENIED
    return words.mind_stances.get(verb.lemma)


def passive(parsed: Parsed, verb: Token, cue: list[int]) -> Found | None:
    """The attribution that a verb in the passive makes, None if it makes none here."""
    tokens, words = parsed.tokens, speech_words()
    groups = words.verbs.get(verb.lemma, frozenset())
    upon = parsed.child(verb.index, "nsubjpass", "nsubj")
    agent = next((parsed.child(at, "pobj") for at in _preps(parsed, verb, "by")), None)
    clausal = [at for at in verb.children if tokens[at].dep in ("ccomp", "xcomp", "oprd")]
    stance = words.passives.get(verb.lemma)
    speaker = agent
    content = [i for at in clausal for i in clause(parsed, at)]
    if verb.lemma == "quote":
        heads = _preps(parsed, verb, "as")
        speaker = upon
        if upon is None and verb.dep == "acl":
            speaker = verb.head
        saying = [i for at in heads for i in parsed.subtree(at) if i != at]
        content = [i for i in saying if tokens[i].lower != "saying"]
        cue = [*cue, *heads, *(i for i in saying if tokens[i].lower == "saying")]
        cue = list(range(min(cue), max(cue) + 1))
        stance = None
    elif verb.lemma in _TOLD:
        if agent is None:
            return None
    elif verb.lemma in _ACCUSING:
        on = {"blame": ("on",), "attribute": ("to",)}.get(verb.lemma, ())
        heads = _preps(parsed, verb, "of", "for", "with", "in", *on)
        content = [i for at in heads for i in parsed.subtree(at) if i != at]
        if content and any(tokens[at].lower in on for at in heads):
            content = _host(parsed, verb, upon) + content  # "the attack was blamed on them"
        stance = Stance.POSSIBLE
    elif stance is not None and clausal:
        if upon is None or tokens[upon].lower != "it":
            content = _host(parsed, verb, upon) + content
    elif agent is not None and verb.lemma in words.by_agent:
        # "the strikes recorded by monitors": a count or a record speaks for who keeps it.
        content = _host(parsed, verb, upon) + content
    elif agent is not None and groups & {"say", "describe", "deny", "ask", "mind"}:
        if upon is None or not groups & {"say", "describe", "deny"}:
            return None
        content = noun_phrase(parsed, upon) + content
        content += [i for at in _preps(parsed, verb, "as") for i in parsed.subtree(at)]
        if verb.lemma in words.clause_only:
            return None
    else:
        return None
    content = [at for at in content if at not in cue]
    if not content:
        return None
    if agent is not None:
        by = set(parsed.subtree(agent))
        content = [at for at in content if at not in by and tokens[at].lower != "by"]
        if verb.lemma != "quote":
            stance = lent(parsed, verb)
    source = noun_phrase(parsed, speaker) if speaker is not None else []
    return Found(cue, source, speaker, sorted(set(content) - set(source)), "passive", stance)


def _preps(parsed: Parsed, verb: Token, *words: str) -> list[int]:
    """The prepositions of these words that hang on the verb."""
    tokens = parsed.tokens
    return [
        at
        for at in verb.children
        if tokens[at].dep in ("prep", "dative", "agent") and tokens[at].lower in words
    ]


def _host(parsed: Parsed, verb: Token, upon: int | None) -> list[int]:
    """The words of what the passive is said of: its subject, or the noun that it hangs on."""
    if upon is not None:
        return noun_phrase(parsed, upon)
    if verb.dep == "acl":
        return noun_phrase(parsed, verb.head, without=verb.index)
    return []
