"""Incidents as GeoJSON features (RFC 7946): a point where a place is known, null where not.

The point is that of the gazetteer's best bearer of the place's name, and `radius_km` among the
properties says how far off it may be: a map should draw the circle, never the bare point.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from corrobora.assemble.summary import Summary
from corrobora.export.rows import incident_row
from corrobora.model import Document


def feature(summary: Summary, documents: Mapping[str, Document]) -> dict[str, Any]:
    """The incident as a feature; its properties are the flat row without the coordinates."""
    row = incident_row(summary, documents)
    latitude, longitude = row.pop("latitude"), row.pop("longitude")
    point = None
    if latitude is not None and longitude is not None:
        point = {"type": "Point", "coordinates": [longitude, latitude]}
    properties = {
        name: value.isoformat() if isinstance(value, dt.date) else value
        for name, value in row.items()
    }
    return {
        "type": "Feature",
        "id": summary.incident.id,
        "geometry": point,
        "properties": properties,
    }
