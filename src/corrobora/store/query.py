"""Asking: which documents and claims are there, and which claims are in force.

Of one reader's versions the newest that has read a document is in force for that document;
older claims stay in the workspace. A person's claims are always in force.
"""

from collections.abc import Collection, Iterable, Iterator

import sqlalchemy as sa

from corrobora.model import AnyDecision, Claim, Document, Refusal
from corrobora.record import decode
from corrobora.store.statements import batches, begins
from corrobora.store.tables import CLAIMS, DECISIONS, DOCUMENTS, RECEIPTS, REFUSALS
from corrobora.store.workspace import Workspace


def documents(workspace: Workspace, ids: Collection[str] | None = None) -> Iterator[Document]:
    """The documents, or those of `ids`, by date of publication, name and id; undated ones last."""
    wanted = document_ids(workspace) if ids is None else ids
    table = DOCUMENTS.c
    order = (table.published.is_(None), table.published, table.name, table.id)
    for batch in batches(wanted):
        select = sa.select(table.record).where(table.id.in_(batch)).order_by(*order)
        for record in _all(workspace, select):
            yield decode(record, Document)


def document_ids(workspace: Workspace) -> list[str]:
    """The ids of all documents, by date of publication, name and id; undated ones last."""
    table = DOCUMENTS.c
    order = (table.published.is_(None), table.published, table.name, table.id)
    return _all(workspace, sa.select(table.id).order_by(*order))


def count_documents(workspace: Workspace) -> int:
    """How many documents there are."""
    with workspace.engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(DOCUMENTS)) or 0


def documents_with(workspace: Workspace, beginning: str) -> list[str]:
    """The documents of the claims whose ids, or whose subjects' ids, begin so."""
    found: dict[str, None] = {}
    for column in (CLAIMS.c.id, CLAIMS.c.subject_id):
        select = sa.select(CLAIMS.c.document_id).where(begins(column, beginning))
        found |= dict.fromkeys(_all(workspace, select.distinct()))
    return list(found)


def document(workspace: Workspace, document_id: str) -> Document | None:
    """The document of that id, None where it is not there."""
    return next(documents(workspace, [document_id]), None)


def read_by(workspace: Workspace, document_id: str) -> set[str]:
    """The origins that have read the document to its end."""
    select = sa.select(RECEIPTS.c.origin).where(RECEIPTS.c.document_id == document_id)
    return set(_all(workspace, select))


def claims_in_force(
    workspace: Workspace, documents: Collection[str] | None = None
) -> Iterator[Claim]:
    """The claims in force of all documents, or of those with the ids `documents`.

    By document, then text order. A claim that several readers made appears once: as a person made
    it, else as the surest did.
    """
    for of_document in _claims_by_document(workspace, documents):
        newest = _newest(read_by(workspace, of_document[0].document_id))
        yield from _once(
            claim
            for claim in of_document
            if _by_person(claim) or newest.get(_family(claim.origin)) == claim.origin
        )


def all_claims(workspace: Workspace, documents: Collection[str] | None = None) -> Iterator[Claim]:
    """Every claim ever made on all documents, or on those with the ids `documents`."""
    for of_document in _claims_by_document(workspace, documents):
        yield from of_document


def decisions(workspace: Workspace) -> Iterator[AnyDecision]:
    """Every decision, the oldest first."""
    select = sa.select(DECISIONS.c.record).order_by(DECISIONS.c.at, DECISIONS.c.id)
    for record in _all(workspace, select):
        yield decode(record, AnyDecision)  # type: ignore[arg-type]  # a union is a type to msgspec


def refusals(workspace: Workspace, document_id: str | None = None) -> Iterator[Refusal]:
    """Every refusal, or those of one document, by id."""
    select = sa.select(REFUSALS.c.record).order_by(REFUSALS.c.id)
    if document_id is not None:
        select = select.where(REFUSALS.c.document_id == document_id)
    for record in _all(workspace, select):
        yield decode(record, Refusal)


def _claims_by_document(
    workspace: Workspace, documents: Collection[str] | None
) -> Iterator[list[Claim]]:
    for batch in batches(document_ids(workspace) if documents is None else documents):
        by_document: dict[str, list[Claim]] = {document_id: [] for document_id in batch}
        select = sa.select(CLAIMS.c.record).where(CLAIMS.c.document_id.in_(batch))
        for record in _all(workspace, select.order_by(CLAIMS.c.id, CLAIMS.c.origin)):
            claim = decode(record, Claim)
            by_document[claim.document_id].append(claim)
        yield from (found for found in by_document.values() if found)


def _all(workspace: Workspace, select: sa.Select[tuple[str]]) -> list[str]:
    # Whole, not row by row: the caller may write while it goes through what it asked for, and a
    # database in memory has one connection.
    with workspace.engine.connect() as connection:
        return list(connection.scalars(select))


def _once(claims: Iterable[Claim]) -> list[Claim]:
    best: dict[str, Claim] = {}
    for claim in claims:
        other = best.get(claim.id)
        if other is None or _rank(claim) > _rank(other):
            best[claim.id] = claim
    return sorted(best.values(), key=lambda claim: (claim.spans[0], claim.id))


def _rank(claim: Claim) -> tuple[bool, float, str]:
    return _by_person(claim), claim.confidence, claim.origin


def _by_person(claim: Claim) -> bool:
    return claim.origin.startswith("review:")


# The family of the reader that takes the rules' claims over, and that of the rules by themselves.
_MERGED, _ALONE = "reader", "rules"


def _family(origin: str) -> str:
    return origin.partition("@")[0]


def _newest(origins: Iterable[str]) -> dict[str, str]:
    """For each reader the newest of `origins`: `rules@10` is newer than `rules@9`.

    What the rules read alone is not in force beside a reader that has decided on it.
    """
    newest: dict[str, str] = {}
    for origin in sorted(origins, key=_version):
        newest[_family(origin)] = origin
    if _MERGED in newest:
        newest.pop(_ALONE, None)
    return newest


def _version(origin: str) -> tuple[tuple[int, str], ...]:
    parts = origin.partition("@")[2].split(".")
    return tuple((int(part) if part.isdecimal() else -1, part) for part in parts)
