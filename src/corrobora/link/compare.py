"""How far two tellings agree: one comparator a question, each with a grade and the reason.

A comparator returns None where one of the two says nothing to its question: silence is neither
agreement nor disagreement. What a grade weighs stands in data/linking.toml.
"""

import functools
from collections.abc import Callable

from corrobora.codebook.kinds import families, related
from corrobora.codebook.table import table
from corrobora.link.places import Spot, kilometres
from corrobora.link.telling import Stretch, Telling, limit
from corrobora.link.wording import echo, likeness
from corrobora.model import Record
from corrobora.values import Outcome


class Evidence(Record, frozen=True, kw_only=True):
    """What one comparator found: a grade, how much of it in 0..1, what it weighs, and why.

    `points` are log-odds: positive speaks for one happening.
    """

    question: str
    grade: str
    points: float
    reason: str
    amount: float = 1.0


Comparator = Callable[[Telling, Telling], Evidence | None]


def kind(left: Telling, right: Telling) -> Evidence | None:
    """Equal kinds, or a general kind beside a more exact one of its family."""
    if left.kind is None or right.kind is None:
        return None
    if left.kind == right.kind:
        return _found("kind", "equal", f"both are {left.kind}")
    if related(left.kind, right.kind):
        reason = f"{left.kind} and {right.kind}: the general kind leaves the exact one open"
        return _found("kind", "general", reason)
    grade = "kin" if families(left.kind) & families(right.kind) else "other"
    return _found("kind", grade, f"{left.kind} is not {right.kind}")


def days(left: Telling, right: Telling) -> Evidence | None:
    """Bounded days that overlap, are neighbours, or lie apart: the closest that the two tell."""
    if not left.days or not right.days:
        return None
    gaps = [(_gap(ours, theirs), ours, theirs) for ours in left.days for theirs in right.days]
    apart, ours, theirs = min(gaps)
    if apart <= 0:
        first, last = max(ours[0], theirs[0]), min(ours[1], theirs[1])
        shown = f"{first}" if first == last else f"{first} to {last}"
        return _found("days", "overlap", f"both allow {shown}")
    if apart == 1:
        shown = f"{_shown(ours)} and {_shown(theirs)}"
        if left.report_day or right.report_day:
            return _found("days", "report_day", f"{shown}: one is the day of its own report")
        return _found("days", "next", shown)
    return _found("days", "near" if apart <= limit("near_days") else "far", f"{apart} days apart")


def _gap(one: Stretch, other: Stretch) -> int:
    return max(0, (max(one[0], other[0]) - min(one[1], other[1])).days)


def _shown(stretch: Stretch) -> str:
    return f"{stretch[0]}" if stretch[0] == stretch[1] else f"{stretch[0]} to {stretch[1]}"


def published(left: Telling, right: Telling) -> Evidence | None:
    """How long after one report the other was published, where one of the two gives no day."""
    if left.published is None or right.published is None or (left.days and right.days):
        return None
    apart = abs((left.published - right.published).days)
    steps = (("same", 0), ("next", 1), ("days", 3), ("week", 7), ("fortnight", 14), ("months", 60))
    grade = next((name for name, most in steps if apart <= most), "later")
    return _found("published", grade, f"reported {apart} days apart")


def place(left: Telling, right: Telling) -> Evidence | None:
    """The best agreement among the places that the two tell."""
    found = [one for a in left.spots for b in right.spots if (one := _spots(a, b)) is not None]
    if not found:
        return None
    grade, reason = min(found, key=lambda one: _GRADES.index(one[0]))
    return _found("place", grade, reason)


# From the closest agreement to the plainest disagreement.
_GRADES = ("same", "name", "near", "within", "away", "abroad")


def _spots(left: Spot, right: Spot) -> tuple[str, str] | None:
    if left.country and right.country and left.country != right.country:
        return "abroad", f"{left.name!r} in {left.country}, {right.name!r} in {right.country}"
    if left.wide or right.wide:
        if left.area and right.area and left.area != right.area:
            return "away", f"{left.name!r} and {right.name!r} are in different provinces"
        held = left.id == right.id or left.area == right.area
        return ("within", f"{left.name!r} and {right.name!r} may be one place") if held else None
    if left.id is not None and left.id == right.id:
        return "same", f"both in {left.name!r}, {left.id}"
    apart = kilometres(left, right)
    if apart is not None:
        near = apart <= limit("near_km")
        shown = f"{left.name!r} and {right.name!r}, {apart:.0f} km apart"
        return ("near" if near else "away"), shown
    known = left.country if left.country == right.country else None
    if left.name == right.name:
        return ("name", f"both in {left.name!r} in {known}") if known else None
    return "away", f"{left.name!r} is not {right.name!r}"


