"""How many sources of information really stand behind reports and claims.

Reports are one origin if one was copied or translated from the other, if one newsroom published
both, if they credit the same agency or outlet, or if one credits the other's publisher. Claims are
one origin if their reports are, or if the same named speaker makes them. Which it is and why is
kept, so that it can be shown.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from corrobora.codebook.table import table
from corrobora.link.copies import copies
from corrobora.link.names import fold
from corrobora.link.translations import translations
from corrobora.model import Claim, Document, Record, SpeakerKind


class Dependence(Record, frozen=True, kw_only=True):
    """Two reports that are one origin, and why."""

    left: str
    right: str
    reason: str


class Origins(Record, frozen=True, kw_only=True):
    """The origins of reports: groups of document ids, sorted, and what made each group one."""

    groups: tuple[tuple[str, ...], ...] = ()
    reasons: tuple[Dependence, ...] = ()

    def of(self, document_id: str) -> str:
        """The document that stands for a document's origin; itself where it is unknown."""
        return next((group[0] for group in self.groups if document_id in group), document_id)


def origins(documents: Iterable[Document]) -> Origins:
    """The origins of the documents, whatever their order."""
    known = {document.id: document for document in documents}
    ids = sorted(known)
    if len(ids) < 2:
        return Origins(groups=tuple((one,) for one in ids))
    sets = _Sets(ids)
    found: list[Dependence] = []
    for left, right, share in copies({one: _body(known[one]) for one in ids}):
        found.append(
            Dependence(left=left, right=right, reason=f"{share:.0%} of the text is the same")
        )
    for left, right, shown in translations(known):
        found.append(
            Dependence(left=left, right=right, reason=f"one translates the other: {shown}")
        )
    by_credit: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for one in ids:
        for name, shown in credited(known[one]).items():
            by_credit[name].append((one, shown))
    for sharing in by_credit.values():
        (first, _), *others = sharing
        for other, shown in others:
            found.append(Dependence(left=first, right=other, reason=f"both from {shown}"))
    for dependence in found:
        sets.join(dependence.left, dependence.right)
    return Origins(groups=sets.groups(), reasons=tuple(found))


def independent(claims: Iterable[Claim], reports: Origins) -> tuple[tuple[Claim, ...], ...]:
    """The claims by independent origin: those of one group go back to one source."""
    groups: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        speaker = source_of(claim)
        # Who is quoted is the source; the report that quotes adds nothing of its own.
        key = ("speaker", speaker) if speaker else ("report", reports.of(claim.document_id))
        groups[key].append(claim)
    return tuple(tuple(group) for group in groups.values())


def source_of(claim: Claim) -> str:
    """The folded name of the speaker a claim goes back to, "" for the report's own voice.

    A crowd ("witnesses") is no one source: each report has its own.
    """
    speakers = claim.attribution.speakers
    if not speakers:
        return ""
    nearest = speakers[0]
    outlet = speakers[-1]
    crowd = nearest.kind in _crowds()
    if crowd and outlet.kind in (SpeakerKind.AGENCY, SpeakerKind.MEDIA):
        return _agency(outlet.name) or fold(outlet.name)
    if crowd:
        return ""
    return _agency(nearest.name) or fold(nearest.name)


def credited(document: Document) -> dict[str, str]:
    """The agencies and outlets to which a report gives credit, itself among them: folded to shown.

    An outlet that nobody else names or is joins nothing.
    """
    found: dict[str, str] = {}
    for name in (document.publisher or _host(document), document.author):
        if name and (name is not document.author or _agency(name)):
            found[_agency(name) or fold(name)] = name
    text = document.text
    opening = text[
        : document.headline_end + int(table("lexicons/en/credits")["dateline"]["within"])
    ]
    near = int(table("lexicons/en/credits")["byline"]["within"])
    ends = (text[: document.headline_end + near], text[-near:])
    places: list[tuple[str, Sequence[str]]] = [("dateline", (opening,)), ("byline", ends)]
    places.append(("told", (text,)))
    for section, parts in places:
        for pattern in _patterns(section):
            for part in parts:
                for match in pattern.finditer(part):
                    name = match.group(1)
                    found[_agency(name) or fold(name)] = name
    return found


def _body(document: Document) -> str:
    return document.text[document.headline_end :] or document.text


def _host(document: Document) -> str | None:
    try:
        host = urlsplit(document.url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _agency(name: str) -> str:
    """The folded first name of an agency, "" for what is none."""
    return _agencies().get(fold(name), "")


def _within(section: str) -> int:
    return int(table("lexicons/en/credits")[section]["within"])


@functools.cache
def _agencies() -> Mapping[str, str]:
    listed = table("lexicons/en/credits")["agencies"]["names"]
    return {fold(name): fold(names[0]) for names in listed for name in names}


@functools.cache
def _crowds() -> frozenset[SpeakerKind]:
    return frozenset(SpeakerKind(kind) for kind in table("lexicons/en/credits")["crowds"]["kinds"])


@functools.cache
def _patterns(section: str) -> tuple[re.Pattern[str], ...]:
    lexicon = table("lexicons/en/credits")
    names = sorted({name for listed in lexicon["agencies"]["names"] for name in listed}, key=len)
    agency = "|".join(re.escape(name) for name in reversed(names))
    outlet = lexicon["outlet"]["pattern"]
    return tuple(
        re.compile(pattern.replace("{agency}", agency).replace("{outlet}", outlet))
        for pattern in lexicon[section]["patterns"]
    )


class _Sets:
    """Disjoint sets of names; the smallest name stands for each."""

    def __init__(self, names: Iterable[str]) -> None:
        self._parent = {name: name for name in names}

    def root(self, name: str) -> str:
        while self._parent[name] != name:
            name = self._parent[name]
        return name

    def join(self, left: str, right: str) -> None:
        one, other = sorted((self.root(left), self.root(right)))
        self._parent[other] = one

    def groups(self) -> tuple[tuple[str, ...], ...]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self._parent):
            found[self.root(name)].append(name)
        return tuple(tuple(group) for group in found.values())


__all__ = ["Dependence", "Origins", "credited", "independent", "origins", "source_of"]
