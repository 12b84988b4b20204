"""Which phrases of a document speak of one actor: names, syntax, pronouns, clear descriptions.

Names are joined by what they hold ("Cpl. Anton Rybak", "Rybak"), pronouns go to the nearest
fitting actor, and a description goes to an earlier actor only where it can be no other. Two
numbers that differ never speak of the same people.
"""

from corrobora.annotate.actors_kinds import speaker_kind_of
from corrobora.annotate.actors_phrases import NAMED, Form, Phrase
from corrobora.annotate.actors_words import actor_words
from corrobora.annotate.coreference_pronouns import antecedent, named_later
from corrobora.annotate.coreference_state import Cluster, Story
from corrobora.annotate.tokens import Parsed
from corrobora.model import SpeakerKind
from corrobora.values import ActorKind

# How many sentences back "the group" looks.
_GROUP_REACH = 6
# What reports call an armed group besides its name.
_ARMED_WORDS = frozenset(
    ["terror", "terrorist", "jihadi", "jihadist", "militant", "armed", "rebel", "extremist",
     "islamist", "insurgent", "guerrilla", "hardline", "paramilitary", "criminal"]
)  # fmt: skip


_BANDS = frozenset([ActorKind.TERRORIST, ActorKind.REBEL, ActorKind.MILITIA, ActorKind.CRIMINAL])
_NO_BANDS = frozenset(
    [SpeakerKind.MEDIA, SpeakerKind.AGENCY, SpeakerKind.OFFICIAL, SpeakerKind.COURT,
     SpeakerKind.POLICE, SpeakerKind.MILITARY, SpeakerKind.UN]
)  # fmt: skip


