"""Drafts to claims: every value on its words, under its speaker, with the rule that found it."""

from collections.abc import Iterator, Sequence

from corrobora.annotate.mentions import Entity, Modality
from corrobora.extract.carrying import CARRIED
from corrobora.extract.context import Context
from corrobora.extract.draft import Argument, Draft, DraftToll, Telling
from corrobora.extract.figures import DraftFigure
from corrobora.extract.sources import attribution, parties
from corrobora.model import Attribution, Claim, Role, Span, Subject, SubjectKind
from corrobora.values import (
    ActorRef,
    AnyValue,
    Category,
    Quantity,
    Stage,
    Stance,
    Text,
    Toll,
)

# Claims of the rules alone, of the encoder alone, and of both together.
ORIGINS = {"rules": "rules@1", "learned": "learned@1", "both": "reader@1"}

# How a text tells that nobody has owned up to a deed: as it is.
_STATED = Modality(Stance.CERTAIN, Stage.HAPPENED, None, "unclaimed")

# How often the rules of a role were right on the coded reports; a first calibration by role alone.
CONFIDENCE = {
    Role.WHAT: 0.6,
    Role.WHO: 0.55,
    Role.WHOM: 0.5,
    Role.MEANS: 0.5,
    Role.WHERE: 0.5,
    Role.WHEN: 0.6,
    Role.TOLL: 0.6,
    Role.AMOUNT: 0.5,
    Role.RESPONSIBILITY: 0.5,
}


def actor_subject(context: Context, entity: Entity) -> Subject:
    """The subject of an actor, anchored at the mention that gives its fullest name."""
    best = max(
        entity.mentions,
        key=lambda m: (
            not m.pronoun,
            context.parsed.text[m.start : m.end] == entity.name,
            -m.start,
        ),
    )
    return Subject(kind=SubjectKind.ACTOR, anchor=context.parsed.span(best.start, best.end))


class _Maker:
    """Makes the claims about one subject, sharing what they have in common."""

    def __init__(self, context: Context, subject: Subject, draft: Draft | None = None) -> None:
        self.context = context
        self.subject = subject
        self.parties = parties(context, draft) if draft is not None else None

    def told(self, telling: Telling) -> tuple[Attribution, Stance, Stage]:
        """Who tells it and how, with whether the speakers are parties to the event."""
        said = attribution(self.context, telling.speech, self.parties)
        return said, telling.modality.stance, telling.modality.stage

    def claim(
        self,
        role: Role,
        value: AnyValue,
        spans: tuple[Span, ...],
        rule: str,
        told: tuple[Attribution, Stance, Stage],
        chance: float | None = None,
    ) -> Claim:
        """One claim of this subject; `chance` is how likely the reader holds that it is right."""
        said, stance, stage = told
        usual = CARRIED.get(rule.split(";")[0], CONFIDENCE.get(role, 0.7))
        return Claim(
            subject=self.subject,
            role=role,
            value=value,
            spans=spans,
            attribution=said,
            stance=stance,
            stage=stage,
            origin=ORIGINS["rules"],
            rule=rule,
            confidence=round(chance, 3) if chance is not None else usual,
        )


