"""The desk itself: what needs a person, by what a decision is worth, and the next question."""

import datetime as dt
import functools
from typing import Any
from urllib.parse import urlencode

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery
from msgspec import structs

from corrobora.model import Claim, Event, Role
from corrobora.record import decode
from corrobora.store import desk_query, desk_questions, query, tail
from corrobora.store.accounts import User
from corrobora.store.desk_questions import Wanted
from corrobora.values import Place
from corrobora.web import acts, forms, words
from corrobora.web.answers import Filled, Page, acting, back, found, go
from corrobora.web.desk import Desk
from corrobora.web.guard import CODER
from corrobora.web.index.entries import title_of
from corrobora.web.index.questions import KINDS, SENSITIVE, Question
from corrobora.web.render import Asked, TheDesk, page
from corrobora.web.undoing import act_of
from corrobora.web.views.document import is_event
from corrobora.web.views.excerpt import excerpt

SHOWN = 40
AREAS = 12
# Letters on either side of the words, where several reports are shown beside each other.
_AROUND = 100
WHOSE = {"all": "everybody’s", "mine": "mine", "others": "others’", "nobody": "nobody’s"}
NOT_TODAY = (*SENSITIVE, "children")


@get("/", sync_to_thread=True)
def show(
    request: Asked,
    desk: TheDesk,
    kind: FromQuery[str] = "",
    whose: FromQuery[str] = "all",
    question: FromQuery[str] = "",
    area: FromQuery[str | None] = None,
) -> Page:
    """The queue, and the question that is looked at."""
    desk.index.refresh()
    user = request.user
    taken = desk.accounts.aside("taken")
    later = set(desk.accounts.aside("later", user.name))
    left_out = set(desk.accounts.aside("not today", user.name))
    asked = Wanted(kinds=(kind,) if kind in KINDS else (), area=area, limit=SHOWN)
    listed = _listed(desk, asked, whose, (user, taken, later, left_out))
    file = desk.index.file
    counts = desk.index.once("questions", lambda: desk_questions.question_counts(file))
    open_taken = [
        decode(one, Question) for one in desk_questions.questions_among(desk.index.file, taken)
    ]
    mine = sum(taken[one.id] == user.name for one in open_taken)
    record = desk_questions.question(desk.index.file, question) if question else None
    looked_at = decode(record, Question) if record else (listed[0] if listed else None)
    today = dt.datetime.now(dt.UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return page(
        request,
        desk,
        "queue.html",
        kinds=KINDS,
        kind=kind,
        whose=whose if whose in WHOSE else "all",
        whoses=WHOSE,
        counts=_summed(counts, 0, area),
        area=area,
        areas=_areas(counts, kind),
        total=sum(counts.values()),
        mine=mine,
        others=len(open_taken) - mine,
        listed=listed,
        taken=taken,
        looked_at=looked_at,
        preview=_preview(desk, looked_at) if looked_at else None,
        title_of=title_of,
        address=functools.partial(_address, kind=kind, whose=whose, area=area),
        not_today=NOT_TODAY,
        left_out=left_out,
        decided=desk_query.decided_since(
            desk.index.file, user.origin, today.isoformat(timespec="microseconds")
        ),
        is_empty=desk_query.count_reports(desk.index.file) == 0,
    )


@post("/questions/{question_id:str}/aside", guards=[CODER], sync_to_thread=True)
def aside(request: Asked, desk: TheDesk, question_id: FromPath[str], data: Filled) -> Page:
    """Take a question, give it back, or put it off for a day."""
    found(desk_questions.question(desk.index.file, question_id), "question")
    what, name = forms.field(data, "what"), request.user.name
    if what == "take":
        desk.accounts.set_aside("taken", question_id, name, 24 * 14)
    elif what == "give back":
        desk.accounts.take_back("taken", [question_id], name)
    elif what == "later":
        desk.accounts.set_aside("later", question_id, name, 24)
    return go("/" if what == "later" else f"/?question={question_id}")


@post("/not-today", sync_to_thread=True)
def not_today(request: Asked, desk: TheDesk, data: Filled) -> Page:
    """Leave out what a person does not want to read about for a day; nobody is told."""
    given = data.get("out", [])
    chosen = {given} if isinstance(given, str) else set(given)
    desk.accounts.take_back("not today", NOT_TODAY, request.user.name)
    for one in chosen & set(NOT_TODAY):
        desk.accounts.set_aside("not today", one, request.user.name, 18)
    return go("/")


@post("/undo/{decision_id:str}", guards=[CODER], sync_to_thread=True)
def undo(request: Asked, desk: TheDesk, decision_id: FromPath[str], data: Filled) -> Page:
    """Take an act back: a person's own, or any as a reviewer."""
    act = found(act_of(desk, decision_id), "decision")
    then = back(data, "/")

    def do() -> None:
        own = act.by == request.user.origin
        if not own and not request.user.role.allows(type(request.user.role).REVIEWER):
            raise forms.FormError("a coder undoes his own acts only")
        acts.undo(desk, request.user, act)

    return acting(request, desk, data, then, do)


Aside = tuple[User, dict[str, str], set[str], set[str]]
Counts = dict[tuple[str, str], int]


def _address(**wanted: str | None) -> str:
    """The query string of these filters; those without a value are left out, "" of an area not."""
    return urlencode(
        {name: one for name, one in wanted.items() if one or (name == "area" and one is not None)}
    )


def _summed(counts: Counts, by: int, only: str | None) -> dict[str, int]:
    """How many questions there are by kind (0) or by area (1), of one of the other only."""
    found: dict[str, int] = {}
    for both, n in counts.items():
        if not only or both[1 - by] == only:
            found[both[by]] = found.get(both[by], 0) + n
    return found


def _areas(counts: Counts, kind: str) -> list[tuple[str, str, int]]:
    """Code, name and number of questions of the areas with most, what is settled nowhere last."""
    found = _summed(counts, 1, kind)
    ordered = sorted(found, key=lambda code: (not code, -found[code], code))[:AREAS]
    return [(code, words.country(code) or "not settled", found[code]) for code in ordered]


def _listed(desk: Desk, asked: Wanted, whose: str, set_aside: Aside) -> list[Question]:
    """The first questions that are whose, neither put off nor left out."""
    user, taken, later, left_out = set_aside
    if whose in ("mine", "others"):
        wanted = [q for q, name in taken.items() if (name == user.name) == (whose == "mine")]
        records = desk_questions.questions_among(desk.index.file, wanted)
        some = [decode(one, Question) for one in records]
        some = [one for one in some if not asked.kinds or one.kind in asked.kinds]
        some = [one for one in some if asked.area is None or one.area == asked.area]
        return sorted(some, key=lambda one: (-one.worth, one.id))[:SHOWN]
    shown: list[Question] = []
    while len(shown) < SHOWN:
        records = desk_questions.questions(desk.index.file, asked)
        if not records:
            break
        asked = structs.replace(asked, offset=asked.offset + len(records))
        for one in (decode(record, Question) for record in records):
            out = one.id in later or left_out & set(one.sensitive)
            if not out and not (whose == "nobody" and one.id in taken):
                shown.append(one)
    return shown[:SHOWN]


def _preview(desk: Desk, question: Question) -> dict[str, Any]:
    """The words that a question is about, and what the program has to say."""
    if question.kind == "join" and question.left and question.right:
        pairs = desk_query.pairs_of(desk.index.file, [question.left])
        pair = next(
            (p for p in pairs if p.right == question.right or p.left == question.right), None
        )
        sides = [_telling(desk, question.left), _telling(desk, question.right)]
        mark = acts.seen(desk, [question.left, question.right])
        return {"sides": [one for one in sides if one], "pair": pair, "seen": mark}
    if question.claim and question.document:
        claims = [c for c in _claims(desk, question) if c.id == question.claim]
        document = query.document(desk.workspace, question.document)
        sides = [excerpt(document, claims)] if document and claims else []
        mark = acts.seen(desk, [question.claim])
        dropped = question.kind == "refused" and any(is_event(one) for one in claims)
        return {"sides": sides, "pair": None, "seen": mark, "dropped": dropped}
    subjects = desk_query.subjects_of(desk.index.file, [question.incident or ""])
    role = Role.TOLL if question.kind == "toll" else Role.WHERE
    told = (_telling(desk, subject, role) for subject in subjects[:6])
    by_report = {one.document.id: one for one in told if one is not None}
    sides = list(by_report.values())
    mark = acts.seen(desk, subjects)
    bearer = _unsettled(desk, subjects) if question.kind == "place" else None
    if bearer is not None:
        mark = acts.seen(desk, [bearer.id])
    return {"sides": sides[:4], "pair": None, "seen": mark, "place": bearer}


def _unsettled(desk: Desk, subjects: list[str]) -> Claim | None:
    """The claim on a place that has the most bearers of its name."""
    documents = tail.documents_of_subjects(desk.workspace, tuple(subjects))
    found = [
        claim
        for claim in query.claims_in_force(desk.workspace, documents)
        if claim.subject.id in subjects
        and isinstance(claim.value, Place)
        and len(claim.value.candidates) > 1
    ]
    return max(found, key=lambda claim: (_bearers(claim), claim.id), default=None)


def _bearers(claim: Claim) -> int:
    return len(claim.value.candidates) if isinstance(claim.value, Place) else 0


def _claims(desk: Desk, question: Question) -> list[Claim]:
    claims = list(query.claims_in_force(desk.workspace, [question.document or ""]))
    refused = (
        query.refusals(desk.workspace, question.document) if question.kind == "refused" else ()
    )
    return claims + [one.claim for one in refused if one.claim is not None]


def _telling(desk: Desk, subject: str, role: Role | None = None) -> Any:
    documents = tail.documents_of_subjects(desk.workspace, (subject,))
    claims = tuple(
        claim
        for claim in query.claims_in_force(desk.workspace, documents)
        if claim.subject.id == subject
    )
    document = query.document(desk.workspace, documents[0]) if documents else None
    if document is None or not claims:
        return None
    event = Event(subject=claims[0].subject, claims=claims)
    wanted = event.of(role) if role else claims
    return excerpt(document, wanted, _AROUND) if wanted else None


ROUTER = Router("/", route_handlers=[show, aside, not_today, undo])
