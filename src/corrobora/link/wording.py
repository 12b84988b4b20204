"""What a report says in words that few others use, by which two tellings are likened.

Each word weighs by how rare it is in reports at large (a table trained once, so that a pair's
likeness does not change when a workspace grows); a word that is not in the table is as rare as
words get: a name, a street.
"""

import functools
import gzip
import math
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise

from corrobora.codebook.table import table
from corrobora.model import Document, Event

_WORD = re.compile(r"[^\W_]+(?:[-.][^\W_]+)*")
_POSSESSIVE = re.compile(r"['’]s\b")
_PARAGRAPHS = re.compile(r"\n\s*\n")

# Of a long passage the words that weigh most; more change no likeness by a hundredth.
LONGEST = 160
# More names or addresses than these say no more.
_MOST_MARKS = 60
# A word in fewer reports than this share of them is rare enough to make a name of its pair.
_RARE = 0.004
# A word in fewer reports than this is worth looking up; so many names, and so many in all.
_KEY = 0.02
_MOST_NAMES = 20
_MOST_KEYS = 32
# The share of a word that is not in the table.
_LEAST = 0.0005
# A headline that weighs less than this says nothing of its own ("News briefs").
_TELLING_HEADLINE = 8.0


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one telling.

    `passage` weighs the words of the paragraphs that tell it, `length` 1 in all. `headline` weighs
    those of the headline, where it speaks of this happening; `document` holds all words of the
    report. Both are under hashes. `rare` are words that hardly any reports have; `keys`
    those and other telling words, the first and rarest of them; `marks` pairs of neighbouring names
    or numbers; `ages` the ages told.
    """

    passage: Mapping[int, float]
    headline: Mapping[int, float]
    document: Sequence[int]
    rare: frozenset[str] = frozenset()
    keys: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    ages: frozenset[int] = frozenset()


EMPTY = Wording(passage={}, headline={}, document=array("I"))


def wording_of(document: Document, events: Iterable[Event], main: bool) -> Wording:
    """The wording of a happening that `events` of the document tell; `main`: its headline too."""
    headline = document.text[: document.headline_end] or document.title or ""
    told = document.text if main else "\n".join(_passages(document, events))
    listed = words(told)
    weighed = _weighed(headline) if main else {}
    return Wording(
        passage=vector(listed),
        headline=weighed if sum(weighed.values()) >= _TELLING_HEADLINE else {},
        document=_document_words(document.text),
        rare=frozenset(list(dict.fromkeys(filter(_name, listed)))[:_MOST_MARKS]),
        keys=_keys(listed),
        marks=marks(told),
        ages=ages(told),
    )


def likeness(left: Mapping[int, float], right: Mapping[int, float]) -> float:
    """The cosine of two passages, 0..1."""
    if len(left) > len(right):
        left, right = right, left
    return min(1.0, sum(value * right[key] for key, value in left.items() if key in right))


def echo(headline: Mapping[int, float], document: Sequence[int]) -> float:
    """The share of a headline, by weight, that stands in another report."""
    total = sum(headline.values())
    there = frozenset(document)
    return sum(value for key, value in headline.items() if key in there) / total if total else 0.0


def words(text: str) -> list[str]:
    """The words of `text` as they are weighed: lower case, no possessive, no plural "s"."""
    return [_plain(word) for word in _WORD.findall(_POSSESSIVE.sub("", text).casefold())]


def vector(listed: Iterable[str]) -> dict[int, float]:
    """Words under hashes, weighed by rarity, of length 1; empty for no words."""
    weighed = {word: (1 + math.log(n)) * weight(word) for word, n in Counter(listed).items()}
    kept = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:LONGEST]
    length = math.sqrt(sum(value * value for _, value in kept))
    return {_key(word): value / length for word, value in kept} if length else {}


def marks(text: str) -> frozenset[str]:
    """Pairs of neighbouring capitalised words or numbers, one of them rare: names and addresses."""
    found: set[str] = set()
    plain = _POSSESSIVE.sub("", text)
    tokens = [(match.start(), match.end(), match.group()) for match in _WORD.finditer(plain)]
    for (_, end, one), (start, _, other) in pairwise(tokens):
        if start - end > 2 or plain[end:start].strip(" ."):
            continue
        if _capital(one) and _capital(other):
            pair = _plain(one.casefold()), _plain(other.casefold())
            if min(_share(pair[0]), _share(pair[1])) < _RARE:
                found.add(" ".join(pair))
    return frozenset(sorted(found)[:_MOST_MARKS])


def ages(text: str) -> frozenset[int]:
    """The ages that a text gives to people."""
    found = (match.group(1) for pattern in _age_patterns() for match in pattern.finditer(text))
    return frozenset(int(age) for age in found)


@functools.lru_cache(maxsize=262_144)
def weight(word: str) -> float:
    """How much a word tells: the logarithm of how rare it is."""
    return -math.log(min(1.0, _share(word)))


def frequencies(groups: Iterable[Iterable[str]]) -> dict[str, int]:
    """For training: word to the number of groups of texts that hold it."""
    counts: Counter[str] = Counter()
    for texts in groups:
        counts.update({word for text in texts for word in words(text)})
    return dict(counts)


@functools.cache
def _shares() -> Mapping[str, float]:
    """Word to the share of reports that it stands in, for all words that are not rare."""
    packed = files("corrobora").joinpath("data", "trained", "words_en.txt.gz").read_bytes()
    found = {}
    for line in gzip.decompress(packed).decode("utf-8").splitlines():
        word, per_ten_thousand = line.split("\t")
        found[word] = int(per_ten_thousand) / 10_000
    return found


def _share(word: str) -> float:
    return _shares().get(word, _LEAST)


def _name(word: str) -> bool:
    return word not in _shares() and not any(letter.isdecimal() for letter in word)


def _keys(listed: Sequence[str]) -> tuple[str, ...]:
    """The words under which a telling is looked up: names first, then the rarest, by text."""
    telling = [w for w in dict.fromkeys(listed) if _share(w) < _KEY and not w.isdecimal()]
    names = [word for word in telling if _name(word)][:_MOST_NAMES]
    rest = sorted((word for word in telling if not _name(word)), key=_share)
    return (*names, *rest[: _MOST_KEYS - len(names)])


def _plain(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        return word[:-1]
    return word


def _capital(word: str) -> bool:
    return word[:1].isupper() or (word.isdecimal() and len(word) > 2)


def _key(word: str) -> int:
    return zlib.crc32(word.encode())


def _weighed(text: str) -> dict[int, float]:
    return {_key(word): weight(word) for word in sorted(set(words(text)))}


def _passages(document: Document, events: Iterable[Event]) -> list[str]:
    """The paragraphs in which the claims on the events stand."""
    spans = {(s.start, s.end) for event in events for claim in event.claims for s in claim.spans}
    found, begin = [], 0
    for stop in [*_PARAGRAPHS.finditer(document.text), None]:
        end = stop.start() if stop else len(document.text)
        if any(start < end and begin < last for start, last in spans):
            found.append(document.text[begin:end])
        begin = stop.end() if stop else end
    return found


@functools.lru_cache(maxsize=16)
def _document_words(text: str) -> Sequence[int]:
    return array("I", sorted({_key(word) for word in words(text)}))


@functools.cache
def _age_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in table("linking")["ages"]["patterns"])
