"""The page of a report: its words, what is claimed of them, and what people make of that."""

from collections.abc import Iterable
from typing import Any

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery

from corrobora.errors import CorroboraError
from corrobora.model import Claim, Document, Refusal, Subject, Verdict
from corrobora.record import decode
from corrobora.store import desk_query, desk_questions, query, tail
from corrobora.values import ActorKind, Outcome, Stage, Stance
from corrobora.web import acts, forms
from corrobora.web.answers import Filled, Page, acting, back, found
from corrobora.web.desk import Desk
from corrobora.web.guard import CODER
from corrobora.web.index.entries import title_of
from corrobora.web.index.questions import Question
from corrobora.web.render import Asked, TheDesk, page, watched
from corrobora.web.views.document import Known, shown_claim
from corrobora.web.views.document import page as document_page


def lists() -> dict[str, Any]:
    """What the forms offer to choose from."""
    return {
        "kinds": forms.kinds(),
        "outcomes": list(Outcome),
        "actor_kinds": list(ActorKind),
        "stances": list(Stance),
        "stages": list(Stage),
    }


def speakers(claims: Iterable[Claim]) -> list[str]:
    """The names of those who speak in the claims, by name."""
    return sorted({speaker.name for claim in claims for speaker in claim.attribution.speakers})


def known(desk: Desk, document: Document) -> Known:
    """What is known of a document."""
    claims = tuple(query.claims_in_force(desk.workspace, [document.id]))
    about = {claim.id for claim in claims} | {claim.subject.id for claim in claims}
    incidents = desk_query.events_in(desk.index.file, [document.id])
    there = {claim.id for claim in claims}
    refused = [
        one
        for one in query.refusals(desk.workspace, document.id)
        if one.claim is None or one.claim.id not in there
    ]
    about |= {one.claim.id for one in refused if one.claim}
    return Known(
        claims=claims,
        decisions=tuple(desk_query.rulings_about(desk.index.file, about)),
        refusals=tuple(refused),
        incidents=incidents,
        reports=desk_query.shared_reports(desk.index.file, set(incidents.values())),
    )


@get("/documents/{document_id:str}", sync_to_thread=True)
def show(
    request: Asked, desk: TheDesk, document_id: FromPath[str], event: FromQuery[str] = ""
) -> Page:
    """The page of one report; `event` is the one whose card stands open."""
    desk.index.refresh()
    document = found(query.document(desk.workspace, document_id), "report")
    told = known(desk, document)
    shown = document_page(document, told)
    before, after = desk_query.beside(desk.index.file, document_id)
    opened = next((c for c in shown.events if c.subject.id == event), None)
    opened = opened or (shown.events[0] if shown.events else None)
    return page(
        request,
        desk,
        "document.html",
        document=document,
        title=title_of(document),
        shown=shown,
        before=before,
        after=after,
        lists=lists(),
        speakers=speakers(one.claim for card in shown.events for one in card.claims),
        opened=opened.subject.id if opened else "",
        opened_ids={one.claim.id for one in opened.claims} if opened else set(),
        back=f"/documents/{document_id}",
        watch=watched("documents", document_id, told.decisions),
    )


def claim_of(desk: Desk, claim_id: str) -> tuple[Claim, Document]:
    """A claim with its document. Raises NotFoundException."""
    place = found(tail.places_of_claims(desk.workspace, (claim_id,)).get(claim_id), "claim")
    document = found(query.document(desk.workspace, place[0]), "report")
    claims = query.claims_in_force(desk.workspace, [document.id])
    return found(next((one for one in claims if one.id == claim_id), None), "claim"), document


@post("/claims/{claim_id:str}/verdict", guards=[CODER], sync_to_thread=True)
def verdict(request: Asked, desk: TheDesk, claim_id: FromPath[str], data: Filled) -> Page:
    """Accept a claim, reject it, or take either back."""
    claim, _ = claim_of(desk, claim_id)
    then = back(data, f"/documents/{claim.document_id}?event={claim.subject.id}")

    def act() -> None:
        said = forms.choice(data, "verdict", Verdict, None)
        if said is None:
            raise forms.FormError("say yes, no or unsure")
        reason = forms.field(data, "reason")
        acts.judge(desk, request.user, claim, said, reason, data.get("seen"))

    return acting(request, desk, data, _at(then, claim), act)


@get("/claims/{claim_id:str}/correct", guards=[CODER], sync_to_thread=True)
def correct_form(
    request: Asked, desk: TheDesk, claim_id: FromPath[str], back: FromQuery[str] = ""
) -> Page:
    """The form by which a claim is corrected."""
    claim, document = claim_of(desk, claim_id)
    decisions = tuple(desk_query.rulings_about(desk.index.file, [claim_id]))
    shown = shown_claim(claim, document, decisions)
    beside = query.claims_in_force(desk.workspace, [document.id])
    return page(
        request,
        desk,
        "correct.html",
        claim=claim,
        shown=shown,
        speakers=speakers(beside),
        lists=lists(),
        back=back,
    )


