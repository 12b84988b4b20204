"""People and sources: who is named, as what, how often, and how a source stands to the others."""

from litestar import Router, get
from litestar.params import FromPath, FromQuery

from corrobora.record import decode
from corrobora.store import desk_query
from corrobora.web.answers import Page, found, page_number
from corrobora.web.index.rows import Row
from corrobora.web.render import Asked, TheDesk, page

SHOWN = 60
MOST_PAGES = 10_000

PEOPLE = {"all": ("who", "whom"), "who": ("who",), "whom": ("whom",)}
SOURCES = {"publisher": ("publisher",), "speaker": ("speaker",)}


@get("/people", sync_to_thread=True)
def people(
    request: Asked,
    desk: TheDesk,
    words: FromQuery[str] = "",
    role: FromQuery[str] = "all",
    number: FromQuery[int] = 1,
) -> Page:
    """Persons and groups, the most named first."""
    desk.index.refresh()
    roles = PEOPLE.get(role, PEOPLE["all"])
    number = page_number(number, MOST_PAGES)
    start = (number - 1) * SHOWN
    listed = desk_query.totals(desk.index.file, roles, words[:100], SHOWN + 1, start)
    return page(
        request,
        desk,
        "people.html",
        listed=listed[:SHOWN],
        more=len(listed) > SHOWN,
        number=number,
        words_=words,
        role=role if role in PEOPLE else "all",
    )


@get("/sources", sync_to_thread=True)
def sources(
    request: Asked,
    desk: TheDesk,
    words: FromQuery[str] = "",
    role: FromQuery[str] = "publisher",
    number: FromQuery[int] = 1,
) -> Page:
    """Publishers or speakers, and how often each is first, alone or contradicted."""
    desk.index.refresh()
    role = role if role in SOURCES else "publisher"
    number = page_number(number, MOST_PAGES)
    start = (number - 1) * SHOWN
    listed = desk_query.totals(desk.index.file, SOURCES[role], words[:100], SHOWN + 1, start)
    return page(
        request,
        desk,
        "sources.html",
        listed=listed[:SHOWN],
        more=len(listed) > SHOWN,
        number=number,
        words_=words,
        role=role,
    )


@get("/people/{key:str}", sync_to_thread=True)
def person(request: Asked, desk: TheDesk, key: FromPath[str]) -> Page:
    """What is claimed of one name, and by whom: the incidents in which it stands."""
    desk.index.refresh()
    totals = found(desk_query.totals_of(desk.index.file, key) or None, "name")
    by_role = []
    for role, total in totals:
        numbers = desk_query.named(desk.index.file, key, [role], SHOWN)
        records = desk_query.records(desk.index.file, numbers)
        by_role.append((role, total, [decode(one, Row) for one in records]))
    return page(request, desk, "person.html", key=key, by_role=by_role)


ROUTER = Router("/", route_handlers=[people, sources, person])
