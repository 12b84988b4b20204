"""Who was hurt and lived: whoever was hurt and died is one of the dead, and not counted twice.

"Officers found Tarn with a wound in the chest. He died in hospital." tells of one dead and of
nobody else hurt.
"""

import functools
import re
from collections.abc import Collection

from corrobora.codebook.table import table
from corrobora.link.manner import numbered, said, year_told
from corrobora.link.names import fold
from corrobora.model import Claim, Document, Event, Role
from corrobora.values import ActorRef, Outcome, Stage, Stance, Toll, When

# A report so many days after what it tells of speaks of "last month" as of something else.
_FRESH = 4

_REAL = frozenset({Stage.HAPPENED, Stage.ONGOING})
_WORD = re.compile(r"[^\W_]+")


def counted(claim: Claim) -> bool:
    """Whether a toll claim enters a statement: asserted, of something real, with a bound."""
    toll = claim.value
    if not isinstance(toll, Toll) or claim.stance is Stance.DENIED or claim.stage not in _REAL:
        return False
    return toll.low is not None or toll.high is not None


def of_another_day(claim: Claim, event: Event, document: Document | None) -> bool:
    """Whether a number's own words put it long before the day on which its event was.

    "The girl was hurt in the street where a boy was killed last month" tells of nobody dead.
    """
    days = [
        claim.value
        for claim in event.of(Role.WHEN)
        if isinstance(claim.value, When) and _exact(claim.value)
    ]
    if document is None or not days:
        return False
    year = year_told(claim, document)
    if year is not None and all(year < day.first.year for day in days if day.first):
        return True
    published = document.published
    fresh = published is not None and all(
        day.first is not None and 0 <= (published - day.first).days <= _FRESH for day in days
    )
    return fresh and any(said(claim, document, "long_before", w) for w in ("before", "after"))


def _exact(when: When) -> bool:
    """Whether a time says the day, or a few days."""
    first, last = when.first, when.last
    return first is not None and last is not None and (last - first).days <= _FRESH


def dead_of_it(event: Event, document: Document | None) -> frozenset[Claim]:
    """The claims that a person was hurt whom the same report counts among the dead.

    It is the same person by the reader's actors; or where the report tells of one dead and of one
    hurt, the words for the one hurt take up somebody known, and nothing tells the two apart.
    """
    singles = [claim for claim in event.of(Role.TOLL) if counted(claim) and _single(claim)]
    dead = [claim for claim in singles if _outcome(claim) is Outcome.KILLED]
    hurt = [claim for claim in singles if _outcome(claim) is Outcome.INJURED]
    if not dead or not hurt:
        return frozenset()
    actors = {actor for claim in dead for actor in _actors(claim, event)}
    found = {claim for claim in hurt if not actors.isdisjoint(_actors(claim, event))}
    alone = len(dead) == sum(
        counted(claim) and _outcome(claim) is Outcome.KILLED for claim in event.of(Role.TOLL)
    )
    if document is not None and alone:
        found |= {
            claim
            for claim in hurt
            if not numbered(claim, document)
            and takes_up(claim, document)
            and all(may_be_one(claim, other, document) for other in dead)
        }
    return frozenset(found)


def _single(claim: Claim) -> bool:
    toll = claim.value
    return isinstance(toll, Toll) and (toll.low, toll.high) == (1, 1)


def _outcome(claim: Claim) -> Outcome | None:
    return claim.value.outcome if isinstance(claim.value, Toll) else None


def _actors(claim: Claim, event: Event) -> set[str]:
    """The actors whom the words of a toll name."""
    return {
        one.value.actor or fold(one.value.name)
        for one in event.of(Role.WHOM)
        if isinstance(one.value, ActorRef)
        and any(a.overlaps(b) for a in one.spans for b in claim.spans)
    }


def takes_up(claim: Claim, document: Document) -> bool:
    """Whether the words tell of somebody known: "he", "the boy", "Tarn"; not "a boy"."""
    span = claim.spans[0]
    own = document.text[span.start : span.end]
    before = document.text[max(0, span.start - 5) : span.start]
    words = _WORD.findall(f"{before.rpartition(' ')[0].rpartition(' ')[2]} {own}")
    known = _words("known")
    return any(word.casefold() in known for word in words) or own[:1].isupper()


def may_be_one(
    one: Claim, other: Claim, document: Document, elsewhere: Document | None = None
) -> bool:
    """Whether nothing in the words for two single persons tells them apart.

    The second is told of `elsewhere`, or in the same document.
    """
    ours, theirs = _own(one, document), _own(other, elsewhere or document)
    a, b = ({word.casefold() for word in words} for words in (ours, theirs))
    if elsewhere is None and (a | b) & _words("further"):
        return False
    for left, right in (("he", "she"), ("young", "grown")):
        for x, y in ((a, b), (b, a)):
            if x & _words(left) and y & _words(right):
                return False
    ages = [{word for word in words if word.isdecimal()} for words in (a, b)]
    if ages[0] and ages[1] and ages[0].isdisjoint(ages[1]):
        return False
    names = [
        {w for w in words if w[:1].isupper() and len(w) > 2 and w.casefold() not in common_words()}
        for words in (ours, theirs)
    ]
    return not (names[0] and names[1] and names[0].isdisjoint(names[1]))


def _own(claim: Claim, document: Document) -> Collection[str]:
    span = claim.spans[0]
    return _WORD.findall(document.text[span.start : span.end])


@functools.cache
def common_words() -> frozenset[str]:
    """The words for people that are no names, however they are written."""
    fields = ("he", "she", "young", "grown", "further", "known", "common")
    return frozenset(word for field in fields for word in _words(field))


def toll_of(claim: Claim) -> Toll:
    """The toll of a claim that bears one."""
    if not isinstance(claim.value, Toll):
        raise TypeError(f"no toll: {claim.value!r}")
    return claim.value


def _words(field: str) -> frozenset[str]:
    return frozenset(table("lexicons/en/manner")["persons"][field])


__all__ = [
    "common_words",
    "counted",
    "dead_of_it",
    "may_be_one",
    "of_another_day",
    "takes_up",
    "toll_of",
]
