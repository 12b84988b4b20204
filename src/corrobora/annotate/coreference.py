"""Which phrases of a document speak of one actor: names, syntax, pronouns, clear descriptions.

Names are joined by what they hold ("Sgt. Yuri Galushko", "Galushko"), pronouns go to the nearest
fitting actor, and a description goes to an earlier actor only where it can be no other. Two
numbers that differ never speak of the same people.
"""

from dataclasses import dataclass, field

from corrobora.annotate.actors_phrases import NAMED, Form, Phrase, governor
from corrobora.annotate.actors_words import actor_words
from corrobora.annotate.tokens import Parsed
from corrobora.values import ActorKind

# How many sentences back a pronoun looks; a longer reach costs precision.
_PRONOUN_REACH = 4
_GROUP_REACH = 6
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


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


class Resolver:
    """Puts each phrase into a cluster, in text order."""

    def __init__(self, parsed: Parsed, phrases: list[Phrase]) -> None:
        self.parsed = parsed
        self.by_head = {phrase.head: phrase for phrase in phrases}
        self.phrases = phrases
        self.clusters: list[Cluster] = []
        self._keys: dict[tuple[str, ...], int] = {}
        self._acronyms: dict[str, int] = {}

    def resolve(self) -> list[Cluster]:
        """The clusters; each phrase's `entity` is the index of its own, -1 for no actor."""
        for phrase in self.phrases:
            if phrase.form is Form.PERSON_NAME and self._words(phrase)[1:]:
                self._full_name(phrase)
        for phrase in self.phrases:
            if phrase.entity >= 0:
                continue
            at = self._named(phrase) if phrase.form in NAMED else None
            if at is None:
                at = self._by_syntax(phrase)
            if at is None and phrase.form is Form.PRONOUN:
                at = self._pronoun(phrase)
                if at is None:
                    continue
            if at is None and phrase.form in (Form.BODY, Form.PEOPLE):
                at = self._described(phrase)
            self._put(phrase, at)
        for phrase in self.phrases:
            if phrase.entity < 0 and phrase.form is Form.PRONOUN:
                at = self._later(phrase)
                if at is not None:
                    self._put(phrase, at)
        return self.clusters

    def _put(self, phrase: Phrase, at: int | None) -> None:
        if at is None:
            at = len(self.clusters)
            self.clusters.append(Cluster())
        phrase.entity = at
        self.clusters[at].take(phrase)
        for key in self._keys_of(phrase):
            self._keys.setdefault(key, at)
        if phrase.acronym:
            self._acronyms.setdefault(phrase.acronym, at)

    def _words(self, phrase: Phrase) -> list[str]:
        first, last = phrase.bare or (phrase.head, phrase.head + 1)
        particles = actor_words().particles
        return [
            token.lower
            for token in self.parsed.tokens[first:last]
            if token.text[0].isalnum() and token.lower not in particles
        ]

    def _full_name(self, phrase: Phrase) -> None:
        """Join a full name with an earlier one that holds it or that it holds."""
        words = self._words(phrase)
        for at, cluster in enumerate(self.clusters):
            same = set(words) <= cluster.words or cluster.words <= set(words)
            if same and words[-1] in cluster.words and _agrees(cluster, phrase):
                cluster.words |= set(words)
                self._put(phrase, at)
                return
        self._put(phrase, None)
        self.clusters[-1].words = set(words)

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
            for at, cluster in enumerate(self.clusters)
            if words and set(words) <= cluster.words and _agrees(cluster, phrase)
        ]
        if len(fits) > 1:
            before = [
                (max(p.head for p in self.clusters[at].phrases if p.head < phrase.head), at)
                for at in fits
                if any(p.head < phrase.head for p in self.clusters[at].phrases)
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
        other = self.by_head.get(phrase.same_as) if phrase.same_as is not None else None
        if other is None or other.entity < 0 or other is phrase:
            return None
        cluster = self.clusters[other.entity]
        if phrase.form in NAMED and cluster.phrases[0].form in NAMED:
            bracketed = self._in_brackets(phrase)
            return other.entity if bracketed and cluster.group and not phrase.person else None
        if phrase.plural != cluster.plural and not (cluster.group and not phrase.person):
            return None
        if cluster.number and phrase.number and cluster.number != phrase.number:
            return None
        if cluster.person != phrase.person and not cluster.group:
            return None
        return other.entity

    def _in_brackets(self, phrase: Phrase) -> bool:
        return phrase.first > 0 and self.parsed.tokens[phrase.first - 1].text in ("(", "[")

    def _antecedent(self, phrase: Phrase) -> int | None:
        """The actor that a relative pronoun stands for."""
        at = phrase.head
        for _ in range(6):
            token = self.parsed.tokens[at]
            if token.dep == "relcl":
                break
            if token.head == at:
                return None
            at = token.head
        else:
            return None
        noun = self.parsed.tokens[at].head
        found = self.by_head.get(noun)
        if found is None and phrase.noun == "who":
            before = phrase.head - 1
            if self.parsed.tokens[before].text == ",":
                before -= 1
            found = next(
                (p for p in reversed(self.phrases) if p.last == before + 1 and p.entity >= 0), None
            )
        return found.entity if found is not None and found.entity >= 0 else None

    def _pronoun(self, phrase: Phrase) -> int | None:
        if phrase.rule == "relative":
            return None
        if phrase.rule == "pronoun-speaker":
            return self._speaker(phrase)
        if phrase.rule == "pronoun-it" and not self._acts(phrase):
            return None
        best, score = None, 0.0
        for candidate in self._earlier(phrase, _PRONOUN_REACH):
            if not self._fits(phrase, candidate):
                continue
            points = self._salience(phrase, candidate)
            if points > score:
                best, score = candidate.entity, points
        return best

    def _acts(self, phrase: Phrase) -> bool:
        """Whether an "it" does or owns what only an actor can."""
        token = self.parsed.tokens[phrase.head]
        words = actor_words()
        if token.dep == "poss":
            above = self.parsed.tokens[token.head].lemma
            return above in words.bodies or above in words.violence_nouns or above in words.posts
        return token.dep == "nsubj" and governor(self.parsed, phrase.head) in words.doing_verbs

    def _earlier(self, phrase: Phrase, reach: int) -> list[Phrase]:
        """Phrases before this one with an actor, nearest first, within `reach` sentences."""
        sentence = self.parsed.tokens[phrase.head].sentence
        found = []
        for other in reversed(self.phrases):
            if other.head >= phrase.head or other.entity < 0:
                continue
            if sentence - self.parsed.tokens[other.head].sentence > reach:
                break
            found.append(other)
        return found

    def _fits(self, phrase: Phrase, candidate: Phrase) -> bool:
        cluster = self.clusters[candidate.entity]
        if self._same_clause(phrase, candidate):
            return False
        if phrase.rule == "pronoun-it":
            return cluster.group and not cluster.plural
        if phrase.plural:
            return cluster.plural or (cluster.group and candidate.form is not Form.STATE)
        if not cluster.person or cluster.plural:
            return False
        return cluster.sex is None or phrase.sex is None or cluster.sex == phrase.sex

    def _same_clause(self, phrase: Phrase, candidate: Phrase) -> bool:
        """Whether one verb would have the same actor twice, which takes a reflexive."""
        token, other = self.parsed.tokens[phrase.head], self.parsed.tokens[candidate.head]
        if token.tag == "PRP$" or token.lower.endswith(("self", "selves")):
            return token.head == candidate.head
        return token.head == other.head and token.dep != other.dep

    def _salience(self, phrase: Phrase, candidate: Phrase) -> float:
        """How likely a candidate is meant: near, subject, named, mentioned often."""
        tokens = self.parsed.tokens
        token, other = tokens[phrase.head], tokens[candidate.head]
        gap = token.sentence - other.sentence
        points = 10.0 - 2.0 * gap
        points += 2.0 if other.dep in _SUBJECTS else 0.0
        points += 0.5 if candidate.form in NAMED else 0.0
        points += 0.5 if candidate.form is Form.PRONOUN else 0.0
        points -= 1.5 if candidate.modifying or other.dep == "poss" else 0.0
        points -= 0.5 if other.dep == "pobj" else 0.0
        cluster = self.clusters[candidate.entity]
        points += min(1.0, 0.2 * len(cluster.phrases))
        if phrase.sex is not None and cluster.sex == phrase.sex:
            points += 1.0
        if phrase.plural and cluster.group and not cluster.plural:
            points -= 1.0
        if phrase.rule == "pronoun-it" and candidate.form is Form.PEOPLE:
            points = 0.0
        points -= (phrase.head - candidate.head) / 200
        return points

    def _speaker(self, phrase: Phrase) -> int | None:
        """The person whose words "I" stands in: the subject of the nearest verb of saying."""
        sentence = self.parsed.tokens[phrase.head].sentence
        for offset in (0, -1, 1, -2):
            at = sentence + offset
            if not 0 <= at < len(self.parsed.sentences):
                continue
            for token in self.parsed.sentence_tokens(at):
                if token.lemma not in ("say", "tell", "add", "recall", "write", "explain"):
                    continue
                subject = self.parsed.child(token.index, "nsubj")
                found = self.by_head.get(subject) if subject is not None else None
                if found is None or found.entity < 0:
                    continue
                if self.clusters[found.entity].person:
                    return found.entity
        return None

    def _later(self, phrase: Phrase) -> int | None:
        """The person named right after a pronoun in one sentence: "In his speech, Vance …"."""
        if phrase.sex is None:
            return None
        sentence = self.parsed.tokens[phrase.head].sentence
        for other in self.phrases:
            token = self.parsed.tokens[other.head]
            if other.head <= phrase.head or token.sentence != sentence:
                continue
            if other.form is Form.PERSON_NAME and token.dep in _SUBJECTS:
                cluster = self.clusters[other.entity]
                if cluster.sex in (None, phrase.sex):
                    return other.entity
        return None

    def _described(self, phrase: Phrase) -> int | None:
        """The one earlier actor that a definite description can speak of, or None."""
        words = actor_words()
        if phrase.form is Form.BODY and phrase.definite and phrase.noun in words.anaphoric_groups:
            found = self._last_group(phrase)
            if found is not None:
                return found
        if not phrase.definite:
            return self._same_words(phrase)
        fits = []
        for at, cluster in enumerate(self.clusters):
            first = cluster.phrases[0]
            if phrase.noun not in cluster.nouns or cluster.plural != phrase.plural:
                continue
            if cluster.number and phrase.number and cluster.number != phrase.number:
                continue
            if phrase.person and not cluster.person:
                continue
            said = set().union(*(p.modifiers for p in cluster.phrases))
            if not phrase.modifiers <= said | cluster.nouns or _owned(self.parsed, phrase):
                if phrase.modifiers != first.modifiers or first.form is not phrase.form:
                    continue
                if _owner(self.parsed, phrase) != _owner(self.parsed, first):
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
                   for p in self.clusters[at].phrases)
        ]  # fmt: skip
        return exact[0] if len(exact) == 1 and not phrase.person else None

    def _same_words(self, phrase: Phrase) -> int | None:
        """A body named again in the same words without an article: "Turkish forces"."""
        if phrase.number is not None or phrase.person:
            return None
        lone = phrase.form is Form.PEOPLE and not self._proper(phrase)
        if lone or (phrase.form is Form.BODY and not phrase.modifiers and phrase.noun != "police"):
            return None
        words = self.parsed.words(phrase.first, phrase.last).lower()
        for at, cluster in enumerate(self.clusters):
            first = cluster.phrases[0]
            if first.noun == phrase.noun and first.number is None:
                said = self.parsed.words(first.first, first.last).lower()
                if said.removeprefix("the ") == words:
                    return at
        return None

    def _proper(self, phrase: Phrase) -> bool:
        return any(
            token.text[0].isupper() and token.tag.startswith(("NNP", "JJ"))
            for token in self.parsed.tokens[phrase.first : phrase.last]
        )

    def _last_group(self, phrase: Phrase) -> int | None:
        """The group that "the group" speaks of: the last armed or organised one named."""
        if _owned(self.parsed, phrase) or len(phrase.modifiers) > 1:
            return None
        best, score = None, 0.0
        for candidate in self._earlier(phrase, _GROUP_REACH):
            cluster = self.clusters[candidate.entity]
            named = candidate.form in (Form.KNOWN, Form.ORGANISATION)
            if not (named or (candidate.form is Form.BODY and candidate.noun == phrase.noun)):
                continue
            if phrase.modifiers and not phrase.modifiers <= set().union(
                *(p.modifiers for p in cluster.phrases)
            ):
                continue
            if named and not _band(cluster):
                continue
            points = self._salience(phrase, candidate)
            if points > score:
                best, score = candidate.entity, points
        return best


def _band(cluster: Cluster) -> bool:
    """Whether "group" can speak of a named body: no state, no police, no ministry, no paper."""
    kinds = {phrase.kind for phrase in cluster.phrases if phrase.form in NAMED}
    return bool(
        kinds
        & {
            ActorKind.TERRORIST,
            ActorKind.REBEL,
            ActorKind.MILITIA,
            ActorKind.CRIMINAL,
            ActorKind.AID_WORKER,
        }
    ) or all(
        phrase.form in (Form.ORGANISATION, Form.PRONOUN, Form.BODY)
        and phrase.kind is ActorKind.UNKNOWN
        for phrase in cluster.phrases
    )


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
