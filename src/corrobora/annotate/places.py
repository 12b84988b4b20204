"""Places in a parsed document: the names, what the words around them say, the likely bearers."""

from collections.abc import Sequence

from corrobora.annotate.gazetteer import Entry, Gazetteer, Kind, Match
from corrobora.annotate.gazetteer.names import fold
from corrobora.annotate.mentions import PlaceMention
from corrobora.annotate.places_evidence import Query
from corrobora.annotate.places_frame import Frame, frames
from corrobora.annotate.places_query import context_of, queries_at
from corrobora.annotate.places_recognise import Found, names
from corrobora.annotate.places_resolve import Resolution, Scored, resolve
from corrobora.annotate.places_words import words
from corrobora.annotate.tokens import Parsed
from corrobora.values import Place, PlaceCandidate

# From this share of the candidates' mass on, a country is beyond doubt.
COUNTRY_CERTAIN = 0.8
# An unknown name lies in the one country that the whole document speaks of.
DOCUMENT_CERTAIN = 0.8
DOCUMENT_MASS = 2.0
# Rules whose mentions name a place without putting anything there.
NO_SCENE = frozenset(("place.metonym", "place.organisation"))

# UCDP's where_prec: 1 is exact, 6 a country.
COUNTRY = 6
_PRECISION = {Kind.PLACE: 1, Kind.ADMIN2: 3, Kind.ADMIN1: 4, Kind.REGION: 5, Kind.COUNTRY: COUNTRY}


def find_places(parsed: Parsed, gazetteer: Gazetteer) -> list[PlaceMention]:
    """All named places of a document in text order, each with its candidates.

    Mentions by the rules in NO_SCENE are places spoken of as governments or parts of names of
    organisations: they name no scene, but lend the document's other places their country.
    """
    found = names(parsed, gazetteer)
    spans = [_span(parsed, one) for one in found]
    queries = queries_at(parsed, spans, gazetteer)
    framed = frames(parsed, spans)
    for query, frame, one in zip(queries, framed, found, strict=True):
        if frame.kind and query.kind is None:
            query.kind = frame.kind
        if one.rule == "place.organisation":
            query.weight = 0.6
    resolution = resolve(queries, context_of(parsed), gazetteer)
    mentions = [
        _mention(parsed, found[at], framed[at], _place(parsed, at, queries, framed[at], resolution))
        for at in range(len(found))
    ]
    mentions += _borders(parsed, gazetteer, mentions)
    return sorted(mentions, key=lambda mention: (mention.name_start, mention.name_end))


def find_nationalities(parsed: Parsed) -> list[tuple[int, int, tuple[str, ...]]]:
    """The words for a country's or region's people: start, end, ISO codes (none for regions)."""
    table, found, at = words(), [], 0
    tokens = parsed.tokens
    while at < len(tokens):
        step = 1
        if tokens[at].text[:1].isupper() and fold(tokens[at].text) in table.people_starts:
            for length in (2, 1):
                if at + length > len(tokens):
                    continue
                folded = fold(parsed.words(at, at + length))
                codes = table.demonyms.get(folded)
                if codes or folded in table.region_people:
                    end = tokens[at + length - 1].end
                    found.append((tokens[at].start, end, codes or ()))
                    step = length
                    break
        at += step
    return found


def _span(parsed: Parsed, one: Found) -> tuple[int, int]:
    return parsed.tokens[one.first].start, parsed.tokens[one.last - 1].end


def _mention(parsed: Parsed, one: Found, frame: Frame, place: Place) -> PlaceMention:
    token = _head(parsed, one.first, one.last)
    rule = one.rule
    following = parsed.tokens[one.last].lower if one.last < len(parsed.tokens) else ""
    if following in words().institutions:
        rule = "place.organisation"
    elif rule == "place.known" and _speaks(parsed, token):
        rule = "place.metonym"
    return PlaceMention(
        start=frame.start,
        end=frame.end,
        name_start=frame.name_start,
        name_end=frame.name_end,
        token=token,
        place=place,
        rule=rule,
    )


def _head(parsed: Parsed, first: int, last: int) -> int:
    """The token of a name by which it hangs in the tree."""
    for at in range(first, last):
        if not first <= parsed.tokens[at].head < last:
            return at
    return last - 1


def _speaks(parsed: Parsed, token: int) -> bool:
    """Whether the name is the subject of a word of saying or wanting."""
    subject = parsed.tokens[token]
    verb = parsed.tokens[subject.head]
    return subject.dep == "nsubj" and verb.lemma in words().speech


