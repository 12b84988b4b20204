"""Decisions fitted and tried on whole codings, each report seen by a model that never read it."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from corrobora.annotate.annotation import annotate
from corrobora.annotate.encoder import Encoder
from corrobora.annotate.gazetteer import Gazetteer
from corrobora.annotate.parse import parse
from corrobora.export.coded import coded_document
from corrobora.extract.context import Context
from corrobora.extract.draft import Draft
from corrobora.extract.learned import amend
from corrobora.extract.learned_weights import Decision, Decisions
from corrobora.extract.reader import claims_of
from corrobora.extract.rules import events
from evaluation.gold import documents
from evaluation.gold_scores import OVERALL, SLOTS, Counts, ratios, score
from training.reader.decide import Report, fit_decisions
from training.reader.sources import fold

Log = Callable[[str], None]


def reports(gold: Path, encoders: Sequence[Encoder], rules: bool) -> list[Report]:
    """The coded reports, each seen by the encoder of its fold."""
    pairs = list(documents(gold / "coded", gold / "docs"))
    gazetteer = Gazetteer.open()
    found = []
    parsed = parse(document for _, document in pairs)
    for (coded, document), one in zip(pairs, parsed, strict=True):
        part = fold(f"gold:{document.name}", len(encoders))
        context = Context(annotate(one, gazetteer))
        found.append(Report(coded, context, encoders[part].see(document), _drafts(context, rules)))
    return found


def _drafts(context: Context, rules: bool) -> Callable[[], list[Draft]]:
    return lambda: events(context) if rules else []


def coded_by(report: Report, decisions: Decisions | None) -> dict[str, Any]:
    """The coded form that the program gives a report; by the rules alone without decisions."""
    drafts = report.drafts()
    if decisions is not None:
        drafts, _ = amend(report.context, report.seen, drafts, decisions)
    document = report.context.parsed.document
    return coded_document(document, claims_of(report.context, drafts))


def measure(found: Sequence[Report], decisions: Decisions | None) -> Counts:
    """Counts of all slots over the reports."""
    counts: Counts = Counter()
    for report in found:
        coded = coded_by(report, decisions)
        counts += score(report.coded, coded, report.context.parsed.text)
    return counts


def line(counts: Counts) -> str:
    """F1 of all slots in a line."""
    return (
        " ".join(f"{slot} {ratios(counts, [slot])['f1']:.3f}" for slot in SLOTS)
        + f" overall {ratios(counts, OVERALL)['f1']:.3f}"
    )


def with_threshold(decisions: Decisions, name: str, told: bool, at: float) -> Decisions:
    """The decisions with another threshold of one of them."""
    one = decisions[name]
    changed = replace(one, keep=at) if told else replace(one, threshold=at)
    return replace(decisions, by_name={**decisions.by_name, name: changed})


def tuned(found: Sequence[Report], decisions: Decisions, log: Log) -> Decisions:
    """The thresholds at which whole codings agree best, one decision after the other."""
    log(f"as fitted: {line(measure(found, decisions))}")
    for name in ("event", "who", "whom", "where", "when", "toll", "means"):
        for told in (True, False):
            tried = {
                at: ratios(measure(found, with_threshold(decisions, name, told, at)), OVERALL)["f1"]
                for at in (_KEPT if told else _ADDED)
            }
            # Of what is about equally good, the nearest to the rules: a peak is often chance.
            best = max(tried.values())
            good = [at for at, f in tried.items() if f > best - _CHANCE]
            nearest = good[0] if told else good[-1]
            decisions = with_threshold(decisions, name, told, nearest)
            log(f"{name} {told=} from {nearest}: {best:.4f} of {good}")
    log(f"tuned: {line(measure(found, decisions))}")
    return decisions


# Differences of F1 below this are chance on about a hundred reports.
_CHANCE = 0.003
_KEPT = (0.0, 0.15, 0.25, 0.35, 0.45)
_ADDED = (0.35, 0.45, 0.55, 0.65, 1.0)


def decide(gold: Path, folders: Sequence[Path], target: Path, log: Log) -> None:
    """Fit the decisions of both ways of reading, choose the thresholds, and write all."""
    encoders = [Encoder(folder) for folder in folders]
    kept = {}
    for name in ("both", "learned"):
        found = reports(gold, encoders, rules=name == "both")
        if name == "both":
            log(f"rules alone: {line(measure(found, None))}")
        decisions = fit_decisions(found, log)
        log(f"{name}:")
        kept[name] = tuned(found, decisions, log)
    target.write_text(json.dumps({n: form(d) for n, d in kept.items()}, indent=1) + "\n")


def form(decisions: Decisions) -> dict[str, Any]:
    """Decisions in the form in which they are kept."""

    def one(decision: Decision) -> dict[str, Any]:
        return {
            "threshold": decision.threshold,
            "keep": decision.keep,
            "beside": decision.beside,
            "weights": dict(decision.weights),
        }

    return {
        "decisions": {name: one(d) for name, d in decisions.by_name.items()},
        "numbers": dict(decisions.numbers),
        "rare": sorted(decisions.rare),
    }
