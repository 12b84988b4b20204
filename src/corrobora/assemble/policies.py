"""Named rules that choose one statement of a toll among those that differ.

Every policy chooses what someone said, never a value in between, and none chooses where nobody that
it listens to has spoken. A statement's number is its low bound, what it says at least; `highest`
alone goes by the high bound.

Each report is one voice in the middle of all, whatever it repeats: the number that it tells first,
which is its headline's or its lead's, unless it says later that the number has changed.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from corrobora.assemble.independence import independent, origins
from corrobora.assemble.tolls import Statement
from corrobora.errors import ConfigError
from corrobora.model import Document, SpeakerKind

Policy = Callable[[Sequence[Statement], Mapping[str, Document]], Statement | None]

DEFAULT = "median"

_OFFICIAL = frozenset(
    {SpeakerKind.OFFICIAL, SpeakerKind.POLICE, SpeakerKind.MILITARY, SpeakerKind.COURT}
)
# Those who fight are parties to what they tell, whether or not the text says so.
_FIGHTING = frozenset({SpeakerKind.MILITARY, SpeakerKind.REBEL})


def lowest(statements: Sequence[Statement], documents: Mapping[str, Document]) -> Statement | None:
    """The statement that says least."""
    return min(_ordered(statements), key=_least)


def highest(statements: Sequence[Statement], documents: Mapping[str, Document]) -> Statement | None:
    """The statement that allows most; one left open allows more than its bound."""
    return max(_ordered(statements), key=lambda one: (most(one), one.high is None, _least(one)))


def median(statements: Sequence[Statement], documents: Mapping[str, Document]) -> Statement | None:
    """The middle one of the reports' statements; of two middle ones that which says less."""
    voices = per_report(statements)
    # Who names one victim does not say that there was no other.
    counting = [one for one in voices if one.numbered]
    ordered = sorted(counting or voices, key=lambda one: (_least(one), most(one)))
    return ordered[(len(ordered) - 1) // 2] if ordered else None


def latest(statements: Sequence[Statement], documents: Mapping[str, Document]) -> Statement | None:
    """The statement of the document published last; the middle one where several were that day.

    Documents without a date of publication count only where none has one.
    """
    published = [_published(one, documents) for one in statements]
    last = max((day for day in published if day is not None), default=None)
    of_last = [one for one, day in zip(statements, published, strict=True) if day == last]
    return median(of_last, documents)


def most_independent(
    statements: Sequence[Statement], documents: Mapping[str, Document]
) -> Statement | None:
    """A statement of the number that most independent origins give; of several the lower."""
    by_bounds: defaultdict[tuple[int, int], list[Statement]] = defaultdict(list)
    for one in _ordered(statements):
        by_bounds[_least(one), most(one)].append(one)
    if len(by_bounds) == 1:
        # Who depends on whom decides nothing where all say the same.
        return next(iter(by_bounds.values()))[0]
    names = {one.document_id for one in statements}
    reports = origins(documents[name] for name in sorted(names) if name in documents)

    def weight(bounds: tuple[int, int]) -> tuple[int, int, int]:
        claims = [one.claims[0] for one in by_bounds[bounds]]
        return -len(independent(claims, reports)), *bounds

    return by_bounds[min(by_bounds, key=weight)][0]


def official_only(
    statements: Sequence[Statement], documents: Mapping[str, Document]
) -> Statement | None:
    """The middle statement of authorities: officials, police, the military, courts."""
    return median([one for one in statements if one.speaker_kind in _OFFICIAL], documents)


def exclude_parties(
    statements: Sequence[Statement], documents: Mapping[str, Document]
) -> Statement | None:
    """The middle statement of those who are no party to the fighting."""
    others = [s for s in statements if s.party is not True and s.speaker_kind not in _FIGHTING]
    return median(others, documents)


def only_range(
    statements: Sequence[Statement], documents: Mapping[str, Document]
) -> Statement | None:
    """No statement: where sources differ, casualty recorders publish the lowest and the highest."""
    numbers = {(_least(one), most(one)) for one in statements}
    return _ordered(statements)[0] if len(numbers) == 1 else None


POLICIES: Mapping[str, Policy] = {
    "lowest": lowest,
    "median": median,
    "highest": highest,
    "latest": latest,
    "most_independent": most_independent,
    "official_only": official_only,
    "exclude_parties": exclude_parties,
    "range": only_range,
}


def policy_named(name: str) -> Policy:
    """The policy of that name. Raises ConfigError that lists the names there are."""
    try:
        return POLICIES[name]
    except KeyError:
        known = ", ".join(POLICIES)
        raise ConfigError(f"there is no policy {name!r}; choose one of {known}") from None


def most(statement: Statement) -> int:
    """The largest number that a statement names."""
    return statement.high if statement.high is not None else _least(statement)


def per_report(statements: Iterable[Statement]) -> list[Statement]:
    """One statement a report: that which it tells first, or the last that it tells as a change.

    A number that its words count goes before one that is worked out from who is named.
    """
    found: dict[str, Statement] = {}
    for one in sorted(statements, key=lambda one: (one.claims[0].spans[0], one.speaker)):
        other = found.get(one.document_id)
        if other is None or (one.numbered, one.update) > (other.numbered, False):
            found[one.document_id] = one
    return _ordered(list(found.values()))


def _least(statement: Statement) -> int:
    # "At most five" says nothing of a least number but none.
    return statement.low or 0


def _published(one: Statement, documents: Mapping[str, Document]) -> dt.date | None:
    document = documents.get(one.document_id)
    return document.published if document else None


def _ordered(statements: Sequence[Statement]) -> list[Statement]:
    """The statements in an order that does not hang on how they were given."""
    return sorted(statements, key=lambda one: (one.document_id, one.claims[0].id))
