"""The reader as a torch module, and its loss over windows of examples from any source."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from corrobora.annotate.encoder_heads import (
    DISTANCES,
    PAIR_SIZE,
    PAIRED,
    SAME,
    WIDTH,
    columns,
)
from corrobora.annotate.encoder_windows import PADDING, Window
from training.reader.examples import IGNORED, Example

# How much each head's loss counts beside the others.
WEIGHTS = {
    "kind": 1.0,
    "stage": 0.3,
    "stance": 0.3,
    "toll": 0.7,
    "said": 0.5,
    "muc": 2.0,
    "police": 0.5,
    "gate": 0.2,
    "fact": 0.2,
    "pair": 2.0,
    "same": 0.2,
}
# An answer that is rarely "yes" counts so much more where it is.
RARE = {"muc": 2.0, "police": 1.5, "pair": 2.0}


class Model(nn.Module):
    """The encoder with its heads: columns for single words, vectors for pairs."""

    def __init__(self, encoder: nn.Module, size: int = 384) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = nn.Dropout(0.1)
        self.words = nn.Linear(size, WIDTH)
        self.asks = nn.Linear(size, len(PAIRED) * PAIR_SIZE)
        self.fills = nn.Linear(size, len(PAIRED) * PAIR_SIZE)
        self.distance = nn.Parameter(torch.zeros(len(PAIRED), len(DISTANCES) + 1))
        self.same = nn.Linear(size, len(SAME) * PAIR_SIZE)
        self.same_scale = nn.Parameter(torch.tensor([[4.0, -2.0]] * len(SAME)))
        with torch.no_grad():
            self.distance.fill_(-3.0)

    def states(self, ids: torch.Tensor) -> torch.Tensor:
        """Hidden states [windows, pieces, size]."""
        mask = (ids != PADDING).long()
        found = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        return self.drop(found.float())

    def pair_scores(self, trigger: torch.Tensor, states: torch.Tensor, at: float) -> torch.Tensor:
        """Scores [roles, pieces] of all pieces for one trigger whose words are around `at`."""
        asks = self.asks(trigger).view(len(PAIRED), PAIR_SIZE)
        fills = self.fills(states).view(-1, len(PAIRED), PAIR_SIZE)
        scores = torch.einsum("rd,trd->rt", asks, fills) / PAIR_SIZE**0.5
        away = torch.arange(len(states)) - at
        bucket = torch.bucketize(away, torch.tensor(DISTANCES, dtype=torch.float), right=True)
        return scores + self.distance[:, bucket]

    def same_score(self, sort: int, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        """The score that two mentions, given by their states, speak of one thing."""
        part = slice(sort * PAIR_SIZE, (sort + 1) * PAIR_SIZE)
        left = F.normalize(self.same(a)[part], dim=0)
        right = F.normalize(self.same(b)[part], dim=0)
        return self.same_scale[sort, 0] * (left @ right) + self.same_scale[sort, 1]


@dataclass
class Item:
    """One window of one example."""

    example: Example
    window: Window

    @property
    def ids(self) -> list[int]:
        """What the encoder reads."""
        return self.window.ids(self.example.pieces)


def padded(items: Sequence[Item]) -> torch.Tensor:
    """The pieces of windows side by side."""
    ids = [item.ids for item in items]
    longest = max(map(len, ids))
    return torch.tensor([one + [PADDING] * (longest - len(one)) for one in ids])


def loss(model: Model, items: Sequence[Item]) -> torch.Tensor:
    """The weighted loss of a batch; heads without a label in it give none."""
    states = model.states(padded(items))
    answers = model.words(states)
    total = torch.zeros(())
    for row, item in enumerate(items):
        one = _window_loss(model, item, states[row], answers[row])
        total = total + one * item.example.weight
    return total / len(items)


def _window_loss(model: Model, item: Item, states: Any, answers: Any) -> torch.Tensor:
    window, example = item.window, item.example
    own = slice(1, 1 + window.last - window.first)
    found = torch.zeros(())
    for head, labels in example.labels.items():
        given = torch.from_numpy(labels[window.first : window.last])
        asked = answers[own, columns(head)]
        if head == "fact":
            known = ~torch.isnan(given)
            if known.any():
                part = F.smooth_l1_loss(asked[known, 0], given[known])
                found = found + WEIGHTS[head] * part
        elif head == "muc":
            known = given[:, 0] != IGNORED
            if known.any():
                part = F.binary_cross_entropy_with_logits(
                    asked[known],
                    given[known].float(),
                    pos_weight=torch.tensor(RARE[head]),
                    reduction="sum",
                )
                found = found + WEIGHTS[head] * part / 64
        else:
            known = given != IGNORED
            if known.any():
                part = F.cross_entropy(asked[known], given[known].long(), reduction="sum")
                found = found + WEIGHTS[head] * part / (16 if head in ("stage", "stance") else 64)
    return found + _units(item, answers) + _pairs(model, item, states) + _same(model, item, states)


def _units(item: Item, answers: Any) -> torch.Tensor:
    window = item.window
    found = torch.zeros(())
    for head, first, last, given in item.example.units:
        if first < window.first or last > window.last or first >= last:
            continue
        at = 1 - window.first
        asked = answers[at + first : at + last, columns(head)]
        pooled = torch.logsumexp(asked, 0)
        rare = torch.tensor(RARE.get(head, 1.0))
        part = F.binary_cross_entropy_with_logits(
            pooled, torch.tensor(given, dtype=torch.float), pos_weight=rare
        )
        found = found + WEIGHTS[head] * part
    return found


def _spots(window: Window, spots: Sequence[int]) -> list[int]:
    """Where pieces of the document stand in what the encoder reads, those outside left out."""
    return [at + 1 - window.first for at in spots if window.first <= at < window.last]


def _pairs(model: Model, item: Item, states: Any) -> torch.Tensor:
    window, pieces = item.window, item.example.pieces
    found = torch.zeros(())
    by_trigger: dict[tuple[int, ...], list[tuple[int, list[int], list[int]]]] = {}
    for trigger, role, filled, doubtful in item.example.pairs:
        if window.first <= trigger[0] and trigger[-1] < window.last:
            by_trigger.setdefault(tuple(trigger), []).append((role, filled, doubtful))
    if not by_trigger:
        return found
    words = _spots(window, [at for at in range(window.first, window.last) if pieces.opens[at]])
    for trigger, roles in by_trigger.items():
        spots = _spots(window, trigger)
        scores = model.pair_scores(states[spots].mean(0), states, float(np.mean(spots)))
        right = torch.zeros_like(scores)
        counts = torch.zeros_like(scores)
        for role, filled, doubtful in roles:
            counts[role, words] = 1.0
            counts[role, _spots(window, doubtful)] = 0.0
            at = _spots(window, filled)
            counts[role, at] = 1.0
            right[role, at] = 1.0
        part = F.binary_cross_entropy_with_logits(
            scores, right, pos_weight=torch.tensor(RARE["pair"]), reduction="none"
        )
        found = found + WEIGHTS["pair"] * (part * counts).sum() / 64
    return found


def _same(model: Model, item: Item, states: Any) -> torch.Tensor:
    window = item.window
    found = torch.zeros(())
    pairs = [
        (sort, _spots(window, a), _spots(window, b), given)
        for sort, a, b, given in item.example.same
        if window.first <= min(a[0], b[0]) and max(a[-1], b[-1]) < window.last
    ][:24]
    for sort, a, b, given in pairs:
        score = model.same_score(sort, states[a].mean(0), states[b].mean(0))
        found = found + F.binary_cross_entropy_with_logits(score, torch.tensor(float(given)))
    return WEIGHTS["same"] * found / max(1, len(pairs))
