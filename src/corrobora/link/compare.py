"""How far two events agree: one comparator a question, each returning score and reason.

A comparator returns None where one of the two says nothing to its question: silence is neither
agreement nor disagreement.
"""

from collections.abc import Callable

from corrobora.codebook.table import table
from corrobora.link.telling import Telling, families, general
from corrobora.model import Record


class Evidence(Record, frozen=True, kw_only=True):
    """What one comparator found: `score` in 0..1, 0 being disagreement, and why."""

    question: str
    score: float
    reason: str


Comparator = Callable[[Telling, Telling], Evidence | None]


def kind(left: Telling, right: Telling) -> Evidence | None:
    """Equal kinds, or a general kind beside a more exact one of its family."""
    if left.kind is None or right.kind is None:
        return None
    if left.kind == right.kind:
        return _found("kind", _strength("kind", "equal"), f"both are {left.kind}")
    related = families(left.kind) & families(right.kind)
    if related and (general(left.kind) or general(right.kind)):
        reason = f"{left.kind} and {right.kind}: the general kind leaves the exact one open"
        return _found("kind", _strength("kind", "general"), reason)
    return _found("kind", 0.0, f"{left.kind} is not {right.kind}")


def days(left: Telling, right: Telling) -> Evidence | None:
    """Bounded days that overlap, or are neighbours where one is the day of its own report."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return None
    first, last = max(left.first, right.first), min(left.last, right.last)
    if first <= last:
        shown = f"{first}" if first == last else f"{first} to {last}"
        return _found("days", _strength("days", "overlap"), f"both allow {shown}")
    apart = (first - last).days
    if apart == 1 and (left.report_day or right.report_day):
        reason = f"{last} and {first}: one is the day of its own report"
        return _found("days", _strength("days", "report_day"), reason)
    return _found("days", 0.0, f"{apart} days apart")


def place(left: Telling, right: Telling) -> Evidence | None:
    """The same bearer of a name, or equal names within one country."""
    if left.candidate is not None and left.candidate == right.candidate:
        name = f"{left.place_name[1]!r}, " if left.place_name else ""
        reason = f"both in {name}{left.candidate}"
        return _found("place", _strength("place", "candidate"), reason)
    if left.candidate is not None and right.candidate is not None:
        return _found("place", 0.0, f"{left.candidate} is not {right.candidate}")
    if left.place_name is None or right.place_name is None:
        return None
    if left.place_name == right.place_name:
        country, name = left.place_name
        return _found("place", _strength("place", "name"), f"both in {name!r} in {country}")
    return _found("place", 0.0, f"{left.place_name[1]!r} is not {right.place_name[1]!r}")


def tolls(left: Telling, right: Telling) -> Evidence | None:
    """Whether a toll is told alike; different tolls are common among reports of one happening."""
    if not left.tolls or not right.tolls:
        return None
    shared = left.tolls & right.tolls
    reason = "a toll is told alike" if shared else "no toll is told alike"
    return _found("tolls", float(bool(shared)), reason)


def who(left: Telling, right: Telling) -> Evidence | None:
    """Whether a doer is named alike."""
    return _actors("who", left.who, right.who)


def whom(left: Telling, right: Telling) -> Evidence | None:
    """Whether someone acted on is named alike."""
    return _actors("whom", left.whom, right.whom)


def words(left: Telling, right: Telling) -> Evidence | None:
    """Whether the same words name the event."""
    if not left.words or not right.words:
        return None
    shared = sorted(left.words & right.words)
    reason = f"both say {shared[0]!r}" if shared else "other words name it"
    return _found("words", float(bool(shared)), reason)


# Each of these must agree …
REQUIRED: tuple[Comparator, ...] = (kind, days, place)
# … and these only support.
SUPPORTING: tuple[Comparator, ...] = (tolls, who, whom, words)


def _actors(
    question: str, left: tuple[frozenset[str], ...], right: tuple[frozenset[str], ...]
) -> Evidence | None:
    if not left or not right:
        return None
    alike = any(one <= other or other <= one for one in left for other in right)
    reason = f"{question} is named alike" if alike else f"{question} is named otherwise"
    return _found(question, float(alike), reason)


def _found(question: str, score: float, reason: str) -> Evidence:
    return Evidence(question=question, score=score, reason=reason)


def _strength(question: str, agreement: str) -> float:
    return float(table("linking")["strength"][question][agreement])