def event_claims(context: Context, draft: Draft) -> Iterator[Claim]:
    """The claims about one event, its main telling first."""
    span = context.parsed.span
    anchor = span(draft.trigger.start, draft.trigger.end)
    make = _Maker(context, Subject(kind=SubjectKind.EVENT, anchor=anchor), draft)
    main = make.told(draft.telling)
    event = draft.chances.get("what")
    for trigger, telling in ((draft.trigger, draft.telling), *draft.other_tellings):
        yield make.claim(
            Role.WHAT,
            Category(code=draft.kind),
            (span(trigger.start, trigger.end),),
            f"{trigger.rule}; {telling.modality.rule}",
            make.told(telling),
            event,
        )
    for role, found in ((Role.WHO, draft.who), (Role.WHOM, draft.whom)):
        for one in found:
            told = make.told(one.telling) if one.telling else main
            words = (span(one.start, one.end),)
            chance = _both(event, one.confidence)
            yield make.claim(role, _actor(context, one), words, one.rule, told, chance)
    for held in draft.answering:
        words = (span(held.who.start, held.who.end),)
        accused = _actor(context, held.who)
        yield make.claim(Role.RESPONSIBILITY, accused, words, held.rule, make.told(held.told))
    for start, end in draft.unclaimed:
        nobody = Text(text=context.parsed.text[start:end])
        told = make.told(Telling(_STATED, context.speech_over(start)))
        yield make.claim(Role.RESPONSIBILITY, nobody, (span(start, end),), "unclaimed", told)
    for start, end in draft.means:
        weapon = Text(text=context.parsed.text[start:end])
        yield make.claim(Role.MEANS, weapon, (span(start, end),), "means", main)
    if draft.where is not None:
        where = draft.where
        rule = f"{draft.where_rule}; {where.rule}"
        told = make.told(draft.where_telling or draft.telling)
        words = (span(where.start, where.end),)
        chance = _both(event, draft.chances.get("where"))
        yield make.claim(Role.WHERE, where.place, words, rule, told, chance)
    if draft.when is not None:
        when = draft.when
        rule = f"{draft.when_rule}; {when.rule}"
        told = make.told(draft.when_telling or draft.telling)
        words = (span(when.start, when.end),)
        chance = _both(event, draft.chances.get("when"))
        yield make.claim(Role.WHEN, when.when, words, rule, told, chance)
    for toll in draft.tolls:
        yield _toll_claim(context, make, draft, toll)


def _both(event: float | None, value: float | None) -> float | None:
    """How likely a value is right: that the event is one, and that the value is the event's."""
    return None if event is None or value is None else event * value


def _toll_claim(context: Context, make: _Maker, draft: Draft, toll: DraftToll) -> Claim:
    mode = toll.modality or draft.modality
    return make.claim(
        Role.TOLL,
        Toll(
            outcome=toll.outcome,
            low=toll.low,
            high=toll.high,
            group=toll.group,
            group_kind=toll.group_kind,
        ),
        (context.parsed.span(toll.start, toll.end),),
        toll.rule,
        make.told(Telling(mode, toll.speech)),
        _both(draft.chances.get("what"), toll.confidence),
    )


def _actor(context: Context, one: Argument) -> ActorRef:
    actor = None
    if one.entity is not None:
        actor = actor_subject(context, context.annotated.entities[one.entity]).id
    return ActorRef(name=one.name, kind=one.kind, actor=actor)


def figure_claim(context: Context, figure: DraftFigure) -> Claim:
    """The claim that a figure makes."""
    count = figure.count
    anchor = context.parsed.span(count.start, count.end)
    make = _Maker(context, Subject(kind=SubjectKind.FIGURE, anchor=anchor))
    return make.claim(
        Role.AMOUNT,
        Quantity(low=count.low, high=count.high, what=figure.what),
        (anchor,),
        count.rule,
        make.told(Telling(figure.modality, figure.speech)),
    )


def actor_claims(
    context: Context, entity: Entity, described: Sequence[Entity] = ()
) -> Iterator[Claim]:
    """The claims about one actor: its name, its type, and the details that the text gives.

    `described` are descriptions that proved to be the same actor; their details are taken where the
    actor has none of that role.
    """
    subject = actor_subject(context, entity)
    make = _Maker(context, subject)
    said = attribution(context, context.speech_over(subject.anchor.start))
    told = (said, Stance.CERTAIN, Stage.HAPPENED)
    yield make.claim(Role.NAME, Text(text=entity.name), (subject.anchor,), "name", told)
    yield make.claim(
        Role.ACTOR_TYPE, Category(code=entity.kind.value), (subject.anchor,), "type", told
    )
    own = {detail.role for detail in entity.attributes}
    more = [detail for one in described for detail in one.attributes if detail.role not in own]
    for detail in (*entity.attributes, *more):
        words = context.parsed.span(detail.start, detail.end)
        here = (
            attribution(context, context.speech_over(detail.start)),
            Stance.CERTAIN,
            Stage.HAPPENED,
        )
        value: AnyValue = Text(text=detail.text)
        if detail.role is Role.SEX:
            value = Category(code=detail.text)
        yield make.claim(detail.role, value, (words,), detail.rule, here)
