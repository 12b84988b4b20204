"""What the words around a time expression tell: whether it is one, and whether it lies ahead."""

import functools
import re
from collections.abc import Iterator

from corrobora.annotate.times_grammar import TABLE, Match, words
from corrobora.annotate.tokens import Parsed, Token
from corrobora.codebook.table import table

# How many tokens before and after a word of time an expression may reach.
_BEFORE, _AFTER = 6, 4
_NUMBER = re.compile(r"\d{3}|\d(?:st|nd|rd|th)?[-–—/:.]\d|['‘’]?\d\ds$|^'\d\d$|^\d+[ap]\.?m|^q\d$")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|of|from|until|till|to|through|during|before|after|between|and|or|for|"
    r"early|late|mid|the|a|an|its|their|his|her|our|following|despite|circa|ca\.?|c\.|about|around|year|years|winter|"
    r"spring|summer|autumn|fall|than|vs|as|into|throughout|over|prior to|[a-z]+'s?|[a-z]+s')|"
    r"[(\[,;:–—/-]|\.\s?)\s*$|^\s*$",
    re.IGNORECASE,
)
_YEAR_AFTER = re.compile(r"\s*(?:[-–—/),;:.\]?!'\"]|$|(?:and|or|to|until|when|as|that|by|with)\b)")
_NEAR_NUMBER_AFTER = re.compile(r"\.? ?\d|, ?\d{4}")
_NEAR_NUMBER_BEFORE = re.compile(r"\d(?:st|nd|rd|th)?(?: of)? ?$")
_AUXILIARY = ("aux", "auxpass")
_CONTENT = ("VERB", "AUX")


@functools.cache
def _keys() -> frozenset[str]:
    """The words without which nothing in the grammar matches, numbers aside."""
    found: set[str] = set()
    for kind in ("month", "weekday", "season", "daypart", "unit", "decade"):
        for word in words(kind):
            found |= {word, word + "s", word + "."}
    for feast in words("feast"):
        found |= set(feast.split())
    data = table(TABLE)
    for reference in ("PRESENT_REF", "PAST_REF", "FUTURE_REF"):
        found |= {phrase.split()[-1] for phrase in data["vague"][reference]}
    found |= set(
        "today yesterday tomorrow tonight overnight then before centuries night-time nighttime "
        "a.m a.m. p.m p.m. am pm daily weekly monthly yearly annual annually hourly nightly "
        "everyday period time point date era bc b.c. b.c wee predawn".split()
    )
    return frozenset(found - {"the", "in", "a", "at", "of", "to", "day's"})


def windows(parsed: Parsed) -> Iterator[tuple[int, int]]:
    """The stretches of text that may hold a time expression, each within one paragraph."""
    keys, tokens = _keys(), parsed.tokens
    low = high = -1
    paragraph = -1
    for token in tokens:
        lower = token.lower
        if lower not in keys and not _dated(lower):
            continue
        at = parsed.sentences[token.sentence].paragraph
        if low >= 0 and (at != paragraph or token.index - _BEFORE > high):
            yield _clipped(parsed, paragraph, low, high)
            low = -1
        if low < 0:
            low, paragraph = max(0, token.index - _BEFORE), at
        high = token.index + _AFTER
    if low >= 0:
        yield _clipped(parsed, paragraph, low, high)


@functools.lru_cache(maxsize=20_000)
def _dated(lower: str) -> bool:
    """Whether a token may be a number of a date or joins a key to something by a hyphen."""
    if lower[:1].isdigit() or lower[:1] in "'q":
        return _NUMBER.search(lower) is not None
    if "-" not in lower:
        return False
    return any(part in _keys() or part[:4].isdigit() for part in lower.split("-"))


def _clipped(parsed: Parsed, paragraph: int, low: int, high: int) -> tuple[int, int]:
    tokens, bounds = parsed.tokens, parsed.paragraphs[paragraph]
    last = tokens[min(high, len(tokens) - 1)]
    return max(bounds.start, tokens[low].start), min(bounds.end, last.end)


