"""From a command's words to its result: open, code, assemble, show, write."""

import datetime as dt
import re
import shlex
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from msgspec import structs

from corrobora.assemble.incidents import Assembled, assemble
from corrobora.assemble.policies import policy_named
from corrobora.assemble.summary import summaries
from corrobora.assemble.views import Views
from corrobora.assemble.voices import said_by
from corrobora.assemble.voices import speaker_kinds as named_kinds
from corrobora.commands.coding import Coded, Coding, code_into
from corrobora.commands.near import indexed, part, part_decided, part_with
from corrobora.commands.screen import out, program, say
from corrobora.commands.show import show_lines, show_rows
from corrobora.commands.state import chosen, remember
from corrobora.config import Settings, load_settings
from corrobora.errors import ConfigError
from corrobora.export.explain import Line, explain
from corrobora.export.explain_pair import explain_pair
from corrobora.export.explain_person import explain_actors, explain_person, is_person
from corrobora.export.table import rows
from corrobora.export.wording import numbered
from corrobora.export.write import PROFILES, Target, check_target, write
from corrobora.ingest import IngestOptions
from corrobora.model import Event, SpeakerKind
from corrobora.pipeline import reader_named
from corrobora.store import query
from corrobora.store.workspace import Workspace, create, in_memory, is_workspace, open_existing

if TYPE_CHECKING:
    from corrobora.web.index.follow import Index

E = TypeVar("E", bound=Event)

_ID = re.compile(r"[eiap]_[a-z2-7]+$")

# More reports than one in so many of a workspace's are sooner assembled with all the others.
_SHARE = 4

# How much of an id the table shows: one in a million of two ids begin alike by chance beyond it.
SHOWN = 10


@dataclass(frozen=True)
class Wanted:
    """What is to be read, where it is to be kept and what is to be written."""

    paths: Sequence[str] = ()
    published: dt.date | None = None
    into: Path | None = None
    targets: Sequence[Target] = ()


@dataclass(frozen=True)
class Session:
    """One command: the settings in force for it, whether it is to be quiet, and whom it hears.

    `speaker_kinds` empty hears everybody.
    """

    settings: Settings = field(default_factory=Settings)
    quiet: bool = False
    speaker_kinds: frozenset[SpeakerKind] = frozenset()

    @classmethod
    def of(cls, *, quiet: bool = False, speaker_kinds: Collection[str] = (), **given: Any) -> Self:
        """The user's settings, those of the command line in force. Raises ConfigError."""
        set_here = {name: value for name, value in given.items() if value is not None}
        settings = structs.replace(load_settings(), **set_here)
        policy_named(settings.policy)
        reader_named(settings.reader)
        return cls(settings, quiet, named_kinds(speaker_kinds))

    def code(self, workspace: Workspace, wanted: Wanted) -> Coded:
        """Code what is wanted into the workspace."""
        paths = [None if path == "-" else Path(path) for path in wanted.paths]
        options = IngestOptions(published=wanted.published)
        settings = self.settings
        coding = Coding(paths, options, settings.jobs, self.quiet, settings.reader)
        return code_into(workspace, coding)

    def assemble(self, workspace: Workspace) -> Assembled:
        """What the workspace's claims in force come to, the least sure left out if so set."""
        least = self.settings.min_confidence
        claims = (claim for claim in query.claims_in_force(workspace) if claim.confidence >= least)
        everything = assemble(claims, query.documents(workspace), query.decisions(workspace))
        return said_by(everything, self.speaker_kinds)

    def assemble_told(self, workspace: Workspace, documents: Collection[str]) -> Assembled:
        """What concerns documents: their own claims, and the whole of their incidents."""
        few = len(documents) * _SHARE <= query.count_documents(workspace)
        with self._index(workspace) if few else nullcontext() as index:
            if index is not None:
                return part(workspace, index, documents)
        return _about(self.assemble(workspace), documents)

    def assemble_with(self, workspace: Workspace, beginnings: Collection[str]) -> Assembled:
        """What holds all things whose ids begin so; of a small workspace everything."""
        # A person stands in any number of reports, under an id that no claim bears.
        if any(is_person(one) for one in beginnings):
            return self.assemble(workspace)
        with self._index(workspace) as index:
            if index is not None:
                return part_with(workspace, index, beginnings)
        return self.assemble(workspace)

    def assemble_decided(self, workspace: Workspace, by: str, wanted: str = "") -> Assembled:
        """What holds all that a person decided last, or the decision whose id begins `wanted`.

        Of a small workspace everything.
        """
        with self._index(workspace) as index:
            if index is not None:
                return part_decided(workspace, index, by, wanted)
        return self.assemble(workspace)

    @contextmanager
    def _index(self, workspace: Workspace) -> "Iterator[Index | None]":
        # An index holds all claims: with some left out everything is assembled.
        if self.settings.min_confidence > 0:
            yield None
            return
        with indexed(workspace, self.settings.policy, quiet=self.quiet) as index:
            yield index


