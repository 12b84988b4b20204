"""A number for how surely the text says that something happened, -3 (did not) to 3 (did).

Finer than stance and stage, from the same signs; for ranking and for measuring. How the weights
are made: training/factuality.py; what they are worth: data/trained/factuality_en.md.
"""

import functools
from bisect import bisect_right
from collections.abc import Sequence

from corrobora.annotate.linear import Linear, archive
from corrobora.annotate.mentions import Speech
from corrobora.annotate.modality_features import features
from corrobora.annotate.tokens import Parsed

NAME = "factuality_en"
LOWEST, HIGHEST = -3.0, 3.0


@functools.cache
def _model() -> tuple[Linear, list[float], list[float]]:
    found = archive(NAME)
    model = Linear(found["keys"], found["weights"])  # type: ignore[arg-type]
    return model, found["scores"].tolist(), found["values"].tolist()


def factuality(parsed: Parsed, token: int, speeches: Sequence[Speech]) -> float:
    """How surely the predicate `token` happened as the text tells it, from -3 to 3."""
    model, scores, values = _model()
    return between(scores, values, model.one(features(parsed, token, speeches)))


def between(scores: Sequence[float], values: Sequence[float], score: float) -> float:
    """The value for `score` on the line through the points (`scores`, `values`), kept in bounds.

    People say "3" far more often than a linear score does; the points bring scores to their scale.
    """
    place = bisect_right(scores, score)
    if place == 0:
        found = values[0]
    elif place == len(scores):
        found = values[-1]
    else:
        left, right = scores[place - 1], scores[place]
        share = (score - left) / (right - left)
        found = values[place - 1] + share * (values[place] - values[place - 1])
    return min(HIGHEST, max(LOWEST, found))
