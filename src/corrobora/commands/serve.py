"""Serving the review desk, and the accounts of those who may use it."""

import gc
import getpass
from pathlib import Path

from corrobora.commands.screen import progress, say
from corrobora.commands.session import Session
from corrobora.commands.state import remember
from corrobora.errors import ConfigError
from corrobora.store.accounts import AccountRole, Accounts
from corrobora.store.workspace import open_existing
from corrobora.web.desk import Options

# How many pages are made at once. More threads wait for each other longer than they work: on two
# cores 20 requests at once are answered 118 times a second by 2 threads and 90 times by 6. A third
# stands in for one that writes a long export.
AT_ONCE = 3


def serve(session: Session, folder: Path, options: Options) -> None:
    """Serve the desk of a workspace until it is interrupted. Raises ConfigError, StoreError."""
    from concurrent.futures import ThreadPoolExecutor

    import uvicorn
    from litestar.concurrency import set_asyncio_executor

    from corrobora.web.app import create_app
    from corrobora.web.desk import Desk

    with open_existing(folder) as workspace:
        remember(folder)
        with progress(quiet=session.quiet) as told:
            desk = Desk(workspace, options, told)
        # What the index holds stays for good: the collector need not go through it again and again.
        gc.collect()
        gc.freeze()
        set_asyncio_executor(ThreadPoolExecutor(AT_ONCE))
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
