"""A few sentences of a report around some words, cut so that the words can be marked."""

from collections.abc import Iterable

from corrobora.model import Claim, Document, Record

# How much of the text stands on either side of the words, at most.
CONTEXT = 180


class Excerpt(Record, frozen=True, kw_only=True):
    """Runs of text, each with whether it is marked; `cut` at either end where more follows."""

    document: Document
    runs: tuple[tuple[str, bool], ...]
    before: bool
    after: bool


def excerpt(document: Document, claims: Iterable[Claim], context: int = CONTEXT) -> Excerpt:
    """The text around the first words of each claim, as far as they stand near the first."""
    spans = sorted(claim.spans[0] for claim in claims)
    first = spans[0]
    near = [one for one in spans if one.start - first.start < 3 * context]
    begin = _word(document.text, max(0, first.start - context), first.start)
    last = max(one.end for one in near)
    end = min(len(document.text), last + context)
    if end < len(document.text):
        end = max(last, document.text.rfind(" ", last, end))
    marked = [False] * (end - begin)
    for one in near:
        for at in range(one.start, min(one.end, end)):
            marked[at - begin] = True
    runs: list[tuple[str, bool]] = []
    at = begin
    while at < end:
        until = at
        while until < end and marked[until - begin] == marked[at - begin]:
            until += 1
        runs.append((document.text[at:until], marked[at - begin]))
        at = until
    return Excerpt(
        document=document, runs=tuple(runs), before=begin > 0, after=end < len(document.text)
    )


def _word(text: str, at: int, most: int) -> int:
    """The next beginning of a word, not beyond `most`."""
    if at == 0:
        return 0
    space = text.find(" ", at, most)
    return space + 1 if space >= 0 else at
