"""How many at least a release says were killed or taken, counted as the set's coders counted.

The program keeps what each phrase allows; the coders wrote one sum for a release. The sum is made
here, in the open, of the program's claims alone:

- A plural without a number, "several" and the like count three, "numerous" counts four.
- A leader taken and "two suspected insurgents" taken besides are three. The same number of the same
  people is not counted again, and parts of those counted ("two, including a leader") never.
- A sentence that takes up people told of ("the leader and two of his associates") tells all of them
  again: the larger sum stands, or the one with numbers where the other had none.
- Forces whom the insurgents harmed are not counted, nor people killed or taken over months.
- The headline counts only where the text below it says less.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corrobora.assemble.survivors import counted
from corrobora.link.manner import Manner, manner
from corrobora.model import Claim, Document, Event, Role
from corrobora.values import ActorKind, Category, Outcome, Toll

# How the coders counted words for a number that no digits give.
VAGUE = 3
NUMEROUS = 4

_FORCES = frozenset(
    [
        ActorKind.STATE_FORCE,
        ActorKind.MILITARY,
        ActorKind.COALITION,
        ActorKind.POLICE,
        ActorKind.GOVERNMENT,
    ]
)
_FURTHER = re.compile(r"\b(?:additional|others?|another|more|further)\b", re.IGNORECASE)
_ALSO = re.compile(r"\b(?:also|in addition|additionally)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:the|this|that|these|those|both|his|her|their)\s+$", re.IGNORECASE)
_OVER_MONTHS = re.compile(r"\b(?:have|has|'ve|’ve)\b|\bsince\b", re.IGNORECASE)
_PRONOUNS = frozenset("he she they it him her them his their who which both".split())
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[^a-z])")


@dataclass
class _Group:
    size: int
    head: str
    vague: bool
    further: bool
    again: bool


def floor(events: Iterable[Event], outcome: Outcome, document: Document, opening: int = 0) -> int:
    """The sum of the groups told of; `opening` is where the headline ends and the text begins."""
    claims = [claim for event in events for claim in _tolls(event, outcome, document)]
    claims.sort(key=lambda claim: (claim.spans[0].start, -claim.spans[0].end))
    below = [claim for claim in claims if claim.spans[0].start >= opening]
    above = [claim for claim in claims if claim.spans[0].start < opening]
    return max(_total(below, document), _total(above, document))


def _tolls(event: Event, outcome: Outcome, document: Document) -> Iterable[Claim]:
    kinds = {c.value.code for c in event.of(Role.WHAT) if isinstance(c.value, Category)}
    if outcome is Outcome.CAPTURED and kinds == {"abduction"}:
        return
    for claim in event.of(Role.TOLL):
        toll = claim.value
        if not isinstance(toll, Toll) or toll.outcome is not outcome or not toll.low:
            continue
        lead = _sentence_before(claim, document)
        summed = manner(claim, document) in (Manner.PERIOD, Manner.FORMER)
        summed = summed or (toll.low > 1 and _OVER_MONTHS.search(lead) is not None)
        part = (claim.rule or "").endswith("+part")
        if counted(claim) and not summed and not part and toll.group_kind not in _FORCES:
            yield claim


def _sentence_before(claim: Claim, document: Document) -> str:
    """The words of a claim's sentence that stand before it."""
    return _SENTENCE_END.split(document.text[: claim.spans[0].start])[-1]


def _total(claims: Sequence[Claim], document: Document) -> int:
    total: list[_Group] = []
    for sentence in _by_sentence(claims, document):
        groups = [_group(claim, document) for claim in sentence]
        if total:
            # "Killed the insurgents" says no number of those told of.
            groups = [group for group in groups if not (group.again and group.vague)]
        if not groups:
            continue
        if groups[0].again and total:
            _tell_again(total, groups)
            continue
        also = _ALSO.search(_sentence_before(sentence[0], document)) is not None
        for at, group in enumerate(groups):
            if at and group.again:
                continue
            _add(total, group, besides=also or at > 0)
    return sum(group.size for group in total)


def _by_sentence(claims: Sequence[Claim], document: Document) -> list[list[Claim]]:
    found: list[list[Claim]] = []
    for claim in claims:
        if found:
            between = document.text[found[-1][-1].spans[0].end : claim.spans[0].start]
            if not _SENTENCE_END.search(between):
                found[-1].append(claim)
                continue
        found.append([claim])
    return found


def _group(claim: Claim, document: Document) -> _Group:
    toll = claim.value
    assert isinstance(toll, Toll)
    quote = document.quote(claim.spans[0])
    words = re.findall(r"[^\W\d_]+", quote.lower())
    vague = toll.high is None and (toll.low or 0) <= VAGUE
    size = toll.low or 0
    if vague:
        size = NUMEROUS if "numerous" in words else VAGUE
    further = _FURTHER.search(quote) is not None
    taken_up = _AGAIN.search(document.text[: claim.spans[0].start]) is not None
    again = not further and (taken_up or words[0] in _PRONOUNS or words[:2] == ["one", "of"])
    return _Group(size, words[-1].rstrip("s"), vague, further, again)


def _tell_again(total: list[_Group], groups: list[_Group]) -> None:
    """Take a sentence that tells all again for those counted, where it says more or is exact."""
    before, now = sum(g.size for g in total), sum(g.size for g in groups)
    exact = any(g.vague for g in total) and not any(g.vague for g in groups) and len(groups) > 1
    if now > before or exact:
        total[:] = groups


def _add(total: list[_Group], group: _Group, *, besides: bool) -> None:
    """Add a group to those counted, if it is not one of them told again."""
    same = next((one for one in total if one.head == group.head), None)
    if same is not None and same.further is group.further and same.size == group.size:
        return
    if same is not None and same.vague and not group.vague and group.size > 1:
        same.size, same.vague = group.size, False
        return
    lone = all(one.size == 1 for one in total)
    if not total or besides or group.further or (lone and group.size > 1):
        total.append(group)
    elif group.size > 1:
        most = max(total, key=lambda one: one.size)
        most.size = max(most.size, group.size)
