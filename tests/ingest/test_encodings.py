"""Bytes to text: read where there is no doubt, refused where there is."""

from pathlib import Path

import pytest

from corrobora.ingest import IngestOptions
from tests.ingest.reading import SENTENCES, document, refused, write

QUOTED = f"“{SENTENCES}” The café’s owner – Señor Núñez – agreed."
RUSSIAN = (
    "Не менее шести человек погибли в результате удара по рынку, сообщили в министерстве. "
    "Мэр города подтвердил эти данные, но отказался назвать имена погибших."
)


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8-sig", QUOTED),
        ("utf-16", QUOTED),
        ("utf-32", QUOTED),
        ("cp1252", QUOTED),
        ("cp1251", RUSSIAN),
        ("koi8-r", RUSSIAN),
    ],
)
def test_a_text_in_a_plain_encoding_is_read(tmp_path: Path, encoding: str, text: str) -> None:
    found = document(write(tmp_path / "a.txt", text.encode(encoding)))
    assert found.text == text


def test_the_encoding_is_told_in_the_media_type(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", QUOTED.encode("cp1252"))
    assert document(path).media_type == "text/plain; charset=cp1252"


def test_an_encoding_that_could_be_two_is_refused_unless_named(tmp_path: Path) -> None:
    polish = (
        "Co najmniej sześć osób zginęło w ataku na targ, poinformowało ministerstwo. "
        "Burmistrz miasta potwierdził te dane i żąda śledztwa."
    )
    path = write(tmp_path / "a.txt", polish.encode("iso8859-2"))
    assert "encoding" in refused(path)
    assert document(path, IngestOptions(encoding="iso8859-2")).text == polish


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (f"{QUOTED} ".encode() * 3 + b"\xff" + SENTENCES.encode(), "UTF-8 with broken bytes"),
        (b"\xff\xfe\x00\xd8\x00\x00", "is not text in utf-16-le"),
        (b"\x81\x8d\x8f\x90\x9d" * 40, "encoding"),
        (b"Two killed\0", "NUL bytes"),
        (b"\x80\0\x80", "NUL bytes"),
        (b"%PDF-1.4 text", "a PDF"),
        (b"PK\x03\x04 text", "a ZIP archive"),
        (b"\x1f\x8b text", "gzip"),
        (b"\x89PNG text", "a picture"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    line = refused(write(tmp_path / "a.txt", content))
    assert line.startswith(str(tmp_path / "a.txt"))
    assert why in line


def test_a_named_encoding_that_is_wrong_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", b"\xff\xff")
    assert "is not text in utf-8" in refused(path, options=IngestOptions(encoding="utf-8"))
    assert "no encoding is called klingon" in refused(
        path, options=IngestOptions(encoding="klingon")
    )
    assert "no encoding is called hex" in refused(path, options=IngestOptions(encoding="hex"))
