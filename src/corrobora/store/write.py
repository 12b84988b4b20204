"""Writing: everything by its key, nothing over anything.

What belongs together goes into one transaction, so that a killed run leaves whole documents only.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from corrobora.errors import StoreError
from corrobora.ids import content_id
from corrobora.model import AnyDecision, Claim, Document, Refusal
from corrobora.pipeline import Coded
from corrobora.record import encode
from corrobora.store.engine import add_new
from corrobora.store.tables import CLAIMS, COPIES, DECISIONS, DOCUMENTS, RECEIPTS, REFUSALS
from corrobora.store.workspace import Workspace


def keep_coded(workspace: Workspace, coded: Coded, origins: Iterable[str]) -> None:
    """Keep a document with its claims, refusals and a receipt for each of `origins`.

    A document, claim or receipt that is there already stays as it is. Claims of an origin that
    has a receipt are not added to: the same reader is not asked twice.
    """
    document = coded.document
    receipts = dict.fromkeys([*origins, *(claim.origin for claim in coded.claims)])
    with _writing(workspace) as connection:
        add_new(connection, DOCUMENTS, [_document_row(document)])
        done = _receipts(connection, document.id)
        fresh = [origin for origin in receipts if origin not in done]
        kept = [claim for claim in coded.claims if claim.origin in fresh]
        add_new(connection, CLAIMS, [_claim_row(claim) for claim in kept])
        if fresh:
            add_new(connection, REFUSALS, [_refusal_row(refusal) for refusal in coded.refusals])
        add_new(
            connection,
            RECEIPTS,
            [
                {
                    "document_id": document.id,
                    "origin": origin,
                    "claims": sum(claim.origin == origin for claim in kept),
                    "refusals": len(coded.refusals),
                }
                for origin in fresh
            ],
        )


def keep_copy(workspace: Workspace, copy: Document) -> Refusal | None:
    """Keep what a document that is there already says of itself the second time.

    The refusal, itself kept, that says so where the copy has another date of publication: the
    first date stays, and the document's claims with it.
    """
    with _writing(workspace) as connection:
        row = connection.execute(
            sa.select(DOCUMENTS.c.record, DOCUMENTS.c.published, DOCUMENTS.c.name).where(
                DOCUMENTS.c.id == copy.id
            )
        ).one_or_none()
        again = _document_row(copy)
        if row is None or row.record == again["record"]:
            return None
        about = encode(_without_text(copy)).decode()
        add_new(
            connection,
            COPIES,
            [
                {
                    "id": content_id("k", copy.id, about),
                    "document_id": copy.id,
                    "original_sha256": copy.original_sha256,
                    "record": about,
                }
            ],
        )
        if row.published == copy.published:
            return None
        refusal = Refusal(
            reason=f"is the text of {row.name or copy.id} with another date of publication "
            f"({copy.published or 'none'}); the first ({row.published or 'none'}) is kept",
            document_id=copy.id,
            source=copy.name or None,
        )
        add_new(connection, REFUSALS, [_refusal_row(refusal)])
        return refusal


def keep_refusal(workspace: Workspace, refusal: Refusal) -> None:
    """Keep the refusal of a piece of input."""
    with _writing(workspace) as connection:
        add_new(connection, REFUSALS, [_refusal_row(refusal)])


def keep_claim(workspace: Workspace, claim: Claim) -> None:
    """Keep a person's claim on a document that is there. Raises StoreError where it is not."""
    with _writing(workspace) as connection:
        there = sa.select(DOCUMENTS.c.id).where(DOCUMENTS.c.id == claim.document_id)
        if connection.scalar(there) is None:
            raise StoreError(f"a claim's document is not in the workspace: {claim.document_id}")
        add_new(connection, CLAIMS, [_claim_row(claim)])


def keep_decision(workspace: Workspace, decision: AnyDecision) -> None:
    """Add a decision to those before it."""
    at = decision.at if decision.at.tzinfo else decision.at.replace(tzinfo=dt.UTC)
    # SQLite drops the zone: the column orders by UTC, the record keeps what was given.
    row = {
        "id": decision.id,
        "at": at.astimezone(dt.UTC),
        "record": encode(decision).decode(),
    }
    with _writing(workspace) as connection:
        add_new(connection, DECISIONS, [row])


@contextmanager
def _writing(workspace: Workspace) -> Iterator[sa.Connection]:
    """A transaction that may write, its database errors told as StoreError."""
    try:
        with workspace.engine.execution_options(writes=True).begin() as connection:
            yield connection
    except sa.exc.OperationalError as error:
        raise StoreError(f"the workspace cannot be written: {error.orig}") from error


def _receipts(connection: sa.Connection, document_id: str) -> set[str]:
    found = sa.select(RECEIPTS.c.origin).where(RECEIPTS.c.document_id == document_id)
    return set(connection.scalars(found))


def _without_text(document: Document) -> Mapping[str, Any]:
    fields = {name: getattr(document, name) for name in document.__struct_fields__}
    del fields["text"]
    return fields


def _document_row(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "name": document.name,
        "published": document.published,
        "original_sha256": document.original_sha256,
        "record": encode(document).decode(),
    }


def _claim_row(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "origin": claim.origin,
        "document_id": claim.document_id,
        "subject_id": claim.subject.id,
        "record": encode(claim).decode(),
    }


def _refusal_row(refusal: Refusal) -> dict[str, Any]:
    return {
        "id": refusal.id,
        "document_id": refusal.document_id,
        "record": encode(refusal).decode(),
    }
