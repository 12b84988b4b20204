"""Where a happening was, reduced to what linking compares."""

import functools
from dataclasses import dataclass

from corrobora.codebook.table import table
from corrobora.link.names import fold
from corrobora.values import Place, PlaceCandidate, distance_km


@dataclass(frozen=True, slots=True)
class Spot:
    """A named place as far as it is beyond doubt.

    `name` is folded. `id` and the coordinates are those of the settled bearer of the name, None
    where the gazetteer is in doubt. `wide` marks a province or a country: it holds happenings and
    tells none from another.
    """

    name: str
    country: str | None = None
    id: str | None = None
    area: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    wide: bool = False


def spot_of(value: object) -> Spot | None:
    """The spot that a place names, None for a common noun, which names one to its text alone."""
    if not isinstance(value, Place) or not any(letter.isupper() for letter in value.name):
        return None
    town = _town(value)
    best = town or (value.candidates[0] if value.candidates else None)
    wide = town is None and value.radius_km is not None and value.radius_km > _limit("radius_km")
    country = value.country or _country(value)
    name = fold(value.name.split(",")[0])
    if best is None or _trusted(value, best) < _limit("candidate_score"):
        return Spot(name=name, country=country, wide=wide)
    return Spot(
        name=name,
        country=best.country or country,
        id=best.id,
        area=best.admin1,
        latitude=best.latitude,
        longitude=best.longitude,
        wide=wide,
    )


def kilometres(left: Spot, right: Spot) -> float | None:
    """How far apart two settled spots are, None where one is not settled."""
    if left.latitude is None or right.latitude is None:
        return None
    if left.longitude is None or right.longitude is None:
        return None
    return distance_km(left.latitude, left.longitude, (right.latitude, right.longitude))


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
    weights: dict[str, float] = {}
    for one in place.candidates:
        weights[one.country] = weights.get(one.country, 0.0) + one.score
    country = max(weights, key=lambda code: weights[code], default=None)
    return country if country and weights[country] >= _limit("country_share") else None


@functools.cache
def _limit(name: str) -> float:
    return float(table("linking")["limits"][name])
