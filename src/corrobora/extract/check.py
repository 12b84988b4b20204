"""The check that refuses claims which their own words do not bear out.

A refused claim is no error: it is kept as a record, with the reason.
"""

import re

from corrobora.annotate.counts import parse_number
from corrobora.codebook.table import table
from corrobora.model import Claim, Document, Refusal
from corrobora.values import ActorRef, Place, Quantity, Text, Toll

_WORD = re.compile(r"\w+")
_PIECE = re.compile(r"[\w.,'’%-]*\w")
# Words of the longest numbers: "somewhere between one hundred and five and one hundred and ten".
_LONGEST_NUMBER = 12
# A singular or a plural noun bears these bounds without a number word ("a soldier", "soldiers").
_UNNUMBERED = {(1, 1), (2, None), (0, 0)}


def check(document: Document, claims: list[Claim]) -> tuple[list[Claim], list[Refusal]]:
    """The claims kept, each id once, and a refusal for each claim that is not borne out."""
    kept: dict[str, Claim] = {}
    refused: list[Refusal] = []
    for claim in claims:
        reason = _fault(document, claim)
        if reason is None:
            kept.setdefault(claim.id, claim)
        else:
            refused.append(Refusal(reason=reason, document_id=document.id, claim=claim))
    return list(kept.values()), refused


def _fault(document: Document, claim: Claim) -> str | None:
    """Why a claim is not borne out by its words, or None."""
    for span in (*claim.spans, *(s for p in claim.attribution.speakers for s in p.spans)):
        if span.document_id != document.id or span.end > len(document.text):
            return f"the span [{span.start}, {span.end}) is not in the document"
    quote = document.quote(claim.spans[0])
    if not _WORD.search(quote):
        return f"there are no words in {quote!r}"
    value = claim.value
    if isinstance(value, Toll | Quantity):
        bounds = (value.low, value.high)
        if bounds not in _UNNUMBERED and not _counts(quote, bounds):
            return f"the number {value.low}–{value.high} is not in {quote!r}"
    if isinstance(value, ActorRef | Place) and not _named(document, value.name):
        return f"the name {value.name!r} is not in the document"
    if isinstance(value, Text) and not _named(document, value.text):
        return f"the words {value.text!r} are not in the document"
    return None


def _counts(quote: str, bounds: tuple[int | None, int | None]) -> bool:
    """Whether some run of words of a quote gives exactly these bounds."""
    pieces = [match.span() for match in _PIECE.finditer(quote)]
    multiples = table("lexicons/en/settings")["multiples"]["numbers"]
    named = [multiples.get(quote[first:last].lower()) for first, last in pieces]
    if bounds[0] is not None and bounds[0] == bounds[1] and bounds[0] in named:
        return True  # "a double murder"
    return any(
        parse_number(quote[first : pieces[last][1]]) == bounds
        for start, (first, _) in enumerate(pieces)
        for last in range(start, min(len(pieces), start + _LONGEST_NUMBER))
    )


def _named(document: Document, name: str) -> bool:
    """Whether every word of a name stands in the document."""
    if name in document.text:
        return True
    text = document.text.lower()
    return all(word in text for word in _WORD.findall(name.lower()))
