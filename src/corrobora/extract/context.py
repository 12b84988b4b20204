"""An annotated document with the look-ups that reading needs, each built once."""

from collections.abc import Sequence
from functools import cache, cached_property

from corrobora.annotate.mentions import (
    ActorMention,
    Annotated,
    CountMention,
    Entity,
    PlaceMention,
    Speech,
    TimeMention,
)
from corrobora.annotate.places import NO_SCENE
from corrobora.annotate.tokens import Parsed
from corrobora.codebook.table import table


@cache
def words(name: str) -> frozenset[str]:
    """A word list of data/lexicons/en/settings.toml."""
    return frozenset(table("lexicons/en/settings")[name]["words"])


class Context:
    """Look-ups over one annotated document: what stands at a token, what covers an offset."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.parsed: Parsed = annotated.parsed

    @cached_property
    def actor_at(self) -> dict[int, ActorMention]:
        """The actor mention of a token: the one whose head it is, else the shortest around it."""
        found: dict[int, ActorMention] = {}
        for mention in sorted(self.annotated.actors, key=lambda m: m.start - m.end):
            for index in self.parsed.tokens_in(mention.start, mention.end):
                found[index] = mention
        for mention in self.annotated.actors:
            found[mention.head] = mention
        return found

    @cached_property
    def count_at(self) -> dict[int, CountMention]:
        """The count of a token: by the noun counted, or by the number where no noun stands."""
        found: dict[int, CountMention] = {}
        for count in self.annotated.counts:
            if count.noun is not None:
                found.setdefault(count.noun, count)
            for index in self.parsed.tokens_in(count.number_start, count.number_end):
                found.setdefault(index, count)
        return found

    @cached_property
    def place_at(self) -> dict[int, PlaceMention]:
        """The place mention that covers a token."""
        found: dict[int, PlaceMention] = {}
        for place in self.annotated.places:
            for index in self.parsed.tokens_in(place.name_start, place.name_end):
                found[index] = place
        return found

    @cached_property
    def places_in(self) -> dict[int, list[PlaceMention]]:
        """The place mentions of a sentence that can be a scene."""
        found: dict[int, list[PlaceMention]] = {}
        for place in self.annotated.places:
            if place.rule in NO_SCENE:
                continue
            found.setdefault(self.parsed.tokens[place.token].sentence, []).append(place)
        return found

    @cached_property
    def time_tokens(self) -> frozenset[int]:
        """The tokens of all time expressions: they are never doers or victims."""
        return frozenset(
            at for time in self.annotated.times for at in self.parsed.tokens_in(*time.extent)
        )

    @cached_property
    def times_in(self) -> dict[int, list[TimeMention]]:
        """The time mentions of a sentence that can date an event; a dateline dates the report."""
        found: dict[int, list[TimeMention]] = {}
        for time in self.annotated.times:
            if not (time.duration or time.repeated or time.rule == "dateline"):
                found.setdefault(self.parsed.tokens[time.token].sentence, []).append(time)
        return found

    @property
    def speeches(self) -> Sequence[Speech]:
        """The attributions of the document."""
        return self.annotated.speeches

    def entity(self, mention: ActorMention) -> Entity:
        """The actor that a mention refers to."""
        return self.annotated.entities[mention.entity]

    def speech_over(self, offset: int) -> int | None:
        """The index of the innermost report whose content covers a text offset."""
        best, width = None, 0
        for index, speech in enumerate(self.speeches):
            if index not in self.reports:
                continue
            for start, end in speech.content:
                if start <= offset < end and (best is None or end - start < width):
                    best, width = index, end - start
        return best

    @cached_property
    def reports(self) -> frozenset[int]:
        """The attributions that tell what is so, requests, orders and judgements left aside."""
        lemmas, rules = words("not_reporting"), words("not_reporting_rules")
        found = []
        for index, speech in enumerate(self.speeches):
            cue = {self.parsed.tokens[at].lemma for at in self.parsed.tokens_in(*speech.cue)}
            telling = speech.rule not in rules or (
                speech.rule == "infinitive" and cue & words("reporting_infinitives")
            )
            if telling and not cue & lemmas and "not" not in cue:
                found.append(index)
        return frozenset(found)

    def sentence_at(self, offset: int) -> int | None:
        """The sentence of the token that covers a text offset, or None between tokens."""
        if offset not in self._sentences:
            token = self.parsed.token_at(offset)
            self._sentences[offset] = None if token is None else self.parsed.tokens[token].sentence
        return self._sentences[offset]

    @cached_property
    def _sentences(self) -> dict[int, int | None]:
        return {}

    @cached_property
    def source_spans(self) -> list[tuple[int, int]]:
        """Where speakers are named."""
        return [speech.source for speech in self.speeches if speech.source is not None]

    def in_source(self, offset: int) -> bool:
        """Whether a text offset stands inside the name of a speaker."""
        return any(start <= offset < end for start, end in self.source_spans)
