"""An incident as its sources tell it: one row a question, one column a voice, the answer first."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from corrobora.assemble.answers import Answer, TollAnswer
from corrobora.assemble.groups import GroupToll, group_tolls
from corrobora.assemble.independence import source_of
from corrobora.assemble.summary import Summary, publisher
from corrobora.link.names import alike, fold
from corrobora.model import Claim, Document, Record, Role
from corrobora.values import Outcome, Stance, Toll
from corrobora.web import words
from corrobora.web.index.entries import title_of
from corrobora.web.views.document import HUES, by_words
from corrobora.web.views.responsibility import Answering, answering
from corrobora.web.views.spans import Block, Mark, anchor, cut

EQUAL, NEAR, AGAINST, PAST, PART = "=", "≈", "≠", "↻", "⊂"

SIGNS = {
    EQUAL: "agrees",
    NEAR: "compatible, more or less exact",
    AGAINST: "contradicts the answer",
    PAST: "superseded by its own speaker",
    PART: "a part of a total",
}


class Said(Record, frozen=True, kw_only=True):
    """One claim in a cell; `sign` says how it stands to the answer.

    `again` are the places and words of further claims in the cell that say the very same.
    """

    claim: Claim
    at: str
    quote: str
    sign: str
    answering: str = ""
    again: tuple[tuple[str, str], ...] = ()

    @property
    def against(self) -> bool:
        """Whether it contradicts the answer."""
        return self.sign == AGAINST


class Column(Record, frozen=True, kw_only=True):
    """A voice in a report: the same speaker in several reports is one origin."""

    origin: int
    letter: str
    speaker: str
    kind: str
    chain: str
    document_id: str
    report: str
    published: str


class Line(Record, frozen=True, kw_only=True):
    """A row of the matrix."""

    role: str
    hue: str
    answer: str
    best: TollAnswer | None
    aside: str
    cells: tuple[tuple[Said, ...], ...]
    tally: str


class Telling(Record, frozen=True, kw_only=True):
    """A report of the incident: the paragraphs that tell of it, with the words marked."""

    letter: str
    document: Document
    title: str
    blocks: tuple[Block, ...]
    anchors: Mapping[int, str]
    events: tuple[str, ...]
    left_out: int


class Matrix(Record, frozen=True, kw_only=True):
    """The whole comparison."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    tellings: tuple[Telling, ...]
    groups: tuple[tuple[str, GroupToll, tuple[str, ...]], ...]
    answering: tuple[Answering, ...]
    copies: tuple[tuple[str, str, str], ...]

    @property
    def origins(self) -> list[tuple[int, str, int]]:
        """Number, name and breadth of each origin, in the order of the columns."""
        found: dict[int, list[str]] = {}
        for column in self.columns:
            found.setdefault(column.origin, []).append(column.speaker)
        return [(number, names[0], len(names)) for number, names in found.items()]


def matrix(told: Summary, documents: Mapping[str, Document]) -> Matrix:
    """The comparison of an incident's sources under its policy."""
    reports = [one for one in told.reports if one in documents]
    letters = {one: _letter(at) for at, one in enumerate(reports)}
    columns, placed = _columns(told, documents, letters)
    against = _against(told)
    lines = []
    for toll in told.tolls:
        if toll.told:
            lines.append(_toll_line(toll, (columns, placed), documents, letters))
    for answer in told.answers:
        if answer.claims:
            lines.append(_line(answer, against, (columns, placed), documents, letters))
    tellings = [_telling(told, documents[one], letters[one]) for one in reports]
    return Matrix(
        columns=tuple(columns),
        lines=tuple(lines),
        tellings=tuple(tellings),
        groups=tuple(_groups(told, letters)),
        answering=tuple(answering(told, documents, letters)),
        copies=tuple(
            (letters[one.left], letters[one.right], one.reason)
            for one in told.origins.reasons
            if one.left in letters and one.right in letters
        ),
    )


def _groups(
    told: Summary, letters: Mapping[str, str]
) -> Iterable[tuple[str, GroupToll, tuple[str, ...]]]:
    """Each outcome's numbers by group of victims, and where their words stand."""
    for toll in told.tolls:
        for group in group_tolls(toll.claims):
            places = (anchor(letters[c.document_id], c) for c in group.claims)
            yield toll.outcome.value, group, tuple(places)


Placed = tuple[Sequence[Column], Mapping[tuple[str, str], int]]