def fits(match: Match, parsed: Parsed, text: str, *, ancient: bool) -> bool:
    """Whether a match is a time expression where it stands; `ancient` allows years like "479"."""
    reading = match.rule.reading
    if match.rule.name == "year":
        return match.has("part", "partb") or _is_year(match, parsed, text)
    if match.rule.name == "year-of-old":
        return ancient and _is_year(match, parsed, text, ancient=True)
    if match.rule.name == "year-short":
        return text[match.start - 1 : match.start] in (" ", "(")
    if reading == "years":
        return _range_of_years(match)
    if "month" in match.words and not _is_month(match, parsed, text):
        return False
    if match.rule.name == "season":
        return _is_season(match, parsed, text)
    if reading == "length":
        return _is_length(match, parsed, text)
    if match.rule.name == "vague":
        return _is_vague(match, parsed)
    return True


def _token(parsed: Parsed, start: int) -> Token | None:
    at = parsed.token_at(start)
    return None if at is None else parsed.tokens[at]


def _is_month(match: Match, parsed: Parsed, text: str) -> bool:
    """Whether "may", "march", "mar" and the short forms are meant as months."""
    month = match.words["month"]
    if month not in ("may", "march", "mar", "sat", "sun", "dec", "jan", "sep"):
        return True
    at = match.start + text[match.start : match.end].lower().rfind(month)
    if match.has("year", "yy", "day", "ofyear"):
        token = _token(parsed, at)
        return token is None or token.tag != "MD" or match.has("year", "yy")
    if _NEAR_NUMBER_BEFORE.search(text[max(0, at - 8) : at]):
        return True
    if not text[at].isupper():
        return False
    if month in ("mar", "dec", "jan", "sep"):
        return text[at + len(month) : at + len(month) + 1] == "."
    token = _token(parsed, at)
    if token is None:
        return False
    if token.tag == "MD" or token.tag.startswith("VB"):
        return False
    if month == "may" and (token.entity == "PERSON" or token.dep in ("nsubj", "nsubjpass")):
        return False
    if month == "march":
        after = text[at + 5 : at + 12].lstrip()
        before = text[max(0, at - 12) : at].rstrip().lower()
        marched = after.startswith(("of ", "on ", "for "))
        return not marched and not before.endswith((" the", " a", "women's"))
    return True


def _is_season(match: Match, parsed: Parsed, text: str) -> bool:
    """Whether a bare season word is the season: a noun, "fall" and "spring" after in/the/of."""
    season = match.words["season"]
    at = match.start + text[match.start : match.end].lower().rfind(season)
    token = _token(parsed, at)
    if token is None or token.pos not in ("NOUN", "PROPN"):
        return False
    if match.has("part", "partb"):
        return True
    if season == "fall":
        before = text[max(0, match.start - 8) : match.start].lower()
        after = text[match.end : match.end + 4].lower()
        return before.endswith(("in ", "this ", "by ")) and not after.startswith(" of")
    if season == "spring":
        return not text[match.end : match.end + 4].lower().startswith(" of")
    return True


def _is_year(match: Match, parsed: Parsed, text: str, *, ancient: bool = False) -> bool:
    """Whether a bare number is a year: after a word that leads to one, before no counted noun."""
    number = match.words.get("year") or match.words.get("year3") or ""
    at = match.start + text[match.start : match.end].rfind(number)
    before, after = text[max(0, at - 16) : at], text[at + len(number) : at + len(number) + 24]
    if re.match(r" ?(?:%|[a-z]?m\b|mm\b)", after) or re.match(r"[,.]\d", after):
        return False
    following = re.match(r" +([A-Za-z]+)", after)
    if following and following[1].lower() in table(TABLE)["not_counted_years"]["nouns"]:
        return False
    if re.search(r"(?:\bno\.?|number|route|highway|resolution|psalm|\$|€|£|#)\s*$", before, re.I):
        return False
    token = _token(parsed, at)
    if token is None or not _YEAR_BEFORE.search(before):
        return False
    counts = token.dep == "nummod" and parsed.tokens[token.head].tag in ("NNS", "NNPS")
    named = re.search(r"(?:\bthe|'s|s'|\bits|\btheir|\bhis|\bher|\bour)\s*$", before, re.I)
    if counts and not named and following:
        return False
    if ancient or not 1500 <= int(number) <= 2100:
        return token.dep != "nummod" or bool(_YEAR_AFTER.match(after))
    return True


