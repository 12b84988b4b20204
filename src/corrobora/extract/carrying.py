"""Place and day that a text gives once for several of its events, carried to those without.

What is carried is surer of the story than of the event: such claims have a rule name of their own
and a lower confidence (`CARRIED`).
"""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

from corrobora.annotate.mentions import PlaceMention, TimeMention, Trigger
from corrobora.annotate.tokens import Parsed, Token
from corrobora.extract.context import Context, words
from corrobora.extract.draft import Draft
from corrobora.extract.setting import when_of, where_of
from corrobora.values import Stage

# Rules by which a value comes from another sentence than the event's, and how often each was right
# on coded reports where the coders give a value at all.
CARRIED = {
    "where:dateline": 0.4,
    "where:occasion": 0.45,
    "where:story": 0.35,
    "where:before": 0.35,
    "when:occasion": 0.5,
    "when:lead": 0.45,
}

# How many sentences an operation is remembered, and for how many the day of the lead holds.
_REMEMBERED = 5
_LEAD_HOLDS = 2
# A story has one scene where most of its placed events, and no fewer than these, are there.
_LEAST_PLACED = 3

_Found = TypeVar("_Found", PlaceMention, TimeMention)


def carry(context: Context, events: Sequence[Draft]) -> None:
    """Fill the places and days that the events' own sentences leave open."""
    scene = _scene(events)
    placed = {id(event): event for event in events if event.where is not None}
    for event in events:
        if event.where is None:
            _take_where(event, _of_occasion(context, event, _where), "where:occasion")
        if event.when is None and event.stage is Stage.HAPPENED:
            _take_when(event, _of_occasion(context, event, when_of), "when:occasion")
        if event.when is None and event.stage is Stage.HAPPENED:
            _take_when(event, _day_of_lead(context, event), "when:lead")
    _place_by_dateline(context, events)
    for event in events:
        if event.where is None and not event.unreal:
            _take_where(event, _place_before(event, list(placed.values())), "where:before")
            if event.where is None:
                _take_where(event, scene, "where:story")


def _take_where(event: Draft, place: PlaceMention | None, rule: str) -> None:
    if place is not None:
        event.where, event.where_rule = place, rule


def _take_when(event: Draft, time: TimeMention | None, rule: str) -> None:
    if time is not None:
        event.when, event.when_rule = time, rule


def _where(context: Context, trigger: Trigger) -> tuple[PlaceMention, str] | None:
    return where_of(context, trigger, ())


def _of_occasion(
    context: Context,
    event: Draft,
    ask: Callable[[Context, Trigger], tuple[_Found, str] | None],
) -> _Found | None:
    """What was told of an operation that the event's sentence names again.

    "They searched a compound in an operation in Orle on Monday. … During the operation two men
    were detained."
    """
    parsed = context.parsed
    for again in _tokens(parsed, event.sentence):
        if again.lemma not in words("occasions") or not _definite(parsed, again):
            continue
        for back in range(1, _REMEMBERED + 1):
            for token in _tokens(parsed, event.sentence - back):
                if token.lemma != again.lemma:
                    continue
                found = ask(context, _as_trigger(token))
                if found is not None:
                    return found[0]
    return None


def _day_of_lead(context: Context, event: Draft) -> TimeMention | None:
    """The day of the lead's main clause, for what the sentences after it go on to tell."""
    parsed = context.parsed
    lead = next(
        (
            index
            for index, sentence in enumerate(parsed.sentences)
            if not parsed.paragraphs[sentence.paragraph].headline
            and any(token.dep == "ROOT" and token.pos == "VERB" for token in _tokens(parsed, index))
        ),
        None,
    )
    if lead is None or not lead < event.sentence <= lead + _LEAD_HOLDS:
        return None
    if any(time.rule != "dateline" for time in context.times_in.get(event.sentence, ())):
        return None
    verb = parsed.tokens[event.trigger.token]
    if event.trigger.noun or verb.tag not in ("VBD", "VBN", "VBG") or _pluperfect(parsed, verb):
        return None
    root = next(t for t in _tokens(parsed, lead) if t.dep == "ROOT" and t.pos == "VERB")
    found = when_of(context, _as_trigger(root))
    if found is None or found[0].when.first is None or found[0].when.first != found[0].when.last:
        return None
    return found[0]


def _pluperfect(parsed: Parsed, verb: Token) -> bool:
    return any(parsed.tokens[at].lower == "had" for at in verb.children)


def _place_before(event: Draft, placed: Sequence[Draft]) -> PlaceMention | None:
    """The place that hangs on the happening told just before, in the sentence above."""
    before = [other for other in placed if other.trigger.start < event.trigger.start]
    last = max(before, key=lambda other: other.trigger.start, default=None)
    if last is None or last.unreal or event.sentence - last.sentence > 1:
        return None
    return last.where if last.where_rule == "where:attached" else None


def _scene(events: Sequence[Draft]) -> PlaceMention | None:
    """The one place where most of the placed events of a report are, None where it has several."""
    places = [event.where for event in events if event.where is not None]
    names = Counter(place.place.name for place in places)
    if len(places) < _LEAST_PLACED:
        return None
    name, times = names.most_common(1)[0]
    if 2 * times <= len(places):
        return None
    return next(place for place in places if place.place.name == name)


def _place_by_dateline(context: Context, events: Sequence[Draft]) -> None:
    """Give the event of the lead the dateline's town where the text names no place for it."""
    dateline = next((p for p in context.annotated.places if p.rule == "place.dateline"), None)
    if dateline is None or not events or events[0].where is not None:
        return
    if 0 <= events[0].sentence - context.parsed.tokens[dateline.token].sentence <= 1:
        events[0].where, events[0].where_rule = dateline, "where:dateline"


def _tokens(parsed: Parsed, sentence: int) -> Sequence[Token]:
    if not 0 <= sentence < len(parsed.sentences):
        return ()
    bounds = parsed.sentences[sentence]
    return parsed.tokens[bounds.first : bounds.last]


def _definite(parsed: Parsed, noun: Token) -> bool:
    return any(parsed.tokens[at].lower in ("the", "this", "that") for at in noun.children)


def _as_trigger(token: Token) -> Trigger:
    """A token as the words that name a happening, so that its place and time can be asked for."""
    return Trigger(
        start=token.start,
        end=token.end,
        token=token.index,
        kind="",
        frame="nominal",
        rule="occasion",
        noun=token.pos != "VERB",
    )
