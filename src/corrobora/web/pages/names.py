"""People and sources: who is named, as what, how often, and how a source stands to the others."""

from litestar import Router, get
from litestar.params import FromPath, FromQuery

from corrobora.record import decode
from corrobora.store import desk_query
from corrobora.web.answers import Page, found, page_number
from corrobora.web.index.rows import Row
from corrobora.web.render import Asked, TheDesk, page
from corrobora.web.views import person as view

SHOWN = 60
MOST_PAGES = 10_000
# Of a name that stands in hundreds of incidents the page tells so many; Explore has all.
TOLD = 12

PEOPLE = {
    "all": ("who", "whom"),
    "who": ("who",),
    "whom": ("whom",),
    "victim": ("victim",),
}
SOURCES = {
    "publisher": "publishers",
    "agency": "agencies that reports credit",
    "speaker": "speakers in the text",
    "origin": "reports that are one origin",
}


@get("/people", sync_to_thread=True)
def people(
    request: Asked,
    desk: TheDesk,
    words: FromQuery[str] = "",
    role: FromQuery[str] = "all",
    number: FromQuery[int] = 1,
) -> Page:
    """Persons and groups, the most named first, each once with all that it is named as."""
    desk.index.refresh()
    role = role if role in PEOPLE else "all"
    number = page_number(number, MOST_PAGES)
    start = (number - 1) * SHOWN
    file = desk.index.file
    listed = desk_query.totals(file, PEOPLE[role], words[:100], SHOWN + 1, start)
    by_key = desk_query.totals_among(file, [one.key for _, one in listed])
    # A name that is both stands where it stands most often, not twice.
    shown = [
        (one, by_key[one.key])
        for role_, one in listed[:SHOWN]
        if role_ == view.mostly(by_key[one.key], PEOPLE[role])
    ]
    return page(
        request,
        desk,
        "people.html",
        listed=shown,
        more=len(listed) > SHOWN,
        number=number,
        words_=words,
        role=role,
    )


@get("/sources", sync_to_thread=True)
def sources(
    request: Asked,
    desk: TheDesk,
    words: FromQuery[str] = "",
    role: FromQuery[str] = "publisher",
    number: FromQuery[int] = 1,
) -> Page:
    """Publishers, agencies or speakers, and how often each is first, alone or contradicted."""
    desk.index.refresh()
    role = role if role in SOURCES else "publisher"
    number = page_number(number, MOST_PAGES)
    start = (number - 1) * SHOWN
    listed = desk_query.totals(desk.index.file, (role,), words[:100], SHOWN + 1, start)
    return page(
        request,
        desk,
        "sources.html",
        listed=listed[:SHOWN],
        more=len(listed) > SHOWN,
        number=number,
        words_=words,
        role=role,
        which=SOURCES,
    )


@get("/people/{key:str}", sync_to_thread=True)
def person(request: Asked, desk: TheDesk, key: FromPath[str]) -> Page:
    """What is claimed of one name, and by whom: the incidents in which it stands."""
    desk.index.refresh()
    file = desk.index.file
    totals = found(desk_query.totals_of(file, key) or None, "name")
    name = max((total.name for _, total in totals), key=len)
    by_role = []
    for role, total in totals:
        numbers = desk_query.named(file, key, [role], TOLD)
        rows = [decode(one, Row) for one in desk_query.records(file, numbers)]
        by_role.append((role, total, rows))
    told = view.told(desk, key, {row.id for _, _, rows in by_role for row in rows})
    return page(
        request,
        desk,
        "person.html",
        key=key,
        by_role=by_role,
        name=name,
        sayings=told.said,
        about=told.about,
        alike=view.alike(desk, key, name),
        role_words=view.ROLES,
    )


ROUTER = Router("/", route_handlers=[people, sources, person])
