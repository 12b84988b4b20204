"""The desk's file: opening it, and writing what the index says anew."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from corrobora.record import decode, encode
from corrobora.store.desk_tables import (
    ACTORS,
    BLOCKS,
    EVENTS,
    INCIDENTS,
    INDEX_TABLES,
    JOINED,
    META,
    METADATA,
    NAME_WORDS,
    NAMES,
    PAIRS,
    QUESTIONS,
    REPORTS,
    RULINGS,
    SEARCH,
    TOTALS,
)
from corrobora.store.engine import sqlite_engine
from corrobora.store.statements import batches
from corrobora.store.tail import Mark

FILE = "desk.sqlite"

Row = Mapping[str, Any]


class DeskFile:
    """An open index; `folder` None keeps it in memory. `made_by` names what makes its rows."""

    def __init__(self, folder: Path | None, made_by: str) -> None:
        self.engine = sqlite_engine(None if folder is None else folder / FILE)
        self._made_by = made_by
        with self.writing() as connection:
            META.create(connection, checkfirst=True)
        if self._meta("made_by") != made_by:
            # What another version made may have other tables.
            with self.writing() as connection:
                METADATA.drop_all(connection)
        with self.writing() as connection:
            METADATA.create_all(connection)
            for statement in SEARCH:
                connection.exec_driver_sql(statement)
        if self._meta("made_by") != made_by:
            self.clear()

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @property
    def mark(self) -> Mark | None:
        """How far the facts are indexed, None where nothing is."""
        kept = self._meta("mark")
        return decode(kept, Mark) if kept else None

    def clear(self) -> None:
        """Forget everything."""
        with self.writing() as connection:
            for table in INDEX_TABLES:
                connection.execute(table.delete())
            connection.exec_driver_sql("DELETE FROM incident_words")
            connection.exec_driver_sql("DELETE FROM report_words")
            set_meta(connection, "made_by", self._made_by)

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """A transaction that may write."""
        with self.engine.execution_options(writes=True).begin() as connection:
            yield connection

    def _meta(self, key: str) -> str | None:
        with self.engine.connect() as connection:
            return connection.scalar(sa.select(META.c.value).where(META.c.key == key))


def made_by(folder: Path) -> str | None:
    """What made the index in a workspace's folder, None where there is none."""
    if not (folder / FILE).exists():
        return None
    engine = sqlite_engine(folder / FILE)
    try:
        with engine.connect() as connection:
            if not sa.inspect(connection).has_table(META.name):
                return None
            return connection.scalar(sa.select(META.c.value).where(META.c.key == "made_by"))
    finally:
        engine.dispose()


def set_meta(connection: sa.Connection, key: str, value: str) -> None:
    """Keep a value under a key, over what was there."""
    connection.execute(META.delete().where(META.c.key == key))
    connection.execute(META.insert().values(key=key, value=value))


def set_mark(connection: sa.Connection, mark: Mark) -> None:
    """Note how far the facts are indexed."""
    set_meta(connection, "mark", encode(mark).decode())


def remove_incidents(connection: sa.Connection, ids: Iterable[str]) -> list[int]:
    """Take incidents out with all that hangs on them; their numbers."""
    numbers: list[int] = []
    for batch in batches(ids):
        select = sa.select(INCIDENTS.c.number).where(INCIDENTS.c.id.in_(batch))
        numbers += connection.scalars(select)
        connection.execute(INCIDENTS.delete().where(INCIDENTS.c.id.in_(batch)))
        connection.execute(QUESTIONS.delete().where(QUESTIONS.c.owner.in_(batch)))
    _count_names(connection, numbers, -1)
    for some in batches(numbers):
        connection.execute(NAMES.delete().where(NAMES.c.number.in_(some)))
        connection.execute(
            sa.text("DELETE FROM incident_words WHERE rowid = :number"),
            [{"number": number} for number in some],
        )
    return numbers


