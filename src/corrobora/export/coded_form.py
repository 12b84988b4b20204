"""The form of a coded document: the exchange format of coders, evaluation and outside tools.

One JSON object a document. A field that the text does not give is left out, except those bounds
and dates that the form keeps as null. `decode` refuses what the form does not know.
"""

from typing import Any

import msgspec

from corrobora.record import decode, encode


class _Part(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Any part of the form."""


class Quote(_Part, frozen=True, kw_only=True):
    """Words of the document and where they stand, `[start, end)` in code points."""

    quote: str
    start: int
    end: int


class CodedActor(Quote, frozen=True, kw_only=True):
    """A doer, or one acted on; stance and speaker only where they differ from the event's."""

    name: str
    type: str
    stance: str | None = None
    speaker: str | None = None


class CodedPlace(Quote, frozen=True, kw_only=True):
    """Where the event was."""

    name: str
    country: str | None = None


class CodedTime(Quote, frozen=True, kw_only=True):
    """The days that the words allow; `month` where the year is not known."""

    first: str | None
    last: str | None
    month: int | None = None


class CodedToll(Quote, frozen=True, kw_only=True):
    """One statement about people harmed."""

    outcome: str
    low: int | None
    high: int | None
    group: str | None = None
    group_type: str | None = None
    speaker: str | None = None
    speaker_quote: Quote | None = None
    stance: str
    note: str | None = None


class CodedEvent(_Part, frozen=True, kw_only=True):
    """One event with the slots that the text gives."""

    kind: str
    trigger: Quote
    stage: str
    who: tuple[CodedActor, ...] = ()
    whom: tuple[CodedActor, ...] = ()
    means: tuple[Quote, ...] = ()
    where: CodedPlace | None = None
    when: CodedTime | None = None
    tolls: tuple[CodedToll, ...] = ()
    speaker: str | None = None
    speaker_quote: Quote | None = None
    stance: str | None = None
    note: str | None = None


class CodedFigure(Quote, frozen=True, kw_only=True):
    """A number about people that belongs to no one event."""

    low: int | None
    high: int | None
    what: str
    speaker: str | None = None
    speaker_quote: Quote | None = None
    stance: str
    note: str | None = None


class CodedPerson(_Part, frozen=True, kw_only=True):
    """What the text tells of one person."""

    name: str
    age: int | str | None = None
    sex: str | None = None
    rank: str | None = None
    position: str | None = None
    status: str | None = None
    member_of: str | None = None
    nationality: str | None = None
    origin: str | None = None
    residence: str | None = None
    convicted_of: tuple[str, ...] = ()
    convicted_in: str | None = None
    sentence: str | None = None


class CodedSubject(CodedPerson, frozen=True, kw_only=True):
    """An actor as the document tells of it, with its fullest naming quoted."""

    type: str
    quote: str
    start: int
    end: int


class CodedDocument(_Part, frozen=True, kw_only=True):
    """Everything coded of one document; `people` are those actors told of as persons."""

    doc_id: str
    published: str | None
    events: tuple[CodedEvent, ...]
    figures: tuple[CodedFigure, ...]
    actors: tuple[CodedSubject, ...] = ()
    people: tuple[CodedPerson, ...] = ()
    note: str | None = None


def encode_coded(coded: CodedDocument) -> bytes:
    """The coded document as one line of JSON."""
    return encode(coded)


def decode_coded(line: bytes | str) -> CodedDocument:
    """The coded document in `line`. Raises RecordError for anything that is not of the form."""
    return decode(line, CodedDocument)


def plain(coded: CodedDocument) -> dict[str, Any]:
    """The coded document as dicts, lists and numbers."""
    found: dict[str, Any] = msgspec.json.decode(encode(coded))
    return found
