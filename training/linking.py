"""Fit the weights of linking on articles grouped by incident.

    python -m training.linking ARTICLES.jsonl --to src/corrobora/data/linking.toml
        [--claims CLAIMS.pickle]

Each line is an article of the form that `python -m evaluation gva` reads. A pair of articles is an
example: the grades that the comparators give to their main tellings, and whether the two are on one
incident. A logistic regression is fitted to the pairs that blocking proposes and to a sample of the
others. Five folds by incident are fitted on four parts and scored on the fifth, and their B-cubed F
is written beside the weights. Weights in sections "by hand" are kept as they are. CLAIMS holds the
claims of an earlier reading.
"""

import argparse
import json
import pickle
import random
import re
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

from corrobora.assemble.views import views
from corrobora.codebook.table import table
from corrobora.link import score
from corrobora.link.block import pairs
from corrobora.link.cluster import cluster
from corrobora.link.compare import COMPARATORS
from corrobora.link.prominence import main_event
from corrobora.link.retold import tellings, units
from corrobora.link.score import Match, probability
from corrobora.link.telling import Telling
from corrobora.model import Claim, Document, Verdict
from evaluation.data import f1, records
from evaluation.gva import b_cubed, document

Array = np.ndarray[Any, np.dtype[Any]]

BY_HAND = frozenset(
    {
        ("kind", "kin"),
        ("kind", "other"),
        ("place", "abroad"),
        ("focus", "one"),
        ("focus", "neither"),
    }
)
# Bounds within which a weight is fitted, whatever the noise of the readings: days and places that
# the text gives decide where readers make no mistakes, and that is where wars are told of.
BOUNDS: dict[tuple[str, str], tuple[float | None, float | None]] = {
    ("days", "overlap"): (2.2, None),
    ("days", "report_day"): (2.0, None),
    ("days", "next"): (None, -1.5),
    ("days", "near"): (None, -3.0),
    ("days", "far"): (None, -4.0),
    ("place", "same"): (1.6, None),
    ("place", "name"): (1.6, None),
    ("place", "near"): (0.0, None),
    ("place", "within"): (0.0, None),
    ("place", "away"): (None, -1.5),
    # A day not told is less than a day that agrees.
    ("published", "same"): (None, 1.3),
    ("published", "next"): (None, 1.3),
    ("tolls", "large"): (0.5, None),
    ("tolls", "alike"): (0.0, None),
    ("tolls", "differ"): (None, 0.0),
    ("kind", "equal"): (0.5, None),
    ("kind", "general"): (0.0, None),
}
PENALTY = 1.0


def mains(documents: Sequence[Document], coding: Iterable[list[Claim]]) -> list[Telling | None]:
    """The main telling of each article."""
    known = {one.id: one for one in documents}
    found: list[Telling | None] = []
    for _, claims in zip(documents, coding, strict=True):
        events = views(claims).events
        main = main_event(events, known)
        grouped = units(events, known)
        told = tellings(grouped, known)
        of_event = {event.subject.id: unit for unit in grouped for event in unit}
        subject = of_event[main.subject.id][0].subject.id if main is not None else None
        found.append(next((t for t in told if t.subject == subject), None))
    return found


def columns() -> list[tuple[str, str]]:
    """The weights that are fitted: question and grade."""
    listed = table("linking")["weights"]
    return [
        (question, grade)
        for question, grades in listed.items()
        if question != "base"
        for grade in grades
        if (question, grade) not in BY_HAND
    ]


def features(left: Telling, right: Telling, names: Sequence[tuple[str, str]]) -> list[float]:
    """The amounts of the grades that the comparators give."""
    found = [one(left, right) for one in COMPARATORS]
    given = {(one.question, one.grade): one.amount for one in found if one is not None}
    asked = {one.question for one in found if one is not None}
    return [
        float(name[0] in asked) if name[1] == "told" else given.get(name, 0.0) for name in names
    ]


def fit(matrix: Array, answers: Array, names: Sequence[tuple[str, str]], base: float) -> Array:
    """The weights, whose base is given."""

    def loss(weights: Array) -> tuple[float, Array]:
        scores = matrix @ weights + base
        wrong = float((np.logaddexp(0, scores) - scores * answers).sum())
        slope = matrix.T @ (1 / (1 + np.exp(-scores)) - answers)
        return wrong + 0.5 * PENALTY * float(weights @ weights), slope + PENALTY * weights

    bounds = [BOUNDS.get(name, (None, None)) for name in names]
    start = np.array([low if low is not None else high or 0.0 for low, high in bounds])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds)
    return np.asarray(found.x)


