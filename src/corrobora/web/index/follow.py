"""Following the facts: the index is brought up to what the workspace holds, whoever wrote it.

A change to some events can move only the incidents that they are compared with: the events in
their blocks, and what is joined, or perhaps to be joined, with these. These are assembled anew,
from their documents' claims and the decisions about them, by the functions that code a corpus.
In blocks so crowded that linking looks closer at them, only those are that share more with it.
"""

import gc
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar, cast

from corrobora.assemble.incidents import Assembled, assemble
from corrobora.assemble.people import Victim, victims
from corrobora.assemble.summary import summary
from corrobora.link.telling import limit
from corrobora.model import (
    AnyDecision,
    Document,
    Right,
    Same,
)
from corrobora.record import decode, encode
from corrobora.store import desk as write
from corrobora.store import desk_names, desk_query, query, tail
from corrobora.store.desk import DeskFile
from corrobora.store.workspace import Workspace
from corrobora.web.index import questions
from corrobora.web.index.columns import Columns, load
from corrobora.web.index.entries import (
    about,
    claims_of,
    event_rows,
    is_actor,
    pair_row,
    report_row,
    ruling_rows,
    subjects_of,
)
from corrobora.web.index.near import near_of
from corrobora.web.index.persons import Persons, actor_rows, joined_pairs, persons
from corrobora.web.index.rows import Row, kept

# Part of what makes the rows: change it when rows, words or questions come out otherwise.
MADE_BY = "desk@6"

# Seconds in which what another process added may not be seen yet.
LOOKS_EVERY = 1.0

# How many counts are remembered; that of one query takes a byte an incident.
REMEMBERED = 64

# Beyond so many events at once it is quicker to begin again.
_MANY = 3000

T = TypeVar("T")

Progress = Callable[[str, float | None], None]


