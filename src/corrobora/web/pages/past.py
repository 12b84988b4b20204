"""History: every decision with its author, time, reason and the state before, and its undoing."""

import datetime as dt
from typing import Any

from litestar import Router, get
from litestar.params import FromQuery

from corrobora.model import AnyDecision, Note, Right, Same, SetStatus
from corrobora.store import desk_names, desk_query, query, tail
from corrobora.store.desk_query import Search
from corrobora.web import words
from corrobora.web.answers import Page, page_number
from corrobora.web.desk import Desk
from corrobora.web.index.entries import is_actor
from corrobora.web.render import Asked, TheDesk, page, page_of_name
from corrobora.web.undoing import acts, before, describe, reason_words

SHOWN = 40
KINDS = {"": "all", "right": "claims", "same": "joins", "status": "status", "note": "notes"}


@get("/history", sync_to_thread=True)
def show(
    request: Asked,
    desk: TheDesk,
    by: FromQuery[str] = "",
    kind: FromQuery[str] = "",
    number: FromQuery[int] = 1,
    since: FromQuery[str] = "",
    until: FromQuery[str] = "",
) -> Page:
    """A page of the acts, the newest first; days that cannot be read are left out."""
    desk.index.refresh()
    file = desk.index.file
    number = page_number(number)
    kind = kind if kind in KINDS else ""
    first, last = _day(since), _day(until)
    search = Search(
        by=by or None,
        kind=kind or None,
        since=first,
        until=last,
        limit=SHOWN + 1,
        offset=(number - 1) * SHOWN,
    )
    decisions = desk_query.rulings(file, search)
    listed = [
        (
            act,
            [(one, *_about(desk, one)) for one in act.decisions[:6]],
            _was(desk, act.decisions[0]),
        )
        for act in acts(decisions[:SHOWN])
    ]
    return page(
        request,
        desk,
        "history.html",
        listed=listed,
        more=len(decisions) > SHOWN,
        number=number,
        by=by,
        kind=kind,
        since=first or "",
        until=last or "",
        kinds=KINDS,
        authors=desk_query.authors(file),
        reason_words=reason_words,
        describe=describe,
    )


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _was(desk: Desk, one: AnyDecision) -> str:
    """What stood before a decision."""
    if isinstance(one, Note):
        return ""
    earlier = before(desk, one)
    if earlier is not None:
        return f"{describe(earlier)}, {earlier.by.removeprefix('review:')}"
    return "unreviewed" if isinstance(one, SetStatus) else "no person had ruled"


def _about(desk: Desk, one: AnyDecision) -> tuple[str, str]:
    """What a decision is about in words, and where it can be seen."""
    if isinstance(one, Right):
        place = tail.places_of_claims(desk.workspace, (one.claim,)).get(one.claim)
        if place is None:
            return "a claim", ""
        claims = query.claims_in_force(desk.workspace, [place[0]])
        claim = next((c for c in claims if c.id == one.claim), None)
        said = f"{claim.role.value}: {words.value(claim.value)}" if claim else "a claim"
        return said, f"/documents/{place[0]}?event={place[1]}#{one.claim}"
    subject = one.left if isinstance(one, Same) else None
    subject = subject or (one.subject if isinstance(one, SetStatus) else one.about)  # type: ignore[union-attr]  # a Right was told above
    if is_actor(subject):
        return _person(desk, one)
    incident = desk_query.incidents_of(desk.index.file, [subject]).get(subject)
    if incident is None:
        return subject, ""
    return _title(desk, incident), f"/incidents/{incident}"


def _person(desk: Desk, one: AnyDecision) -> tuple[str, str]:
    """The names of two actors that were judged, and the page of the first."""
    both = [one.left, one.right] if isinstance(one, Same) else []
    found = {a.subject: a for a in desk_names.actors(desk.index.file, subjects=both)}
    if not all(subject in found for subject in both) or not both:
        return "a person or group", ""
    first, other = (found[subject] for subject in both)
    key = desk.index.persons.listed(first.name, first.subject)
    names = sorted({first.name, other.name})
    return " and ".join(names), page_of_name(key)


def _title(desk: Desk, incident: str) -> str:
    import msgspec

    kept = desk_query.record_of(desk.index.file, incident)
    row: dict[str, Any] = msgspec.json.decode(kept) if kept else {}
    return str(row.get("title", incident))


ROUTER = Router("/", route_handlers=[show])
