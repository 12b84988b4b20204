"""Who may use the desk of a workspace: accounts, sessions, and what each person set aside.

Kept in a file of its own: passwords only as argon2 hashes, session tokens only as SHA-256, so that
who reads the file can log in as nobody.
"""

import datetime as dt
import secrets
from collections.abc import Iterable
from contextlib import AbstractContextManager
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa

from corrobora.errors import StoreError
from corrobora.ids import sha256
from corrobora.model import Record
from corrobora.store.engine import sqlite_engine

FILE = "accounts.sqlite"
SESSION_HOURS = 12

_METADATA = sa.MetaData()

_USERS = sa.Table(
    "users",
    _METADATA,
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("password", sa.String, nullable=False),
    sa.Column("role", sa.String, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
)
_SESSIONS = sa.Table(
    "sessions",
    _METADATA,
    sa.Column("token", sa.String, primary_key=True),
    sa.Column("name", sa.String, nullable=False),
    sa.Column("until", sa.String, nullable=False),
)
# What somebody took on (`what` "taken"), put off ("later") or leaves out today ("not today").
_ASIDE = sa.Table(
    "aside",
    _METADATA,
    sa.Column("what", sa.String, primary_key=True),
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("name", sa.String, primary_key=True),
    sa.Column("until", sa.String, nullable=False),
)
_SECRETS = sa.Table(
    "secrets",
    _METADATA,
    sa.Column("key", sa.String, primary_key=True),
    sa.Column("value", sa.String, nullable=False),
)


class AccountRole(StrEnum):
    """What a person may do; each may do what those before it may."""

    READER = "reader"
    CODER = "coder"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    def allows(self, needed: "AccountRole") -> bool:
        """Whether it may do what `needed` may."""
        order = list(AccountRole)
        return order.index(self) >= order.index(needed)


class User(Record, frozen=True, kw_only=True):
    """A person at the desk; decisions are signed `review:NAME`."""

    name: str
    role: AccountRole
    active: bool = True

    @property
    def origin(self) -> str:
        """How decisions and claims of the person are signed."""
        return f"review:{self.name}"


class Accounts:
    """The accounts of a workspace; `folder` None keeps them in memory."""

    def __init__(self, folder: Path | None) -> None:
        self._engine = sqlite_engine(None if folder is None else folder / FILE)
        with self._engine.execution_options(writes=True).begin() as connection:
            _METADATA.create_all(connection)
        if folder is not None:
            (folder / FILE).chmod(0o600)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def users(self) -> list[User]:
        """Everybody, by name."""
        select = sa.select(_USERS).order_by(_USERS.c.name)
        with self._engine.connect() as connection:
            return [
                User(name=row.name, role=AccountRole(row.role), active=row.active)
                for row in connection.execute(select)
            ]

    def add(self, name: str, password: str, role: AccountRole) -> User:
        """A new account. Raises StoreError for a bad name, a short password, a name taken."""
        if not name or len(name) > 40 or not name.replace("-", "").replace(".", "").isalnum():
            raise StoreError("a name has letters, digits, hyphens and dots, at most 40")
        row = {"name": name, "password": _hashed(password), "role": role.value, "active": True}
        try:
            with self._writing() as connection:
                connection.execute(_USERS.insert(), row)
        except sa.exc.IntegrityError as error:
            raise StoreError(f"there is an account {name!r} already") from error
        return User(name=name, role=role)

    def change(self, name: str, role: AccountRole, active: bool) -> None:
        """Give an account another role, or close it, which ends its sessions.

        Raises StoreError where no admin would be left.
        """
        rest = [u for u in self.users() if u.name != name and u.active]
        stays = active and role is AccountRole.ADMIN
        if not stays and not any(u.role is AccountRole.ADMIN for u in rest):
            raise StoreError("one admin has to stay")
        with self._writing() as connection:
            update = _USERS.update().where(_USERS.c.name == name)
            connection.execute(update.values(role=role.value, active=active))
            if not active:
                connection.execute(_SESSIONS.delete().where(_SESSIONS.c.name == name))

    def log_in(self, name: str, password: str) -> str | None:
        """A session token, None where name and password do not go together."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        with self._engine.connect() as connection:
            row = connection.execute(sa.select(_USERS).where(_USERS.c.name == name)).one_or_none()
        # A name that is not there takes as long as one that is.
        kept = row.password if row is not None else _nobody()
        try:
            PasswordHasher().verify(kept, password)
        except (VerificationError, InvalidHashError):
            return None
        if row is None or not row.active:
            return None
        token = secrets.token_urlsafe(32)
        until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=SESSION_HOURS)
        with self._writing() as connection:
            past = dt.datetime.now(dt.UTC).isoformat()
            connection.execute(_SESSIONS.delete().where(_SESSIONS.c.until < past))
            fields = {"token": sha256(token.encode()), "name": name, "until": until.isoformat()}
            connection.execute(_SESSIONS.insert(), fields)
        return token

    def of_session(self, token: str) -> User | None:
        """Whose session the token is."""
        now = dt.datetime.now(dt.UTC).isoformat()
        select = sa.select(_USERS.c.name, _USERS.c.role).join(
            _SESSIONS, _SESSIONS.c.name == _USERS.c.name
        )
        alive = select.where(
            _SESSIONS.c.token == sha256(token.encode()),
            _SESSIONS.c.until > now,
            _USERS.c.active.is_(True),
        )
        with self._engine.connect() as connection:
            row = connection.execute(alive).one_or_none()
        return User(name=row.name, role=AccountRole(row.role)) if row else None

    def log_out(self, token: str) -> None:
        """End a session."""
        with self._writing() as connection:
            connection.execute(
                _SESSIONS.delete().where(_SESSIONS.c.token == sha256(token.encode()))
            )

    def set_aside(self, what: str, key: str, name: str, hours: float) -> None:
        """Note that a person took on, put off or leaves out something, for so long."""
        until = dt.datetime.now(dt.UTC) + dt.timedelta(hours=hours)
        fields = {"what": what, "key": key, "name": name, "until": until.isoformat()}
        with self._writing() as connection:
            connection.execute(_ASIDE.insert().prefix_with("OR REPLACE"), fields)

    def take_back(self, what: str, keys: Iterable[str], name: str) -> None:
        """Undo `set_aside`."""
        with self._writing() as connection:
            mine = sa.and_(_ASIDE.c.what == what, _ASIDE.c.name == name)
            connection.execute(_ASIDE.delete().where(mine, _ASIDE.c.key.in_(list(keys))))

    def aside(self, what: str, name: str | None = None) -> dict[str, str]:
        """Key and name of all that is set aside, by one person or by all."""
        now = dt.datetime.now(dt.UTC).isoformat()
        select = sa.select(_ASIDE.c.key, _ASIDE.c.name).where(
            _ASIDE.c.what == what, _ASIDE.c.until > now
        )
        if name is not None:
            select = select.where(_ASIDE.c.name == name)
        with self._engine.connect() as connection:
            return {row.key: row.name for row in connection.execute(select)}

    def secret(self, key: str) -> str:
        """A secret of this workspace, made when it is first asked for."""
        with self._writing() as connection:
            fields = {"key": key, "value": secrets.token_hex(32)}
            connection.execute(_SECRETS.insert().prefix_with("OR IGNORE"), fields)
            found = connection.scalar(sa.select(_SECRETS.c.value).where(_SECRETS.c.key == key))
            return str(found)

    def _writing(self) -> AbstractContextManager[sa.Connection]:
        return self._engine.execution_options(writes=True).begin()


def _hashed(password: str) -> str:
    from argon2 import PasswordHasher

    if len(password) < 12:
        raise StoreError("a password has at least 12 characters")
    return PasswordHasher().hash(password)


_NOBODY: list[str] = []


def _nobody() -> str:
    if not _NOBODY:
        from argon2 import PasswordHasher

        _NOBODY.append(PasswordHasher().hash(secrets.token_hex(16)))
    return _NOBODY[0]
