"""Names brought to one form, so that spellings of one name meet in the gazetteer.

`fold` is exact but for case, diacritics, hyphens and apostrophes. `skeleton` is the consonants that
survive transliteration: it finds "Dayr az Zawr" for "Deir ez-Zor", and far too much besides, so
its matches are ranked by `alike` and never used where `fold` finds something.
"""

import functools
import re
import unicodedata
from difflib import SequenceMatcher

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "a",
        "ħ": "h",
        "ŋ": "ng",
        "ŧ": "t",
    }
)
_DROPPED = re.compile("['’‘`´ʼʻʿʾ′\"“”ʹʺ]")
_BREAKS = re.compile(r"[^\w]+|_+")
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}

# The Arabic article in all its assimilated forms, as a word of its own …
_ARTICLES = frozenset(
    "al el ad ed ar er as es at et az ez an en ash esh ath adh ud us ul ut uz ur".split()
)
# … and run together with its noun, where the doubled consonant shows it ("Azzour").
_JOINED = re.compile(r"^[aeu]([dtsznr])(?=\1)")
_DIGRAPHS = (
    ("shch", "š"),
    ("sch", "š"),
    ("tch", "č"),
    ("tz", "ts"),
    ("sh", "š"),
    ("ch", "č"),
    ("zh", "ž"),
    ("dj", "j"),
    ("kh", "x"),
    ("gh", "g"),
    ("dh", "d"),
    ("th", "t"),
    ("ph", "f"),
    ("ck", "k"),
    ("qu", "k"),
    ("x", "ks"),
    ("q", "k"),
    ("c", "k"),
    ("w", ""),
    ("y", ""),
    ("h", "g"),
)
_VOWELS = re.compile(r"[aeiou]")
_DOUBLE = re.compile(r"(.)\1+")


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """`name` in lower case, without diacritics and apostrophes, hyphens and stops as spaces."""
    plain = _DROPPED.sub("", name.casefold())
    if not plain.isascii():
        marked = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in marked if not unicodedata.combining(c)).translate(_LETTERS)
    elif plain.isalpha():
        return _WORDS.get(plain, plain)
    words = _BREAKS.split(plain.replace(".", ". ") if ". " in plain else plain.replace(".", ""))
    return " ".join(_WORDS.get(word, word) for word in words if word)


def skeleton(name: str) -> str:
    """The consonants of `name` that its transliterations share; "" where too few remain."""
    words = fold(name).split()
    if len(words) > 1:
        words = [word for word in words if word not in _ARTICLES] or words
    bones = ""
    for word in words:
        word = _JOINED.sub("", word)
        # A final h is silent in Arabic names ("Raqqah"), and so is the glide of "-iya".
        word = re.sub(r"(?<=[aeiou])h$", "", word)
        for pair, sign in _DIGRAPHS:
            word = word.replace(pair, sign)
        bones += _VOWELS.sub("", word)
    bones = _DOUBLE.sub(r"\1", bones)
    return bones if len(bones) >= 2 else ""


def alike(left: str, right: str) -> float:
    """How alike two names are in their folded letters, 0..1, articles left out."""
    one, other = (
        "".join(word for word in fold(side).split() if word not in _ARTICLES)
        for side in (left, right)
    )
    return float(SequenceMatcher(None, one, other, autojunk=False).ratio())
