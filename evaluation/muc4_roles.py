"""Five-role scores of MUC-4, as recent papers count them.

An entity is a set of mentions, lower-cased, without articles and punctuation. A predicted entity is
right where its mentions are a subset of a gold entity's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from evaluation.data import f1
from evaluation.muc4_model import Template
from evaluation.muc4_scorer import most_pairs

TYPE = "incident_type"

# The slots of a template that the five roles stand for.
ROLES = {
    "PerpInd": "perp_individual",
    "PerpOrg": "perp_organization",
    "Target": "phys_id",
    "Victim": "hum_name",
    "Weapon": "instrument_id",
}

Entity = frozenset[str]
Roles = dict[str, list[Entity]]

_PUNCTUATION = re.compile(r"[^\w\s]|_")
_ARTICLES = re.compile(r"\b(a|an|the)\b")


def mention(text: str) -> str:
    """A mention as it is compared."""
    bare = _PUNCTUATION.sub("", text.lower())
    return " ".join(_ARTICLES.sub(" ", bare).split())


def gold_roles(record: dict[str, Any]) -> Roles:
    """The roles of one template of the data: `{role: [[[text, start, end], …], …]}`."""
    found: Roles = {TYPE: [frozenset([record[TYPE]])]}
    for role in ROLES:
        found[role] = [frozenset(mention(m[0]) for m in entity) for entity in record[role]]
    return found


def roles_of(template: Template) -> Roles:
    """The roles of one template as the program filled it."""
    types = [fill.choices[0].value.lower() for fill in template.fills(TYPE)]
    found: Roles = {TYPE: [frozenset(types[:1])] if types else []}
    for role, slot in ROLES.items():
        entities = (
            frozenset(mention(choice.value) for choice in fill.choices)
            for fill in template.fills(slot)
        )
        found[role] = list(dict.fromkeys(entity for entity in entities if entity))
    return found


@dataclass
class Counts:
    """Entities predicted and right, wanted and found."""

    predicted: int = 0
    right: int = 0
    wanted: int = 0
    found: int = 0

    def ratios(self) -> dict[str, float | int]:
        """Precision, recall and F1."""
        precision = self.right / self.predicted if self.predicted else 0.0
        recall = self.found / self.wanted if self.wanted else 0.0
        both = precision + recall
        return {
            "precision": round(precision, 4),
            "recall": round(recall, 4),
            "f1": round(2 * precision * recall / both, 4) if both else 0.0,
        }


def _agreement(gold: Roles, predicted: Roles) -> tuple[int, int]:
    """How many predicted entities are right and how many gold ones found, in two templates.

    None are where the types differ, for then the templates cannot be aligned.
    """
    if gold[TYPE] != predicted[TYPE]:
        return 0, 0
    right = found = 0
    for role, entities in gold.items():
        told = predicted[role]
        right += sum(any(one <= entity for entity in entities) for one in told)
        found += sum(any(one <= entity for one in told) for entity in entities)
    return right, found


def five_roles(messages: Iterable[tuple[Sequence[Roles], Sequence[Roles]]]) -> dict[str, Any]:
    """Micro scores over the roles and the type, under the best alignment of templates."""
    counts = Counts()
    for gold, predicted in messages:
        counts.wanted += sum(map(_size, gold))
        counts.predicted += sum(map(_size, predicted))
        table = [[_agreement(g, p) for g in gold] for p in predicted]
        right, found = _best(table, len(gold))
        counts.right += right
        counts.found += found
    return counts.ratios()


def _size(roles: Roles) -> int:
    return sum(map(len, roles.values()))


def _best(table: Sequence[Sequence[tuple[int, int]]], gold: int) -> tuple[int, int]:
    """The largest sum of agreements that a one-to-one alignment reaches."""

    @cache
    def best(row: int, free: int) -> tuple[int, int]:
        if row == len(table):
            return 0, 0
        choices = [best(row + 1, free)]
        for column in range(gold):
            here = table[row][column]
            if free >> column & 1 and sum(here):
                rest = best(row + 1, free & ~(1 << column))
                choices.append((here[0] + rest[0], here[1] + rest[1]))
        return max(choices, key=sum)

    return best(0, (1 << gold) - 1)


def role_fillers(messages: Iterable[tuple[Sequence[Roles], Sequence[Roles]]]) -> dict[str, Any]:
    """Scores of the entities of whole messages by role, whatever template they stand in.

    Entities are paired one to one, a pair counting where the prediction is a subset.
    """
    right = predicted = wanted = 0
    for gold, told in messages:
        for role in ROLES:
            entities, ours = _together(gold, role), _together(told, role)
            allowed = [
                (i, j)
                for i, one in enumerate(ours)
                for j, entity in enumerate(entities)
                if one <= entity
            ]
            right += len(most_pairs(allowed))
            predicted += len(ours)
            wanted += len(entities)
    return {
        "precision": round(right / predicted, 4) if predicted else 0.0,
        "recall": round(right / wanted, 4) if wanted else 0.0,
        "f1": round(f1(right, predicted, wanted), 4),
    }


def _together(templates: Sequence[Roles], role: str) -> list[Entity]:
    return list(dict.fromkeys(entity for roles in templates for entity in roles[role]))