def clustered(told: Sequence[Telling], judged: Iterable[Match]) -> dict[str, str]:
    """Subject to the name of its cluster."""
    groups = cluster({one.subject: one.document for one in told}, [], judged)
    return {subject: group[0] for group in groups for subject in group}


def main() -> int:
    """Read, fit, score the folds, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--to", required=True, type=Path)
    parser.add_argument("--claims", type=Path)
    given = parser.parse_args()
    gold = list(records(given.articles))
    documents = [document(record) for record in gold]
    told = mains(documents, _coding(documents, given.claims))
    incident = {
        one.subject: record["incident_id"]
        for one, record in zip(told, gold, strict=True)
        if one is not None
    }
    known = [one for one in told if one is not None]
    examples = list(pairs(known))
    names, base = columns(), float(table("linking")["weights"]["base"])
    matrix = np.array([features(left, right, names) for left, right in examples])
    answers = np.array([incident[a.subject] == incident[b.subject] for a, b in examples], float)
    folds = _folds(incident)
    scores = []
    for part in range(5):
        kept = np.array(
            [
                part not in (folds[incident[a.subject]], folds[incident[b.subject]])
                for a, b in examples
            ]
        )
        weights = fit(matrix[kept], answers[kept], names, base)
        held = [one for one in known if folds[incident[one.subject]] == part]
        scores.append(_b3(held, examples, matrix @ weights + base, incident))
    weights = fit(matrix, answers, names, base)
    whole = _b3(known, examples, matrix @ weights + base, incident)
    report = {
        "examples": len(examples),
        "same": int(answers.sum()),
        "folds": [round(one, 4) for one in scores],
        "mean": round(statistics.mean(scores), 4),
        "all": round(whole, 4),
    }
    print(json.dumps(report), file=sys.stderr)
    write(given.to, dict(zip(names, weights.tolist(), strict=True)), report)
    return 0


def _coding(documents: Sequence[Document], claims: Path | None) -> list[list[Claim]]:
    if claims is not None:
        found: list[list[Claim]] = pickle.loads(claims.read_bytes())
        return found
    from evaluation.reading import read_all

    return list(read_all(documents, "both"))


def _folds(incident: dict[str, str]) -> dict[str, int]:
    shuffled = sorted(set(incident.values()))
    random.Random(5).shuffle(shuffled)
    return {name: at % 5 for at, name in enumerate(shuffled)}


def _b3(
    told: Sequence[Telling],
    examples: Sequence[tuple[Telling, Telling]],
    points: Array,
    incident: dict[str, str],
) -> float:
    wanted = {one.subject for one in told}
    judged = []
    for (left, right), value in zip(examples, points, strict=True):
        if left.subject in wanted and right.subject in wanted:
            found = probability(float(value))
            same = found >= score.threshold("same")
            verdict = Verdict.YES if same else Verdict.NO
            a, b = sorted((left.subject, right.subject))
            judged.append(Match(left=a, right=b, score=found, verdict=verdict))
    groups = clustered(told, judged)
    predicted = [groups[one.subject] for one in told]
    precision, recall = b_cubed(predicted, [incident[one.subject] for one in told])
    return f1(precision * recall, precision, recall)


def write(path: Path, weights: dict[tuple[str, str], float], report: dict[str, Any]) -> None:
    """Put the weights in their lines of the table, and the folds' results in its comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    by_section: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (question, grade), value in weights.items():
        by_section[f"weights.{question}"][grade] = value
    section = ""
    for at, line in enumerate(lines):
        if line.startswith("["):
            section = line.strip("[]")
        found = re.match(r"(\w+) = ", line)
        if found and found.group(1) in by_section.get(section, {}):
            lines[at] = f"{found.group(1)} = {by_section[section][found.group(1)]:.2f}"
        if line.startswith("# Folds: "):
            folds = ", ".join(f"{one:.3f}" for one in report["folds"])
            lines[at] = (
                f"# Folds: B-cubed F {folds}, mean {report['mean']:.3f}; "
                f"{report['examples']} pairs, {report['same']} the same."
            )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
