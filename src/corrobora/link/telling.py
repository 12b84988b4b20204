"""A happening as one report tells it, reduced to what linking compares."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from corrobora.codebook.kinds import general
from corrobora.codebook.table import table
from corrobora.link.manner import Manner, manner, over_a_period
from corrobora.link.names import telling_words
from corrobora.link.places import Spot, spot_of
from corrobora.link.prominence import denied, real
from corrobora.link.wording import EMPTY, Wording, wording_of
from corrobora.model import Claim, Document, Event, Role
from corrobora.values import ActorRef, Category, Outcome, Stance, Toll, When

# The first and the last day of a stretch of time.
Stretch = tuple[dt.date, dt.date]


@dataclass(frozen=True, slots=True)
class Telling:
    """What linking compares of one happening told in one document.

    `subject` is the id of its main event. `kind` None, days None and no `spots` mean that the text
    leaves them open or too wide. `denied` says that the document tells of it only to deny it.
    `days` holds every short stretch of time that the document gives, `first` to `last` the one that
    it gives first. `report_day` is set where that is the day on which the document was published.
    """

    subject: str
    document: str
    kind: str | None
    real: bool
    main: bool = False
    denied: bool = False
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
        """Whether a machine may join this event to another at all.

        Who denies a shelling speaks of the shelling that others tell of.
        """
        return (self.real or self.denied) and self.kind is not None


def telling(events: tuple[Event, ...], document: Document | None, main: bool) -> Telling:
    """The telling of the `events` of one document, the main one first.

    `main` says that it is what the document is mainly about, so that the headline speaks of it.
    """
    what = [claim for event in events for claim in event.of(Role.WHAT)]
    tells = _Tells(events, denied(events[0]))
    days = _days(tells(Role.WHEN))
    published = document.published if document else None
    kind = _kind(what)
    return Telling(
        subject=events[0].subject.id,
        document=events[0].subject.anchor.document_id,
        kind=kind,
        real=real(events[0]) and not _sums_up(events[0], document, days),
        main=main,
        denied=tells.denied,
        days=days,
        report_day=published is not None and bool(days) and published in days[0],
        published=published,
        spots=_spots(tells(Role.WHERE)),
        tolls=frozenset(
            (claim.value.outcome, claim.value.low, claim.value.high)
            for claim in tells(Role.TOLL)
            if isinstance(claim.value, Toll)
            and manner(claim, document) not in (Manner.FORMER, Manner.PERIOD)
        ),
        who=_names(tells(Role.WHO)),
        whom=_names(tells(Role.WHOM)),
        wording=wording_of(document, events, main) if document is not None else EMPTY,
    )


def _sums_up(event: Event, document: Document | None, days: tuple[Stretch, ...]) -> bool:
    """Whether an event is what befell many in a longer time, and no happening of a day."""
    return not days and over_a_period(event, document)


def _kind(what: Iterable[Claim]) -> str | None:
    """The first exact kind that the tellings give, else the first."""
    codes = [claim.value.code for claim in what if isinstance(claim.value, Category)]
    return next((code for code in codes[:1] if not general(code)), None) or next(
        (code for code in codes if not general(code)), codes[0] if codes else None
    )


class _Tells:
    """The claims of events: of a denial what is denied, else what is not."""

    def __init__(self, events: Iterable[Event], denied: bool) -> None:
        self.events = tuple(events)
        self.denied = denied

    def __call__(self, role: Role) -> list[Claim]:
        """The claims on a role: persons' first, then the surest, then by text."""
        found = [
            claim
            for event in self.events
            for claim in event.of(role)
            if self.denied or claim.stance is not Stance.DENIED
        ]
        return sorted(found, key=lambda c: (not c.origin.startswith("review:"), -c.confidence))


def _days(claims: Iterable[Claim]) -> tuple[Stretch, ...]:
    found: dict[Stretch, None] = {}
    for claim in claims:
        value = claim.value
        if not isinstance(value, When) or value.first is None or value.last is None:
            continue
        if (value.last - value.first).days < limit("days"):
            found.setdefault((value.first, value.last))
    return tuple(found)[:_MOST_DAYS]


# A telling with more stretches of time than this is a chronicle.
_MOST_DAYS = 4


def _spots(claims: Iterable[Claim]) -> tuple[Spot, ...]:
    found = (spot_of(claim.value) for claim in claims)
    return tuple(dict.fromkeys(spot for spot in found if spot is not None))


def _names(claims: Iterable[Claim]) -> tuple[frozenset[str], ...]:
    found = {
        telling_words(claim.value.name) for claim in claims if isinstance(claim.value, ActorRef)
    }
    return tuple(sorted(found, key=sorted))


def limit(name: str) -> float:
    """A limit of data/linking.toml."""
    return float(table("linking")["limits"][name])
