"""What speakers of some kinds say: the incidents they speak of, and of those their own claims."""

from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from msgspec import structs

from corrobora.assemble.incidents import Assembled
from corrobora.assemble.views import Views
from corrobora.errors import ConfigError
from corrobora.model import Claim, Event, Role, SpeakerKind

E = TypeVar("E", bound=Event)

# What tells which happening, person or number is spoken of; it stays, whoever says it.
_FRAME = frozenset({Role.WHAT, Role.WHERE, Role.WHEN, Role.NAME, Role.ACTOR_TYPE})


def speaker_kinds(names: Collection[str]) -> frozenset[SpeakerKind]:
    """The kinds of those names. Raises ConfigError, with the kinds there are, for any other."""
    known = {kind.value: kind for kind in SpeakerKind}
    for name in names:
        if name not in known:
            raise ConfigError(f"there is no kind of speaker {name!r}; choose of {', '.join(known)}")
    return frozenset(known[name] for name in names)


def said_by(assembled: Assembled, kinds: Collection[SpeakerKind]) -> Assembled:
    """What speakers of these kinds say; all of it where no kind is given.

    Incidents are joined as before, of all claims. Of an event, actor or figure of which such a
    speaker says anything stay that speaker's claims and those that tell what, where and when it
    was; the others go.
    """
    if not kinds:
        return assembled
    seen = assembled.views
    events = _of(seen.events, kinds)
    by_subject = {event.subject: event for event in events}
    incidents = []
    for incident in assembled.incidents:
        left = tuple(
            by_subject[event.subject] for event in incident.events if event.subject in by_subject
        )
        if left:
            incidents.append(structs.replace(incident, events=left))
    return replace(
        assembled,
        incidents=tuple(incidents),
        views=Views(
            events=events,
            actors=_of(seen.actors, kinds),
            figures=_of(seen.figures, kinds),
            rejected=tuple(claim for claim in seen.rejected if _said(claim, kinds)),
        ),
    )


def _of(views: Collection[E], kinds: Collection[SpeakerKind]) -> tuple[E, ...]:
    found = []
    for view in views:
        if any(_said(claim, kinds) for claim in view.claims):
            kept = tuple(c for c in view.claims if c.role in _FRAME or _said(c, kinds))
            found.append(structs.replace(view, claims=kept))
    return tuple(found)


def _said(claim: Claim, kinds: Collection[SpeakerKind]) -> bool:
    """Whether a speaker of the chain, the nearest or who passes it on, is of one of the kinds."""
    return any(speaker.kind in kinds for speaker in claim.attribution.speakers)
