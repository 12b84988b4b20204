"""What every adapter is told besides the path of its data."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Options:
    """`reader` is rules, learned or both; `docs` the folder of texts, where a set keeps them apart.

    `errors` is how many wrong answers to print to standard error, for reading by hand.
    """

    reader: str = "both"
    docs: Path | None = None
    errors: int = 0
