"""Names that stand beside a noun for people: "two reporters, X and Y", "a man named X"."""

from corrobora.annotate.clauses import coordinated
from corrobora.extract.context import Context

_CALLED = frozenset(["name", "identify", "call", "know"])
_AMONG = frozenset(["including", "like"])


def named_beside(context: Context, index: int) -> list[int]:
    """The tokens of the persons' names that the words right after a noun give for it.

    A name that is known to be the noun's own is none of them: the two are one actor already.
    """
    found: list[int] = []
    tokens = context.parsed.tokens
    for at in tokens[index].children:
        child = tokens[at]
        if at < index:
            continue
        if child.dep == "appos":
            found += coordinated(context.parsed, at)
        elif child.dep == "acl" and child.lemma in _CALLED:
            found += _given(context, at)
        elif child.dep == "prep" and child.lower in _AMONG:
            found += _among(context, at)
    own = context.actor_at.get(index)
    return [
        at
        for at in dict.fromkeys(found)
        if is_name(context, at) and not (own and own.entity == context.actor_at[at].entity)
    ]


def with_names(context: Context, tokens: list[int]) -> set[int]:
    """The tokens with the names given for them: one's name in its place, a group's beside it."""
    found = set(tokens)
    for index in set(tokens):
        names = [] if is_name(context, index) else named_beside(context, index)
        many = context.parsed.tokens[index].tag in ("NNS", "NNPS") or len(names) > 1
        if names and not many:
            found.discard(index)
        found.update(names)
    return found


def is_name(context: Context, index: int) -> bool:
    """Whether a token ends the name of a person."""
    mention = context.actor_at.get(index)
    if mention is None or mention.head != index or mention.pronoun or mention.plural:
        return False
    return context.entity(mention).person and context.parsed.tokens[index].pos == "PROPN"


def _given(context: Context, verb: int) -> list[int]:
    """What one is named or identified as."""
    tokens = context.parsed.tokens
    found: list[int] = []
    for at in tokens[verb].children:
        if tokens[at].dep in ("oprd", "attr", "dobj"):
            found.append(at)
        elif tokens[at].lower == "as":
            found += [n for n in tokens[at].children if tokens[n].dep == "pobj"]
    return found


def _among(context: Context, preposition: int) -> list[int]:
    """Those of a group who are named: "including the teacher X and Y"."""
    tokens = context.parsed.tokens
    found: list[int] = []
    for at in tokens[preposition].children:
        if tokens[at].dep == "pobj":
            for noun in coordinated(context.parsed, at):
                named = [n for n in tokens[noun].children if tokens[n].dep == "appos"]
                found += [noun, *named]
    return found
