"""The application: every page and the API, behind the guard, with what each answer must carry."""

from collections.abc import Sequence
from typing import Any

from litestar import Litestar, Request, Response
from litestar.config.csrf import CSRFConfig
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.static_files import create_static_files_router
from litestar.types import ControllerRouterHandler

from corrobora import __version__
from corrobora.errors import CorroboraError
from corrobora.web.desk import Desk, static_folder
from corrobora.web.guard import Guard, set_headers
from corrobora.web.render import page

# A report of the largest size that is read, with its form around it.
UPLOAD_BYTES = 32_000_000


def create_app(desk: Desk, *, debug: bool = False) -> Litestar:
    """The application on a desk. It closes nothing; the desk is its maker's."""
    writes = RateLimitConfig(
        rate_limit=("minute", desk.options.writes_a_minute),
        check_throttle_handler=lambda request: request.method not in ("GET", "HEAD"),
    )
    return Litestar(
        route_handlers=[*_handlers(desk), _static()],
        dependencies={"desk": Provide(lambda: desk, sync_to_thread=False)},
        middleware=[Guard(desk), writes.middleware],
        before_send=[set_headers],
        csrf_config=CSRFConfig(
            secret=desk.accounts.secret("csrf"),
            cookie_name="corrobora-csrf",
            cookie_httponly=True,
            cookie_samesite="strict",
            cookie_secure=desk.options.secure_cookies,
        ),
        exception_handlers={HTTPException: _http_error, CorroboraError: _our_error},
        openapi_config=OpenAPIConfig(
            title="Corrobora",
            version=__version__,
            path="/api/schema",
            render_plugins=[JsonRenderPlugin()],
        ),
        request_max_body_size=UPLOAD_BYTES,
        debug=debug,
    )


def _handlers(desk: Desk) -> Sequence[ControllerRouterHandler]:
    from corrobora.web.api import handlers as api
    from corrobora.web.pages import (
        accounts,
        documents,
        explore,
        incidents,
        methods,
        names,
        past,
        queue,
        reports,
        watch,
    )

    pages = (queue, documents, explore, incidents, methods, names, past, reports, watch)
    for one in pages:
        # Pages are for people; the API's description is of the API alone.
        one.ROUTER.include_in_schema = False
    logging_in = accounts.router(desk)
    logging_in.include_in_schema = False
    return [*(one.ROUTER for one in pages), logging_in, api.ROUTER]


def _static() -> ControllerRouterHandler:
    return create_static_files_router(
        path="/static", directories=[static_folder()], include_in_schema=False
    )


def _http_error(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    return _told(request, error.status_code, error.detail)


def _our_error(request: Request[Any, Any, Any], error: CorroboraError) -> Response[Any]:
    return _told(request, 422, str(error))


def _told(request: Request[Any, Any, Any], status: int, detail: str) -> Response[Any]:
    if request.url.path.startswith("/api/"):
        return Response({"status": status, "detail": detail}, status_code=status)
    desk: Desk = request.app.dependencies["desk"].dependency()  # type: ignore[union-attr]
    return page(request, desk, "error.html", status=status, code=status, detail=detail)
