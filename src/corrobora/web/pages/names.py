"""People and sources: who is named, as what, how often, and how a source stands to the others."""

from urllib.parse import unquote

from litestar import Router, get, post
from litestar.params import FromPath, FromQuery

from corrobora.link.names import fold
from corrobora.model import Verdict
from corrobora.record import decode
from corrobora.store import desk_names, desk_query
from corrobora.store.accounts import User
from corrobora.store.desk_names import Listed
from corrobora.web import acts, forms
from corrobora.web.answers import Filled, Page, acting, found, go, page_number
from corrobora.web.desk import Desk
from corrobora.web.guard import REVIEWER
from corrobora.web.index import named
from corrobora.web.index.rows import Row
from corrobora.web.render import Asked, TheDesk, page, page_of_name, watched
from corrobora.web.views import person as view

SHOWN = 60
# Of so many reports the persons of one name can be parted on its page.
PARTED = 60
MOST_PAGES = 10_000
# Of a name that stands in hundreds of incidents the page tells so many; Explore has all.
TOLD = 12

PEOPLE = {
    "all": ("who", "whom"),
    "who": ("who",),
    "whom": ("whom",),
    "victim": ("victim",),
    "responsibility": ("responsibility",),
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
    described: FromQuery[str] = "",
) -> Page:
    """Persons and groups, the most named first, each once with all that it is named as."""
    desk.index.refresh()
    role = role if role in PEOPLE else "all"
    number = page_number(number, MOST_PAGES)
    file = desk.index.file
    asked = Listed(
        roles=PEOPLE[role],
        words=words[:100],
        described=described == "1",
        limit=SHOWN + 1,
        offset=(number - 1) * SHOWN,
    )
    listed = desk_names.totals(file, asked)
    by_key = desk_names.totals_among(file, [one.key for _, one in listed])
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
        described="1" if asked.described else "",
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
    asked = Listed(
        roles=(role,),
        words=words[:100],
        described=True,
        limit=SHOWN + 1,
        offset=(number - 1) * SHOWN,
    )
    listed = desk_names.totals(desk.index.file, asked)
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
    totals = desk_names.totals_of(file, key)
    head = None if totals else desk_names.headed(file, key) or desk_names.headed(file, fold(key))
    if head is not None and head != key:
        return go(page_of_name(head))
    found(totals or None, "name")
    name = max((total.name for _, total in totals), key=len)
    by_role = []
    for role, total in totals:
        numbers = desk_names.named(file, key, [role], TOLD)
        rows = [decode(one, Row) for one in desk_query.records(file, numbers)]
        by_role.append((role, total, rows))
    told = view.told(desk, key, {row.id for _, _, rows in by_role for row in rows})
    bearers = view.bearers(desk, key)
    rulings = desk_query.rulings_about(file, [one.subject for one in bearers])
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
        spelt=sorted(set(desk_names.written(file, key).values())),
        bearers=view.shown_bearers(desk, bearers[:PARTED]),
        count=len(bearers),
        decided=view.decided(desk, bearers),
        seen=rulings[-1].id if rulings else "",
        watch=watched("people", key, rulings),
        role_words=view.ROLES,
        people_roles=named.PEOPLE,
    )


@post("/people/{key:str}/same", guards=[REVIEWER], sync_to_thread=True)
def rule(request: Asked, desk: TheDesk, key: FromPath[str], data: Filled) -> Page:
    """Say whether this name and another are one person or group."""
    found(desk_names.totals_of(desk.index.file, key) or None, "name")

    def act() -> None:
        verdict = forms.choice(data, "verdict", Verdict, None)
        if verdict is None:
            raise forms.FormError("say same or not the same")
        other = _named(desk, forms.field(data, "other") or forms.field(data, "near"))
        if other == key:
            raise forms.FormError("that is this name itself")
        sides = _actors(desk, request.user, key), _actors(desk, request.user, other)
        reason, mark = forms.field(data, "reason"), data.get("seen")
        if verdict is Verdict.YES:
            acts.join(desk, request.user, sides, reason, mark)
        else:
            acts.keep_apart(desk, request.user, sides, verdict, reason, mark)

    return acting(request, desk, data, page_of_name(key), act)


@post("/people/{key:str}/part", guards=[REVIEWER], sync_to_thread=True)
def part(request: Asked, desk: TheDesk, key: FromPath[str], data: Filled) -> Page:
    """Say that the name of some reports is somebody else's."""
    found(desk_names.totals_of(desk.index.file, key) or None, "name")
    given = data.get("actor", [])
    out = [given] if isinstance(given, str) else list(given)

    def act() -> None:
        subjects = [one.subject for one in view.bearers(desk, key)]
        rest = [one for one in subjects if one not in out]
        if not out or not rest or not set(out) <= set(subjects):
            raise forms.FormError("choose some of the reports, not all")
        reason = forms.field(data, "reason")
        acts.split(desk, request.user, (out, rest), reason, data.get("seen"))

    return acting(request, desk, data, page_of_name(key), act)


def _named(desk: Desk, typed: str) -> str:
    """The name under which what was typed, or an address of such a page, is listed."""
    last = unquote(typed.rstrip("/").rpartition("/")[2]) if "/people/" in typed else typed
    for key in (last, fold(last)):
        if key and desk_names.totals_of(desk.index.file, key):
            return key
        head = desk_names.headed(desk.index.file, key) if key else None
        if head is not None:
            return head
    raise forms.FormError(f"nobody is named {typed!r}; give the name as it is listed")


def _actors(desk: Desk, user: User, key: str) -> list[str]:
    """The actors that are listed under a name; where no report describes one, the first is added.

    A name that only stands in events, or only speaks, becomes a person's claim on its words.
    """
    subjects = [one.subject for one in view.bearers(desk, key)]
    if subjects:
        return subjects
    claim = found(view.first_words(desk, key, user), "words that name it")
    acts.add(desk, user, [claim], "the name, so that it can be joined and parted")
    return [claim.subject.id]


ROUTER = Router("/", route_handlers=[people, sources, person, rule, part])
