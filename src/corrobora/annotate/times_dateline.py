"""The dateline of a report: where it stands, and the day that it gives."""

import datetime as dt
import re

from corrobora.annotate import times_values as values
from corrobora.annotate.times_grammar import Match, words
from corrobora.annotate.times_units import full_year
from corrobora.annotate.tokens import Parsed

# A dateline stands in the head of a report.
HEAD = 900
_DATELINE_BEFORE = re.compile(
    r"(?:^|[\n\u2028\u2029])[^\w\n]*(?:[A-Z]{2}[^\n\u2028.!?;:]{0,70}[,(/–—-]"
    r"|[A-Z][\w .'’,-]{2,60}\(|\()\s*$"
)
_DATELINE_AFTER = re.compile(r"\s*(?:[)\]]|\(|--|[–—-]|:|/)")
_LINE_END = re.compile(r"[ \t]*(?:[\n\u2028]|$)")
_FIRST_LINE = re.compile(r"^[^\n\u2028]{0,150}$")
_SERIAL = re.compile(r"\b((?:19|20)\d\d)[-–—](0[1-9]|1[0-2])[-–—]")
_HEAD_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def dateline_of(parsed: Parsed, matches: list[Match]) -> tuple[dt.date, Match] | None:
    """The date of the dateline and its match, else of a date that opens or ends the first line."""
    text = parsed.text
    heads: list[Match] = []
    for match in matches:
        if match.start > HEAD:
            break
        if not (match.has("month") and match.has("day")) or match.has("day2", "ofyear"):
            continue
        before, after = text[max(0, match.start - 90) : match.start], text[match.end :][:12]
        if _DATELINE_BEFORE.search(before) and _DATELINE_AFTER.match(after):
            date = _head_date(parsed, match)
            if date is not None:
                return date, match
        rest = text[match.end :].strip()
        opening = not text[: match.start].strip() and after.startswith(":")
        closing = _FIRST_LINE.match(text[: match.start]) and _LINE_END.match(after)
        if rest and (opening or closing):
            heads.append(match)
    for match in heads:
        date = _head_date(parsed, match)
        if date is not None:
            return date, match
    return None


def _head_date(parsed: Parsed, match: Match) -> dt.date | None:
    """The day of a dateline, its year found elsewhere in the head where it stands without one."""
    filled = match.words
    month, day = words("month")[filled["month"]], int(filled["day"])
    published = parsed.document.published
    year: int | None = None
    if "year" in filled:
        year = int(filled["year"])
    elif "yy" in filled:
        year = full_year(int(filled["yy"]), published)
    if year is None:
        head = parsed.text[:HEAD]
        serial = [int(hit[1]) for hit in _SERIAL.finditer(head) if int(hit[2]) == month]
        plain_years = {int(hit[0]) for hit in _HEAD_YEAR.finditer(head)}
        if serial:
            year = serial[0]
        elif published is not None:
            year = published.year if (month, day) <= (published.month, published.day) else None
            year = year or published.year - 1
        elif len(plain_years) == 1:
            year = plain_years.pop()
    if year is None:
        return None
    period = values.of_day(year, month, day)
    return None if period is None else period.first