class Resolver:
    """Puts each phrase into a cluster, in text order."""

    def __init__(self, parsed: Parsed, phrases: list[Phrase]) -> None:
        self.story = Story(parsed, phrases)
        self._keys: dict[tuple[str, ...], int] = {}
        self._acronyms: dict[str, int] = {}

    def resolve(self) -> list[Cluster]:
        """The clusters; each phrase's `entity` is the index of its own, -1 for no actor."""
        for phrase in self.story.phrases:
            if phrase.form is Form.PERSON_NAME and self._words(phrase)[1:]:
                self._full_name(phrase)
        for phrase in self.story.phrases:
            if phrase.entity >= 0:
                continue
            at = self._named(phrase) if phrase.form in NAMED else None
            if at is None:
                at = self._by_syntax(phrase)
            if at is None and phrase.form is Form.PRONOUN:
                at = antecedent(self.story, phrase)
                if at is None:
                    continue
            if at is None and phrase.form in (Form.BODY, Form.PEOPLE):
                at = self._described(phrase)
            self._put(phrase, at)
        for phrase in self.story.phrases:
            if phrase.entity < 0 and phrase.form is Form.PRONOUN:
                at = named_later(self.story, phrase)
                if at is not None:
                    self._put(phrase, at)
        return self.story.clusters

    def _put(self, phrase: Phrase, at: int | None) -> None:
        if at is None:
            at = len(self.story.clusters)
            self.story.clusters.append(Cluster())
        phrase.entity = at
        self.story.clusters[at].take(phrase)
        for key in self._keys_of(phrase):
            self._keys.setdefault(key, at)
        if phrase.acronym:
            self._acronyms.setdefault(phrase.acronym, at)

    def _words(self, phrase: Phrase) -> list[str]:
        first, last = phrase.bare or (phrase.head, phrase.head + 1)
        particles = actor_words().particles
        return [
            token.lower
            for token in self.story.parsed.tokens[first:last]
            if token.text[0].isalnum() and token.lower not in particles
        ]

    def _full_name(self, phrase: Phrase) -> None:
        """Join a full name with an earlier one that holds it or that it holds."""
        words = self._words(phrase)
        for at, cluster in enumerate(self.story.clusters):
            same = set(words) <= cluster.words or cluster.words <= set(words)
            if same and words[-1] in cluster.words and _agrees(cluster, phrase):
                cluster.words |= set(words)
                self._put(phrase, at)
                return
        self._put(phrase, None)
        self.story.clusters[-1].words = set(words)

    def _keys_of(self, phrase: Phrase) -> list[tuple[str, ...]]:
        keys: list[tuple[str, ...]] = []
        if phrase.known is not None and phrase.form in (Form.KNOWN, Form.STATE):
            keys.append(("known", phrase.known.id))
        elif phrase.form is Form.STATE:
            keys.append(("known", *phrase.modifiers))
        elif phrase.form is Form.ORGANISATION:
            keys.append(("name", *self._words(phrase)))
        elif phrase.form is Form.PERSON_NAME and not self._words(phrase)[1:]:
            keys.append(("person", *self._words(phrase)))
        return keys

    def _named(self, phrase: Phrase) -> int | None:
        for key in self._keys_of(phrase):
            if key in self._keys:
                return self._keys[key]
        words = self._words(phrase)
        if len(words) == 1 and words[0] in self._acronyms:
            return self._acronyms[words[0]]
        if phrase.form is Form.PERSON_NAME:
            return self._surname(phrase, words)
        if phrase.form is Form.ORGANISATION and len(words) > 1:
            return self._longer_name(words)
        return None

    def _surname(self, phrase: Phrase, words: list[str]) -> int | None:
        """The one person whose name holds the words; of several, the one named last before."""
        fits = [
            at
            for at, cluster in enumerate(self.story.clusters)
            if words and set(words) <= cluster.words and _agrees(cluster, phrase)
        ]
        if len(fits) > 1:
            before = [
                (max(p.head for p in self.story.clusters[at].phrases if p.head < phrase.head), at)
                for at in fits
                if any(p.head < phrase.head for p in self.story.clusters[at].phrases)
            ]
            return max(before)[1] if before else fits[0]
        return fits[0] if fits else None

    def _longer_name(self, words: list[str]) -> int | None:
        for key, at in self._keys.items():
            if key[0] == "name" and len(key) > 2 and set(words) <= set(key[1:]):
                return at
        return None

    def _by_syntax(self, phrase: Phrase) -> int | None:
        """The actor that apposition or "is" makes the same."""
        if phrase.form is Form.PRONOUN and phrase.rule == "relative":
            return self._antecedent(phrase)
        other = self.story.by_head.get(phrase.same_as) if phrase.same_as is not None else None
        if other is None and phrase.form is Form.PEOPLE:
            # "A second convict, Ivo Brandt": the name is the apposition
            heads = [head for head, one in self.story.by_head.items() if one is phrase]
            beside = (self.story.named_beside.get(head) for head in heads)
            other = next((one for one in beside if one is not None), None)
        if other is None or other.entity < 0 or other is phrase:
            return None
        cluster = self.story.clusters[other.entity]
        if phrase.form in NAMED and cluster.phrases[0].form in NAMED:
            bracketed = self._in_brackets(phrase)
            return other.entity if bracketed and cluster.group and not phrase.person else None
        if _parsed_as_list(self.story, phrase, other):
            return None
        if phrase.plural != cluster.plural and not (cluster.group and not phrase.person):
            return None
        if cluster.number and phrase.number and cluster.number != phrase.number:
            return None
        if cluster.person != phrase.person and not cluster.group:
            return None
        return other.entity

    def _in_brackets(self, phrase: Phrase) -> bool:
        return phrase.first > 0 and self.story.parsed.tokens[phrase.first - 1].text in ("(", "[")

    def _antecedent(self, phrase: Phrase) -> int | None:
        """The actor that a relative pronoun stands for."""
        at = phrase.head
        for _ in range(6):
            token = self.story.parsed.tokens[at]
            if token.dep == "relcl":
                break
            if token.head == at:
                return None
            at = token.head
        else:
            return None
        noun = self.story.parsed.tokens[at].head
        found = self.story.by_head.get(noun)
        if found is None and phrase.noun == "who":
            before = phrase.head - 1
            if self.story.parsed.tokens[before].text == ",":
                before -= 1
            found = next(
                (p for p in reversed(self.story.phrases) if p.last == before + 1 and p.entity >= 0),
                None,
            )
        return found.entity if found is not None and found.entity >= 0 else None

    def _described(self, phrase: Phrase) -> int | None:
        """The one earlier actor that a definite description can speak of, or None."""
        words = actor_words()
        if phrase.form is Form.BODY and phrase.definite and phrase.noun in words.anaphoric_groups:
            found = self._group_named_inside(phrase)
            if found is None:
                found = self._last_group(phrase)
            if found is not None:
                return found
        if not phrase.definite:
            return self._same_words(phrase)
        fits = []
        for at, cluster in enumerate(self.story.clusters):
            first = cluster.phrases[0]
            if phrase.noun not in cluster.nouns or cluster.plural != phrase.plural:
                continue
            if cluster.number and phrase.number and cluster.number != phrase.number:
                continue
            if phrase.person and not cluster.person:
                continue
            said = set().union(*(p.modifiers for p in cluster.phrases))
            if not phrase.modifiers <= said | cluster.nouns or _owned(self.story.parsed, phrase):
                if phrase.modifiers != first.modifiers or first.form is not phrase.form:
                    continue
                if _owner(self.story.parsed, phrase) != _owner(self.story.parsed, first):
                    continue
            fits.append(at)
        if len(fits) == 1:
            return fits[0]
        if phrase.person and phrase.noun not in words.anaphoric_persons:
            return None
        exact = [
            at
            for at in fits
            if any(p.modifiers == phrase.modifiers and p.noun == phrase.noun
                   for p in self.story.clusters[at].phrases)
        ]  # fmt: skip
        return exact[0] if len(exact) == 1 and not phrase.person else None

    def _same_words(self, phrase: Phrase) -> int | None:
        """A body named again in the same words without an article: "Turkish forces"."""
        if phrase.number is not None or phrase.person:
            return None
        lone = phrase.form is Form.PEOPLE and not self._proper(phrase)
        if lone or (phrase.form is Form.BODY and not phrase.modifiers and phrase.noun != "police"):
            return None
        words = self.story.parsed.words(phrase.first, phrase.last).lower()
        for at, cluster in enumerate(self.story.clusters):
            first = cluster.phrases[0]
            if first.noun == phrase.noun and first.number is None:
                said = self.story.parsed.words(first.first, first.last).lower()
                if said.removeprefix("the ") == words:
                    return at
        return None

    def _proper(self, phrase: Phrase) -> bool:
        return any(
            token.text[0].isupper() and token.tag.startswith(("NNP", "JJ"))
            for token in self.story.parsed.tokens[phrase.first : phrase.last]
        )

    def _group_named_inside(self, phrase: Phrase) -> int | None:
        """The group whose name stands before the noun: "the Tamarind Front group"."""
        for at in self.story.parsed.tokens[phrase.head].children:
            inner = self.story.by_head.get(at) if at < phrase.head else None
            if inner is not None and inner.form is Form.KNOWN and inner.entity >= 0:
                return inner.entity
        return None

    def _last_group(self, phrase: Phrase) -> int | None:
        """The group that "the group" speaks of: the last armed or organised one named."""
        if _owned(self.story.parsed, phrase) or len(phrase.modifiers) > 1:
            return None
        best, score = None, 0.0
        for candidate in self.story.earlier(phrase, _GROUP_REACH):
            cluster = self.story.clusters[candidate.entity]
            named = candidate.form in (Form.KNOWN, Form.ORGANISATION)
            if not (named or (candidate.form is Form.BODY and candidate.noun == phrase.noun)):
                continue
            said = set().union(*(p.modifiers for p in cluster.phrases)) | _ARMED_WORDS
            if not phrase.modifiers <= said:
                continue
            if named and not _band(self.story, cluster, bool(phrase.modifiers & _ARMED_WORDS)):
                continue
            points = self.story.salience(phrase, candidate)
            if points > score:
                best, score = candidate.entity, points
        return best


