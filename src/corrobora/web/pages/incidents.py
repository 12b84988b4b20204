"""The page of an incident: what its sources say, side by side, and what people make of it."""

from typing import Any

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery

from corrobora.assemble.incidents import Assembled
from corrobora.assemble.policies import POLICIES
from corrobora.assemble.summary import Summary, summary
from corrobora.assemble.views import views
from corrobora.model import Incident, Note, Role, Same, SetStatus, Status, Verdict
from corrobora.record import decode
from corrobora.store import desk_query, query
from corrobora.values import Outcome, Place
from corrobora.web import acts, forms
from corrobora.web.answers import Filled, Page, acting, found, go
from corrobora.web.desk import Desk
from corrobora.web.guard import CODER, REVIEWER
from corrobora.web.index.rows import Row
from corrobora.web.pages.documents import lists
from corrobora.web.render import Asked, TheDesk, page, watched
from corrobora.web.views import maps
from corrobora.web.views.charts import history
from corrobora.web.views.document import Known
from corrobora.web.views.document import page as document_page
from corrobora.web.views.incident import SIGNS, matrix


def assembled(desk: Desk, incident_id: str) -> tuple[Assembled, Incident]:
    """One incident with its documents and decisions. Raises NotFoundException."""
    tellings = desk_query.tellings_of(desk.index.file, incident_id)
    subjects, documents = set(tellings), set(tellings.values())
    claims = [
        claim
        for claim in query.claims_in_force(desk.workspace, documents)
        if claim.subject.id in subjects
    ]
    about = subjects | {claim.id for claim in claims}
    decisions = tuple(desk_query.rulings_about(desk.index.file, about))
    seen = views(claims, decisions)
    incident = found(Incident(events=seen.events) if seen.events else None, "incident")
    known = {one.id: one for one in query.documents(desk.workspace, documents)}
    return Assembled(known, seen, (incident,), (), decisions), incident


@get("/incidents/{incident_id:str}", sync_to_thread=True)
def show(
    request: Asked, desk: TheDesk, incident_id: FromPath[str], policy: FromQuery[str] = ""
) -> Page:
    """The page of one incident under a policy."""
    desk.index.refresh()
    policy = policy if policy in POLICIES else desk.options.policy
    whole, incident = assembled(desk, incident_id)
    told = summary(whole, incident, policy)
    documents = whole.documents
    compared = matrix(told, documents)
    letters = {one.document.id: one.letter for one in compared.tellings}
    subjects = [event.subject.id for event in incident.events]
    places = [v for v in told.answer(Role.WHERE).values if isinstance(v, Place)]
    histories = [h for toll in told.tolls if (h := history(toll, documents, letters))]
    kept = found(desk_query.record_of(desk.index.file, incident_id), "incident")
    row = decode(kept, Row)
    inside, outside = _pairs(desk, subjects, whole)
    return page(
        request,
        desk,
        "incident.html",
        incident_id=incident_id,
        row=row,
        told=told,
        killed=told.toll(Outcome.KILLED),
        injured=told.toll(Outcome.INJURED),
        compared=compared,
        cards=_cards(desk, told, whole),
        signs=SIGNS,
        histories=histories,
        places=places,
        map=maps.of_places(places),
        policies=list(POLICIES),
        policy=policy,
        seen=acts.newest(whole.decisions, subjects),
        watch=watched("incidents", incident_id, whole.decisions),
        decisions=_told(whole, subjects),
        inside=inside,
        outside=outside,
        near=_near(desk, row),
        statuses=list(Status),
        lists=lists(),
        back=f"/incidents/{incident_id}",
        opened="",
    )


@post("/incidents/{incident_id:str}/status", guards=[REVIEWER], sync_to_thread=True)
def set_status(request: Asked, desk: TheDesk, incident_id: FromPath[str], data: Filled) -> Page:
    """Say how far the incident is in review."""
    subjects = found(desk_query.subjects_of(desk.index.file, [incident_id]) or None, "incident")

    def act() -> None:
        status = forms.choice(data, "status", Status, None)
        if status is None:
            raise forms.FormError("choose a status")
        reason = forms.field(data, "reason")
        acts.set_status(desk, request.user, subjects, status, reason, data.get("seen"))

    then = "/" if data.get("back") == "/" else f"/incidents/{incident_id}"
    return acting(request, desk, data, then, act)


@post("/incidents/{incident_id:str}/note", guards=[CODER], sync_to_thread=True)
def note(request: Asked, desk: TheDesk, incident_id: FromPath[str], data: Filled) -> Page:
    """Add a remark on the incident."""
    subjects = found(desk_query.subjects_of(desk.index.file, [incident_id]) or None, "incident")

    def act() -> None:
        text = forms.field(data, "note", 5000)
        if not text:
            raise forms.FormError("a note has words")
        acts.note(desk, request.user, min(subjects), text)

    return acting(request, desk, data, f"/incidents/{incident_id}", act)


