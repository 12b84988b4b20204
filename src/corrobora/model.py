"""The records that everything else passes on: documents, claims, decisions, and their views.

All are immutable, and a record that breaks its invariant cannot be made. Offsets are half-open
`[start, end)` in Unicode code points of the document's text.
"""

import datetime as dt
from enum import StrEnum
from functools import cached_property

import msgspec

from corrobora.errors import RecordError
from corrobora.ids import content_id
from corrobora.values import AnyValue, Stage, Stance, Text


class Record(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Base of all records: immutable, keyword-only, strict when decoded."""


class DateCandidate(Record, frozen=True, kw_only=True):
    """A publication date that a page offers, and where on the page it stands."""

    date: dt.date
    grounds: str


class Document(Record, frozen=True, kw_only=True):
    """One version of one report. Never edited: a changed page is a new document.

    `name` is what its giver calls it (doc_id or file name). `headline_end` is the offset at which
    the headline ends in `text`, 0 where there is none. `published_grounds` says where the date of
    publication comes from; `published_candidates` keeps every date that the source itself offers,
    the chosen one among them, so that dates which disagree can be seen.
    """

    text: str
    name: str = ""
    headline_end: int = 0
    url: str | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    published: dt.date | None = None
    published_grounds: str | None = None
    published_candidates: tuple[DateCandidate, ...] = ()
    retrieved: dt.datetime | None = None
    language: str = "en"
    media_type: str = "text/plain"
    original_sha256: str | None = None

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise RecordError("a document has no text")
        if not 0 <= self.headline_end <= len(self.text):
            raise RecordError(f"a headline ends outside its text: {self.headline_end}")

    @cached_property
    def id(self) -> str:
        """The content id of the address and the text."""
        return content_id("d", self.url, self.text)

    def quote(self, span: "Span") -> str:
        """The words of `span`. Raises RecordError for a span of another document."""
        if span.document_id != self.id or span.end > len(self.text):
            raise RecordError(f"the span {span} is not in document {self.id}")
        return self.text[span.start : span.end]


class Span(Record, frozen=True, kw_only=True, order=True):
    """A place in a document's text, `[start, end)`, never empty."""

    document_id: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise RecordError(f"no span: [{self.start}, {self.end})")

    def overlaps(self, other: "Span") -> bool:
        """Whether the two spans share a code point."""
        same = self.document_id == other.document_id
        return same and self.start < other.end and other.start < self.end


class SpeakerKind(StrEnum):
    """What a speaker is to the text."""

    OFFICIAL = "official"
    MILITARY = "military"
    POLICE = "police"
    REBEL = "rebel"
    MEDIA = "media"
    AGENCY = "agency"
    WITNESS = "witness"
    RELATIVE = "relative"
    MEDIC = "medic"
    NGO = "ngo"
    MONITOR = "monitor"
    SOCIAL_MEDIA = "social_media"
    COURT = "court"
    UN = "un"
    EXPERT = "expert"
    VICTIM = "victim"
    ACCUSED = "accused"
    UNNAMED = "unnamed"
    OTHER = "other"


AUTHORITIES = frozenset(
    {SpeakerKind.OFFICIAL, SpeakerKind.POLICE, SpeakerKind.MILITARY, SpeakerKind.COURT}
)


class Speaker(Record, frozen=True, kw_only=True):
    """Who, in the text, says it; `name` is the fullest form in the document.

    `spans` holds the words that name the speaker here and the cue ("officials said"), in text
    order; it is empty only for a speaker named by the document's metadata. `party` tells whether
    the speaker is a party to the event spoken of; None means not known.
    """

    name: str
    kind: SpeakerKind = SpeakerKind.OTHER
    spans: tuple[Span, ...] = ()
    party: bool | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise RecordError("a speaker has no name")

    @property
    def authority(self) -> bool:
        """Whether the speaker is an authority: officials, police, the military, courts."""
        return self.kind in AUTHORITIES


class Attribution(Record, frozen=True, kw_only=True):
    """Who says it, nearest speaker first, then who quotes whom; empty is the document's own voice.

    `cue` is the span of an attribution without a speaker ("It is believed", "reportedly").
    """

    speakers: tuple[Speaker, ...] = ()
    cue: Span | None = None


OWN_VOICE = Attribution()


class Answerability(StrEnum):
    """How a RESPONSIBILITY claim ties an actor to an event."""

    CLAIMED = "claimed"
    DENIED = "denied"
    ACCUSED = "accused"
    UNCLAIMED = "unclaimed"


class SubjectKind(StrEnum):
    """What a claim can be about."""

    EVENT = "event"
    ACTOR = "actor"
    FIGURE = "figure"


class Subject(Record, frozen=True, kw_only=True, order=True):
    """What a claim is about: one document's telling of a happening, an actor, or a lone number.

    It is anchored at the words that name it best (an event's trigger, an actor's fullest name, a
    figure's number), so that a better reader of the same words speaks of the same subject.
    """

    kind: SubjectKind
    anchor: Span

    @cached_property
    def id(self) -> str:
        """The content id of kind and anchor: `e_…`, `a_…` or `f_…`."""
        anchor = self.anchor
        return content_id(self.kind[0], anchor.document_id, anchor.start, anchor.end)


class Role(StrEnum):
    """The question that a claim answers."""

    WHAT = "what"
    WHO = "who"
    WHOM = "whom"
    MEANS = "means"
    WHERE = "where"
    WHEN = "when"
    TOLL = "toll"
    RESPONSIBILITY = "responsibility"
    # of an actor
    NAME = "name"
    ACTOR_TYPE = "actor_type"
    AGE = "age"
    SEX = "sex"
    RANK = "rank"
    ORIGIN = "origin"
    RESIDENCE = "residence"
    NATIONALITY = "nationality"
    POSITION = "position"
    MEMBER_OF = "member_of"
    STATUS = "status"
    CONVICTED_OF = "convicted_of"
    CONVICTED_IN = "convicted_in"
    PENALTY = "penalty"
    # of a figure
    AMOUNT = "amount"


class Claim(Record, frozen=True, kw_only=True):
    """One sourced statement: at these words, this speaker says that this role has this value.

    `spans` are the words that bear the value; the first is the one to quote. `stance` and `stage`
    are the text's; `confidence` in 0..1 is the program's. `origin` names what made the claim
    (`rules@3`, `review:amina`), `rule` which of its rules, for `explain`.
    """

    subject: Subject
    role: Role
    value: AnyValue
    spans: tuple[Span, ...]
    attribution: Attribution = OWN_VOICE
    stance: Stance = Stance.CERTAIN
    stage: Stage = Stage.HAPPENED
    origin: str
    rule: str | None = None
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.spans:
            raise RecordError("a claim without words is refused")
        if not 0 <= self.confidence <= 1:
            raise RecordError(f"confidence is in 0..1, not {self.confidence}")
        if any(span.document_id != self.document_id for span in self.spans):
            raise RecordError("a claim's words and its subject are in different documents")

    @property
    def answerability(self) -> Answerability | None:
        """Whether the actor owns up to the event, denies it or is accused; None for other roles.

        A claim whose value are mere words says that nobody has owned up to it. Who speaks tells a
        claim from an accusation, so that a person's correction does too.
        """
        if self.role is not Role.RESPONSIBILITY:
            return None
        if isinstance(self.value, Text):
            return Answerability.UNCLAIMED
        if self.stance is Stance.DENIED:
            return Answerability.DENIED
        nearest = self.attribution.speakers[0] if self.attribution.speakers else None
        if nearest is None:
            return Answerability.ACCUSED
        itself = nearest.name == getattr(self.value, "name", None) or any(
            words.overlaps(span) for words in self.spans for span in nearest.spans
        )
        return Answerability.CLAIMED if itself else Answerability.ACCUSED

    @property
    def document_id(self) -> str:
        """The document that the claim stands in."""
        return self.subject.anchor.document_id

    @cached_property
    def id(self) -> str:
        """The content id of all but origin, rule, confidence and who is a party.

        A person's verdict on a claim therefore holds when a better reader finds it again, or
        learns whether its speaker was a party.
        """
        said = self.attribution
        if any(speaker.party is not None for speaker in said.speakers):
            speakers = (msgspec.structs.replace(one, party=None) for one in said.speakers)
            said = Attribution(speakers=tuple(speakers), cue=said.cue)
        return content_id(
            "c",
            self.subject,
            self.role,
            self.value,
            self.spans,
            said,
            self.stance,
            self.stage,
        )


class Refusal(Record, frozen=True, kw_only=True):
    """A claim, or a piece of input, that was not accepted, and why."""

    reason: str
    document_id: str | None = None
    claim: Claim | None = None
    source: str | None = None

    @cached_property
    def id(self) -> str:
        """The content id of the whole record."""
        return content_id("r", self)


class Verdict(StrEnum):
    """How a question was decided."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


class Status(StrEnum):
    """How far an incident has come in review."""

    UNREVIEWED = "unreviewed"
    CONFIRMED = "confirmed"
    UNCONFIRMED = "unconfirmed"
    CONTESTED = "contested"
    REJECTED = "rejected"


class Decision(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    tag_field="type",
    dict=True,
):
    """An append-only judgement; `by` is `review:NAME` for a person, else the program's origin."""

    by: str
    at: dt.datetime
    reason: str = ""

    @cached_property
    def id(self) -> str:
        """The content id of the whole record, its time included."""
        return content_id("j", self)

    @property
    def by_person(self) -> bool:
        """Whether a person decided."""
        return self.by.startswith("review:")


class Same(Decision, frozen=True, kw_only=True, tag="same"):
    """Whether two subjects tell of one happening, or are one actor; `left` < `right`."""

    left: str
    right: str
    verdict: Verdict
    score: float | None = None

    def __post_init__(self) -> None:
        if not self.left < self.right:
            raise RecordError("a Same decision names two different subjects, the smaller id first")


class Right(Decision, frozen=True, kw_only=True, tag="right"):
    """Whether a claim is the right reading of its words."""

    claim: str
    verdict: Verdict
    score: float | None = None


class SetStatus(Decision, frozen=True, kw_only=True, tag="status"):
    """The review status of the incident that holds `subject`."""

    subject: str
    status: Status


class Note(Decision, frozen=True, kw_only=True, tag="note"):
    """A remark on a subject or a claim; the remark is the `reason`."""

    about: str


AnyDecision = Same | Right | SetStatus | Note


class Event(Record, frozen=True, kw_only=True):
    """A view: the claims about one document's telling of a happening, in text order."""

    subject: Subject
    claims: tuple[Claim, ...]

    def of(self, role: Role) -> tuple[Claim, ...]:
        """The claims that answer `role`."""
        return tuple(claim for claim in self.claims if claim.role is role)


class Actor(Event, frozen=True, kw_only=True):
    """A view: the claims about one actor as one document tells of it."""


class Figure(Event, frozen=True, kw_only=True):
    """A view: the claims about a number of people that belongs to no one happening."""


class Incident(Record, frozen=True, kw_only=True):
    """A view: the events judged to tell of one happening, the earliest subject id first."""

    events: tuple[Event, ...]

    @cached_property
    def id(self) -> str:
        """The content id of the smallest subject: stable while that event belongs to it."""
        return content_id("i", min(event.subject.id for event in self.events))

    def of(self, role: Role) -> tuple[Claim, ...]:
        """The claims of all events that answer `role`."""
        return tuple(claim for event in self.events for claim in event.of(role))