class Index:
    """The index of one workspace, in its file and in memory."""

    def __init__(self, workspace: Workspace, policy: str, progress: Progress | None = None) -> None:
        self._workspace = workspace
        self._policy = policy
        self._tell: Progress = progress or (lambda what, share: None)
        self._lock = threading.RLock()
        self._looked = 0.0
        self._counted: dict[str, tuple[int, object]] = {}
        self.file = DeskFile(workspace.folder, f"{MADE_BY} {policy}")
        self.columns = Columns()
        self.generation = 0
        self.persons = Persons({}, {})
        if self.file.mark is not None:
            self._tell("Opening the index", None)
            load(self.columns, desk_query.incidents(self.file), lambda one: decode(one, Row))
            self.persons = self._listed()
        self.catch_up()

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def once(self, name: str, count: Callable[[], T]) -> T:
        """What `count` comes to, counted once for each state of the index; some are remembered."""
        with self._lock:
            generation, value = self._counted.pop(name, (-1, None))
        if generation != self.generation:
            generation, value = self.generation, count()
        with self._lock:
            self._counted[name] = generation, value
            while len(self._counted) > REMEMBERED:
                del self._counted[next(iter(self._counted))]
        return cast(T, value)

    def refresh(self) -> None:
        """Take in what others added, looking at most once in a while: pages call it each time."""
        if time.monotonic() - self._looked > LOOKS_EVERY:
            self.catch_up()

    def catch_up(self) -> None:
        """Take in what was added to the facts since last time."""
        with self._lock:
            self._looked = time.monotonic()
            since, until = self.file.mark, tail.now(self._workspace)
            if since == until:
                return
            if since is None:
                self._build(until)
            else:
                self._follow(since, until)
            self.generation += 1

    def _build(self, until: tail.Mark) -> None:
        """Index everything."""
        with _no_cycles_sought():
            self._build_all(until)

    def _build_all(self, until: tail.Mark) -> None:
        self._tell("Indexing: reading the claims", None)
        self.file.clear()
        self.columns = Columns()
        everything = tail.added(self._workspace, tail.Mark(), until)
        decisions = tuple(query.decisions(self._workspace))
        documents = list(query.documents(self._workspace))
        claims = query.claims_in_force(self._workspace)
        found = assemble(claims, documents, decisions)
        subjects = tuple(event.subject.id for event in found.views.events)
        self._keep(_Change(found, subjects, subjects, documents, everything, until), ())

    def _follow(self, since: tail.Mark, until: tail.Mark) -> None:
        """Index what changed."""
        new = tail.added(self._workspace, since, until)
        claimed = tail.places_of_claims(self._workspace, claims_of(new.decisions)).values()
        documents = set(new.documents) | {document for document, _ in claimed}
        documents |= set(tail.documents_of_subjects(self._workspace, new.subjects))
        decided = tuple(one for one in subjects_of(new.decisions) if not is_actor(one))
        documents |= set(tail.documents_of_subjects(self._workspace, decided))
        documents |= self._listed_anew(new.decisions)
        changed = set(tail.subjects_of(self._workspace, tuple(documents)))
        if len(changed) > _MANY:
            self._build(until)
            return
        touched, found = self._touched(documents, changed, new.decisions)
        gone = set(desk_query.incidents_of(self.file, touched).values())
        fresh = list(query.documents(self._workspace, new.documents)) if new.documents else []
        own = tuple(
            incident
            for incident in found.incidents
            if any(event.subject.id in touched for event in incident.events)
        )
        change = _Change(
            replace(found, incidents=own), tuple(touched), tuple(changed), fresh, new, until
        )
        self._keep(change, tuple(gone))

    def _listed(self, new: Iterable[AnyDecision] = ()) -> Persons:
        """Who is listed under which name, by the decisions that are indexed and the new ones."""
        kept = desk_names.actor_rulings(self.file)
        known = {one.id for one in kept}
        kept += [
            one
            for one in new
            if isinstance(one, Same)
            and one.by_person
            and is_actor(one.left)
            and one.id not in known
        ]
        ruled = {subject for one in kept for subject in (one.left, one.right)}
        named = {one.subject: one.key for one in desk_names.actors(self.file, subjects=ruled)}
        return persons(named, kept, desk_names.joined(self.file))

    def _listed_anew(self, new: Sequence[AnyDecision]) -> set[str]:
        """The reports whose persons are parted from others of their name, or no longer are."""
        before = self.persons.parted
        after = self._listed(new).parted
        moved = {one for one in {*before, *after} if before.get(one) != after.get(one)}
        return {one.document_id for one in desk_names.actors(self.file, subjects=moved)}

    def _touched(
        self, documents: set[str], changed: set[str], decided: Sequence[AnyDecision]
    ) -> tuple[set[str], Assembled]:
        """The events whose incidents may come out otherwise, and what they come to."""
        found = self._assembled(documents, decided)
        near = changed | self._met(found)
        near |= {thing for one in decided if isinstance(one, Same) for thing in about(one)}
        touched = self._together(near)
        # What comes together anew may bring what was not looked at yet.
        for _ in range(3):
            own = set(tail.documents_of_subjects(self._workspace, tuple(touched)))
            found = self._assembled(documents | own, decided)
            joined = {
                event.subject.id
                for incident in found.incidents
                if any(event.subject.id in touched for event in incident.events)
                for event in incident.events
            }
            if joined <= touched:
                break
            touched = self._together(touched | joined)
        return touched, found

    def _met(self, found: Assembled) -> set[str]:
        """The events of the index that are compared with one of these."""
        crowd, met = int(limit("crowd")), set[str]()
        for one in near_of(found):
            met |= desk_query.in_blocks(self.file, one.plain, crowd)
            full = desk_query.crowded(self.file, one.crowded, crowd)
            if full and one.closer:
                met |= desk_query.in_both(self.file, full, one.closer, crowd * crowd)
        return met

    def _together(self, events: set[str]) -> set[str]:
        """The events with all that is, or perhaps is, of one incident with one of them."""
        own = set(events)
        frontier = set(events)
        while frontier:
            near = desk_query.neighbours(self.file, frontier)
            together = set(desk_query.incidents_of(self.file, frontier).values())
            near |= set(desk_query.subjects_of(self.file, together))
            for ruling in desk_query.rulings_about(self.file, frontier):
                if isinstance(ruling, Same):
                    near |= {ruling.left, ruling.right}
            frontier = near - own
            own |= near
        return own

    def _assembled(self, documents: set[str], new: Sequence[AnyDecision]) -> Assembled:
        """What the documents come to, looked at alone."""
        claims = list(query.claims_in_force(self._workspace, documents))
        about = {claim.id for claim in claims} | {claim.subject.id for claim in claims}
        before = desk_query.rulings_about(self.file, about)
        known = {one.id for one in before}
        decisions = [*before, *(one for one in new if one.id not in known)]
        return assemble(claims, query.documents(self._workspace, documents), decisions)

    def _keep(self, change: "_Change", gone: Sequence[str]) -> None:
        found, own = change.found, set(change.touched)
        before = self.persons
        read = set(found.documents)
        with self.file.writing() as connection:
            pairs_of_one = sorted(set(joined_pairs(found, read)))
            write.set_actors(connection, read, actor_rows(found, read), pairs_of_one)
        self.persons = self._listed(change.added.decisions)
        judged = frozenset(d.claim for d in found.decisions if isinstance(d, Right) and d.by_person)
        made: list[dict[str, Any]] = []
        total = len(found.incidents) or 1
        harmed: defaultdict[str, list[Victim]] = defaultdict(list)
        for victim in victims(found):
            harmed[victim.incident].append(victim)
        for at, incident in enumerate(found.incidents):
            told = summary(found, incident, self._policy)
            made.append(kept(told, found.documents, judged, harmed[incident.id], self.persons))
            if at % 500 == 0:
                self._tell(f"Indexing: {at:,} of {total:,} incidents", at / total)
        rows = {one["id"]: one["made"] for one in made}
        asked = [q for r in change.added.refusals if (q := questions.of_refusal(r)) is not None]
        answered = {d.claim for d in change.added.decisions if isinstance(d, Right) and d.by_person}
        pairs, joins = self._pairs(change, rows)
        self._tell("Indexing: writing", None)
        with self.file.writing() as connection:
            numbers = write.remove_incidents(connection, gone)
            new = write.add_incidents(connection, made)
            write.set_events(connection, change.touched, event_rows(found, own))
            write.set_blocks(
                connection,
                change.touched,
                [
                    {"block": key, "subject": one.subject}
                    for one in near_of(found)
                    if one.subject in own
                    for key in one.keys
                ],
            )
            write.set_pairs(connection, change.changed, pairs, joins)
            write.add_rulings(connection, ruling_rows(change.added.decisions))
            write.add_questions(connection, [one.as_row() for one in asked])
            answers = [f"{kind}:{one}" for one in answered for kind in ("low", "refused")]
            write.drop_questions(connection, answers)
            write.add_reports(connection, [report_row(one) for one in change.documents])
            write.head_names(connection, _headed_anew(before, self.persons))
            write.set_mark(connection, change.until)
        self.columns.kill(numbers)
        for number, one in zip(new, made, strict=True):
            self.columns.add(number, one["made"])

    def _pairs(
        self, change: "_Change", rows: dict[str, Row]
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The pairs judged, and the questions among them that no person has answered."""
        found, own = change.found, set(change.touched)
        ruled = {(d.left, d.right) for d in found.decisions if isinstance(d, Same) and d.by_person}
        home = {e.subject.id: i.id for i in found.incidents for e in i.events}
        pairs: list[dict[str, Any]] = []
        asked: list[dict[str, Any]] = []
        for match in found.matches:
            if match.left not in own or match.right not in own or match.score == 1.0:
                continue
            pair = pair_row(match)
            fields = {"left": pair.left, "right": pair.right, "verdict": pair.verdict}
            pairs.append(fields | {"score": pair.score, "record": encode(pair).decode()})
            one, other = home.get(pair.left), home.get(pair.right)
            doubtful = pair.verdict == "unsure" and (pair.left, pair.right) not in ruled
            if doubtful and one and other and one != other:
                asked.append(questions.of_pair(pair, rows[one], rows[other]).as_row())
        return pairs, asked


@contextmanager
def _no_cycles_sought() -> Iterator[None]:
    """A while in which the memory is not searched for cycles.

    Millions of records that hold none are made at once; to look through them again and again takes
    about as long as to make them.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _headed_anew(before: Persons, after: Persons) -> dict[str, str]:
    """The spellings that are listed under another name than before, and under which."""
    return {
        own: after.key(own)
        for own in {*before.heads, *after.heads}
        if before.key(own) != after.key(own)
    }


class _Change:
    """What is to be kept: `touched` events were assembled anew, `changed` ones read anew."""

    def __init__(
        self,
        found: Assembled,
        touched: tuple[str, ...],
        changed: tuple[str, ...],
        documents: Sequence[Document],
        added: tail.Added,
        until: tail.Mark,
    ) -> None:
        self.found = found
        self.touched = touched
        self.changed = changed
        self.documents = documents
        self.added = added
        self.until = until


__all__ = ["Index"]
