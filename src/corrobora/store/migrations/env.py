"""Alembic's entry: runs the steps on the connection that it is given."""

import sqlalchemy as sa
from alembic import context

from corrobora.store.tables import METADATA

connection: sa.Connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=METADATA, render_as_batch=True)
context.run_migrations()
