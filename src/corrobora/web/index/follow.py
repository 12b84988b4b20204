"""Following the facts: the index is brought up to what the workspace holds, whoever wrote it.

A change to some events can move only the incidents that they are compared with: the events in
their blocks, and what is joined, or perhaps to be joined, with these. Exactly these are assembled
anew, from their claims and the decisions about them, by the same functions that code a corpus.
"""

import datetime as dt
import hashlib
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from corrobora.assemble.incidents import Assembled, assemble
from corrobora.assemble.summary import summary
from corrobora.link.block import blocks
from corrobora.link.score import Match
from corrobora.link.telling import tellings
from corrobora.model import (
    AnyDecision,
    Claim,
    Document,
    Note,
    Right,
    Same,
    SetStatus,
)
from corrobora.record import decode, encode
from corrobora.store import desk as write
from corrobora.store import desk_query, query, tail
from corrobora.store.desk import DeskFile
from corrobora.store.desk_query import Pair
from corrobora.store.workspace import Workspace
from corrobora.web.index import questions
from corrobora.web.index.columns import Columns, load
from corrobora.web.index.rows import Row, kept

# Part of what makes the rows: change it when rows, words or questions come out otherwise.
MADE_BY = "desk@1"

# Beyond so many events at once it is quicker to begin again.
_MANY = 3000

Progress = Callable[[str, float | None], None]