def _is_length(match: Match, parsed: Parsed, text: str) -> bool:
    """Whether a count of units is a length of time: no age, no "a second", no "a night raid"."""
    if re.match(table(TABLE)["ages"]["after"], text[match.end : match.end + 12]):
        return False
    unit = match.words.get("units") or match.words.get("unit", "")
    if unit.startswith(("quarter", "sec")) or unit in ("second", "minute", "min"):
        return False
    if match.words.get("number") not in ("a", "an"):
        return True
    token = _token(parsed, match.end - 1)
    return token is None or token.dep != "compound"


def _range_of_years(match: Match) -> bool:
    """Whether "A-B" can be a range of years: it runs forward, at most a few centuries."""
    if "bc" in match.words:
        return int(match.words["anyyear"]) > int(match.words["anyyear2"])
    low, high = int(match.words["year"]), match.words["year2"]
    full = int(high) if len(high) == 4 else low // 100 * 100 + int(high)
    return low < full <= low + 400


def _is_vague(match: Match, parsed: Parsed) -> bool:
    token = _token(parsed, match.start)
    if token is None:
        return False
    if token.lower == "future":
        return token.pos in ("NOUN", "ADJ")
    if token.lower == "former":
        return token.dep != "pobj"
    if token.lower == "now" and token.text != "now":
        return token.index == 0 or token.sentence != parsed.tokens[token.index - 1].sentence
    return token.pos != "VERB"


@functools.cache
def _future_words() -> dict[str, frozenset[str]]:
    entry = table(TABLE)["future"]
    return {name: frozenset(entry[name]) for name in ("auxiliaries", "verbs", "scheduled", "due")}


def lies_ahead(parsed: Parsed, first: int, last: int) -> bool:
    """Whether the verb that governs a time, tokens `first` to `last`, speaks of the future.

    A verb right before the time governs it, whatever the parser made of it; else the verbs above
    its head do, from the nearest to the third.
    """
    tokens, known = parsed.tokens, _future_words()
    before = [tokens[at] for at in range(max(0, first - 2), first) if tokens[at].tag != "IN"]
    if before and before[-1].tag == "VBD" and before[-1].sentence == tokens[first].sentence:
        return False
    chain = [last, *parsed.ancestors(last)]
    chain = chain[next((n for n, at in enumerate(chain) if not first <= at <= last), 0) :]
    infinitive = direct = False
    governors = 0
    for step, at in enumerate(chain):
        verb = tokens[at]
        if step < 3 and verb.lower in known["due"]:
            return True
        if verb.pos not in _CONTENT:
            continue
        direct = not any(tokens[c].pos in ("NOUN", "PROPN") for c in chain[:step])
        helping = [tokens[c] for c in verb.children if tokens[c].dep in _AUXILIARY]
        if any(help_.lower in known["auxiliaries"] for help_ in helping):
            return not any(help_.lower == "have" for help_ in helping)
        if _announces(parsed, verb, helping, infinitive=infinitive, direct=direct):
            return True
        infinitive = any(help_.lower == "to" for help_ in helping)
        governors += 1
        if governors == 3 or (not infinitive and verb.tag in ("VBD", "VBN", "VBZ", "VBP")):
            return False
    return False


def _announces(
    parsed: Parsed, verb: Token, helping: list[Token], *, infinitive: bool, direct: bool
) -> bool:
    """Whether a verb without a future auxiliary puts what hangs on it into the future."""
    known = _future_words()
    if infinitive:
        if verb.lemma == "be":
            return verb.tag in ("VBZ", "VBP")
        return verb.lemma in known["verbs"] or (verb.lemma == "go" and verb.tag == "VBG")
    if not direct:
        return False
    if verb.tag in ("VBN", "JJ") and verb.lemma in known["verbs"]:
        return bool(helping) or verb.dep in ("acl", "amod")
    if verb.lemma not in known["scheduled"]:
        return False
    progressive = verb.tag == "VBG" and any(help_.tag in ("VBZ", "VBP") for help_ in helping)
    paragraph = parsed.paragraphs[parsed.sentences[verb.sentence].paragraph]
    return progressive or (verb.tag in ("VBZ", "VBP") and not paragraph.headline and not helping)
