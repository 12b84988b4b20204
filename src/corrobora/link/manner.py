"""How a text tells a number of people: as it stands, or as a change, a part, a sum over a period.

The words around a claim decide, whoever read the claim. Without the words a number is told plainly.
"""

import functools
import re
from collections.abc import Mapping
from enum import StrEnum

from corrobora.codebook.table import table
from corrobora.model import Claim, Document, Event, Role
from corrobora.values import Toll

# How much of a sentence is looked at on either side of a number, in characters.
_REACH = 220
_STOP = re.compile(r"[.?!][\"”’')]*\s+(?=[\"“‘'(]*[A-ZÀ-Þ\d])|\n+")
# What a sentence does not end behind: "Gov. Ilya Tarn", "Sgt. Molo".
_SHORT = re.compile(
    r"\b(?:[A-Z]|Gov|Gen|Sgt|Lt|Col|Capt|Maj|Cpl|Pvt|Mr|Mrs|Ms|Dr|Rev|St|Sen|Rep|Jr|Sr|a\.m|p\.m)\.$"
)

_AGE = re.compile(r"\b\S+[-– ](?:years?|months?|weeks?|days?)[-– ]olds?\b", re.IGNORECASE)

_OTHERS = re.compile(r"\b(?:others?|more|another|additional|rest)\b", re.IGNORECASE)


class Manner(StrEnum):
    """How a number is told."""

    PLAIN = "plain"
    UPDATE = "update"
    FORMER = "former"
    FURTHER = "further"
    PART = "part"
    PERIOD = "period"


# The first that fits.
_ORDER = (Manner.FORMER, Manner.PERIOD, Manner.UPDATE, Manner.FURTHER, Manner.PART)


def manner(claim: Claim, document: Document | None) -> Manner:
    """How the number of a toll claim is told."""
    if document is None:
        return Manner.PLAIN
    span = claim.spans[0]
    return _manner(document.text, span.start, span.end)


@functools.lru_cache(maxsize=4096)
def _manner(text: str, start: int, end: int) -> Manner:
    around = _around(text, start, end)
    return next((one for one in _ORDER if _fits(one, around)), Manner.PLAIN)


def _around(text: str, start: int, end: int) -> dict[str, str]:
    """What a sentence says before a place in a text, at it and after it."""
    return {
        "before": sentence_before(text, start),
        "words": text[start:end],
        "after": _sentence_after(text, end),
    }


def _fits(section: str, around: Mapping[str, str]) -> bool:
    """Whether a cue of the section stands where it tells."""
    cues = _cues(section)
    return any(cue.search(told) for where, told in around.items() for cue in cues[where])


def numbered(claim: Claim, document: Document | None) -> bool:
    """Whether the words of a toll claim count: "two bakers", and not "a baker" or "Ilya Tarn"."""
    if document is None:
        return True
    span = claim.spans[0]
    own = _AGE.sub("", document.text[span.start : span.end])
    return any(cue.search(own) for cue in _cues("numbered")["words"])


def said(claim: Claim, document: Document, section: str, where: str) -> bool:
    """Whether the words `before` or `after` a claim in its sentence, or its own, fit a section."""
    span = claim.spans[0]
    around = _around(document.text, span.start, span.end)
    return _fits(section, {where: around[where]})


def only_hit(claim: Claim, document: Document | None) -> bool:
    """Whether a number is of people shot or hit, of whom some may be dead; "others" are not."""
    if document is None:
        return False
    span = claim.spans[0]
    around = _around(document.text, span.start, span.end)
    return not _OTHERS.search(around["words"]) and _fits("hit", around)


def year_told(claim: Claim, document: Document) -> int | None:
    """The year that the words around a number give it, None where they give none."""
    span = claim.spans[0]
    around = _around(document.text, span.start, span.end)
    for where in ("before", "after"):
        for cue in _cues("year")[where]:
            found = cue.search(around[where])
            if found:
                return int(found.group(1))
    return None


def over_a_period(event: Event, document: Document | None) -> bool:
    """Whether an event is told once, and all that it counts are sums over several happenings."""
    tolls = [claim for claim in event.of(Role.TOLL) if isinstance(claim.value, Toll)]
    return (
        bool(tolls)
        and len(event.of(Role.WHAT)) == 1
        and all(manner(claim, document) is Manner.PERIOD for claim in tolls)
    )


def sentence_before(text: str, at: int) -> str:
    """What the sentence of a place in a text says before it."""
    start = max(0, at - _REACH)
    before = text[start:at]
    begin = 0
    for stop in _STOP.finditer(before):
        if "\n" in stop.group() or not _SHORT.search(before[: stop.start() + 1]):
            begin = stop.end()
    return before[begin:]


def _sentence_after(text: str, at: int) -> str:
    after = text[at : at + _REACH]
    for stop in _STOP.finditer(after):
        if "\n" in stop.group() or not _SHORT.search(after[: stop.start() + 1]):
            return after[: stop.start()]
    return after


@functools.cache
def _cues(section: str) -> dict[str, tuple[re.Pattern[str], ...]]:
    lexicon = table("lexicons/en/manner")
    hedge, count = lexicon["hedge"]["pattern"], lexicon["count"]["pattern"]
    return {
        where: tuple(
            re.compile(pattern.replace("{hedge}", hedge).replace("{count}", count), re.IGNORECASE)
            for pattern in lexicon[section].get(where, ())
        )
        for where in ("before", "after", "words")
    }


__all__ = [
    "Manner",
    "manner",
    "numbered",
    "only_hit",
    "over_a_period",
    "said",
    "sentence_before",
    "year_told",
]
