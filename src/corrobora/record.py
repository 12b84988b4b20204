"""Records to JSON and back: decode(encode(x)) == x, and unknown fields are errors."""

from typing import Any, TypeVar

import msgspec

from corrobora.errors import RecordError

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="deterministic")


def encode(record: Any) -> bytes:
    """The record as one line of JSON, keys in a fixed order."""
    return _ENCODER.encode(record)


def decode(content: bytes | str, kind: type[T]) -> T:
    """The record of type `kind` (or a union of types) in `content`. Raises RecordError."""
    try:
        return msgspec.json.decode(content, type=kind)
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise RecordError(str(error)) from error
