"""Explore: every incident by any filter, on a map, over time and in a table; what is shown leaves.

The address holds the whole query, so that it can be kept, sent on and exported.
"""

import functools
import io
import math
from typing import Any
from urllib.parse import urlencode

from litestar import Response, Router, get
from litestar.params import FromQuery
from msgspec import structs

from corrobora.assemble.policies import POLICIES
from corrobora.assemble.summary import summary
from corrobora.assemble.views import Views
from corrobora.errors import CorroboraError
from corrobora.export.writers import WRITERS, Told
from corrobora.model import Document
from corrobora.record import decode
from corrobora.store import desk_names, desk_query
from corrobora.web.answers import Page
from corrobora.web.desk import Desk
from corrobora.web.index import explore
from corrobora.web.index.columns import Mask
from corrobora.web.index.explore import FACETS, ROWS, SORTS, Found, Query
from corrobora.web.index.rows import Row
from corrobora.web.pages.incidents import assembled
from corrobora.web.render import Asked, TheDesk, page
from corrobora.web.views import maps
from corrobora.web.views.timeline import Timeline, timeline

# An export goes through the incidents one by one; this many take about a minute.
EXPORTED = 5000

_MEDIA = {".csv": "text/csv", ".jsonl": "application/jsonl", ".geojson": "application/geo+json"}


def asked(request: Asked, desk: Desk) -> Query:
    """The query in the address."""
    given = request.query_params
    return explore.parse(
        {name: given.get(name) for name in given if given.get(name) is not None},
        {name: given.getall(name, []) for name in FACETS},
        desk.options.policy,
    )


def address(query: Query, **changed: Any) -> str:
    """The query string of a query with some of it changed; None takes a thing out."""
    fields: list[tuple[str, Any]] = [
        ("q", query.q),
        ("name", query.name),
        ("after", query.after),
        ("before", query.before),
        ("undated", None if query.undated and query.dated else "0" if query.dated else "only"),
        ("began", "1" if query.began else None),
        ("mapped", None if query.mapped else "0"),
        ("box", ",".join(f"{one:g}" for one in query.box) if query.box else None),
        ("sort", query.sort if query.sort != "-date" else None),
        ("policy", query.policy),
        *((name, one) for name, values in query.facets.items() for one in values),
    ]
    kept = [(name, value) for name, value in fields if value and name not in changed]
    added = [(name, value) for name, value in changed.items() if value]
    return urlencode([*kept, *added])


