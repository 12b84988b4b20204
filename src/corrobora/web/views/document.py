"""A report beside the events that it tells of: marks on the words, cards with the claims."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from corrobora.assemble.views import views
from corrobora.link.rulings import claim_of, standing
from corrobora.model import (
    AnyDecision,
    Claim,
    Document,
    Event,
    Note,
    Record,
    Refusal,
    Right,
    Role,
    Subject,
    SubjectKind,
    Verdict,
)
from corrobora.values import Category, Stage, Stance
from corrobora.web import words
from corrobora.web.index.questions import LOW
from corrobora.web.undoing import question_of
from corrobora.web.views.spans import Block, Mark, cut

# The roles with a hue of their own; the others share that of the nearest.
HUES = {
    "what": "what",
    "who": "who",
    "whom": "whom",
    "toll": "toll",
    "where": "where",
    "when": "when",
    "means": "means",
    "responsibility": "who",
    "amount": "toll",
}


class ClaimView(Record, frozen=True, kw_only=True):
    """A claim as it stands on a card; `mark` is the newest decision on it that the page shows.

    `voices` are who says it; `answering` how an actor stands to a deed he is held to answer for.
    """

    claim: Claim
    quote: str
    voices: tuple[words.Voice, ...] = ()
    answering: str = ""
    mark: str = ""
    verdict: Right | None = None
    notes: tuple[Note, ...] = ()

    @property
    def role(self) -> str:
        """The role's word."""
        return words.plain(self.claim.role.value)

    @property
    def hue(self) -> str:
        """The hue of the role."""
        return HUES.get(self.claim.role.value, "speaker")

    @property
    def low(self) -> bool:
        """Whether the reader itself is in doubt and no person has ruled."""
        return self.claim.confidence < LOW and self.verdict is None

    @property
    def rejected(self) -> bool:
        """Whether it is judged wrong."""
        return self.verdict is not None and self.verdict.verdict is Verdict.NO

    @property
    def accepted(self) -> bool:
        """Whether a person said it is right."""
        return self.verdict is not None and self.verdict.verdict is Verdict.YES

    @property
    def hedged(self) -> bool:
        """Whether the text is in doubt."""
        return _hedged(self.claim)

    @property
    def bar(self) -> int:
        """How long the bar of confidence is, of 35."""
        return round(35 * self.claim.confidence)


def is_event(claim: Claim) -> bool:
    """Whether the claim says what happened, without which an event is none."""
    return claim.role is Role.WHAT and claim.subject.kind is SubjectKind.EVENT


class Refused(Record, frozen=True, kw_only=True):
    """What was not accepted, the words that it stands on, and who said that this was right."""

    reason: str
    claim: Claim | None
    quote: str
    upheld: Right | None

    @property
    def is_event(self) -> bool:
        """Whether it is an event that was held for none, of which its kind alone was kept."""
        return self.claim is not None and is_event(self.claim)


class Card(Record, frozen=True, kw_only=True):
    """An event, a figure or an actor with its claims, refused and rejected ones at the end."""

    number: str
    subject: Subject
    kind: str
    gist: str
    claims: tuple[ClaimView, ...]
    refused: tuple[Refused, ...] = ()
    silent: tuple[str, ...] = ()
    incident: str | None = None
    reports: int = 0
    stage: str = ""
    stance: str = ""

    @property
    def low(self) -> int:
        """How many of its claims the reader is in doubt of."""
        return sum(one.low for one in self.claims)

    @property
    def left(self) -> int:
        """How many of its claims no person has ruled on."""
        return sum(one.verdict is None for one in self.claims)


class Page(Record, frozen=True, kw_only=True):
    """Everything that the page of a report shows."""

    document: Document
    blocks: tuple[Block, ...]
    events: tuple[Card, ...]
    figures: tuple[Card, ...]
    actors: tuple[Card, ...]
    refused: tuple[Refused, ...]

    @property
    def left(self) -> int:
        """How many claims no person has ruled on."""
        return sum(card.left for card in (*self.events, *self.figures))

    @property
    def count(self) -> int:
        """How many claims there are on events and figures."""
        return sum(len(card.claims) for card in (*self.events, *self.figures))

    @property
    def low(self) -> int:
        """How many claims the reader is in doubt of."""
        return sum(card.low for card in (*self.events, *self.figures))


class Known(Record, frozen=True, kw_only=True):
    """What is known of a document besides its text."""

    claims: tuple[Claim, ...]
    decisions: tuple[AnyDecision, ...]
    refusals: tuple[Refusal, ...] = ()
    incidents: Mapping[str, str] = {}
    reports: Mapping[str, int] = {}


def page(document: Document, known: Known) -> Page:
    """The page of a document."""
    seen = views(known.claims, known.decisions)
    show = _Shower(document, known.decisions)
    rejected: defaultdict[Subject, list[Claim]] = defaultdict(list)
    for claim in seen.rejected:
        rejected[claim.subject].append(claim)
    refused: defaultdict[Subject | None, list[Refused]] = defaultdict(list)
    for one in known.refusals:
        refused[one.claim.subject if one.claim else None].append(show.refused(one))
    events = _with_rejected(seen.events, rejected, SubjectKind.EVENT)
    cards = [
        _card(str(at), event, show, known, tuple(refused.pop(event.subject, ())))
        for at, event in enumerate(events, 1)
    ]
    figures = [
        _card(f"F{at}", figure, show, known, tuple(refused.pop(figure.subject, ())))
        for at, figure in enumerate(_with_rejected(seen.figures, rejected, SubjectKind.FIGURE), 1)
    ]
    actors = [
        _card(f"P{at}", actor, show, known, tuple(refused.pop(actor.subject, ())))
        for at, actor in enumerate(_with_rejected(seen.actors, rejected, SubjectKind.ACTOR), 1)
    ]
    blocks = cut(document.text, document.headline_end, _marks([*cards, *figures]))
    return Page(
        document=document,
        blocks=tuple(blocks),
        events=tuple(cards),
        figures=tuple(figures),
        actors=tuple(actors),
        refused=tuple(one for several in refused.values() for one in several),
    )


