"""Fitting the decisions of the learned reader on coded reports that its encoder had not seen."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy.optimize import minimize

from corrobora.annotate.encoder import Seen
from corrobora.annotate.encoder_heads import KINDS
from corrobora.export.coded import coded_document
from corrobora.extract.claims import event_claims
from corrobora.extract.context import Context
from corrobora.extract.draft import Draft
from corrobora.extract.learned import (
    actors,
    asked_all,
    days,
    fill,
    free_counts,
    scenes,
    weapons,
)
from corrobora.extract.learned_features import (
    Asked,
    Row,
    event_features,
    kind_chances,
    toll_features,
)
from corrobora.extract.learned_weights import Decision, Decisions
from evaluation.gold_scores import agree, align, name, quote

Coded = dict[str, Any]


@dataclass
class Cases:
    """Cases of one decision: features, the answer, and the document that each is of."""

    rows: list[Row] = field(default_factory=list)
    answers: list[bool] = field(default_factory=list)

    def add(self, row: Row, answer: bool) -> None:
        """One more case."""
        self.rows.append(row)
        self.answers.append(answer)


@dataclass
class Report:
    """A coded report as it was annotated and seen, with the drafts of the rules."""

    coded: Coded
    context: Context
    seen: Seen
    drafts: Callable[[], list[Draft]]


def logistic(cases: Cases, penalty: float = 1.0) -> Decision:
    """The weights that fit the cases best, those of standardised features held small."""
    names = sorted({name for row in cases.rows for name in row})
    if not names:
        return Decision({}, 0.5)
    x = np.array([[row.get(name, 0.0) for name in names] for row in cases.rows])
    y = np.array(cases.answers, float)
    scale = np.where(x.std(0) > 1e-6, x.std(0), 1.0)
    z = x / scale

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        score = z @ w
        value = np.logaddexp(0, score).sum() - (y * score).sum() + penalty * (w @ w) / 2
        return value, z.T @ (1 / (1 + np.exp(-score)) - y) + penalty * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x / scale
    weights = {n: round(float(w), 4) for n, w in zip(names, found, strict=True) if abs(w) > 1e-3}
    return Decision(weights, 0.5)


def best_threshold(decision: Decision, cases: Cases, missing: int = 0) -> Decision:
    """The decision with the threshold at which F1 is best; `missing` are right but no case."""
    chances = np.array([decision.chance(row) for row in cases.rows])
    right = np.array(cases.answers, bool)
    if not len(right):
        return decision
    best = max(
        np.arange(0.1, 0.85, 0.01),
        key=lambda t: (
            2
            * (right & (chances >= t)).sum()
            / max(1, (chances >= t).sum() + right.sum() + missing)
        ),
    )
    return Decision(decision.weights, round(float(best), 2), round(float(best), 2))


def _same(gold: Coded, start: int, end: int, named: str, words: str) -> bool:
    overlap = gold["start"] < end and start < gold["end"]
    return overlap or agree(name(gold), named) or agree(quote(gold), words)


def draft_coded(context: Context, draft: Draft) -> Coded | None:
    """The coded form of one draft."""
    claims = list(event_claims(context, draft))
    found = coded_document(context.parsed.document, claims)["events"]
    return found[0] if found else None


def pairs(report: Report, every: Sequence[Asked]) -> list[tuple[Asked, Coded | None]]:
    """Each possible event with the coded event that it is, if any."""
    coded = [(one, draft_coded(report.context, one.draft)) for one in every]
    known = [(one, c) for one, c in coded if c is not None]
    text = report.context.parsed.text
    aligned = dict((j, i) for i, j in align(report.coded["events"], [c for _, c in known], text))
    events = report.coded["events"]
    return [
        (one, events[aligned[at]] if at in aligned else None) for at, (one, _) in enumerate(known)
    ]


def role_cases(found: Iterable[tuple[Asked, Coded | None]]) -> dict[str, tuple[Cases, int]]:
    """The cases of all roles over aligned events, with the number of fills that no case offers."""
    cases = {role: Cases() for role in ("who", "whom", "means", "where", "when", "toll")}
    missing = dict.fromkeys(cases, 0)
    for one, gold in found:
        if gold is None:
            continue
        text = one.context.parsed.text
        for role in ("who", "whom"):
            golds = gold.get(role) or []
            hit = set()
            for filler, row in actors(one, role):
                named = (
                    one.context.annotated.entities[filler.entity].name
                    if filler.entity is not None
                    else text[filler.start : filler.end]
                )
                words = text[filler.start : filler.end]
                right = [
                    i
                    for i, g in enumerate(golds)
                    if _same(g, filler.start, filler.end, named, words)
                ]
                hit.update(right)
                cases[role].add(row, bool(right))
            missing[role] += len(golds) - len(hit)
        golds = gold.get("means") or []
        hit = set()
        for filler, row in weapons(one):
            words = text[filler.start : filler.end]
            right = [
                i for i, g in enumerate(golds) if _same(g, filler.start, filler.end, words, words)
            ]
            hit.update(right)
            cases["means"].add(row, bool(right))
        missing["means"] += len(golds) - len(hit)
        where = gold.get("where")
        hits = [False]
        for place, row in scenes(one):
            words = text[place.start : place.end]
            right = bool(where) and _same(where, place.start, place.end, place.place.name, words)
            hits.append(right)
            cases["where"].add(row, right)
        missing["where"] += bool(where) and not any(hits)
        when = gold.get("when")
        hits = [False]
        for time, row in days(one):
            value = time.when
            right = bool(when) and (
                (str(value.first), str(value.last)) == (str(when["first"]), str(when["last"]))
                or (time.start < when["end"] and when["start"] < time.end)
            )
            hits.append(right)
            cases["when"].add(row, right)
        missing["when"] += bool(when) and not any(hits)
        golds = gold.get("tolls") or []
        for toll in one.draft.tolls:
            row = toll_features(one, toll.start, toll.end, toll.outcome, True)
            right = any(
                g["start"] < toll.end and toll.start < g["end"] and g["outcome"] == toll.outcome
                for g in golds
            )
            cases["toll"].add(row, right)
    return {role: (cases[role], missing[role]) for role in cases}


def count_cases(report: Report, found: Iterable[tuple[Asked, Coded | None]], into: Cases) -> None:
    """Cases of numbers that the rules left, beside the aligned events."""
    aligned = {id(one.draft): gold for one, gold in found if gold is not None}
    events = [replace(one, told=True) for one, gold in found if gold is not None]
    for count, outcome, one in free_counts(report.context, report.seen, events):
        gold = aligned[id(one.draft)]
        row = toll_features(one, count.start, count.end, outcome, False)
        right = any(
            g["start"] < count.end and count.start < g["end"] and g["outcome"] == outcome
            for g in gold.get("tolls") or []
        )
        into.add(row, right)


def numbers(found: Sequence[tuple[Asked, Coded | None]]) -> dict[str, float]:
    """How much the rules' kind counts beside the encoder's, at which most kinds are right."""
    both = [(one, gold) for one, gold in found if gold is not None and one.draft.kind in KINDS]

    def right(weight: float) -> int:
        count = 0
        for one, gold in both:
            scores = np.log(kind_chances(one)[1:] + 1e-6)
            if one.told:
                scores[KINDS.index(one.draft.kind) - 1] += weight
            count += KINDS[1 + int(scores.argmax())] == gold["kind"]
        return count

    grid = np.arange(0.0, 8.1, 0.5)
    return {"kind": float(max(grid, key=lambda w: (right(float(w)), w)))}


def fit_decisions(reports: Sequence[Report], log: Callable[[str], None]) -> Decisions:
    """All decisions but the threshold of events, which is chosen on whole codings."""
    found = []
    tolls = Cases()
    merged: dict[str, tuple[Cases, int]] = {}
    for report in reports:
        every = pairs(report, asked_all(report.context, report.seen, report.drafts()))
        found.append((report, every))
        for role, (cases, missing) in role_cases(every).items():
            into, before = merged.setdefault(role, (Cases(), 0))
            into.rows += cases.rows
            into.answers += cases.answers
            merged[role] = (into, before + missing)
        count_cases(report, every, tolls)
    merged["toll"][0].rows += tolls.rows
    merged["toll"][0].answers += tolls.answers
    by_name = {}
    for role, (cases, missing) in merged.items():
        decision = best_threshold(logistic(cases), cases, missing)
        by_name[role] = decision
        log(f"{role}: {len(cases.rows)} cases, {sum(cases.answers)} right, {missing} out of reach")
    flat = [pair for _, every in found for pair in every]
    weights = numbers(flat)
    log(f"numbers {weights}")
    so_far = Decisions(by_name, weights)
    events = Cases()
    for _, every in found:
        answers = {id(one.draft): gold is not None for one, gold in every}
        for one, _ in every:
            best = fill(one, so_far)
            events.add(event_features(one, best), answers[id(one.draft)])
    event = best_threshold(logistic(events, 3.0), events)
    log(f"event: {len(events.rows)} cases, {sum(events.answers)} right, from {event.threshold}")
    coded = Counter(event["kind"] for report in reports for event in report.coded["events"])
    rare = frozenset(kind for kind in KINDS[1:] if coded[kind] < _FEW)
    return Decisions({**by_name, "event": event}, weights, rare)


# Fewer coded events of a kind teach nothing of when it is background.
_FEW = 25
