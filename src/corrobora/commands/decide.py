"""A person's decisions from the command line: kept beside those before them, and undone by more."""

import datetime as dt
import getpass
from dataclasses import dataclass
from pathlib import Path

from corrobora.assemble.deciding import Signed, events_of, rule_right, rule_same, undo
from corrobora.assemble.incidents import Assembled
from corrobora.commands.screen import say
from corrobora.commands.session import SHOWN, Session
from corrobora.commands.state import chosen, remember
from corrobora.errors import InputError
from corrobora.export.explain import find
from corrobora.export.explain_person import is_person, person_of
from corrobora.export.wording import numbered
from corrobora.model import Actor, AnyDecision, Claim, Event, SubjectKind, Verdict
from corrobora.store import write
from corrobora.store.workspace import open_existing

# The word of the command line, the verdict, and how many ids it takes.
WORDS = {
    "same": (Verdict.YES, 2),
    "different": (Verdict.NO, 2),
    "right": (Verdict.YES, 1),
    "wrong": (Verdict.NO, 1),
}


@dataclass(frozen=True)
class Asked:
    """In which workspace who decides, and why."""

    workspace: Path | None
    by: str | None
    reason: str


def decide(session: Session, asked: Asked, word: str, ids: list[str]) -> int:
    """Keep a decision on the things with the ids. Raises InputError."""
    if word not in WORDS:
        raise InputError(f"{word!r} is no decision; say one of {', '.join(WORDS)}")
    verdict, wanted = WORDS[word]
    if len(ids) != wanted:
        raise InputError(f"{word} takes {numbered(wanted, 'id', 'ids')}, not {len(ids)}")
    with open_existing(chosen(asked.workspace, session.settings)) as workspace:
        everything = session.assemble_with(workspace, ids)
        signed = _signed(asked)
        made: list[AnyDecision] = []
        if wanted == 1:
            claim = find(everything, ids[0])
            if not isinstance(claim, Claim):
                raise InputError(f"{ids[0]!r} is no claim")
            made.append(rule_right(claim, verdict, signed))
        else:
            left, right = (_told(everything, one) for one in ids)
            if isinstance(left[0], Actor) is not isinstance(right[0], Actor):
                raise InputError("an actor and an event are never the same; name two of one sort")
            made += rule_same(left, right, verdict, signed)
        for decision in made:
            write.keep_decision(workspace, decision)
        if workspace.folder is not None:
            remember(workspace.folder)
    if not session.quiet:
        by = signed.by.removeprefix("review:")
        say(f"kept: {word} {' '.join(ids)}, by {by}; to take it back: undo {made[0].id[:SHOWN]}")
    return 0


def take_back(session: Session, asked: Asked, wanted: str = "") -> int:
    """Undo the decision whose id begins `wanted`, else the person's last that is not undone.

    Raises InputError where there is none, or where somebody has decided on the same since.
    """
    with open_existing(chosen(asked.workspace, session.settings)) as workspace:
        signed = _signed(asked)
        made = undo(session.assemble_decided(workspace, signed.by, wanted), signed, wanted)
        for decision in made:
            write.keep_decision(workspace, decision)
    if not made:
        raise InputError(f"{signed.by.removeprefix('review:')} has nothing to undo")
    if not session.quiet:
        say(f"undone: {numbered(len(made), 'decision', 'decisions')}")
    return 0


def _told(everything: Assembled, wanted: str) -> tuple[Event, ...]:
    """The events of an incident, the actors of a person, or the one event or actor."""
    if is_person(wanted):
        return person_of(everything, wanted).actors
    found = find(everything, wanted)
    if isinstance(found, Claim):
        raise InputError(f"{wanted!r} is a claim, and no event or incident")
    if isinstance(found, Event) and found.subject.kind is SubjectKind.FIGURE:
        raise InputError(f"{wanted!r} is neither an event, an incident nor an actor")
    return events_of(found)


def _signed(asked: Asked) -> Signed:
    name = (asked.by or getpass.getuser()).strip()
    return Signed(by=f"review:{name}", at=dt.datetime.now(dt.UTC), reason=asked.reason)
