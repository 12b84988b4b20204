"""Connections: what a database needs said before it keeps its promises.

SQLite is the database of a workspace. The statements of this package hold for PostgreSQL too,
which needs none of the settings below.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.pool import StaticPool

# How long a writer waits for another process's transaction. One document's transaction takes
# milliseconds; half a minute outlasts a migration of a large workspace.
BUSY_SECONDS = 30


def sqlite_engine(file: Path | None) -> sa.Engine:
    """An engine on the SQLite `file`, or on a database in memory where there is none."""
    if file is None:
        engine = sa.create_engine(
            "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    else:
        url = sa.URL.create("sqlite", database=str(file))
        engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", _settings)
    sa.event.listen(engine, "begin", _begin)
    return engine


def _settings(connection: Any, _record: Any) -> None:
    # The driver commits before DDL on its own unless its transactions are switched off; `_begin`
    # then opens each one explicitly, and a failed migration leaves nothing behind.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA journal_mode = WAL")
    # With WAL a power failure can take back the last transactions but never break the file, and
    # what was taken back is coded again.
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


def _begin(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    # A reading transaction that turns to writing fails at once when another process has written
    # since; a writing one therefore says so from its start, and waits.
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def add_new(connection: sa.Connection, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add those of `rows` whose keys are not there yet; the others stay as they are."""
    if not rows:
        return
    insert: Any = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    connection.execute(insert(table).on_conflict_do_nothing(), [dict(row) for row in rows])
