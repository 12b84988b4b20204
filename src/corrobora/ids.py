"""Content ids: the same content gives the same id on every machine, in every run.

An id is a letter for the record's type, an underscore and 26 characters of base 32 (130 bits of
SHA-256). Parts are encoded as JSON, so that no two different lists of parts share an encoding.
"""

import base64
import hashlib
from typing import Any

import msgspec

_ENCODER = msgspec.json.Encoder(order="deterministic")


def content_id(letter: str, *parts: Any) -> str:
    """The id of a record of type `letter` whose identity is `parts`."""
    digest = hashlib.sha256(_ENCODER.encode([letter, *parts])).digest()
    return f"{letter}_{base64.b32encode(digest).decode('ascii')[:26].lower()}"


def sha256(content: bytes) -> str:
    """The SHA-256 of `content` as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()
