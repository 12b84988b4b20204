"""All-capitals text brought to natural case, character for character.

Parsers and taggers are trained on mixed case and read capitals as names. Only words' case changes;
the length never does, so that offsets hold. The usual form of each word comes from a table made by
training/case.py; a word that the table does not know is most likely a name.
"""

import functools
import gzip
import re
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_ACRONYM = re.compile(r"[\[(]([A-Z]{2,7})[\])]")
# The full stop of dotted initials ("U.S.") ends no sentence.
_SENTENCE_START = re.compile(
    r"(?:^|(?<!\.[A-Z])[.!?]['\")\]]*\s+|--\s*|\[TEXT\]\s*)$", re.IGNORECASE
)
_VOWEL = re.compile(r"[aeiouy]")

# Share of capital letters above which a paragraph counts as written in capitals; headlines in
# title case stay under 0.3, wire copy in capitals is above 0.95.
CAPITALS_SHARE = 0.7


def in_capitals(words: str) -> bool:
    """Whether `words` are written in capitals throughout."""
    letters = [c for c in words if c.isalpha() and c.lower() != c.upper()]
    return len(letters) >= 12 and sum(c.isupper() for c in letters) > CAPITALS_SHARE * len(letters)


@functools.cache
def _usual_forms() -> dict[str, str]:
    path = files("corrobora").joinpath("data", "trained", "case_en.txt.gz")
    forms = gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
    return {form.lower(): form for form in forms}


def natural_case(words: str, names: frozenset[str] = frozenset()) -> str:
    """`words` unchanged, or in natural case where they are written in capitals throughout.

    `names` are words, in lower case, that are names in this text whatever they mean elsewhere.
    """
    if not in_capitals(words):
        return words
    acronyms = set(_ACRONYM.findall(words))
    usual = _usual_forms()

    def form(match: re.Match[str]) -> str:
        word = match.group()
        lower = word.lower()
        if len(lower) != len(word):
            return word
        if word in acronyms or _initials(words, match):
            return word
        known = usual.get(lower)
        if known is None and lower.endswith("'s"):
            known = usual.get(lower[:-2])
            known = known + word[-2:].lower() if known is not None else None
        if known is None and lower.endswith("s") and usual.get(lower[:-1]) == lower[:-1]:
            known = lower
        if known is None:
            bare = lower.replace("'", "")
            known = word if len(bare) > 1 and not _VOWEL.search(bare) else word[0] + lower[1:]
        if lower in names and known == lower:
            known = word[0] + lower[1:]
        if known == lower and _SENTENCE_START.search(words, 0, match.start()):
            known = word[0] + lower[1:]
        return known if len(known) == len(word) else lower

    return _WORD.sub(form, words)


def _initials(words: str, match: re.Match[str]) -> bool:
    """Whether a lone letter is one of dotted initials: "U.S."."""
    if len(match.group()) > 1:
        return False
    after = words[match.end() : match.end() + 1]
    before = words[max(0, match.start() - 2) : match.start()]
    return after == "." or (before[-1:] == "." and before[:1].isalpha())
