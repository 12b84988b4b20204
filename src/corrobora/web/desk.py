"""The desk's state: one workspace, its index and its accounts, and who is asking."""

import ipaddress
import threading
from pathlib import Path

from corrobora.errors import ConfigError
from corrobora.link.names import fold
from corrobora.model import Record
from corrobora.store.accounts import AccountRole, Accounts, User
from corrobora.store.workspace import Workspace
from corrobora.web.adding import Adding, Code, code_in_pool
from corrobora.web.index.follow import Index, Progress
from corrobora.web.presence import Presence


class Options(Record, frozen=True, kw_only=True):
    """How the desk is served.

    `person` signs decisions where there are no accounts. `fetch_addresses` lets reports be fetched
    from the network. `writes_a_minute` and `logins_a_minute` limit each address.
    """

    host: str = "127.0.0.1"
    port: int = 8320
    person: str = "reviewer"
    policy: str = "median"
    fetch_addresses: bool = False
    allowed_hosts: tuple[str, ...] = ()
    secure_cookies: bool = False
    writes_a_minute: int = 600
    logins_a_minute: int = 10


class Desk:
    """Everything that the pages ask."""

    def __init__(
        self,
        workspace: Workspace,
        options: Options,
        progress: Progress | None = None,
        code: Code = code_in_pool,
    ) -> None:
        self.workspace = workspace
        self.options = options
        self.accounts = Accounts(workspace.folder)
        self.has_accounts = bool(self.accounts.users())
        check_host(options.host, self.has_accounts)
        self.index = Index(workspace, options.policy, progress)
        # One judgement at a time: what was seen is compared and the decision kept in one step.
        self.deciding = threading.Lock()
        self.presence = Presence()
        self.adding = Adding(workspace, code, self.index.catch_up)

    @property
    def local(self) -> User:
        """The person at a desk without accounts."""
        name = fold(self.options.person).replace(" ", "-") or "reviewer"
        return User(name=name, role=AccountRole.ADMIN)

    def close(self) -> None:
        """Let go of the files."""
        self.adding.close()
        self.index.close()
        self.accounts.close()


def check_host(host: str, accounts: bool) -> None:
    """Raise ConfigError for a desk that strangers could reach without logging in."""
    if accounts or is_loopback(host):
        return
    raise ConfigError(
        f"without accounts the desk is served on this machine alone, not on {host}; "
        "make an account first: corrobora accounts add WORKSPACE NAME --role admin"
    )


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches the address."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def static_folder() -> Path:
    """Where the files that browsers load stand."""
    return Path(__file__).parent / "static"