def add_incidents(connection: sa.Connection, rows: Sequence[Row]) -> list[int]:
    """Add incidents: `id`, `record`, `words`, `names`, `questions` each; their new numbers."""
    if not rows:
        return []
    numbers = _next(connection, INCIDENTS, len(rows))
    kept = list(zip(numbers, rows, strict=True))
    _insert(
        connection,
        INCIDENTS,
        [{"number": n, "id": r["id"], "record": r["record"]} for n, r in kept],
    )
    _add_words(connection, "incident_words", [(n, r["words"]) for n, r in kept])
    names = [{**name, "number": n} for n, r in kept for name in r["names"]]
    _insert(connection, NAMES, names)
    _add_name_words(
        connection, {(n[k], n["key"]) for n in names for k in ("own", "key") if n["proper"]}
    )
    _count_names(connection, numbers, 1)
    _insert(connection, QUESTIONS, [one for _, r in kept for one in r["questions"]])
    return numbers


def set_events(connection: sa.Connection, subjects: Iterable[str], rows: Sequence[Row]) -> None:
    """Say anew to which incidents the events `subjects` belong."""
    for batch in batches(subjects):
        connection.execute(EVENTS.delete().where(EVENTS.c.subject.in_(batch)))
    _insert(connection, EVENTS, rows)


def set_blocks(connection: sa.Connection, subjects: Iterable[str], rows: Sequence[Row]) -> None:
    """Say anew in which blocks the events `subjects` are compared."""
    for batch in batches(subjects):
        connection.execute(BLOCKS.delete().where(BLOCKS.c.subject.in_(batch)))
    _insert(connection, BLOCKS, rows)


def set_pairs(
    connection: sa.Connection, subjects: Iterable[str], rows: Sequence[Row], asked: Sequence[Row]
) -> None:
    """Say anew how pairs of events were judged, and which of them are questions.

    The pairs with one of `subjects` go first; so do the questions owned by one.
    """
    for batch in batches(subjects):
        gone = sa.or_(PAIRS.c.left.in_(batch), PAIRS.c.right.in_(batch))
        connection.execute(PAIRS.delete().where(gone))
    owners = [f"{row['left']}:{row['right']}" for row in rows]
    for batch in batches([*owners, *subjects]):
        connection.execute(QUESTIONS.delete().where(QUESTIONS.c.owner.in_(batch)))
    _insert(connection, PAIRS, rows)
    _insert(connection, QUESTIONS, asked)


def add_rulings(connection: sa.Connection, rows: Sequence[Row]) -> None:
    """Add decisions, a row for each thing that one is about."""
    _insert(connection, RULINGS, rows)


def add_questions(connection: sa.Connection, rows: Sequence[Row]) -> None:
    """Add questions, each once."""
    _insert(connection, QUESTIONS, rows)


def drop_questions(connection: sa.Connection, ids: Iterable[str]) -> None:
    """Take questions out that are answered."""
    for batch in batches(ids):
        connection.execute(QUESTIONS.delete().where(QUESTIONS.c.id.in_(batch)))


def add_reports(connection: sa.Connection, rows: Sequence[Row]) -> None:
    """Add reports that are not there yet: `id`, `published`, `title`, `words`."""
    there: set[str] = set()
    for batch in batches(row["id"] for row in rows):
        there |= set(connection.scalars(sa.select(REPORTS.c.id).where(REPORTS.c.id.in_(batch))))
    new = list({row["id"]: row for row in rows if row["id"] not in there}.values())
    kept = list(zip(_next(connection, REPORTS, len(new)), new, strict=True))
    columns = ("id", "published", "title")
    _insert(connection, REPORTS, [{"number": n} | {c: r[c] for c in columns} for n, r in kept])
    _add_words(connection, "report_words", [(n, r["words"]) for n, r in kept])


def _next(connection: sa.Connection, table: sa.Table, count: int) -> list[int]:
    """The next `count` numbers of a table that were never given before."""
    last = connection.scalar(
        sa.text("SELECT seq FROM sqlite_sequence WHERE name = :table"), {"table": table.name}
    )
    return [(last or 0) + 1 + at for at in range(count)]


def _add_words(connection: sa.Connection, table: str, rows: Sequence[tuple[int, str]]) -> None:
    if rows:
        insert = f"INSERT INTO {table} (rowid, words) VALUES (?, ?)"
        connection.exec_driver_sql(insert, list(rows))


