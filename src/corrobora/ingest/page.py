"""Web pages: the report's text without the page around it. The only file that knows trafilatura.

Nothing of a page is ever rendered or fetched.
"""

import logging
import re
from collections.abc import Iterator
from typing import Any

from corrobora.errors import InputError
from corrobora.ingest.compose import Report, compose, refusal
from corrobora.ingest.decode import decoded
from corrobora.ingest.fields import Fields, beside, said
from corrobora.ingest.opened import whole
from corrobora.ingest.options import Ingested, IngestOptions, Source
from corrobora.ingest.plain import media_type
from corrobora.model import Refusal

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""", re.I
)
_SAVED_FROM = re.compile(r"<!--\s*saved from url=(?:\(\d+\))?(\S{1,2000})")
_HEAD = 4096
_QUIET = logging.NullHandler()
_SPACES = re.compile(r"[ \t]+")


def read(source: Source, options: IngestOptions) -> Iterator[Ingested | Refusal]:
    """The report in a saved page: its headline, a blank line, its paragraphs."""
    try:
        with source.open() as file:
            original = whole(file, options.limits.report_bytes)
        match = _CHARSET.search(original[:_HEAD])
        declared = match[1].decode("ascii", "replace") if match else None
        words, encoding = decoded(original, encoding=options.encoding, declared=declared)
        fields = beside(source.path, options.limits.meta_bytes)
        report = _report(words, original, fields, media_type("text/html", encoding))
    except InputError as error:
        yield refusal(source.shown, error)
        return
    yield from compose(report, source, options)


def _report(words: str, original: bytes, fields: Fields, kind: str) -> Report:
    from trafilatura import load_html

    from corrobora.ingest.page_dates import offered

    # Without a handler the libraries' remarks on odd pages would go to the terminal.
    for library in ("trafilatura", "htmldate"):
        logging.getLogger(library).addHandler(_QUIET)
    tree = _safely("the page", load_html, words)
    if tree is None:
        raise InputError("is a page without text")
    found = _found(tree, words)
    address = said(fields.url) or found.url
    dates = offered(tree, address)
    text = _text(tree, found.title)
    if not text:
        raise InputError("is a page without text")
    return Report(
        text=text,
        original=original,
        media_type=kind,
        fields=fields,
        found=found,
        dates=dates,
        apart=True,
    )


def _safely(what: str, function: Any, *arguments: Any, **named: Any) -> Any:
    """What `function` gives. Any failure of the library on a strange page is an InputError."""
    try:
        return function(*arguments, **named)
    except Exception as error:
        raise InputError(
            f"is a page that cannot be read: {what}: {type(error).__name__}"
        ) from error


def _found(tree: Any, words: str) -> Fields:
    """What the page says of itself."""
    from trafilatura import extract_metadata

    data = _safely("its metadata", extract_metadata, tree, extensive=False)
    saved = _SAVED_FROM.search(words[:_HEAD])
    url = _address(tree) or (saved[1] if saved else None)
    # Without a site's name the library gives the address's host, which names no publisher.
    sitename = data.sitename if data.sitename != data.hostname else None
    return Fields(
        url=url, publisher=sitename or data.hostname, author=data.author, title=data.title
    )


def _address(tree: Any) -> str | None:
    """The address that the page calls its own."""
    for link in tree.iter("link"):
        if str(link.get("rel") or "").lower() == "canonical" and _is_address(link.get("href")):
            return str(link.get("href")).strip()
    for meta in tree.iter("meta"):
        if meta.get("property") == "og:url" and _is_address(meta.get("content")):
            return str(meta.get("content")).strip()
    return None


def _is_address(value: Any) -> bool:
    return str(value or "").strip().lower().startswith(("http://", "https://"))


def _text(tree: Any, title: str | None) -> str:
    """The paragraphs of the page's report, blank lines between, without its headline."""
    from trafilatura import extract

    body = _safely("its text", extract, tree, include_comments=False, include_tables=True) or ""
    paragraphs = [_paragraph(line) for line in body.splitlines()]
    paragraphs = [paragraph for paragraph in paragraphs if paragraph]
    if paragraphs and title and paragraphs[0] == " ".join(title.split()):
        del paragraphs[0]
    return "\n\n".join(paragraphs)


def _paragraph(line: str) -> str:
    """A line of the extracted text without the marks that stand for lists and tables."""
    line = line.strip()
    if line.startswith("|"):
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        line = " | ".join(cell for cell in cells if cell.strip("- "))
    return _SPACES.sub(" ", line.removeprefix("- "))
