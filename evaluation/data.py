"""Reading a benchmark's file: one JSON object a line."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file, in order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def f1(right: float, predicted: float, gold: float) -> float:
    """The harmonic mean of right/predicted and right/gold, 0 where nothing is right."""
    return 2 * right / (predicted + gold) if right else 0.0
