"""Time expressions of a document, bound to its publication, its dateline or its own story.

`find_times` gives mentions in text order, none overlapping. What the text leaves open stays open:
without a date of publication "last year" has no days and "in February" a month alone.
"""

import datetime as dt
import functools
import re
from dataclasses import replace

from corrobora.annotate import times_values as values
from corrobora.annotate.mentions import TimeMention
from corrobora.annotate.text import plain
from corrobora.annotate.times_binding import read
from corrobora.annotate.times_context import fits, lies_ahead, windows
from corrobora.annotate.times_dateline import HEAD, dateline_of
from corrobora.annotate.times_grammar import TABLE, Match, scan
from corrobora.annotate.times_joining import Found, ends_of, joined_times, lend_years
from corrobora.annotate.times_story import (
    HEADING,
    Bound,
    Spot,
    Story,
    is_narrative,
    whole_days,
)
from corrobora.annotate.times_values import Period
from corrobora.annotate.tokens import Parsed
from corrobora.codebook.table import table
from corrobora.values import Precision, When

# "After 5 pm on Thursday" is still Thursday.
_WITHIN_DAY = (Precision.MINUTE, Precision.HOUR, Precision.DAYPART)
# At the ends of the calendar there is no room to count from.
_YEARS = (1000, 9000)
_ANCIENT = re.compile(r"\b\d{1,4} ?b\.?c\b", re.IGNORECASE)
_OWN_PREPOSITION = re.compile(r"(?:on|in|at|during|around|about|by|since|until) +(?=\S)", re.I)


def find_times(parsed: Parsed) -> list[TimeMention]:
    """The time expressions of a document in text order, with value, extent and rule.

    The dateline's date is used where the document has no date of publication; the mentions that
    rest on it say so in their rule ("weekday-on-day@dateline").
    """
    text = plain(parsed.text)
    matches = _matches(parsed, text)
    head = dateline_of(parsed, matches)
    published = parsed.document.published
    anchor = published or (head[0] if head else None)
    if anchor is not None and not _YEARS[0] <= anchor.year <= _YEARS[1]:
        anchor = None
    lend_years(matches, text)
    story = Story(anchor, is_narrative(parsed, matches, anchor), whole_days(matches))
    found = joined_times(_bind(parsed, matches, story, head), text)
    grounds = "@dateline" if published is None and head is not None else ""
    mentions = []
    for item in found:
        mention = _mention(parsed, text, item, anchor)
        if head is not None and item.match is head[1]:
            mention = replace(mention, rule="dateline")
        elif grounds and item.bound.anchor is not None:
            mention = replace(mention, rule=mention.rule + grounds)
        mentions.append(mention)
    return mentions


def dateline_date(parsed: Parsed) -> dt.date | None:
    """The date in the report's dateline ("KABUL (Nov. 20, 2012)"), None where there is none.

    A dateline without a year takes it from a serial number or a year in the report's head, else
    from the date of publication.
    """
    head = dateline_of(parsed, _matches(parsed, plain(parsed.text), HEAD))
    return None if head is None else head[0]


def _matches(parsed: Parsed, text: str, limit: int | None = None) -> list[Match]:
    """The matches of the grammar, those of ages and the like left out."""
    ancient = len(_ANCIENT.findall(text)) >= 3

    def fitting(match: Match) -> bool:
        return fits(match, parsed, text, ancient=ancient)

    found: list[Match] = []
    for start, end in windows(parsed):
        if limit is not None and start >= limit:
            break
        start = max(start, found[-1].end) if found else start
        found += scan(text, start, end, fitting)
    return [match for match in found if match.rule.reading != "skip"]


def _bind(
    parsed: Parsed, matches: list[Match], story: Story, head: tuple[dt.date, Match] | None
) -> list[Found]:
    found: list[Found] = []
    for match in matches:
        inside = parsed.tokens_in(match.start, match.end)
        if not inside:
            continue
        token = parsed.tokens[inside[0]]
        sentence = parsed.sentences[token.sentence]
        ahead = functools.partial(lies_ahead, parsed, inside[0], inside[-1])
        block = parsed.paragraphs[sentence.paragraph]
        heading = block.end - block.start <= HEADING
        spot = Spot(sentence.index, sentence.paragraph, ahead, heading)
        bound: Bound | None
        if head is not None and match is head[1]:
            bound = Bound(values.of_date(head[0]))
        else:
            bound = read(story, match, spot)
        if bound is not None:
            item = Found(match, bound, match.start, match.end, sentence.paragraph)
            if bound.parts is not None:
                item.parts = ends_of(match, bound.parts)
            found.append(item)
    return found


