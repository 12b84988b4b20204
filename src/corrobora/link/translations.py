"""Which reports are one text in two languages, by what a translation leaves as it is.

A translator keeps the numbers in their order and the names. Reports in two languages that hold
many numbers, nearly all of them alike and in one order, and the same names beside them, are one
text; two reports of one happening, each written for itself, share its toll and its day and not the
hour, the number of the unit and the length of the trench.
"""

import difflib
import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations

from corrobora.codebook.table import table
from corrobora.link.names import without_marks
from corrobora.link.variants import skeleton
from corrobora.model import Document

_NUMBER = re.compile(r"\d+(?:[.,  ]\d{3})*(?:[.,:]\d+)?")
_NAME = re.compile(r"(?<![.!?:\n]\s)(?<!^)\b[^\W\d_]{3,}\b")


def translations(documents: Mapping[str, Document]) -> Iterator[tuple[str, str, str]]:
    """The pairs of reports, by their ids, of which one was translated, with what shows it."""
    languages: dict[str, list[str]] = {}
    for name, document in sorted(documents.items()):
        if len(numbers(document.text)) >= _limit("translated_numbers"):
            languages.setdefault(document.language, []).append(name)
    for ours, theirs in combinations(sorted(languages), 2):
        for one in languages[ours]:
            for other in languages[theirs]:
                found = _shown(documents[one], documents[other])
                if found:
                    left, right = sorted((one, other))
                    yield left, right, found


def _shown(one: Document, other: Document) -> str:
    """What shows that one of two reports in two languages was made from the other, or ""."""
    ours, theirs = numbers(one.text), numbers(other.text)
    matching = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    alike = sum(block.size for block in matching)
    if alike < _limit("translated_share") * max(len(ours), len(theirs)):
        return ""
    a, b = names(one.text), names(other.text)
    shared = len(a & b)
    if shared < _limit("translated_names") * max(1, min(len(a), len(b))) or not shared:
        return ""
    return (
        f"{alike} numbers in one order and {shared} names, in {one.language} and {other.language}"
    )


@functools.lru_cache(maxsize=1024)
def numbers(text: str) -> tuple[str, ...]:
    """The numbers of a text in their order, however thousands are set off."""
    return tuple(re.sub(r"\D", "", found) for found in _NUMBER.findall(text))


@functools.lru_cache(maxsize=1024)
def names(text: str) -> frozenset[str]:
    """The consonants of the capitalised words of a text, at sentences' beginnings not counted."""
    found = (match.group() for match in _NAME.finditer(text))
    return frozenset(skeleton(one) for one in _latin(w for w in found if w[:1].isupper()))


def _latin(words: Iterable[str]) -> Iterator[str]:
    """The words in Latin letters without accents; those in other letters as they are put there."""
    letters = table("linking")["letters"]["latin"]
    for word in words:
        yield without_marks("".join(letters.get(letter, letter) for letter in word.casefold()))


def _limit(name: str) -> float:
    return float(table("linking")["limits"][name])


__all__ = ["names", "numbers", "translations"]
