"""The tables' version: a new workspace is stamped, an older one copied and brought up."""

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from corrobora.errors import StoreError
from corrobora.store.engine import sqlite_engine
from corrobora.store.tables import METADATA, SCHEMA_VERSION, VERSION


def bring_up(engine: sa.Engine, file: Path | None) -> None:
    """Leave the database of `engine` at this program's version.

    Before an older one is changed, `file` is copied beside itself. Raises StoreError for a newer
    one.
    """
    found = version(engine)
    if found == VERSION:
        return
    if found is None:
        with engine.execution_options(writes=True).begin() as connection:
            METADATA.create_all(connection)
            SCHEMA_VERSION.create(connection, checkfirst=True)
            # Another process may have made the tables since we looked.
            if connection.scalar(sa.select(SCHEMA_VERSION.c.version_num)) is None:
                connection.execute(SCHEMA_VERSION.insert().values(version_num=VERSION))
        return
    if found > VERSION:
        raise StoreError(
            f"the workspace has version {found}, this program knows up to {VERSION}: "
            "a newer corrobora made it"
        )
    if file is not None:
        copy_file(file, file.with_name(f"{file.name}.before-{VERSION}"))
    migrate(engine)


def version(engine: sa.Engine) -> str | None:
    """The version of the tables, None where there are none."""
    with engine.connect() as connection:
        if not sa.inspect(connection).has_table(SCHEMA_VERSION.name):
            return None
        return connection.scalar(sa.select(SCHEMA_VERSION.c.version_num))


def migrate(engine: sa.Engine, target: str = "head") -> None:
    """Run every step up to `target`, all or none."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "corrobora.store:migrations")
    config.set_main_option("path_separator", "os")
    with engine.execution_options(writes=True).begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, target)


def copy_file(file: Path, copy: Path) -> None:
    """Write all that the SQLite `file` holds, its write-ahead log included, to `copy`."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def check_readable(file: Path) -> None:
    """Raise StoreError where `file` is no SQLite database."""
    engine = sqlite_engine(file)
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except sa.exc.DatabaseError as error:
        raise StoreError(f"{file}: is no workspace ({error.orig})") from error
    finally:
        engine.dispose()
