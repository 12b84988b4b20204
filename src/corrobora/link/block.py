"""Which pairs of tellings are worth comparing, without looking at every pair.

Two tellings meet if they share a block. Blocks are made at the text's own precision: a telling with
a village is also in its province's and its country's blocks, one with a day also in the next day's,
and one without a day in those of the days before its publication. Whatever its day and place, a
telling also meets those that share a name or an address with it.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import combinations

from corrobora.link.telling import Telling, families, limit

Block = tuple[Hashable, ...]

# A report without a day most often tells of what happened in the days before it.
_BEFORE = 3
# Of a telling's names and addresses so many are blocks.
_MARKS = 24


def blocks(telling: Telling) -> Iterator[Block]:
    """The blocks of a telling; none for one that no machine may join."""
    if not telling.comparable or telling.kind is None:
        return
    areas = sorted(_areas(telling))
    for day in _days(telling):
        for family in sorted(families(telling.kind)):
            for area in areas:
                yield "setting", family, day, area
            yield "day", family, day
    for mark in sorted(telling.wording.marks)[:_MARKS]:
        yield "mark", mark
    for person in telling.whom + telling.who:
        if len(person) > 1:
            yield "person", person
    for word in telling.wording.keys:
        if word in telling.wording.rare:
            yield "name", word
        if telling.published is not None:
            for after in (0, 1):
                yield "word", word, after, (telling.published.toordinal() + 4 * after) // 8


def pairs(tellings: Iterable[Telling]) -> list[tuple[Telling, Telling]]:
    """The pairs of tellings of different documents that share a block, by subjects, each once."""
    members: defaultdict[Block, list[Telling]] = defaultdict(list)
    for telling in tellings:
        for block in dict.fromkeys(blocks(telling)):
            members[block].append(telling)
    found: dict[tuple[str, str], tuple[Telling, Telling]] = {}
    for block, sharing in members.items():
        for left, right in within(block, sharing):
            found[left.subject, right.subject] = left, right
    return [found[key] for key in sorted(found)]


def within(block: Block, sharing: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """The pairs of one block's members, each with the smaller subject first.

    A crowd is not compared each with each. In a crowded setting those meet that also share a
    place, a toll or a rare word; a name that a crowd shares tells nothing.
    """
    ordered = sorted(sharing, key=lambda telling: telling.subject)
    crowd = int(limit("crowd"))
    if block[0] == "day":
        # Those with a place meet in the blocks of their area.
        yield from _unplaced(ordered, crowd)
        return
    if len(ordered) <= crowd:
        yield from _pairs(ordered)
        return
    if block[0] != "setting":
        return
    finer: defaultdict[Hashable, list[Telling]] = defaultdict(list)
    for telling in ordered:
        for key in _finer(telling):
            finer[key].append(telling)
    seen: set[tuple[str, str]] = set()
    for some in finer.values():
        if len(some) > crowd:
            continue
        for left, right in _pairs(some):
            if (left.subject, right.subject) not in seen:
                seen.add((left.subject, right.subject))
                yield left, right


def _pairs(ordered: list[Telling]) -> Iterator[tuple[Telling, Telling]]:
    for left, right in combinations(ordered, 2):
        if left.document != right.document:
            yield left, right


def _unplaced(ordered: list[Telling], crowd: int) -> Iterator[tuple[Telling, Telling]]:
    seekers = [telling for telling in ordered if not telling.spots]
    if len(seekers) * len(ordered) > crowd * crowd:
        return
    for seeker in seekers:
        for other in ordered:
            both = not other.spots and other.subject <= seeker.subject
            if other.document != seeker.document and not both:
                left, right = sorted((seeker, other), key=lambda telling: telling.subject)
                yield left, right


def _finer(telling: Telling) -> set[Hashable]:
    """What tells apart the happenings of one day in one place."""
    large = limit("small_toll")
    found: set[Hashable] = {
        ("toll", outcome, low, high)
        for outcome, low, high in telling.tolls
        if low is not None and low > large
    }
    found |= {
        ("place", spot.name, outcome, low)
        for spot in telling.spots
        if not spot.wide
        for outcome, low, _ in telling.tolls or ((None, None, None),)
    }
    found |= {("word", word) for word in telling.wording.rare}
    found |= {("mark", mark) for mark in telling.wording.marks}
    found |= {("person", person) for person in telling.who + telling.whom}
    return found


def _days(telling: Telling) -> Iterator[int]:
    if telling.days:
        within = (range(a.toordinal(), b.toordinal() + 2) for a, b in telling.days)
        yield from sorted({day for days in within for day in days})
    elif telling.published is not None:
        last = telling.published.toordinal()
        yield from range(last - _BEFORE, last + 1)
    else:
        yield dt.date.min.toordinal()


def _areas(telling: Telling) -> set[tuple[str, ...]]:
    """The areas of a telling from the narrowest to the widest that it is known to be in."""
    found: set[tuple[str, ...]] = set()
    for spot in telling.spots:
        country = spot.country or ""
        if not spot.wide:
            found.add(("name", country, spot.name))
        if spot.area:
            found.add(("area", country, spot.area))
        elif country:
            found.add(("country", country))
    return found


__all__ = ["Block", "blocks", "pairs", "within"]
