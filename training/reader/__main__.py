"""Rebuild the learned reader, step by step; a step whose result is there is not done again.

    python -m training.reader SHARED --work FOLDER [--to src/corrobora/data/trained/reader] [--own]

SHARED holds `data/` and `gold/` as docs/evaluation.md describes them. Takes about 75 minutes on two
idle cores: the rules' labels 4, the encoder on all sources 35, on the coded reports four times
(three folds, then all) 24, the decisions 4. With --own the reports of `training/coded` are fitted
too, which adds half an hour; the weights shipped are without. Seeds are fixed. What came of it is
in FOLDER/log.txt.
"""

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from training.reader import silver, sources, whole
from training.reader.examples import Example
from training.reader.export import export
from training.reader.fit import Plan, encoder, fit
from training.reader.model import Item, Model

FOLDS = 3
# One message of MUC-4 in so many is kept from training, to look at.
HELD = 9
GENERAL = Plan(epochs=3)
CODED = Plan(epochs=4, encoder_rate=4e-5, heads_rate=5e-4, seed=2)


def held(name: str) -> bool:
    """Whether an example is kept from all training."""
    return name.startswith("muc4:") and sources.fold(name, HELD) == 0


class Training:
    """The steps, with what they share."""

    def __init__(self, shared: Path, work: Path, own: bool = False) -> None:
        self.shared, self.work, self.own = shared, work, own
        self.model, self.tokenizer = encoder()
        self._general: list[Example] | None = None
        work.mkdir(parents=True, exist_ok=True)

    def log(self, line: str) -> None:
        """Say a line, and keep it."""
        print(line, flush=True)
        with (self.work / "log.txt").open("a", encoding="utf-8") as log:
            log.write(f"{time.strftime('%H:%M:%S')} {line}\n")

    @property
    def data(self) -> Path:
        """Where the public sets are."""
        return self.shared / "data"

    def general(self) -> list[Example]:
        """All examples but our own coded reports, those held back left out."""
        if self._general is None:
            found = sources.general(self.tokenizer, self.data, self.work / "silver.jsonl")
            self._general = [one for one in found if not held(one.name)]
        return self._general

    def label(self) -> None:
        """What the rules read in the messages and articles that nobody coded in our form."""
        target = self.work / "silver.jsonl"
        if not target.exists():
            named = silver.texts(self.data / "muc4/train.jsonl", self.data / "ecbplus/all.jsonl")
            silver.label(named, target)

    def fit_general(self) -> None:
        """The encoder and its heads on all sources but our own coded reports."""
        target = self.work / "general.pt"
        if target.exists():
            return
        torch.manual_seed(GENERAL.seed)
        model = Model(self.model)
        taken = sources.items(self.general(), GENERAL.seed)
        self.log(f"general: {len(taken)} windows")
        fit(model, taken, GENERAL, self.log)
        torch.save(model.state_dict(), target)

    def fit_coded(self, part: int | None) -> None:
        """The model fitted on, with our coded reports but those of fold `part`, and exported."""
        folder = self.work / ("all" if part is None else f"fold{part}")
        if (folder / "pieces.json").exists():
            return
        found = list(sources.coded(self.tokenizer, self.shared / "gold" / "train"))
        if self.own:
            found += sources.own(self.tokenizer, self.data)
        if part is not None:
            found = [one for one in found if sources.fold(one.name, FOLDS) != part]
        torch.manual_seed(CODED.seed)
        model = Model(self.model)
        model.load_state_dict(torch.load(self.work / "general.pt"))
        again = sources.items(self.general(), CODED.seed)
        random.Random(CODED.seed).shuffle(again)
        own = [Item(example, window) for example in found for window in example.windows()]
        taken = own + again[: len(own) // 2]
        self.log(f"coded, without fold {part}: {len(found)} reports, {len(taken)} windows")
        fit(model, taken, CODED, self.log)
        export(model, self.tokenizer, folder)

    def decide(self) -> None:
        """The decisions, fitted on each fold as seen by the model that was fitted without it."""
        target = self.work / "decisions.json"
        if not target.exists():
            folders = [self.work / f"fold{part}" for part in range(FOLDS)]
            whole.decide(self.shared / "gold" / "train", folders, target, self.log)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do all steps and lay the result where the program reads it."""
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--to", type=Path, default=Path("src/corrobora/data/trained/reader"))
    parser.add_argument("--own", action="store_true")
    given = parser.parse_args(arguments)
    steps = Training(given.shared, given.work, given.own)
    steps.label()
    steps.fit_general()
    for part in (*range(FOLDS), None):
        steps.fit_coded(part)
    steps.decide()
    given.to.mkdir(parents=True, exist_ok=True)
    for name in ("encoder.onnx", "heads.npz", "pieces.json"):
        (given.to / name).write_bytes((given.work / "all" / name).read_bytes())
    (given.to / "decisions.json").write_bytes((given.work / "decisions.json").read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())
