"""Serving the review desk, and the accounts of those who may use it."""

import getpass
from pathlib import Path

from corrobora.commands.screen import progress, say
from corrobora.commands.session import Session
from corrobora.commands.state import remember
from corrobora.errors import ConfigError
from corrobora.store.accounts import AccountRole, Accounts
from corrobora.store.workspace import open_existing
from corrobora.web.desk import Options


def serve(session: Session, folder: Path, options: Options) -> None:
    """Serve the desk of a workspace until it is interrupted. Raises ConfigError, StoreError."""
    import uvicorn

    from corrobora.web.app import create_app
    from corrobora.web.desk import Desk

    with open_existing(folder) as workspace:
        remember(folder)
        with progress(quiet=session.quiet) as told:
            desk = Desk(workspace, options, told)
        try:
            shown = f"[{options.host}]" if ":" in options.host else options.host
            say(f"The review desk: http://{shown}:{options.port}/   (Ctrl-C ends it)")
            uvicorn.run(
                create_app(desk),
                host=options.host,
                port=options.port,
                log_level="warning",
                server_header=False,
                timeout_graceful_shutdown=5,
            )
        finally:
            desk.close()


def add_account(folder: Path, name: str, role: str, password: str | None) -> None:
    """Add an account to a workspace's desk; the password is asked for where it is not given."""
    with open_existing(folder):
        accounts = Accounts(folder)
    try:
        known = [one.value for one in AccountRole]
        if role not in known:
            raise ConfigError(f"there is no role {role!r}; choose one of {', '.join(known)}")
        accounts.add(name, password or _ask(), AccountRole(role))
    finally:
        accounts.close()
    say(f"{name} may log in as {role}")


def _ask() -> str:
    password = getpass.getpass("Password (at least 12 characters): ")
    if getpass.getpass("Once more: ") != password:
        raise ConfigError("the two passwords differ")
    return password


def local_person() -> str:
    """Who signs at a desk without accounts: the user of this machine."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "reviewer"
