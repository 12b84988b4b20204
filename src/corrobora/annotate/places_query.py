"""What the words beside a place's name say of it: kind, container, country; and the document's own.

Works on the text around given spans, so that names from any finder can be asked about.
"""

import re
from collections.abc import Sequence

from corrobora.annotate.gazetteer import Entry, Gazetteer, Kind
from corrobora.annotate.gazetteer.names import fold
from corrobora.annotate.places_bearers import bearers
from corrobora.annotate.places_evidence import Context, Query
from corrobora.annotate.places_words import words
from corrobora.annotate.tokens import Parsed

# How near, in characters, names stand to be of one passage.
PASSAGE = 150

_HOST = re.compile(r"^[a-z][a-z0-9+.-]*://(?:[^/@]*@)?([^/:?#]+)", re.I)


def context_of(parsed: Parsed) -> Context:
    """What the document says besides its places: nationalities, and where the report is from."""
    table = words()
    nationalities: dict[str, float] = {}
    for token in parsed.tokens:
        if token.text[:1].isupper():
            for code in table.demonyms.get(fold(token.text), ()):
                nationalities[code] = min(2.0, nationalities.get(code, 0.0) + 0.4)
    document = parsed.document
    host = _HOST.match(document.url or "")
    labels = host[1].lower().split(".") if host else []
    ending = labels[-1] if len(labels) > 1 else ""
    country = table.endings.get(ending)
    if country is None and len(ending) == 2 and ending not in table.sold:
        country = ending.upper()
    letters = fold("".join(labels[:-1]) + (document.publisher or "")).replace(" ", "")
    return Context(nationalities, country, letters)


_LINK = re.compile(
    r"^(?P<kind>(?: [a-z-]+){0,2})(?P<link>\s*,|\s*\(| in| of|\s*, in|\s*, of)"
    r"(?P<rest>(?: the| a| an)?(?: [\w-]+){0,4})\s*$"
)
_POSSESSIVE = re.compile(r"^['’]s?(?P<rest>(?: [a-z-]+){0,3})\s*$")


def queries_at(
    parsed: Parsed, spans: Sequence[tuple[int, int]], gazetteer: Gazetteer
) -> list[Query]:
    """A query for each name, with the kind words, chains and nationalities beside it."""
    text = parsed.text
    queries = [Query(name=text[start:end]) for start, end in spans]
    for at, (start, end) in enumerate(spans):
        query = queries[at]
        query.beside = [
            other
            for other in range(max(0, at - 3), min(len(spans), at + 4))
            if other != at and abs(spans[other][0] - start) <= PASSAGE
        ]
        query.kind = _kind_beside(text, start, end)
        query.hints = _hints_before(text, start)
        if at + 1 < len(spans):
            _chain(text, spans, queries, at, gazetteer)
    return queries


_KIND_AFTER = re.compile(r"^[ ]([a-z-]+)(?: ([a-z]+))?")
_KIND_BEFORE = re.compile(r"([a-z-]+)(?: of)?(?: the)? $")


def _kind_beside(text: str, start: int, end: int) -> str | None:
    table = words()
    after = _KIND_AFTER.match(text[end : end + 40])
    if after and after[1] in table.kinds:
        return table.kinds[after[1]]
    before = re.search(r"\b([a-z-]+) of (?:the )?$", text[max(0, start - 30) : start])
    if before and before[1] in table.kinds:
        return table.kinds[before[1]]
    return None


def _hints_before(text: str, start: int) -> tuple[str, ...]:
    """The countries that a nationality just before lends: "the Syrian town of", "Iraq's"."""
    before = re.search(
        r"\b([A-Z][\w'-]+) (?:[a-z-]+ ){0,2}(?:of )?$", text[max(0, start - 50) : start]
    )
    if before:
        return words().demonyms.get(fold(before[1]), ())
    return ()


def _level(entries: Sequence[Entry]) -> int:
    kinds = {entry.kind for entry in entries if entry.match == "main"}
    if Kind.COUNTRY in kinds:
        return 3
    return 2 if Kind.ADMIN1 in kinds else 0


def _chain(
    text: str,
    spans: Sequence[tuple[int, int]],
    queries: list[Query],
    at: int,
    gazetteer: Gazetteer,
) -> None:
    """Note that a name is contained in the next, or the next in it."""
    between = text[spans[at][1] : spans[at + 1][0]]
    if len(between) > 60 or "\n\n" in between:
        return
    between = between.replace("\n", " ")
    possessive = _POSSESSIVE.match(between)
    if possessive:
        queries[at + 1].containers.append(at)
        return
    if between == " ":
        queries[at].containers.append(at + 1)
        return
    link = _LINK.match(between)
    if not link:
        return
    table = words()
    kind_words = link["kind"].split()
    if any(word not in table.kinds for word in kind_words):
        return
    rest = [word for word in link["rest"].split() if word not in ("the", "a", "an", "in", "of")]
    usual = {"neighbouring", "neighboring", "town", "city", "suburb"}
    for word in rest:
        if not (
            word in table.directions
            or word in table.kinds
            or word in usual
            or fold(word) in table.demonyms
        ):
            return
    if link["link"].strip() == ",":
        left = _level(bearers(queries[at].name, gazetteer))
        right = _level(bearers(queries[at + 1].name, gazetteer))
        if left and left == right:
            return
    queries[at].containers.append(at + 1)