def _parsed_as_list(story: Story, phrase: Phrase, other: Phrase) -> bool:
    """Whether an apposition is rather the next of a list: "his mother, Ada, his uncle, Jon"."""
    tokens = story.parsed.tokens
    owner = story.parsed.child(phrase.head, "poss")
    kin = owner is not None and tokens[owner].tag == "PRP$"
    return kin and tokens[phrase.head].dep == "appos" and tokens[other.head].dep == "appos"


def _band(story: Story, cluster: Cluster, armed: bool) -> bool:
    """Whether "group" can speak of a named body: no state, no police, no ministry, no paper.

    With `armed` only a body that fights can be meant ("the terror group").
    """
    named = [phrase for phrase in cluster.phrases if phrase.form in NAMED]
    kinds = {phrase.kind for phrase in named}
    if kinds & _BANDS:
        return True
    if armed or kinds - {ActorKind.UNKNOWN, ActorKind.AID_WORKER}:
        return False
    speakers = {
        speaker_kind_of(story.parsed.words(phrase.first, phrase.last), phrase.noun, phrase)
        for phrase in named
    }
    return not speakers & _NO_BANDS


def _agrees(cluster: Cluster, phrase: Phrase) -> bool:
    return cluster.sex is None or phrase.sex is None or cluster.sex == phrase.sex


def _owned(parsed: Parsed, phrase: Phrase) -> bool:
    return _owner(parsed, phrase) is not None


def _owner(parsed: Parsed, phrase: Phrase) -> str | None:
    """The word that owns what a phrase names: "his" of "his wife"; None where nothing does."""
    owner = parsed.child(phrase.head, "poss")
    return parsed.tokens[owner].lower if owner is not None else None


def resolve(parsed: Parsed, phrases: list[Phrase]) -> list[Cluster]:
    """The actors of a document: its phrases in clusters, each phrase's `entity` set to its own's.

    A pronoun that refers to no actor keeps -1.
    """
    return Resolver(parsed, phrases).resolve()
