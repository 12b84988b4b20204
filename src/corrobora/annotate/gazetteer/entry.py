"""What the gazetteer knows of a bearer of a name."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """The level of an entry."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    PLACE = "place"
    REGION = "region"


class Match(StrEnum):
    """How a name found an entry: by its main name, another name, or a likely transliteration."""

    MAIN = "main"
    OTHER = "other"
    LIKELY = "likely"


@dataclass(frozen=True, slots=True)
class Entry:
    """One bearer of a name.

    `id` is stable over versions (`geonames:NUMBER`, `region:NAME`, `user:NUMBER`). `admin1` and
    `admin2` are the ids of the units that contain it, `admin1_name`/`admin2_name` their names.
    `radius_km` is how far its ground reaches from the point. `feature` is a GeoNames code.
    """

    id: str
    name: str
    kind: Kind
    country: str
    latitude: float
    longitude: float
    population: int
    radius_km: float
    feature: str
    admin1: str | None = None
    admin2: str | None = None
    admin1_name: str | None = None
    admin2_name: str | None = None
    match: Match = Match.MAIN
