"""Train the number for factuality on sentences with marked predicates and people's mean judgement.

    python -m training.factuality TRAIN.jsonl --to src/corrobora/data/trained/factuality_en.npz

Each line: `sentence_id`, `sentence` (space between tokens), `token_start`, `value` in -3..3. Scores
are brought to people's scale through the medians of 40 groups, found by five-fold cross-validation.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

from corrobora.annotate.modality_features import features
from corrobora.annotate.speech import find_speeches
from evaluation.uw_factuality import targets
from training.fitting import Array, Fit, Rows, pruned, robust

HOW = Fit(least=2, penalty=3.0, rounds=6)
FOLDS = 5
GROUPS = 40


def calibration(examples: list[tuple[set[str], float]]) -> tuple[Array, Array]:
    """Scores and the values that people gave there, both ascending in score."""
    values = np.asarray([value for _, value in examples])
    fold = np.arange(len(examples)) // (len(examples) // FOLDS + 1)
    scores = np.zeros(len(examples))
    for held in range(FOLDS):
        rows, rest = Rows(), Rows()
        for at, (found, value) in enumerate(examples):
            (rest if fold[at] == held else rows).add(found, value)
        keys, weights = robust(rows, HOW)
        scores[fold == held] = (rest.matrix(keys) @ weights)[:, 0]
    groups = np.array_split(np.argsort(scores), GROUPS)
    points = [(float(scores[at].mean()), float(np.median(values[at]))) for at in groups]
    return np.asarray([at for at, _ in points]), np.asarray([value for _, value in points])


def main() -> int:
    """Gather, fit, calibrate and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--to", required=True, type=Path)
    given = parser.parse_args()
    examples, rows = [], Rows()
    for parsed, token, value in targets(given.sentences):
        found = features(parsed, token, find_speeches(parsed))
        examples.append((found, value))
        rows.add(found, value)
    keys, weights = pruned(*robust(rows, HOW), least=0.001)
    scores, values = calibration(examples)
    np.savez_compressed(given.to, keys=keys, weights=weights, scores=scores, values=values)
    print(f"{len(keys)} features", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
