"""What has been added to a workspace's facts since last time.

Facts are only ever added, so that the largest row numbers say how far one has come.
"""

from collections.abc import Iterator
from typing import TypeVar

import sqlalchemy as sa

from corrobora.model import AnyDecision, Record, Refusal
from corrobora.record import decode
from corrobora.store.tables import CLAIMS, DECISIONS, DOCUMENTS, RECEIPTS, REFUSALS
from corrobora.store.workspace import Workspace

T = TypeVar("T")

_rowid: sa.ColumnElement[int] = sa.literal_column("rowid", sa.Integer)


class Mark(Record, frozen=True, kw_only=True):
    """How far the facts have been followed: the largest row number of each table."""

    documents: int = 0
    claims: int = 0
    decisions: int = 0
    refusals: int = 0
    receipts: int = 0


class Added(Record, frozen=True, kw_only=True):
    """What was added between two marks; `documents` are new ones and those read once more."""

    documents: tuple[str, ...]
    subjects: tuple[str, ...]
    decisions: tuple[AnyDecision, ...]
    refusals: tuple[Refusal, ...]


def now(workspace: Workspace) -> Mark:
    """The mark of the facts as they are."""
    with workspace.engine.connect() as connection:
        return Mark(
            documents=_last(connection, DOCUMENTS),
            claims=_last(connection, CLAIMS),
            decisions=_last(connection, DECISIONS),
            refusals=_last(connection, REFUSALS),
            receipts=_last(connection, RECEIPTS),
        )


def added(workspace: Workspace, since: Mark, until: Mark) -> Added:
    """What was added after `since`, up to `until`."""
    with workspace.engine.connect() as connection:

        def new(column: sa.ColumnElement[str], table: sa.Table, low: int, high: int) -> list[str]:
            select = sa.select(column).select_from(table)
            return list(connection.scalars(select.where(_rowid > low, _rowid <= high)))

        documents = new(DOCUMENTS.c.id, DOCUMENTS, since.documents, until.documents)
        documents += new(RECEIPTS.c.document_id, RECEIPTS, since.receipts, until.receipts)
        subjects = new(CLAIMS.c.subject_id, CLAIMS, since.claims, until.claims)
        decided = new(DECISIONS.c.record, DECISIONS, since.decisions, until.decisions)
        refused = new(REFUSALS.c.record, REFUSALS, since.refusals, until.refusals)
    return Added(
        documents=tuple(dict.fromkeys(documents)),
        subjects=tuple(dict.fromkeys(subjects)),
        decisions=tuple(decode(one, AnyDecision) for one in decided),  # type: ignore[arg-type]  # a union is a type to msgspec
        refusals=tuple(decode(one, Refusal) for one in refused),
    )


def subjects_of(workspace: Workspace, documents: tuple[str, ...]) -> Iterator[str]:
    """The ids of all subjects of the documents."""
    with workspace.engine.connect() as connection:
        for begin in range(0, len(documents), 500):
            batch = documents[begin : begin + 500]
            select = sa.select(CLAIMS.c.subject_id).where(CLAIMS.c.document_id.in_(batch))
            yield from connection.scalars(select.distinct())


def places_of_claims(workspace: Workspace, claims: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """For each of the claims that is there its document and its subject."""
    found: dict[str, tuple[str, str]] = {}
    columns = CLAIMS.c.id, CLAIMS.c.document_id, CLAIMS.c.subject_id
    with workspace.engine.connect() as connection:
        for begin in range(0, len(claims), 500):
            batch = claims[begin : begin + 500]
            for row in connection.execute(sa.select(*columns).where(CLAIMS.c.id.in_(batch))):
                found[row.id] = row.document_id, row.subject_id
    return found


def documents_of_subjects(workspace: Workspace, subjects: tuple[str, ...]) -> list[str]:
    """The documents in which the subjects stand."""
    found: dict[str, None] = {}
    with workspace.engine.connect() as connection:
        for begin in range(0, len(subjects), 500):
            batch = subjects[begin : begin + 500]
            select = sa.select(CLAIMS.c.document_id).where(CLAIMS.c.subject_id.in_(batch))
            found |= dict.fromkeys(connection.scalars(select.distinct()))
    return list(found)


def _last(connection: sa.Connection, table: sa.Table) -> int:
    return connection.scalar(sa.select(sa.func.max(_rowid)).select_from(table)) or 0
