"""How the numbers of one incident changed, by day of report and by speaker.

A statement is an update, a repetition or a correction of what was known before it; parts and
figures on more than this incident ("12 killed across the province this week") enter no row. A
number that a report takes back ("down from 14") stands before the one that took its place.
"""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from corrobora.assemble.answers import TollAnswer
from corrobora.assemble.policies import most
from corrobora.assemble.tolls import Statement
from corrobora.link.manner import Manner
from corrobora.model import Document, Record


class Change(StrEnum):
    """How a statement stands to the one before it."""

    FIRST = "first"
    SAME = "same"
    RISEN = "risen"
    FALLEN = "fallen"


class Step(Record, frozen=True, kw_only=True):
    """One statement in the history of a toll.

    `change` compares it with the statement before it, `own_change` with the same speaker's before;
    `said_so` tells whether its words speak of a change ("the toll rose to 14"), `manner` how they
    tell it.
    """

    published: dt.date | None
    document_id: str
    speaker: str
    low: int | None
    high: int | None
    change: Change
    own_change: Change
    said_so: bool
    manner: Manner
    statement: Statement


def history(toll: TollAnswer, documents: Mapping[str, Document]) -> tuple[Step, ...]:
    """The statements of an answer by date of publication (undated last), then text order."""

    def order(one: Statement) -> tuple[dt.date, str, bool, int]:
        document = documents.get(one.document_id)
        day = document.published if document else None
        now = one.manner is not Manner.FORMER
        return day or dt.date.max, one.document_id, now, one.claims[0].spans[0].start

    steps: list[Step] = []
    before: Statement | None = None
    by_speaker: dict[str, Statement] = {}
    for one in sorted(toll.statements, key=order):
        document = documents.get(one.document_id)
        speaker = one.speaker.casefold() or f"report {one.document_id}"
        steps.append(
            Step(
                published=document.published if document else None,
                document_id=one.document_id,
                speaker=one.speaker,
                low=one.low,
                high=one.high,
                change=_change(before, one),
                own_change=_change(by_speaker.get(speaker), one),
                said_so=one.update,
                manner=one.manner,
                statement=one,
            )
        )
        # "Two more" is no number to compare the next one with.
        if one.manner not in (Manner.PART, Manner.FURTHER):
            before = by_speaker[speaker] = one
    return tuple(steps)


def _change(before: Statement | None, one: Statement) -> Change:
    if before is None:
        return Change.FIRST
    old, new = (before.low or 0, most(before)), (one.low or 0, most(one))
    some = one.manner in (Manner.PART, Manner.FURTHER)
    if old == new or (some and new[0] <= old[1]):
        return Change.SAME
    return Change.RISEN if new > old else Change.FALLEN


__all__ = ["Change", "Step", "history"]
