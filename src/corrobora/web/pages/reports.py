"""Reports: what there is, and adding more by file, by pasted text or by address."""

from typing import Any

from litestar import Router, get, post
from litestar.datastructures import UploadFile
from litestar.params import FromQuery

from corrobora.store import desk_query
from corrobora.web import forms
from corrobora.web.adding import pasted
from corrobora.web.answers import Filled, Page, Uploaded, acting, page_number
from corrobora.web.fetch import fetch
from corrobora.web.guard import CODER
from corrobora.web.render import Asked, TheDesk, page

SHOWN = 60
_FIELDS = ("doc_id", "publisher", "published", "url", "headline")


@get("/reports", sync_to_thread=True)
def show(
    request: Asked, desk: TheDesk, number: FromQuery[int] = 1, words: FromQuery[str] = ""
) -> Page:
    """The reports, all or those that hold some words, and the forms to add some."""
    desk.index.refresh()
    number = page_number(number)
    file = desk.index.file
    words = words.strip()[:200]
    if words:
        listed = desk_query.reports_named(file, desk_query.search_reports(file, words, SHOWN + 1))
    else:
        listed = desk_query.reports(file, SHOWN + 1, (number - 1) * SHOWN)
    return page(
        request,
        desk,
        "reports.html",
        listed=listed[:SHOWN],
        more=len(listed) > SHOWN,
        number=number,
        words_=words,
        total=desk_query.count_reports(desk.index.file),
        jobs=desk.adding.jobs,
        busy=any(not job.over for job in desk.adding.jobs),
        fetches=desk.options.fetch_addresses,
    )


@post("/reports/files", guards=[CODER], sync_to_thread=True)
def add_files(request: Asked, desk: TheDesk, data: Uploaded) -> Page:
    """Code the files that were chosen."""

    def act() -> None:
        given = data.get("files", [])
        several = given if isinstance(given, list) else [given]
        files = [(one.filename, one.file.read()) for one in several if _is_file(one)]
        desk.adding.add(files, request.user.name)

    return acting(request, desk, {}, "/reports", act)


@post("/reports/text", guards=[CODER], sync_to_thread=True)
def add_text(request: Asked, desk: TheDesk, data: Filled) -> Page:
    """Code a pasted text."""

    def act() -> None:
        about = {name: forms.field(data, name) for name in _FIELDS}
        if about["published"]:
            forms.date(data, "published")
        desk.adding.add(pasted(str(data.get("text", "")), about), request.user.name)

    return acting(request, desk, data, "/reports", act)


@post("/reports/address", guards=[CODER], sync_to_thread=True)
def add_address(request: Asked, desk: TheDesk, data: Filled) -> Page:
    """Code what stands at an address, where the desk is allowed to fetch."""

    def act() -> None:
        if not desk.options.fetch_addresses:
            raise forms.FormError("this desk does not fetch addresses")
        got = fetch(forms.field(data, "url", 2000))
        name = "fetched-" + "".join(c if c.isalnum() else "-" for c in got.url)[:60]
        import msgspec

        meta = msgspec.json.encode({"url": got.url})
        files = [(f"{name}{got.ending}", got.content), (f"{name}.meta.json", meta)]
        desk.adding.add(files, request.user.name)

    return acting(request, desk, data, "/reports", act)


def _is_file(one: Any) -> bool:
    return isinstance(one, UploadFile) and bool(one.filename)


ROUTER = Router("/", route_handlers=[show, add_files, add_text, add_address])
