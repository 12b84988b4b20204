"""What statements share: how much one asks for, and ids of which the beginning is known."""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa

# Values that one statement names; databases bound them.
AT_ONCE = 500


def batches(wanted: Iterable[Any]) -> Iterator[list[Any]]:
    """The values, each once, in the order given, in lists of what one statement may name."""
    unique = list(dict.fromkeys(wanted))
    for begin in range(0, len(unique), AT_ONCE):
        yield unique[begin : begin + AT_ONCE]


def begins(column: sa.Column[Any], beginning: str) -> sa.ColumnElement[bool]:
    """Whether an id begins so; asked so that the index of the column serves."""
    # No id has a letter beyond "~".
    return (column >= beginning) & (column < beginning + "~")
