"""Asking the desk's index what needs a person."""

from collections.abc import Iterable

import sqlalchemy as sa

from corrobora.model import Record
from corrobora.store.desk import DeskFile
from corrobora.store.desk_tables import QUESTIONS
from corrobora.store.statements import batches


class Wanted(Record, frozen=True, kw_only=True):
    """A slice of the questions: of which kinds, of which area; all where none is named."""

    kinds: tuple[str, ...] = ()
    area: str | None = None
    limit: int = 50
    offset: int = 0


def questions(desk: DeskFile, asked: Wanted) -> list[str]:
    """The records of a slice of the questions, by worth."""
    select = sa.select(QUESTIONS.c.record)
    if asked.kinds:
        select = select.where(QUESTIONS.c.kind.in_(asked.kinds))
    if asked.area is not None:
        select = select.where(QUESTIONS.c.area == asked.area)
    ordered = select.order_by(QUESTIONS.c.worth.desc(), QUESTIONS.c.id)
    with desk.engine.connect() as connection:
        return list(connection.scalars(ordered.limit(asked.limit).offset(asked.offset)))


def question(desk: DeskFile, question_id: str) -> str | None:
    """The record of one question, None where it is not open."""
    return next(iter(questions_among(desk, [question_id])), None)


def questions_among(desk: DeskFile, ids: Iterable[str]) -> list[str]:
    """The records of those of `ids` that are still open."""
    found: list[str] = []
    with desk.engine.connect() as connection:
        for batch in batches(ids):
            select = sa.select(QUESTIONS.c.record).where(QUESTIONS.c.id.in_(batch))
            found += connection.scalars(select)
    return found


def question_counts(desk: DeskFile) -> dict[tuple[str, str], int]:
    """How many questions of each kind in each area are open."""
    both = QUESTIONS.c.kind, QUESTIONS.c.area
    select = sa.select(*both, sa.func.count()).group_by(*both)
    with desk.engine.connect() as connection:
        return {(row[0], row[1]): row[2] for row in connection.execute(select)}
