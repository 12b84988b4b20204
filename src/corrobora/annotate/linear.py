"""Small linear models: features are strings, weights are looked up by a hash of the string.

A model is a NumPy archive in data/trained with `keys` (CRC-32 of each feature that has weights,
ascending), `weights` (one row a key, one column an answer) and what else its maker put in. No
feature's words are stored.
"""

import functools
import zlib
from collections.abc import Iterable
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def key(feature: str) -> int:
    """The number under which a feature's weights are kept."""
    return zlib.crc32(feature.encode("utf-8"))


class Linear:
    """A linear model: the sum of the weights of the features that it knows."""

    def __init__(self, keys: "NDArray[np.uint32]", weights: "NDArray[np.float16]") -> None:
        self._rows: dict[int, int] = dict(zip(keys.tolist(), range(len(keys)), strict=True))
        self._weights = weights.astype("float32")
        # One answer is summed in plain Python, which is faster for a few dozen features.
        self._single: dict[int, float] = {}
        if weights.shape[1] == 1:
            self._single = dict(zip(keys.tolist(), self._weights[:, 0].tolist(), strict=True))

    def one(self, features: Iterable[str]) -> float:
        """The score of a model with one answer."""
        known, crc = self._single.get, zlib.crc32
        return sum(known(crc(feature.encode("utf-8")), 0.0) for feature in features)

    def all(self, features: Iterable[str]) -> "NDArray[np.float32]":
        """The score of each answer."""
        known, crc = self._rows, zlib.crc32
        hashed = [crc(feature.encode("utf-8")) for feature in features]
        rows = [known[at] for at in hashed if at in known]
        found: NDArray[np.float32] = self._weights[rows].sum(axis=0)
        return found


@functools.cache
def archive(name: str) -> "dict[str, NDArray[np.generic]]":
    """The arrays of data/trained/NAME.npz."""
    import numpy as np

    with (
        as_file(files("corrobora").joinpath("data", "trained", f"{name}.npz")) as path,
        np.load(path, allow_pickle=False) as found,
    ):
        return {part: found[part] for part in found.files}
