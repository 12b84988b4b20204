"""Asking the desk's index about names: how often, as what, of whom, and which are one."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from corrobora.model import Record, Same
from corrobora.record import decode
from corrobora.store.desk import DeskFile
from corrobora.store.desk_tables import ACTORS, JOINED, NAME_WORDS, NAMES, RULINGS, TOTALS
from corrobora.store.statements import batches


class Total(Record, frozen=True, kw_only=True):
    """How often a name stands in a role, and in how many of these first, alone, contradicted."""

    key: str
    name: str
    kind: str
    n: int
    first: int
    alone: int
    contradicted: int


class Listed(Record, frozen=True, kw_only=True):
    """A slice of the names: in which roles, with which words; descriptions only where asked for."""

    roles: tuple[str, ...]
    words: str = ""
    described: bool = False
    limit: int = 50
    offset: int = 0


class Mentioned(Record, frozen=True, kw_only=True):
    """An actor of one report: its subject, and its name as written and as folded."""

    subject: str
    document_id: str
    name: str
    key: str


def totals(desk: DeskFile, asked: Listed) -> list[tuple[str, Total]]:
    """Role and total of the most frequent names of a slice."""
    found: list[tuple[str, Total]] = []
    enough = asked.offset + asked.limit
    with desk.engine.connect() as connection:
        # Each is read in the order of the index, no further than needed.
        for role in asked.roles:
            for proper in (1, 0) if asked.described else (1,):
                select = sa.select(TOTALS).where(TOTALS.c.role == role, TOTALS.c.proper == proper)
                if asked.words:
                    holds = TOTALS.c.name.icontains(asked.words, autoescape=True)
                    select = select.where(holds)
                ordered = select.order_by(TOTALS.c.n.desc(), TOTALS.c.key).limit(enough)
                found += [_total(row) for row in connection.execute(ordered).mappings()]
    found.sort(key=lambda one: (-one[1].n, one[1].key, one[0]))
    return found[asked.offset : enough]


def sharing(desk: DeskFile, roles: Sequence[str], words: Iterable[str], limit: int) -> list[Total]:
    """Of the names in one of the roles that have one of the words, the most frequent."""
    keys = sa.select(NAME_WORDS.c.key).where(NAME_WORDS.c.word.in_(list(words)))
    select = sa.select(TOTALS).where(
        TOTALS.c.key.in_(keys), TOTALS.c.role.in_(roles), TOTALS.c.proper == 1
    )
    with desk.engine.connect() as connection:
        ordered = select.order_by(TOTALS.c.n.desc(), TOTALS.c.key).limit(limit)
        return [_total(row)[1] for row in connection.execute(ordered).mappings()]


def totals_among(desk: DeskFile, keys: Iterable[str]) -> dict[str, dict[str, Total]]:
    """For each of the names, by role, its total."""
    found: dict[str, dict[str, Total]] = {}
    with desk.engine.connect() as connection:
        for batch in batches(keys):
            select = sa.select(TOTALS).where(TOTALS.c.key.in_(batch))
            for row in connection.execute(select).mappings():
                role, total = _total(row)
                found.setdefault(total.key, {})[role] = total
    return found


def totals_of(desk: DeskFile, key: str) -> list[tuple[str, Total]]:
    """Role and total of one name, in every role that it has."""
    select = sa.select(TOTALS).where(TOTALS.c.key == key).order_by(TOTALS.c.role)
    with desk.engine.connect() as connection:
        return [_total(row) for row in connection.execute(select).mappings()]


def named(desk: DeskFile, key: str, roles: Sequence[str], limit: int = 0) -> list[int]:
    """The numbers of the incidents in which the name stands in one of the roles."""
    select = sa.select(NAMES.c.number).distinct()
    select = select.where(NAMES.c.key == key, NAMES.c.role.in_(roles)).order_by(NAMES.c.number)
    with desk.engine.connect() as connection:
        return list(connection.scalars(select.limit(limit) if limit else select))


def written(desk: DeskFile, key: str) -> dict[str, str]:
    """The spellings that are listed under a name: folded, and as one report writes each."""
    select = sa.select(NAMES.c.own, sa.func.max(NAMES.c.name)).where(NAMES.c.key == key)
    with desk.engine.connect() as connection:
        rows = connection.execute(select.group_by(NAMES.c.own).order_by(NAMES.c.own))
        return {row[0]: row[1] for row in rows}


def headed(desk: DeskFile, own: str) -> str | None:
    """The name under which a spelling is listed, None where there is no such spelling."""
    with desk.engine.connect() as connection:
        return connection.scalar(sa.select(NAMES.c.key).where(NAMES.c.own == own).limit(1))


def actors(
    desk: DeskFile, keys: Iterable[str] = (), subjects: Iterable[str] = ()
) -> list[Mentioned]:
    """The actors of these folded names, and these actors, by report."""
    found: dict[str, Mentioned] = {}
    with desk.engine.connect() as connection:
        for column, wanted in ((ACTORS.c.key, keys), (ACTORS.c.subject, subjects)):
            for batch in batches(wanted):
                select = sa.select(ACTORS).where(column.in_(batch))
                for row in connection.execute(select).mappings():
                    found[row["subject"]] = Mentioned(**row)
    return sorted(found.values(), key=lambda one: (one.document_id, one.subject))


def actor_rulings(desk: DeskFile) -> list[Same]:
    """What people decided of pairs of actors, the oldest first."""
    select = sa.select(RULINGS.c.record).where(
        RULINGS.c.lead == 1,
        RULINGS.c.kind == "same",
        RULINGS.c.by.startswith("review:"),
        RULINGS.c.about.startswith("a_", autoescape=True),
    )
    with desk.engine.connect() as connection:
        found = connection.scalars(select.order_by(RULINGS.c.at, RULINGS.c.id))
        return [decode(record, Same) for record in found]


def joined(desk: DeskFile) -> list[tuple[str, str]]:
    """The pairs of folded names that the program holds for names of one person."""
    one, other = ACTORS.alias("one"), ACTORS.alias("other")
    select = (
        sa.select(one.c.key, other.c.key)
        .join_from(JOINED, one, one.c.subject == JOINED.c.left)
        .join(other, other.c.subject == JOINED.c.right)
        .distinct()
    )
    with desk.engine.connect() as connection:
        return sorted((row[0], row[1]) for row in connection.execute(select))


def _total(row: Any) -> tuple[str, Total]:
    fields = dict(row)
    role = fields.pop("role")
    del fields["proper"]
    return role, Total(**fields)
