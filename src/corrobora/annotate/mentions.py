"""What annotation finds in a document: mentions with values, each naming the rule that found it.

Offsets are code points of the document's text, half-open; token indices are those of `Parsed`.
`rule` is the name under which `explain` shows why a mention has its value.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from corrobora.annotate.tokens import Parsed
from corrobora.model import Role, SpeakerKind
from corrobora.values import ActorKind, Outcome, Place, Stage, Stance, When


class Part(StrEnum):
    """How a count stands to the other counts of its sentence."""

    WHOLE = "whole"
    PART = "part"
    FURTHER = "further"
    UPDATE = "update"


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of people or things: `[start, end)` is the quote, "at least six Russian soldiers".

    `low` and `high` are the bounds that the words allow (None: open). `noun` is the token counted
    ("soldiers"), None where it is left out ("six were killed"); `group` its words without the
    number. `people` is whether people are counted. `part` tells a part ("including four
    children") and an addition ("another six") from a whole, and an update ("the toll rose to 14").
    """

    start: int
    end: int
    number_start: int
    number_end: int
    low: int | None
    high: int | None
    noun: int | None
    group: str | None
    group_kind: ActorKind | None
    people: bool
    rule: str
    part: Part = Part.WHOLE


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression with its preposition ("in 2014", "last October") and its value.

    `token` is the index of its head token, by which it hangs in the tree. `duration` marks
    lengths of time ("for two weeks"), `repeated` sets ("every Friday"): neither dates an event.
    `timex` is the TIMEX2 value ("1939-09", "P2W"); `extent` the words without the preposition.
    `parts` holds start, end and TIMEX2 value of the two ends of a range ("from March to May 2018").
    """

    start: int
    end: int
    token: int
    when: When
    timex: str
    extent: tuple[int, int]
    rule: str
    duration: bool = False
    repeated: bool = False
    parts: tuple[tuple[int, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A named place; `[start, end)` takes in the relation and article ("near the X region").

    `name_start`/`name_end` bound the name alone; `token` is the head token of the name.
    """

    start: int
    end: int
    name_start: int
    name_end: int
    token: int
    place: Place
    rule: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """A detail that the text gives of an actor: age, rank, origin …, and its words."""

    role: Role
    text: str
    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A noun phrase or pronoun that names an actor; `[start, end)` is the phrase without relatives.

    `head` is its head token, `entity` the index of the entity that it refers to in
    `Annotated.entities`.
    """

    start: int
    end: int
    head: int
    entity: int
    kind: ActorKind
    rule: str
    plural: bool = False
    pronoun: bool = False


@dataclass(slots=True)
class Entity:
    """An actor of the document: its fullest name, its kind, its mentions and details.

    `known` is the id of the actor in data/actors.toml that the name stands for, if any.
    """

    index: int
    name: str
    kind: ActorKind
    person: bool
    mentions: list[ActorMention] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    known: str | None = None
    speaker_kind: SpeakerKind | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """An attribution: someone (or no one named) says `content`.

    `cue` are the words of saying ("said", "According to", "reportedly"); `source` the words of the
    speaker, None where no speaker is named ("It is believed"). `content` holds the pieces said, in
    text order. `quoted_by` is the index, in `Annotated.speeches`, of the attribution inside whose
    content this one stands. `stance` is the stance that the cue itself lends ("reportedly" ->
    possible, "denied" -> denied), None where attribution alone leaves it as it is.
    """

    cue: tuple[int, int]
    source: tuple[int, int] | None
    source_token: int | None
    speaker: str | None
    speaker_kind: SpeakerKind
    content: tuple[tuple[int, int], ...]
    rule: str
    stance: Stance | None = None
    quoted_by: int | None = None


@dataclass(frozen=True, slots=True)
class Modality:
    """Stance and stage that the words around a predicate give it, and the words that do so."""

    stance: Stance
    stage: Stage
    cue: tuple[int, int] | None = None
    rule: str = "plain"


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that name an event of a kind; `token` is the head of the words.

    `frame` says how the arguments stand to the trigger (data/lexicons/en/triggers.toml), `wants`
    what its object must be (person, force), `stage` what the words themselves say of the stage.
    """

    start: int
    end: int
    token: int
    kind: str
    frame: str
    rule: str
    outcome: Outcome | None = None
    noun: bool = False
    wants: str | None = None
    stage: Stage | None = None


@dataclass(frozen=True)
class Annotated:
    """A parsed document and all mentions found in it, each list in text order."""

    parsed: Parsed
    counts: Sequence[CountMention] = ()
    times: Sequence[TimeMention] = ()
    places: Sequence[PlaceMention] = ()
    actors: Sequence[ActorMention] = ()
    entities: Sequence[Entity] = ()
    speeches: Sequence[Speech] = ()
    triggers: Sequence[Trigger] = ()
