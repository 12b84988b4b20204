"""MUC-4 template scores: recall, precision and F1 over the 23 slots, all templates counted.

Templates are aligned one to one; a template without a partner counts whole, as missing or as
spurious. Optional templates and fills of the key count only where something was set against them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evaluation.muc4_judge import judge
from evaluation.muc4_model import SLOTS, Fill, Form, Slot, Template
from evaluation.muc4_strings import Judged, phrase

_NOTHING = Template()


@dataclass(frozen=True)
class Tally:
    """How many fills the key has and the response gave, and how many were right or half right."""

    possible: int = 0
    actual: int = 0
    right: int = 0
    partial: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.possible + other.possible,
            self.actual + other.actual,
            self.right + other.right,
            self.partial + other.partial,
        )

    @property
    def credit(self) -> float:
        """Right fills, half right ones at a half."""
        return self.right + self.partial / 2

    def ratios(self) -> dict[str, float | int]:
        """Recall, precision and F1 as fractions, with the counts that they rest on."""
        recall = self.credit / self.possible if self.possible else 0.0
        precision = self.credit / self.actual if self.actual else 0.0
        both = recall + precision
        return {
            "recall": round(recall, 4),
            "precision": round(precision, 4),
            "f1": round(2 * recall * precision / both, 4) if both else 0.0,
            "possible": self.possible,
            "actual": self.actual,
        }


Tallies = Mapping[str, Tally]


def tally(key: Template, response: Template, slot: Slot) -> Tally:
    """The counts of one slot of two templates set against each other."""
    wanted, told = key.fills(slot.name), response.fills(slot.name)
    verdicts = {
        (i, j): judge(key, slot, k, r) for i, k in enumerate(wanted) for j, r in enumerate(told)
    }
    pairs: dict[int, int] = {}
    counts: list[int] = []
    for verdict in (Judged.RIGHT, Judged.PARTIAL):
        free = [
            (i, j)
            for (i, j), found in verdicts.items()
            if found is verdict and i not in pairs and j not in pairs.values()
        ]
        new = most_pairs(free)
        pairs |= new
        counts.append(len(new))
    missed = [fill for i, fill in enumerate(wanted) if i not in pairs]
    extra = [fill for j, fill in enumerate(told) if j not in pairs.values()]
    possible, actual = _left_over(missed, extra)
    matched = len(pairs)
    return Tally(possible + matched, actual + matched, *counts)


def most_pairs(allowed: Sequence[tuple[int, int]]) -> dict[int, int]:
    """As many of the allowed pairs as can stand together, each side at most once."""
    partner: dict[int, int] = {}

    def place(left: int, tried: set[int]) -> bool:
        for right in (j for i, j in allowed if i == left and j not in tried):
            tried.add(right)
            if right not in partner or place(partner[right], tried):
                partner[right] = left
                return True
        return False

    for left in dict.fromkeys(i for i, _ in allowed):
        place(left, set())
    return {left: right for right, left in partner.items()}


def _left_over(missed: Sequence[Fill], extra: Sequence[Fill]) -> tuple[int, int]:
    """How many unmatched fills count: optional ones only where there is something to set against.

    An optional fill on each side cancels the other.
    """
    wanted = sum(not fill.optional for fill in missed)
    told = sum(not fill.optional for fill in extra)
    may_miss, may_tell = len(missed) - wanted, len(extra) - told
    cancelled = min(may_miss, may_tell)
    may_miss, may_tell = may_miss - cancelled, may_tell - cancelled
    actual = told + min(may_tell, max(0, wanted + may_miss - told))
    possible = wanted + min(may_miss, max(0, actual - wanted))
    return possible, actual


def compare_templates(key: Template, response: Template) -> dict[str, Tally]:
    """The counts of every slot of two templates set against each other."""
    return {slot.name: tally(key, response, slot) for slot in SLOTS}


def may_align(key: Template, response: Template, found: Tallies) -> bool:
    """Whether two templates can be of one incident: type and some content match, if only by half.

    One common word is content enough; so is having no content on either side.
    """
    if not found["incident_type"].credit:
        return False
    content = [slot for slot in SLOTS if slot.content]
    if not any(key.fills(s.name) or response.fills(s.name) for s in content):
        return True
    return any(found[s.name].credit or _common_word(key, response, s) for s in content)


def _common_word(key: Template, response: Template, slot: Slot) -> bool:
    if slot.form is not Form.STRING:
        return False
    left, right = (
        {word for fill in side.fills(slot.name) for c in fill.choices for word in phrase(c.value)}
        for side in (key, response)
    )
    return bool(left & right)


def align(
    keys: Sequence[Template], responses: Sequence[Template]
) -> dict[tuple[int, int], dict[str, Tally]]:
    """The aligned pairs of one message, best recall first, with their counts."""
    candidates = []
    for i, key in enumerate(keys):
        for j, response in enumerate(responses):
            found = compare_templates(key, response)
            if may_align(key, response, found):
                whole = sum(found.values(), Tally())
                recall = whole.credit / whole.possible if whole.possible else 1.0
                candidates.append((-round(recall, 3), i, j, found))
    candidates.sort(key=lambda candidate: candidate[:3])
    pairs: dict[tuple[int, int], dict[str, Tally]] = {}
    for _, i, j, found in candidates:
        if not any(i == a or j == b for a, b in pairs):
            pairs[i, j] = found
    return pairs


def score_message(keys: Sequence[Template], responses: Sequence[Template]) -> Counter[str]:
    """The counts of one message, under "slot/count" and, for whole templates, "template/count"."""
    pairs = align(keys, responses)
    tables: list[Tallies] = list(pairs.values())
    missed = [k for i, k in enumerate(keys) if not any(i == a for a, _ in pairs) and not k.optional]
    extra = [
        r for j, r in enumerate(responses) if not any(j == b for _, b in pairs) and not r.optional
    ]
    tables += [compare_templates(key, _NOTHING) for key in missed]
    tables += [compare_templates(_NOTHING, response) for response in extra]
    whole = len(pairs)
    tables.append({"template": Tally(whole + len(missed), whole + len(extra), whole)})
    counts: Counter[str] = Counter()
    for table in tables:
        for name, found in table.items():
            for count in ("possible", "actual", "right", "partial"):
                counts[f"{name}/{count}"] += getattr(found, count)
    return counts


def score(messages: Iterable[tuple[Sequence[Template], Sequence[Template]]]) -> dict[str, Any]:
    """The scores over messages, each the templates of the key and those of the response."""
    counts: Counter[str] = Counter()
    for keys, responses in messages:
        counts += score_message(keys, responses)
    return ratios(counts)


def ratios(counts: "Counter[str]") -> dict[str, Any]:
    """`all_slots`, `slots` and `template`: the scores that counts of messages amount to."""
    slots = {slot.name: _tally_of(counts, slot.name) for slot in SLOTS}
    return {
        "all_slots": sum(slots.values(), Tally()).ratios(),
        "slots": {name: found.ratios() for name, found in slots.items()},
        "template": _tally_of(counts, "template").ratios(),
    }


def _tally_of(counts: "Counter[str]", name: str) -> Tally:
    return Tally(*(counts[f"{name}/{c}"] for c in ("possible", "actual", "right", "partial")))