def _columns(
    told: Summary, documents: Mapping[str, Document], letters: Mapping[str, str]
) -> tuple[list[Column], dict[tuple[str, str], int]]:
    """The voices by origin and report, and which of them each speaker of a report is."""
    origins: dict[str, int] = {}
    first: dict[tuple[int, str], Claim] = {}
    origin_of: dict[tuple[str, str], int] = {}
    named = {source_of(claim) for claim in told.claims}
    for report in letters:
        for claim in told.claims:
            if claim.document_id == report:
                key = _origin(told, claim, (origins, named))
                number = origins.setdefault(key, len(origins) + 1)
                first.setdefault((number, report), claim)
                origin_of.setdefault((report, fold(_speaker(claim))), number)
    ordered = sorted(first, key=lambda one: (one[0], letters[one[1]]))
    at = {key: place for place, key in enumerate(ordered)}
    placed = {(report, key): at[number, report] for (report, key), number in origin_of.items()}
    return [
        _column(number, first[number, report], documents, letters) for number, report in ordered
    ], placed


def _column(
    origin: int, claim: Claim, documents: Mapping[str, Document], letters: Mapping[str, str]
) -> Column:
    document = documents[claim.document_id]
    speakers = claim.attribution.speakers
    return Column(
        origin=origin,
        letter=letters[document.id],
        speaker=_speaker(claim),
        kind=words.speaker(speakers[0]) if speakers else "",
        chain=by_words(claim).partition(", quoted by ")[2],
        document_id=document.id,
        report=publisher(document) or document.name or title_of(document),
        published=words.day(document.published) if document.published else "no date",
    )


def _origin(told: Summary, claim: Claim, met: tuple[Mapping[str, int], set[str]]) -> str:
    """The source of information that a claim goes back to, under whichever of its names.

    `met` are the origins that have a number already, and all sources that are named.
    """
    known, named = met
    # One report may know of what kind a speaker is where another only gives the name.
    name = fold(_speaker(claim))
    source = source_of(claim) or (name if name in named else "")
    if not source:
        return f"report {told.origins.of(claim.document_id)}"
    return next((one for one in known if alike(one, source)), source)


def _speaker(claim: Claim) -> str:
    speakers = claim.attribution.speakers
    return speakers[0].name if speakers else ""


def _line(
    answer: Answer,
    against: frozenset[str],
    placed: Placed,
    documents: Mapping[str, Document],
    letters: Mapping[str, str],
) -> Line:
    chosen = answer.value
    cells: list[list[Said]] = [[] for _ in placed[0]]
    for claim in answer.claims:
        same = chosen is not None and words.value(claim.value) == words.value(chosen)
        sign = AGAINST if claim.id in against else EQUAL if same else NEAR
        _place(cells, claim, sign, placed, documents, letters)
    values = [words.value(value) for value in answer.values]
    if answer.role is Role.RESPONSIBILITY:
        told = (f"{words.value(c.value)} {words.answering(c)}" for c in answer.claims)
        values = list(dict.fromkeys(told))
    many = answer.role in (Role.WHO, Role.WHOM, Role.MEANS, Role.RESPONSIBILITY)
    shown = "; ".join(values[:3]) if many else (values[0] if values else "denied")
    aside = f"and {len(values) - 3} more" if many and len(values) > 3 else ""
    if answer.denied and values and answer.role is not Role.RESPONSIBILITY:
        aside = (aside + "; " if aside else "") + "in part denied"
    return Line(
        role=answer.role.value,
        hue=HUES.get(answer.role.value, "speaker"),
        answer=shown or "denied",
        best=None,
        aside=aside,
        cells=tuple(tuple(cell) for cell in cells),
        tally=_tally(cells, placed[0]),
    )


def _toll_line(
    toll: TollAnswer,
    placed: Placed,
    documents: Mapping[str, Document],
    letters: Mapping[str, str],
) -> Line:
    cells: list[list[Said]] = [[] for _ in placed[0]]
    parts = {claim.id for one in toll.statements for claim in one.parts}
    past = superseded(toll, documents)
    for claim in toll.claims:
        sign = _toll_sign(claim, toll, parts, past)
        _place(cells, claim, sign, placed, documents, letters)
    aside = "low · best · high" if toll.best is not None else "no number is asserted"
    return Line(
        role=toll.outcome.value,
        hue="toll",
        answer="",
        best=toll,
        aside=aside,
        cells=tuple(tuple(cell) for cell in cells),
        tally=_tally(cells, placed[0]),
    )


