"""Opening what is given: regular files only, never more bytes than the limit."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from corrobora.errors import InputError

_NOT_FILES = (
    (stat.S_ISDIR, "is a folder"),
    (stat.S_ISFIFO, "is a pipe, not a file; use - to read standard input"),
    (stat.S_ISSOCK, "is a socket, not a file"),
    (stat.S_ISCHR, "is a device, not a file"),
    (stat.S_ISBLK, "is a device, not a file"),
)
_CHUNK = 1 << 16


def open_file(path: Path) -> BinaryIO:
    """The regular file at `path`, open for reading. Raises InputError for anything else.

    It is opened without blocking and looked at once open, so that a pipe put in a file's place
    cannot stop the run.
    """
    try:
        number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError as error:
        reason = "is a link that leads nowhere" if path.is_symlink() else "is not there"
        raise InputError(reason) from error
    except (OSError, ValueError) as error:
        raise InputError(unreadable(error)) from error
    file = os.fdopen(number, "rb") if stat.S_ISREG(os.fstat(number).st_mode) else None
    if file is not None:
        return file
    mode = os.fstat(number).st_mode
    os.close(number)
    raise InputError(next((reason for test, reason in _NOT_FILES if test(mode)), "is no file"))


def unreadable(error: OSError | ValueError) -> str:
    """Why the system did not let a file be read, without the path that the message names anyway."""
    said = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return f"cannot be read: {said[:1].lower()}{said[1:]}"


def whole(file: BinaryIO, limit: int) -> bytes:
    """All bytes of `file`. Raises InputError for an empty file or more than `limit` bytes."""
    try:
        content = file.read(limit + 1)
    except OSError as error:
        raise InputError(unreadable(error)) from error
    if len(content) > limit:
        raise InputError(f"is larger than {limit:,} bytes, the most that one report may have")
    if not content:
        raise InputError("is empty")
    return content


def lines(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of `file`, numbered from 1, with their line ends; None for one over `limit`.

    The bytes of a line that is too long are counted and dropped as they come.
    """
    number = 0
    while line := file.readline(limit + 1):
        number += 1
        if len(line) <= limit:
            yield number, line
            continue
        while not line.endswith(b"\n") and (line := file.readline(_CHUNK)):
            pass
        yield number, None
