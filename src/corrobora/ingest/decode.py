"""Bytes to text: UTF-8 first, then what the bytes show without doubt, else a refusal.

A wrong guess puts wrong letters into names, so that a doubtful encoding is refused; the user can
name it.
"""

import codecs
import re

from corrobora.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    # UTF-32 before UTF-16, whose mark it begins with.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "gzip-compressed"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a database"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich-text document"),
)

# Beside ASCII, what Western text in Windows-1252 holds: its letters and its typographic signs.
# Signs such as "³" or "¶" inside words betray another code page, and so does a large share: French
# with its quotation marks has some 6 % beyond ASCII, Czech 13 %.
_WESTERN = re.compile(r"[\x01-\x7fÀ-ÖØ-öø-ÿŒœŠšŽžŸ“”‘’‚„‹›«»–—…•€£§©®™°·¡¿½¼¾ª º\xad\xa0]*\Z")
_WESTERN_SHARE = 0.08

# charset-normalizer's measures: chaos is how odd the letters' order looks, coherence how like a
# language they are. Right readings of one or two sentences had chaos 0 and coherence from 0.3;
# a rival within 0.05 of the best was as often right as the best.
_MOST_CHAOS = 0.05
_LEAST_COHERENCE = 0.3
_CLEAR_LEAD = 0.05
_LEAST_BYTES = 40
_SAMPLE = 100_000


def decoded(
    content: bytes, *, encoding: str | None = None, declared: str | None = None
) -> tuple[str, str]:
    """The text in `content`, only its byte order mark removed, and the encoding that it was in.

    `encoding` is the user's word, `declared` the page's own. Raises InputError for binary content
    and for an encoding that cannot be told for sure.
    """
    _refuse_magic(content)
    text, used = _decoded(content, encoding, declared)
    if "\0" in text:
        raise InputError("is binary, not text: it holds NUL bytes")
    return text, used


def _refuse_magic(content: bytes) -> None:
    for magic, what in _MAGIC:
        if content.startswith(magic):
            raise InputError(f"is binary, not text: it looks like {what}")


def _decoded(content: bytes, encoding: str | None, declared: str | None) -> tuple[str, str]:
    for mark, name in _BOMS:
        if content.startswith(mark):
            return _as(name, content[len(mark) :], name), name
    if encoding:
        return _as(encoding, content, encoding), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        broken = error
    if b"\0" in content:
        raise InputError("is binary, not text: it holds NUL bytes")
    _refuse_broken_utf8(content, broken)
    if declared and _known(declared):
        return _as(declared, content, f"{declared}, as it declares"), declared
    if _is_western(content):
        return content.decode("cp1252"), "cp1252"
    found = _surely(content)
    return _as(found, content, found), found


def _as(encoding: str, content: bytes, said: str) -> str:
    try:
        return content.decode(encoding)
    except LookupError as error:
        raise InputError(f"no encoding is called {encoding}") from error
    except (UnicodeError, ValueError) as error:
        raise InputError(f"is not text in {said}") from error


def _known(encoding: str) -> bool:
    try:
        return codecs.lookup(encoding)._is_text_encoding
    except (LookupError, ValueError):
        return False


def _refuse_broken_utf8(content: bytes, error: UnicodeDecodeError) -> None:
    """Raise InputError where the content is UTF-8 but for a few bytes."""
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    right = sum(character > "\x7f" for character in text) - broken
    if right > broken:
        raise InputError(f"is UTF-8 with broken bytes, the first at byte {error.start}")


def _is_western(content: bytes) -> bool:
    """Whether mostly-ASCII content makes sense in Windows-1252."""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = sum(byte > 0x7F for byte in content)
    letters = sum(character.isascii() and character.isalpha() for character in text)
    return (
        high <= _WESTERN_SHARE * len(content) + 1
        and letters > 2 * high
        and _WESTERN.match(text) is not None
    )


def _surely(content: bytes) -> str:
    """The encoding that charset-normalizer is sure of. Raises InputError where it is not."""
    from charset_normalizer import from_bytes

    matches = list(from_bytes(content[:_SAMPLE])) if len(content) >= _LEAST_BYTES else []
    best = matches[0] if matches else None
    if best is None or best.chaos > _MOST_CHAOS or best.coherence < _LEAST_COHERENCE:
        raise InputError("is not UTF-8, and its encoding cannot be told; name it if you know it")
    rivals = [
        match.encoding
        for match in matches[1:]
        if match.coherence > best.coherence - _CLEAR_LEAD and str(match) != str(best)
    ]
    if rivals:
        names = " or ".join([best.encoding, *rivals][:3])
        raise InputError(f"is not UTF-8, and may be {names}; name its encoding if you know it")
    return best.encoding
