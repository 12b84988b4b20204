"""The decisions of the learned reader: weights by the name of a feature, and thresholds.

A decision weighs what the encoder sees and what the rules found; both have names, so that the
reasons can be told. Fitted by `training/reader` on reports that the encoder had not seen.
"""

import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

Features = Mapping[str, float]


@dataclass(frozen=True)
class Decision:
    """A logistic model: weights by feature, and the probabilities from which the answer is yes.

    What the rules told is kept from `keep` on; what they did not is added from `threshold` on where
    they told nothing, and from `beside` on where they told something else.
    """

    weights: Features
    threshold: float = 0.5
    keep: float = 0.5
    beside: float = 0.7

    def chance(self, features: Features) -> float:
        """The probability, 0..1; features without a weight count nothing."""
        score = sum(self.weights.get(name, 0.0) * value for name, value in features.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def takes(self, chance: float, *, told: bool, beside: bool = False) -> bool:
        """Whether a probability is enough for what the rules told, or did not."""
        if told:
            return chance >= self.keep
        return chance >= (max(self.beside, self.threshold) if beside else self.threshold)


@dataclass(frozen=True)
class Decisions:
    """All decisions of one way of reading, by name, and single numbers.

    Of the kinds in `rare` too few events were coded to learn from: there the rules decide.
    """

    by_name: Mapping[str, Decision]
    numbers: Mapping[str, float]
    rare: frozenset[str] = frozenset()

    def __getitem__(self, name: str) -> Decision:
        return self.by_name[name]


@functools.cache
def decisions(reader: str) -> Decisions:
    """The decisions of the reader "learned" or "both"."""
    path = files("corrobora").joinpath("data", "trained", "reader", "decisions.json")
    return parse(json.loads(path.read_text(encoding="utf-8"))[reader])


def parse(kept: Mapping[str, Any]) -> Decisions:
    """Decisions from the form in which they are kept."""
    by_name = {
        name: Decision(one["weights"], one["threshold"], one["keep"], one["beside"])
        for name, one in kept["decisions"].items()
    }
    return Decisions(by_name, kept["numbers"], frozenset(kept["rare"]))
