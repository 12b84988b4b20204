"""Train the tagger of attributions on articles with annotated source, cue and content.

    python -m training.speech TRAIN.jsonl --to src/corrobora/data/trained/speech_en.npz

Each line is an article: `text` and `attributions`, each with `source`, `cue` and `content` as lists
of spans. Takes about four minutes on two cores. The articles' words are not stored, only weights
under hashes of features.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from corrobora.annotate.linear import key
from corrobora.annotate.parse import parse
from corrobora.annotate.quotes import find_quotations
from corrobora.annotate.speech import find_speeches
from corrobora.annotate.speech_features import cue_features, may_cue, role_features, view
from corrobora.annotate.speech_tagger import ROLES
from corrobora.annotate.tokens import Parsed
from corrobora.model import Document
from training.fitting import Fit, Rows, logistic, pruned

Roles = dict[int, str]


def articles(path: Path) -> Iterator[tuple[dict[str, Any], Parsed]]:
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


def gather(path: Path) -> tuple[Rows, Rows, Counter[str]]:
    """The examples of cues and of roles, and how often each lemma heads a cue."""
    cue_rows, role_rows, lemmas = Rows(), Rows(), Counter[str]()
    for record, parsed in articles(path):
        seen = view(parsed, find_speeches(parsed), find_quotations(parsed))
        found = list(cues(record, parsed))
        heads = {head for head, _ in found}
        within = {at for _, roles in found for at, role in roles.items() if role == "cue"}
        for token in parsed.tokens:
            # The other words of a cue are neither heads nor counter-examples.
            if may_cue(token) and (token.index in heads or token.index not in within):
                cue_rows.add(cue_features(seen, token.index), token.index in heads)
        for head, roles in found:
            lemmas[parsed.tokens[head].lemma] += 1
            for index, features in role_features(seen, head):
                role_rows.add(features, ROLES.index(roles.get(index, "none")))
    return cue_rows, role_rows, lemmas


def main() -> int:
    """Gather, fit and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--to", required=True, type=Path)
    given = parser.parse_args()
    cue_rows, role_rows, lemmas = gather(given.articles)
    cue_keys, cue_weights = pruned(*logistic(cue_rows, 2, Fit(3, 1.0, 60)), least=0.02)
    role_keys, role_weights = pruned(*logistic(role_rows, 4, Fit(4, 1.0, 50)), least=0.02)
    often = sorted(key(lemma) for lemma, count in lemmas.items() if count > 1)
    np.savez_compressed(
        given.to,
        cue_keys=cue_keys,
        cue_weights=cue_weights,
        role_keys=role_keys,
        role_weights=role_weights,
        lemmas=np.asarray(often, np.uint32),
    )
    print(f"{len(cue_keys)} + {len(role_keys)} features", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
