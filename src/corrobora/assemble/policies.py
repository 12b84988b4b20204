"""Named rules that choose one statement of a toll among those that differ.

Every policy chooses what someone said, never a value in between. A statement's number is its low
bound, what it says at least; `highest` alone goes by the high bound.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from corrobora.assemble.tolls import Statement
from corrobora.errors import ConfigError
from corrobora.model import Document

Policy = Callable[[Sequence[Statement], Mapping[str, Document]], Statement]

DEFAULT = "median"


def lowest(statements: Sequence[Statement], documents: Mapping[str, Document]) -> Statement:
    """The statement that says least."""
    return min(_ordered(statements), key=_least)


def highest(statements: Sequence[Statement], documents: Mapping[str, Document]) -> Statement:
    """The statement that allows most; one left open allows more than its bound."""
    return max(_ordered(statements), key=lambda one: (most(one), one.high is None, _least(one)))


def median(statements: Sequence[Statement], documents: Mapping[str, Document]) -> Statement:
    """The middle statement; of two middle ones that which says less."""
    ordered = sorted(_ordered(statements), key=lambda one: (_least(one), most(one)))
    return ordered[(len(ordered) - 1) // 2]


def latest(statements: Sequence[Statement], documents: Mapping[str, Document]) -> Statement:
    """The statement of the document published last; the middle one where it makes several.

    Documents without a date of publication count only where none has one.
    """
    published = [_published(one, documents) for one in statements]
    last = max((day for day in published if day is not None), default=None)
    of_last = [one for one, day in zip(statements, published, strict=True) if day == last]
    return median(of_last, documents)


POLICIES: Mapping[str, Policy] = {
    "lowest": lowest,
    "median": median,
    "highest": highest,
    "latest": latest,
}


def policy_named(name: str) -> Policy:
    """The policy of that name. Raises ConfigError that lists the names there are."""
    try:
        return POLICIES[name]
    except KeyError:
        known = ", ".join(POLICIES)
        raise ConfigError(f"there is no policy {name!r}; choose one of {known}") from None


def most(statement: Statement) -> int:
    """The largest number that a statement names."""
    return statement.high if statement.high is not None else _least(statement)


def _least(statement: Statement) -> int:
    # "At most five" says nothing of a least number but none.
    return statement.low or 0


def _published(one: Statement, documents: Mapping[str, Document]) -> dt.date | None:
    document = documents.get(one.document_id)
    return document.published if document else None


def _ordered(statements: Sequence[Statement]) -> list[Statement]:
    """The statements in an order that does not hang on how they were given."""
    return sorted(statements, key=lambda one: (one.document_id, one.claims[0].id))
