"""Which pairs of events are worth comparing, without looking at every pair.

Two events meet if they share a block: a family of kinds, a day, and a place by its gazetteer id or
by its name. A day has the day after it as a block too, so that neighbours meet.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

from corrobora.link.telling import Telling, families

Block = tuple[str, dt.date, str, str]


def blocks(telling: Telling) -> Iterator[Block]:
    """The blocks of an event; none for one that no machine may join."""
    if not telling.comparable or telling.kind is None:
        return
    if telling.first is None or telling.last is None:
        return
    places: list[tuple[str, str]] = []
    if telling.candidate is not None:
        places.append(("gazetteer", telling.candidate))
    if telling.place_name is not None:
        places.append(telling.place_name)
    days = (telling.last - telling.first).days + 2
    for family in sorted(families(telling.kind)):
        for after in range(days):
            for area, place in places:
                yield family, telling.first + dt.timedelta(days=after), area, place


def pairs(tellings: Iterable[Telling]) -> list[tuple[Telling, Telling]]:
    """The pairs of events of different documents that share a block, by subject ids, each once."""
    members: defaultdict[Block, list[Telling]] = defaultdict(list)
    for telling in tellings:
        for block in blocks(telling):
            members[block].append(telling)
    found: dict[tuple[str, str], tuple[Telling, Telling]] = {}
    for sharing in members.values():
        for one, other in combinations(sharing, 2):
            if one.document != other.document:
                left, right = sorted((one, other), key=lambda telling: telling.subject)
                found[left.subject, right.subject] = left, right
    return [found[key] for key in sorted(found)]