def code_and_show(session: Session, wanted: Wanted) -> int:
    """Code, print the incidents that the reports tell of, and write them; the exit status."""
    with in_memory() if wanted.into is None else create(wanted.into) as workspace:
        try:
            coded = session.code(workspace, wanted)
        except KeyboardInterrupt:
            if wanted.into is not None:
                say(f"\nstopped; what was read is kept in {wanted.into}: run it again to go on")
            raise
        told = session.assemble_told(workspace, coded.documents)
    if wanted.into is not None:
        remember(wanted.into)
    write(told, wanted.targets, session.settings.policy)
    kept = bool(wanted.targets) or wanted.into is not None
    if not (session.quiet and kept):
        show_rows(out(), rows(summaries(told, session.settings.policy)))
    if not session.quiet:
        for line in _afterwards(wanted, coded, told):
            say(line)
    return 1 if coded.refused else 0


def export_workspace(session: Session, folder: Path, to: Path, profile: str | None) -> None:
    """Write all that the workspace in `folder` holds to the file `to`."""
    wanted = targets(to, profile)
    with open_existing(folder) as workspace:
        everything = session.assemble(workspace)
    remember(folder)
    write(everything, wanted, session.settings.policy)
    if not session.quiet:
        incidents = numbered(len(everything.incidents), "incident", "incidents")
        say(f"{incidents} of {folder} written to {to}")


def explain_id(session: Session, wanted: Wanted, beginning: str) -> int:
    """Show what is under an id of a workspace, or of reports coded for it; the exit status."""
    status = 0
    other = _second_id(wanted)
    if other is not None:
        wanted = replace(wanted, paths=wanted.paths[1:])
    with ExitStack() as stack:
        first = Path(wanted.paths[0]) if wanted.paths else None
        if first is None or (len(wanted.paths) == 1 and is_workspace(first)):
            folder = chosen(wanted.into or first, session.settings)
            workspace = stack.enter_context(open_existing(folder))
            remember(folder)
        else:
            workspace = stack.enter_context(in_memory())
            status = 1 if session.code(workspace, wanted).refused else 0
        ids = [beginning] if other is None else [beginning, other]
        everything = session.assemble_with(workspace, ids)
    if other is not None:
        show_lines(out(), _explained_pair(everything, beginning, other))
    elif is_person(beginning):
        show_lines(out(), explain_person(everything, beginning))
    else:
        show_lines(out(), explain(everything, beginning, session.settings.policy))
    return status


def _explained_pair(everything: Assembled, one: str, other: str) -> list[Line]:
    if one.startswith("a_") or is_person(one):
        return explain_actors(everything, one, other)
    return explain_pair(everything, one, other)


def _second_id(wanted: Wanted) -> str | None:
    """The id of an event, incident, actor or person that stands where reports may, if one does."""
    first = wanted.paths[0] if wanted.paths else ""
    return first if _ID.match(first) and not Path(first).exists() else None


def targets(to: Path | None, profile: str | None) -> list[Target]:
    """What is to be written. Raises ConfigError for what cannot be, before any work is done."""
    if to is None:
        if profile is not None:
            raise ConfigError(f"the profile {profile} needs a file: say --to FILE")
        return []
    target = Target(path=str(to), profile=profile or PROFILES[0])
    check_target(target)
    return [target]


def _about(everything: Assembled, documents: Collection[str]) -> Assembled:
    """What concerns `documents`: their own claims, and the whole of the incidents they tell of."""
    named = set(documents)
    incidents = tuple(
        incident
        for incident in everything.incidents
        if any(event.subject.anchor.document_id in named for event in incident.events)
    )
    wanted = named | {
        event.subject.anchor.document_id for incident in incidents for event in incident.events
    }
    if wanted >= everything.documents.keys():
        return everything
    seen = everything.views
    return replace(
        everything,
        incidents=incidents,
        documents={key: value for key, value in everything.documents.items() if key in wanted},
        views=Views(
            events=_of(seen.events, wanted),
            actors=_of(seen.actors, wanted),
            figures=_of(seen.figures, wanted),
            rejected=tuple(claim for claim in seen.rejected if claim.document_id in wanted),
        ),
    )


def _of(views: Sequence[E], documents: Collection[str]) -> tuple[E, ...]:
    return tuple(one for one in views if one.subject.anchor.document_id in documents)


def _afterwards(wanted: Wanted, coded: Coded, told: Assembled) -> Iterator[str]:
    """What was done, and how to see why."""
    there = len(coded.documents) - coded.read
    parts = [numbered(coded.read, "report read", "reports read")]
    parts += [f"{there:,} read before"] if there else []
    parts += [f"{coded.refused:,} refused"] if coded.refused else []
    parts += [numbered(len(told.incidents), "incident", "incidents")]
    yield "; ".join(parts)
    for target in wanted.targets:
        yield f"written: {target.path}"
    if told.incidents:
        # The most told of incident shows most of what there is to see.
        most = max(told.incidents, key=lambda incident: len(incident.events))
        where = f"--in {shlex.quote(str(wanted.into))}" if wanted.into else shlex.join(wanted.paths)
        if where != "-":
            yield f"why? {program()} explain {most.id[:SHOWN]} {where}"
