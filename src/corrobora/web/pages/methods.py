"""Methods: what the desk's answers rest on, in the words of the tables that decide them."""

import inspect
from importlib.resources import files

from litestar import MediaType, Response, Router, get

from corrobora.assemble.policies import POLICIES
from corrobora.codebook.table import table
from corrobora.link.score import ORIGIN
from corrobora.store import desk_query
from corrobora.web.answers import Page
from corrobora.web.desk import static_folder
from corrobora.web.render import Asked, TheDesk, page
from corrobora.web.views.prose import prose


@get("/methods", sync_to_thread=True)
def show(request: Asked, desk: TheDesk) -> Page:
    """The codebook, the policies, the readers and the licences."""
    desk.index.refresh()
    policies = {
        name: " ".join((inspect.getdoc(rule) or "").split("\n\n")[0].split())
        for name, rule in POLICIES.items()
    }
    return page(
        request,
        desk,
        "methods.html",
        kinds=table("codebook")["kinds"],
        measured=table("measured")["measured"],
        policies=policies,
        policy=desk.options.policy,
        origins=desk.index.once("origins", lambda: desk_query.origins(desk.workspace)),
        linking=ORIGIN,
        thresholds=table("linking")["threshold"],
        sources=prose(_text("SOURCES.md")),
    )


@get("/methods/licences", sync_to_thread=True, media_type=MediaType.TEXT)
def licences() -> Response[str]:
    """The licences of what the pages load."""
    path = static_folder() / "vendor" / "LICENSES.txt"
    text = path.read_text(encoding="utf-8") if path.is_file() else "No browser files are laid in."
    return Response(text, media_type=MediaType.TEXT)


def _text(name: str) -> str:
    return files("corrobora").joinpath("data", name).read_text(encoding="utf-8")


ROUTER = Router("/", route_handlers=[show, licences])