# What one statement adds to the totals of names, or takes off. An incident counts once, whatever
# spellings of a name it has; a name is shown in its longest form, a kind where any is known.
_VAGUE = "('unknown', 'other', 'unnamed')"
_COUNT = f"""
INSERT INTO totals (role, key, proper, name, kind, n, "first", alone, contradicted)
SELECT role, key, min(proper), substr(max(printf('%%05d', length(name)) || name), 6),
  coalesce(max(CASE WHEN kind IN {_VAGUE} THEN NULL ELSE kind END), max(kind)),
  :sign * count(*), :sign * sum("first"), :sign * sum(alone), :sign * sum(contradicted)
FROM (
  SELECT role, key, number, min(proper) AS proper,
    substr(max(printf('%%05d', length(name)) || name), 6) AS name,
    coalesce(max(CASE WHEN kind IN {_VAGUE} THEN NULL ELSE kind END), max(kind)) AS kind,
    max("first") AS "first", max(alone) AS alone, max(contradicted) AS contradicted
  FROM names WHERE %s GROUP BY role, key, number
) AS once WHERE true GROUP BY role, key
ON CONFLICT (role, key) DO UPDATE SET n = n + excluded.n, "first" = "first" + excluded."first",
  alone = alone + excluded.alone, contradicted = contradicted + excluded.contradicted,
  proper = min(proper, excluded.proper),
  name = CASE WHEN length(excluded.name) > length(name) THEN excluded.name ELSE name END,
  kind = CASE WHEN kind IN {_VAGUE} THEN excluded.kind ELSE kind END
"""


def _count_names(connection: sa.Connection, numbers: Sequence[int], sign: int) -> None:
    """Add the names of incidents to the totals, or take them off."""
    statement = sa.text(_COUNT % "number BETWEEN :low AND :high")
    for low, high in _runs(numbers):
        connection.execute(statement, {"sign": sign, "low": low, "high": high})
    if sign < 0:
        connection.execute(TOTALS.delete().where(TOTALS.c.n <= 0))


def _add_name_words(connection: sa.Connection, spelt: Iterable[tuple[str, str]]) -> None:
    """Keep the words of spellings, each with the name under which it is listed."""
    words = {(word, key) for own, key in spelt for word in own.split() if len(word) > 1}
    _insert(connection, NAME_WORDS, [{"word": word, "key": key} for word, key in sorted(words)])


def set_actors(
    connection: sa.Connection,
    documents: Iterable[str],
    rows: Sequence[Row],
    joined: Iterable[tuple[str, str]],
) -> None:
    """Say anew which persons and groups the documents tell of, and which of them are one."""
    for batch in batches(documents):
        gone = sa.select(ACTORS.c.subject).where(ACTORS.c.document_id.in_(batch))
        for column in (JOINED.c.left, JOINED.c.right):
            connection.execute(JOINED.delete().where(column.in_(gone)))
        connection.execute(ACTORS.delete().where(ACTORS.c.document_id.in_(batch)))
    _insert(connection, ACTORS, rows)
    _insert(connection, JOINED, [{"left": left, "right": right} for left, right in joined])


def head_names(connection: sa.Connection, heads: Mapping[str, str]) -> None:
    """List these spellings, folded, under the names given, and count anew."""
    moved: set[str] = set()
    for own, head in heads.items():
        keys = connection.scalars(
            sa.select(NAMES.c.key).where(NAMES.c.own == own, NAMES.c.key != head).distinct()
        ).all()
        if keys:
            moved |= {head, *keys}
            connection.execute(NAMES.update().where(NAMES.c.own == own).values(key=head))
            _add_name_words(connection, [(own, head)])
    for key in sorted(moved):
        connection.execute(TOTALS.delete().where(TOTALS.c.key == key))
        connection.execute(sa.text(_COUNT % "key = :key"), {"sign": 1, "key": key})


def _runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers as runs from first to last."""
    run: list[int] = []
    for number in sorted(numbers):
        if run and number != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(number)
    if run:
        yield run[0], run[-1]


def _insert(connection: sa.Connection, table: sa.Table, rows: Sequence[Row]) -> None:
    """Add rows, over those with the same key: by the driver itself, for there are millions."""
    if not rows:
        return
    columns = [column.name for column in table.c if column.name in rows[0]]
    named = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    statement = f"INSERT OR REPLACE INTO {table.name} ({named}) VALUES ({marks})"
    for begin in range(0, len(rows), 5000):
        some = rows[begin : begin + 5000]
        connection.exec_driver_sql(statement, [tuple(row[c] for c in columns) for row in some])
