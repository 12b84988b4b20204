"""The handlers of the API; they read what the pages read and decide by the same acts."""

from typing import Annotated, Any

import msgspec
from litestar import Router, get, post
from litestar.exceptions import HTTPException
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody, PathParameter, QueryParameter

from corrobora.assemble.summary import summary
from corrobora.export.incident_json import claim_object, incident_object
from corrobora.model import Document, Record, Verdict
from corrobora.record import decode
from corrobora.store import desk_query, query
from corrobora.store.desk_query import Search
from corrobora.web import acts
from corrobora.web.answers import found
from corrobora.web.guard import CODER
from corrobora.web.index import explore
from corrobora.web.index.rows import Row
from corrobora.web.pages.documents import claim_of
from corrobora.web.pages.explore import asked
from corrobora.web.pages.incidents import assembled
from corrobora.web.render import Asked, TheDesk


class Problem(Record, frozen=True, kw_only=True):
    """What went wrong."""

    status: int
    detail: str


class Rows(Record, frozen=True, kw_only=True):
    """A page of incidents: 50 at most, and how many there are in all."""

    total: int
    page: int
    incidents: tuple[Row, ...]


class Judgement(Record, frozen=True, kw_only=True):
    """A verdict on a claim; `seen` is the id of the newest decision on it that was known."""

    verdict: Verdict
    reason: str = ""
    seen: str | None = None


def _problems(*codes: int) -> dict[int, ResponseSpec]:
    return {code: ResponseSpec(Problem, description="A problem") for code in codes}


Id = Annotated[str, PathParameter(max_length=80)]
By = Annotated[str, QueryParameter(max_length=80)]
Words = Annotated[str, QueryParameter(max_length=200, description="Words that the incident holds")]
Number = Annotated[int, QueryParameter(ge=1, le=20_000)]


@get("/incidents", sync_to_thread=True, responses=_problems(400, 401, 403, 429))
def incidents(request: Asked, desk: TheDesk, q: Words = "", page: Number = 1) -> Rows:
    """Incidents that fit; every filter of the page Explore can stand in the query as well."""
    desk.index.refresh()
    wanted = asked(request, desk)
    fits = explore.fitting(desk.index, wanted)
    numbers = explore.numbers(desk.index.columns, fits, wanted)
    rows = desk_query.records(desk.index.file, numbers)
    decoded = tuple(decode(one, Row) for one in rows)
    return Rows(total=int(fits.sum()), page=wanted.page, incidents=decoded)


@get("/incidents/{incident_id:str}", sync_to_thread=True, responses=_problems(400, 401, 404))
def incident(request: Asked, desk: TheDesk, incident_id: Id) -> dict[str, Any]:
    """One incident with its answers, its sources and every claim."""
    desk.index.refresh()
    whole, one = assembled(desk, incident_id)
    policy = asked(request, desk).policy
    return incident_object(summary(whole, one, policy), whole.documents)


@get("/documents/{document_id:str}", sync_to_thread=True, responses=_problems(400, 401, 404))
def document(desk: TheDesk, document_id: Id) -> Document:
    """One report with its text."""
    return found(query.document(desk.workspace, document_id), "report")


@get("/documents/{document_id:str}/claims", sync_to_thread=True, responses=_problems(400, 401, 404))
def claims(desk: TheDesk, document_id: Id) -> list[dict[str, Any]]:
    """The claims in force on one report, with the words of every span."""
    one = found(query.document(desk.workspace, document_id), "report")
    every = query.claims_in_force(desk.workspace, [document_id])
    return [claim_object(claim, {one.id: one}) for claim in every]


@get("/decisions", sync_to_thread=True, responses=_problems(400, 401))
def decisions(desk: TheDesk, by: By = "", page: Number = 1) -> list[dict[str, Any]]:
    """Decisions, the newest first, 100 a page."""
    desk.index.refresh()
    search = Search(by=by or None, limit=100, offset=(page - 1) * 100)
    return [
        {"id": one.id, **msgspec.to_builtins(one)}
        for one in desk_query.rulings(desk.index.file, search)
    ]


@post(
    "/claims/{claim_id:str}/verdict",
    guards=[CODER],
    sync_to_thread=True,
    status_code=200,
    responses=_problems(400, 401, 403, 404, 409, 413, 429),
)
def judge(request: Asked, desk: TheDesk, claim_id: Id, data: JSONBody[Judgement]) -> dict[str, str]:
    """Say whether a claim reads its words right; send the CSRF cookie's value as x-csrftoken."""
    claim, _ = claim_of(desk, claim_id)
    try:
        acts.judge(desk, request.user, claim, data.verdict, data.reason, data.seen)
    except acts.Stale as stale:
        raise HTTPException(status_code=409, detail=str(stale)) from stale
    return {"claim": claim_id, "seen": acts.seen(desk, [claim_id])}


ROUTER = Router(
    "/api/v1", route_handlers=[incidents, incident, document, claims, decisions, judge], tags=["v1"]
)
