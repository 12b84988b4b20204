"""Pages from templates; everything put into one is escaped, whatever the template's name."""

import datetime as dt
import functools
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote, unquote_plus

from jinja2 import Environment, PackageLoader, StrictUndefined
from litestar import MediaType, Request, Response
from litestar.di import NamedDependency
from litestar.template.base import csrf_token

from corrobora import __version__
from corrobora.model import AnyDecision
from corrobora.store.accounts import AccountRole, User
from corrobora.web import words
from corrobora.web.desk import Desk, static_folder
from corrobora.web.forms import shape
from corrobora.web.undoing import last_act
from corrobora.web.views.maps import points_of

Asked = Request[User, Any, Any]

# The desk as handlers are given it.
TheDesk = NamedDependency[Desk]


@functools.cache
def environment() -> Environment:
    """The environment of all templates."""
    made = Environment(
        loader=PackageLoader("corrobora.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {
        "words": words,
        "shape": shape,
        "points_of": points_of,
        "version": __version__,
        "has_map": (static_folder() / "vendor" / "maplibre-gl.mjs").is_file(),
        "has_htmx": (static_folder() / "vendor" / "htmx.min.js").is_file(),
    }
    made.filters |= {
        "value": words.value,
        "kind_of": words.kind_of,
        "plain": words.plain,
        "day": words.day,
        "iso_day": lambda day: words.day(dt.date.fromisoformat(day)),
        "unquote": unquote_plus,
        "thousands": lambda number: f"{number:,}",
        "conf": lambda number: f"{number:.2f}".removeprefix("0"),
    }
    return made


def page_of_name(key: str) -> str:
    """The address of the page of a person or group, by the name under which it is listed."""
    return f"/people/{quote(key, safe='')}"


def _here(request: Asked) -> str:
    """Where one can come back to: the page asked for; what answers a form is no such page."""
    query = f"?{request.url.query}" if request.url.query else ""
    return request.url.path + query if request.method == "GET" else "/"


def watched(sort: str, thing: str, decisions: Sequence[AnyDecision]) -> dict[str, str]:
    """What a page needs to hear of others: which thing it shows, and the newest decision on it."""
    last = decisions[-1].id if decisions else ""
    return {"path": f"{sort}/{quote(thing, safe='')}", "since": last}


def page(
    request: Asked, desk: Desk, template: str, *, status: int = 200, **context: Any
) -> Response[str]:
    """The page of a template, with what every page shows."""
    user = request.scope.get("user")
    may_write = isinstance(user, User) and user.role.allows(AccountRole.CODER)
    shared: dict[str, Any] = {
        "user": user,
        "may_code": may_write,
        "may_review": isinstance(user, User) and user.role.allows(AccountRole.REVIEWER),
        "is_admin": isinstance(user, User) and user.role.allows(AccountRole.ADMIN),
        "accounts": desk.has_accounts,
        "csrf": csrf_token({"request": request}),
        "here": _here(request),
        "last": last_act(desk, user) if may_write and isinstance(user, User) else None,
        "said": request.query_params.get("said", ""),
        "q": "",
        "watch": None,
    }
    text = environment().get_template(template).render(**(shared | context))
    return Response(text, status_code=status, media_type=MediaType.HTML)
