"""What others do on the thing that a page shows: who looks at it, and what they decided since."""

from typing import Any

from litestar import Router, get
from litestar.params import FromPath, FromQuery

from corrobora.store import desk_query, query, tail
from corrobora.web.answers import found
from corrobora.web.desk import Desk
from corrobora.web.render import Asked, TheDesk
from corrobora.web.undoing import acts
from corrobora.web.views.person import bearers

# So many acts are told; the page says that there are more.
TOLD = 5


@get("/watch/{sort:str}/{thing:str}", sync_to_thread=True)
def watch(
    request: Asked,
    desk: TheDesk,
    sort: FromPath[str],
    thing: FromPath[str],
    since: FromQuery[str] = "",
    window: FromQuery[str] = "",
) -> dict[str, Any]:
    """Who else has the thing open, and the acts on it after the decision `since`, newest first."""
    desk.index.refresh()
    about = found(_about(desk, sort, thing) or None, "page")
    others = desk.presence.look(f"{sort}/{thing}", window[:40], request.user.name)
    decisions = desk_query.rulings_about(desk.index.file, about)
    ids = [one.id for one in decisions]
    later = decisions[ids.index(since) + 1 :] if since in ids else [] if since else decisions
    told = acts(later[::-1])
    return {
        "others": others,
        "acts": [
            {"by": act.by.removeprefix("review:"), "said": act.said, "at": f"{act.at:%H:%M}"}
            for act in told[:TOLD]
        ],
        "more": max(0, len(told) - TOLD),
    }


def _about(desk: Desk, sort: str, thing: str) -> list[str]:
    """The subjects and claims that are decided on at the page of a thing."""
    file = desk.index.file
    if sort == "incidents":
        tellings = desk_query.tellings_of(file, thing)
        claims = query.claims_in_force(desk.workspace, set(tellings.values()))
        return [*tellings, *(one.id for one in claims if one.subject.id in tellings)]
    if sort == "documents":
        subjects = list(tail.subjects_of(desk.workspace, (thing,)))
        return [*subjects, *(one.id for one in query.claims_in_force(desk.workspace, [thing]))]
    if sort == "people":
        return [one.subject for one in bearers(desk, thing)]
    return []


ROUTER = Router("/", route_handlers=[watch])
