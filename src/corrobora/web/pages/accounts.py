"""Logging in and out, and who may do what."""

from litestar import Router, get, post
from litestar.datastructures import Cookie
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.params import FromPath

from corrobora.errors import CorroboraError
from corrobora.store.accounts import SESSION_HOURS, AccountRole
from corrobora.web import forms
from corrobora.web.answers import Filled, Page, acting, go
from corrobora.web.desk import Desk
from corrobora.web.guard import ADMIN, SESSION_COOKIE
from corrobora.web.render import Asked, TheDesk, page


@get("/login", sync_to_thread=True)
def login_form(request: Asked, desk: TheDesk) -> Page:
    """The form by which one logs in."""
    return page(request, desk, "login.html", failed=False, then=request.query_params.get("next"))


@post("/login", sync_to_thread=True)
def login(request: Asked, desk: TheDesk, data: Filled) -> Page:
    """Start a session."""
    name, password = forms.field(data, "name"), data.get("password", "")
    token = desk.accounts.log_in(name, password) if isinstance(password, str) else None
    then = str(data.get("next") or "/")
    if token is None:
        return page(request, desk, "login.html", status=401, failed=True, then=then)
    safe = then.startswith("/") and not then.startswith(("//", "/\\"))
    answer = go(then if safe else "/")
    answer.set_cookie(
        Cookie(
            key=SESSION_COOKIE,
            value=token,
            httponly=True,
            samesite="strict",
            secure=desk.options.secure_cookies,
            max_age=SESSION_HOURS * 3600,
        )
    )
    return answer


@post("/logout", sync_to_thread=True)
def logout(request: Asked, desk: TheDesk, data: Filled) -> Page:
    """End the session."""
    token = request.cookies.get(SESSION_COOKIE)
    if token:
        desk.accounts.log_out(token)
    answer = go("/login")
    answer.delete_cookie(SESSION_COOKIE)
    return answer


@get("/account", sync_to_thread=True)
def account(request: Asked, desk: TheDesk) -> Page:
    """One's own account; for an admin everybody's."""
    return page(request, desk, "account.html", users=desk.accounts.users(), roles=list(AccountRole))


@post("/accounts", guards=[ADMIN], sync_to_thread=True)
def add(request: Asked, desk: TheDesk, data: Filled) -> Page:
    """Add an account."""

    def act() -> None:
        if not desk.has_accounts:
            raise CorroboraError("the first account is made by: corrobora accounts add")
        role = forms.choice(data, "role", AccountRole, AccountRole.READER)
        desk.accounts.add(forms.field(data, "name"), str(data.get("password", "")), role)

    kept = {name: value for name, value in data.items() if name != "password"}
    return acting(request, desk, kept, "/account", act)


@post("/accounts/{name:str}", guards=[ADMIN], sync_to_thread=True)
def change(request: Asked, desk: TheDesk, name: FromPath[str], data: Filled) -> Page:
    """Give an account another role, or close it."""

    def act() -> None:
        role = forms.choice(data, "role", AccountRole, AccountRole.READER)
        desk.accounts.change(name, role, data.get("active") == "1")

    return acting(request, desk, data, "/account", act)


def router(desk: Desk) -> Router:
    """The handlers, with the limit on how often somebody may try to log in."""
    limit = RateLimitConfig(
        rate_limit=("minute", desk.options.logins_a_minute),
        check_throttle_handler=lambda request: (
            request.method == "POST" and request.url.path == "/login"
        ),
        store="logins",
    )
    handlers = [login_form, login, logout, account, add, change]
    return Router("/", route_handlers=handlers, middleware=[limit.middleware])
