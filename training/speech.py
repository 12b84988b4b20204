"""Train the tagger of attributions on articles with annotated source, cue and content.

    python -m training.speech TRAIN.jsonl --to src/corrobora/data/trained/speech_en.npz

Each line is an article: `text` and `attributions`, each with `source`, `cue` and `content` as lists
of spans. Takes about six minutes of one core. The articles' words are not stored, only weights
under hashes of features.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from corrobora.annotate.linear import Linear, key
from corrobora.annotate.parse import parse
from corrobora.annotate.quotes import find_quotations
from corrobora.annotate.speech import find_speeches
from corrobora.annotate.speech_decide import ROLES, decision_features
from corrobora.annotate.speech_features import cue_features, may_cue, role_features, view
from corrobora.annotate.speech_tagger import Tagger, candidates
from corrobora.annotate.tokens import Parsed
from corrobora.model import Document
from training.fitting import Array, Fit, Rows, logistic, pruned

Roles = dict[int, str]
Article = tuple[dict[str, Any], Parsed]


def articles(path: Path) -> Iterator[Article]:
    """Each article with its parse."""
    with path.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    parsed = parse(Document(text=record["text"]) for record in records)
    yield from zip(records, parsed, strict=True)


def cues(record: dict[str, Any], parsed: Parsed) -> Iterator[tuple[int, Roles]]:
    """Each attribution of an article: the head token of its cue, and the role of each token."""
    tokens = parsed.tokens
    for attribution in record["attributions"]:
        roles: Roles = {}
        for role in ("content", "source", "cue"):
            for start, end in attribution[role]:
                roles.update(dict.fromkeys(parsed.tokens_in(start, end), role))
        words = [at for at, role in roles.items() if role == "cue"]
        words = [at for at in words if tokens[at].text not in "\"“”'"]
        inside = set(words)
        heads = [at for at in words if tokens[at].head not in inside or tokens[at].head == at]
        heads = (
            [at for at in heads if may_cue(tokens[at])]
            or [at for at in words if may_cue(tokens[at])]
            or heads
        )
        if heads:
            verbs = (at for at in heads if tokens[at].pos == "VERB")
            yield next(verbs, heads[0]), roles


@dataclass
class Gathered:
    """The examples of cues and of roles, and how often each lemma heads a cue."""

    cues: Rows = field(default_factory=Rows)
    roles: Rows = field(default_factory=Rows)
    lemmas: Counter[str] = field(default_factory=Counter)

    def add(self, record: dict[str, Any], parsed: Parsed) -> None:
        """Add the examples of an article."""
        seen = view(parsed, find_speeches(parsed), find_quotations(parsed))
        found = list(cues(record, parsed))
        heads = {head for head, _ in found}
        within = within_cues(found)
        for token in parsed.tokens:
            # The other words of a cue are neither heads nor counter-examples.
            if may_cue(token) and (token.index in heads or token.index not in within):
                self.cues.add(cue_features(seen, token.index), token.index in heads)
        for head, roles in found:
            self.lemmas[parsed.tokens[head].lemma] += 1
            for index, features in role_features(seen, head):
                self.roles.add(features, ROLES.index(roles.get(index, "none")))

    def fit(self) -> dict[str, Array]:
        """The weights of both models, and the lemmas that head a cue more than once."""
        cue_keys, cue_weights = pruned(*logistic(self.cues, 2, Fit(3, 1.0, 60)), least=0.02)
        role_keys, role_weights = pruned(*logistic(self.roles, 4, Fit(4, 1.0, 50)), least=0.02)
        often = sorted(key(lemma) for lemma, count in self.lemmas.items() if count > 1)
        return {
            "cue_keys": cue_keys,
            "cue_weights": cue_weights,
            "role_keys": role_keys,
            "role_weights": role_weights,
            "lemmas": np.asarray(often, np.uint32),
        }


def within_cues(found: Sequence[tuple[int, Roles]]) -> set[int]:
    """The tokens that are part of some cue."""
    return {at for _, roles in found for at, role in roles.items() if role == "cue"}


def gather(read: Iterable[Article]) -> Gathered:
    """The examples of all the articles."""
    found = Gathered()
    for record, parsed in read:
        found.add(record, parsed)
    return found


def decisions(read: Iterable[Article], weights: dict[str, Array], rows: Rows) -> None:
    """Add the examples of the second look at articles that the first has not been fitted on."""
    first = Tagger(
        Linear(weights["cue_keys"], weights["cue_weights"]),
        Linear(weights["role_keys"], weights["role_weights"]),
        None,
        frozenset(int(at) for at in weights["lemmas"].tolist()),
    )
    for record, parsed in read:
        seen = view(parsed, find_speeches(parsed), find_quotations(parsed))
        found = list(cues(record, parsed))
        heads, within = {head for head, _ in found}, within_cues(found)
        for sentence in candidates(seen, first):
            for one in sentence:
                if one.cue in heads or one.cue not in within:
                    rows.add(decision_features(seen, one, sentence), one.cue in heads)


def weights_of(read: Sequence[Article]) -> dict[str, Array]:
    """All weights: the first look on all articles, the second on what half says of the other."""
    rows = Rows()
    for left, right in ((read[::2], read[1::2]), (read[1::2], read[::2])):
        decisions(right, gather(left).fit(), rows)
    keys, weights = pruned(*logistic(rows, 2, Fit(3, 1.0, 60)), least=0.02)
    return {**gather(read).fit(), "decision_keys": keys, "decision_weights": weights}


def main() -> int:
    """Gather, fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--to", required=True, type=Path)
    given = parser.parse_args()
    weights = weights_of(list(articles(given.articles)))
    np.savez_compressed(given.to, **weights)
    many = [f"{len(weights[name])} {name}" for name in weights if name.endswith("_keys")]
    print(", ".join(many), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
