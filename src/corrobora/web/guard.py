"""What stands before every page: whose request it is, and what browsers are told to refuse."""

from collections.abc import Callable
from typing import Any, cast
from urllib.parse import quote

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.datastructures import MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers import BaseRouteHandler
from litestar.middleware import ASGIMiddleware
from litestar.response import Redirect
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from corrobora.store.accounts import AccountRole, User
from corrobora.web.desk import Desk, is_loopback

SESSION_COOKIE = "corrobora-session"

# Everything comes from here. MapLibre starts its worker from a file of ours; its tiles and the
# charts' patterns are drawn from data, so that images may be data as well.
POLICY = "; ".join(
    (
        "default-src 'self'",
        "img-src 'self' data: blob:",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

_OPEN = ("/login", "/static/")


async def set_headers(message: Message, scope: Scope) -> None:
    """Put into every answer, errors among them, what browsers have to hold to."""
    if message["type"] != "http.response.start":
        return
    message.setdefault("headers", [])
    headers = MutableScopeHeaders.from_message(message)
    for name, value in HEADERS.items():
        headers[name] = value
    if not scope["path"].startswith("/static/"):
        headers["Cache-Control"] = "no-store"


class Guard(ASGIMiddleware):
    """Refuses strangers and names the person asking."""

    scopes = (ScopeType.HTTP,)

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass a request on with `user` set, or answer it."""
        path = scope["path"]

        request: Request[Any, Any, Any] = Request(scope)
        if not self._is_ours(request.headers.get("host", "")):
            raise PermissionDeniedException("the desk is not served under this name")
        user = self._user(request)
        scope["user"] = user
        scope["auth"] = None
        if user is None and not path.startswith(_OPEN):
            if path.startswith("/api/"):
                raise NotAuthorizedException("log in first")
            target = "/login?next=" + quote(path)
            response = Redirect(target).to_asgi_response(None, request)
            await response(scope, receive, send)
            return
        await next_app(scope, receive, send)

    def _user(self, request: Request[Any, Any, Any]) -> User | None:
        if not self._desk.has_accounts:
            return self._desk.local
        token = request.cookies.get(SESSION_COOKIE)
        return self._desk.accounts.of_session(token) if token else None

    def _is_ours(self, host: str) -> bool:
        """Whether the name asked for is ours: a page elsewhere may point its own name at us."""
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        allowed = self._desk.options.allowed_hosts
        if allowed:
            return name in allowed
        return self._desk.has_accounts or is_loopback(name)


def at_least(role: AccountRole) -> Callable[[ASGIConnection[Any, Any, Any, Any], Any], None]:
    """A guard of handlers: only people who may do what `role` may."""

    def check(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
        user = cast(User | None, connection.scope.get("user"))
        if user is None or not user.role.allows(role):
            raise PermissionDeniedException(f"this needs the role {role.value}")

    return check


CODER = at_least(AccountRole.CODER)
REVIEWER = at_least(AccountRole.REVIEWER)
ADMIN = at_least(AccountRole.ADMIN)
