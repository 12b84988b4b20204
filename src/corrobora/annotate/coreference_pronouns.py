"""Whom a pronoun stands for: the nearest fitting actor, subjects and the often named preferred."""

from corrobora.annotate.actors_phrases import Form, Phrase, governor
from corrobora.annotate.actors_words import actor_words
from corrobora.annotate.coreference_state import SUBJECTS, Story

# How many sentences back a pronoun looks; a longer reach costs precision.
_REACH = 4


def antecedent(story: Story, phrase: Phrase) -> int | None:
    """The index of the actor that a pronoun stands for, None where no actor fits."""
    if phrase.rule == "relative":
        return None
    if phrase.rule == "pronoun-speaker":
        return _speaker(story, phrase)
    if phrase.rule == "pronoun-it" and not _acts(story, phrase):
        return None
    best, score = None, 0.0
    for candidate in story.earlier(phrase, _REACH):
        if not _fits(story, phrase, candidate):
            continue
        points = story.salience(phrase, candidate)
        if points > score:
            best, score = candidate.entity, points
    return best


def _acts(story: Story, phrase: Phrase) -> bool:
    """Whether an "it" does or owns what only an actor can."""
    token = story.parsed.tokens[phrase.head]
    words = actor_words()
    if token.dep == "poss":
        owned = story.parsed.tokens[token.head].lemma
        return owned in words.bodies or owned in words.violence_nouns or owned in words.posts
    above = story.parsed.tokens[token.head]
    clausal = story.parsed.child(above.index, "ccomp", "csubj", "acomp")
    if token.dep not in ("nsubj", "nsubjpass") or above.lemma == "be":
        return False
    if token.dep == "nsubjpass" and clausal is not None:
        return False
    verb = governor(story.parsed, phrase.head)
    if verb in words.doing_verbs and token.dep == "nsubj":
        return True
    return _goes_on(story, phrase)


def _goes_on(story: Story, phrase: Phrase) -> bool:
    """Whether the subject of the sentence before, a body, is what "it" takes up."""
    token = story.parsed.tokens[phrase.head]
    if story.parsed.tokens[token.head].lemma in ("be", "seem", "appear", "take", "mean", "come"):
        return False
    if token.sentence == 0 or phrase.head != story.parsed.sentences[token.sentence].first:
        return False
    before = story.parsed.sentence_tokens(token.sentence - 1)
    subjects = [t for t in before if t.dep in SUBJECTS and t.pos != "PRON"]
    return len(subjects) == 1 and subjects[0].index in story.by_head


def _fits(story: Story, phrase: Phrase, candidate: Phrase) -> bool:
    cluster = story.clusters[candidate.entity]
    if _same_clause(story, phrase, candidate):
        return False
    if phrase.rule == "pronoun-it":
        return cluster.group and not cluster.plural
    if phrase.plural:
        return cluster.plural or (cluster.group and candidate.form is not Form.STATE)
    if not cluster.person or cluster.plural:
        return False
    return cluster.sex is None or phrase.sex is None or cluster.sex == phrase.sex


def _same_clause(story: Story, phrase: Phrase, candidate: Phrase) -> bool:
    """Whether one verb would have the same actor twice, which takes a reflexive."""
    token, other = story.parsed.tokens[phrase.head], story.parsed.tokens[candidate.head]
    if token.tag == "PRP$" or token.lower.endswith(("self", "selves")):
        return token.head == candidate.head
    return token.head == other.head and token.dep != other.dep


def _speaker(story: Story, phrase: Phrase) -> int | None:
    """The person whose words "I" stands in: the subject of the nearest verb of saying."""
    sentence = story.parsed.tokens[phrase.head].sentence
    for offset in (0, -1, 1, -2):
        at = sentence + offset
        if not 0 <= at < len(story.parsed.sentences):
            continue
        for token in story.parsed.sentence_tokens(at):
            if token.lemma not in ("say", "tell", "add", "recall", "write", "explain"):
                continue
            subject = story.parsed.child(token.index, "nsubj")
            found = story.by_head.get(subject) if subject is not None else None
            if found is None or found.entity < 0:
                continue
            if story.clusters[found.entity].person:
                return found.entity
    return None


def named_later(story: Story, phrase: Phrase) -> int | None:
    """The person named right after a pronoun in one sentence: "In his speech, Vance …"."""
    if phrase.sex is None:
        return None
    sentence = story.parsed.tokens[phrase.head].sentence
    for other in story.phrases:
        token = story.parsed.tokens[other.head]
        if other.head <= phrase.head or token.sentence != sentence:
            continue
        if other.form is Form.PERSON_NAME and token.dep in SUBJECTS:
            cluster = story.clusters[other.entity]
            if cluster.sex in (None, phrase.sex):
                return other.entity
    return None