def _toll_sign(claim: Claim, toll: TollAnswer, parts: set[str], past: frozenset[str]) -> str:
    value = claim.value
    if claim.stance is Stance.DENIED:
        return AGAINST
    if claim.id in parts:
        return PART
    if claim.id in past:
        return PAST
    if not isinstance(value, Toll) or toll.best is None:
        return NEAR
    low, high = value.low or 0, value.high
    if low == high == toll.best:
        return EQUAL
    chosen = toll.chosen
    if chosen is not None and (value.low, value.high) == (chosen.low, chosen.high):
        return EQUAL
    fits = low <= toll.best and (high is None or toll.best <= high)
    return NEAR if fits else AGAINST


def superseded(toll: TollAnswer, documents: Mapping[str, Document]) -> frozenset[str]:
    """The claims that their own speaker replaced by another number in a later report."""
    last: dict[str, str] = {}
    for one in toll.statements:
        document = documents.get(one.document_id)
        day = document.published.isoformat() if document and document.published else ""
        if one.speaker:
            last[fold(one.speaker)] = max(last.get(fold(one.speaker), ""), day)
    found = set()
    for one in toll.statements:
        document = documents.get(one.document_id)
        day = document.published.isoformat() if document and document.published else ""
        if one.speaker and day and day < last[fold(one.speaker)]:
            found |= {claim.id for claim in one.claims}
    return frozenset(found)


def _place(
    cells: list[list[Said]],
    claim: Claim,
    sign: str,
    placed: Placed,
    documents: Mapping[str, Document],
    letters: Mapping[str, str],
) -> None:
    at = placed[1].get((claim.document_id, fold(_speaker(claim))))
    if at is None:
        return
    quote = " ".join(documents[claim.document_id].quote(claim.spans[0]).split())
    where = anchor(letters[claim.document_id], claim)
    how = words.answering(claim)
    said = Said(claim=claim, at=where, quote=quote, sign=sign, answering=how)
    for number, one in enumerate(cells[at]):
        if _same_said(one, said):
            cells[at][number] = structs.replace(one, again=(*one.again, (where, quote)))
            return
    cells[at].append(said)


def _same_said(one: Said, other: Said) -> bool:
    ours, theirs = one.claim, other.claim
    alike = words.value(ours.value) == words.value(theirs.value) and ours.stance is theirs.stance
    return alike and (one.sign, one.answering) == (other.sign, other.answering)


def _tally(cells: Iterable[Sequence[Said]], columns: Sequence[Column]) -> str:
    """How many origins speak to the question, and how many contradict the answer."""
    speaking: set[int] = set()
    differing: set[int] = set()
    for cell, column in zip(cells, columns, strict=True):
        if cell:
            speaking.add(column.origin)
        if any(said.against for said in cell):
            differing.add(column.origin)
    said = f"{len(speaking)} origin{'' if len(speaking) == 1 else 's'}"
    return f"{said}, {len(differing)} against" if differing else said


def _against(told: Summary) -> frozenset[str]:
    """The claims on another side of a contradiction than the answer, and the denials."""
    found: set[str] = set()
    for one in told.contradictions:
        if one.question in [outcome.value for outcome in Outcome]:
            continue
        answer = next((a for a in told.answers if a.role.value == one.question), None)
        chosen = words.value(answer.value) if answer and answer.value else ""
        for side in one.sides:
            if not any(words.value(c.value) == chosen for c in side):
                found |= {claim.id for claim in side}
    for answer in told.answers:
        found |= {claim.id for claim in answer.denied}
    return frozenset(found)


def _telling(told: Summary, document: Document, letter: str) -> Telling:
    own = [claim for claim in told.claims if claim.document_id == document.id]
    ids: defaultdict[tuple[int, int], list[Claim]] = defaultdict(list)
    for claim in own:
        for span in claim.spans:
            ids[span.start, span.end].append(claim)
    marks = [
        Mark(
            start=start,
            end=end,
            role=HUES.get(claims[0].role.value, "speaker"),
            ids=tuple(claim.id for claim in claims),
            tag="",
            dashed=any(words.hedged(claim.stance) for claim in claims),
        )
        for (start, end), claims in ids.items()
    ]
    blocks = cut(document.text, document.headline_end, marks)
    telling = [block for block in blocks if any(piece.ids for piece in block.pieces)]
    anchors = {claim.spans[0].start: anchor(letter, claim) for claim in own}
    return Telling(
        letter=letter,
        document=document,
        title=title_of(document),
        blocks=tuple(telling),
        anchors=anchors,
        events=tuple(dict.fromkeys(claim.subject.id for claim in own)),
        left_out=len(blocks) - len(telling),
    )


def _letter(at: int) -> str:
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return letters[at] if at < len(letters) else f"{letters[at % 26]}{at // 26}"
