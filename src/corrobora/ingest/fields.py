"""What an input says about its report besides the text, and the file beside a report that does.

A file beside a report is written for this program and read strictly: a misspelt field would lose
its value. Lines and rows come from elsewhere and may carry fields of their own.
"""

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from corrobora.errors import InputError
from corrobora.ingest.opened import open_file, whole

META_ENDING = ".meta.json"


class Fields(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fields of a NAME.meta.json, of a line and of a row; all may be left out.

    `published` stays as written here, for a wrong date costs the report its date and no more.
    """

    doc_id: str | int | None = None
    published: str | int | float | bool | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    headline: str | None = None
    title: str | None = None
    language: str | None = None

    def heading(self) -> str | None:
        """The headline, or the title where there is no headline."""
        return said(self.headline) or said(self.title)


NO_FIELDS = Fields()
NAMES = tuple(Fields.__struct_fields__)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a line of JSON Lines; its other fields are read as `LineFields`."""

    text: str


class LineFields(Fields, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """Fields among others that are not ours."""


T = TypeVar("T")


def from_json(content: bytes, kind: type[T]) -> T:
    """The record of type `kind` in `content`. Raises InputError, in words, for anything else."""
    try:
        return msgspec.json.decode(content, type=kind)
    except msgspec.ValidationError as error:
        raise InputError(f"has wrong fields: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"is not JSON: {_lower(str(error))}") from error


def from_words(words: dict[str, str]) -> Fields:
    """Fields from a table's row or a text's front matter; names that are not ours are left out."""
    return Fields(**{name: words[name] for name in NAMES if said(words.get(name))})


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]


def said(value: Any) -> str | None:
    """`value` as text without outer white space; None for nothing."""
    return (str(value).strip() or None) if value is not None else None


def meta_path(report: Path) -> Path:
    """Where the meta file of `report` would stand."""
    return report.with_name(report.stem + META_ENDING)


def beside(report: Path | None, limit: int) -> Fields:
    """The fields of the meta file beside `report`, none where there is no such file.

    Raises InputError, naming the meta file, where it cannot be used.
    """
    if report is None:
        return NO_FIELDS
    path = meta_path(report)
    if not path.exists() and not path.is_symlink():
        return NO_FIELDS
    try:
        with open_file(path) as file:
            content = whole(file, limit)
        return from_json(content.removeprefix(b"\xef\xbb\xbf"), Fields)
    except InputError as error:
        raise InputError(f"is not read, because {path.name} {error}") from error