@functools.cache
def _preposition() -> re.Pattern[str]:
    entries = table(TABLE)["prepositions"]
    pieces = []
    for kind in ("since", "until", "by", "before", "after", "plain"):
        forms = sorted(entries[kind], key=len, reverse=True)
        body = "|".join(re.escape(form).replace(r"\ ", " +") for form in forms if form != "of")
        pieces.append(f"(?P<{kind}>{body})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(pieces)}) +(?:the +)?$", re.IGNORECASE)


def _mention(parsed: Parsed, text: str, item: Found, published: dt.date | None) -> TimeMention:
    """The record of a bound match, with the preposition that governs it."""
    bound, rule, period = item.bound, item.match.rule.name, item.bound.period
    start, kind = item.start, ""
    floor = parsed.paragraphs[item.paragraph].start
    begin = max(floor, start - 24)
    hit = _preposition().search(text, begin, start)
    if hit is not None and _governs(parsed, text, item):
        kind = hit.lastgroup or ""
        start = hit.start()
    extent = (item.start, item.end)
    if not kind and (own := _OWN_PREPOSITION.match(text, item.start, item.end)):
        extent = (own.end(), item.end)
    if kind not in ("", "plain") and not (bound.duration or bound.repeated or item.parts):
        opened = _opened(period, kind, published)
        rule = rule if opened is period else f"{rule}:{kind}"
        period = opened
    return TimeMention(
        start=start,
        end=item.end,
        token=_head(parsed, start, item.end),
        when=_when(period, bound.anchor),
        timex=bound.period.timex,
        extent=extent,
        rule=rule,
        duration=bound.duration,
        repeated=bound.repeated,
        parts=item.parts,
    )


def _governs(parsed: Parsed, text: str, item: Found) -> bool:
    """Whether a preposition takes the time itself, not a noun that the time stands before.

    "By Saturday" bounds a time; "by Saturday's attack" and "after Monday raids" do not.
    """
    quote = text[item.start : item.end].lower()
    if text[item.end : item.end + 2] in ("'s", "' ") or quote.endswith("'s"):
        return False
    if item.match.rule.name == "vague":
        return False
    last = parsed.token_at(item.end - 1)
    if last is None or item.bound.duration or any(char.isdigit() for char in quote):
        return True
    return parsed.tokens[last].dep not in ("compound", "poss", "amod", "nummod")


def _opened(period: Period, kind: str, published: dt.date | None) -> Period:
    """The open range that "since", "until", "by", "before" or "after" makes of a period.

    What a report says has lasted since a day lasts at most until the report.
    """
    first, last = period.first, period.last
    if first is None and last is None:
        return period
    if kind in ("before", "after") and period.precision in _WITHIN_DAY:
        return period
    low: dt.date | None = None
    high: dt.date | None = None
    if kind == "since":
        low = first
        high = published if published and first and first <= published else None
    elif kind in ("until", "by"):
        high = last
    elif kind == "before":
        high = None if first is None or first == dt.date.min else first - values.DAY
    else:
        low = None if last is None or last == dt.date.max else last + values.DAY
    return replace(period, first=low, last=high, precision=Precision.RANGE)


def _when(period: Period, anchor: dt.date | None) -> When:
    unbound = period.first is None and period.last is None and period.year is None
    return When(
        first=period.first,
        last=period.last,
        month=period.month if unbound else None,
        precision=period.precision,
        anchor=anchor,
    )


def _head(parsed: Parsed, start: int, end: int) -> int:
    """The token of a mention whose head stands outside it."""
    inside = parsed.tokens_in(start, end)
    for index in inside:
        head = parsed.tokens[index].head
        if head == index or head not in inside:
            return index
    return inside[0] if inside else 0
