"""One pass of a small encoder over a document, and the answers of all its heads.

The encoder is all-MiniLM-L6-v2 (22 M parameters), fitted by `training/reader` and run as int8 by
ONNX Runtime. Windows are run one at a time: int8 activations are scaled over what is run together,
and a document's answers must not depend on its neighbours.
"""

import functools
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np

from corrobora.annotate.encoder_heads import DISTANCES, PAIR_SIZE, PAIRED, WIDTH, columns
from corrobora.annotate.encoder_windows import Pieces, pieces_of, windows
from corrobora.annotate.sentences import sentences
from corrobora.annotate.text import paragraphs, plain
from corrobora.model import Document

Floats = np.ndarray[Any, np.dtype[np.float32]]

_WEIGHTS = files("corrobora").joinpath("data", "trained", "reader")


@dataclass(frozen=True)
class Heads:
    """The matrices of the heads: of single words, of pairs, and of "one and the same"."""

    words: Floats
    words_bias: Floats
    asks: Floats
    asks_bias: Floats
    fills: Floats
    fills_bias: Floats
    distance: Floats
    same: Floats
    same_bias: Floats
    same_scale: Floats

    @classmethod
    def load(cls, path: Path) -> "Heads":
        """The heads in an archive that `training/reader` wrote."""
        with np.load(path) as kept:
            described = json.loads(str(kept["description"]))
            if described["size"] != PAIR_SIZE or sum(n for _, n in described["words"]) != WIDTH:
                raise ValueError(f"{path}: the heads are of another version of the program")
            return cls(
                words=kept["words.weight"].T,
                words_bias=kept["words.bias"],
                asks=kept["asks.weight"].T,
                asks_bias=kept["asks.bias"],
                fills=kept["fills.weight"].T,
                fills_bias=kept["fills.bias"],
                distance=kept["distance"],
                same=kept["same.weight"].T,
                same_bias=kept["same.bias"],
                same_scale=kept["same_scale"],
            )


class Seen:
    """What the encoder answers of a document; ranges are in code points of its text.

    `sentences` are the ranges of its sentences in text order, `pieces` its N word pieces, `states`
    [N, 384] theirs, and `answers` [N, WIDTH] the scores of the heads that ask of single words.
    """

    def __init__(
        self, pieces: Pieces, states: Floats, heads: Heads, sentences: Sequence[tuple[int, int]]
    ) -> None:
        self.pieces = pieces
        self.states = states
        self.sentences = sentences
        self._heads = heads
        self._words: dict[tuple[int, int], list[int]] = {}
        self._chances: dict[tuple[str, bool], Floats] = {}
        self.answers: Floats = states @ heads.words + heads.words_bias

    @functools.cached_property
    def _fills(self) -> Floats:
        found = self.states @ self._heads.fills + self._heads.fills_bias
        return found.reshape(-1, len(PAIRED), PAIR_SIZE)

    def chances(self, head: str) -> Floats:
        """The probabilities [N, answers] of a head, softmax over its answers."""
        found = self._chances.get((head, True))
        if found is None:
            scores = self.answers[:, columns(head)]
            found = np.exp(scores - scores.max(1, keepdims=True))
            found = np.asarray(found / found.sum(1, keepdims=True), np.float32)
            self._chances[head, True] = found
        return found

    def each(self, head: str) -> Floats:
        """The probabilities [N, answers] of a head whose answers do not exclude each other."""
        found = self._chances.get((head, False))
        if found is None:
            found = self._chances[head, False] = sigmoid(self.answers[:, columns(head)])
        return found

    def pooled(self, head: str, start: int, end: int) -> Floats:
        """The probabilities [answers] of a head for a range as a whole; zeros without words."""
        first = int(np.searchsorted(self.pieces.ends, start, side="right"))
        last = int(np.searchsorted(self.pieces.starts, end, side="left"))
        if first >= last:
            return np.zeros(columns(head).stop - columns(head).start, np.float32)
        scores = self.answers[first:last, columns(head)]
        highest = scores.max(0)
        return sigmoid(highest + np.log(np.exp(scores - highest).sum(0)))

    def words(self, start: int, end: int) -> list[int]:
        """The pieces that begin words in a range."""
        found = self._words.get((start, end))
        if found is None:
            found = self._words[start, end] = self.pieces.inside(start, end)
        return found

    def roles(self, trigger: Sequence[int]) -> Floats:
        """Scores [roles, N] that each piece stands in a role of the event that `trigger` names."""
        asks = self.states[list(trigger)].mean(0) @ self._heads.asks + self._heads.asks_bias
        scores = np.einsum("rd,trd->rt", asks.reshape(len(PAIRED), PAIR_SIZE), self._fills)
        away = np.arange(len(self.states)) - float(np.mean(trigger))
        bucket = np.searchsorted(np.array(DISTANCES), away, side="right")
        return np.asarray(scores / PAIR_SIZE**0.5 + self._heads.distance[:, bucket], np.float32)

    def same(self, sort: int, a: Sequence[int], b: Sequence[int]) -> float:
        """The probability that two mentions are of one event (`sort` 0) or one actor (1)."""
        part = slice(sort * PAIR_SIZE, (sort + 1) * PAIR_SIZE)
        left, right = (
            (self.states[list(one)].mean(0) @ self._heads.same + self._heads.same_bias)[part]
            for one in (a, b)
        )
        cosine = float(left @ right / (np.linalg.norm(left) * np.linalg.norm(right) + 1e-9))
        scale, shift = self._heads.same_scale[sort]
        return float(sigmoid(np.array(scale * cosine + shift)))


def sigmoid(scores: Any) -> Floats:
    """Scores as probabilities."""
    return np.asarray(1 / (1 + np.exp(-np.clip(scores, -30, 30))), np.float32)


class Encoder:
    """The encoder ready to run; loaded once a process, with `threads` threads."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            folder / "encoder.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "pieces.json"))
        self._heads = Heads.load(folder / "heads.npz")

    def see(self, document: Document) -> Seen:
        """The answers for one document."""
        text = plain(document.text)
        parts = [s for p in paragraphs(document) for s in sentences(text, p.start, p.end)]
        pieces = pieces_of(self._tokenizer, text, parts)
        size = self._heads.words.shape[0]
        states = np.zeros((len(pieces.ids), size), np.float32)
        for window in windows(pieces, text):
            ids = np.array([window.ids(pieces)], np.int64)
            found = self._session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0]
            # What is read begins and ends with a sign of its own.
            states[window.first : window.last] = found[0, 1:-1]
        return Seen(pieces, states, self._heads, parts)


@functools.cache
def encoder() -> Encoder:
    """The encoder with the weights that the package ships."""
    with as_file(_WEIGHTS) as folder:
        return Encoder(folder)
