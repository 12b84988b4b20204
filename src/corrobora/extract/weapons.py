"""Weapons: which nouns are means of violence, what kind of event they speak for, whose they are."""

import functools

from corrobora.annotate.clauses import prepositional
from corrobora.annotate.mentions import Trigger
from corrobora.annotate.tokens import Parsed
from corrobora.codebook.table import table
from corrobora.extract.context import Context


@functools.cache
def weapon_kinds() -> dict[str, str]:
    """The kind of event that a weapon noun speaks for; two-word nouns by both words."""
    found = {}
    for kind, group in table("lexicons/en/weapons").items():
        for noun in group["nouns"]:
            found[noun] = kind
    return found


def weapon(parsed: Parsed, index: int) -> str | None:
    """The kind that the noun at a token speaks for if it is a weapon, else None."""
    token = parsed.tokens[index]
    known = weapon_kinds()
    if index and f"{parsed.tokens[index - 1].lemma} {token.lemma}" in known:
        return known[f"{parsed.tokens[index - 1].lemma} {token.lemma}"]
    if token.lemma in known and token.pos in ("NOUN", "PROPN"):
        return known[token.lemma]
    return None


def weapon_of(parsed: Parsed, index: int) -> int | None:
    """The weapon at a token, or of which the token is a part: "one of its jets"."""
    for at in (index, *prepositional(parsed, index, "of")):
        if weapon(parsed, at):
            return at
    return None


def owners(context: Context, armed: int) -> list[int]:
    """Whose a weapon is: "Russian jets", "the coalition's aircraft"."""
    parsed = context.parsed
    return [
        at
        for at in parsed.tokens[armed].children
        if parsed.tokens[at].dep in ("poss", "amod", "compound", "nmod")
        and (at in context.actor_at or parsed.tokens[at].entity in ("NORP", "GPE", "ORG"))
    ]


# The attack's own name is no weapon: "an airstrike" says nothing of what flew.
_ATTACKS = frozenset(["airstrike", "shelling", "bomber", "crash", "accident"])


def means_spans(context: Context, trigger: Trigger, of_roles: list[int]) -> list[tuple[int, int]]:
    """The words of the weapons: those in the roles, and those within the trigger itself."""
    parsed = context.parsed
    own = [
        at
        for at in parsed.tokens_in(trigger.start, trigger.end)
        if weapon(parsed, at) and parsed.tokens[at].lemma not in _ATTACKS
    ]
    found: list[tuple[int, int]] = []
    for at in sorted({*of_roles, *own}):
        first = at
        while (
            first
            and parsed.tokens[first - 1].head in (at, first)
            and (
                parsed.tokens[first - 1].dep in ("compound", "amod", "nmod")
                and parsed.tokens[first - 1].sentence == parsed.tokens[at].sentence
            )
        ):
            first -= 1
        start = parsed.tokens[first].start
        while (
            start and not parsed.text[start - 1].isspace() and parsed.text[start - 1] not in '("“'
        ):
            start -= 1  # "Tochka-U missile": tokens of one hyphenated word
        span = (start, parsed.tokens[at].end)
        if not any(start <= span[0] and span[1] <= end for start, end in found):
            found = [old for old in found if not (span[0] <= old[0] and old[1] <= span[1])]
            found.append(span)
    return found