@get("/explore", sync_to_thread=True)
def show(request: Asked, desk: TheDesk) -> Page:
    """The page of what fits the query."""
    desk.index.refresh()
    index, query = desk.index, asked(request, desk)
    # Pages and orders of one query share what is counted and drawn of it.
    same = structs.replace(query, page=1, sort="date")
    found, fits, drawn, bars = index.once(f"explore {same!r}", lambda: _shown(desk, same))
    numbers = explore.numbers(index.columns, fits, query)
    rows = [decode(one, Row) for one in desk_query.records(index.file, numbers)]
    reports = []
    if query.q.strip():
        wanted = desk_query.search_reports(index.file, query.q, 8)
        reports = desk_query.reports_named(index.file, wanted)
    without = {
        (name, one): address(query, **{name: None})
        + "".join(f"&{urlencode({name: other})}" for other in values if other != one)
        for name, values in query.facets.items()
        for one in values
    }
    return page(
        request,
        desk,
        "explore.html",
        query=query,
        q=query.q,
        found=found,
        rows=rows,
        reports=reports,
        facets=FACETS,
        sorts=SORTS,
        policies=list(POLICIES),
        address=address,
        without=without,
        pages=-(-found.total // ROWS),
        map=drawn,
        timeline=bars,
        exportable=found.total <= EXPORTED,
        profiles=[(name, ending) for name, endings in WRITERS.items() for ending in endings],
        name=_name(desk, query),
        label=functools.partial(explore.label, index.columns),
    )


@get("/explore/clusters", sync_to_thread=True)
def clusters(request: Asked, desk: TheDesk) -> list[dict[str, Any]]:
    """What fits the query within its box, gathered for a map."""
    query = asked(request, desk)
    box = query.box or (-180.0, -90.0, 180.0, 90.0)
    fits = explore.fitting(desk.index, query)
    found = explore.clusters(desk.index.columns, fits, box, 24)
    single = [one.number for one in found if one.n == 1]
    ids = _ids(desk, single)
    return [
        {
            "longitude": one.longitude,
            "latitude": one.latitude,
            "n": one.n,
            "box": one.box,
            "id": ids.get(one.number) if one.n == 1 else None,
            "dashed": one.dashed,
        }
        for one in found
    ]


@get("/explore/export", sync_to_thread=True)
def export(
    request: Asked,
    desk: TheDesk,
    profile: FromQuery[str] = "incidents",
    ending: FromQuery[str] = ".csv",
) -> Page:
    """What is shown as a file, in the order in which it is shown."""
    query = asked(request, desk)
    if ending not in WRITERS.get(profile, {}):
        raise CorroboraError(f"there is no export of {profile} to {ending}")
    fits = explore.fitting(desk.index, query)
    numbers = explore.all_numbers(desk.index.columns, fits, query)
    if len(numbers) > EXPORTED:
        raise CorroboraError(
            f"{len(numbers):,} are too many at once; the desk exports {EXPORTED:,}"
        )
    text = _written(desk, numbers, (profile, ending), query.policy)
    name = f"corrobora-{profile}{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text, media_type=_MEDIA[ending], headers=headers)


def _written(desk: Desk, numbers: list[int], wanted: tuple[str, str], policy: str) -> str:
    stream = io.StringIO(newline="")
    writer = WRITERS[wanted[0]][wanted[1]](stream)
    told: dict[str, list[Any]] = {}
    homes: dict[str, str] = {}
    documents: dict[str, Document] = {}
    for record in desk_query.records(desk.index.file, numbers):
        incident_id = decode(record, Row).id
        whole, incident = assembled(desk, incident_id)
        writer.incident(summary(whole, incident, policy), whole.documents)
        documents.update(whole.documents)
        for event in incident.events:
            told.setdefault(event.subject.anchor.document_id, []).append(event)
            homes[event.subject.id] = incident_id
    for document_id, events in told.items():
        views = Views(events=tuple(events))
        writer.document(Told(document=documents[document_id], views=views, incidents=homes))
    writer.end()
    return stream.getvalue()


def _shown(desk: Desk, query: Query) -> tuple[Found, Mask, maps.Map, Timeline | None]:
    """What is counted and drawn of a query."""
    found, fits = explore.find(desk.index, query)
    bars = timeline(explore.by_month(desk.index.columns, fits), found.undated)
    return found, fits, _map(desk, query, fits), bars


def _map(desk: Desk, query: Query, fits: Any) -> maps.Map:
    columns = desk.index.columns
    west, south, east, north = query.box or explore.extent(columns, fits) or (-170, -55, 180, 75)
    margin = max(east - west, north - south) * 0.06 + 0.3
    # Drawn to whole steps, so that the land need not be drawn anew for every query.
    step = max(0.25, round(margin))
    frame = maps.Frame(
        math.floor((west - margin) / step) * step,
        math.floor((south - margin) / step) * step,
        math.ceil((east + margin) / step) * step,
        math.ceil((north + margin) / step) * step,
    )
    found = explore.clusters(columns, fits, frame.bounds, 14)
    ids = _ids(desk, [one.number for one in found if one.n == 1])
    largest = max((one.n for one in found), default=1)
    spots = []
    base = address(query, box=None)
    for one in found[::-1]:
        x, y = frame.point(one.longitude, one.latitude)
        zoom = ",".join(f"{edge:.3f}" for edge in _around(one.box))
        href = f"/explore?{base}&box={zoom}"
        if one.n == 1 and one.number in ids:
            href = f"/incidents/{ids[one.number]}"
        spots.append(
            maps.Spot(
                x=x,
                y=y,
                r=round(8 + 12 * (one.n / largest) ** 0.5, 1),
                name="incidents here" if one.n > 1 else "incident",
                number=str(one.n),
                href=href,
                chosen=True,
                dashed=one.dashed,
            )
        )
    return maps.drawn(frame, spots)


def _around(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    return box[0] - 0.05, box[1] - 0.05, box[2] + 0.05, box[3] + 0.05


def _ids(desk: Desk, numbers: list[int]) -> dict[int, str]:
    records = desk_query.records(desk.index.file, numbers)
    return {number: decode(one, Row).id for number, one in zip(numbers, records, strict=False)}


def _name(desk: Desk, query: Query) -> str:
    totals = desk_names.totals_of(desk.index.file, query.name) if query.name else []
    return totals[0][1].name if totals else query.name


ROUTER = Router("/", route_handlers=[show, clusters, export])
