"""An event while it is being read: mutable, in token terms; claims are made of it at the end."""

from dataclasses import dataclass, field

from corrobora.annotate.mentions import Modality, PlaceMention, TimeMention, Trigger
from corrobora.values import ActorKind, Outcome, Stage, Stance


@dataclass(frozen=True)
class Telling:
    """How a value is told: its stance and stage, and the attribution it stands under."""

    modality: Modality
    speech: int | None


@dataclass(frozen=True)
class Argument:
    """An actor or thing in a role: its words `[start, end)`, head token, fullest name and kind."""

    token: int
    start: int
    end: int
    name: str
    kind: ActorKind
    rule: str
    entity: int | None = None
    plural: bool = False
    telling: Telling | None = None
    confidence: float | None = None


@dataclass(frozen=True)
class Answering:
    """Who is said to answer for an event; `rule` is claimed, denied or accused."""

    who: Argument
    told: Telling
    rule: str


@dataclass(frozen=True)
class DraftToll:
    """A statement of people harmed: its words, its value, and the attribution it stands under."""

    start: int
    end: int
    outcome: Outcome
    low: int | None
    high: int | None
    group: str | None
    group_kind: ActorKind | None
    rule: str
    token: int
    entity: int | None = None
    speech: int | None = None
    modality: Modality | None = None
    confidence: float | None = None


@dataclass
class Draft:
    """An event being read. `trigger` is its best mention; `mentions` all of them.

    `counted` are the words of all its tolls, those told twice among them, `companions` what stands
    beside it, `answering` who is said to have done it, `unclaimed` the words by which nobody has
    owned up to it, `other_tellings` how else it is told,
    `aliases` pairs of entities of which the first, a description, proved to be the second, a name,
    `chances` how likely the encoder holds that the event is one ("what"), and that its place
    ("where") and time ("when") are right.
    """

    trigger: Trigger
    kind: str
    modality: Modality
    speech: int | None
    sentence: int
    mentions: list[Trigger] = field(default_factory=list)
    who: list[Argument] = field(default_factory=list)
    whom: list[Argument] = field(default_factory=list)
    means: list[tuple[int, int]] = field(default_factory=list)
    where: PlaceMention | None = None
    where_rule: str = ""
    where_telling: Telling | None = None
    when: TimeMention | None = None
    when_rule: str = ""
    when_telling: Telling | None = None
    tolls: list[DraftToll] = field(default_factory=list)
    counted: list[tuple[int, int]] = field(default_factory=list)
    definite: bool = False
    chances: dict[str, float] = field(default_factory=dict)
    companions: list[int] = field(default_factory=list)
    aliases: list[tuple[int, int]] = field(default_factory=list)
    answering: list[Answering] = field(default_factory=list)
    unclaimed: list[tuple[int, int]] = field(default_factory=list)
    other_tellings: list[tuple[Trigger, Telling]] = field(default_factory=list)

    @property
    def telling(self) -> Telling:
        """How the main mention is told."""
        return Telling(self.modality, self.speech)

    @property
    def stage(self) -> Stage:
        """The stage of the main mention."""
        return self.modality.stage

    @property
    def unreal(self) -> bool:
        """Whether the deed was not done: planned, threatened, or tried in vain."""
        return self.stage in (Stage.PLANNED, Stage.THREATENED, Stage.ATTEMPTED)

    @property
    def stance(self) -> Stance:
        """The stance of the main mention."""
        return self.modality.stance
