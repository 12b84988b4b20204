"""How handlers answer: back to the page that asked, or with what went wrong and nothing lost."""

from collections.abc import Callable, Mapping
from typing import Annotated, Any, TypeVar

from litestar import Response
from litestar.enums import RequestEncodingType
from litestar.exceptions import NotFoundException
from litestar.params import Body
from litestar.response import Redirect

from corrobora.errors import CorroboraError
from corrobora.web.acts import Stale
from corrobora.web.desk import Desk
from corrobora.web.render import Asked, page
from corrobora.web.undoing import describe

T = TypeVar("T")

Filled = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.URL_ENCODED)]
Uploaded = Annotated[dict[str, Any], Body(media_type=RequestEncodingType.MULTI_PART)]
Page = Response[Any]

_KEPT_OUT = frozenset({"_csrf_token", "seen"})


def back(form: Mapping[str, Any], otherwise: str) -> str:
    """Where to go after a form: an address of ours, never of another site."""
    asked = form.get("back")
    ours = isinstance(asked, str) and asked.startswith("/") and not asked.startswith(("//", "/\\"))
    return asked if ours and isinstance(asked, str) else otherwise


def go(address: str) -> Page:
    """Answer a form by the page that shows what it did."""
    return Redirect(address, status_code=303)


def acting(
    request: Asked, desk: Desk, form: Mapping[str, Any], then: str, act: Callable[[], object]
) -> Page:
    """Do an act and go on to `then`; if it cannot be done, say why and give the form back."""
    decided: list[Any] = []
    try:
        act()
        return go(then)
    except Stale as stale:
        why, status = "Somebody decided first", 409
        decided = [(one, describe(one)) for one in stale.since]
    except CorroboraError as error:
        why, status = f"Not saved: {error}", 422
    shown = {"why": why, "decided": decided, "fields": _fields(form), "then": then}
    return page(request, desk, "refused.html", status=status, action=request.url.path, **shown)


def page_number(asked: int, most: int = 100_000) -> int:
    """The number of the page to show, within 1..`most`."""
    return min(max(asked, 1), most)


def found(thing: T | None, what: str) -> T:
    """The thing. Raises NotFoundException where there is none."""
    if thing is None:
        raise NotFoundException(f"there is no such {what}")
    return thing


def _fields(form: Mapping[str, Any]) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in form.items()
        if isinstance(value, str) and value and name not in _KEPT_OUT
    ]
