"""Asking the desk's index: incidents, pairs, rulings and words searched for."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from corrobora.model import AnyDecision, Record
from corrobora.record import decode
from corrobora.store.desk import DeskFile
from corrobora.store.desk_tables import (
    BLOCKS,
    EVENTS,
    INCIDENTS,
    PAIRS,
    REPORTS,
    RULINGS,
)
from corrobora.store.statements import AT_ONCE, batches, begins
from corrobora.store.tables import RECEIPTS
from corrobora.store.workspace import Workspace

# What people type: words, and phrases in quotation marks.
_TERM = re.compile(r'"([^"]+)"|([^\s"]+)')


class Pair(Record, frozen=True, kw_only=True):
    """How two events were judged by the program; `reasons` are question, score, reason."""

    left: str
    right: str
    verdict: str
    score: float
    reasons: tuple[tuple[str, float, str], ...] = ()


class Search(Record, frozen=True, kw_only=True):
    """A slice of decisions: by whom, at which instant, on which days, of which kind, how many."""

    by: str | None = None
    at: dt.datetime | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    kind: str | None = None
    limit: int = 50
    offset: int = 0


def incidents(desk: DeskFile) -> Iterator[tuple[int, str]]:
    """Number and record of every incident, by number."""
    select = sa.select(INCIDENTS.c.number, INCIDENTS.c.record).order_by(INCIDENTS.c.number)
    with desk.engine.connect() as connection:
        for row in connection.execution_options(stream_results=True).execute(select):
            yield row.number, row.record


def records(desk: DeskFile, numbers: Sequence[int]) -> list[str]:
    """The records of the incidents with these numbers, in their order."""
    found: dict[int, str] = {}
    columns = INCIDENTS.c.number, INCIDENTS.c.record
    with desk.engine.connect() as connection:
        for batch in batches(numbers):
            for row in connection.execute(sa.select(*columns).where(columns[0].in_(batch))):
                found[row.number] = row.record
    return [found[number] for number in numbers if number in found]


def record_of(desk: DeskFile, incident: str) -> str | None:
    """The record of an incident, None where there is none of that id."""
    found: str | None = _one(desk, sa.select(INCIDENTS.c.record).where(INCIDENTS.c.id == incident))
    return found


def subjects_of(desk: DeskFile, incidents_: Iterable[str]) -> list[str]:
    """The events of the incidents."""
    return _in(desk, sa.select(EVENTS.c.subject), EVENTS.c.incident, incidents_)


def reports_of(desk: DeskFile, incidents_: Iterable[str]) -> list[str]:
    """The reports that tell of the incidents."""
    return _in(desk, sa.select(EVENTS.c.document_id), EVENTS.c.incident, incidents_)


def subjects_beginning(desk: DeskFile, beginning: str) -> list[str]:
    """The events of the incidents whose ids begin so, and the events whose own ids do."""
    found: dict[str, None] = {}
    with desk.engine.connect() as connection:
        for column in (EVENTS.c.incident, EVENTS.c.subject):
            select = sa.select(EVENTS.c.subject).where(begins(column, beginning))
            found |= dict.fromkeys(connection.scalars(select))
    return list(found)


def tellings_of(desk: DeskFile, incident: str) -> dict[str, str]:
    """For each event of an incident its document."""
    return _map(desk, EVENTS.c.subject, EVENTS.c.document_id, EVENTS.c.incident, [incident])


def incidents_of(desk: DeskFile, subjects: Iterable[str]) -> dict[str, str]:
    """For each of the events that is there its incident."""
    return _map(desk, EVENTS.c.subject, EVENTS.c.incident, EVENTS.c.subject, subjects)


def events_in(desk: DeskFile, documents: Iterable[str]) -> dict[str, str]:
    """For each event of the documents its incident."""
    return _map(desk, EVENTS.c.subject, EVENTS.c.incident, EVENTS.c.document_id, documents)


def shared_reports(desk: DeskFile, incidents_: Iterable[str]) -> dict[str, int]:
    """In how many reports each of the incidents is told."""
    select = sa.select(EVENTS.c.incident, sa.func.count(sa.distinct(EVENTS.c.document_id)))
    found: dict[str, int] = {}
    with desk.engine.connect() as connection:
        for batch in batches(incidents_):
            grouped = select.where(EVENTS.c.incident.in_(batch)).group_by(EVENTS.c.incident)
            found |= {row[0]: row[1] for row in connection.execute(grouped)}
    return found


def pairs_of(desk: DeskFile, subjects: Iterable[str]) -> list[Pair]:
    """The pairs judged of which one is among `subjects`, the best first."""
    found: dict[tuple[str, str], Pair] = {}
    with desk.engine.connect() as connection:
        for batch in batches(subjects):
            either = sa.or_(PAIRS.c.left.in_(batch), PAIRS.c.right.in_(batch))
            for record in connection.scalars(sa.select(PAIRS.c.record).where(either)):
                pair = decode(record, Pair)
                found[pair.left, pair.right] = pair
    return sorted(found.values(), key=lambda pair: (-pair.score, pair.left, pair.right))


def neighbours(desk: DeskFile, subjects: Iterable[str]) -> set[str]:
    """The events judged the same as, or perhaps the same as, one of `subjects`."""
    return {
        subject
        for pair in pairs_of(desk, subjects)
        if pair.verdict != "no"
        for subject in (pair.left, pair.right)
    }


def in_blocks(desk: DeskFile, blocks: Iterable[int], crowd: int) -> set[str]:
    """The events that stand in one of the blocks, those of more than `crowd` left out."""
    members: dict[int, set[str]] = {}
    columns = BLOCKS.c.block, BLOCKS.c.subject
    small = sorted(set(blocks) - crowded(desk, blocks, crowd))
    with desk.engine.connect() as connection:
        for batch in batches(small):
            for row in connection.execute(sa.select(*columns).where(BLOCKS.c.block.in_(batch))):
                members.setdefault(row.block, set()).add(row.subject)
    return {one for some in members.values() for one in some}


def crowded(desk: DeskFile, blocks: Iterable[int], crowd: int) -> set[int]:
    """Those of the blocks in which more than `crowd` events stand."""
    found: set[int] = set()
    counted = sa.select(BLOCKS.c.block).group_by(BLOCKS.c.block).having(sa.func.count() > crowd)
    with desk.engine.connect() as connection:
        for batch in batches(blocks):
            found |= set(connection.scalars(counted.where(BLOCKS.c.block.in_(batch))))
    return found


def in_both(desk: DeskFile, blocks: Iterable[int], others: Iterable[int], most: int) -> set[str]:
    """The events that stand in one of the blocks and in one of the others, some `most` of them."""
    found: set[str] = set()
    one, other = BLOCKS.alias("one"), BLOCKS.alias("other")
    select = sa.select(one.c.subject).join_from(one, other, one.c.subject == other.c.subject)
    asked = list(others)
    with desk.engine.connect() as connection:
        for batch in batches(blocks):
            both = select.where(one.c.block.in_(batch), other.c.block.in_(asked[:AT_ONCE]))
            found |= set(connection.scalars(both.distinct().limit(most)))
    return found


def rulings_about(desk: DeskFile, about: Iterable[str]) -> list[AnyDecision]:
    """The decisions about any of these claims or subjects, the oldest first, each once."""
    found: dict[str, tuple[str, str]] = {}
    columns = RULINGS.c.id, RULINGS.c.at, RULINGS.c.record
    with desk.engine.connect() as connection:
        for batch in batches(about):
            select = sa.select(*columns).where(RULINGS.c.about.in_(batch))
            found |= {row.id: (row.at, row.record) for row in connection.execute(select)}
    return [_decision(record) for _, record in sorted(found.values())]


def ruling(desk: DeskFile, decision_id: str) -> AnyDecision | None:
    """The decision of that id."""
    found = _one(
        desk, sa.select(RULINGS.c.record).where(RULINGS.c.id == decision_id, RULINGS.c.lead == 1)
    )
    return _decision(found) if found else None


def rulings(desk: DeskFile, search: Search) -> list[AnyDecision]:
    """A slice of the decisions, the newest first."""
    select = sa.select(RULINGS.c.record).where(RULINGS.c.lead == 1)
    if search.by:
        select = select.where(RULINGS.c.by == search.by)
    if search.at:
        when = search.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
        select = select.where(RULINGS.c.at == when)
    if search.since:
        select = select.where(RULINGS.c.at >= search.since.isoformat())
    if search.until:
        after = search.until + dt.timedelta(days=1)
        select = select.where(RULINGS.c.at < after.isoformat())
    if search.kind:
        select = select.where(RULINGS.c.kind == search.kind)
    ordered = select.order_by(RULINGS.c.at.desc(), RULINGS.c.id)
    with desk.engine.connect() as connection:
        found = connection.scalars(ordered.limit(search.limit).offset(search.offset))
        return [_decision(record) for record in found]


def authors(desk: DeskFile) -> dict[str, int]:
    """Who has decided, and how often."""
    select = sa.select(RULINGS.c.by, sa.func.count()).where(RULINGS.c.lead == 1)
    with desk.engine.connect() as connection:
        return {row[0]: row[1] for row in connection.execute(select.group_by(RULINGS.c.by))}


def decided_since(desk: DeskFile, by: str, at: str) -> int:
    """How many decisions one author made since `at` (ISO, UTC)."""
    counted = sa.select(sa.func.count()).where(RULINGS.c.lead == 1)
    with desk.engine.connect() as connection:
        return connection.scalar(counted.where(RULINGS.c.by == by, RULINGS.c.at >= at)) or 0


def search_incidents(desk: DeskFile, words: str) -> list[int]:
    """The numbers of the incidents whose words hold all of `words`."""
    return _matches(desk, "SELECT rowid FROM incident_words WHERE words MATCH :q", words)


def search_reports(desk: DeskFile, words: str, limit: int) -> list[str]:
    """The ids of reports whose text holds all of `words`, some `limit` of them."""
    select = "SELECT rowid FROM report_words WHERE words MATCH :q LIMIT " + str(int(limit))
    numbers = _matches(desk, select, words)
    return _in(desk, sa.select(REPORTS.c.id), REPORTS.c.number, numbers)


def reports(desk: DeskFile, limit: int, offset: int = 0) -> list[tuple[str, str, str]]:
    """Id, title and date of publication ("" for none) of the reports, the newest first."""
    columns = REPORTS.c.id, REPORTS.c.title, REPORTS.c.published
    order = REPORTS.c.published.desc(), REPORTS.c.number
    with desk.engine.connect() as connection:
        rows = connection.execute(sa.select(*columns).order_by(*order).limit(limit).offset(offset))
        return [(row.id, row.title, row.published) for row in rows]


def reports_named(desk: DeskFile, ids: Iterable[str]) -> list[tuple[str, str, str]]:
    """Id, title and date of publication of the reports of these ids, the newest first."""
    columns = REPORTS.c.id, REPORTS.c.title, REPORTS.c.published
    select = sa.select(*columns).where(REPORTS.c.id.in_(list(ids)))
    with desk.engine.connect() as connection:
        rows = connection.execute(select.order_by(REPORTS.c.published.desc(), REPORTS.c.number))
        return [(row.id, row.title, row.published) for row in rows]


def beside(desk: DeskFile, report: str) -> tuple[str | None, str | None]:
    """The reports that came in before and after one."""
    number = _one(desk, sa.select(REPORTS.c.number).where(REPORTS.c.id == report))
    if number is None:
        return None, None
    before = sa.select(REPORTS.c.id).where(REPORTS.c.number < number)
    after = sa.select(REPORTS.c.id).where(REPORTS.c.number > number)
    return (
        _one(desk, before.order_by(REPORTS.c.number.desc()).limit(1)),
        _one(desk, after.order_by(REPORTS.c.number).limit(1)),
    )


def count_reports(desk: DeskFile) -> int:
    """How many reports there are."""
    return int(_one(desk, sa.select(sa.func.count()).select_from(REPORTS)) or 0)


def origins(workspace: Workspace) -> list[tuple[str, int, int]]:
    """Every reader with how many reports it has read and how many claims it made."""
    counted = sa.func.count(), sa.func.coalesce(sa.func.sum(RECEIPTS.c.claims), 0)
    select = sa.select(RECEIPTS.c.origin, *counted).group_by(RECEIPTS.c.origin)
    with workspace.engine.connect() as connection:
        return [(row[0], row[1], row[2]) for row in connection.execute(select)]


def fts_query(words: str) -> str:
    """What people typed as an FTS5 query: all words, the last one as a beginning."""
    terms = [phrase or word for phrase, word in _TERM.findall(words)]
    terms = [term for term in terms if any(letter.isalnum() for letter in term)]
    quoted = ['"' + term.replace('"', '""') + '"' for term in terms]
    if quoted and not words.rstrip().endswith('"'):
        quoted[-1] += "*"
    return " ".join(quoted)


def _matches(desk: DeskFile, select: str, words: str) -> list[int]:
    asked = fts_query(words)
    if not asked:
        return []
    with desk.engine.connect() as connection:
        return list(connection.scalars(sa.text(select), {"q": asked}))


def _decision(record: str) -> AnyDecision:
    return decode(record, AnyDecision)  # type: ignore[arg-type]  # a union is a type to msgspec


def _one(desk: DeskFile, select: sa.Select[Any]) -> Any:
    with desk.engine.connect() as connection:
        return connection.scalar(select)


def _in(
    desk: DeskFile, select: sa.Select[Any], column: sa.ColumnElement[Any], values: Iterable[Any]
) -> list[Any]:
    found: dict[Any, None] = {}
    with desk.engine.connect() as connection:
        for batch in batches(values):
            found |= dict.fromkeys(connection.scalars(select.where(column.in_(batch))))
    return list(found)


def _map(
    desk: DeskFile,
    key: sa.ColumnElement[str],
    value: sa.ColumnElement[str],
    column: sa.ColumnElement[str],
    wanted: Iterable[str],
) -> dict[str, str]:
    found: dict[str, str] = {}
    with desk.engine.connect() as connection:
        for batch in batches(wanted):
            select = sa.select(key, value).where(column.in_(batch))
            found |= {row[0]: row[1] for row in connection.execute(select)}
    return found
