"""A happening as one report tells it, reduced to what linking compares."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from corrobora.codebook.kinds import general
from corrobora.codebook.table import table
from corrobora.link.names import telling_words
from corrobora.link.places import Spot, spot_of
from corrobora.link.prominence import real
from corrobora.link.wording import EMPTY, Wording, wording_of
from corrobora.model import Claim, Document, Event, Role
from corrobora.values import ActorRef, Category, Outcome, Stance, Toll, When

# The first and the last day of a stretch of time.
Stretch = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Telling:
    """What linking compares of one happening told in one document.

    `subject` is the id of its main event. `kind` None, days None and no `spots` mean that the text
    leaves them open or too wide. `days` holds every short stretch of time that the document gives,
    `first` to `last` the one that it gives first. `report_day` is set where that is the day on
    which the document was published.
    """

    subject: str
    document: str
    kind: str | None
    real: bool
    main: bool = False
    days: tuple[Stretch, ...] = ()
    report_day: bool = False
    published: dt.date | None = None
    spots: tuple[Spot, ...] = ()
    tolls: frozenset[tuple[Outcome, int | None, int | None]] = frozenset()
    who: tuple[frozenset[str], ...] = ()
    whom: tuple[frozenset[str], ...] = ()
    wording: Wording = EMPTY

    @property
    def comparable(self) -> bool:
        """Whether a machine may join this event to another at all."""
        return self.real and self.kind is not None


def telling(events: tuple[Event, ...], document: Document | None, main: bool) -> Telling:
    """The telling of the `events` of one document, the main one first.

    `main` says that it is what the document is mainly about, so that the headline speaks of it.
    """
    what = [claim for event in events for claim in event.of(Role.WHAT)]
    days = _days(events)
    published = document.published if document else None
    kind = _kind(what)
    return Telling(
        subject=events[0].subject.id,
        document=events[0].subject.anchor.document_id,
        kind=kind,
        real=real(events[0]),
        main=main,
        days=days,
        report_day=published is not None and bool(days) and published in days[0],
        published=published,
        spots=_spots(events),
        tolls=frozenset(
            (claim.value.outcome, claim.value.low, claim.value.high)
            for claim in _asserted(events, Role.TOLL)
            if isinstance(claim.value, Toll)
        ),
        who=_names(_asserted(events, Role.WHO)),
        whom=_names(_asserted(events, Role.WHOM)),
        wording=wording_of(document, events, main) if document is not None else EMPTY,
    )


def _kind(what: Iterable[Claim]) -> str | None:
    """The first exact kind that the tellings give, else the first."""
    codes = [claim.value.code for claim in what if isinstance(claim.value, Category)]
    return next((code for code in codes[:1] if not general(code)), None) or next(
        (code for code in codes if not general(code)), codes[0] if codes else None
    )


def _asserted(events: Iterable[Event], role: Role) -> list[Claim]:
    """The claims on a role that are no denials: persons' first, then the surest, then by text."""
    found = [c for event in events for c in event.of(role) if c.stance is not Stance.DENIED]
    return sorted(found, key=lambda c: (not c.origin.startswith("review:"), -c.confidence))


def _days(events: Iterable[Event]) -> tuple[Stretch, ...]:
    found: dict[Stretch, None] = {}
    for claim in _asserted(events, Role.WHEN):
        value = claim.value
        if not isinstance(value, When) or value.first is None or value.last is None:
            continue
        if (value.last - value.first).days < limit("days"):
            found.setdefault((value.first, value.last))
    return tuple(found)[:_MOST_DAYS]


# A telling with more stretches of time than this is a chronicle.
_MOST_DAYS = 4


def _spots(events: Iterable[Event]) -> tuple[Spot, ...]:
    found = (spot_of(claim.value) for claim in _asserted(events, Role.WHERE))
    return tuple(dict.fromkeys(spot for spot in found if spot is not None))


def _names(claims: Iterable[Claim]) -> tuple[frozenset[str], ...]:
    found = {
        telling_words(claim.value.name) for claim in claims if isinstance(claim.value, ActorRef)
    }
    return tuple(sorted(found, key=sorted))


def limit(name: str) -> float:
    """A limit of data/linking.toml."""
    return float(table("linking")["limits"][name])
