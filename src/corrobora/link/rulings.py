"""Which of several decisions on one question stands: people outrank programs, newer outranks older.

Decisions made at the same instant by the same kind of author are told apart by their ids, so that
the standing one does not hang on the order in which they are given.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from corrobora.model import Decision, Right, Same

D = TypeVar("D", bound=Decision)
K = TypeVar("K", bound=Hashable)


def rank(decision: Decision) -> tuple[bool, dt.datetime, str]:
    """A key that sorts decisions from the weakest to the one that stands."""
    at = decision.at
    # A time without a zone is read as UTC, as the store writes it.
    aware = at if at.tzinfo is not None else at.replace(tzinfo=dt.UTC)
    return decision.by_person, aware, decision.id


def standing(decisions: Iterable[D], question: Callable[[D], K]) -> dict[K, D]:
    """For each question the decision that stands."""
    found: dict[K, D] = {}
    for decision in decisions:
        key = question(decision)
        other = found.get(key)
        if other is None or rank(other) < rank(decision):
            found[key] = decision
    return found


def pair_of(same: Same) -> tuple[str, str]:
    """The question that a Same decision answers."""
    return same.left, same.right


def claim_of(right: Right) -> str:
    """The question that a Right decision answers."""
    return right.claim


__all__ = ["claim_of", "pair_of", "rank", "standing"]
