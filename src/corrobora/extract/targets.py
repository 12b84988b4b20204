"""Things that are attacked without being an object: where a bomb goes off, and what they are of."""

from collections.abc import Sequence

from corrobora.annotate.clauses import prepositional
from corrobora.annotate.tokens import Parsed
from corrobora.extract.context import Context, words

_AT_TARGET = ("at", "inside", "outside", "near", "under", "beneath", "against", "beside")

# A name is seldom further from its noun than this many tokens: "the offices of the mill".
_NAME_SPAN = 6


def blast_targets(context: Context, index: int) -> list[int]:
    """The things at which a bomb goes off: "exploded outside the bank", but no town and no time."""
    parsed = context.parsed
    near = list(prepositional(parsed, index, *_AT_TARGET))
    for at in prepositional(parsed, index, "in"):
        in_front = parsed.tokens[at].lower in ("front", "side")
        near += prepositional(parsed, at, "of") if in_front else (at,)
    return [at for at in near if _thing(context, at)]


def _thing(context: Context, index: int) -> bool:
    token = context.parsed.tokens[index]
    if token.pos not in ("NOUN", "PROPN") or token.lemma in words("no_blast_targets"):
        return False
    return index not in context.place_at and index not in context.time_tokens


_FIRES = frozenset(["fire", "ablaze", "alight"])
_IN_FLAMES = ("compound", "nsubj", "nmod")


def set_on_fire(parsed: Parsed, index: int, patients: Sequence[int]) -> list[int]:
    """What is burned: "set fire to the mill", "set the mill ablaze"."""
    fires = [at for at in patients if parsed.tokens[at].lemma in _FIRES]
    burned = [at for at in patients if at not in fires]
    for at in fires:
        # "the mill ablaze" is easily taken for one noun.
        parts = (n for n in parsed.tokens[at].children if parsed.tokens[n].dep in _IN_FLAMES)
        burned += [n for n in parts if parsed.tokens[at].lower != "fire"]
    for at in (index, *fires):
        burned += [noun for noun in prepositional(parsed, at, "to") if noun not in burned]
    return burned


def named_to(parsed: Parsed, index: int) -> int:
    """The last token of a thing's name: what it is of belongs to it, "the offices of the mill"."""
    for at in parsed.tokens[index].children:
        child = parsed.tokens[at]
        if at == index + 1 and child.lower == "of" and child.dep == "prep":
            noun = parsed.child(at, "pobj")
            if noun is not None and noun - index <= _NAME_SPAN:
                return noun
    return index
