"""The words that frame a place's name: relation, article, direction, kind, and what they reach."""

import functools
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corrobora.annotate.places_words import words
from corrobora.annotate.tokens import Parsed

# How far before and after a name its frame may reach, in characters.
BEFORE, AFTER = 90, 60
KM_PER_MILE = 1.609

_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip


@dataclass(slots=True)
class Frame:
    """The reach of a mention: `[start, end)` with relation and article, the name with its kind.

    `adds_km` is what the relation adds to how far off the place's point may be.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    relation: str | None = None
    adds_km: float = 0.0
    direction: str | None = None
    kind: str | None = None


@dataclass(frozen=True)
class _Patterns:
    direction: re.Pattern[str]
    kind_of: re.Pattern[str]
    article: re.Pattern[str]
    relation: re.Pattern[str]
    distance: re.Pattern[str]
    compass: re.Pattern[str]
    kind_after: re.Pattern[str]
    border_after: re.Pattern[str]
    part_after: re.Pattern[str]


def _any(found: Sequence[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(found, key=len, reverse=True))


@functools.cache
def _patterns() -> _Patterns:
    table = words()
    directions = _any(list(table.directions))
    points = _any([word for word in table.directions if not word.endswith("ern")])
    kinds = _any(list(table.kinds))
    relations = _any([" ".join(phrase) for phrase in table.relations])
    number = (
        r"(?P<number>\d[\d,.]*|[a-z]+)(?:[ -]?(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)\.?)"
    )
    compile_ = functools.partial(re.compile, flags=re.I)
    return _Patterns(
        direction=compile_(rf"(?:^|[\s(])(?P<direction>{directions})\s$"),
        kind_of=compile_(
            rf"(?:^|[\s(])(?P<all>(?:(?:the|a|an)\s)?(?:(?!(?:of|the|a|an|in|at|on|to|near|from|and|outside)\s)[\w'’-]+\s){{0,2}}?(?P<kind>{kinds})\sof\s(?:the\s)?)$"
        ),
        article=compile_(r"(?:^|[\s(])(?P<all>the\s)$"),
        relation=compile_(rf"(?:^|[\s(])(?P<all>(?P<words>{relations})\s)$"),
        distance=compile_(
            rf"(?:^|[\s(])(?P<all>{number}\s(?:(?:to the\s)?(?P<compass>{points})\s)?"
            r"(?:of|from|outside|away from)\s)$"
        ),
        compass=compile_(
            rf"(?:^|[\s(])(?P<all>(?:just\s)?(?:to the\s)?(?P<compass>{points})\sof\s)$"
        ),
        kind_after=compile_(rf"^\s(?P<kind>{kinds})\b(?!-)"),
        border_after=re.compile(rf"^(?:['’]s)?\s(?:{_any(list(table.borders))})\b"),
        part_after=re.compile(
            rf"^['’]s?\s(?P<direction>(?:far\s)?(?:{points}))\b(?![ -]\w+ern)(?!\s[A-Z])"
        ),
    )


def frames(parsed: Parsed, spans: Sequence[tuple[int, int]]) -> list[Frame]:
    """The frame of each name, in the order given."""
    found = [_frame(parsed, start, end) for start, end in spans]
    text = parsed.text
    for left, right in itertools.pairwise(found):
        between = text[left.name_end : right.name_start]
        if left.relation == "between" and re.fullmatch(r"\s+and\s+(?:the\s+)?", between):
            # Both ends of a stretch are quoted with the whole stretch.
            right.relation, right.start, left.end = "between", left.start, right.end
            right.adds_km = left.adds_km
        elif left.kind and re.fullmatch(r"\s+of\s+(?:the\s+)?", between):
            left.end = right.name_end
    return found


def _frame(parsed: Parsed, start: int, end: int) -> Frame:
    text, patterns, table = parsed.text, _patterns(), words()
    floor, ceiling = _bounds(parsed, start)
    frame = Frame(start, end, start, end)
    before = _even(text[max(floor, start - BEFORE) : start])
    after = _even(text[end : min(ceiling, end + AFTER)])
    if match := patterns.part_after.match(after):
        frame.direction = table.directions.get(match["direction"].lower())
        frame.name_end = frame.end = end + match.end()
    elif match := patterns.border_after.match(after):
        frame.relation, frame.adds_km = "border", table.border_km
        frame.name_end = frame.end = end + match.end()
    elif (match := patterns.kind_after.match(after)) and _common(match, after, text[start:end]):
        frame.kind = table.kinds[match["kind"].lower()]
        frame.name_end = frame.end = end + match.end()
    if match := patterns.direction.search(before):
        frame.direction = table.directions[match["direction"].lower()]
        frame.name_start = frame.start = start - (len(before) - match.start("direction"))
        before = before[: match.start("direction")]
    if match := patterns.kind_of.search(before):
        frame.kind = frame.kind or table.kinds[match["kind"].lower()]
        frame.start -= len(match["all"])
        before = before[: match.start("all")]
    elif match := patterns.article.search(before):
        frame.start -= len(match["all"])
        before = before[: match.start("all")]
    _relate(frame, before)
    return frame


# Kinds that take a capital as part of a place's name: "Idlib Province", not "Raqqa City".
_TITLED = frozenset(("admin1", "admin2", "nature"))


def _common(match: re.Match[str], after: str, name: str) -> bool:
    """Whether the word of kind is of the place, and not of an organisation named after it."""
    if match["kind"][:1].islower() or name.isupper():
        return True
    goes_on = re.match(r"\s[A-Z]", after[match.end() :])
    return words().kinds[match["kind"].lower()] in _TITLED and not goes_on


def _relate(frame: Frame, before: str) -> None:
    """Take in the relation that `before` ends with."""
    patterns, table = _patterns(), words()
    if (match := patterns.distance.search(before)) and (km := _km(match)) is not None:
        frame.relation, frame.adds_km = match["all"].strip(), round(km, 1)
    elif match := patterns.compass.search(before):
        frame.relation, frame.adds_km = match["all"].strip(), 25.0
    elif match := patterns.relation.search(before):
        relation, adds = table.relations[tuple(match["words"].lower().split())]
        if frame.relation is None:
            frame.relation = relation
        frame.adds_km = max(frame.adds_km, adds)
    else:
        return
    frame.start -= len(match["all"])


def _km(match: re.Match[str]) -> float | None:
    """The distance that the words give, in km; None where the number is no number."""
    number = match["number"].lower().replace(",", "").rstrip(".")
    try:
        value = float(number)
    except ValueError:
        if number not in _NUMBERS:
            return None
        value = float(_NUMBERS[number])
    return value * (KM_PER_MILE if match["unit"].lower().startswith("mi") else 1.0)


def _even(words_: str) -> str:
    """The words with each white space character as a plain space, lengths kept."""
    return re.sub(r"\s", " ", words_)


def _bounds(parsed: Parsed, start: int) -> tuple[int, int]:
    """The sentence around an offset."""
    token = parsed.token_at(start)
    if token is None:
        return max(0, start - BEFORE), start + BEFORE
    sentence = parsed.sentences[parsed.tokens[token].sentence]
    return sentence.start, sentence.end
