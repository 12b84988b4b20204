"""What reports of the hurt could not know: that some of those they count have died since.

A report of the first evening tells of "three wounded"; by the next day one is dead, and later
reports tell of one dead and two wounded. The first number holds the dead one.
"""

import datetime as dt
from collections.abc import Mapping, Sequence

from msgspec import structs

from corrobora.assemble.survivors import may_be_one, takes_up
from corrobora.assemble.tolls import Statement, standing
from corrobora.link.manner import Manner, only_hit
from corrobora.model import Document


def since_died(
    hurt: Sequence[Statement], dead: Sequence[Statement], documents: Mapping[str, Document]
) -> list[Statement]:
    """The statements on the hurt of one incident, less those whom other reports tell dead.

    A report that tells of no dead, while one of its day or later does, counts some who have died:
    at least so many of its hurt live as are left without them. A single person of whom a later
    report says only that he was shot, in an incident of which others tell one dead, is that one.
    """
    fatal = [one for one in standing(dead) if (one.low or 0) > 0]
    telling = {one.document_id for one in dead if (one.low or 0) > 0}
    if not fatal:
        return list(hurt)
    died = sorted(one.low or 0 for one in fatal)[(len(fatal) - 1) // 2]
    last = max((day for one in fatal if (day := _day(one, documents))), default=None)
    return [
        structs.replace(one, low=max(0, (one.low or 0) - died), unaware=True)
        if one.document_id not in telling
        and (_before(one, last, documents) or (died == 1 and _victim(one, documents)))
        and not _somebody_else(one, fatal, documents)
        else one
        for one in hurt
    ]


def _somebody_else(
    one: Statement, fatal: Sequence[Statement], documents: Mapping[str, Document]
) -> bool:
    """Whether a single person who was hurt is told apart from each of the dead."""
    ours = documents.get(one.document_id)
    if ours is None or one.numbered or (one.low, one.high) != (1, 1):
        return False
    dead = [
        (claim, document)
        for other in fatal
        for claim in other.claims
        if (document := documents.get(other.document_id)) is not None
    ]
    return not any(
        all(may_be_one(own, claim, ours, document) for own in one.claims)
        for claim, document in dead
    )


def _before(one: Statement, last: dt.date | None, documents: Mapping[str, Document]) -> bool:
    day = _day(one, documents)
    return day is not None and last is not None and day <= last


def _victim(one: Statement, documents: Mapping[str, Document]) -> bool:
    """Whether a statement tells of somebody known who was shot, and no more of him."""
    document = documents.get(one.document_id)
    return (
        document is not None
        and not one.numbered
        and one.manner is Manner.PLAIN
        and (one.low, one.high) == (1, 1)
        and all(only_hit(claim, document) and takes_up(claim, document) for claim in one.claims)
    )


def _day(one: Statement, documents: Mapping[str, Document]) -> dt.date | None:
    document = documents.get(one.document_id)
    return document.published if document else None


__all__ = ["since_died"]
