"""A few documents and claims to keep, and the whole content of a workspace to compare."""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from corrobora.model import Claim, Document, Role, Span, Subject, SubjectKind
from corrobora.pipeline import Coded
from corrobora.store.tables import METADATA
from corrobora.store.workspace import ORIGINALS, Workspace
from corrobora.values import Text


def report(text: str = "A shell hit the mill. Two died.", **fields: Any) -> Document:
    """A document published on 4 March 2021, unless told otherwise."""
    return Document(text=text, **{"published": dt.date(2021, 3, 4), "name": "mill", **fields})


def claim_on(document: Document, words: str, origin: str = "rules@1", **fields: Any) -> Claim:
    """The claim that the event at `words` used them as its means."""
    start = document.text.index(words)
    span = Span(document_id=document.id, start=start, end=start + len(words))
    return Claim(
        subject=Subject(kind=SubjectKind.EVENT, anchor=span),
        role=Role.MEANS,
        value=Text(text=words),
        spans=(span,),
        origin=origin,
        **fields,
    )


def coded(document: Document, *words: str, origin: str = "rules@1") -> Coded:
    """The document with one claim for each of `words`."""
    return Coded(
        document=document, claims=tuple(claim_on(document, word, origin) for word in words)
    )


def content(workspace: Workspace) -> dict[str, list[Any]]:
    """Every row of every table and the name of every original, each sorted."""
    found: dict[str, list[Any]] = {}
    with workspace.engine.connect() as connection:
        for table in METADATA.sorted_tables:
            rows = connection.execute(sa.select(table)).all()
            found[table.name] = sorted(tuple(map(str, row)) for row in rows)
    if workspace.folder is not None:
        originals = workspace.folder / ORIGINALS
        found["originals"] = sorted(path.name for path in originals.glob("??/*") if path.is_file())
    return found
