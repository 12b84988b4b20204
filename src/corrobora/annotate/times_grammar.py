"""The grammar of time expressions: patterns of data/lexicons/en/times.toml, compiled and matched.

One compiled alternation walks over a paragraph once; a rule whose side conditions fail hands the
place on to the rules below it. What a match means is worked out in times_binding.
"""

import functools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from corrobora.codebook.table import table

TABLE = "lexicons/en/times"

_GROUP = re.compile(r"\(\?P<(\w+)>")
_FRAGMENT = re.compile(r"\{([a-z]\w*?)\}")
_SPACE = re.compile(r"\[[^\]]*\]| \?| ")
_NEEDS_REACH = 40
_WORD = re.compile(r"(?<![\w$€£#])(?:'(?=\d))?\w+")
_LITERAL = re.compile(r"[a-z]+")
# A full stop at the end of a match belongs to it after a short form, else to the sentence.
_ABBREVIATED = re.compile(
    r"(?:\.\w\.|\b(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern of the table: its name, how it is read, and its side conditions.

    `needs` must stand right before the match; `capitals` asks for capital letters; `plural` for a
    plural unit.
    """

    name: str
    reading: str
    pattern: re.Pattern[str]
    constants: Mapping[str, Any]
    needs: re.Pattern[str] | None = None
    capitals: bool = False
    plural: bool = False


@dataclass(slots=True)
class Match:
    """A rule's match in the text, with the words that filled its fragments."""

    rule: Rule
    start: int
    end: int
    words: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    def has(self, *names: str) -> bool:
        """Whether any of the fragments is filled."""
        return any(name in self.words for name in names)


def words(kind: str) -> dict[str, Any]:
    """The word list [words.KIND] without its reason and example, in lower case."""
    entries = table(TABLE)["words"][kind]
    return {word: value for word, value in entries.items() if word not in ("reason", "example")}


def _any(kind: str) -> str:
    """An alternation of a word list, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words(kind), key=len, reverse=True))


def _units() -> str:
    forms = []
    for unit in words("unit"):
        forms.append("centur(?:y|ies)" if unit == "century" else f"{unit}s?")
    return "|".join(sorted(forms, key=len, reverse=True))


def _numbers() -> str:
    small = _any("number")
    tens = "|".join(word for word, value in words("number").items() if len(value) == 2)
    ones = "|".join(word for word, value in words("number").items() if len(value) == 1)
    return (
        r"\d{1,4}(?:\.\d+)?(?:(?: to |-|–| or )\d{1,4})?"
        rf"|(?:{small}) (?:to|or) \d{{1,4}}"
        r"|half an?|a (?:few|couple(?: of)?|dozen)|(?:several|many|two) dozen|dozens of|scores of"
        rf"|(?:{tens})(?:[- ](?:{ones}))?(?: (?:to|or) (?:{tens}|{ones}))?"
        rf"|(?:{ones})(?: (?:to|or) (?:{ones}))|{small}"
    )


@functools.cache
def fragments() -> dict[str, str]:
    """The regular expression of each {name} that patterns may use."""
    month, daypart, shift, unit = _any("month"), _any("daypart"), _any("shift"), _units()
    weekday = "|".join(sorted(words("weekday"), key=len, reverse=True))
    era = r"b\.?c\.?(?:e\b\.?)?"
    of_year = (
        r"(?: (?:of |in )?(?P<ofyear>(?:of )?(?:that|the same|that same|last|this|next"
        r"|the following|the previous|the next) year))"
    )
    part = (
        r"(?:(?P<part>early|mid|late)(?:[- ]| in (?:the )?)"
        r"|(?:the )?(?:very )?(?P<partb>beginning|start|opening|outset|turn|middle|midst|height"
        r"|end|close|latter part|later part|early part|latter half|second half|first half)"
        r"(?: weeks| days| months)? (?:of |in )(?:the )?)"
    )
    found = {
        "month": rf"(?P<month>{month})\b",
        "day": r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d]|,\d\d\d|\.\d)",
        "day2": r"(?P<day2>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\d]|,\d\d\d|\.\d)",
        "year": r"(?P<year>1[0-9]{3}|20[0-9]{2})(?!\d)",
        "year2": r"(?P<year2>1[0-9]{3}|20[0-9]{2}|\d\d)(?!\d)",
        "year3": r"(?P<year3>[1-9]\d\d)(?!\d|[,.:]\d)",
        "yy": r"'?(?P<yy>\d\d)(?!\d)",
        "anyyear": r"(?P<anyyear>\d{1,4})",
        "anyyear2": r"(?P<anyyear2>\d{1,4})",
        "year4or2": r"(?:(?P<year>(?:19|20)\d\d)|(?P<yy>\d\d))(?!\d|\.\d|/)",
        "mm": r"(?P<mm>0[1-9]|1[0-2])",
        "dd": r"(?P<dd>0[1-9]|[12]\d|3[01])(?!\d)",
        "one": r"(?P<one>\d{1,2})",
        "two": r"(?P<two>\d{1,2})",
        "bc": rf"(?: (?P<bc>{era})| a\.?d\.?| c\.?e\.?)?",
        "bc1": rf" ?(?P<bc>{era})",
        "weekday": rf"(?P<weekday>{weekday})",
        "weekdaybefore": rf"(?:(?:{weekday}|mon|tues?|wed|thurs?|fri|sat|sun)\.?,? (?:the )?)?",
        "season": rf"(?P<season>{_any('season')})",
        "daypart": rf"(?P<daypart>{daypart})s?",
        "daypart2": rf"(?P<daypart2>{daypart})s?",
        "lead": (
            r"(?:(?:the )?(?:(?:early|late|mid)[- ](?:in the )?)?"
            rf"(?:(?P<leadpart>{daypart})(?: hours)?"
            r"|(?P<hours>(?:early |small |wee |predawn |pre-dawn )(?:morning )?hours))"
            r" (?:of|on|from|between) (?:the )?)?"
        ),
        "unit": rf"(?P<unit>{unit})",
        "units": rf"(?P<units>{unit})",
        "plurals": r"(?P<units>hours|days|weeks|months|quarters|years|decades|centuries)",
        "singular": r"(?P<unit>hour|day|week|fortnight|month|quarter|year|decade|century)",
        "number": rf"(?P<number>{_numbers()})",
        "number2": rf"(?P<number2>{_numbers()})",
        "ordinal": rf"(?P<ordinal>{_any('ordinal')})",
        "nth": r"(?P<nth>\d{1,2})(?:st|nd|rd|th)",
        "decade": rf"(?P<decade>{_any('decade')})",
        "decadeyear": r"(?P<decadeyear>1\d\d0|20\d0|[1-9]\d0)",
        "shortdecade": r"(?P<shortdecade>[1-9]0)",
        "feast": rf"(?P<feast>{_any('feast')})",
        "shift": rf"(?P<shift>{shift})",
        "shift2": rf"(?P<shift2>{shift})",
        "ofyear": of_year + "?",
        "ofyear1": of_year,
        "part": part + "?",
        "part1": part,
        "part2": r"(?:(?P<part2>early|mid|late)[- ](?:to[- ]late[- ])?)?",
        "within": (
            r"(?:(?P<within>earlier|later|late|early|sometime|as recently as|as early as)"
            r" (?:in |on |that )?(?=\S))?"
        ),
        "to": r"(?: ?[-–—/] ?| to | and | or |, )",
        "hour": r"(?P<hour>1[0-2]|0?[1-9])",
        "hour24": r"(?P<hour24>[01]\d|2[0-3]|\d)",
        "hour2": r"(?P<hour24>[01]\d|2[0-3])",
        "clock24": r"(?P<hour24>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::\d\d)?z?",
        "minute": r"(?P<minute>[0-5]\d)(?!\d)",
        "approx": (
            r"(?:(?P<approx>more than|over|almost|nearly|less than|under|about|around|roughly"
            r"|approximately|some|at least|just|only|exactly|up to|barely|another) )?"
        ),
    }
    return found


def _expand(pattern: str) -> str:
    """A pattern of the table as a regular expression without named fragments left."""
    known = fragments()
    expanded = _FRAGMENT.sub(lambda m: known.get(m[1], m[0]), pattern)
    return _SPACE.sub(lambda m: {" ?": " *", " ": " +"}.get(m[0], m[0]), expanded)


@functools.cache
def rules() -> tuple[Rule, ...]:
    """The rules of the table in their order, the vague words last."""
    data = table(TABLE)
    entries = list(data["rule"])
    for reference in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
        entries.append(
            {
                "name": "vague",
                "reading": "vague",
                "pattern": "(?:the )?(?:" + "|".join(data["vague"][reference]) + ")",
                "set": {"reference": reference},
            }
        )
    return tuple(
        Rule(
            name=entry["name"],
            reading=entry["reading"],
            pattern=_compile(_expand(entry["pattern"])),
            constants=entry.get("set", {}),
            needs=re.compile(entry["needs"], re.IGNORECASE) if "needs" in entry else None,
            capitals=entry.get("capitals", False),
            plural=entry.get("plural", False),
        )
        for entry in entries
    )


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w$€£#])(?:{pattern})(?!\w)", re.IGNORECASE)


@functools.cache
def _anywhere() -> re.Pattern[str]:
    """All rules in one alternation, the groups of rule N named rN; fragments lose their names."""
    alternatives = [
        f"(?P<r{number}>{_GROUP.sub('(?:', _body(rule))})" for number, rule in enumerate(rules())
    ]
    return re.compile(rf"(?<![\w$€£#])(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


def _body(rule: Rule) -> str:
    return rule.pattern.pattern.removeprefix(r"(?<![\w$€£#])").removesuffix(r"(?!\w)")


def scan(text: str, start: int, end: int, fits: Callable[[Match], bool]) -> Iterator[Match]:
    """The matches in `text[start:end]` from left to right, none overlapping.

    `fits` is asked for each match that meets its rule's own conditions; where it says no, the
    rules below are tried at the same place.
    """
    anywhere, openers, known = _anywhere(), _openers(), rules()
    at = start
    for word in _WORD.finditer(text, start, end):
        if word.start() < at:
            continue
        opening = word[0].lower()
        if not (opening in openers or opening[0] in "'0123456789" or opening[-1].isdigit()):
            continue
        hit = anywhere.match(text, word.start(), end)
        if hit is None:
            continue
        for rule in known[int((hit.lastgroup or "r0")[1:]) :]:
            if exact := rule.pattern.match(text, word.start(), end):
                candidate = _match(rule, exact)
                if _allowed(candidate, text) and fits(candidate):
                    at = candidate.end
                    yield candidate
                    break


@functools.cache
def _openers() -> frozenset[str]:
    """Every word of the patterns: a word of the text that is none of them opens no match."""
    literal = {word for rule in rules() for word in _LITERAL.findall(rule.pattern.pattern)}
    return frozenset(literal | {word + "s" for word in literal} | {"centuries", "century"})


def _match(rule: Rule, hit: re.Match[str]) -> Match:
    filled = {name: value.lower() for name, value in hit.groupdict().items() if value is not None}
    spans = {name: hit.span(name) for name in filled}
    end = hit.end()
    if hit[0].endswith(".") and not _ABBREVIATED.search(hit[0]):
        end -= 1
    return Match(rule, hit.start(), end, {**filled, **rule.constants}, spans)


def _allowed(match: Match, text: str) -> bool:
    rule = match.rule
    quote = text[match.start : match.end]
    if rule.capitals and not quote.isupper():
        return False
    if rule.plural and not quote.lower().endswith("s"):
        return False
    if rule.needs is not None:
        before = text[max(0, match.start - _NEEDS_REACH) : match.start]
        return rule.needs.search(before) is not None
    return True