@post("/claims/{claim_id:str}/correct", guards=[CODER], sync_to_thread=True)
def correct(request: Asked, desk: TheDesk, claim_id: FromPath[str], data: Filled) -> Page:
    """Put a better claim in a claim's place."""
    claim, document = claim_of(desk, claim_id)
    then = back(data, f"/documents/{claim.document_id}?event={claim.subject.id}")

    def act() -> None:
        beside = list(query.claims_in_force(desk.workspace, [document.id]))
        better = forms.corrected(data, claim, document, request.user, beside)
        reason = forms.field(data, "reason")
        acts.correct(desk, request.user, claim, better, reason, data.get("seen"))

    return acting(request, desk, data, _at(then, claim), act)


@post("/documents/{document_id:str}/claims", guards=[CODER], sync_to_thread=True)
def add(request: Asked, desk: TheDesk, document_id: FromPath[str], data: Filled) -> Page:
    """Add a claim on words of the report, of an event there or of a new one."""
    document = found(query.document(desk.workspace, document_id), "report")
    subject = _subject(desk, document, data.get("subject", ""))
    then = f"/documents/{document_id}" + (f"?event={subject.id}" if subject else "")

    def act() -> None:
        beside = list(query.claims_in_force(desk.workspace, [document.id]))
        made = forms.new_claim(data, document, subject, request.user, beside)
        acts.add(desk, request.user, [made])

    return acting(request, desk, data, then, act)


@post("/documents/{document_id:str}/accept", guards=[CODER], sync_to_thread=True)
def accept_rest(request: Asked, desk: TheDesk, document_id: FromPath[str], data: Filled) -> Page:
    """Accept what is left of one event."""
    document = found(query.document(desk.workspace, document_id), "report")
    shown = document_page(document, known(desk, document))
    cards = (*shown.events, *shown.figures, *shown.actors)
    card = found(next((c for c in cards if c.subject.id == data.get("subject")), None), "event")
    left = [one.claim for one in card.claims if one.verdict is None]
    then = back(data, f"/documents/{document_id}?event={card.subject.id}")
    return acting(request, desk, data, then, lambda: acts.judge_all(desk, request.user, left))


@post("/refused/{claim_id:str}/restore", guards=[CODER], sync_to_thread=True)
def restore(request: Asked, desk: TheDesk, claim_id: FromPath[str], data: Filled) -> Page:
    """Make a refused claim a person's own."""
    refusal = found(_refused(desk, claim_id, data), "refused claim")
    claim = refusal.claim
    if claim is None:
        raise CorroboraError("no claim was refused there")
    fields = {name: getattr(claim, name) for name in claim.__struct_fields__}
    mine = Claim(**fields | {"origin": request.user.origin, "rule": None, "confidence": 1.0})
    then = back(data, f"/documents/{claim.document_id}?event={claim.subject.id}")
    reason = f"restored; it was refused: {refusal.reason}"
    return acting(request, desk, data, then, lambda: acts.add(desk, request.user, [mine], reason))


@post("/refused/{claim_id:str}/uphold", guards=[CODER], sync_to_thread=True)
def uphold(request: Asked, desk: TheDesk, claim_id: FromPath[str], data: Filled) -> Page:
    """Say that a claim was rightly refused."""
    refusal = found(_refused(desk, claim_id, data), "refused claim")

    def act() -> None:
        if refusal.claim is not None:
            reason = "rightly refused"
            acts.judge(desk, request.user, refusal.claim, Verdict.NO, reason, None)

    return acting(request, desk, data, "/", act)


def _refused(desk: Desk, claim_id: str, data: dict[str, Any]) -> Refusal | None:
    open_question = desk_questions.question(desk.index.file, f"refused:{claim_id}")
    document_id = str(data.get("back", "")).partition("/documents/")[2].partition("?")[0]
    if open_question is not None and not document_id:
        document_id = decode(open_question, Question).document or ""
    refusals = query.refusals(desk.workspace, document_id or None)
    return next((one for one in refusals if one.claim and one.claim.id == claim_id), None)


def _subject(desk: Desk, document: Document, wanted: str) -> Subject | None:
    """The subject of that id in the document; None for a new event."""
    if not wanted:
        return None
    claims = query.claims_in_force(desk.workspace, [document.id])
    return found(next((c.subject for c in claims if c.subject.id == wanted), None), "event")


def _at(address: str, claim: Claim) -> str:
    plain = address.partition("#")[0]
    if plain == f"/documents/{claim.document_id}":
        return f"{plain}?event={claim.subject.id}#{claim.id}"
    return address


ROUTER = Router(
    "/", route_handlers=[show, verdict, correct_form, correct, add, accept_rest, restore, uphold]
)
