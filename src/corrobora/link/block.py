"""Which pairs of tellings are worth comparing, without looking at every pair.

Two tellings meet if they share a block. Blocks are made at the text's own precision: a telling with
a village is also in its province's and its country's blocks, one with a day also in the next day's,
and one without a day in those of the days before its publication. Whatever its day and place, a
telling also meets those that share a name or an address with it.
"""

import datetime as dt
from array import array
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from hashlib import blake2b
from itertools import combinations
from typing import Any

from corrobora.codebook.kinds import families
from corrobora.link.places import kilometres
from corrobora.link.telling import Telling, limit

# Its sort, then what makes it.
Block = tuple[Any, ...]
_SORTS = ("setting", "day", "mark", "person", "name", "word")

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
            yield "person", tuple(sorted(person))
    for word in telling.wording.keys:
        if word in telling.wording.rare:
            yield "name", word
        if telling.published is not None:
            for after in (0, 1):
                yield "word", word, after, (telling.published.toordinal() + 4 * after) // 8


def pairs(tellings: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """The pairs of tellings of different documents that share a block, by subjects, each once.

    The blocks are sorted, not kept in a table of tables: a million tellings have some twenty
    million places in blocks.
    """
    import numpy as np

    listed = sorted(tellings, key=lambda telling: telling.subject)
    keys, members, sorts = array("q"), array("I"), array("b")
    for at, telling in enumerate(listed):
        for block in dict.fromkeys(blocks(telling)):
            keys.append(digest(block))
            members.append(at)
            sorts.append(_SORTS.index(block[0]))
    if not keys:
        return
    of_key = np.frombuffer(keys, np.int64)
    order = np.argsort(of_key, kind="stable")
    sorted_keys, sorted_members = of_key[order], np.frombuffer(members, np.uint32)[order]
    starts = np.flatnonzero(np.r_[True, sorted_keys[1:] != sorted_keys[:-1]])
    ends = np.r_[starts[1:], len(order)]
    shared = ends - starts > 1
    codes = array("q")
    for start, end in zip(starts[shared].tolist(), ends[shared].tolist(), strict=True):
        at = sorted_members[start:end].tolist()
        sort = _SORTS[sorts[int(order[start])]]
        place = {listed[one].subject: one for one in at}
        for left, right in within(sort, [listed[one] for one in at]):
            codes.append((place[left.subject] << 32) | place[right.subject])
    for code in np.unique(np.frombuffer(codes, np.int64)).tolist() if codes else ():
        yield listed[code >> 32], listed[code & 0xFFFFFFFF]


def digest(block: Block) -> int:
    """A block as 63 bits, the same in every run; two blocks that share them share a few pairs."""
    packed = repr(block).encode()
    return int.from_bytes(blake2b(packed, digest_size=8).digest(), "big") >> 1


def within(sort: str, sharing: Iterable[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """The pairs of the members of one block of a sort, each with the smaller subject first.

    A crowd is not compared each with each. In a crowded setting those meet that also share a
    place, a toll or a rare word; a name that a crowd shares tells nothing.
    """
    ordered = sorted(sharing, key=lambda telling: telling.subject)
    crowd = int(limit("crowd"))
    if sort == "day":
        # Those with a place meet in the blocks of their area.
        yield from _unplaced(ordered, crowd)
        return
    if sort != "setting":
        if len(ordered) <= crowd:
            yield from _pairs(ordered)
        return
    if len(ordered) <= crowd:
        yield from (pair for pair in _pairs(ordered) if not _elsewhere(*pair))
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
            if (left.subject, right.subject) not in seen and not _elsewhere(left, right):
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


def _elsewhere(left: Telling, right: Telling) -> bool:
    """Whether two of one province are in settled places too far apart to be one."""
    if not left.spots or not right.spots:
        return False
    most = limit("near_km")
    for a in left.spots:
        for b in right.spots:
            if a.wide or b.wide or a.latitude is None or b.latitude is None or a.id == b.id:
                return False
            # A degree of latitude is 111 km: most pairs need no more than this.
            if abs(a.latitude - b.latitude) * 111 <= most and (kilometres(a, b) or 0) <= most:
                return False
    return True


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


__all__ = ["Block", "blocks", "digest", "pairs", "within"]
