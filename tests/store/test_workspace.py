"""The folder of a workspace: how it is made, recognised, and brought up to date."""

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from corrobora.errors import StoreError
from corrobora.ids import sha256
from corrobora.store import migrate, query, write
from corrobora.store.engine import sqlite_engine
from corrobora.store.originals import Originals
from corrobora.store.tables import METADATA, VERSION
from corrobora.store.workspace import DATABASE, create, is_workspace, open_existing
from tests.store.corpus import coded, report


def test_a_new_folder_becomes_a_workspace_and_opens_again(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "mill"
    with create(folder) as workspace:
        write.keep_coded(workspace, coded(report(), "shell"), ["rules@1"])
    assert is_workspace(folder)
    with open_existing(folder) as workspace:
        assert len(list(query.claims_in_force(workspace))) == 1


def test_a_folder_of_reports_is_not_made_a_workspace(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("Two died.")
    with pytest.raises(StoreError, match=r"report\.txt"):
        create(tmp_path)
    assert not is_workspace(tmp_path)


def test_a_file_is_no_workspace(tmp_path: Path) -> None:
    file = tmp_path / "mill"
    file.write_text("Two died.")
    with pytest.raises(StoreError, match="is a file"):
        create(file)


def test_a_missing_workspace_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no workspace"):
        open_existing(tmp_path / "nowhere")


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_text("no database at all, but long enough to look at" * 10)
    with pytest.raises(StoreError, match="is no workspace"):
        create(tmp_path)


def test_a_run_killed_while_making_it_can_go_on(tmp_path: Path) -> None:
    (tmp_path / DATABASE).touch()
    (tmp_path / "originals").mkdir()
    with create(tmp_path) as workspace:
        assert migrate.version(workspace.engine) == VERSION


def test_the_tables_are_what_the_migrations_make(tmp_path: Path) -> None:
    engine = sqlite_engine(tmp_path / "migrated.sqlite")
    migrate.migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    assert migrate.version(engine) == VERSION
    engine.dispose()


def test_the_version_is_the_last_migrations() -> None:
    scripts = Path(migrate.__file__).parent / "migrations"
    assert ScriptDirectory(scripts).get_current_head() == VERSION


def test_a_newer_programs_workspace_is_left_alone(tmp_path: Path) -> None:
    with create(tmp_path / "mill") as workspace:
        engine = workspace.engine.execution_options(writes=True)
        with engine.begin() as connection:
            connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="a newer corrobora made it"):
        open_existing(tmp_path / "mill")


def test_an_older_workspace_is_copied_before_it_is_brought_up(tmp_path: Path) -> None:
    file = tmp_path / DATABASE
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
        connection.execute("INSERT INTO alembic_version VALUES ('0000')")
    engine = sqlite_engine(file)
    # There is no version 0000: the step cannot be taken, the copy is there all the same.
    with pytest.raises(Exception, match="0000"):
        migrate.bring_up(engine, file)
    engine.dispose()
    copy = sqlite_engine(tmp_path / f"{DATABASE}.before-{VERSION}")
    assert migrate.version(copy) == "0000"
    copy.dispose()


def test_a_failed_transaction_leaves_nothing(tmp_path: Path) -> None:
    with create(tmp_path / "mill") as workspace:
        engine = workspace.engine.execution_options(writes=True)
        with pytest.raises(sa.exc.OperationalError), engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE half (id INTEGER)"))
            connection.execute(sa.text("no SQL"))
        assert not sa.inspect(workspace.engine).has_table("half")


def test_claims_need_their_document(tmp_path: Path) -> None:
    with create(tmp_path / "mill") as workspace:
        engine = workspace.engine.execution_options(writes=True)
        with pytest.raises(sa.exc.IntegrityError), engine.begin() as connection:
            connection.execute(sa.text("INSERT INTO receipts VALUES ('d_none', 'rules@1', 0, 0)"))


def test_an_original_is_kept_byte_for_byte(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    content = b"\xff\xfe\x00 not text\r\n"
    name = originals.keep(content)
    assert name == sha256(content)
    assert originals.keep(content) == name
    assert originals.read(name) == content
    assert list((tmp_path / ".partial").iterdir()) == []


def test_a_changed_original_is_not_passed_off(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    name = originals.keep(b"Two died.")
    (tmp_path / name[:2] / name).write_bytes(b"Ten died.")
    with pytest.raises(StoreError, match="not the original any more"):
        originals.read(name)


def test_what_a_killed_writer_left_is_swept_when_it_is_old(tmp_path: Path) -> None:
    Originals(tmp_path).keep(b"Two died.")
    old, young = (tmp_path / ".partial" / name for name in ("old", "young"))
    old.touch()
    young.touch()
    os.utime(old, (0, time.time() - 2 * 3600))
    Originals(tmp_path)
    assert not old.exists()
    assert young.exists()
