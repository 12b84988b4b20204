"""Agreement of two codings of a document, slot by slot (docs/evaluation.md, "The own gold").

Events are aligned one to one so that the sum of similarities is greatest; a pair may align only if
its kinds share a family and its triggers stand within NEAR characters or two slots agree.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from scipy.optimize import linear_sum_assignment

Coded = dict[str, Any]
Counts = Counter[tuple[str, str]]

NEAR = 150
SLOTS = "event kind who whom means where when toll sourced speaker stance stage figure harm".split()
OVERALL = tuple(slot for slot in SLOTS if slot not in ("toll", "harm"))
FAMILIES = tuple(
    frozenset(kinds.split())
    for kinds in (
        "clash shooting shelling airstrike drone_strike bombing suicide_bombing execution killing "
        "chemical_attack destruction other_violence riot accident territory",
        "abduction arrest capture sentence release torture sexual_violence killing execution",
        "desertion enlistment displacement capture territory",
        "protest riot",
    )
)
HARM = ("killed", "injured")
# Articles, prepositions and titles never decide whether two names agree.
UNTELLING = frozenset(
    "a an the of in at on near by to from for and or some one his her their its this that mr mrs "
    "ms dr sgt gen col lt capt maj president minister".split()
)


def telling_words(name: str | None) -> set[str]:
    """The words of a name that tell it from others; all of them if none does."""
    words = set(re.findall(r"\w+", (name or "").lower()))
    return (words - UNTELLING) or words


def agree(left: str | None, right: str | None) -> bool:
    """Whether half of the words of the shorter name stand in the other, at least one."""
    a, b = telling_words(left), telling_words(right)
    return bool(a and b) and len(a & b) >= max(1, (min(len(a), len(b)) + 1) // 2)


def quote(item: Any) -> str:
    """The quoted words of a value, which may be given bare."""
    return item if isinstance(item, str) else ((item or {}).get("quote") or "")


def name(item: Any) -> str:
    """The name of a value, else its quoted words."""
    return item if isinstance(item, str) else ((item or {}).get("name") or quote(item))


def _same_actor(left: Any, right: Any) -> bool:
    return agree(name(left), name(right)) or agree(quote(left), quote(right))


def _toll(toll: Coded) -> tuple[Any, ...]:
    return toll.get("outcome"), toll.get("low"), toll.get("high")


def _same_toll(left: Coded, right: Coded) -> bool:
    return _toll(left) == _toll(right)


def _same_sourced(left: Coded, right: Coded) -> bool:
    unsaid = not left.get("speaker") and not right.get("speaker")
    said = unsaid or agree(left.get("speaker"), right.get("speaker"))
    stances = left.get("stance", "certain") == right.get("stance", "certain")
    return _same_toll(left, right) and said and stances


def _partners(golds: Sequence[Any], codeds: Sequence[Any], same: Callable[[Any, Any], bool]) -> int:
    """How many of `golds` find a partner of their own, first come first served."""
    left, right = list(codeds), 0
    for gold in golds:
        at = next((i for i, coded in enumerate(left) if same(gold, coded)), None)
        if at is not None:
            del left[at]
            right += 1
    return right


def matches(gold: Coded, coded: Coded) -> dict[str, tuple[int, int, int]]:
    """Slot -> (right, in gold, in coded) of two aligned events."""
    found = {
        "event": (1, 1, 1),
        "kind": (int(gold["kind"] == coded.get("kind")), 1, 1),
    }
    for slot, same in (
        ("who", _same_actor),
        ("whom", _same_actor),
        ("means", _same_actor),
    ):
        gs, cs = gold.get(slot) or [], coded.get(slot) or []
        found[slot] = (_partners(gs, cs, same), len(gs), len(cs))
    gs, cs = gold.get("tolls") or [], coded.get("tolls") or []
    found["toll"] = (_partners(gs, cs, _same_toll), len(gs), len(cs))
    found["sourced"] = (_partners(gs, cs, _same_sourced), len(gs), len(cs))
    g, c = gold.get("where"), coded.get("where")
    found["where"] = (int(bool(g and c) and agree(name(g), name(c))), int(bool(g)), int(bool(c)))
    g, c = gold.get("when"), coded.get("when")
    same_days = (
        g is not None
        and c is not None
        and (g.get("first"), g.get("last")) == (c.get("first"), c.get("last"))
    )
    found["when"] = (int(same_days), int(bool(g)), int(bool(c)))
    g, c = gold.get("speaker"), coded.get("speaker")
    found["speaker"] = (int(bool(g and c) and agree(g, c)), int(bool(g)), int(bool(c)))
    for slot, usual in (("stance", "certain"), ("stage", "happened")):
        g, c = gold.get(slot) or usual, coded.get(slot) or usual
        found[slot] = (int(g == c and g != usual), int(g != usual), int(c != usual))
    return found


def _position(event: Coded, text: str) -> int | None:
    trigger = event.get("trigger")
    if isinstance(trigger, dict) and trigger.get("start") is not None:
        return int(trigger["start"])
    at = text.find(quote(trigger)) if trigger else -1
    return at if at >= 0 else None


def similarity(gold: Coded, coded: Coded, text: str) -> float:
    """How alike two events are; 0 where they may not be aligned."""
    kinds = {gold["kind"], coded.get("kind")}
    if len(kinds) > 1 and not any(kinds <= family for family in FAMILIES):
        return 0.0
    a, b = _position(gold, text), _position(coded, text)
    near = a is not None and b is not None and abs(a - b) <= NEAR
    found = matches(gold, coded)
    slots = sum(found[s][0] > 0 for s in ("who", "whom", "means", "where", "when", "toll"))
    if not near and slots < 2:
        return 0.0
    return 1.0 + 2.0 * (len(kinds) == 1) + 2.0 * near + slots


def align(golds: list[Coded], codeds: list[Coded], text: str) -> list[tuple[int, int]]:
    """Pairs of indices of aligned events."""
    if not golds or not codeds:
        return []
    scores = [[similarity(g, c, text) for c in codeds] for g in golds]
    rows, columns = linear_sum_assignment(scores, maximize=True)
    return [
        (int(i), int(j)) for i, j in zip(rows, columns, strict=True) if scores[int(i)][int(j)] > 0
    ]


def _harmful(events: list[Coded]) -> list[Coded]:
    return [e for e in events if any(t.get("outcome") in HARM for t in e.get("tolls") or [])]


def score(gold: Coded, coded: Coded, text: str) -> Counts:
    """Counts by (slot, "right" | "gold" | "coded") of one document."""
    counts: Counts = Counter()
    golds, codeds = gold.get("events") or [], coded.get("events") or []
    pairs = align(golds, codeds, text)
    for i, j in pairs:
        for slot, (right, in_gold, in_coded) in matches(golds[i], codeds[j]).items():
            counts[slot, "right"] += right
            counts[slot, "gold"] += in_gold
            counts[slot, "coded"] += in_coded
    aligned_gold, aligned_coded = {i for i, _ in pairs}, {j for _, j in pairs}
    for side, events, aligned in (
        ("gold", golds, aligned_gold),
        ("coded", codeds, aligned_coded),
    ):
        for index, event in enumerate(events):
            if index not in aligned:
                for slot, (_, number, _) in matches(event, event).items():
                    counts[slot, side] += number
    harm = _harmful(golds), _harmful(codeds)
    counts["harm", "right"] += len(align(*harm, text))
    counts["harm", "gold"] += len(harm[0])
    counts["harm", "coded"] += len(harm[1])
    gf, cf = gold.get("figures") or [], coded.get("figures") or []
    counts["figure", "right"] += _partners(gf, cf, _same_figure)
    counts["figure", "gold"] += len(gf)
    counts["figure", "coded"] += len(cf)
    return counts


def _same_figure(left: Coded, right: Coded) -> bool:
    a, b = quote(left), quote(right)
    bounds = (left.get("low"), left.get("high")) == (right.get("low"), right.get("high"))
    return bounds and (a in b or b in a or agree(a, b))


def ratios(counts: Counts, slots: Sequence[str]) -> dict[str, float]:
    """Precision, recall and F1 over some slots together, micro-averaged."""
    right, gold, coded = (
        sum(counts[slot, side] for slot in slots) for side in ("right", "gold", "coded")
    )
    precision, recall = (right / coded if coded else 0.0), (right / gold if gold else 0.0)
    f = 2 * precision * recall / (precision + recall) if right else 0.0
    return {
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(f, 4),
        "gold": gold,
        "coded": coded,
    }
