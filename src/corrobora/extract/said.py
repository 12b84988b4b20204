"""What words say of who answers for a deed."""

from dataclasses import dataclass

from corrobora.values import Stance


@dataclass(frozen=True)
class Said:
    """Whom the words hold answerable (a token), for what words (tokens), how firmly, by what rule.

    `rule` is claimed, denied, accused or unclaimed; of what is unclaimed, `accused` is nobody.
    """

    accused: int
    deed: frozenset[int]
    stance: Stance
    rule: str
