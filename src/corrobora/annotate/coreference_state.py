"""A document's actors while its phrases are being joined: clusters, nearness, salience."""

from bisect import bisect_left
from dataclasses import dataclass, field

from corrobora.annotate.actors_phrases import NAMED, Form, Phrase
from corrobora.annotate.tokens import Parsed

SUBJECTS = ("nsubj", "nsubjpass", "csubj")


@dataclass
class Cluster:
    """The phrases of one actor so far, and what they say together."""

    phrases: list[Phrase] = field(default_factory=list)
    words: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    sex: str | None = None
    plural: bool = False
    person: bool = False
    group: bool = False
    number: int | None = None

    def take(self, phrase: Phrase) -> None:
        """Add a phrase and what it says."""
        self.phrases.append(phrase)
        if phrase.form is Form.PRONOUN:
            self.sex = self.sex or (phrase.sex if self.person else None)
            return
        if phrase.noun:
            self.nouns.add(phrase.noun)
        if len(self.phrases) == 1 or phrase.form in NAMED:
            self.plural, self.person = phrase.plural, phrase.person or self.person
        self.sex = self.sex or phrase.sex
        self.number = self.number if self.number is not None else phrase.number
        self.group = self.group or phrase.form in (
            Form.BODY,
            Form.KNOWN,
            Form.ORGANISATION,
            Form.STATE,
        )


class Story:
    """The phrases of a document and the actors that they have been put to so far."""

    def __init__(self, parsed: Parsed, phrases: list[Phrase]) -> None:
        self.parsed = parsed
        self.by_head = {phrase.head: phrase for phrase in phrases}
        for phrase in phrases:
            # "One of the convicts": the tree hangs everything on "One"
            outer = parsed.tokens[parsed.tokens[phrase.head].head].head
            if phrase.first <= outer < phrase.head:
                self.by_head.setdefault(outer, phrase)
        self.named_beside = {
            phrase.same_as: phrase
            for phrase in phrases
            if phrase.same_as is not None and phrase.form is Form.PERSON_NAME
        }
        self.phrases = phrases
        self.clusters: list[Cluster] = []
        self._heads = [phrase.head for phrase in phrases]

    def earlier(self, phrase: Phrase, reach: int) -> list[Phrase]:
        """Phrases before this one with an actor, nearest first, within `reach` sentences."""
        sentence = self.parsed.tokens[phrase.head].sentence
        found = []
        for at in range(bisect_left(self._heads, phrase.head) - 1, -1, -1):
            other = self.phrases[at]
            if sentence - self.parsed.tokens[other.head].sentence > reach:
                break
            if other.entity >= 0 and other.head < phrase.head:
                found.append(other)
        return found

    def salience(self, phrase: Phrase, candidate: Phrase) -> float:
        """How likely a candidate is meant: near, subject, named, mentioned often."""
        tokens = self.parsed.tokens
        token, other = tokens[phrase.head], tokens[candidate.head]
        gap = token.sentence - other.sentence
        points = 10.0 - 2.5 * gap
        points += 2.0 if other.dep in SUBJECTS else 0.0
        points += 0.5 if candidate.form in NAMED else 0.0
        points += 0.5 if candidate.form is Form.PRONOUN else 0.0
        points -= 1.5 if candidate.modifying or other.dep == "poss" else 0.0
        points -= 0.5 if other.dep == "pobj" else 0.0
        cluster = self.clusters[candidate.entity]
        points += min(1.0, 0.2 * len(cluster.phrases))
        if phrase.sex is not None and cluster.sex == phrase.sex:
            points += 1.0
        if phrase.plural and cluster.group and not cluster.plural:
            points -= 2.0
        if phrase.rule == "pronoun-it" and candidate.form is Form.PEOPLE:
            points = 0.0
        points -= min(1.5, (phrase.head - candidate.head) / 30)
        return points
