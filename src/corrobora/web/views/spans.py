"""A report's text cut into paragraphs and pieces, so that overlapping spans stay legible.

Spans lie in lanes, like staves: the longest first, each in the lowest free lane. Three lanes are
drawn; what finds none has its tag only. The pieces joined together are the text, unchanged.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import pairwise

from corrobora.model import Claim, Record

LANES = 3

# About how many letters of the report one letter of a tag takes.
_TAG_WIDTH = 0.75

# Longer paragraphs than this are no prose; a browser takes seconds over one of a million letters.
_LONGEST = 6000

_BREAK = re.compile(r"\n+")


class Mark(Record, frozen=True, kw_only=True):
    """Words to be marked: `ids` are the claims that stand on them, `tag` names role and event."""

    start: int
    end: int
    role: str
    ids: tuple[str, ...]
    tag: str
    dashed: bool = False


class Piece(Record, frozen=True, kw_only=True):
    """A run of text under the same marks; `tag` where one or more of them begin."""

    text: str
    start: int
    lanes: tuple[tuple[int, str, bool], ...] = ()
    ids: tuple[str, ...] = ()
    tag: str = ""
    tag_role: str = ""
    begins: bool = False

    @property
    def css(self) -> str:
        """The classes that draw its lanes."""
        names = []
        for lane, role, dashed in self.lanes:
            letter = "abd"[lane]
            names.append(f"{letter}-{role}")
            if dashed:
                names.append(f"{letter}-dash")
        return " ".join(names)


class Block(Record, frozen=True, kw_only=True):
    """A paragraph, the headline, or a part of a paragraph too long to be laid out whole."""

    headline: bool
    start: int
    continued: bool
    pieces: tuple[Piece, ...]


def cut(text: str, headline_end: int, marks: Iterable[Mark]) -> list[Block]:
    """The blocks of a text, in order; line breaks between them are left out."""
    merged = _merged(marks)
    lanes = _lanes(merged)
    blocks: list[Block] = []
    at = 0
    ordered = sorted(range(len(merged)), key=lambda i: (merged[i].start, -merged[i].end))
    parts = _parts(text, _paragraphs(text, headline_end))
    for start, end, continued in parts:
        own: list[int] = []
        while at < len(ordered) and merged[ordered[at]].start < end:
            own.append(ordered[at])
            at += 1
        own += [i for i in ordered[: max(0, at - len(own))] if merged[i].end > start]
        pieces = _pieces(text, (start, end), [(merged[i], lanes[i]) for i in sorted(set(own))])
        headline = end <= headline_end
        blocks.append(
            Block(headline=headline, start=start, continued=continued, pieces=tuple(pieces))
        )
    return blocks


def _paragraphs(text: str, headline_end: int) -> Iterable[tuple[int, int]]:
    start = 0
    breaks = [(found.start(), found.end()) for found in _BREAK.finditer(text)]
    if headline_end and not any(begin <= headline_end <= end for begin, end in breaks):
        breaks = sorted([*breaks, (headline_end, headline_end)])
    for begin, end in [*breaks, (len(text), len(text))]:
        if text[start:begin].strip():
            yield start, begin
        start = end


def _parts(text: str, paragraphs: Iterable[tuple[int, int]]) -> Iterable[tuple[int, int, bool]]:
    """The paragraphs, those beyond all measure in parts, cut between words where there are any."""
    for start, end in paragraphs:
        at = start
        while end - at > _LONGEST:
            space = text.rfind(" ", at + 1, at + _LONGEST)
            cut_at = space + 1 if space > 0 else at + _LONGEST
            yield at, cut_at, at > start
            at = cut_at
        yield at, end, at > start


def _merged(marks: Iterable[Mark]) -> list[Mark]:
    """Marks of one role on the same words as one."""
    found: dict[tuple[int, int, str], Mark] = {}
    for mark in marks:
        key = mark.start, mark.end, mark.role
        other = found.get(key)
        if other is None:
            found[key] = mark
            continue
        tags = [*other.tag.split(" ", 1)[1:], *mark.tag.split(" ", 1)[1:]]
        numbers = dict.fromkeys(number for tag in tags for number in tag.split(","))
        found[key] = Mark(
            start=mark.start,
            end=mark.end,
            role=mark.role,
            ids=tuple(dict.fromkeys(other.ids + mark.ids)),
            tag=f"{mark.role} {','.join(numbers)}".strip(),
            dashed=other.dashed or mark.dashed,
        )
    return list(found.values())


def _lanes(marks: Sequence[Mark]) -> list[int | None]:
    """The lane of each mark, None where there is no room."""
    taken: list[list[tuple[int, int]]] = [[] for _ in range(LANES)]
    lanes: list[int | None] = [None] * len(marks)
    order = sorted(range(len(marks)), key=lambda i: (marks[i].start - marks[i].end, marks[i].start))
    for i in order:
        span = marks[i].start, marks[i].end
        for lane, spans in enumerate(taken):
            at = bisect_left(spans, span)
            before_clear = at == 0 or spans[at - 1][1] <= span[0]
            after_clear = at == len(spans) or spans[at][0] >= span[1]
            if before_clear and after_clear:
                spans.insert(at, span)
                lanes[i] = lane
                break
    return lanes


def _pieces(
    text: str, within: tuple[int, int], marks: Sequence[tuple[Mark, int | None]]
) -> Iterable[Piece]:
    start, end = within
    edges = {start, end}
    for mark, _ in marks:
        edges |= {max(start, mark.start), min(end, mark.end)}
    ordered = sorted(edges)
    tags = _tags([mark for mark, _ in marks], start)
    for begin, stop in pairwise(ordered):
        over = [(mark, lane) for mark, lane in marks if mark.start <= begin and mark.end >= stop]
        drawn = sorted((lane, mark.role, mark.dashed) for mark, lane in over if lane is not None)
        tag, role = tags.get(begin, ("", ""))
        # What begins here leads, so that the tag goes to its value.
        lead = sorted(over, key=lambda one: (one[0].start != begin, one[0].end))
        yield Piece(
            text=text[begin:stop],
            start=begin,
            lanes=tuple(drawn),
            ids=tuple(dict.fromkeys(one for mark, _ in lead for one in mark.ids)),
            tag=tag,
            tag_role=role,
            begins=any(mark.start == begin for mark, _ in over),
        )


def _tags(marks: Sequence[Mark], start: int) -> dict[int, tuple[str, str]]:
    """For each offset at which marks begin their tag; tags that would touch are merged."""
    found: dict[int, tuple[list[str], str]] = {}
    last: int | None = None
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        if mark.start < start:
            continue
        room = mark.start if last is None else mark.start - last
        if last is not None and room < _TAG_WIDTH * len(" · ".join(found[last][0])) + 1:
            if mark.tag not in found[last][0]:
                found[last][0].append(mark.tag)
        else:
            found[mark.start] = ([mark.tag], mark.role)
            last = mark.start
    return {at: (" · ".join(tags), role) for at, (tags, role) in found.items()}


def anchor(letter: str, claim: Claim) -> str:
    """Where on the page a claim's words stand."""
    return f"s{letter}{claim.spans[0].start}"
