"""The tables of a workspace: three of facts, and what was done to get them.

Facts are documents, claims and decisions. Each row holds its record as JSON; the other columns
repeat what queries ask for. No row is ever changed or deleted.
"""

import sqlalchemy as sa

VERSION = "0001"

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _of_document() -> sa.Column[str]:
    return sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), nullable=False)


DOCUMENTS = sa.Table(
    "documents",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("published", sa.Date, index=True),
    sa.Column("original_sha256", sa.String),
    sa.Column("record", sa.Text, nullable=False),
)

# One claim is read by several versions of a reader, each with its own confidence: a row for each.
CLAIMS = sa.Table(
    "claims",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("origin", sa.String, primary_key=True),
    _of_document(),
    sa.Column("subject_id", sa.String, nullable=False, index=True),
    sa.Column("record", sa.Text, nullable=False),
    sa.Index("ix_claims_document_id", "document_id"),
)

DECISIONS = sa.Table(
    "decisions",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("record", sa.Text, nullable=False),
)

# The same text met again under another name, date or original: what it said of itself.
COPIES = sa.Table(
    "copies",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    _of_document(),
    sa.Column("original_sha256", sa.String),
    sa.Column("record", sa.Text, nullable=False),
)

# A refusal may be of input that never became a document: no foreign key.
REFUSALS = sa.Table(
    "refusals",
    METADATA,
    sa.Column("id", sa.String, primary_key=True),
    sa.Column("document_id", sa.String, index=True),
    sa.Column("record", sa.Text, nullable=False),
)

# That a version of a reader has read a document to its end, with however many claims.
RECEIPTS = sa.Table(
    "receipts",
    METADATA,
    sa.Column("document_id", sa.String, sa.ForeignKey("documents.id"), primary_key=True),
    sa.Column("origin", sa.String, primary_key=True),
    sa.Column("claims", sa.Integer, nullable=False),
    sa.Column("refusals", sa.Integer, nullable=False),
)

# Alembic's own table, named here so that a new workspace is stamped without loading alembic.
SCHEMA_VERSION = sa.Table(
    "alembic_version",
    sa.MetaData(),
    sa.Column("version_num", sa.String(32), nullable=False),
    sa.PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
