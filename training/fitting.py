"""Fitting linear models on hashed features: logistic and robust least squares, with SciPy alone."""

import array
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize
from scipy.sparse.linalg import lsqr

from corrobora.annotate.linear import key

Array = np.ndarray[Any, np.dtype[Any]]


class Rows:
    """Examples as hashed features, gathered one by one."""

    def __init__(self) -> None:
        self._ids = array.array("I")
        self._ends = array.array("q", [0])
        self.answers: list[float] = []

    def add(self, features: Iterable[str], answer: float) -> None:
        """One example and its answer."""
        self._ids.extend(sorted({key(feature) for feature in features}))
        self._ends.append(len(self._ids))
        self.answers.append(answer)

    def keys(self, least: int) -> Array:
        """The keys of the features that stand in at least `least` examples, ascending."""
        found, counts = np.unique(np.frombuffer(self._ids, np.uint32), return_counts=True)
        return np.asarray(found[counts >= least])

    def matrix(self, keys: Array) -> Any:
        """The examples as rows of zeros and ones over `keys`."""
        ids = np.frombuffer(self._ids, np.uint32)
        place = np.searchsorted(keys, ids)
        place[place == len(keys)] = 0
        known = keys[place] == ids
        ends = np.concatenate([[0], np.cumsum(known)])[np.frombuffer(self._ends, np.int64)]
        ones = np.ones(int(known.sum()), np.float32)
        shape = (len(self.answers), len(keys))
        return sparse.csr_matrix((ones, place[known].astype(np.int32), ends), shape=shape)


@dataclass(frozen=True)
class Fit:
    """How a model is fitted: feature threshold, penalty, and rounds of the optimiser."""

    least: int = 3
    penalty: float = 1.0
    rounds: int = 60


def logistic(rows: Rows, answers: int, how: Fit) -> tuple[Array, Array]:
    """Keys and weights of a logistic model; for two answers one column, the score of the second."""
    keys = rows.keys(how.least)
    matrix = rows.matrix(keys)
    turned = matrix.T.tocsr()
    wanted = np.asarray(rows.answers, np.int64)
    columns = 1 if answers == 2 else answers
    one_hot = wanted[:, None] if answers == 2 else np.eye(answers, dtype=np.float32)[wanted]

    def loss(flat: Array) -> tuple[float, Array]:
        weights = flat.reshape(len(keys), columns).astype(np.float32)
        scores = matrix @ weights
        if columns == 1:
            chances = 1 / (1 + np.exp(-scores))
            wrong = float((np.logaddexp(0, scores) - scores * one_hot).sum())
        else:
            scores = scores - scores.max(axis=1, keepdims=True)
            powers = np.exp(scores)
            total = powers.sum(axis=1, keepdims=True)
            chances = powers / total
            wrong = float((np.log(total[:, 0]) - (scores * one_hot).sum(axis=1)).sum())
        slope = turned @ (chances - one_hot).astype(np.float32) + how.penalty * weights
        wrong += 0.5 * how.penalty * float((weights * weights).sum())
        return wrong, slope.ravel().astype(np.float64)

    start = np.zeros(len(keys) * columns)
    options = {"maxiter": how.rounds}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=options)
    return keys, found.x.reshape(len(keys), columns).astype(np.float32)


def robust(rows: Rows, how: Fit) -> tuple[Array, Array]:
    """Keys and weights of a regression between least squares and least absolute error.

    Examples far off count for less in each round (power 0.7, floor 0.25: chosen by cross-validation
    on the training part). The feature "bias" takes up the median.
    """
    keys = rows.keys(how.least)
    matrix, wanted = rows.matrix(keys), np.asarray(rows.answers, np.float64)
    middle = float(np.median(wanted))
    trust = np.ones(len(wanted))
    weights = np.zeros(len(keys))
    for _ in range(how.rounds):
        root = np.sqrt(trust)
        scaled = sparse.diags(root) @ matrix
        weights = lsqr(scaled, root * (wanted - middle), damp=how.penalty, iter_lim=60)[0]
        off = np.abs(wanted - middle - matrix @ weights)
        trust = 1 / np.maximum(off, 0.25) ** 0.7
        trust /= trust.mean()
    weights[np.searchsorted(keys, key("bias"))] += middle
    return keys, weights[:, None].astype(np.float32)


def pruned(keys: Array, weights: Array, least: float) -> tuple[Array, Array]:
    """Keys and weights, in half precision, of the rows with a weight of `least` or more."""
    kept = np.abs(weights).max(axis=1) >= least
    return keys[kept], weights[kept].astype(np.float16)
