"""What the codebook says of kinds of event: families, exactness, the outcomes of their tolls."""

import functools

from corrobora.codebook.table import table
from corrobora.values import Outcome

_USUAL_OUTCOMES = ("killed", "injured", "missing")


@functools.cache
def families(kind: str) -> frozenset[str]:
    """The families of a kind in the codebook; a kind that it does not know is its own family."""
    entry = table("codebook")["kinds"].get(kind)
    return frozenset(entry["family"]) if entry else frozenset({kind})


@functools.cache
def general(kind: str) -> bool:
    """Whether a kind leaves open which more exact kind it was."""
    entry = table("codebook")["kinds"].get(kind)
    return bool(entry and entry.get("general", False))


@functools.cache
def exactness(kind: str) -> int:
    """How well a kind names a happening that other kinds are told of too; more is better.

    An exact kind is 2, a general one 1, and one that only goes with a graver deed 0: a raid that
    killed and burned is a killing.
    """
    entry = table("codebook")["kinds"].get(kind, {})
    return 0 if entry.get("accompanies", False) else 2 - general(kind)


@functools.cache
def related(left: str, right: str) -> bool:
    """Whether two kinds can name one happening: equal, or one general within a shared family."""
    shared = families(left) & families(right)
    return left == right or (bool(shared) and (general(left) or general(right)))


@functools.cache
def outcomes(kind: str) -> frozenset[Outcome]:
    """The outcomes that tolls of a kind of event can have; the kind is one of the codebook's."""
    return frozenset(
        map(Outcome, table("codebook")["kinds"][kind].get("outcomes", _USUAL_OUTCOMES))
    )
