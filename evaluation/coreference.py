"""CoNLL F of chains of mentions: the mean of MUC, B-cubed and CEAF-e."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from typing import Any

from evaluation.data import f1

# Mention to chain.
Chains = Mapping[Any, Hashable]


def conll_f1(predicted: Chains, gold: Chains) -> dict[str, float]:
    """The F of each measure and their mean; both name the chain of every mention."""
    found = {"muc_f1": muc(predicted, gold), "b3_f1": b3(predicted, gold)}
    found["ceafe_f1"] = ceafe(predicted, gold)
    return found | {"conll_f1": sum(found.values()) / 3}


def muc(predicted: Chains, gold: Chains) -> float:
    """The F of links."""
    recall, all_gold = _links(gold, predicted)
    precision, all_predicted = _links(predicted, gold)
    r = recall / all_gold if all_gold else 0.0
    p = precision / all_predicted if all_predicted else 0.0
    return f1(p * r, p, r)


def b3(predicted: Chains, gold: Chains) -> float:
    """The F of mentions, each weighed by its chains' overlap."""
    both = Counter((predicted[mention], gold[mention]) for mention in gold)
    of_predicted, of_gold = Counter(predicted.values()), Counter(gold.values())
    p = sum(n * n / of_predicted[a] for (a, _), n in both.items()) / len(gold)
    r = sum(n * n / of_gold[b] for (_, b), n in both.items()) / len(gold)
    return f1(p * r, p, r)


def ceafe(predicted: Chains, gold: Chains) -> float:
    """The F of the best one-to-one alignment of chains."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    ours, theirs = _members(predicted), _members(gold)
    likeness = np.zeros((len(ours), len(theirs)))
    for i, one in enumerate(ours):
        for j, other in enumerate(theirs):
            likeness[i, j] = 2 * len(one & other) / (len(one) + len(other))
    rows, columns = linear_sum_assignment(-likeness)
    best = float(likeness[rows, columns].sum())
    return f1(best, len(ours), len(theirs))


def _links(key: Chains, response: Chains) -> tuple[int, int]:
    right = total = 0
    for members in _members(key):
        right += len(members) - len({response[mention] for mention in members})
        total += len(members) - 1
    return right, total


def _members(chains: Chains) -> list[set[Hashable]]:
    found: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, chain in chains.items():
        found[chain].add(mention)
    return list(found.values())
