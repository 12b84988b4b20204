"""A workspace: a folder with one SQLite file and the originals beside it.

    NAME/workspace.sqlite     documents, claims, decisions
    NAME/originals/ab/ab12…   every input byte for byte, under its SHA-256

A run without a folder has the same tables in memory.
"""

from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa

from corrobora.errors import StoreError
from corrobora.store.engine import sqlite_engine
from corrobora.store.migrate import bring_up, check_readable
from corrobora.store.originals import Originals

DATABASE = "workspace.sqlite"
ORIGINALS = "originals"


class Workspace:
    """An open workspace; close it, or use it as a context. `folder` None is one in memory."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        file = None if folder is None else folder / DATABASE
        if file is not None:
            check_readable(file)
        self.engine: sa.Engine = sqlite_engine(file)
        bring_up(self.engine, file)
        self.originals = Originals(None if folder is None else folder / ORIGINALS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()


def in_memory() -> Workspace:
    """A new workspace that is gone when it is closed."""
    return Workspace(None)


def create(folder: Path) -> Workspace:
    """The workspace in `folder`, made there if the folder is missing or empty.

    Raises StoreError for a file, and for a folder that holds anything else.
    """
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: is a file; a workspace is a folder")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        strange = sorted(path.name for path in folder.iterdir() if not _ours(path.name))
    except OSError as error:
        raise StoreError(f"{folder}: cannot be made a workspace: {error.strerror}") from error
    if strange and not (folder / DATABASE).exists():
        raise StoreError(f"{folder}: holds {strange[0]} and is no workspace; name a new folder")
    return Workspace(folder)


def open_existing(folder: Path) -> Workspace:
    """The workspace in `folder`. Raises StoreError if there is none."""
    if not is_workspace(folder):
        raise StoreError(f"{folder}: there is no workspace")
    return Workspace(folder)


def is_workspace(folder: Path) -> bool:
    """Whether `folder` holds a workspace."""
    return (folder / DATABASE).is_file()


def _ours(name: str) -> bool:
    return name == ORIGINALS or name.startswith(DATABASE)