@post("/incidents/{incident_id:str}/join", guards=[REVIEWER], sync_to_thread=True)
def join(request: Asked, desk: TheDesk, incident_id: FromPath[str], data: Filled) -> Page:
    """Make one incident of this and another."""
    subjects = found(desk_query.subjects_of(desk.index.file, [incident_id]) or None, "incident")

    def act() -> None:
        typed = forms.field(data, "other") or forms.field(data, "near")
        other = typed.rstrip("/").rpartition("/")[2]
        others = desk_query.subjects_of(desk.index.file, [other])
        if not others:
            raise forms.FormError(f"there is no incident {other!r}; give its id or its address")
        if other == incident_id:
            raise forms.FormError("that is this incident itself")
        reason = forms.field(data, "reason")
        acts.join(desk, request.user, (subjects, others), reason, data.get("seen"))

    answer = acting(request, desk, data, f"/incidents/{incident_id}", act)
    return _moved(desk, answer, subjects[0])


@post("/incidents/{incident_id:str}/split", guards=[REVIEWER], sync_to_thread=True)
def split(request: Asked, desk: TheDesk, incident_id: FromPath[str], data: Filled) -> Page:
    """Take the chosen events out of the incident."""
    subjects = found(desk_query.subjects_of(desk.index.file, [incident_id]) or None, "incident")
    given = data.get("event", [])
    out = [given] if isinstance(given, str) else list(given)
    rest = [one for one in subjects if one not in out]

    def act() -> None:
        if not out or not rest or not set(out) <= set(subjects):
            raise forms.FormError("choose some of the events, not all")
        reason = forms.field(data, "reason")
        acts.split(desk, request.user, (out, rest), reason, data.get("seen"))

    answer = acting(request, desk, data, f"/incidents/{incident_id}", act)
    return _moved(desk, answer, rest[0] if rest else subjects[0])


@post("/pairs/{left:str}/{right:str}", guards=[REVIEWER], sync_to_thread=True)
def rule(
    request: Asked, desk: TheDesk, left: FromPath[str], right: FromPath[str], data: Filled
) -> Page:
    """Say whether two events are one happening."""
    known = desk_query.incidents_of(desk.index.file, [left, right])
    found(known if len(known) == 2 and left != right else None, "pair of events")

    def act() -> None:
        verdict = forms.choice(data, "verdict", Verdict, None)
        if verdict is None:
            raise forms.FormError("say yes, no or unsure")
        reason = forms.field(data, "reason")
        acts.rule_pair(desk, request.user, (left, right), verdict, reason, data.get("seen"))

    then = "/" if data.get("back") == "/" else f"/incidents/{known.get(left, '')}"
    answer = acting(request, desk, data, then, act)
    return answer if then == "/" else _moved(desk, answer, left)


def _moved(desk: Desk, answer: Page, subject: str) -> Page:
    """The answer, sent on to the incident that now holds the event: its id may be another."""
    if answer.status_code != 303:
        return answer
    home = desk_query.incidents_of(desk.index.file, [subject]).get(subject)
    return go(f"/incidents/{home}" if home else "/")


def _cards(desk: Desk, told: Summary, whole: Assembled) -> dict[str, list[Any]]:
    """For each report the cards of its events, with rejected claims."""
    wanted = {event.subject.id for event in told.incident.events}
    every = [*told.claims, *whole.views.rejected]
    cards = {}
    for document in whole.documents.values():
        own = tuple(claim for claim in every if claim.document_id == document.id)
        shown = document_page(document, Known(claims=own, decisions=whole.decisions))
        cards[document.id] = [card for card in shown.events if card.subject.id in wanted]
    return cards


def _told(whole: Assembled, subjects: list[str]) -> list[Any]:
    about = set(subjects)
    kept = [
        one
        for one in whole.decisions
        if (isinstance(one, SetStatus) and one.subject in about)
        or (isinstance(one, Note) and one.about in about)
        or (isinstance(one, Same) and one.by_person and {one.left, one.right} & about)
    ]
    return kept[::-1][:40]


def _pairs(desk: Desk, subjects: list[str], whole: Assembled) -> tuple[list[Any], list[Any]]:
    """How the program judged pairs within the incident, and pairs with others that it doubts."""
    own = set(subjects)
    pairs = desk_query.pairs_of(desk.index.file, subjects)
    inside = [pair for pair in pairs if pair.left in own and pair.right in own]
    doubted = [p for p in pairs if (p.left in own) != (p.right in own) and p.verdict != "no"][:20]
    others = [p.right if p.left in own else p.left for p in doubted]
    homes = desk_query.incidents_of(desk.index.file, others)
    ruled = {
        (one.left, one.right): one
        for one in whole.decisions
        if isinstance(one, Same) and one.by_person
    }
    outside = []
    for pair, other in zip(doubted, others, strict=True):
        kept = desk_query.record_of(desk.index.file, homes.get(other, ""))
        if kept is not None:
            outside.append((pair, decode(kept, Row), ruled.get((pair.left, pair.right))))
    return inside, outside


def _near(desk: Desk, row: Row) -> list[Row]:
    """Incidents of the same country within three days: what one may want to join."""
    columns = desk.index.columns
    code = columns.countries.get(row.country or "not settled")
    if row.first is None or code is None or not row.country:
        return []
    day = row.first.toordinal()
    close = columns["alive"] & (columns["country"] == code)
    close &= (columns["first"] >= day - 3) & (columns["first"] <= day + 3)
    numbers = columns["number"][close][:12].tolist()
    rows = [decode(one, Row) for one in desk_query.records(desk.index.file, numbers)]
    return [one for one in rows if one.id != row.id]


ROUTER = Router("/", route_handlers=[show, set_status, note, join, split, rule])
