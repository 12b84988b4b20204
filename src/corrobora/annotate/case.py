"""All-capitals text brought to natural case, character for character.

Parsers and taggers are trained on mixed case and read capitals as names. Only words' case changes;
the length never does, so that offsets hold.
"""

import re

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")

# Share of capital letters above which a paragraph counts as written in capitals; headlines in
# title case stay under 0.3, wire copy in capitals is above 0.95.
CAPITALS_SHARE = 0.7


def in_capitals(words: str) -> bool:
    """Whether `words` are written in capitals throughout."""
    letters = [c for c in words if c.isalpha() and c.lower() != c.upper()]
    return len(letters) >= 12 and sum(c.isupper() for c in letters) > CAPITALS_SHARE * len(letters)


def natural_case(words: str) -> str:
    """`words` unchanged, or in natural case where they are written in capitals throughout."""
    if not in_capitals(words):
        return words
    lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in words)
    return re.sub(r"(?:^|[.!?]\s+)([a-z])", lambda m: m.group(0).upper(), lowered)
