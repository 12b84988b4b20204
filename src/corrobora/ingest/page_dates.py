"""The dates of publication that a web page offers, each with its grounds, the best first.

A page's own markup is believed before its address, and that before a library's guess. Dates of
change are kept as candidates and never chosen while the page names a date of publication.
"""

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from corrobora.errors import InputError
from corrobora.ingest.dates import day_of
from corrobora.model import DateCandidate

# Names of meta elements that hold a date of publication, the most exact first.
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "pubdate",
    "published_time",
    "published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "citation_publication_date",
    "article.published",
    "date",
)
_CHANGED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "dcterms.modified",
)
_ARTICLES = re.compile(r"(?:Article|Posting|Report|Press|Blog)", re.IGNORECASE)
_IN_ADDRESS = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:([-/_])([01]?[0-9])\2([0-3]?[0-9])|([01][0-9])([0-3][0-9]))"
    r"(?![0-9])"
)
# Pages list other articles below their own, each with its time.
_MOST_TIMES = 5
_MOST_NODES = 20_000


def offered(tree: Any, address: str | None) -> tuple[DateCandidate, ...]:
    """The dates that the page offers, best first; equal dates on other grounds are kept too."""
    meta, data = list(_meta(tree)), list(_json_ld(tree))
    order = [
        *(found for found in meta if found[0] == 0),
        *(found for found in data if found[0] == 0),
        *_marked(tree),
        *(found for found in meta if found[0] == 1),
        *_address(address),
        *(found for found in data if found[0] == 1),
        *_times(tree),
        *_library(tree, address),
        *(found for found in [*meta, *data] if found[0] == 2),
    ]
    kept: dict[DateCandidate, None] = {}
    for _, written, grounds in order:
        try:
            kept[DateCandidate(date=day_of(written), grounds=grounds)] = None
        except InputError:
            # Pages write all kinds of things here; what is no date is no candidate.
            continue
    return tuple(kept)


# How good a candidate is within its kind (0 best, 2 a date of change), as written, its grounds.
_Found = tuple[int, str, str]


def _meta(tree: Any) -> Iterator[_Found]:
    """The dates in meta elements; the first four names are rank 0."""
    found: dict[str, tuple[str, str]] = {}
    for element in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = str(element.get(attribute) or "")
            content = str(element.get("content") or "")
            if name and content:
                found.setdefault(name.lower(), (name, content))
    for order, key in enumerate(_PUBLISHED):
        if key in found:
            name, content = found[key]
            yield (0 if order < 4 else 1), content, f"meta {name}"
    for key in _CHANGED:
        if key in found:
            name, content = found[key]
            yield 2, content, f"meta {name} (a change)"


def _json_ld(tree: Any) -> Iterator[_Found]:
    """The dates in JSON-LD: an article's are rank 0, other things' rank 1."""
    for script in tree.iter("script"):
        if "ld+json" not in str(script.get("type") or "").lower():
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            kind = node.get("@type")
            names = " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "thing")
            rank = 0 if _ARTICLES.search(names) else 1
            for key, worth in (("datePublished", rank), ("dateCreated", 1), ("dateModified", 2)):
                if isinstance(written := node.get(key), str):
                    change = " (a change)" if worth == 2 else ""
                    yield worth, written, f"JSON-LD {names[:60]} {key}{change}"


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects in `data`, in the order in which they stand there, outer ones first."""
    waiting, count = [data], 0
    while waiting and count < _MOST_NODES:
        count += 1
        node = waiting.pop()
        if isinstance(node, dict):
            yield node
            waiting.extend(reversed(list(node.values())))
        elif isinstance(node, list):
            waiting.extend(reversed(node))


def _marked(tree: Any) -> Iterator[_Found]:
    """Elements in the page's body that are marked as the date of publication."""
    for element in tree.iter("time", "span", "abbr", "p", "div"):
        marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower().split()
        published = "datepublished" in marks or "dt-published" in marks
        if published or (element.tag == "time" and element.get("pubdate") is not None):
            written = element.get("datetime") or element.get("content") or element.get("title")
            yield 0, str(written or element.text_content()), f"{element.tag} marked as published"
            return


def _times(tree: Any) -> Iterator[_Found]:
    """The first time elements of the page."""
    for count, element in enumerate(islice(tree.iter("time"), _MOST_TIMES), start=1):
        changed = "modified" in f"{element.get('itemprop')} {element.get('class')}".lower()
        if not changed:
            written = str(element.get("datetime") or element.text_content())
            yield 1, written, f"time element {count}"


def _address(address: str | None) -> Iterator[_Found]:
    """The day in the page's address ("/2020/03/14/")."""
    match = _IN_ADDRESS.search(address or "")
    if match:
        month, day = match[3] or match[5], match[4] or match[6]
        yield 1, f"{match[1]}-{int(month):02}-{int(day):02}", "the page's address"


def _library(tree: Any, address: str | None) -> Iterator[_Found]:
    """What htmldate finds in the markup; its search through the words of the page is left out.

    The words of a report are full of dates, and those are not the day of its publication.
    """
    from htmldate import find_date

    try:
        found = find_date(tree, extensive_search=False, original_date=True, url=address)
    except Exception:
        return
    if found:
        yield 1, str(found), "htmldate's reading of the page"
