"""Whether two names are one name, put into Latin letters in two ways.

"Mohammed", "Muhammad" and "Mohamad" are one; "Mahmoud" is another. Names are likened by their
consonants, brought to one spelling, and by how far the whole is written alike.
"""

import difflib
import functools
import re

from corrobora.link.names import fold

# Spellings of one sound, the longer first.
_SOUNDS = (
    ("sch", "s"),
    ("tch", "c"),
    ("dzh", "j"),
    ("dj", "j"),
    ("zh", "j"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("dh", "d"),
    ("sh", "s"),
    ("ch", "c"),
    ("ck", "k"),
    ("ks", "x"),
    ("q", "k"),
    ("w", "v"),
)
_VOWELS = re.compile("[aeiouyj]")
_PARTICLES = frozenset("al el ul bin ibn ben abu de da van von jr sr ii iii".split())
# Names whose consonants agree are one if they are written alike to this share.
_ALIKE = 0.6


def parts(name: str) -> tuple[str, ...]:
    """The telling parts of a name, folded: no particles, no initials, no rank."""
    found = [part for part in fold(name).split() if len(part) > 1 and not part.isdecimal()]
    return tuple(part for part in found if part not in _PARTICLES) or tuple(found)


@functools.lru_cache(maxsize=65_536)
def skeleton(part: str) -> str:
    """The consonants of a part of a name, each sound in one spelling, none doubled."""
    for written, sound in _SOUNDS:
        part = part.replace(written, sound)
    first = "a" if _VOWELS.match(part) else ""
    return first + re.sub(r"(.)\1+", r"\1", _VOWELS.sub("", part))


def one_name(left: str, right: str) -> bool:
    """Whether two parts are one name: equal, or spellings of one."""
    if left == right:
        return True
    if min(len(left), len(right)) < 3 or skeleton(left) != skeleton(right):
        return False
    return difflib.SequenceMatcher(None, left, right, autojunk=False).ratio() >= _ALIKE


def covered(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether every part of the shorter name is one name with some part of the longer."""
    return all(any(one_name(a, b) for b in longer) for a in shorter)


__all__ = ["covered", "one_name", "parts", "skeleton"]
