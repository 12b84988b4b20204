"""An event reduced to what linking compares: one document's telling of a happening."""

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corrobora.codebook.table import table
from corrobora.link.names import fold, telling_words
from corrobora.model import Claim, Document, Event, Role
from corrobora.values import (
    ActorRef,
    Category,
    Outcome,
    Place,
    PlaceCandidate,
    Stage,
    Stance,
    Toll,
    When,
)

_REAL = frozenset({Stage.HAPPENED, Stage.ONGOING})


@dataclass(frozen=True, slots=True)
class Telling:
    """What linking compares of one event.

    `kind` None, days None and no `place_key` mean that the text leaves them open or too wide. A
    place is known by the gazetteer id of its best candidate (`candidate`) and by its folded name
    within its country (`place_name`), as far as either is beyond doubt. `report_day` is set where
    the event is dated by the day on which the document was published.
    """

    subject: str
    document: str
    kind: str | None
    real: bool
    first: dt.date | None = None
    last: dt.date | None = None
    report_day: bool = False
    candidate: str | None = None
    place_name: tuple[str, str] | None = None
    tolls: frozenset[tuple[Outcome, int | None, int | None]] = frozenset()
    who: tuple[frozenset[str], ...] = ()
    whom: tuple[frozenset[str], ...] = ()
    words: frozenset[str] = frozenset()

    @property
    def comparable(self) -> bool:
        """Whether a machine may join this event to another at all."""
        placed = self.candidate is not None or self.place_name is not None
        return self.real and self.kind is not None and self.first is not None and placed


def tellings(events: Iterable[Event], documents: Mapping[str, Document]) -> list[Telling]:
    """The tellings of `events` in the order of their subjects' ids."""
    found = [_telling(event, documents.get(event.subject.anchor.document_id)) for event in events]
    return sorted(found, key=lambda telling: telling.subject)


def _telling(event: Event, document: Document | None) -> Telling:
    what = event.of(Role.WHAT)
    main = what[0] if what else None
    first, last = _days(_surest(event, Role.WHEN))
    published = document.published if document else None
    candidate, name = _place(_surest(event, Role.WHERE))
    return Telling(
        subject=event.subject.id,
        document=event.subject.anchor.document_id,
        kind=main.value.code if main and isinstance(main.value, Category) else None,
        real=main is not None and main.stage in _REAL and main.stance is not Stance.DENIED,
        first=first,
        last=last,
        report_day=published is not None and published in (first, last),
        candidate=candidate,
        place_name=name,
        tolls=frozenset(
            (claim.value.outcome, claim.value.low, claim.value.high)
            for claim in event.of(Role.TOLL)
            if isinstance(claim.value, Toll) and claim.stance is not Stance.DENIED
        ),
        who=_names(event.of(Role.WHO)),
        whom=_names(event.of(Role.WHOM)),
        words=_words(document, what),
    )


def _surest(event: Event, role: Role) -> Claim | None:
    """A person's claim, else the surest, the first in text order among equals."""
    asserted = [claim for claim in event.of(role) if claim.stance is not Stance.DENIED]
    person = [claim for claim in asserted if claim.origin.startswith("review:")]
    return max(person or asserted, key=lambda claim: claim.confidence, default=None)


def _days(claim: Claim | None) -> tuple[dt.date | None, dt.date | None]:
    if claim is None or not isinstance(claim.value, When):
        return None, None
    first, last = claim.value.first, claim.value.last
    if first is None or last is None or (last - first).days >= limit("days"):
        return None, None
    return first, last


def _place(claim: Claim | None) -> tuple[str | None, tuple[str, str] | None]:
    if claim is None or not isinstance(claim.value, Place):
        return None, None
    place = claim.value
    # A common noun ("the market") names a place to its own document alone.
    if not any(letter.isupper() for letter in place.name):
        return None, None
    town = _town(place)
    wide = place.radius_km is not None and place.radius_km > limit("radius_km")
    if wide and town is None:
        return None, None
    best = town or (place.candidates[0] if place.candidates else None)
    country = place.country or _country(place)
    folded = fold(place.name)
    named = (country, folded) if country and folded else None
    settled = best is not None and _trusted(place, best) >= limit("candidate_score")
    return (best.id if best is not None and settled else None), named


def _town(place: Place) -> PlaceCandidate | None:
    """The town whose name the best candidate, a province or district, only bears after it.

    A report that says "in Kunduz" names the town, whichever of the two the gazetteer puts first;
    one that says "Kunduz province" has no town among its candidates.
    """
    if not place.candidates or not (place.candidates[0].feature or "").startswith("ADM"):
        return None
    best = place.candidates[0]
    return next((one for one in place.candidates if _namesake(one, best)), None)


def _namesake(one: PlaceCandidate, best: PlaceCandidate) -> bool:
    town = (one.feature or "").startswith("PPL")
    return town and one.country == best.country and fold(one.name) == fold(best.name)


def _trusted(place: Place, chosen: PlaceCandidate) -> float:
    """How sure the gazetteer is of a candidate, the units that bear its town's name included."""
    return sum(
        one.score for one in place.candidates if one.id == chosen.id or _namesake(chosen, one)
    )


def _country(place: Place) -> str | None:
    """The country of nearly all that the candidates weigh, if there is one."""
    shares: dict[str, float] = {}
    for one in place.candidates:
        shares[one.country] = shares.get(one.country, 0.0) + one.score
    country = max(shares, key=lambda code: shares[code], default=None)
    return country if country and shares[country] >= limit("country_share") else None


def _names(claims: Iterable[Claim]) -> tuple[frozenset[str], ...]:
    found = {
        telling_words(claim.value.name) for claim in claims if isinstance(claim.value, ActorRef)
    }
    return tuple(sorted(found, key=sorted))


def _words(document: Document | None, what: Iterable[Claim]) -> frozenset[str]:
    if document is None:
        return frozenset()
    return frozenset(fold(document.quote(claim.spans[0])) for claim in what)


def limit(name: str) -> float:
    """A limit of data/linking.toml."""
    return float(table("linking")["limits"][name])


@functools.cache
def families(kind: str) -> frozenset[str]:
    """The families of a kind in the codebook; a kind that it does not know is its own family."""
    entry = table("codebook")["kinds"].get(kind)
    return frozenset(entry["family"]) if entry else frozenset({kind})


@functools.cache
def general(kind: str) -> bool:
    """Whether a kind leaves open which more exact kind it was."""
    entry = table("codebook")["kinds"].get(kind)
    return bool(entry and entry.get("general", False))
