"""Maps as paths for templates to draw: land, and circles that say how far off a place may be."""

import functools
import math
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from corrobora.model import Record
from corrobora.values import Place, PlaceCandidate
from corrobora.web.desk import static_folder

WIDTH, HEIGHT = 720, 450

# One degree of latitude.
_KM = 111.2


class Spot(Record, frozen=True, kw_only=True):
    """A circle on a map; `chosen` is drawn full, others hollow."""

    x: float
    y: float
    r: float
    name: str
    number: str
    href: str
    chosen: bool
    dashed: bool
    label: bool = True


class Map(Record, frozen=True, kw_only=True):
    """A map's land and circles, in an image of WIDTH by HEIGHT."""

    land: str
    spots: tuple[Spot, ...]
    bounds: tuple[float, float, float, float]
    scale: tuple[float, str]

    @property
    def width(self) -> int:
        """The width of the image."""
        return WIDTH

    @property
    def height(self) -> int:
        """The height of the image."""
        return HEIGHT


class Frame:
    """A piece of the world brought to an image: plate carrée, true to scale in its middle."""

    def __init__(self, west: float, south: float, east: float, north: float) -> None:
        middle = math.radians((south + north) / 2)
        self.stretch = max(0.1, math.cos(middle))
        across = max((east - west) * self.stretch, 0.02)
        up = max(north - south, 0.02)
        self.per_degree = min(WIDTH / across, HEIGHT / up)
        self.west = (west + east) / 2 - WIDTH / 2 / self.per_degree / self.stretch
        self.north = (south + north) / 2 + HEIGHT / 2 / self.per_degree

    def point(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place lies in the image."""
        x = (longitude - self.west) * self.stretch * self.per_degree
        return round(x, 1), round((self.north - latitude) * self.per_degree, 1)

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north of the whole image."""
        east = self.west + WIDTH / self.per_degree / self.stretch
        return self.west, self.north - HEIGHT / self.per_degree, east, self.north

    def kilometres(self, length: float) -> float:
        """A length on the ground in the image."""
        return length / _KM * self.per_degree

    def scale(self) -> tuple[float, str]:
        """A round length of about a tenth of the image, and its words."""
        tenth = WIDTH / 8 / self.per_degree * _KM
        step = 10 ** math.floor(math.log10(max(tenth, 0.1)))
        length = max(one for one in (step, 2 * step, 5 * step) if one <= max(tenth, step))
        return self.kilometres(length), f"{length:g} km"


def of_places(places: Sequence[Place]) -> Map | None:
    """The candidates of an incident's places, None where the gazetteer has none."""
    found = [(place, one, at == 0) for place in places for at, one in enumerate(place.candidates)]
    if not found:
        return None
    best = places[0].candidates[0] if places[0].candidates else found[0][1]
    near = [
        one
        for _, one, _ in found
        if abs(one.latitude - best.latitude) < 6 and abs(one.longitude - best.longitude) < 9
    ]
    margin = 1.2
    frame = Frame(
        min(one.longitude for one in near) - margin,
        min(one.latitude for one in near) - margin,
        max(one.longitude for one in near) + margin,
        max(one.latitude for one in near) + margin,
    )
    spots = []
    drawn_ids: set[str] = set()
    for place, one, first in found[:60]:
        if one.id in drawn_ids:
            continue
        drawn_ids.add(one.id)
        x, y = frame.point(one.longitude, one.latitude)
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            radius = frame.kilometres(place.radius_km) if place.radius_km and first else 0
            spots.append(
                Spot(
                    x=x,
                    y=y,
                    r=round(max(radius, 5), 1),
                    name=f"{one.name}, {one.admin1 or one.country}",
                    number=f"{one.score:.2f}".removeprefix("0"),
                    href="",
                    chosen=first,
                    dashed=bool(radius),
                    label=first and len(drawn_ids) == 1,
                )
            )
    spots.sort(key=lambda spot: (spot.chosen, -spot.r))
    return drawn(frame, spots)


def points_of(places: Sequence[Place]) -> str:
    """The candidates of places as JSON, for the map that a script draws."""
    different = {one.id: (place, one, at) for place in reversed(places) for at, one in _best(place)}
    found = [
        {
            "name": one.name,
            "lon": one.longitude,
            "lat": one.latitude,
            "score": one.score,
            "chosen": at == 0,
            "km": place.radius_km if at == 0 else None,
        }
        for place, one, at in different.values()
    ]
    return msgspec.json.encode(found).decode()


def _best(place: Place) -> list[tuple[int, PlaceCandidate]]:
    return list(enumerate(place.candidates[:40]))


def drawn(frame: Frame, spots: Iterable[Spot]) -> Map:
    """The map of a frame."""
    west, south, east, north = frame.bounds
    return Map(
        land=_land(frame.west, frame.north, frame.per_degree, frame.stretch),
        spots=tuple(spots),
        bounds=(max(-180, west), max(-85, south), min(180, east), min(85, north)),
        scale=frame.scale(),
    )


@functools.lru_cache(maxsize=256)
def _land(west: float, north: float, per_degree: float, stretch: float) -> str:
    """The path of the land in a frame, at the precision of the image."""
    frame = Frame.__new__(Frame)
    frame.west, frame.north, frame.per_degree, frame.stretch = west, north, per_degree, stretch
    left, bottom, right, top = frame.bounds
    wide = right - left > 25
    paths = []
    for (w, s, e, n), rings in _shapes("world.json" if wide else "world-near.json"):
        seen = w < right and e > left and s < top and n > bottom
        # What would be smaller than two points of the image is left out.
        if seen and max((e - w) * stretch, n - s) * per_degree > 2:
            paths.append("".join(_path(frame, ring) for ring in rings))
    return "".join(paths)


def _path(frame: Frame, ring: Sequence[Sequence[float]]) -> str:
    points = [
        (
            round((longitude - frame.west) * frame.stretch * frame.per_degree),
            round((frame.north - latitude) * frame.per_degree),
        )
        for longitude, latitude in ring
    ]
    near = [_near(x, y) for x, y in points]
    kept: list[str] = []
    last: tuple[int, int] | None = None
    for at, point in enumerate(points):
        # Far outside the image a bent line is as good as its ends; where it comes in, it is not.
        comes_in = near[at] or near[at - 1] or near[(at + 1) % len(near)]
        if point != last and (comes_in or at % 12 == 0):
            kept.append(f"{point[0]} {point[1]}")
            last = point
    return "M" + "L".join(kept) + "Z"


def _near(x: int, y: int) -> bool:
    return -60 <= x <= WIDTH + 60 and -60 <= y <= HEIGHT + 60


Shape = tuple[tuple[float, float, float, float], list[list[list[float]]]]


@functools.cache
def _shapes(file: str) -> list[Shape]:
    """The polygons of a drawing with their bounds; none where the drawing is not laid in."""
    path = static_folder() / "vendor" / file
    if not path.is_file():
        return []
    drawing: Any = msgspec.json.decode(path.read_bytes())
    found: list[Shape] = []
    for feature in drawing["features"]:
        for polygon in feature["geometry"]["coordinates"]:
            longitudes = [point[0] for point in polygon[0]]
            latitudes = [point[1] for point in polygon[0]]
            box = min(longitudes), min(latitudes), max(longitudes), max(latitudes)
            found.append((box, polygon))
    return found