class Index:
    """The index of one workspace, in its file and in memory."""

    def __init__(self, workspace: Workspace, policy: str, progress: Progress | None = None) -> None:
        self._workspace = workspace
        self._policy = policy
        self._tell: Progress = progress or (lambda what, share: None)
        self._lock = threading.RLock()
        self.file = DeskFile(workspace.folder, f"{MADE_BY} {policy}")
        self.columns = Columns()
        self.generation = 0
        if self.file.mark is not None:
            self._tell("Opening the index", None)
            load(self.columns, desk_query.incidents(self.file), lambda one: decode(one, Row))
        self.catch_up()

    def close(self) -> None:
        """Let go of the file."""
        self.file.close()

    def catch_up(self) -> None:
        """Take in what was added to the facts since last time."""
        with self._lock:
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
        about = _claims_of(new.decisions)
        claimed = {s for _, s in tail.places_of_claims(self._workspace, about).values()}
        changed = dict.fromkeys(new.subjects)
        changed |= dict.fromkeys(tail.subjects_of(self._workspace, new.documents))
        changed |= dict.fromkeys(claimed)
        changed |= dict.fromkeys(_subjects_of(new.decisions))
        if len(changed) > _MANY:
            self._build(until)
            return
        claims = self._claims(changed)
        there = {event: None for event in changed}
        touched = self._touched(there, claims, new.decisions)
        missing = touched - changed.keys()
        claims += self._claims(missing)
        documents = list(query.documents(self._workspace, {c.document_id for c in claims}))
        decisions = self._decisions(touched, claims, new.decisions)
        found = assemble(claims, documents, decisions)
        gone = set(desk_query.incidents_of(self.file, touched).values())
        fresh = list(query.documents(self._workspace, new.documents)) if new.documents else []
        change = _Change(found, tuple(touched), tuple(changed), fresh, new, until)
        self._keep(change, tuple(gone))

    def _touched(
        self, changed: Iterable[str], claims: Sequence[Claim], decided: Iterable[AnyDecision]
    ) -> set[str]:
        """The events whose incidents may come out otherwise."""
        own = set(changed)
        now = assemble(claims, query.documents(self._workspace, {c.document_id for c in claims}))
        for telling in tellings(now.views.events, now.documents):
            own |= desk_query.in_blocks(self.file, (_block(one) for one in blocks(telling)))
        frontier = set(own)
        while frontier:
            near = desk_query.neighbours(self.file, frontier)
            together = set(desk_query.incidents_of(self.file, frontier).values())
            near |= set(desk_query.subjects_of(self.file, together))
            for ruling in desk_query.rulings_about(self.file, frontier):
                if isinstance(ruling, Same):
                    near |= {ruling.left, ruling.right}
            frontier = near - own
            own |= near
        for one in decided:
            if isinstance(one, Same):
                own |= {one.left, one.right}
        return own

    def _claims(self, subjects: Iterable[str]) -> list[Claim]:
        wanted = set(subjects)
        documents = tail.documents_of_subjects(self._workspace, tuple(wanted))
        in_force = query.claims_in_force(self._workspace, documents)
        return [claim for claim in in_force if claim.subject.id in wanted]

    def _decisions(
        self, subjects: set[str], claims: Iterable[Claim], new: Sequence[AnyDecision]
    ) -> list[AnyDecision]:
        about = subjects | {claim.id for claim in claims}
        kept_before = desk_query.rulings_about(self.file, about)
        known = {one.id for one in kept_before}
        return kept_before + [one for one in new if one.id not in known]

    def _keep(self, change: "_Change", gone: Sequence[str]) -> None:
        found = change.found
        judged = frozenset(d.claim for d in found.decisions if isinstance(d, Right) and d.by_person)
        made: list[dict[str, Any]] = []
        total = len(found.incidents) or 1
        for at, incident in enumerate(found.incidents):
            made.append(kept(summary(found, incident, self._policy), found.documents, judged))
            if at % 500 == 0:
                self._tell(f"Indexing: {at:,} of {total:,} incidents", at / total)
        rows = {one["id"]: one["made"] for one in made}
        asked = [q for r in change.added.refusals if (q := questions.of_refusal(r)) is not None]
        answered = {d.claim for d in change.added.decisions if isinstance(d, Right) and d.by_person}
        told = tellings(found.views.events, found.documents)
        pairs, joins = self._pairs(found, rows)
        self._tell("Indexing: writing", None)
        with self.file.writing() as connection:
            numbers = write.remove_incidents(connection, gone)
            new = write.add_incidents(connection, made)
            write.set_events(connection, change.touched, _event_rows(found))
            write.set_blocks(
                connection,
                change.touched,
                [
                    {"block": _block(one), "subject": t.subject}
                    for t in told
                    for one in dict.fromkeys(blocks(t))
                ],
            )
            write.set_pairs(connection, change.changed, pairs, joins)
            write.add_rulings(connection, _ruling_rows(change.added.decisions))
            write.add_questions(connection, [one.as_row() for one in asked])
            answers = [f"{kind}:{one}" for one in answered for kind in ("low", "refused")]
            write.drop_questions(connection, answers)
            write.add_reports(connection, [_report_row(one) for one in change.documents])
            write.set_mark(connection, change.until)
        self.columns.kill(numbers)
        for number, one in zip(new, made, strict=True):
            self.columns.add(number, one["made"])

    def _pairs(
        self, found: Assembled, rows: dict[str, Row]
    ) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The pairs judged, and the questions among them that no person has answered."""
        ruled = {(d.left, d.right) for d in found.decisions if isinstance(d, Same) and d.by_person}
        home = {e.subject.id: i.id for i in found.incidents for e in i.events}
        pairs: list[dict[str, Any]] = []
        asked: list[dict[str, Any]] = []
        for match in found.matches:
            pair = _pair(match)
            fields = {"left": pair.left, "right": pair.right, "verdict": pair.verdict}
            pairs.append(fields | {"score": pair.score, "record": encode(pair).decode()})
            one, other = home.get(pair.left), home.get(pair.right)
            doubtful = pair.verdict == "unsure" and (pair.left, pair.right) not in ruled
            if doubtful and one and other and one != other:
                asked.append(questions.of_pair(pair, rows[one], rows[other]).as_row())
        return pairs, asked


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


def _block(block: Any) -> str:
    return hashlib.blake2b(repr(block).encode(), digest_size=12).hexdigest()


def _pair(match: Match) -> Pair:
    reasons = tuple((one.question, one.score, one.reason) for one in match.evidence)
    return Pair(
        left=match.left,
        right=match.right,
        verdict=match.verdict.value,
        score=match.score,
        reasons=reasons,
    )


def _event_rows(found: Assembled) -> list[dict[str, Any]]:
    return [
        {
            "subject": event.subject.id,
            "incident": incident.id,
            "document_id": event.subject.anchor.document_id,
        }
        for incident in found.incidents
        for event in incident.events
    ]


def _report_row(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "published": document.published.isoformat() if document.published else "",
        "title": title_of(document),
        "words": document.text,
    }


def title_of(document: Document) -> str:
    """What a report is called: its title, its headline, its name, or its first words."""
    headline = " ".join(document.text[: min(document.headline_end, 300)].split())
    return document.title or headline or document.name or document.text[:80].strip()


def _ruling_rows(decisions: Iterable[AnyDecision]) -> list[dict[str, Any]]:
    return [
        {
            "about": about,
            "id": one.id,
            "lead": int(at == 0),
            "at": _utc(one.at),
            "by": one.by,
            "kind": type(one).__name__.lower().removeprefix("set"),
            "record": encode(one).decode(),
        }
        for one in decisions
        for at, about in enumerate(_about(one))
    ]


def _utc(at: dt.datetime) -> str:
    aware = at if at.tzinfo is not None else at.replace(tzinfo=dt.UTC)
    return aware.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _about(one: AnyDecision) -> tuple[str, ...]:
    if isinstance(one, Same):
        return one.left, one.right
    if isinstance(one, Right):
        return (one.claim,)
    return (one.subject,) if isinstance(one, SetStatus) else (one.about,)


def _claims_of(decisions: Iterable[AnyDecision]) -> tuple[str, ...]:
    return tuple(
        d.claim if isinstance(d, Right) else d.about
        for d in decisions
        if isinstance(d, Right | Note)
    )


def _subjects_of(decisions: Iterable[AnyDecision]) -> list[str]:
    return [about for d in decisions if isinstance(d, Same | SetStatus) for about in _about(d)]


__all__ = ["Index", "title_of"]
