"""The head word of a phrase by its words alone: no parser, the same for gold and for claims."""

import re
from collections.abc import Collection

Extent = tuple[int, int]

_WORD = re.compile(r"[\w'’.-]*\w|[(,]")


def head(text: str, extent: Extent, ends: Collection[str]) -> Extent:
    """The last word of `extent` before the first of `ends`, which may not stand first.

    "six men of the unit" -> "men". The whole extent where it holds no word.
    """
    found: Extent | None = None
    for word in _WORD.finditer(text, *extent):
        if word.group().lower() in ends:
            if found is not None:
                break
            continue
        found = word.span()
    return found or extent
