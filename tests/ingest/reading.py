"""Short ways to read files in tests, and files that only tests make."""

import io
from collections.abc import Sequence
from pathlib import Path

from corrobora.ingest import Ingested, IngestOptions, read_paths
from corrobora.model import Document, Refusal

SENTENCES = "Two people were killed in the market of the old town on Friday, the mayor said."


def both(
    *paths: Path, options: IngestOptions | None = None
) -> tuple[list[Ingested], list[Refusal]]:
    """The reports at `paths`, and the refusals."""
    items = list(read_paths(paths, options or IngestOptions()))
    reports = [item for item in items if isinstance(item, Ingested)]
    return reports, [item for item in items if isinstance(item, Refusal)]


def documents(*paths: Path, options: IngestOptions | None = None) -> list[Document]:
    """The documents at `paths`, which must all be readable."""
    reports, refusals = both(*paths, options=options)
    assert refusals == []
    return [report.document for report in reports]


def document(path: Path, options: IngestOptions | None = None) -> Document:
    """The one document at `path`."""
    (found,) = documents(path, options=options)
    return found


def refused(*paths: Path, options: IngestOptions | None = None) -> str:
    """The one refusal at `paths`, as `source: reason`, where nothing is readable."""
    reports, refusals = both(*paths, options=options)
    assert reports == []
    (refusal,) = refusals
    return told(refusal)


def told(refusal: Refusal) -> str:
    """A refusal as the one line that a user sees."""
    line = f"{refusal.source}: {refusal.reason}"
    assert "\n" not in line
    return line


def write(path: Path, content: bytes | str) -> Path:
    """`path`, with `content` in it and its folders made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


Row = tuple[str, float]


def pdf(pages: Sequence[Sequence[Row]], size: float = 11, information: str = "") -> bytes:
    """A PDF with one text line for each `(words, height)` of a page; no rows draw a page of lines.

    `information` is what stands in the file's information dictionary.
    """
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {information} >>".encode("latin-1"),
    ]
    kids = []
    for rows in pages:
        drawn = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 72 {height} Tm ({_escaped(words)}) Tj ET\n"
            for words, height in rows
        )
        stream = (drawn or "72 72 m 300 300 l S\n").encode("cp1252")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(len(objects))
    references = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Kids [{references}] /Count {len(kids)} >>".encode()
    return _file(objects)


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def _file(objects: Sequence[bytes]) -> bytes:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    size = len(objects) + 1
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\n" % size)
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def column(lines: Sequence[str], top: float = 720, leading: float = 14) -> list[Row]:
    """The rows of a page for `lines` set evenly; an empty line leaves a gap."""
    return [(line, top - leading * place) for place, line in enumerate(lines) if line]