def _place(
    parsed: Parsed, at: int, queries: Sequence[Query], frame: Frame, resolution: Resolution
) -> Place:
    """The value of one mention."""
    scored = resolution.answers[at]
    best = scored[0] if scored else None
    precision, radius = None, None
    if best is not None:
        precision, radius = _grain(best, frame, queries[at].kind)
    return Place(
        name=parsed.text[frame.name_start : frame.name_end],
        relation=frame.relation,
        country=_country(at, queries, resolution),
        candidates=tuple(_candidate(one) for one in scored if one.score > 0),
        precision=precision,
        radius_km=radius,
    )


def _grain(best: Scored, frame: Frame, kind: str | None) -> tuple[int, float]:
    """How exact the place is: UCDP's grade 1 to 7, and how far off the point may be in km."""
    entry = best.entry
    precision, radius = _PRECISION[entry.kind], entry.radius_km
    if entry.feature == "SEA":
        precision = 7
    if entry.kind is Kind.PLACE and (frame.relation or best.within):
        precision = 2
    if entry.kind is Kind.PLACE and kind in ("admin1", "admin2"):
        # "The Aleksandrovka region", of which the gazetteer has but the town.
        precision, radius = 3, max(radius, 30.0)
    if entry.kind is Kind.COUNTRY and (frame.direction or frame.relation):
        precision = 5
    return precision, round(radius + frame.adds_km, 1)


def _candidate(one: Scored) -> PlaceCandidate:
    entry = one.entry
    return PlaceCandidate(
        id=entry.id,
        name=entry.name,
        country=entry.country,
        latitude=entry.latitude,
        longitude=entry.longitude,
        score=one.score,
        admin1=entry.name if entry.kind is Kind.ADMIN1 else entry.admin1_name,
        admin2=entry.name if entry.kind is Kind.ADMIN2 else entry.admin2_name,
        feature=entry.feature,
    )


def _country(at: int, queries: Sequence[Query], resolution: Resolution) -> str | None:
    """The country, where the text or the candidates leave no doubt."""
    query, scored = queries[at], resolution.answers[at]
    if len(query.hints) == 1:
        return query.hints[0]
    total = sum(one.score for one in scored)
    if total > 0:
        share: dict[str, float] = {}
        for one in scored:
            share[one.entry.country] = share.get(one.entry.country, 0.0) + one.score / total
        code = max(share, key=lambda key: share[key])
        likely = scored[0].entry.match is Match.LIKELY
        alone = len({one.entry.country for one in scored}) == 1
        if code and share[code] >= COUNTRY_CERTAIN:
            # Where nothing speaks but the size of a town, its namesakes abroad stay possible.
            # Many weak namesakes in one country are no certainty of that country.
            weak = scored[0].score < 0.5 and resolution.countries.get(code, 0.0) < 0.6
            if resolution.supported[at] and not likely and not weak:
                return code
            if not likely and (alone or scored[0].entry.kind is Kind.COUNTRY):
                return code
            if likely and resolution.countries.get(code, 0.0) >= 0.5:
                return code
        return None
    for other in queries:
        # What is once called "the Syrian town of" is Syrian throughout.
        if len(other.hints) == 1 and fold(other.name) == fold(query.name):
            return other.hints[0]
    if resolution.mass >= DOCUMENT_MASS and resolution.countries:
        code = max(resolution.countries, key=lambda key: resolution.countries[key])
        if resolution.countries[code] >= DOCUMENT_CERTAIN:
            return code
    return None


def _borders(
    parsed: Parsed, gazetteer: Gazetteer, found: Sequence[PlaceMention]
) -> list[PlaceMention]:
    """Ground named by a nationality: "the Jordanian border", "Turkish soil"."""
    table, mentions = words(), []
    for start, end, codes in find_nationalities(parsed):
        after = parsed.token_at(end + 1)
        if after is None or len(codes) != 1:
            continue
        noun = parsed.tokens[after]
        if noun.start != end + 1 or noun.lower not in table.borders | table.grounds:
            continue
        if any(one.start < noun.end and start < one.end for one in found):
            continue
        entry = gazetteer.by_code(codes[0])
        if entry is None:
            continue
        mentions.append(_border(parsed, start, noun.index, entry))
    return mentions


def _border(parsed: Parsed, start: int, noun: int, entry: Entry) -> PlaceMention:
    table, token = words(), parsed.tokens[noun]
    border = token.lower in table.borders
    [frame] = frames(parsed, [(start, token.end)])
    place = Place(
        name=parsed.text[start : token.end],
        relation="border" if border else frame.relation,
        country=entry.country,
        candidates=(_candidate(Scored(entry, 1.0)),),
        precision=5 if border else 6,
        radius_km=round(entry.radius_km + (table.border_km if border else 0.0), 1),
    )
    return PlaceMention(
        start=frame.start,
        end=token.end,
        name_start=start,
        name_end=token.end,
        token=noun,
        place=place,
        rule="place.border" if border else "place.ground",
    )
