"""Names brought to one form for comparison: case, marks, punctuation and articles left out."""

import functools
import re
import unicodedata

_ARTICLES = re.compile(r"^(?:the|a|an)\s+")
_BREAKS = re.compile(r"[^\w]+|_+")
_DROPPED = re.compile("['’‘`´ʼʻʿʾ′ʹʺ]")

# Words that stand in many names and tell none from another.
_UNTELLING = frozenset(
    "a an the of in at on near by to from for and or some other his her their its this that "
    "mr mrs ms dr".split()
)


@functools.lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """`name` in lower case without marks, apostrophes and a leading article, words by one space."""
    plain = without_marks(_DROPPED.sub("", name.casefold()))
    return _ARTICLES.sub("", " ".join(_BREAKS.split(plain)).strip())


def without_marks(text: str) -> str:
    """`text` with every letter in its plain form: "é" as "e"."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def telling_words(name: str) -> frozenset[str]:
    """The words of `name` that tell it from others; all of them where none does."""
    words = frozenset(fold(name).split())
    return (words - _UNTELLING) or words


def alike(left: str, right: str) -> bool:
    """Whether all telling words of the shorter name stand in the longer."""
    a, b = sorted((telling_words(left), telling_words(right)), key=len)
    return bool(a) and a <= b
