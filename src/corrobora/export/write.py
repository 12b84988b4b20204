"""The pass: every incident and every document once, shown to all writers at the same time.

A file appears whole or not at all: it is written beside its place and moved there at the end.
"""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from corrobora.assemble.incidents import Assembled
from corrobora.assemble.policies import DEFAULT, policy_named
from corrobora.assemble.summary import summaries
from corrobora.assemble.views import Views
from corrobora.errors import ConfigError, InputError
from corrobora.export.writers import WRITERS, Told, Writer
from corrobora.model import Actor, Claim, Event, Figure, Record

PROFILES = tuple(WRITERS)


class Target(Record, frozen=True, kw_only=True):
    """A file to write, and what of. `path` decides the format by its ending."""

    path: str
    profile: str = "incidents"

    @property
    def ending(self) -> str:
        """The ending of the file's name, in lower case."""
        return Path(self.path).suffix.casefold()


def check_target(target: Target) -> None:
    """Raise ConfigError, saying what can be written, for a profile or an ending without writer."""
    if target.profile not in WRITERS:
        raise ConfigError(
            f"there is no profile {target.profile!r}; choose one of {', '.join(WRITERS)}"
        )
    endings = WRITERS[target.profile]
    if target.ending not in endings:
        raise ConfigError(
            f"{target.path}: the profile {target.profile} is written to files that end in "
            f"{', '.join(endings)}"
        )


def write(assembled: Assembled, targets: Sequence[Target], policy: str = DEFAULT) -> None:
    """Write all targets in one pass. Raises ConfigError, or InputError for an unwritable file."""
    policy_named(policy)
    for target in targets:
        check_target(target)
    with ExitStack() as stack:
        streams = [(target, stack.enter_context(_file(target))) for target in targets]
        show(
            assembled,
            [WRITERS[target.profile][target.ending](stream) for target, stream in streams],
            policy,
        )


def show(assembled: Assembled, writers: Sequence[Writer], policy: str = DEFAULT) -> None:
    """Show every incident and then every document to all writers, and end them."""
    for summary in summaries(assembled, policy):
        for writer in writers:
            writer.incident(summary, assembled.documents)
    for told in _documents(assembled):
        for writer in writers:
            writer.document(told)
    for writer in writers:
        writer.whole(assembled)
        writer.end()


def _documents(assembled: Assembled) -> Iterator[Told]:
    """The documents by date of publication and name, undated ones last, each with its views."""
    events: defaultdict[str, list[Event]] = defaultdict(list)
    actors: defaultdict[str, list[Actor]] = defaultdict(list)
    figures: defaultdict[str, list[Figure]] = defaultdict(list)
    rejected: defaultdict[str, list[Claim]] = defaultdict(list)
    seen = assembled.views
    for event in seen.events:
        events[event.subject.anchor.document_id].append(event)
    for actor in seen.actors:
        actors[actor.subject.anchor.document_id].append(actor)
    for figure in seen.figures:
        figures[figure.subject.anchor.document_id].append(figure)
    for claim in seen.rejected:
        rejected[claim.document_id].append(claim)
    incidents = {
        event.subject.id: incident.id
        for incident in assembled.incidents
        for event in incident.events
    }
    ordered = sorted(
        assembled.documents.values(),
        key=lambda d: (d.published is None, str(d.published or ""), d.name, d.id),
    )
    for document in ordered:
        own = Views(
            events=tuple(events[document.id]),
            actors=tuple(actors[document.id]),
            figures=tuple(figures[document.id]),
            rejected=tuple(rejected[document.id]),
        )
        yield Told(document=document, views=own, incidents=incidents)


@contextmanager
def _file(target: Target) -> Iterator[IO[str]]:
    path = Path(target.path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        beside.replace(path)
    except OSError as error:
        raise InputError(f"{target.path}: cannot be written: {error.strerror}") from error
    finally:
        beside.unlink(missing_ok=True)
