"""From the fitted model to what the program reads with: an int8 encoder and the heads beside it."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from corrobora.annotate.encoder_heads import DISTANCES, PAIR_SIZE, PAIRED, SAME, WORDS
from training.reader.model import Model


class _States(torch.nn.Module):
    """The encoder alone: pieces to hidden states."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Hidden states [windows, pieces, size]."""
        return self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state


def export(model: Model, tokenizer: Any, folder: Path) -> None:
    """Write `encoder.onnx`, `heads.npz` and `pieces.json` to `folder`.

    The encoder's weights are int8 by channel with a reduced range: the recipe that keeps the states
    (cosine .99 with the unquantised; the plain recipe has .96).
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    folder.mkdir(parents=True, exist_ok=True)
    plain = folder / "plain.onnx"
    ids = torch.ones((2, 16), dtype=torch.long)
    model.encoder.config._attn_implementation = "eager"
    torch.onnx.export(
        _States(model.encoder),
        (ids, ids),
        str(plain),
        input_names=["ids", "mask"],
        output_names=["states"],
        dynamic_axes={name: {0: "windows", 1: "pieces"} for name in ("ids", "mask", "states")},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        plain,
        folder / "encoder.onnx",
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
    )
    plain.unlink()
    heads = {
        name: value.detach().float().numpy().astype(np.float32)
        for name, value in model.named_parameters()
        if not name.startswith("encoder")
    }
    described = json.dumps(
        {"words": WORDS, "paired": PAIRED, "same": SAME, "distances": DISTANCES, "size": PAIR_SIZE}
    )
    np.savez_compressed(folder / "heads.npz", description=np.array(described), **heads)
    tokenizer.save(str(folder / "pieces.json"), pretty=False)
