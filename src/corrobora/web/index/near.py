"""Which events are compared with which, by the blocks of each.

In a crowded block linking looks closer: those meet that also share a toll, a place with a toll, or
a name. Of a day that a crowd shares, those without a place meet all. Both are kept as blocks of
their own, so that one changed event is brought together with the few of a crowd that it is
compared with.
"""

from collections.abc import Iterable, Iterator

from corrobora.assemble.incidents import Assembled
from corrobora.codebook.kinds import families
from corrobora.link.block import Block, blocks, digest
from corrobora.link.telling import Telling
from corrobora.model import Record

# Sorts of block that tell the members of a crowd apart.
_CLOSER = ("mark", "person", "name", "toll", "place")


class Near(Record, frozen=True, kw_only=True):
    """Under which keys a telling stands, and under which others are looked for that it may meet.

    `plain` are asked where no crowd shares them, `crowded` where one does and then only for those
    that one of `closer` tells too.
    """

    subject: str
    keys: tuple[int, ...]
    plain: tuple[int, ...]
    crowded: tuple[int, ...]
    closer: tuple[int, ...]


def near_of(assembled: Assembled) -> list[Near]:
    """For each happening's main event where it stands and what it asks for."""
    return [_near(telling) for telling in assembled.tellings]


def _near(telling: Telling) -> Near:
    shared = dict.fromkeys(blocks(telling))
    closer = dict.fromkeys(_finer(telling)) if shared else {}
    days = [block for block in shared if block[0] == "day"]
    unplaced: list[Block] = [("unplaced", *block[1:]) for block in days]
    own = unplaced if not telling.spots else []
    return Near(
        subject=telling.subject,
        keys=_digests([*shared, *closer, *own]),
        plain=_digests([*shared, *unplaced]),
        # Who has no place may meet anybody of its day, in a crowd only those it is likened to.
        crowded=_digests(
            block for block in shared if block[0] == "setting" or (own and block[0] == "day")
        ),
        closer=_digests([*(b for b in shared if b[0] in _CLOSER), *closer]),
    )


def _finer(telling: Telling) -> Iterator[Block]:
    """What tells apart the happenings of one day in one place, beside the names that are blocks."""
    kinds = sorted(families(telling.kind)) if telling.kind else []
    for outcome, low, _ in sorted(telling.tolls, key=str):
        if low is None:
            continue
        for kind in kinds:
            yield "toll", kind, outcome.value, low
        for spot in telling.spots:
            yield "place", spot.name, outcome.value, low


def _digests(listed: Iterable[Block]) -> tuple[int, ...]:
    return tuple(digest(block) for block in listed)


__all__ = ["Near", "near_of"]