def tolls(left: Telling, right: Telling) -> Evidence | None:
    """Whether a toll is told alike, fits, or contradicts; reports of one happening often differ."""
    shared = left.tolls & right.tolls
    if shared:
        large = any(low is not None and low > limit("small_toll") for _, low, _ in shared)
        return _found("tolls", "large" if large else "alike", "a toll is told alike")
    for outcome in Outcome:
        ours = [(low, high) for o, low, high in left.tolls if o is outcome]
        theirs = [(low, high) for o, low, high in right.tolls if o is outcome]
        if ours and theirs:
            fit = any(_fit(a, b) for a in ours for b in theirs)
            reason = f"tolls of {outcome.value} {'fit' if fit else 'differ'}"
            return _found("tolls", "fit" if fit else "differ", reason)
    return None


def _fit(one: tuple[int | None, int | None], other: tuple[int | None, int | None]) -> bool:
    low = max(one[0] or 0, other[0] or 0)
    return all(high is None or low <= high for high in (one[1], other[1]))


def who(left: Telling, right: Telling) -> Evidence | None:
    """Whether a doer is named alike."""
    return _actors("who", left.who, right.who)


def whom(left: Telling, right: Telling) -> Evidence | None:
    """Whether someone acted on is named alike."""
    return _actors("whom", left.whom, right.whom)


def _actors(
    question: str, left: tuple[frozenset[str], ...], right: tuple[frozenset[str], ...]
) -> Evidence | None:
    if not left or not right:
        return None
    if any(one <= other or other <= one for one in left for other in right):
        return _found(question, "alike", f"{question} is named alike")
    return _found(question, "other", f"{question} is named otherwise")


def ages(left: Telling, right: Telling) -> Evidence | None:
    """Whether people of the same ages are told of."""
    ours, theirs = left.wording.ages, right.wording.ages
    if not ours or not theirs:
        return None
    shared = sorted(ours & theirs)
    if not shared:
        return _found("ages", "none", "no age is told alike")
    shown = ", ".join(map(str, shared[:4]))
    return _found("ages", "several" if len(shared) > 1 else "one", f"both tell of age {shown}")


def marks(left: Telling, right: Telling) -> Evidence | None:
    """Names and addresses of two words that both have."""
    ours, theirs = left.wording.marks, right.wording.marks
    if not ours or not theirs:
        return None
    shared = sorted(ours & theirs)
    if not shared and min(len(ours), len(theirs)) < limit("few_words"):
        return None
    if not shared:
        return _found("marks", "none", "no name or address is told alike")
    return _found("marks", "shared", f"both say {', '.join(map(repr, shared[:3]))}")


def rare(left: Telling, right: Telling) -> Evidence | None:
    """Words that hardly any report has and both of these have."""
    ours, theirs = left.wording.rare, right.wording.rare
    # The name of the place is a rare word too, and is asked for elsewhere.
    told = {word for spot in left.spots + right.spots for word in spot.name.split()}
    ours, theirs = ours - told, theirs - told
    if not ours or not theirs:
        return None
    shared = sorted(ours & theirs)
    if not shared:
        few = min(len(ours), len(theirs)) < limit("few_words")
        return None if few else _found("rare", "none", "they share no rare word")
    shown = ", ".join(map(repr, shared[:3]))
    return _found("rare", "shared", f"both say {shown}", min(len(shared), 4) / 4)


def passage(left: Telling, right: Telling) -> Evidence | None:
    """How alike the paragraphs are that tell of it."""
    if min(len(left.wording.passage), len(right.wording.passage)) < limit("short_passage"):
        return None
    alike = likeness(left.wording.passage, right.wording.passage)
    return _found("passage", "alike", f"their words are {alike:.0%} alike", alike)


def headline(left: Telling, right: Telling) -> Evidence | None:
    """How much of one's headline stands in the other report."""
    a, b = left.wording, right.wording
    found = [
        echo(one.headline, other.document)
        for one, other in ((a, b), (b, a))
        if one.headline and other.document
    ]
    if not found:
        return None
    share = max(found)
    return _found("headline", "echoed", f"{share:.0%} of a headline stands in the other", share)


def focus(left: Telling, right: Telling) -> Evidence | None:
    """Whether both reports are mainly about what is compared."""
    if left.main and right.main:
        return None
    if left.main or right.main:
        return _found("focus", "one", "one report only mentions it")
    return _found("focus", "neither", "both reports only mention it")


COMPARATORS: tuple[Comparator, ...] = (
    kind,
    days,
    place,
    published,
    tolls,
    who,
    whom,
    ages,
    marks,
    rare,
    passage,
    headline,
    focus,
)


# Most reasons come again and again: a million pairs share some ten thousand of them.
@functools.lru_cache(maxsize=65_536)
def _found(question: str, grade: str, reason: str, amount: float = 1.0) -> Evidence:
    given = weights(question)
    # `told` weighs that both say anything at all: little in common is then a disagreement.
    points = round(given[grade] * amount + given.get("told", 0.0), 4)
    return Evidence(question=question, grade=grade, points=points, reason=reason, amount=amount)


@functools.cache
def weights(question: str) -> dict[str, float]:
    """What each grade of a question weighs."""
    return {grade: float(value) for grade, value in table("linking")["weights"][question].items()}


__all__ = ["COMPARATORS", "Comparator", "Evidence", "weights"]
