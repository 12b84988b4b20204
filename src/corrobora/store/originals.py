"""The originals: every input byte for byte, under its SHA-256, written once.

`ab/ab12…` holds the bytes whose SHA-256 is `ab12…`. A file appears under its name only when it is
whole: it is written under another name, flushed to the disk and then renamed.
"""

import os
import time
import uuid
from pathlib import Path

from corrobora.errors import StoreError
from corrobora.ids import sha256

PARTIAL = ".partial"
# Nobody is still writing a file that was begun an hour ago; its writer was killed.
ABANDONED_SECONDS = 3600


class Originals:
    """A folder of originals; `folder` None keeps none (a run in memory)."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        if folder is not None:
            _sweep(folder / PARTIAL)

    def keep(self, content: bytes) -> str:
        """The SHA-256 of `content`, which is on the disk when this returns."""
        name = sha256(content)
        if self.folder is None:
            return name
        path = self._path(self.folder, name)
        if path.exists():
            return name
        partial = self.folder / PARTIAL / f"{name}.{uuid.uuid4().hex}"
        partial.parent.mkdir(parents=True, exist_ok=True)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            with partial.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.replace(partial, path)
        except OSError as error:
            raise StoreError(f"an original cannot be kept in {self.folder}: {error}") from error
        return name

    def read(self, name: str) -> bytes:
        """The original whose SHA-256 is `name`. Raises StoreError if it is missing or changed."""
        if self.folder is None:
            raise StoreError("a run in memory keeps no originals")
        path = self._path(self.folder, name)
        try:
            content = path.read_bytes()
        except OSError as error:
            raise StoreError(f"an original cannot be read: {error}") from error
        if sha256(content) != name:
            raise StoreError(f"{path}: is not the original any more, its SHA-256 differs")
        return content

    @staticmethod
    def _path(folder: Path, name: str) -> Path:
        return folder / name[:2] / name


def _sweep(folder: Path) -> None:
    if not folder.is_dir():
        return
    for partial in folder.iterdir():
        try:
            if time.time() - partial.stat().st_mtime > ABANDONED_SECONDS:
                partial.unlink()
        except FileNotFoundError:
            continue  # another process swept it
