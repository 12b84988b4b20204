"""IndiaPoliceEvents: did police, in each sentence, kill, arrest, use force, fail to act, act?

An article is read as a whole, its sentences on lines of their own, and each claim counts for the
sentence in which its words stand. Force without an event of ours (tear gas) and failing to act are
told by words beside the claims (india_police.toml). With the learned reader a sentence has, beside
these, the labels that the encoder's head for the question gives it.
"""

import datetime as dt
import re
import sys
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from corrobora.annotate.encoder import encoder
from corrobora.annotate.encoder_heads import POLICE
from corrobora.assemble.incidents import assemble
from corrobora.model import Claim, Document, Event, Role, SpeakerKind
from corrobora.values import ActorKind, ActorRef, Category, Outcome, Stage, Stance, Toll
from evaluation.data import f1, records
from evaluation.options import Options
from evaluation.reading import read_all

LABELS = ("KILL", "ARREST", "FORCE", "FAIL", "ANY_ACTION")
TABLES: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("india_police.toml").read_text(encoding="utf-8")
)
# The chance from which the encoder's answer counts.
_SEEN = 0.5
_DONE = (Stage.HAPPENED, Stage.ONGOING)


def _any_of(listed: Sequence[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)", re.IGNORECASE)


_POLICE = _any_of(TABLES["police"]["words"].split())
_PLACES = _any_of(TABLES["police"]["places"].split(","))
_FORCE = _any_of(TABLES["force"]["words"].split(","))
_FAIL = _any_of(TABLES["fail"]["words"].split(","))
_KINDS = {name: frozenset(kinds.split()) for name, kinds in TABLES["kinds"].items()}


class Article:
    """An article as one document, and where its sentences begin."""

    def __init__(self, sentences: Sequence[Mapping[str, Any]]) -> None:
        self.sentences = sentences
        self.starts = [0]
        for one in sentences[:-1]:
            self.starts.append(self.starts[-1] + len(one["sentence"]) + 1)
        self.document = Document(
            text="\n".join(one["sentence"] for one in sentences),
            name=str(sentences[0]["doc_id"]),
            published=dt.date.fromisoformat(sentences[0]["date"]),
        )

    def at(self, claim: Claim) -> int:
        """The index of the sentence in which a claim's words stand."""
        return bisect_right(self.starts, claim.spans[0].start) - 1

    def tells(self, at: int) -> bool:
        """Whether somebody of the police is named in a sentence."""
        return names_police(self.sentences[at]["sentence"])


def names_police(words: str) -> bool:
    """Whether the words name somebody of the police, not only a station."""
    return bool(_POLICE.search(_PLACES.sub(" ", words)))


def articles(path: Path) -> Iterator[Article]:
    """The articles of a file; an article without a word is nothing to read."""
    ordered = sorted(records(path), key=lambda one: (one["doc_id"], one["sent_id"]))
    for _, sentences in groupby(ordered, key=lambda one: one["doc_id"]):
        article = list(sentences)
        if any(one["sentence"].strip() for one in article):
            yield Article(article)


def evaluate(path: Path, options: Options) -> dict[str, Any]:
    """F1 of each label over sentences, with precision and recall."""
    read = list(articles(path))
    counts = {label: [0, 0, 0] for label in LABELS}
    total, shown = sum(1 for _ in records(path)), dict.fromkeys(LABELS, options.errors)
    coding = read_all([article.document for article in read], options.reader)
    for article, claims in zip(read, coding, strict=True):
        told_of = labels(article, claims) if options.reader != "learned" else None
        if options.reader != "rules":
            seen = seen_labels(article)
            told_of = [a | b for a, b in zip(told_of or seen, seen, strict=True)]
        for record, found in zip(article.sentences, told_of or [], strict=True):
            for label in LABELS:
                told, true = label in found, label in record["labels"]
                for at, number in enumerate((told and true, told, true)):
                    counts[label][at] += number
                if told != true and shown[label] > 0:
                    shown[label] -= 1
                    print(
                        label, "missed" if true else "spurious", record["sentence"], file=sys.stderr
                    )
    result: dict[str, Any] = {"records": total, "articles": len(read)}
    for label, (right, predicted, gold) in counts.items():
        result[f"{label}_f1"] = round(f1(right, predicted, gold), 4)
        result[f"{label}_precision"] = round(right / predicted, 4) if predicted else 0.0
        result[f"{label}_recall"] = round(right / gold, 4) if gold else 0.0
    return result


def seen_labels(article: Article) -> list[set[str]]:
    """The labels that the encoder's own head for this question gives each sentence."""
    seen = encoder().see(article.document)
    found: list[set[str]] = []
    for start, one in zip(article.starts, article.sentences, strict=True):
        chances = seen.pooled("police", start, start + len(one["sentence"]))
        found.append({label for label, p in zip(POLICE, chances, strict=True) if p >= _SEEN})
    return found


def labels(article: Article, claims: list[Claim]) -> list[set[str]]:
    """The labels of each sentence of an article."""
    found: list[set[str]] = [set() for _ in article.sentences]
    for event in assemble(claims, [article.document]).views.events:
        _event(article, event, found)
    for claim in claims:
        if any(one.kind is SpeakerKind.POLICE for one in claim.attribution.speakers):
            found[article.at(claim)].add("ANY_ACTION")
    for at, one in enumerate(article.sentences):
        words = one["sentence"]
        if _FORCE.search(words):
            found[at].add("FORCE")
        if article.tells(at):
            found[at].add("ANY_ACTION")
            if _FAIL.search(words):
                found[at].add("FAIL")
        if found[at] & {"KILL", "ARREST", "FORCE"}:
            found[at].add("ANY_ACTION")
    return found


def _event(article: Article, event: Event, found: list[set[str]]) -> None:
    """Add what one event says of the sentences that tell of it."""
    doers = [claim.value for claim in event.of(Role.WHO) if isinstance(claim.value, ActorRef)]
    police = any(one.kind is ActorKind.POLICE or names_police(one.name) for one in doers)
    for claim in event.of(Role.WHAT):
        if not isinstance(claim.value, Category) or not _real(claim):
            continue
        at, kind = article.at(claim), claim.value.code
        if kind in _KINDS["arrest"] and (police or not doers):
            found[at].add("ARREST")
        if kind in _KINDS["force"] and (police or (not doers and _fires(article, at))):
            found[at].add("FORCE")
    for claim in event.of(Role.TOLL):
        toll, at = claim.value, article.at(claim)
        if not isinstance(toll, Toll) or toll.high == 0 or not _real(claim):
            continue
        if toll.outcome is Outcome.KILLED and (police or _fires(article, at)):
            found[at] |= {"KILL", "FORCE"}


def _fires(article: Article, at: int) -> bool:
    """Whether a sentence tells of force of which police are the doers by the words themselves."""
    words = article.sentences[at]["sentence"]
    return bool(_FORCE.search(words)) and article.tells(at)


def _real(claim: Claim) -> bool:
    return claim.stage in _DONE and claim.stance is not Stance.DENIED