class _Shower:
    def __init__(self, document: Document, decisions: Iterable[AnyDecision]) -> None:
        given = list(decisions)
        rights = (one for one in given if isinstance(one, Right) and one.by_person)
        self._document = document
        self._verdicts = standing(rights, claim_of)
        self._notes: defaultdict[str, list[Note]] = defaultdict(list)
        for one in given:
            if isinstance(one, Note):
                self._notes[one.about].append(one)
        self._newest = {question_of(one): one.id for one in given}

    def __call__(self, claim: Claim) -> ClaimView:
        verdict = self._verdicts.get(claim.id)
        if verdict is not None and verdict.verdict is Verdict.UNSURE:
            verdict = None
        return ClaimView(
            claim=claim,
            quote=" ".join(self._document.quote(claim.spans[0]).split()),
            voices=words.voices(claim),
            answering=words.answering(claim),
            mark=self._newest.get(claim.id, ""),
            verdict=verdict,
            notes=tuple(self._notes[claim.id]),
        )

    def refused(self, refusal: Refusal) -> Refused:
        """What was refused; a claim may have been so for words that are not in the report."""
        claim = refusal.claim
        span = claim.spans[0] if claim else None
        there = span and span.document_id == self._document.id
        quote = self._document.text[span.start : span.end] if span and there else ""
        ruling = self._verdicts.get(claim.id) if claim else None
        return Refused(
            reason=refusal.reason,
            claim=claim,
            quote=" ".join(quote.split()),
            upheld=ruling if ruling and ruling.verdict is Verdict.NO else None,
        )


def shown_claim(claim: Claim, document: Document, decisions: Iterable[AnyDecision]) -> ClaimView:
    """One claim as it stands on a card."""
    return _Shower(document, decisions)(claim)


def by_words(claim: Claim) -> str:
    """Who says it, nearest to the fact first; "" for the document's own voice."""
    names = [speaker.name for speaker in claim.attribution.speakers]
    return ", quoted by ".join(names)


def _with_rejected(
    found: Sequence[Event], rejected: Mapping[Subject, list[Claim]], kind: SubjectKind
) -> list[Event]:
    """The subjects in text order, with their rejected claims, and those of which all are."""
    by_subject = {one.subject: one.claims for one in found}
    for subject, claims in rejected.items():
        if subject.kind is kind:
            by_subject[subject] = (*by_subject.get(subject, ()), *claims)
    return [Event(subject=one, claims=by_subject[one]) for one in sorted(by_subject)]


def _card(
    number: str, event: Event, show: _Shower, known: Known, refused: tuple[Refused, ...]
) -> Card:
    shown = [show(claim) for claim in event.claims]
    shown.sort(key=lambda one: (one.rejected, _ORDER.get(one.claim.role, 20)))
    kept = [one.claim for one in shown if not one.rejected]
    what = next((claim for claim in kept if claim.role is Role.WHAT), None)
    kind = {"event": "happening", "actor": "actor", "figure": "figure"}[event.subject.kind.value]
    if what is not None and isinstance(what.value, Category):
        kind = words.plain(what.value.code)
    told = {claim.role for claim in kept}
    incident = known.incidents.get(event.subject.id)
    is_event = event.subject.kind is SubjectKind.EVENT
    return Card(
        number=number,
        subject=event.subject,
        kind=kind,
        gist=_gist(kept),
        claims=tuple(shown),
        refused=refused,
        silent=tuple(one for one in ("when", "where") if is_event and Role(one) not in told),
        incident=incident,
        reports=known.reports.get(incident, 1) if incident else 0,
        stage=what.stage.value if what and what.stage is not Stage.HAPPENED else "",
        stance=what.stance.value if what and what.stance is not Stance.CERTAIN else "",
    )


_ORDER = {
    role: at
    for at, role in enumerate(
        (Role.WHAT, Role.NAME, Role.WHO, Role.WHOM, Role.TOLL, Role.AMOUNT, Role.WHERE, Role.WHEN)
    )
}


def _gist(claims: Iterable[Claim]) -> str:
    told = [
        words.value(claim.value)
        for role in (Role.NAME, Role.AMOUNT, Role.WHO, Role.WHOM, Role.WHERE)
        for claim in claims
        if claim.role is role
    ]
    return ", ".join(dict.fromkeys(told[:4]))


def _marks(cards: Iterable[Card]) -> Iterable[Mark]:
    for card in cards:
        for shown in card.claims:
            claim = shown.claim
            if shown.rejected:
                continue
            for span in claim.spans:
                yield Mark(
                    start=span.start,
                    end=span.end,
                    role=shown.hue,
                    ids=(claim.id,),
                    tag=f"{shown.hue} {card.number}",
                    dashed=shown.hedged,
                )
            spoken = [span for one in claim.attribution.speakers for span in one.spans]
            cue = claim.attribution.cue
            for span in [*spoken, *([cue] if cue else [])]:
                if span.document_id == claim.document_id:
                    yield Mark(
                        start=span.start,
                        end=span.end,
                        role="speaker",
                        ids=(claim.id,),
                        tag=f"speaker {card.number}",
                    )


def _hedged(claim: Claim) -> bool:
    return claim.stance is not Stance.CERTAIN or claim.stage not in (Stage.HAPPENED, Stage.ONGOING)
