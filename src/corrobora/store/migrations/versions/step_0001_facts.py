"""Documents, claims and decisions; copies, refusals and receipts."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables of the first version."""
    op.create_table(
        "documents",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("name", sa.String, nullable=False),
        sa.Column("published", sa.Date),
        sa.Column("original_sha256", sa.String),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
    )
    op.create_index("ix_documents_published", "documents", ["published"])
    op.create_table(
        "claims",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("subject_id", sa.String, nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", "origin", name="pk_claims"),
        _to_document("claims"),
    )
    op.create_index("ix_claims_document_id", "claims", ["document_id"])
    op.create_index("ix_claims_subject_id", "claims", ["subject_id"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_table(
        "copies",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("original_sha256", sa.String),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_copies"),
        _to_document("copies"),
    )
    op.create_table(
        "refusals",
        sa.Column("id", sa.String, nullable=False),
        sa.Column("document_id", sa.String),
        sa.Column("record", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_refusals"),
    )
    op.create_index("ix_refusals_document_id", "refusals", ["document_id"])
    op.create_table(
        "receipts",
        sa.Column("document_id", sa.String, nullable=False),
        sa.Column("origin", sa.String, nullable=False),
        sa.Column("claims", sa.Integer, nullable=False),
        sa.Column("refusals", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("document_id", "origin", name="pk_receipts"),
        _to_document("receipts"),
    )


def _to_document(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["document_id"], ["documents.id"], name=f"fk_{table}_document_id"
    )
